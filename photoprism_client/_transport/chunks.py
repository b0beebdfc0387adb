"""Bodies in chunks (RFC 9112, 7.1), put together from whatever pieces they come in."""

import re

# As http.client has it.
_MOST_LINE = 65536
_SIZE = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\x00-\x08\x0a-\x1f\x7f]*)?\r\n")
_TRAILERS = re.compile(rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00-\x08\x0a-\x1f\x7f]*\r\n)*\r\n")


class ChunkError(ConnectionError):
    """A body in chunks is cut, or what came are not chunks."""


class ChunkedBody:
    """Takes the pieces of a body in chunks. Extensions of chunks and trailers are skipped, as ``http.client`` does.

    :param body: gets the bytes, without the sizes between them.
    """

    __slots__ = ("_rest", "body", "has_surplus")

    def __init__(self, body: bytearray) -> None:
        self.body = body
        #: What came and is not in the body: a chunk without its end, mostly.
        self._rest = bytearray()
        #: Whether bytes came after the end of the body.
        self.has_surplus = False

    def __len__(self) -> int:
        """Return how many bytes are held."""
        return len(self.body) + len(self._rest)

    def feed(self, buffer: bytearray, start: int, end: int) -> bool:
        """Take the next piece.

        :param buffer: what was received.
        :param start: where the piece begins in it.
        :param end: where it ends.
        :return: whether the body is whole.
        :raises ChunkError: these are not chunks.
        """
        if self._rest:
            with memoryview(buffer) as view:
                self._rest += view[start:end]
            buffer, start, end = self._rest, 0, len(self._rest)
        at, is_whole = self._take_whole(buffer, start, end)
        if is_whole:
            self.has_surplus = at < end
        elif buffer is self._rest:
            del self._rest[:at]
        else:
            self._rest += buffer[at:end]
        return is_whole

    def received(self) -> bytes:
        """Return what was received, for somebody else to go on with it, as a single chunk and what follows it."""
        chunk = b"%x\r\n%b\r\n" % (len(self.body), bytes(self.body)) if self.body else b""
        return chunk + self._rest

    def _take_whole(self, buffer: bytearray, at: int, end: int) -> tuple[int, bool]:
        """Take all whole chunks; return where the next one begins, or where the body ended, and whether it did."""
        while (match := _SIZE.match(buffer, at, end)) is not None:
            begin = match.end()
            size = int(match[1], 16)
            if not size:
                after = _end_of_trailers(buffer, begin, end)
                return after or at, after > 0
            after = begin + size + 2
            if after > end:
                return at, False
            if buffer[after - 2 : after] != b"\r\n":
                raise ChunkError("a chunk does not end where it should")
            self.body += buffer[begin : after - 2]
            at = after
        if buffer.find(b"\n", at, end) >= 0 or end - at > _MOST_LINE:
            raise ChunkError("the size of a chunk cannot be read")
        return at, False


def _end_of_trailers(buffer: bytearray, begin: int, end: int) -> int:
    """Return where the body ends, after the trailers; 0 if that has not come yet."""
    if buffer.find(b"\r\n\r\n", begin - 2, end) < 0:
        if end - begin > _MOST_LINE:
            raise ChunkError("the trailers are too long")
        return 0
    match = _TRAILERS.match(buffer, begin, end)
    if match is None:
        raise ChunkError("the trailers cannot be read")
    return match.end()
