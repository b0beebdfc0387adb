"""N10 to N14: a write arrives once, unless it certainly was not carried out or repeating it changes nothing."""

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiException,
    PhotosApi,
    RateLimitException,
    ServiceException,
    SubjectsApi,
    TransportError,
    UsersApi,
)
from test.support.certificates import ca_pem, server_context
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, Script, answer, answering, answering_and_closing, chunked
from test.support.sessions import login_answer

_JSON = "application/json"
_DONE = answer(b"{}", _JSON)
_UID = "as6sg6bxpogaaba7"
_MAY_BE_DONE = "may have carried out the request"


def _make_album(albums: AlbumsApi) -> None:
    albums.create_album({"Title": "Trip"})


def _like_album(albums: AlbumsApi) -> None:
    albums.like_album(_UID)


#: A write that must not be sent twice, and one that may.
_ONCE, _ANY_TIMES = pytest.param(_make_album, 1, id="create"), pytest.param(_like_album, 3, id="like")
_BOTH = pytest.mark.parametrize(("write", "times"), [_ONCE, _ANY_TIMES])
Write = Callable[[AlbumsApi], None]


@pytest.fixture
def albums(connect: Connect) -> Callable[..., AlbumsApi]:
    """Make the API of a client that has an access token."""

    def make(url: str, **settings: Any) -> AlbumsApi:
        return AlbumsApi(connect(url, **{"access_token": "a"} | settings).api_client)

    return make


def _dropping(*parts: bytes, is_reset: bool = False) -> Script:
    """Read a request, send the beginning of an answer, and break the connection off."""

    def script(peer: Peer) -> None:
        if peer.request() is not None:
            peer.send(*parts)
            if is_reset:
                peer.reset()

    return script


def _refusing_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.parametrize("write", [_make_album, _like_album])
def test_n10_no_connection(albums: Callable[..., AlbumsApi], sleeps: list[float], write: Write) -> None:
    """Nobody listens, so nothing was carried out: any write is tried again, and the error does not warn."""
    with pytest.raises(TransportError, match="refused") as caught:
        write(albums(f"http://127.0.0.1:{_refusing_port()}"))
    assert len(sleeps) == 2
    assert (caught.value.is_unsent, caught.value.may_be_done) == (True, False)
    assert _MAY_BE_DONE not in str(caught.value)


def test_n10_no_tls(serve: Serve, albums: Callable[..., AlbumsApi], sleeps: list[float]) -> None:
    """A server that breaks off while TLS is set up saw no request: the write is tried again."""
    server = serve(lambda peer: peer.reset())
    with pytest.raises(TransportError) as caught:
        _make_album(albums(server.url.replace("http:", "https:"), ca_cert_data=ca_pem()))
    assert (caught.value.is_unsent, len(sleeps), server.connections) == (True, 2, 3)


@_BOTH
@pytest.mark.parametrize("is_reset", [False, True])
@pytest.mark.parametrize(
    "part", [b"", b"HTTP/1.1 200 O", _DONE[:-1], answer(b"{}", _JSON, length=3)], ids=["before", "head", "body", "end"]
)
def test_n11_cut_answer(
    serve: Serve, albums: Callable[..., AlbumsApi], write: Write, times: int, part: bytes, is_reset: bool
) -> None:
    """The answer is lost, wherever it broke off: the error says that the write may have been carried out."""
    server = serve(_dropping(part, is_reset=is_reset))
    with pytest.raises(TransportError) as caught:
        write(albums(server.url))
    assert len(server.requests) == times
    assert caught.value.may_be_done
    assert _MAY_BE_DONE in str(caught.value)


def test_n11_cut_answer_of_a_read_does_not_warn(serve: Serve, albums: Callable[..., AlbumsApi]) -> None:
    """A GET changes nothing, so there is nothing to warn of."""
    with pytest.raises(TransportError) as caught:
        albums(serve(_dropping()).url).search_albums(1)
    assert not caught.value.may_be_done
    assert _MAY_BE_DONE not in str(caught.value)


@_BOTH
def test_n11_cut_after_the_answer(serve: Serve, albums: Callable[..., AlbumsApi], write: Write, times: int) -> None:
    """A server that closes after each answer gets each write once, on a connection of its own."""
    server = serve(answering_and_closing(_DONE))
    api = albums(server.url)
    for _ in range(times):
        write(api)
        server.wait_for_ends(1)
    assert (len(server.requests), server.connections) == (times, times)


