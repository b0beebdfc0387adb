"""N9: heads that are junk end in our error; heads that are merely odd are read."""

import pytest

from photoprism_client import ApiException, NotFoundException, ServiceException, TransportError
from photoprism_client._clock import Clock
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.downloads import FILES, KINDS, Downloads, FolderDownloads, each_way_once
from test.support.raw_server import Peer, answer, answering, answering_and_closing, chunked

pytestmark = pytest.mark.once

_GOOD = answer(JPEG)

_OK = b"HTTP/1.1 200 OK\r\n"

JUNK = {
    "ssh": b"SSH-2.0-OpenSSH_9.6\r\n",
    "smtp": b"220 mail.example.com ESMTP\r\n",
    "random": bytes(range(128, 256)) * 3 + b"\r\n\r\n",
    "only line ends": b"\r\n\r\n\r\n\r\n",
    "http 2": b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\r\n\r\n",
    "status of two digits": b"HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n",
    "status of words": b"HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n",
    "unknown version": b"HTTP/7.0 200 OK\r\nContent-Length: 0\r\n\r\n",
    "endless line": b"HTTP/1.1 200 " + b"O" * 200_000,
    "endless field": _OK + b"X-Long: " + b"a" * 100_000 + b"\r\n\r\n",
    "too many fields": _OK + b"".join(b"X-%d: 1\r\n" % at for at in range(150)) + b"Content-Length: 0\r\n\r\n",
    "lengths that differ": answer(JPEG, "image/jpeg", "Content-Length: 7"),
    "chunk size of words": _OK + b"Transfer-Encoding: chunked\r\n\r\nlength\r\n" + JPEG,
    "cut status line": b"HTTP/1.1 20",
    "cut head": _OK + b"Content-Type: image/jpeg\r\n",
}

ODD = {
    "folded field": answer(JPEG, "image/jpeg", "X-Folded: one", "  two", "\tthree"),
    "fields of 80 KiB": answer(JPEG, "image/jpeg", *(f"X-{at}: {'a' * 1000}" for at in range(80))),
    "exactly 100 fields": answer(JPEG, "image/jpeg", *(f"X-{at}: 1" for at in range(98))),
    "no blank after colons": _GOOD.replace(b": ", b":"),
    "blanks around values": _GOOD.replace(b": ", b": \t ").replace(b"\r\n\r\n", b" \t\r\n\r\n", 1),
    "lower case names": _GOOD.replace(b"Content-", b"content-"),
    "bare line feeds": _GOOD.replace(b"\r\n", b"\n", 4),
    "no reason": _GOOD.replace(b"200 OK", b"200 "),
    "no blank after the status": _GOOD.replace(b"200 OK", b"200"),
    "reason in Latin-1": _GOOD.replace(b"200 OK", b"200 Gr\xfc\xdfe"),
    "the same length twice": answer(JPEG, "image/jpeg", f"Content-Length: {len(JPEG)}"),
    "length with zeros before": _GOOD.replace(b"Length: ", b"Length: 000"),
    "interim 100": b"HTTP/1.1 100 Continue\r\n\r\n" + _GOOD,
    "interim 102 and 103": b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _GOOD,
    "interim 103 before chunks": b"HTTP/1.1 103 Early Hints\r\n\r\n"
    + answer(chunked(JPEG), "image/jpeg", "Transfer-Encoding: chunked", length=None),
    "chunks": answer(chunked(JPEG[:9], JPEG[9:]), "image/jpeg", "Transfer-Encoding: chunked", length=None),
    "chunks with a trailer": answer(
        chunked(JPEG, end=b"0\r\nX-Trailer: 1\r\n\r\n"), "image/jpeg", "Transfer-Encoding: chunked", length=None
    ),
    "chunks with extensions": answer(
        chunked(JPEG).replace(b"\r\n", b";name=value\r\n", 1), "image/jpeg", "Transfer-Encoding: chunked", length=None
    ),
    "chunks and a length": answer(chunked(JPEG), "image/jpeg", "Transfer-Encoding: chunked", length=7),
    "encoding identity": answer(JPEG, "image/jpeg", "Content-Encoding: identity"),
}

