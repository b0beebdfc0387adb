"""N6: a body with neither length nor chunks must show by its content that it is whole."""

import pytest

from photoprism_client import IntegrityError, TransportError
from photoprism_client.testing.proxy import faults
from test.support.bodies import EMPTY_ZIP, JPEG, PNG, SOME_HASH, SVG, TIFF, ZIP, sha1
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.downloads import ONE_OF_EACH, Downloads, MemoryDownloads, each_way
from test.support.raw_server import Peer, answer, answering, answering_and_closing

_UNFRAMED = (faults.DropHeader("Content-Length"), faults.DropHeader("Transfer-Encoding"))

_TYPES = {"jpeg": (JPEG, "image/jpeg"), "png": (PNG, "image/png")}


def _endless(body: bytes, kind: str, *fields: str, version: str = "1.1") -> bytes:
    return answer(body, kind, *fields, length=None).replace(b"HTTP/1.1", f"HTTP/{version}".encode(), 1)


@each_way
def test_n6_claimed_length_that_does_not_come(way: Downloads, kind: str) -> None:
    """A body that ends before the length it claims is a cut body; the second request brings what is missing."""
    way.script(kind, faults.ContentLength(+1))
    way.fetch(kind)
    assert way.is_good(kind)
    assert len(way.requests(kind)) == 2


@each_way
def test_n6_cut_without_any_length_is_refused(way: Downloads, kind: str) -> None:
    """Without a length a cut looks like an end; the SHA-1, or the end of the picture or zip, tells it."""
    way.script(kind, (*_UNFRAMED, faults.Cut(1000)))
    way.recover(kind)
    assert way.is_good(kind)
    assert way.ranges(kind) == [None, None]


@each_way
def test_n6_whole_without_any_length_is_taken(way: Downloads, kind: str) -> None:
    """A whole body that ends with its connection is what was asked for."""
    way.script(kind, _UNFRAMED)
    way.fetch(kind)
    assert way.is_good(kind)
    assert len(way.requests(kind)) == 1


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_n6_surplus_is_not_the_next_answer(memory: MemoryDownloads, kind: str) -> None:
    """Bytes after the claimed length are never read as the beginning of another answer."""
    length = faults.ContentLength(-1)
    memory.script(kind, length)
    if kind == "original":  # in memory it is returned, and its hash differs
        memory.fetch(kind)
    else:
        with pytest.raises(IntegrityError):
            memory.fetch(kind)
    memory.fetch(kind)
    assert memory.is_good(kind)
    assert memory.proxy.connections == 2


@by_one_or_many
@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize(("body", "kind"), _TYPES.values(), ids=_TYPES)
def test_n6_whole_picture_without_length(serve: Serve, connect: Connect, body: bytes, kind: str, version: str) -> None:
    """A picture with its end mark is whole, whatever the head leaves out."""
    server = serve(answering_and_closing(_endless(body, kind, version=version)))
    assert connect(server.url).get_thumb(SOME_HASH) == body


@by_one_or_many
@pytest.mark.parametrize(("body", "kind"), _TYPES.values(), ids=_TYPES)
@pytest.mark.parametrize("missing", [1, 2, 9, 100])
def test_n6_cut_picture_without_length_is_refused(
    serve: Serve, connect: Connect, body: bytes, kind: str, missing: int
) -> None:
    """A picture without its end mark is refused if nothing else shows its end."""
    server = serve(answering_and_closing(_endless(body[:-missing], kind)))
    with pytest.raises(IntegrityError, match=r"the picture is cut|expected a JPEG or PNG"):
        connect(server.url).get_thumb(SOME_HASH)


@pytest.mark.parametrize("missing", range(1, 60))
def test_n6_cut_zip_is_refused(serve: Serve, connect: Connect, missing: int) -> None:
    """A zip that lacks any number of its last bytes is refused, also where the cut hides behind a length that fits."""
    server = serve(answering_and_closing(_endless(ZIP[:-missing], "application/zip"), answer(ZIP[:-missing])))
    images = connect(server.url)
    for _ in range(2):
        with pytest.raises(IntegrityError, match="expected a whole zip"):
            images.download_album("as6sg6bxpogaaba7")