def test_n11_answer_before_the_whole_body_counts(serve: Serve, connect: Connect) -> None:
    """A server that refuses a long body in its midst and closes is heard: the connection does not count as broken."""

    def refuse(peer: Peer) -> None:
        peer.read(1)
        peer.send(answer(b"{}", "application/json", status="413 Too Large"))

    client = connect(serve(refuse).url).api_client
    assert client.call_api("POST", "/api/v1/upload", body="x" * 20_000_000).status == 413


@pytest.fixture
def no_look_at_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let urllib3 take kept connections as they are: as if the server closed them right after its look."""
    monkeypatch.setattr("urllib3.connectionpool.is_connection_dropped", lambda connection: False)


def _then(end: Callable[[Peer], object]) -> Script:
    """Answer once on each connection, and end the first one in a way of its own."""

    def script(peer: Peer) -> None:
        peer.request()
        peer.send(_DONE)
        if peer.number == 1:
            end(peer)

    return script


@pytest.mark.usefixtures("no_look_at_kept")
@_BOTH
def test_n10_stale_connection_that_takes_nothing(
    serve: Serve, albums: Callable[..., AlbumsApi], write: Write, times: int
) -> None:
    """A kept connection that was reset takes no byte: the write is sent once more at once, on a new one."""
    server = serve(_then(Peer.reset))
    api = albums(server.url, retries=0)
    write(api)
    server.wait_for_ends(1)
    write(api)
    assert (len(server.requests), server.connections) == (2, 2)


@pytest.mark.usefixtures("no_look_at_kept")
@_BOTH
def test_n11_stale_connection_that_takes_the_request(
    serve: Serve, albums: Callable[..., AlbumsApi], write: Write, times: int
) -> None:
    """A kept connection that took the request and broke off may have delivered it: only what may is sent again."""
    server = serve(_then(Peer.request))
    api = albums(server.url, retries=0)
    write(api)
    if times > 1:
        write(api)
        assert len(server.requests) == 3
        return
    with pytest.raises(TransportError) as caught:
        write(api)
    assert caught.value.may_be_done
    assert len(server.requests) == 2


@_BOTH
@pytest.mark.parametrize("status", ["500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable"])
def test_n12_failing_server(
    serve: Serve, albums: Callable[..., AlbumsApi], write: Write, times: int, status: str
) -> None:
    """A failure does not tell how far the server came."""
    server = serve(answering(answer(b"{}", _JSON, status=status)))
    with pytest.raises(ServiceException):
        write(albums(server.url))
    assert len(server.requests) == times


@pytest.mark.parametrize("write", [_make_album, _like_album])
@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Again", "308 Moved"])
def test_n12_redirect(serve: Serve, albums: Callable[..., AlbumsApi], write: Write, status: str) -> None:
    """A redirected write is refused, within the same host, too."""
    server = serve(answering(answer(b"", None, "Location: /elsewhere", status=status)))
    with pytest.raises(ApiException, match="redirect refused"):
        write(albums(server.url))
    assert len(server.requests) == 1


_BUSY = answer(b'{"code":429,"error":"Busy, please try again later"}', _JSON, status="429 Too Many Requests")


def test_n13_busy_server_is_waited_for(serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """Changes to people run one at a time on the server; those that it refuses are waited out, many times."""
    server = serve(answering(*[_BUSY] * 7, answer(b'{"UID":"js6sg6bxpogaaba7"}', _JSON)))
    subjects = SubjectsApi(connect(server.url, access_token="a").api_client)
    assert subjects.update_subject("js6sg6bxpogaaba7", {"Name": "Jane"}).uid == "js6sg6bxpogaaba7"
    assert len(server.requests) == 8
    assert all(0 < wait_s <= 2 for wait_s in sleeps)


def test_n13_other_429_counts_as_a_try(serve: Serve, albums: Callable[..., AlbumsApi]) -> None:
    """A rate limit refuses before anything is done, and is asked again as often as a GET."""
    server = serve(answering(answer(b"{}", _JSON, status="429 Too Many Requests")))
    with pytest.raises(RateLimitException):
        _make_album(albums(server.url))
    assert len(server.requests) == 3


def test_n10_login_for_a_write_is_sent_once(serve: Serve, albums: Callable[..., AlbumsApi]) -> None:
    """The write may be repeated, the login that it needs may not."""
    server = serve(answering(answer(b"{}", _JSON, status="503 Service Unavailable")))
    with pytest.raises(ServiceException):
        PhotosApi(albums(server.url, access_token=None, username="anna", password="x").api_client).approve_photo(_UID)
    assert [seen.target for seen in server.requests] == ["/api/v1/session"]


@pytest.fixture(params=["http", "https"])
def tls(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Options of a server, without TLS and with it."""
    return {"tls": server_context()} if request.param == "https" else {}


_REFUSED = b'{"code":401,"error":"Unauthorized"}'
_UNAUTHORIZED = answer(_REFUSED, _JSON, status="401 Unauthorized")


