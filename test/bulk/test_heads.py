"""Heads and bodies as `get_thumbs` reads them, in whatever pieces they come."""

import itertools
import socket
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoprism_client import MediaBytes
from photoprism_client._transport.bulk_connection import BodyCutError, Reply
from photoprism_client._transport.bulk_head import MOST_HEAD, Heads, Unusual
from photoprism_client._transport.head import media_type_in
from test.support.bodies import JPEG
from test.support.loop_connections import body_of, open_pair, receive
from test.support.raw_server import answer

_DATE = "Wed, 21 Oct 2015 07:28:00 GMT"
_PLAIN = answer(JPEG, "image/jpeg", f"Last-Modified: {_DATE}", "Date: Thu, 1 Jan 2026")
_NAMES = (
    *("Content-Type", "content-length", "Content-Length", "Last-Modified", "Date", "Connection", "X-Preview-Token"),
    *("Transfer-Encoding", "Content-Encoding", "Content-Disposition", "ETag", "Keep-Alive", "Server"),
)
_VALUES = ["", " ", "a", "chunked", "image/jpeg", "image/png", "12", "close", "gzip", "\tb ", "\xff", "Wed, 21 Oct"]
_FIELDS = st.lists(
    st.tuples(st.sampled_from(_NAMES), st.sampled_from([":", ": ", ":\t"]), st.sampled_from(_VALUES)), max_size=6
)
_LINES = st.sampled_from(["HTTP/1.1 200 OK", "HTTP/1.0 200 OK", "HTTP/1.1 404 Not Found", "HTTP/1.1 103 Hints", "junk"])
_LENGTH = ("Content-Length", ": ", "25000")
_CHUNKED = ("Transfer-Encoding", ": ", "chunked")
_USUAL = [
    ("Content-Type", ": ", "image/jpeg"),
    ("Date", ": ", "Wed"),
    ("ETag", ": ", '"1"'),
]


def _head(line: str, fields: list[tuple[str, str, str]]) -> bytes:
    return "\r\n".join([line, *("".join(field) for field in fields), "", ""]).encode("latin-1")


def _read(heads: Heads, raw: bytes) -> tuple[Any, ...] | int | None:
    """Read a head; say what it tells, by whichever way it was read."""
    found = heads.read(bytearray(raw), len(raw))
    if found is None or isinstance(found, Unusual):
        return None if found is None else found.status
    start, length, is_kept, head, media_type, modified = found
    if head is None:
        return start, length, is_kept, 200, media_type, modified
    return start, length, is_kept, head.status, media_type_in(head.headers), head.headers.get("Last-Modified")


@given(
    st.lists(st.tuples(_LINES, _FIELDS), min_size=1, max_size=6),
    st.sampled_from([_LENGTH, _CHUNKED]).flatmap(lambda length: st.permutations([*_USUAL, length])),
)
@settings(max_examples=100, deadline=None)
def test_what_was_learned_tells_what_a_strict_parse_does(
    answers: list[tuple[str, list[tuple[str, str, str]]]], usual: list[tuple[str, str, str]]
) -> None:
    """After any heads, each head says what it says to a reader that has seen no other."""
    heads = Heads()
    known = [_head("HTTP/1.1 200 OK", usual)] * 3
    for raw in [*known, *(_head(line, [*usual, *fields]) for line, fields in answers for _ in range(3)), *known]:
        assert _read(heads, raw) == _read(Heads(), raw)
    for line, fields in answers:
        assert _read(heads, _head(line, fields)) == _read(Heads(), _head(line, fields))


@given(
    st.sampled_from(["Date", "Last-Modified", "Content-Length", "Content-Type", "ETag"]),
    st.text(st.characters(max_codepoint=255), max_size=12),
)
@settings(max_examples=100, deadline=None)
def test_value_of_any_header_tells_the_same(name: str, value: str) -> None:
    """Whatever stands in a header after others were learned, the reader takes it as a strict parser does."""
    heads = Heads()
    fields = [*_USUAL, _LENGTH, ("Last-Modified", ": ", _DATE)]
    for _ in range(3):
        _read(heads, _head("HTTP/1.1 200 OK", fields))
    changed = [(other, colon, value if other == name else old) for other, colon, old in fields]
    raw = _head("HTTP/1.1 200 OK", changed)
    assert _read(heads, raw) == _read(Heads(), raw)


