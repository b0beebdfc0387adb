"""Turn a picture: the server writes the orientation into the original, which is another file by its SHA-1 then."""

import struct

from PIL import Image

from photoprism_client.testing.library.indexing import sha1_of
from photoprism_client.testing.library.items import Album, File, Label, Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.picture_facts import read_facts

_ORIENTATION = 0x0112
_START, _EXIF, _SCAN = b"\xff\xd8", 0xE1, 0xDA


class TurnError(Exception):
    """The orientation cannot be written into this file: only JPEGs are changed here."""


def turn(library: Library, photo: Photo, file: File, orientation: int) -> None:
    """Write an orientation into an original, and update its hash, size and shape; covers follow.

    :param orientation: 1 to 8 as in EXIF; what is none of these is written, too, and read as 1
    :raises TurnError: it is not a JPEG
    :raises FileNotFoundError: it is gone
    """
    data = file.disk.read_bytes()
    if file.file_type != "jpg" or not data.startswith(_START):
        raise TurnError(f"{file.name} is not a JPEG")
    with Image.open(file.disk) as picture:
        exif = picture.getexif()
    exif[_ORIENTATION] = orientation
    segment = exif.tobytes()
    marked = struct.pack(">BBH", 0xFF, _EXIF, len(segment) + 2) + segment
    file.disk.write_bytes(_START + marked + _without_exif(data[2:]))
    old, facts = file.hash, read_facts(file.disk)
    file.hash, file.size, file.modified = sha1_of(file.disk), file.disk.stat().st_size, file.disk.stat().st_mtime
    file.width, file.height, file.orientation = facts.width, facts.height, facts.orientation
    photo.updated_at = library.tick()
    groups: list[Album | Label] = [*library.albums, *library.labels]
    for item in groups:
        item.thumb = file.hash if item.thumb == old else item.thumb
    library.touch()


def _without_exif(data: bytes) -> bytes:
    """Return the segments of a JPEG, from after its first marker on, without EXIF data."""
    kept, at = [], 0
    while at + 4 <= len(data) and data[at + 1] != _SCAN:
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] != _EXIF or data[at + 4 : at + 8] != b"Exif":
            kept.append(data[at : at + length])
        at += length
    return b"".join(kept) + data[at:]
