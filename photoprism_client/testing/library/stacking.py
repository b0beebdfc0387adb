"""Change which files a picture has: choose its primary file, delete a file, make a picture of its own of one.

Source: internal/api/photo_unstack.go, file_delete.go and internal/entity/query/files.go of the server
"""

import zlib
from pathlib import Path, PurePosixPath

from photoprism_client.testing.library.indexing import file_of
from photoprism_client.testing.library.items import ORIGINALS, File, Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.media_types import stack_name

_BLOCK = 1024 * 1024


def find_file(library: Library, uid: str) -> tuple[Photo, File] | None:
    """Return the file with this UID and its picture."""
    found = ((photo, file) for photo in library.photos for file in photo.files if file.uid == uid)
    return next(found, None)


def set_primary(library: Library, photo: Photo, file_uid: str) -> None:
    """Make a file the primary one; **any other UID leaves the picture without one**."""
    for file in photo.files:
        file.primary, file.searchable = file.uid == file_uid, True
    photo.files.sort(key=lambda file: not file.primary)
    photo.updated_at = library.tick()
    library.touch()


def delete_file(library: Library, photo: Photo, file: File) -> None:
    """Delete a file from the disk and from the index; there is no archive for files.

    :raises FileNotFoundError: it is gone already; the index stays as it is
    """
    file.disk.unlink()
    photo.files.remove(file)
    library.touch()


def needs_another_name(photo: Photo, file: File) -> bool:
    """Tell whether unstacking has to rename a file: its name is that of the picture it leaves."""
    return stack_name(file.base) == photo.name


def unstack(library: Library, photo: Photo, file: File) -> Photo:
    """Make a picture of its own of a file; neither is stacked again.

    :return: the new picture
    """
    folder = file.name.rpartition("/")[0]
    if needs_another_name(photo, file):
        leaving = [_renamed(library, file)]
    else:
        base = stack_name(file.base)
        leaving = [other for other in photo.files if stack_name(other.base) == base and other.root == ORIGINALS]
    names = {file.uid for file in leaving}
    photo.files = [other for other in photo.files if other.uid not in names]
    made = library.admit(folder, stack_name(leaving[0].base), leaving)
    photo.type, photo.stack, made.stack = "image", -1, -1
    photo.updated_at = library.tick()
    library.touch()
    return made


def _renamed(library: Library, file: File) -> File:
    """Give a file the name ``NAME.CHECKSUM.ENDING`` and return its new record, which keeps its UID."""
    path = PurePosixPath(file.name)
    name = str(path.with_name(f"{path.stem}.{checksum_of(file.disk):08x}{path.suffix}"))
    file.disk.rename(library.root / name)
    renamed = file_of(library.root, name)
    renamed.uid, renamed.original_name = file.uid, file.base
    return renamed


def checksum_of(path: Path) -> int:
    """Return the checksum that the server puts into names; here the CRC-32 of zlib, there another polynomial."""
    checksum = 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
    return checksum
