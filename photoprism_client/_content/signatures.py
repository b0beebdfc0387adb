"""Recognise media types by the first bytes, and whole files by the last."""

import re
import struct
from typing import Protocol

JPEG, PNG, ZIP = "image/jpeg", "image/png", "application/zip"
SVG, HTML = "image/svg+xml", "text/html"

#: The last bytes of a picture; data may follow, such as the video of a motion photo.
ENDS = {JPEG: b"\xff\xd9", PNG: b"IEND\xae\x42\x60\x82"}

_TYPE_BY_SIGNATURE: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftyphevc", "image/heic-sequence"),
    (4, b"ftypcrx ", "image/x-canon-cr3"),
    (4, b"ftypmif1", "image/heif"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
)
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE\s+svg[^>]*>\s*)*<svg[\s>]", re.I | re.S
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HEAD = 1024  # bytes to look at: an SVG can begin with a comment

_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE = 20
_ZIP64_END = b"PK\x06\x06"
_ZIP64_END_SIZE = 56


class Buffer(Protocol):
    """Bytes of any kind: ``bytes``, a ``bytearray``, a `FileView`."""

    def __getitem__(self, part: slice, /) -> bytes | bytearray: ...
    def __len__(self) -> int: ...


def media_type_of(data: Buffer) -> str | None:
    """Return the media type of *data*, judging by its first bytes.

    :param data: a whole body or its first 1024 bytes.
    :return: a media type such as ``image/jpeg``, or None if no signature matches.
    """
    head = bytes(data[:_HEAD])
    for offset, signature, media_type in _TYPE_BY_SIGNATURE:
        if head.startswith(signature, offset):
            return media_type
    if _SVG.match(head):
        return SVG
    return HTML if _HTML.match(head) else None


def is_whole(data: Buffer) -> bool | None:
    """Tell whether a body is whole, judging by its last bytes.

    :param data: a whole body.
    :return: true or false for JPEG, PNG and zip; None for other types, whose end cannot be recognised.
    """
    media_type = media_type_of(data)
    if media_type == JPEG:
        return bytes(data[-2:]) == ENDS[JPEG]
    if media_type == PNG:
        return bytes(data[-8:-4]) == b"IEND"
    if media_type == ZIP:
        return _zip_is_whole(data)
    return None


def _zip_is_whole(data: Buffer) -> bool:
    """Tell whether the end record is at the very end and the central directory just before it.

    A zip with an error message inside or after it passes zipfile's checks, but not this one. Source: APPNOTE.TXT 4.3.16
    """
    end = len(data) - _ZIP_END_SIZE
    if end < 0 or bytes(data[end : end + 4]) != _ZIP_END:
        return False
    entries, size, offset, comment = struct.unpack("<HIIH", data[end + 10 : end + 22])
    if comment:
        return False
    locator = end - _ZIP64_LOCATOR_SIZE
    if locator >= 0 and bytes(data[locator : locator + 4]) == _ZIP64_LOCATOR:
        (end,) = struct.unpack("<Q", data[locator + 8 : locator + 16])
        if end + _ZIP64_END_SIZE > locator or bytes(data[end : end + 4]) != _ZIP64_END:
            return False
        entries, size, offset = struct.unpack("<QQQ", data[end + 32 : end + 56])
    return bool(
        offset + size == end and (size == 0 if entries == 0 else bytes(data[offset : offset + 4]) == b"PK\x01\x02")
    )
