"""Take the pictures on the pages from the demo library: ``python -m docs_tools.screenshots`` writes ``docs/assets``.

Rich draws the terminal, and a headless Chromium the gallery and a notebook. Take all again when what they show has
changed, in tox's environment ``notebooks``: nothing but the picture of the notebook needs what is installed there.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from photoprism_client.cli.settings import make_library
from photoprism_client.testing import PhotoPrismServer
from test.support.chromium import Page, chromium

_ROOT = Path(__file__).resolve().parents[1]
ASSETS = _ROOT / "docs" / "assets"
_WINDOW = 1280, 640
_NOTEBOOK = _ROOT / "examples" / "quickstart.ipynb"
_FIRST_CELL, _LAST_CELL = 2, 4  # that are shown; those before them are run, too
# Without scripts and styles that lie elsewhere.
_EXECUTE = (
    "python -m nbconvert --to html --execute --HTMLExporter.mathjax_url= --HTMLExporter.require_js_url="
    " --HTMLExporter.jquery_url= --HTMLExporter.mermaid_js_url="
)
_WIDTH = 100  # characters of the terminal
_COMMANDS = (
    "photoprism-images search --demo --label Sunset --limit 5",
    "photoprism-images export --demo photos",
    "cd photos && sha1sum -c SHA1SUMS | head -n 3",
)
# Without the web font that rich names, which would be loaded from elsewhere.
_DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{ font: {char_height}px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }}
.{unique_id}-title {{ font: bold 18px system-ui, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def terminal(commands: Sequence[tuple[str, str]]) -> bytes:
    """Draw a terminal.

    :param commands: each with what it printed.
    :return: an SVG, in fonts of the system.
    """
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=_WIDTH, file=nowhere, force_terminal=True)
        for command, printed in commands:
            console.print(Text.assemble(("$ ", "bold green"), command))
            console.print(Text(printed.strip("\n")), end="\n\n")
        return console.export_svg(title="", theme=MONOKAI, code_format=_DRAWING, unique_id="t").encode()


def _gallery() -> bytes:
    """Show the gallery of the demo library in a browser."""
    with TemporaryDirectory() as folder:
        _run("photoprism-images export --demo --gallery Pictures", Path(folder))
        with _new_page() as page:
            page.open((Path(folder) / "Pictures" / "gallery.html").as_uri())
            return _seen(page)


def _notebook() -> bytes:
    """Show cells of a notebook with photos of the demo library in a browser."""
    before = f"[...document.querySelectorAll('.jp-Cell')].slice(0, {_FIRST_CELL})"
    with TemporaryDirectory() as folder:
        with PhotoPrismServer(make_library(None)) as server:
            path = _executed(Path(folder), server.url)
        with _new_page() as page:
            page.call("Page.navigate", url=path.as_uri())
            page.wait_for("document.readyState === 'complete'")
            page.run(f"{before}.forEach(cell => cell.remove())")
            page.resize(_WINDOW[0], page.run("document.documentElement.scrollHeight"))
            return _seen(page)


def _executed(folder: Path, url: str) -> Path:
    """Run the first cells of a notebook, and write them and what they show as a page."""
    notebook = json.loads(_NOTEBOOK.read_text(encoding="utf-8"))
    del notebook["cells"][_LAST_CELL + 1 :]
    path = folder / _NOTEBOOK.name
    path.write_text(json.dumps(notebook), encoding="utf-8")
    _run(f"{_EXECUTE} {path.name}", folder, PHOTOPRISM_URL=url)
    return path.with_suffix(".html")


@contextmanager
def _new_page() -> Iterator[Page]:
    with TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        page = browser.new_page()
        page.resize(*_WINDOW)
        yield page


def _seen(page: Page) -> bytes:
    written = BytesIO()
    with Image.open(BytesIO(page.screenshot())) as image:
        image.save(written, "WEBP", quality=85, method=6)
    if elsewhere := [url for url in page.requests if not url.startswith(("file:", "data:"))]:
        raise RuntimeError(f"the picture would depend on {elsewhere}")
    return written.getvalue()


def _printed() -> Iterator[tuple[str, str]]:
    """Run the commands in a folder that does not stay."""
    with TemporaryDirectory() as folder:
        for command in _COMMANDS:
            yield command, _run(command, Path(folder))


def _run(command: str, folder: Path, **variables: str) -> str:
    """Return what a command prints."""
    script = Path(sys.executable).with_name("photoprism-images")
    environment = os.environ | {"COLUMNS": str(_WIDTH), "PATH": f"{script.parent}:/usr/bin:/bin"} | variables
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return done.stdout


#: How each picture is made, by its name.
PICTURES: dict[str, Callable[[], bytes]] = {
    "gallery.webp": _gallery,
    "notebook.webp": _notebook,
    "terminal.svg": lambda: terminal([*_printed()]),
}


def main() -> None:
    """Write all pictures."""
    for name, make in PICTURES.items():
        (ASSETS / name).write_bytes(make())


if __name__ == "__main__":
    main()
