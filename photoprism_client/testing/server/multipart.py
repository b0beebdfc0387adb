"""Read a multipart form while it arrives: files go to disk at once, so that memory does not depend on their size.

Source: RFC 7578, RFC 2046 (5.1), and what Go's mime package makes of a ``Content-Disposition``
"""

import re
from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

_BOUNDARY = re.compile(r'multipart/form-data\s*;.*?\bboundary=(?:"([^"]+)"|([^\s;]+))', re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([\w*]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;]*))')
_ESCAPED = re.compile(r'\\([()<>@,;:\\"/\[\]?=])')
_HEAD_END = b"\r\n\r\n"
_LONGEST_HEAD = 64 * 1024


class BadMultipartError(Exception):
    """A body that is not a whole multipart form."""


@dataclass(frozen=True)
class Upload:
    """A file of a form: the name of its field, its own name without folders, and where its bytes are."""

    field: str
    name: str
    path: Path


def boundary_of(content_type: str) -> bytes:
    """Return the boundary of a form.

    :raises BadMultipartError: it is another kind of body
    """
    match = _BOUNDARY.match(content_type)
    if match is None:
        raise BadMultipartError(f"not a multipart form: {content_type!r}")
    return (match[1] or match[2]).encode()


async def read_files(stream: AsyncIterable[bytes], boundary: bytes, folder: Path) -> AsyncIterator[Upload]:
    """Write the files of a form below *folder* and yield them, each when it is complete; texts are passed over.

    :param stream: the body
    :param boundary: what separates its parts
    :param folder: an empty folder
    :raises BadMultipartError: the body ends too early, or is malformed
    """
    source = _Source(stream)
    mark = b"\r\n--" + boundary
    source.push(b"\r\n")  # the first boundary has no line end before it
    async for _ in source.until(mark):
        pass
    number = 0
    while await source.take(2) == b"\r\n":
        field, name = _names(await source.head())
        path = folder / str(number)
        with path.open("wb") as target:
            async for block in source.until(mark):
                target.write(block)
        if name:
            yield Upload(field, name, path)
        number += 1


def _names(head: str) -> tuple[str, str]:
    """Return the name of the field, and that of the file without its folders; empty for a part that is a text."""
    lines = (line.partition(":") for line in head.split("\r\n"))
    disposition = next((value for name, _, value in lines if name.strip().lower() == "content-disposition"), "")
    found = {}
    for name, quoted, plain in _PARAMETER.findall(disposition):
        found[name.lower()] = _ESCAPED.sub(r"\1", quoted) or plain
    name = found.get("filename", "")
    if "filename*" in found:
        name = unquote(found["filename*"].split("'", 2)[-1])
    return found.get("name", ""), name.rstrip("/").rpartition("/")[2]


class _Source:
    """A stream of bytes that can be read up to a mark."""

    def __init__(self, stream: AsyncIterable[bytes]) -> None:
        self._stream = aiter(stream)
        self._rest = bytearray()

    def push(self, data: bytes) -> None:
        """Put bytes before what comes next."""
        self._rest[:0] = data

    async def take(self, count: int) -> bytes:
        """Return the next *count* bytes."""
        while len(self._rest) < count:
            await self._more()
        taken = bytes(self._rest[:count])
        del self._rest[:count]
        return taken

    async def head(self) -> str:
        """Return the headers of a part."""
        while (end := self._rest.find(_HEAD_END)) < 0:
            if len(self._rest) > _LONGEST_HEAD:
                raise BadMultipartError("the headers of a part do not end")
            await self._more()
        return (await self.take(end + len(_HEAD_END))).decode("utf-8", "replace")

    async def until(self, mark: bytes) -> AsyncIterator[bytes]:
        """Yield what comes before *mark*, and drop the mark."""
        while (end := self._rest.find(mark)) < 0:
            kept = len(mark) - 1
            if len(self._rest) > kept:
                yield await self.take(len(self._rest) - kept)
            await self._more()
        yield await self.take(end)
        await self.take(len(mark))

    async def _more(self) -> None:
        try:
            self._rest += await anext(self._stream)
        except StopAsyncIteration:
            raise BadMultipartError("the body ends within a part") from None
