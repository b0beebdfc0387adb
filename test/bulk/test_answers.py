"""Whatever form an answer has, the methods that fetch many return what a single call would."""

import gzip
import os
import ssl
from pathlib import Path

import pytest

from photoprism_client import IntegrityError
from photoprism_client._transport import bulk_connection
from test.faults.test_odd_heads import ODD
from test.support.bodies import JPEG, PNG
from test.support.certificates import ca_file, server_context
from test.support.clients import Connect, Serve
from test.support.many import Many, answering_each, get_all, hashes, number_of, picture, pictures, thumb_in
from test.support.raw_server import Peer, answer, answering, chunked


@pytest.fixture(params=["http", "https"])
def tls(request: pytest.FixtureRequest) -> ssl.SSLContext | None:
    """Return the TLS settings of a server, or None for plain http."""
    return server_context() if request.param == "https" else None


def _in_chunks(whole: bytes) -> bytes:
    body = whole.partition(b"\r\n\r\n")[2]
    return answer(chunked(body[:9], body[9:]), "image/jpeg", "Transfer-Encoding: chunked", length=None)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_answers_are_read(serve: Serve, connect: Connect, odd: bytes) -> None:
    """An answer that is unusual and legal gets its picture through, each time."""
    server = serve(answering(odd))
    assert get_all(connect(server.url, retries=0), hashes(20)) == [JPEG] * 20


@pytest.mark.parametrize("part", [1, 7, 997])
def test_answers_in_small_parts_are_put_together(
    many: Many, serve: Serve, connect: Connect, tmp_path: Path, tls: ssl.SSLContext | None, part: int
) -> None:
    """However an answer is cut into parts on its way, also within its head, the result is whole."""

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            whole = many.answer_for(many.name_in(seen))
            for at in range(0, len(whole), part):
                peer.send(whole[at : at + part])

    server = serve(script, tls=tls)
    names = many.names(4)
    assert many.get_all(connect(server.url, ssl_ca_cert=ca_file(tmp_path)), names) == many.results(names)


def test_decrypted_bytes_that_wait_are_read(
    serve: Serve, connect: Connect, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that OpenSSL has decrypted already are read, although the socket has nothing more: here, 8 kB at a time."""
    monkeypatch.setattr(bulk_connection, "SCRATCH", 8192)
    monkeypatch.setattr("photoprism_client._transport.bulk.SCRATCH", 8192)
    large = JPEG[:-2] + os.urandom(16_000) + JPEG[-2:]
    server = serve(answering(answer(large)), tls=server_context())
    images = connect(server.url, ssl_ca_cert=ca_file(tmp_path), read_timeout_s=60, retries=0)
    assert get_all(images, hashes(30)) == [large] * 30


def test_chunked_answers_are_put_together(serve: Serve, connect: Connect) -> None:
    """Chunked answers come over connections that are kept, in the order given."""
    server = serve(answering_each(around=_in_chunks))
    thumbs = hashes(100)
    assert get_all(connect(server.url), thumbs) == pictures(thumbs)
    assert server.connections <= 4


def test_answers_that_end_with_their_connection_are_read(serve: Serve, connect: Connect) -> None:
    """An answer without a length ends with its connection; each gets a new one."""

    def script(peer: Peer) -> None:
        if (seen := peer.request()) is not None:
            peer.send(answer(picture(thumb_in(seen)), length=None))

    server = serve(script)
    thumbs = hashes(20)
    assert get_all(connect(server.url), thumbs) == pictures(thumbs)
    assert server.connections == 20


def test_encoded_answers_are_refused(serve: Serve, connect: Connect) -> None:
    """An answer that is compressed although nobody asked for that is refused, each by itself."""
    server = serve(answering(answer(gzip.compress(JPEG), "image/jpeg", "Content-Encoding: gzip")))
    found = get_all(connect(server.url), hashes(10), errors="return")
    assert [type(each) for each in found] == [IntegrityError] * 10


@pytest.mark.parametrize("extra", [b"x", answer(PNG, "image/png")])
@pytest.mark.parametrize("at_once", [True, False])
def test_connection_with_surplus_bytes_is_not_used_again(
    serve: Serve, connect: Connect, extra: bytes, at_once: bool
) -> None:
    """Bytes after the announced length are no part of the picture nor of the next; their connection is closed.

    They are noticed after a picture that came in one piece, and after one that came in several.
    """

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            whole = answer(picture(thumb_in(seen))) + extra
            if at_once:
                peer.send(whole)
            else:
                peer.send(whole[:200])
                peer.send(whole[200:])

    server = serve(script)
    thumbs = hashes(30)
    assert get_all(connect(server.url), thumbs) == pictures(thumbs)
    assert server.connections == 30


@pytest.mark.parametrize("size", [200_000, 3_000_000, 9_000_000])
def test_large_pictures_come_whole(serve: Serve, connect: Connect, size: int) -> None:
    """Pictures larger than the buffer, and those so large that a thread reads them on, come whole."""
    large = JPEG[:-2] + bytes(range(256)) * (size // 256) + JPEG[-2:]
    server = serve(answering(answer(large)))
    assert all(found == large for found in get_all(connect(server.url), hashes(10)))


def test_head_that_changes_is_read_anew(serve: Serve, connect: Connect) -> None:
    """Where heads differ from those before, what they say counts: the type, the date, the name, the length."""
    kinds = [
        answer(JPEG, "image/jpeg", "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT"),
        answer(PNG, "image/png", "Last-Modified: Thu, 22 Oct 2015 07:28:00 GMT"),
        answer(JPEG, "image/jpeg", 'Content-Disposition: inline; filename="a.jpg"'),
        answer(JPEG + b"after", "image/jpeg; charset=x", "Cache-Control: no-store"),
        answer(JPEG, "image/jpeg", "Last-Modified: junk"),
        answer(JPEG, None, "X-Number: 6"),
    ]
    server = serve(answering_each(lambda seen: kinds[number_of(seen) % 6]))
    found = get_all(connect(server.url), hashes(60))
    for number, thumb in enumerate(found):
        assert thumb == [JPEG, PNG, JPEG, JPEG + b"after", JPEG, JPEG][number % 6]
        assert thumb.content_type == [*("image/jpeg", "image/png"), *["image/jpeg"] * 3, None][number % 6]
        assert thumb.filename == ("a.jpg" if number % 6 == 2 else None)
        day = {0: 21, 1: 22}.get(number % 6)
        assert (thumb.last_modified and thumb.last_modified.day) == day


def test_tokens_in_the_head_are_taken_over(serve: Serve, connect: Connect) -> None:
    """A newer preview token in the head of an answer is the one that later requests carry."""

    def offer(seen: object) -> bytes:
        return answer(JPEG, "image/jpeg", "X-Preview-Token: newer")

    server = serve(answering_each(offer))
    images = connect(server.url, preview_token="older")
    assert get_all(images, hashes(30), connections=1) == [JPEG] * 30
    tokens = [seen.target.split("/")[5] for seen in server.requests]
    assert tokens[0] == "older"
    assert set(tokens[2:]) == {"newer"}
