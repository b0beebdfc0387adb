"""A library like the recorded one: the same paths, dates and sizes where answers depend on them."""

from __future__ import annotations

import os
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from photoprism_client.testing import Library
from photoprism_client.testing.library.sample import draw, write_picture

HUGE_BYTES = 12_410_931
HUGE_MODIFIED = datetime(2026, 11, 23, 13, 18, 25, tzinfo=UTC)
HUGE = "huge.jpg"
UNICODE = "2022/Ferien & Spaß/DSC 001 ü.jpg"
MISSING = "dups/IMG_0001.JPG"
CHANGED = "2021/07/IMG_0006.JPG"
RAW = "examples/canon_eos_6d.dng"
IN_ALBUM = "2021/07/IMG_0001.JPG"
_COMMENT_BYTES = 65_000


def write_originals(root: Path) -> None:
    """Draw the recorded library's pictures below *root*."""
    for number in range(10):
        taken = datetime(2021, 7, 1 + number, 10, number, tzinfo=UTC)
        write_picture(root / f"2021/07/IMG_{number + 1:04}.JPG", number, (1600, 1200), taken, ("Canon", "EOS 6D"))
    for number in range(4):
        taken = datetime(2022, 8, 1 + number, 12, 0, 1 + number, tzinfo=UTC)
        write_picture(root / f"2022/Ferien & Spaß/DSC {number + 1:03} ü.jpg", 20 + number, (1600, 1200), taken)
    write_picture(root / "2023/日本/富士山.jpg", 30, (1200, 800), datetime(2023, 4, 1, tzinfo=UTC))
    write_picture(root / MISSING, 31, (1600, 1200), datetime(2021, 9, 1, tzinfo=UTC))
    (root / "empty").mkdir()
    _write_huge(root / HUGE)
    _write_raw(root / RAW)


def _write_huge(path: Path) -> None:
    """Write a picture of exactly the recorded length, filled up with JPEG comments after its first marker."""
    taken = datetime(2019, 5, 5, 5, 5, 5, tzinfo=UTC)
    write_picture(path, 40, (2400, 1600), taken, ("Canon", "EOS 6D"))
    data = path.read_bytes()
    missing = HUGE_BYTES - len(data)
    comments = []
    while missing:
        size = missing if missing <= _COMMENT_BYTES else min(_COMMENT_BYTES, missing - 4)
        comments.append(b"\xff\xfe" + struct.pack(">H", size - 2) + bytes(size - 4))
        missing -= size
    path.write_bytes(data[:2] + b"".join(comments) + data[2:])
    os.utime(path, (HUGE_MODIFIED.timestamp(), HUGE_MODIFIED.timestamp()))


def _write_raw(path: Path) -> None:
    """Write a TIFF under the name of a RAW file: Pillow reads its date, and the server makes a JPEG of it."""
    path.parent.mkdir(parents=True)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canon", "EOS 6D"
    exif.get_ifd(0x8769).update({0x9003: "2019:06:06 09:29:51", 0x9011: "+02:00"})
    draw(41, (1024, 680)).save(path, "TIFF", exif=exif)


def make_library(root: Path) -> Library:
    """Index what `write_originals` wrote, and group it as the recorded library was."""
    library = Library.from_folder(root)
    long_ago = datetime(2026, 11, 23, tzinfo=UTC) - timedelta(days=1)
    members = [photo for photo in library.photos if photo.path in {"2021/07", "2022/Ferien & Spaß", "examples"}]
    for album in (library.add_album("Rec", members), library.add_album("Rec Empty")):
        library.update(album, created_at=long_ago)
    huge = library.find(HUGE)
    library.add_label("Harbor", [huge])
    library.update(huge, title="Unknown / 2019")
    return library
