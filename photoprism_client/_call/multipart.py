"""`FilesBody`: files as the multipart body of a request, read while they are sent."""

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from photoprism_client._transport.request import BodyError

_READ_SIZE = 256 * 1024
_ESCAPES = str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\r": "%0D", "\n": "%0A"}
)  # browsers write %22, which the server keeps


@dataclass(frozen=True)
class FilePart:
    """One file of a body.

    :param name: its name for the server.
    :param source: its path, or its bytes.
    :param size: its length in bytes; another one is an error when it is read.
    :param sha1: its SHA-1, 40 hex digits; another one is an error when it was read; None for any.
    """

    name: str
    source: Path | bytes
    size: int
    sha1: str | None = None

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> "FilePart":
        """Describe a file on disk.

        :param path: its path.
        :return: the part.
        :raises OSError: the file does not exist, or cannot be looked at.
        """
        path = Path(path)
        return cls(path.name, path, path.stat().st_size)


#: Called with a file, and how many bytes of it were sent in this try.
OnSent = Callable[[FilePart, int], None]


class FilesBody:
    """A body with files in the field ``files``; each try reads them anew, none is held in memory.

    :param parts: the files, at least one.
    :param on_sent: called whenever bytes were sent; what it raises ends the request.
    """

    def __init__(self, parts: Sequence[FilePart], on_sent: OnSent | None = None) -> None:
        self._boundary = secrets.token_hex(16)
        self._parts = [(self._head(part), part) for part in parts]
        self._on_sent = on_sent
        self._end = f"--{self._boundary}--\r\n".encode("ascii")
        self.size = sum(len(head) + part.size + 2 for head, part in self._parts) + len(self._end)

    @property
    def media_type(self) -> str:
        """What to say in ``Content-Type``."""
        return f"multipart/form-data; boundary={self._boundary}"

    def __iter__(self) -> Iterator[bytes]:
        for head, part in self._parts:
            yield head
            sent = 0
            for data in _read(part):
                yield data
                sent += len(data)
                self._tell(part, sent)
            yield b"\r\n"
        yield self._end

    def _tell(self, part: FilePart, sent: int) -> None:
        if self._on_sent is not None:
            try:
                self._on_sent(part, sent)
            except Exception as error:
                raise BodyError(error) from error  # or it would be taken for one of the connection

    def _head(self, part: FilePart) -> bytes:
        field = f'Content-Disposition: form-data; name="files"; filename="{part.name.translate(_ESCAPES)}"'
        return f"--{self._boundary}\r\n{field}\r\n\r\n".encode("utf-8", "surrogateescape")


def _read(part: FilePart) -> Iterator[bytes]:
    """Read a file; the end of the body never follows one that changed, so that the server drops what it got."""
    if isinstance(part.source, bytes):
        yield part.source
        return
    digest, left = hashlib.sha1(usedforsecurity=False), part.size
    try:
        with part.source.open("rb", buffering=0) as file:
            # One byte more than there should be shows that the file grew.
            while data := file.read(min(_READ_SIZE, left + 1)):
                left -= len(data)
                if left < 0:
                    break
                digest.update(data)
                yield data
    except OSError as error:
        raise BodyError(error) from error
    if left or (part.sha1 is not None and digest.hexdigest() != part.sha1):
        raise BodyError(OSError(errno.ESTALE, "the file changed while it was read", str(part.source)))
