"""The library of the embedded server that commands start, and options for folders."""

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import click

from photoprism_client.cli.help import Option, what_option

if TYPE_CHECKING:
    from photoprism_client.testing import Library

_NEEDED = {"starlette": "starlette", "uvicorn": "uvicorn", "PIL": "pillow"}

#: Pictures in the sample library.
SAMPLE_PHOTOS = 24

#: A folder, which need not exist.
FOLDER_TO_WRITE = click.Path(file_okay=False, path_type=Path)
#: A folder that exists.
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

originals_option: Option = what_option(
    "--originals", type=FOLDER, help="Folder of pictures to serve, which stays as it is. Default: a sample library."
)


def make_library(originals: Path | None) -> "Library":
    """Index a folder of pictures, or draw a sample library.

    :param originals: the folder, or None for a sample.
    :return: the library; a server that gets it closes it.
    :raises click.ClickException: the extra ``testing`` is not installed, or the folder holds no pictures.
    """
    if missing := [package for module, package in _NEEDED.items() if importlib.util.find_spec(module) is None]:
        raise click.ClickException(
            f"the embedded server needs {', '.join(missing)}: pip install 'photoprism-images[testing]'"
        )
    from photoprism_client.testing import Library

    if originals is None:
        return Library.sample(photos=SAMPLE_PHOTOS)
    library = Library.from_folder(originals)
    if not library.photos:
        library.close()
        raise click.ClickException("there are no pictures in that folder")
    return library