def _chunked_401() -> bytes:
    head = answer(b"", _JSON, "Transfer-Encoding: chunked", status="401 Unauthorized", length=None)
    return head + chunked(_REFUSED)


def _head(peer: Peer) -> str:
    head = peer.read(1)
    while head and not head.endswith(b"\r\n\r\n"):
        head += peer.read(1)
    return head.decode()


def _big(folder: Path) -> Path:
    path = folder / "big.bin"
    with path.open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    return path


@pytest.mark.parametrize("is_chunked", [False, True])
def test_n14_401_in_the_middle_of_an_upload(
    serve: Serve, connect: Connect, tmp_path: Path, tls: dict[str, Any], is_chunked: bool
) -> None:
    """A session that ends meanwhile is renewed, and the files are sent again from the first byte on."""
    bodies: list[int] = []

    def script(peer: Peer) -> None:
        while head := _head(peer):
            length = next((int(line[16:]) for line in head.split("\r\n") if line.startswith("Content-Length: ")), 0)
            if "/session " in head:
                peer.read(length)
                peer.send(login_answer("p", "d"))
            elif bodies:
                bodies.append(sum(len(peer.read(min(65536, length - at))) for at in range(0, length, 65536)))
                peer.send(_DONE)
            else:
                bodies.append(len(peer.read(100_000)))
                peer.send(_chunked_401() if is_chunked else _UNAUTHORIZED)
                peer.wait_for_end()

    server = serve(script, **tls)
    client = connect(server.url, username="anna", password="x", ca_cert_data=ca_pem() if tls else None).api_client
    path = _big(tmp_path)
    UsersApi(client).users_uid_upload_token_post(uid="u1", token="t", files=path)
    assert bodies[0] == 100_000
    assert len(bodies) == 2
    assert path.stat().st_size < bodies[1] < path.stat().st_size + 1000


def test_n14_file_that_changes(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """A file that changed since its length was announced ends the request, and no end of the body follows."""
    path = _big(tmp_path)
    ends: list[bytes] = []

    def script(peer: Peer) -> None:
        end = peer.read(1000)
        os.truncate(path, 1000)
        while part := peer.read(65536):
            end = part[-100:]
        ends.append(end)

    server = serve(script)
    users = UsersApi(connect(server.url, access_token="a").api_client)
    with pytest.raises(OSError, match="changed while it was read"):
        users.users_uid_upload_token_post(uid="u1", token="trip", files=path)
    server.wait_for_ends(1)
    assert ends == [bytes(100)]


@pytest.mark.parametrize("change", ["grows", "vanishes"])
def test_n14_file_that_is_not_what_it_was(serve: Serve, connect: Connect, tmp_path: Path, change: str) -> None:
    """A file that grew, or is gone when its turn comes, is an error of the file, not of the connection."""
    first, second = _big(tmp_path), tmp_path / "second.jpg"
    second.write_bytes(b"x" * 1000)

    def script(peer: Peer) -> None:
        peer.read(1000)
        if change == "grows":
            second.write_bytes(b"x" * 1001)
        else:
            second.unlink()
        peer.wait_for_end()

    users = UsersApi(connect(serve(script).url, access_token="a").api_client)
    with pytest.raises(OSError, match=r"second\.jpg") as caught:
        users.users_uid_upload_token_post(uid="u1", token="trip", files=[first, second])
    assert not isinstance(caught.value, ApiException)


def test_n14_upload_through_a_proxy(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """Where urllib3 itself sends, the body comes with its length, too, in parts."""
    server = serve(answering(_DONE))
    client = connect("http://photos.example.com", proxy=server.url, access_token="a", warn_plain_http=False).api_client
    (tmp_path / "a.jpg").write_bytes(b"x" * 600_000)
    UsersApi(client).users_uid_upload_token_post(uid="u1", token="trip", files=tmp_path / "a.jpg")
    (seen,) = server.requests
    assert int(seen.headers["content-length"]) == len(seen.body)
    assert "transfer-encoding" not in seen.headers
    assert b"x" * 600_000 in seen.body


def test_n11_repeated_write_returns_what_came_last(serve: Serve, albums: Callable[..., AlbumsApi]) -> None:
    """What the server says after one lost answer is what the call returns."""
    done = json.dumps({"UID": _UID, "Title": "Trip"}).encode()
    turns = iter([_dropping(), answering(answer(done, _JSON))])

    def script(peer: Peer) -> None:
        next(turns)(peer)

    server = serve(script)
    assert albums(server.url).update_album(_UID, {"Title": "Trip"}).title == "Trip"
    assert len(server.requests) == 2
