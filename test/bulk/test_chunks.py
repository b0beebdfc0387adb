"""Bodies in chunks as the loop reads them: strict, in whatever pieces they come, and as http.client reads them."""

import io
import itertools
import socket
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoprism_client._transport import bulk_connection
from photoprism_client._transport.bulk_connection import MOST_IN_LOOP
from photoprism_client._transport.bulk_head import Heads, Unusual
from photoprism_client._transport.chunks import ChunkedBody, ChunkError
from test.support.bodies import JPEG
from test.support.loop_connections import body_of, open_pair, receive
from test.support.raw_server import answer

_TRAILERS = b"X-Checked: yes\r\nX-Other:\r\n"
_ENDS = [b"0\r\n\r\n", b"000;a=b\r\n\r\n", b"0\r\n" + _TRAILERS + b"\r\n"]
_EXTENSIONS = [b"", b" ", b";a", b' ;a="b"']


def _chunk(data: bytes, extension: bytes = b"") -> bytes:
    return b"%X%b\r\n%b\r\n" % (len(data), extension, data)


def _answer(*chunks: bytes) -> bytes:
    return answer(b"".join(chunks), "image/jpeg", "Transfer-Encoding: chunked", length=None)


_WHOLE = _answer(_chunk(JPEG[:9]), _chunk(JPEG[9:], b";a=b"), _ENDS[2])
_BEGIN = _WHOLE.index(b"\r\n\r\n") + 4


def _fed(body: bytes, cuts: list[int]) -> tuple[bytes, bool] | None:
    """Read a body cut at some places; return its bytes and whether there is more, or None if it is not whole."""
    chunked, edges = ChunkedBody(bytearray()), [0, *sorted(cuts), len(body)]
    for start, end in itertools.pairwise(edges):
        buffer = bytearray(b"junk" + body[start:end] + b"junk")
        if chunked.feed(buffer, 4, 4 + end - start):
            return bytes(chunked.body), chunked.has_surplus or end < len(body)
    return None


class _Socket:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def makefile(self, _mode: str) -> io.BytesIO:
        """Return what was received."""
        return io.BytesIO(self._raw)