@pytest.mark.parametrize("is_learned", [False, True])
def test_head_is_found_when_its_last_byte_came(is_learned: bool) -> None:
    """Cut at any byte, a head is not whole; from its last byte on, it is, whatever follows."""
    heads = Heads()
    for _ in range(3 if is_learned else 0):
        _read(heads, _PLAIN)
    end = _PLAIN.index(b"\r\n\r\n") + 4
    for at in range(1, len(_PLAIN) + 1):
        found = _read(heads if is_learned else Heads(), _PLAIN[:at])
        assert found == (None if at < end else (end, len(JPEG), True, 200, "image/jpeg", _DATE))


def test_only_a_few_heads_are_learned() -> None:
    """A server whose heads always differ does not make the reader compare with all of them."""
    heads = Heads()
    for number in range(50):
        _read(heads, answer(JPEG, "image/jpeg", f"X-Number: {number}"))
    assert len(heads._templates) == 4


def test_head_without_an_end_is_unusual() -> None:
    """A head larger than 64 KiB, and one with bare line feeds, is left to the tolerant reader."""
    assert _read(Heads(), b"HTTP/1.1 200 OK\r\nX: " + b"a" * MOST_HEAD) == 200
    assert _read(Heads(), b"HTTP/1.1 403 Forbidden\nX: a\n\n") == 403
    assert _read(Heads(), b"\r\n\r\n") == 0


@given(st.lists(st.integers(1, len(_PLAIN) - 1), max_size=8, unique=True), st.booleans())
@settings(max_examples=200, deadline=None)
def test_answer_in_any_pieces_is_the_same(cuts: list[int], is_learned: bool) -> None:
    """However an answer is cut, its picture is whole with its last byte, not before, and its connection can be kept."""
    heads = Heads()
    for _ in range(3 if is_learned else 0):
        _read(heads, _PLAIN)
    with open_pair() as (connection, server):
        edges = [0, *sorted(cuts), len(_PLAIN)]
        for start, end in itertools.pairwise(edges):
            server.sendall(_PLAIN[start:end])
            result = receive(connection, heads)
            assert (result is None) == (end < len(_PLAIN))
        assert body_of(result) == JPEG
        assert connection.is_kept
        assert isinstance(result, MediaBytes if is_learned else Reply)
        assert receive(connection, heads) is None


def test_answer_is_cut_at_every_byte() -> None:
    """In two pieces, cut at each byte, and ended at each byte: a picture, or an error that tells what came."""
    heads = Heads()
    begin = _PLAIN.index(b"\r\n\r\n") + 4
    for at in range(1, len(_PLAIN)):
        with open_pair() as (connection, server):
            server.sendall(_PLAIN[:at])
            assert receive(connection, heads) is None
            server.sendall(_PLAIN[at:])
            assert body_of(receive(connection, heads)) == JPEG
        with open_pair() as (connection, server):
            server.sendall(_PLAIN[:at])
            receive(connection, heads)
            server.shutdown(socket.SHUT_RDWR)
            if at < begin:
                assert isinstance(receive(connection, heads), Unusual)
                assert connection.hand_over() == _PLAIN[:at]
            else:
                with pytest.raises(BodyCutError) as caught:
                    receive(connection, heads)
                assert (caught.value.expected, caught.value.received) == (len(JPEG), at - begin)


@pytest.mark.parametrize("cut", [0, 5, 200, 500])
def test_surplus_closes_the_connection(cut: int) -> None:
    """A byte too many, with the answer or with its last piece, is not part of the picture, and ends the connection."""
    with open_pair() as (connection, server):
        server.sendall(_PLAIN[:cut])
        if cut:
            assert receive(connection, Heads()) is None
        server.sendall(_PLAIN[cut:] + b"x")
        assert body_of(receive(connection, Heads())) == JPEG
        assert not connection.is_kept


def test_idle_connection_that_ends_or_speaks_is_noticed() -> None:
    """An idle connection is good as long as nothing comes; an end and a byte out of turn are both noticed."""
    scratch = bytearray(100)
    with open_pair() as (connection, server):
        assert connection.is_quiet(scratch)
        server.sendall(b"x")
        assert not connection.is_quiet(scratch)
    with open_pair() as (connection, server):
        server.close()
        assert not connection.is_quiet(scratch)


def test_request_that_is_not_taken_at_once_is_sent_by_and_by() -> None:
    """A request larger than the socket's buffers goes out in pieces, none of them twice."""
    request = b"GET / HTTP/1.1\r\nX: " + b"a" * 8_000_000 + b"\r\n\r\n"
    with open_pair() as (connection, server):
        assert not connection.send("wanted", request, 1.0)
        received = b""
        while len(received) < len(request):
            received += server.recv(1_000_000)
            if connection.is_sending:
                connection.send_rest(2.0)
        assert received == request
        assert not connection.is_sending
