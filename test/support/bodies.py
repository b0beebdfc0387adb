"""Small bodies of each kind that a PhotoPrism server sends."""

import hashlib
import io
import zipfile
import zlib


def _png() -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = (3).to_bytes(4) + (3).to_bytes(4) + bytes([8, 2, 0, 0, 0])
    rows = zlib.compress(b"\0" + b"\x10\x20\x30" * 3) * 1
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("20220801-120001-U-2022.jpg", JPEG)
        archive.writestr("20220802-120001-U-2022.jpg", JPEG * 2)
    return file.getvalue()


#: Begins and ends as a JPEG does.
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00" + bytes(range(200)) * 3 + b"\xff\xd9"
PNG = _png()
ZIP = _zip()
EMPTY_ZIP = b"PK\x05\x06" + bytes(18)
#: The icon that the server sends where it has no picture.
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"><path fill="none" d="M0 0h24v24H0z"/></svg>'
#: A login page, as a proxy before the server shows it.
LOGIN_PAGE = b"<!DOCTYPE html>\n<html><head><title>Please sign in</title></head><body><form></form></body></html>"
#: A file in a format whose end cannot be told.
TIFF = b"II*\x00" + bytes(range(256)) * 4


def sha1(data: bytes | bytearray) -> str:
    """Return the SHA-1 in hex digits, by which the server knows a file."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


#: A well-formed hash that belongs to none of the bodies here.
SOME_HASH = "2c" * 20
