"""H6: a body that is compressed although it was asked for as it is is refused, never decoded and never kept."""

import gzip

import pytest

from photoprism_client import ForbiddenException, IntegrityError
from test.support.bodies import JPEG, SOME_HASH, ZIP
from test.support.clients import CALLS, Call, Connect, Serve
from test.support.raw_server import answer, answering, chunked

_GZIP = gzip.compress(JPEG)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_h6_compressed_answer_is_refused(serve: Serve, connect: Connect, call: Call, form: str) -> None:
    """In each form of each call a compressed answer is an IntegrityError, once; its connection is closed."""
    server = serve(answering(answer(_GZIP, "image/jpeg", "Content-Encoding: gzip")))
    with pytest.raises(IntegrityError, match="encoded as gzip") as caught:
        call(connect(server.url), form)
    assert caught.value.status == 200
    server.wait_for_ends(1)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "encoding", ["GZIP", " br ", "deflate", "zstd", "gzip, identity", "identity, gzip", "x-unheard-of"]
)
def test_h6_every_encoding_is_refused(serve: Serve, connect: Connect, encoding: str) -> None:
    """Whatever the encoding is called, known to urllib3 or not, it is refused by its name."""
    server = serve(answering(answer(_GZIP, "image/jpeg", f"Content-Encoding: {encoding}")))
    with pytest.raises(IntegrityError, match=encoding.strip().lower()):
        connect(server.url).get_thumb(SOME_HASH)


@pytest.mark.parametrize("cut", [1, 8, 30])
def test_h6_cut_gzip_with_a_length_that_fits(serve: Serve, connect: Connect, cut: int) -> None:
    """A gzip that lost its end before it got its length is refused by its head: nobody looks into it."""
    server = serve(answering(answer(_GZIP[:-cut], "image/jpeg", "Content-Encoding: gzip")))
    with pytest.raises(IntegrityError):
        connect(server.url).get_download(SOME_HASH)


def test_h6_chunked_gzip_is_refused(serve: Serve, connect: Connect) -> None:
    """The way the server really does it, compressed and in chunks, is refused as well."""
    fields = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    server = serve(answering(answer(chunked(_GZIP), "image/jpeg", *fields, length=None)))
    with pytest.raises(IntegrityError, match="encoded as gzip"):
        connect(server.url).get_download(SOME_HASH)
    server.wait_for_ends(1)


@pytest.mark.parametrize("field", ["Content-Encoding: identity", "Content-Encoding: Identity", "Content-Encoding:"])
def test_h6_identity_is_no_encoding(serve: Serve, connect: Connect, field: str) -> None:
    """An answer that says it is not encoded is read."""
    server = serve(answering(answer(JPEG, "image/jpeg", field)))
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG


def test_h6_client_still_works_afterwards(serve: Serve, connect: Connect) -> None:
    """A refused answer costs its connection only."""
    server = serve(answering(answer(_GZIP, "image/jpeg", "Content-Encoding: gzip"), answer(JPEG)))
    images = connect(server.url)
    with pytest.raises(IntegrityError):
        images.get_thumb(SOME_HASH)
    assert images.get_thumb(SOME_HASH) == JPEG


def test_h6_compressed_error_keeps_its_status(serve: Serve, connect: Connect) -> None:
    """An error is the error of its status, however its body is packed."""
    body = gzip.compress(b'{"error":"forbidden"}')
    server = serve(answering(answer(body, "application/json", "Content-Encoding: gzip", status="403 Forbidden")))
    with pytest.raises(ForbiddenException):
        connect(server.url).get_thumb(SOME_HASH)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_h6_identity_is_asked_for(serve: Serve, connect: Connect, call: Call) -> None:
    """Every picture call asks for the body as it is, and names the server as its host, once each."""
    body, kind = (ZIP, "application/zip") if call.name == "download_album" else (JPEG, "image/jpeg")
    server = serve(answering(answer(body, kind)))
    call(connect(server.url))
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert server.requests[0].headers["host"] == server.netloc


def test_h6_callers_accept_encoding_and_host_have_no_effect(serve: Serve, connect: Connect) -> None:
    """Neither a call's headers nor the client's can change what these two say, in whatever case they are written."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    images.api_client.set_default_header("ACCEPT-encoding", "br")
    images.api_client.set_default_header("hOST", "elsewhere.example.com")
    images.get_thumb(SOME_HASH, _headers={"accept-encoding": "gzip", "HOST": "elsewhere.example.com", "X-Mine": "1"})
    raw = server.requests[0].raw.lower()
    assert raw.count(b"\r\naccept-encoding: ") == 1
    assert raw.count(b"\r\nhost: ") == 1
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert server.requests[0].headers["host"] == server.netloc
    assert server.requests[0].headers["x-mine"] == "1"