_ON_THE_WAY: dict[str, faults.Fault] = {
    "ssh": faults.StatusLine("SSH-2.0-OpenSSH_9.6"),
    "status of words": faults.StatusLine("HTTP/1.1 OK"),
    "unknown version": faults.StatusLine("HTTP/7.0 200 OK"),
    "field of a megabyte": faults.HugeHeader(),
    "too many fields": faults.HugeHeader(size=1, count=300),
    **{name: faults.Raw(JUNK[name]) for name in ("random", "only line ends", "http 2", "cut status line", "cut head")},
}
_heads = pytest.mark.parametrize("head", _ON_THE_WAY.values(), ids=_ON_THE_WAY)


@each_way_once
@_heads
def test_n9_junk_is_our_error_and_passes(way: Downloads, sleeps: list[float], kind: str, head: faults.Fault) -> None:
    """A head that is not HTTP is an ApiException after a bounded number of tries; the next call succeeds."""
    way.always(kind, head)
    with pytest.raises(ApiException):
        way.fetch(kind)
    assert sleeps == way.waits[0]
    assert len(way.requests(kind)) == len(sleeps or [None] * (way.downloads - 1)) + 1
    assert way.has_nothing(kind)
    way.proxy.clear()
    way.fetch(kind)
    assert way.is_good(kind)


@by_one_or_many
@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_n9_junk_is_our_error(serve: Serve, connect: Connect, junk: bytes) -> None:
    """What does not speak HTTP is an ApiException; no error of http.client, urllib3 or Python comes memory."""
    server = serve(answering_and_closing(junk))
    with pytest.raises(ApiException):
        connect(server.url, retries=0).get_thumb(SOME_HASH)
    server.wait_for_ends(1)


@by_one_or_many
@pytest.mark.parametrize("name", ["ssh", "random", "status of words"])
def test_n9_junk_status_line_says_so(serve: Serve, connect: Connect, name: str) -> None:
    """If the first line is not HTTP, the message says to check port and scheme."""
    server = serve(answering_and_closing(JUNK[name]))
    with pytest.raises(TransportError, match="does not speak HTTP"):
        connect(server.url, retries=0).get_thumb(SOME_HASH)


@by_one_or_many
@pytest.mark.parametrize("junk", JUNK.values(), ids=JUNK)
def test_n9_after_junk_the_client_still_works(serve: Serve, connect: Connect, junk: bytes) -> None:
    """A junk answer costs its connection only: the next try gets the picture."""
    server = serve(answering_and_closing(junk, _GOOD))
    images = connect(server.url, retries=0)
    with pytest.raises(ApiException):
        images.get_thumb(SOME_HASH)
    assert images.get_thumb(SOME_HASH) == JPEG


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_n9_odd_heads_are_read(serve: Serve, connect: Connect, odd: bytes) -> None:
    """A head that is unusual and legal, or tolerated by everybody, gets its picture through, also byte by byte."""
    turns = [False, True]

    def script(peer: Peer) -> None:
        while peer.request():
            if turns.pop(0):
                for at in range(len(odd)):
                    peer.send(odd[at : at + 1])
            else:
                peer.send(odd)

    server = serve(script)
    images = connect(server.url, retries=0)
    for _ in range(2):
        result = images.get_thumb_with_http_info(SOME_HASH)
        assert result.data == JPEG
        assert result.data.content_type == "image/jpeg"
        assert result.status_code == 200


def test_n9_folded_field_is_one_value(serve: Serve, connect: Connect) -> None:
    """The lines of a folded field make one value, without line ends in it."""
    server = serve(answering(ODD["folded field"]))
    headers = connect(server.url).get_thumb_with_http_info(SOME_HASH).headers
    assert headers is not None
    assert headers["X-Folded"].split() == ["one", "two", "three"]


