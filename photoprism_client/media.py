"""What an answer's bytes are: `MediaBytes`, media types by signature, placeholders, whole or cut.

Nothing here does I/O, but for :meth:`MediaBytes.save`.
"""

import os
import re
import struct
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol, SupportsIndex
from urllib.parse import unquote_plus

from photoprism_client._files import atomic
from photoprism_client.exceptions import ApiValueError, PlaceholderException

_TYPE_BY_SIGNATURE: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
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
_HEAD = 1024  # bytes that a signature may need: an SVG can begin with a comment

_SHOWN_IN_NOTEBOOK = 32 * 1024 * 1024  # bytes; more would be sent to the browser twice as base64

_ZIP_END = b"PK\x05\x06"
_ZIP_END_SIZE = 22
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_SIZE = 20
_ZIP64_END = b"PK\x06\x06"
_ZIP64_END_SIZE = 56


class _Buffer(Protocol):
    def __getitem__(self, part: slice, /) -> bytes | bytearray: ...
    def __len__(self) -> int: ...


def media_type_of(data: _Buffer) -> str | None:
    """Return the media type that the first bytes of *data* show.

    :param data: a whole body or its first 1024 bytes.
    :return: a media type such as ``image/jpeg``, or None for bytes without a signature known here.
    """
    head = bytes(data[:_HEAD])
    for offset, signature, media_type in _TYPE_BY_SIGNATURE:
        if head.startswith(signature, offset):
            return media_type
    if _SVG.match(head):
        return "image/svg+xml"
    return "text/html" if _HTML.match(head) else None


def is_whole(data: _Buffer) -> bool | None:
    """Tell by its end whether a body is whole.

    :param data: a whole body.
    :return: true or false for JPEG, PNG and zip; None for a kind whose end cannot be told.
    """
    media_type = media_type_of(data)
    if media_type == "image/jpeg":
        return bytes(data[-2:]) == b"\xff\xd9"
    if media_type == "image/png":
        return bytes(data[-8:-4]) == b"IEND"
    if media_type == "application/zip":
        return _zip_is_whole(data)
    return None


def filename_of(disposition: str) -> str | None:
    """Return the file name of a ``Content-Disposition`` header.

    In the ``filename*`` form this server writes a blank as ``+`` (and a plus as ``%2B``), so ``+`` is read as a blank
    there. The name is the server's text: make it safe before it becomes a path.

    :param disposition: the header's value.
    :return: the name, or None where there is none.
    """
    if extended := re.search(r"""filename\*\s*=\s*utf-8'[^']*'([^;\s]+)""", disposition, re.IGNORECASE):
        return unquote_plus(extended[1]) or None
    if plain := re.search(r"""filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))""", disposition, re.IGNORECASE):
        return (re.sub(r"\\(.)", r"\1", plain[1]) if plain[1] is not None else plain[2]) or None
    return None


class MediaBytes(bytearray):
    """The body of an answer: a ``bytearray`` that knows what it holds and never prints megabytes.

    It compares, slices (to a plain ``bytearray``), converts, pickles and writes as a ``bytearray`` does. ``repr`` and
    ``str`` are one line; a notebook shows the picture.

    :param source: what ``bytearray`` takes: bytes, or a length in bytes of zeros to be filled.
    :param content_type: media type, as the server named it, without parameters.
    :param filename: the name that the server gave the file; not safe as a path.
    :param last_modified: time of the last change, as the server told it: a ``datetime``, or a ``Last-Modified`` header.
    :param is_placeholder: whether this is the server's icon for "no picture".
    """

    def __init__(
        self,
        source: bytes | bytearray | memoryview | SupportsIndex = b"",
        *,
        content_type: str | None = None,
        filename: str | None = None,
        last_modified: datetime | str | None = None,
        is_placeholder: bool = False,
    ) -> None:
        super().__init__(source)
        self.content_type = content_type
        self.filename = filename
        self._last_modified = last_modified
        self.is_placeholder = is_placeholder

    @property
    def last_modified(self) -> datetime | None:
        """Time of the last change on the server, with its time zone, or None where it did not tell one."""
        if isinstance(self._last_modified, str):
            # Read late: it takes longer than all else that is done to a thumbnail.
            try:
                told = parsedate_to_datetime(self._last_modified)
            except (ValueError, OverflowError):
                told = None
            # HTTP's dates are all in UTC, the older form does not say so (RFC 9110, 5.6.7).
            self._last_modified = told.replace(tzinfo=UTC) if told and told.tzinfo is None else told
        return self._last_modified

    def __repr__(self) -> str:
        facts = [f"{len(self)} bytes"]
        if self.filename:
            facts.append(repr(self.filename))
        if self.is_placeholder:
            facts.append("placeholder: the server has no picture for this")
        return f"<MediaBytes {self.content_type or 'of unknown type'}, {', '.join(facts)}>"

    __str__ = __repr__

    # Said again for type checkers, which would call a comparison with bytes pointless.
    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)

    __hash__ = None  # as bytearray

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[object, ...]:
        return MediaBytes, (bytes(self),), self.__dict__

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the bytes to a file: to a temporary one beside it, which then takes its name.

        An existing file is replaced at once, or, after a fault, left as it was. A disk that cannot sync costs a
        warning, not the file.

        :param path: the file to write; its folder must exist.
        :return: the path written.
        :raises PlaceholderException: this is the server's icon for "no picture"; nothing is written.
        :raises ApiValueError: *path* is a folder, or there are no bytes to write.
        :raises OSError: the file system refused; no file of ours is left.
        """
        target = Path(path)
        if self.is_placeholder:
            raise PlaceholderException(
                200, "placeholder", message=f"{target.name} was not written: the server has no picture for this"
            )
        if target.is_dir():
            raise ApiValueError(f"path must be a file, and {target} is a folder")
        if not self:
            raise ApiValueError(f"{target.name} was not written: there are no bytes")
        atomic.write(target, (self,))
        return target

    def _repr_jpeg_(self) -> bytes | None:
        return self._shown("image/jpeg")

    def _repr_png_(self) -> bytes | None:
        return self._shown("image/png")

    def _repr_svg_(self) -> str | None:
        shown = self._shown("image/svg+xml")
        return None if shown is None else shown.decode("utf-8", "replace")

    def _shown(self, media_type: str) -> bytes | None:
        # By signature, not by header: a notebook hands this to the browser as what it is called here.
        if len(self) <= _SHOWN_IN_NOTEBOOK and media_type_of(self) == media_type:
            return bytes(self)
        return None


def _zip_is_whole(data: _Buffer) -> bool:
    """Tell whether the end record stands at the very end and the central directory just before it.

    A zip with an error message inside or after it passes the usual checks, but not this one. Source: APPNOTE.TXT 4.3.16
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
