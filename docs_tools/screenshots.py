"""Take the pictures on the pages from the demo library: ``python -m docs_tools.screenshots`` writes ``docs/assets``.

Rich draws the terminal and Pillow the contact sheet; both come with the extra ``all``. Take all again when what they
show has changed.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from photoprism_client import ApiClient, Configuration, ImagesApi, PhotosApi
from photoprism_client.testing import Library, PhotoPrismServer

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"
_COLUMNS, _ROWS, _TILE, _GAP = 8, 2, 224, 6
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


def contact_sheet(pictures: Sequence[bytearray]) -> bytes:
    """Lay pictures out in rows.

    :param pictures: squares in the size ``tile_224``; those that do not fit are left out.
    :return: a WebP.
    """
    step = _TILE + _GAP
    sheet = Image.new("RGBA", (_COLUMNS * step - _GAP, _ROWS * step - _GAP), (0, 0, 0, 0))
    for number, picture in enumerate(pictures[: _COLUMNS * _ROWS]):
        row, column = divmod(number, _COLUMNS)
        with Image.open(BytesIO(picture)) as image:
            sheet.paste(image, (column * step, row * step))
    written = BytesIO()
    sheet.save(written, "WEBP", quality=80, method=6)
    return written.getvalue()


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


def _demo_pictures() -> list[bytearray]:
    """Fetch thumbnails of the demo library, as a user does."""
    with PhotoPrismServer(Library.sample(photos=24)) as server, ApiClient(Configuration(server.url)) as api_client:
        photos = PhotosApi(api_client).iterate(order="oldest", primary=True)
        thumbs = ImagesApi(api_client).get_thumbs(photos, size="tile_224")
        return [*islice((thumb for thumb in thumbs if not thumb.is_placeholder), _COLUMNS * _ROWS)]


def _printed() -> Iterator[tuple[str, str]]:
    """Run the commands in a folder that does not stay."""
    script = Path(sys.executable).with_name("photoprism-images")
    environment = os.environ | {"COLUMNS": str(_WIDTH), "PATH": f"{script.parent}:/usr/bin:/bin"}
    with TemporaryDirectory() as folder:
        for command in _COMMANDS:
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=True,
            )
            yield command, done.stdout


#: How each picture is made, by its name.
PICTURES: dict[str, Callable[[], bytes]] = {
    "contact-sheet.webp": lambda: contact_sheet(_demo_pictures()),
    "terminal.svg": lambda: terminal([*_printed()]),
}


def main() -> None:
    """Write all pictures."""
    for name, make in PICTURES.items():
        (ASSETS / name).write_bytes(make())


if __name__ == "__main__":
    main()