def _by_http_client(body: bytes) -> bytes | None:
    """Return what the ordinary reader makes of a body, or None where it refuses it."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    response = HTTPResponse(cast(socket.socket, _Socket(head + body)))
    response.begin()
    try:
        return response.read()
    except (HTTPException, ValueError):
        return None


@given(
    st.lists(st.tuples(st.binary(min_size=1, max_size=40), st.sampled_from(_EXTENSIONS)), max_size=4),
    st.sampled_from(_ENDS),
    st.lists(st.integers(0, 150), max_size=6),
    st.binary(max_size=3),
)
@settings(max_examples=200, deadline=None)
def test_body_is_what_was_sent(chunks: list[tuple[bytes, bytes]], end: bytes, cuts: list[int], surplus: bytes) -> None:
    """However chunks are cut on their way, the body is what they hold, and what follows it is noticed."""
    body = b"".join(_chunk(data, extension) for data, extension in chunks) + end
    whole = b"".join(data for data, _ in chunks)
    assert _fed(body + surplus, [cut for cut in cuts if cut < len(body)]) == (whole, bool(surplus))
    assert _by_http_client(body) == whole


@given(st.lists(st.sampled_from([b"3", b"\r\n", b"\n", b"abc", b"0", b"f", b";", b" ", b"x", b"-", b"_"]), max_size=12))
@settings(max_examples=300, deadline=None)
def test_no_other_body_is_read_than_by_the_ordinary_reader(parts: list[bytes]) -> None:
    """Of what may be chunks, all that the loop reads is what `http.client` reads, too, and it refuses the rest."""
    body = b"".join(parts)
    try:
        found = _fed(body, list(range(1, len(body))))
    except ChunkError:
        return
    if found is not None:
        assert found[0] == _by_http_client(body)


@pytest.mark.parametrize(
    "body",
    [
        b"xyz\r\nabc\r\n0\r\n\r\n",
        b"-3\r\nabc\r\n0\r\n\r\n",
        b"0x3\r\nabc\r\n0\r\n\r\n",
        b" 3\r\nabc\r\n0\r\n\r\n",
        b"3\nabc\r\n0\r\n\r\n",
        b"3\r\nabcd\r\n0\r\n\r\n",
        b"3\r\nabc\n0\r\n\r\n",
        b"\r\n3\r\nabc\r\n0\r\n\r\n",
        b"1000000000000003\r\nabc\r\n",
        b"0\r\njunk\r\n\r\n",
        b"0\r\nA: b\x00\r\n\r\n",
        b"3" + b"0" * 70_000,
        b"0\r\nA:" + b"a" * 70_000,
    ],
    ids=lambda body: repr(body[:20]),
)
@pytest.mark.parametrize("is_cut", [False, True])
def test_what_are_not_chunks_is_refused(body: bytes, is_cut: bool) -> None:
    """A size that is none, a chunk without its end, bare line feeds, trailers that are none, lines without an end."""
    with pytest.raises(ChunkError):
        _fed(body, list(range(1, len(body), 1 if len(body) < 100 else 9999)) if is_cut else [])


@pytest.mark.parametrize("learned", [False, True])
def test_answer_is_cut_at_every_byte(learned: bool) -> None:
    """In two pieces, cut at each byte, and ended at each byte: a picture, or an error, or a head for others to read."""
    heads = Heads()
    for _ in range(3 if learned else 0):
        heads.read(bytearray(_WHOLE), len(_WHOLE))
    for at in range(1, len(_WHOLE)):
        with open_pair() as (connection, server):
            server.sendall(_WHOLE[:at])
            assert receive(connection, heads) is None
            server.sendall(_WHOLE[at:])
            assert body_of(receive(connection, heads)) == JPEG
            assert connection.is_kept
            assert receive(connection, heads) is None
        with open_pair() as (connection, server):
            server.sendall(_WHOLE[:at])
            assert receive(connection, heads) is None
            server.shutdown(socket.SHUT_RDWR)
            if at < _BEGIN:
                assert isinstance(receive(connection, heads), Unusual)
            else:
                with pytest.raises(ChunkError, match="without its last chunk"):
                    receive(connection, heads)
                assert connection.has_heard


@given(st.lists(st.integers(1, len(_WHOLE) - 1), max_size=8, unique=True))
@settings(max_examples=100, deadline=None)
def test_answer_in_any_pieces_is_the_same(cuts: list[int]) -> None:
    """The picture is whole with the last byte of its answer, not before."""
    with open_pair() as (connection, server):
        for start, end in itertools.pairwise([0, *sorted(cuts), len(_WHOLE)]):
            server.sendall(_WHOLE[start:end])
            result = receive(connection, Heads())
            assert (result is None) == (end < len(_WHOLE))
        assert body_of(result) == JPEG
        assert connection.is_kept


@pytest.mark.parametrize("cut", [0, 5, _BEGIN + 1, len(_WHOLE) - 1])
def test_surplus_closes_the_connection(cut: int) -> None:
    """A byte after the last chunk is not part of the picture, and ends the connection."""
    with open_pair() as (connection, server):
        server.sendall(_WHOLE[:cut])
        if cut:
            assert receive(connection, Heads()) is None
        server.sendall(_WHOLE[cut:] + b"x")
        assert body_of(receive(connection, Heads())) == JPEG
        assert not connection.is_kept


@pytest.mark.parametrize(
    "fields",
    [
        ("Transfer-Encoding: chunked", "Content-Length: 5"),
        ("Transfer-Encoding: gzip, chunked",),
        ("Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked", "Content-Encoding: gzip"),
    ],
)
def test_other_codings_are_unusual(fields: tuple[str, ...]) -> None:
    """What is coded in another way as well, or has two lengths, is left to the tolerant reader."""
    raw = bytearray(answer(b"", "image/jpeg", *fields, length=None))
    assert isinstance(Heads().read(raw, len(raw)), Unusual)
    raw = bytearray(_WHOLE.replace(b"HTTP/1.1", b"HTTP/1.0", 1))
    assert isinstance(Heads().read(raw, len(raw)), Unusual)


def _pieces(raw: bytes) -> Iterator[bytes]:
    return (raw[at : at + 60_000] for at in range(0, len(raw), 60_000))


@pytest.mark.parametrize("chunk", [1000, 100_000])
def test_large_body_goes_on_elsewhere(monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    """A body that is too large for the loop is handed over as far as it came, so that others can read it."""
    assert MOST_IN_LOOP > 1_000_000
    monkeypatch.setattr(bulk_connection, "MOST_IN_LOOP", 200_000)
    large = bytes(range(256)) * 1500
    chunks = b"".join(_chunk(large[at : at + chunk]) for at in range(0, len(large), chunk))
    raw = _answer(chunks, _ENDS[0])
    with open_pair() as (connection, server):
        pieces, result = _pieces(raw), None
        while result is None:
            server.sendall(next(pieces))
            result = receive(connection, Heads())
        assert isinstance(result, Unusual)
        assert result.status == 200
        _, _, body = (connection.hand_over() + b"".join(pieces)).partition(b"\r\n\r\n")
        assert _by_http_client(body) == large
