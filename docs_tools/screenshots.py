"""Take the pictures on the pages from the demo library: ``python -m docs_tools.screenshots`` writes ``docs/assets``.

Rich draws the terminal, and a headless Chromium the gallery. Take all again when what they show has changed.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from test.support.chromium import chromium

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"
_WINDOW = 1280, 640
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
    with TemporaryDirectory() as folder, TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        _run("photoprism-images export --demo --gallery Pictures", Path(folder))
        page = browser.new_page()
        page.resize(*_WINDOW)
        page.open((Path(folder) / "Pictures" / "gallery.html").as_uri())
        seen = page.screenshot()
    written = BytesIO()
    with Image.open(BytesIO(seen)) as image:
        image.save(written, "WEBP", quality=85, method=6)
    return written.getvalue()


def _printed() -> Iterator[tuple[str, str]]:
    """Run the commands in a folder that does not stay."""
    with TemporaryDirectory() as folder:
        for command in _COMMANDS:
            yield command, _run(command, Path(folder))


def _run(command: str, folder: Path) -> str:
    """Return what a command prints."""
    script = Path(sys.executable).with_name("photoprism-images")
    environment = os.environ | {"COLUMNS": str(_WIDTH), "PATH": f"{script.parent}:/usr/bin:/bin"}
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
    "terminal.svg": lambda: terminal([*_printed()]),
}


def main() -> None:
    """Write all pictures."""
    for name, make in PICTURES.items():
        (ASSETS / name).write_bytes(make())


if __name__ == "__main__":
    main()
