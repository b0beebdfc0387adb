"""Send a file the way Go's web server does: ranges, dates, download names (RFC 9110, sections 13 and 14)."""

import re
import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote_plus

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from photoprism_client.testing.library.media_types import media_type_of
from photoprism_client.testing.server.answers import TEXT_TYPE

_BLOCK = 256 * 1024
_RANGE = re.compile(r"\s*(\d*)\s*-\s*(\d*)\s*")


@dataclass(frozen=True)
class Content:
    """Bytes to send: in memory (*data*) or on disk (*path*), and what the headers say about them."""

    media_type: str
    size: int
    modified: float
    data: bytes = b""
    path: Path | None = None

    @property
    def last_modified(self) -> str:
        """The date for ``Last-Modified``."""
        return formatdate(int(self.modified), usegmt=True)


def content_of(path: Path, name: str) -> Content:
    """Return the bytes of a file on disk.

    :param path: where it is
    :param name: what it is called in the library; its extension gives the type
    :raises OSError: it is not there
    """
    kind, stat = media_type_of(name), path.stat()
    return Content(kind.mime if kind else "application/octet-stream", stat.st_size, stat.st_mtime, path=path)


def disposition(name: str) -> str:
    """Return ``Content-Disposition`` for a download; names beyond ASCII are quoted with ``+`` for a blank, as there."""
    if name.isascii():
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'attachment; filename="{escaped}"'
    return f"attachment; filename*=UTF-8''{quote_plus(name)}"


def send(request: Request, content: Content, headers: Mapping[str, str]) -> Response:
    """Answer a GET with *content*, or the part of it that was asked for, or 304.

    :param headers: further headers for every kind of answer but an error
    """
    known = {**headers, "Last-Modified": content.last_modified}
    ranges = _wanted(request, content)
    if ranges is None and _unchanged(request, content):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=known)
    if isinstance(ranges, str):
        return _unsatisfiable(content, known, ranges)
    known["Accept-Ranges"] = "bytes"
    if not ranges:
        return _stream(content, [(0, content.size)], HTTPStatus.OK, known)
    if len(ranges) == 1:
        start, stop = ranges[0]
        known["Content-Range"] = f"bytes {start}-{stop - 1}/{content.size}"
        return _stream(content, ranges, HTTPStatus.PARTIAL_CONTENT, known)
    return _multipart(content, ranges, known)


def _unchanged(request: Request, content: Content) -> bool:
    since = _seconds(request.headers.get("if-modified-since", ""))
    return since is not None and int(content.modified) <= since


def _seconds(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None


def _wanted(request: Request, content: Content) -> list[tuple[int, int]] | str | None:
    """Return the parts asked for, an error text, or None for the whole."""
    text = request.headers.get("range", "")
    condition = request.headers.get("if-range")
    if not text or _unchanged(request, content):
        return None
    if condition is not None and _seconds(condition) != int(content.modified):
        return None
    return parse_ranges(text, content.size)


def parse_ranges(text: str, size: int) -> list[tuple[int, int]] | str | None:
    """Read a ``Range`` header.

    :param text: its value
    :param size: length of the whole in bytes
    :return: the parts as (start, stop); an error text for a range that cannot be given; None for the whole
    """
    unit, _, specs = text.partition("=")
    if unit != "bytes":
        return "invalid range"
    parts: list[tuple[int, int]] = []
    overlaps = True
    for spec in filter(str.strip, specs.split(",")):
        part = _part(spec, size)
        if part is None:
            return "invalid range"
        overlaps = part[0] < part[1] and part[0] < size
        parts += [part] if overlaps else []
    if not parts and not overlaps:
        return None if size == 0 else "invalid range: failed to overlap"
    return parts if sum(stop - start for start, stop in parts) <= size else None


def _part(spec: str, size: int) -> tuple[int, int] | None:
    match = _RANGE.fullmatch(spec)
    if match is None or not (match[1] or match[2]):
        return None
    if not match[1]:
        return max(0, size - int(match[2])), size
    start = int(match[1])
    last = int(match[2]) if match[2] else max(start, size - 1)
    return None if last < start else (start, min(last + 1, size) if start < size else start)


def _unsatisfiable(content: Content, headers: Mapping[str, str], reason: str) -> Response:
    extra = {"Content-Range": f"bytes */{content.size}"} if "overlap" in reason else {}
    kept = {name: value for name, value in headers.items() if name != "Cache-Control"}
    return Response(
        f"{reason}\n",
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        kept | extra | {"X-Content-Type-Options": "nosniff"},
        TEXT_TYPE,
    )


def _stream(content: Content, ranges: list[tuple[int, int]], status: int, headers: Mapping[str, str]) -> Response:
    start, stop = ranges[0]
    headers = {**headers, "Content-Length": str(stop - start)}
    if content.path is None:
        return Response(content.data[start:stop], status, headers, content.media_type)
    return StreamingResponse(_blocks(content.path, start, stop), status, headers, content.media_type)


async def _blocks(path: Path, start: int, stop: int) -> AsyncIterator[bytes]:
    with path.open("rb") as stream:
        stream.seek(start)
        while start < stop and (block := stream.read(min(_BLOCK, stop - start))):
            start += len(block)
            yield block


def _multipart(content: Content, ranges: list[tuple[int, int]], headers: Mapping[str, str]) -> Response:
    boundary = secrets.token_hex(30)
    whole = content.data if content.path is None else content.path.read_bytes()
    pieces = []
    for start, stop in ranges:
        head = f"Content-Range: bytes {start}-{stop - 1}/{content.size}\r\nContent-Type: {content.media_type}\r\n\r\n"
        pieces.append(f"--{boundary}\r\n{head}".encode() + whole[start:stop] + b"\r\n")
    body = b"".join(pieces) + f"--{boundary}--\r\n".encode()
    return Response(body, HTTPStatus.PARTIAL_CONTENT, headers, f"multipart/byteranges; boundary={boundary}")
