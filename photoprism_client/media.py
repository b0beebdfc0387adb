"""`MediaBytes`: the bytes of a picture or file with its media type, name and date."""

import hashlib
import os
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self, SupportsIndex
from urllib.parse import unquote_plus

from photoprism_client._content.signatures import JPEG, PNG, SVG, media_type_of
from photoprism_client._files import atomic
from photoprism_client._http_dates import read_http_date
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiValueError, PlaceholderException

if TYPE_CHECKING:
    from photoprism_client._notebook.html import Picture
    from photoprism_client.models.cards import PictureFetcher

_SHOWN_IN_NOTEBOOK = 1024 * 1024  # bytes; a notebook keeps them as base64

_SHOWN_BY_NOTEBOOKS = frozenset({JPEG, PNG, SVG})  # each by a separate method


def filename_of(disposition: str) -> str | None:
    """Return the file name in a ``Content-Disposition`` header.

    In the ``filename*`` form PhotoPrism writes a blank as ``+`` and a plus as ``%2B``, so ``+`` is read as a blank. The
    name comes from the server as it is: make it safe before you use it in a path.

    :param disposition: the header's value.
    :return: the name, or None if there is none.
    """
    if extended := re.search(r"""filename\*\s*=\s*utf-8'[^']*'([^;\s]+)""", disposition, re.IGNORECASE):
        return unquote_plus(extended[1]) or None
    if plain := re.search(r"""filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))""", disposition, re.IGNORECASE):
        return (re.sub(r"\\(.)", r"\1", plain[1]) if plain[1] is not None else plain[2]) or None
    return None


class _Original(NamedTuple):
    """What the server knows a file by."""

    hash: str


class MediaBytes(bytearray):
    """The body of an answer: a ``bytearray`` with its media type, file name and date.

    It compares, slices (to a plain ``bytearray``), converts, pickles and writes like a ``bytearray``. ``repr`` and
    ``str`` are one line. A notebook shows the picture, and a sentence about all else. A larger one than 1 MiB is made
    smaller where Pillow is installed; else, and for a type that browsers do not know, the server's thumbnail of an
    original is shown.

    :param source: as for ``bytearray``: bytes, or the number of zero bytes to create.
    :param content_type: media type from the server, without parameters.
    :param filename: file name from the server; not safe as a path.
    :param last_modified: time of the last change on the server: a ``datetime``, or a ``Last-Modified`` header.
    :param is_placeholder: whether this is the server's icon for "no picture".
    """

    # Fetches thumbnails of an original, see `ClientFetcher`. A slot, since all else is copied and pickled.
    __slots__ = ("__dict__", "__weakref__", "_fetcher")

    # Those of most thumbnails: what makes thousands of them need not set these.
    filename: str | None = None
    is_placeholder = False

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

    @classmethod
    def of_picture(cls, source: memoryview | int, content_type: str, last_modified: str | None) -> Self:
        """Make the bytes of a picture in two thirds of the time.

        :param source: the bytes, or how many zero bytes to create.
        :param content_type: as for the class.
        :param last_modified: as for the class.
        :return: the bytes.
        """
        made = cls.__new__(cls)
        bytearray.__init__(made, source)
        made.content_type, made._last_modified = content_type, last_modified
        return made

    @property
    def last_modified(self) -> datetime | None:
        """Time of the last change on the server, with its time zone, or None if unknown."""
        if isinstance(self._last_modified, str):
            # Read on first use: that takes longer than everything else done to a thumbnail.
            self._last_modified = read_http_date(self._last_modified)
        return self._last_modified

    def __repr__(self) -> str:
        facts = [f"{len(self)} bytes"]
        if self.filename:
            facts.append(repr(self.filename))
        if self.is_placeholder:
            facts.append("placeholder: the server has no picture for this")
        return f"<MediaBytes {self.content_type or 'of unknown type'}, {', '.join(facts)}>"

    __str__ = __repr__

    # Declared for type checkers, which would call a comparison with bytes pointless.
    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)

    __hash__ = None  # as bytearray

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[object, ...]:
        return MediaBytes, (bytes(self),), self.__dict__

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the bytes to a file atomically: an existing file is replaced as a whole, or kept if writing fails.

        A disk that cannot sync causes a warning, not an error.

        :param path: the file to write; its folder must exist.
        :return: the path written.
        :raises PlaceholderException: this is the server's icon for "no picture"; nothing is written.
        :raises ApiValueError: *path* is a folder, or there are no bytes to write.
        :raises OSError: the file system refused; no temporary file is left.
        """
        target = Path(path)
        if self.is_placeholder:
            raise PlaceholderException(
                200, "placeholder", message=f"{target.name} was not written: the server has no picture for this"
            )
        if target.is_dir():
            raise ApiValueError(Advice("{path} must be a file, and {target} is a folder", target=str(target)))
        if not self:
            raise ApiValueError(f"{target.name} was not written: there are no bytes")
        atomic.write(target, (self,))
        return target

    def _repr_jpeg_(self) -> bytes | None:
        return self._shown(JPEG)

    def _repr_png_(self) -> bytes | None:
        return self._shown(PNG)

    def _repr_svg_(self) -> str | None:
        shown = self._shown(SVG)
        return None if shown is None else shown.decode("utf-8", "replace")

    def _repr_html_(self) -> str | None:
        from photoprism_client._notebook.media import html_of, no_picture

        if self.is_placeholder:
            return no_picture()
        kind = media_type_of(self)
        if self._is_shown and kind in _SHOWN_BY_NOTEBOOKS:
            return None
        kind, name = kind or self.content_type, self.filename or ""
        return html_of(self, kind, name, is_small=self._is_shown, thumbnail=self._thumbnail)

    def _set_fetcher(self, fetcher: "PictureFetcher") -> None:
        """Set what fetches thumbnails of this original."""
        self._fetcher = fetcher

    def _thumbnail(self) -> "Picture | None":
        fetcher: PictureFetcher | None = getattr(self, "_fetcher", None)
        if fetcher is None:
            return None
        sha1 = hashlib.sha1(self, usedforsecurity=False).hexdigest()
        return fetcher([_Original(sha1)], "fit_1280", is_cover=False).found[0]

    @property
    def _is_shown(self) -> bool:
        """Whether a notebook shows the bytes as they are."""
        return len(self) <= _SHOWN_IN_NOTEBOOK and not self.is_placeholder

    def _shown(self, media_type: str) -> bytes | None:
        # By signature, not by header: the notebook passes the bytes to the browser as this type.
        return bytes(self) if self._is_shown and media_type_of(self) == media_type else None