@by_one_or_many
def test_n9_http_1_0_closes_by_default(serve: Serve, connect: Connect) -> None:
    """An HTTP/1.0 answer ends its connection unless it says keep-alive."""
    server = serve(answering(_GOOD.replace(b"HTTP/1.1", b"HTTP/1.0")))
    images = connect(server.url)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 2


@by_one_or_many
def test_n9_http_1_0_keep_alive_is_kept(serve: Serve, connect: Connect) -> None:
    """An HTTP/1.0 answer with keep-alive and a length leaves its connection for the next call."""
    kept = answer(JPEG, "image/jpeg", "Connection: Keep-Alive").replace(b"HTTP/1.1", b"HTTP/1.0")
    server = serve(answering(kept))
    images = connect(server.url)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 1


@by_one_or_many
@pytest.mark.parametrize("value", ["close", "Close", "keep-alive, close"])
@pytest.mark.parametrize("body", [JPEG, chunked(JPEG)], ids=["length", "chunks"])
def test_n9_connection_close_is_heeded(serve: Serve, connect: Connect, body: bytes, value: str) -> None:
    """A connection that the server says it will close is closed by the client, too, and not used again."""
    framing = [] if body == JPEG else ["Transfer-Encoding: chunked"]
    whole = answer(body, "image/jpeg", f"Connection: {value}", *framing, length=None if framing else -1)
    server = serve(answering(whole))
    images = connect(server.url)
    assert images.get_thumb(SOME_HASH) == JPEG
    server.wait_for_ends(1)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 2


@by_one_or_many
@pytest.mark.parametrize("status", [204, 205, 206, 300, 304, 400, 404, 418, 451, 500, 503, 520, 599, 600, 999, 101])
@pytest.mark.parametrize("reason", [" Some Reason", " ", ""])
def test_n9_any_status_is_our_error(serve: Serve, connect: Connect, status: int, reason: str) -> None:
    """Every status but 200 is an ApiException, known to Python or not, with a reason phrase or without."""
    body = b"" if status in {101, 204, 304} else b"{}"
    server = serve(answering_and_closing(answer(body, "application/json", status=f"{status}{reason}")))
    with pytest.raises(ApiException) as caught:
        connect(server.url, retries=0).get_thumb(SOME_HASH)
    assert caught.value.status in {status, 0}
    if status == 404:
        assert isinstance(caught.value, NotFoundException)
    if 500 <= status < 600:
        assert isinstance(caught.value, ServiceException)


@_heads
@pytest.mark.parametrize("kind", KINDS)
def test_head_that_is_no_http_is_asked_for_again(folder: FolderDownloads, kind: str, head: faults.Fault) -> None:
    """Junk instead of an answer costs one more request; none of it gets into the file."""
    folder.script(kind, head)
    folder.fetch(kind)
    assert folder.is_good(kind)
    assert folder.ranges(kind) == [None, None]


@_heads
@pytest.mark.parametrize("kind", FILES)
def test_head_that_is_no_http_in_the_middle_of_a_file_is_passed_over(
    folder: FolderDownloads, kind: str, head: faults.Fault
) -> None:
    """Junk instead of the rest costs one more request for the same rest."""
    folder.script(kind, faults.Cut(1000), head)
    folder.fetch(kind)
    assert folder.is_good(kind)
    assert folder.ranges(kind) == [None, "bytes=1000-", "bytes=1000-"]


def test_head_that_is_no_http_fails_its_own_item_of_a_batch(folder: FolderDownloads) -> None:
    """Junk for one file is that file's failure; the others come."""
    folder.always("original", faults.HugeHeader())
    kinds = ("original", "thumb", "zip")
    items = [Item(folder.source(kind), folder.target(kind)) for kind in kinds]
    with download_all(items, 2, clock=Clock(sleep=lambda seconds: None)) as batch:
        failed = [outcome.item.path for outcome in batch if outcome.error]
    assert failed == [folder.target("original")]
    assert [folder.is_good(kind) for kind in kinds] == [False, True, True]