@pytest.mark.parametrize("body", [ZIP, EMPTY_ZIP])
def test_n6_whole_zip_without_length(serve: Serve, connect: Connect, body: bytes) -> None:
    """A zip that ends with its end record is whole; so is the empty one of an empty album."""
    server = serve(answering_and_closing(_endless(body, "application/octet-stream")))
    assert connect(server.url).download_album("as6sg6bxpogaaba7") == body


@pytest.mark.parametrize("body", [TIFF, JPEG[:-2], b"plain text", SVG])
def test_n6_hash_decides_for_an_original(serve: Serve, connect: Connect, body: bytes) -> None:
    """Where the SHA-1 of the body is the hash asked for, a file is whole, whatever its format."""
    server = serve(answering_and_closing(_endless(body, "application/octet-stream")))
    result = connect(server.url).get_download(sha1(body).upper())
    assert result == body
    assert not result.is_placeholder


@pytest.mark.parametrize("body", [TIFF, JPEG])
def test_n6_cut_original_is_refused(serve: Serve, connect: Connect, body: bytes) -> None:
    """An original whose SHA-1 differs, without length and without an end mark, is refused."""
    fields = 'Content-Disposition: attachment; filename="a.tif"'
    server = serve(answering_and_closing(_endless(body[:-1], "application/octet-stream", fields)))
    with pytest.raises(IntegrityError, match="end of the file cannot be told"):
        connect(server.url).get_download(sha1(body))


def test_n6_changed_original_with_an_end_mark_is_returned(serve: Serve, connect: Connect) -> None:
    """A call in memory returns a file that changed since its indexing: it is whole, by its end mark."""
    server = serve(answering_and_closing(_endless(JPEG, "image/jpeg")))
    assert connect(server.url).get_download(SOME_HASH) == JPEG


@by_one_or_many
def test_n6_data_after_the_pictures_end_is_kept_with_a_length(serve: Serve, connect: Connect) -> None:
    """Cameras write data after the picture's end: with a length that is met, no end mark is looked for."""
    body = JPEG + b"\0motion photo trailer"
    server = serve(answering(answer(body)))
    assert connect(server.url).get_thumb(SOME_HASH) == body


@by_one_or_many
@pytest.mark.parametrize("surplus", [b"x", answer(PNG, "image/png")])
def test_n6_connection_with_surplus_bytes_is_not_used_again(serve: Serve, connect: Connect, surplus: bytes) -> None:
    """Bytes after the announced length are neither part of the body nor the answer to the next call."""

    def script(peer: Peer) -> None:
        while peer.request():
            peer.send(answer(JPEG), surplus)

    server = serve(script)
    images = connect(server.url)
    assert [images.get_thumb(SOME_HASH) for _ in range(3)] == [JPEG] * 3
    assert server.connections == 3


def test_n6_stream_tells_that_its_end_cannot_be_trusted(serve: Serve, connect: Connect) -> None:
    """An open answer says whether its end shows that it is whole; without a length it just ends."""
    server = serve(answering_and_closing(_endless(JPEG[:-9], "image/jpeg"), answer(JPEG)))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        assert not response.is_framed
        assert response.length is None
        assert response.read() == JPEG[:-9]
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        assert response.is_framed
        assert response.length == len(JPEG)


@by_one_or_many
def test_n6_nothing_at_all_is_refused(serve: Serve, connect: Connect) -> None:
    """A head without a length, followed by nothing, is not a picture."""
    server = serve(answering_and_closing(_endless(b"", "image/jpeg")))
    with pytest.raises(IntegrityError, match="0 bytes") as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert not isinstance(caught.value, TransportError)
