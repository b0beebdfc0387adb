"""Faults about ranges: ignored, answered wrongly, or of another file than before."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from photoprism_client.testing.proxy.fault import Fault, FaultImpossibleError
from photoprism_client.testing.proxy.messages import Answer, Request

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_BOUNDARY = "3d6b6a416f9b5"


@dataclass(frozen=True)
class IgnoreRange(Fault):
    """Answer a request for a range with the whole file and 200: the server does not get to see the range."""

    def on_request(self, request: Request) -> None:
        """Take the range out of the request."""
        request.fields.drop("Range", "If-Range")


@dataclass(frozen=True)
class ShiftRange(Fault):
    """Add to the numbers of ``Content-Range``; the body stays as it is.

    :param start: added to the first byte's number
    :param end: added to the last byte's number
    :param total: added to the size of the file
    """

    start: int = 0
    end: int = 0
    total: int = 0

    def on_answer(self, answer: Answer) -> None:
        """Change the label; an error if there is none."""
        start, end, total = (int(number) for number in _content_range(self, answer).groups())
        shifted = f"bytes {start + self.start}-{end + self.end}/{total + self.total}"
        answer.fields.set("Content-Range", shifted)


@dataclass(frozen=True)
class Multipart(Fault):
    """Wrap the answer for a range in ``multipart/byteranges``, which is meant for several. Source: RFC 9110, 14.6."""

    def on_answer(self, answer: Answer) -> None:
        """Wrap the body; an error if it is not a range."""
        shown = _content_range(self, answer)[0]
        kind = answer.fields.get("Content-Type") or "application/octet-stream"
        head = f"--{_BOUNDARY}\r\nContent-Type: {kind}\r\nContent-Range: {shown}\r\n\r\n".encode("latin-1")
        tail = f"\r\n--{_BOUNDARY}--\r\n".encode("ascii")
        answer.lengthen(len(head) + len(tail))
        answer.fields.drop("Content-Range")
        answer.fields.set("Content-Type", f"multipart/byteranges; boundary={_BOUNDARY}")
        answer.body = chain([head], answer.body, [tail])


@dataclass(frozen=True)
class Unsatisfiable(Fault):
    """Answer 416; the server is not asked.

    :param total: the size that ``Content-Range`` tells, or a text in its place such as ``*``; None for no such field
    :param body: such as an error page
    """

    total: int | str | None = None
    body: bytes = b"invalid range: failed to overlap\n"

    def on_request(self, request: Request) -> Answer:
        """Answer 416."""
        fields = {"Content-Type": "text/plain; charset=utf-8"}
        if self.total is not None:
            fields["Content-Range"] = f"bytes */{self.total}"
        return Answer.of(request, 416, self.body, fields)


@dataclass(frozen=True)
class Swap(Fault):
    """Answer as a server would whose file has changed meanwhile: ranges are ranges of the new bytes.

    :param body: the bytes of the new file
    :param last_modified: when it changed, as in ``Last-Modified``; None to leave the old date
    :param heeds_if_range: answer with the whole file where ``If-Range`` names another date, as a good server does
    """

    body: bytes
    last_modified: str | None = None
    heeds_if_range: bool = True

    def on_request(self, request: Request) -> None:
        """Ask for the whole file, for the sake of its head."""
        request.fields.drop("Range", "If-Range", "If-Modified-Since", "If-None-Match")

    def on_answer(self, answer: Answer) -> None:
        """Send the new bytes, or the range of them that was asked for."""
        answer.fields.drop("Transfer-Encoding")
        if self.last_modified is not None:
            answer.fields.set("Last-Modified", self.last_modified)
        body: Iterable[bytes] = [self.body]
        asked = _RANGE.fullmatch(answer.request.original.get("Range") or "")
        condition = answer.request.original.get("If-Range")
        is_old = condition is not None and condition != answer.fields.get("Last-Modified")
        size, total = len(self.body), len(self.body)
        if asked is not None and any(asked.groups()) and not (is_old and self.heeds_if_range):
            start, end = _bounds(asked, total)
            if start > end:
                answer.status, body, size = 416, [], 0
                answer.fields.set("Content-Range", f"bytes */{total}")
            else:
                answer.status, body, size = 206, [self.body[start : end + 1]], end + 1 - start
                answer.fields.set("Content-Range", f"bytes {start}-{end}/{total}")
        answer.body = body
        answer.fields.set("Content-Length", str(size))


def _bounds(asked: re.Match[str], total: int) -> tuple[int, int]:
    first, last = asked.groups()
    if not first:
        return max(total - int(last), 0), total - 1
    return int(first), min(int(last), total - 1) if last else total - 1


def _content_range(fault: Fault, answer: Answer) -> re.Match[str]:
    found = _CONTENT_RANGE.fullmatch(answer.fields.get("Content-Range") or "")
    if found is None:
        raise FaultImpossibleError(f"{fault}: the answer is {answer.status}, without a range")
    return found
