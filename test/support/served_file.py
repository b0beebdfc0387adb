"""A file on a raw server that honours ranges as PhotoPrism does, with faults for its first answers."""

import re
import threading
from collections.abc import Callable

from test.support.bodies import sha1
from test.support.raw_server import Peer, Seen, answer

MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT"

#: What to do with one request instead of answering it well.
Fault = Callable[[Peer, Seen, "Served"], None]


class Served:
    """The script of a server with one file; each of the first requests meets a fault."""

    def __init__(
        self,
        body: bytes,
        *faults: Fault,
        modified: str | None = MODIFIED,
        kind: str = "image/jpeg",
        name: str = "a.jpg",
    ) -> None:
        self.body, self.modified, self.kind, self.name = body, modified, kind, name
        self.faults = list(faults)
        self._turn = threading.Lock()

    @property
    def hash(self) -> str:
        """SHA-1 of the file as it is now."""
        return sha1(self.body)

    def __call__(self, peer: Peer) -> None:
        """Serve a connection."""
        while (seen := peer.request()) is not None:
            with self._turn:
                fault = self.faults.pop(0) if self.faults else None
            if fault is None:
                peer.send(self.answer_to(seen))
            else:
                fault(peer, seen, self)
                return

    def answer_to(self, seen: Seen) -> bytes:
        """Write the answer that a good server gives."""
        offset = self.offset_of(seen)
        if offset is None:
            return self.whole()
        if offset >= len(self.body):
            return answer(b"", "text/plain", f"Content-Range: bytes */{len(self.body)}", status="416 Too Far")
        return self.part(offset)

    def whole(self, *fields: str, length: int | None = -1) -> bytes:
        """Write a 200."""
        return answer(self.body, self.kind, *self._fields(), *fields, length=length)

    def part(self, offset: int, content_range: str | None = None) -> bytes:
        """Write a 206."""
        size = len(self.body)
        field = f"bytes {offset}-{size - 1}/{size}" if content_range is None else content_range
        fields = [f"Content-Range: {field}"] if field else []
        return answer(self.body[offset:], self.kind, *self._fields(), *fields, status="206 Partial Content")

    def offset_of(self, seen: Seen) -> int | None:
        """Return where a request wants to begin, or None where it wants all, or what it knows is not this file."""
        asked = re.fullmatch(r"bytes=(\d+)-", seen.headers.get("range", ""))
        if asked is None or seen.headers.get("if-range", self.modified) != self.modified:
            return None
        return int(asked[1])

    def _fields(self) -> list[str]:
        dated = [] if self.modified is None else [f"Last-Modified: {self.modified}"]
        return [f'Content-Disposition: attachment; filename="{self.name}"', *dated]


def cut(count: int, *, reset: bool = False) -> Fault:
    """Send the head and so many bytes of the body, then close or reset."""

    def fault(peer: Peer, seen: Seen, served: Served) -> None:
        whole = served.answer_to(seen)
        peer.send(whole[: whole.index(b"\r\n\r\n") + 4 + count])
        if reset:
            peer.reset()

    return fault


def sends(*answers: bytes) -> list[Fault]:
    """Send exactly these bytes, one for each request."""

    def one(data: bytes) -> Fault:
        return lambda peer, seen, served: peer.send(data)

    return [one(data) for data in answers]


def ignores_range(peer: Peer, seen: Seen, served: Served) -> None:
    """Answer a range with the whole file."""
    peer.send(served.whole())


def says_range(content_range: str) -> Fault:
    """Answer a range with a wrong ``Content-Range``, or none where that is empty."""
    return lambda peer, seen, served: peer.send(served.part(served.offset_of(seen) or 0, content_range))


def flips(at: int) -> Fault:
    """Send the whole file with one bit changed."""

    def fault(peer: Peer, seen: Seen, served: Served) -> None:
        good = served.body
        served.body = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        bad = served.answer_to(seen)
        served.body = good
        peer.send(bad)

    return fault


def status(code: str, *fields: str) -> Fault:
    """Answer with an error."""
    return lambda peer, seen, served: peer.send(answer(b"{}", "application/json", *fields, status=code))
