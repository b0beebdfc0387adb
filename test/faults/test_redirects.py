"""S1: a redirect never carries credentials elsewhere, never downgrades, and never repeats anything but a GET."""

from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiException, Configuration
from photoprism_client._clock import Clock
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.bodies import JPEG, SOME_HASH, sha1
from test.support.certificates import ca_file, ca_pem, server_context
from test.support.clients import CALLS, FORMS, Call, Connect, Serve, by_one_or_many
from test.support.downloads import FILES, Downloads, FolderDownloads, each_way
from test.support.raw_server import Peer, RawServer, Script, answer, answering
from test.support.served_file import Served, cut

_STATUSES = [301, 302, 303, 307, 308]


def _to(location: str, status: int = 302) -> bytes:
    return answer(b"", None, f"Location: {location}", status=f"{status} Moved")


def _following(location: str, times: int, final: bytes, status: int = 302) -> Script:
    return answering(*[_to(f"{location}?{at}", status) for at in range(times)], final)


def _elsewhere(peer: Peer) -> None:
    while peer.request():
        peer.send(answer(JPEG))


@pytest.fixture
def other(serve: Serve) -> RawServer:
    """Start a server at another port, which would answer anything with a picture."""
    return serve(answering(answer(JPEG)))


def _redirect(location: str, status: int = 302) -> faults.Status:
    return faults.Status(status, {"Location": location})


@pytest.mark.parametrize(
    "location",
    [
        "//127.0.0.2/x",
        "http://127.0.0.2/x",
        "http://localhost/x",
        "http://user:password@127.0.0.2/x",
        "http://elsewhere.example.com/api/v1",
        "https://elsewhere.example.com/api/v1",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:image/jpeg,abc",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:port/",
        "https://127.0.0.1:0x50/",
        "http://\u00ff\u00fe/",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_s1_hostile_location_is_refused(serve: Serve, connect: Connect, location: str, method: str) -> None:
    """Wherever else a redirect points, and however broken its address is, it is refused by an ApiException."""
    server = serve(answering(_to(location)))
    with pytest.raises(ApiException, match="redirect refused"):
        connect(server.url).api_client.call_api(method, "/api/v1/status")
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", _STATUSES)
@pytest.mark.parametrize("times", [1, 2, 3])
def test_s1_same_origin_is_followed(serve: Serve, connect: Connect, status: int, times: int) -> None:
    """A GET follows up to three redirects within its origin, and sends its own headers along."""
    server = serve(_following("/elsewhere", times, answer(JPEG), status))
    images = connect(server.url, retries=0)
    assert images.get_thumb(SOME_HASH, _headers={"X-Mine": "1"}) == JPEG
    assert len(server.requests) == times + 1
    assert server.requests[-1].target == f"/elsewhere?{times - 1}"
    assert {seen.headers["x-mine"] for seen in server.requests} == {"1"}
    assert {seen.headers["host"] for seen in server.requests} == {server.netloc}


@by_one_or_many
def test_s1_redirect_is_followed_with_its_target_quoted(serve: Serve, connect: Connect) -> None:
    """A blank, an umlaut or a bad escape in a redirect never stands in a request line as it is."""
    server = serve(answering(_to("/a picture/\xe4%2f%zz?q=a b\xe4"), answer(JPEG)))
    assert connect(server.url, retries=0).get_thumb(SOME_HASH) == JPEG
    assert server.requests[-1].target == "/a%20picture/%C3%A4%252F%25zz?q=a%20b%C3%A4"


@by_one_or_many
def test_s1_fourth_redirect_is_refused(serve: Serve, connect: Connect) -> None:
    """A fourth redirect in a row, and with it any loop, is an ApiException that is not retried."""
    server = serve(answering(_to("/again")))
    with pytest.raises(ApiException, match="too many redirects") as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert caught.value.status == 302
    assert len(server.requests) == 4


@by_one_or_many
def test_s1_redirect_without_a_location(serve: Serve, connect: Connect) -> None:
    """A redirect that does not say where to is an ApiException."""
    server = serve(answering(answer(b"", None, status="302 Found")))
    with pytest.raises(ApiException) as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert caught.value.status == 302


@pytest.mark.parametrize(
    ("location", "target"),
    [("/a/b", "/a/b"), ("b?x=1", "/api/v1/b?x=1"), ("?x=2", "/api/v1/albums?x=2"), ("/a#part", "/a"), ("..", "/api/")],
)
def test_s1_relative_locations(serve: Serve, connect: Connect, location: str, target: str) -> None:
    """A location is taken relative to the URL asked, as RFC 3986 has it; its fragment is not sent."""
    server = serve(answering(_to(location), answer(b"{}", "application/json")))
    response = connect(server.url).api_client.call_api("GET", "/api/v1/albums")
    assert response.data == b"{}"
    assert server.requests[1].target == target


def test_s1_trailing_slash_is_followed(serve: Serve, connect: Connect) -> None:
    """The server's own redirect, from a path with a slash at its end to the one without, is followed."""
    server = serve(answering(_to("/api/v1/albums", 301), answer(b"[]", "application/json")))
    client = connect(server.url, access_token="S3cretAccess").api_client
    assert client.call_api("GET", "/api/v1/albums/").data == b"[]"
    assert [seen.headers["x-auth-token"] for seen in server.requests] == ["S3cretAccess"] * 2


@by_one_or_many
@pytest.mark.parametrize("by_file", [True, False])
def test_s1_upgrade_to_https_is_followed_and_remembered(
    serve: Serve, connect: Connect, tmp_path: Path, by_file: bool
) -> None:
    """From http to https of the same host is followed for a GET; the next call goes straight to https."""
    secure = serve(answering(answer(JPEG)), tls=server_context())
    plain = serve(answering(_to(f"{secure.url}/api/v1/t/a/public/fit_720", 301)))
    trust: dict[str, Any] = {"ssl_ca_cert": ca_file(tmp_path)} if by_file else {"ca_cert_data": ca_pem()}
    images = connect(plain.url, **trust)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert len(plain.requests) == 1
    assert len(secure.requests) == 2
    assert secure.requests[1].target == f"/api/v1/t/{SOME_HASH}/public/fit_720"
    assert secure.requests[1].headers["host"] == secure.netloc


def test_s1_after_an_upgrade_a_post_goes_to_https(serve: Serve, connect: Connect) -> None:
    """What was learnt from a GET keeps a later password off the plain connection."""
    secure = serve(answering(answer(b"{}", "application/json")), tls=server_context())
    plain = serve(answering(_to(f"{secure.url}/api/v1/status", 308)))
    client = connect(plain.url, ca_cert_data=ca_pem()).api_client
    client.call_api("GET", "/api/v1/status").data  # noqa: B018  # read to its end
    client.call_api("POST", "/api/v1/session", body={"password": "S3cretWord"}).data  # noqa: B018  # read to its end
    assert [seen.method for seen in plain.requests] == ["GET"]
    assert secure.requests[-1].body == b'{"password": "S3cretWord"}'


def test_s1_upgrade_to_a_bad_certificate_is_refused(serve: Serve, connect: Connect) -> None:
    """An upgrade is worth nothing without a certificate that is trusted."""
    secure = serve(answering(answer(JPEG)), tls=server_context("elsewhere.example.com"))
    plain = serve(answering(_to(f"{secure.url}/x", 301)))
    with pytest.raises(ApiException, match="certificate is refused"):
        connect(plain.url, ca_cert_data=ca_pem()).get_thumb(SOME_HASH)
    assert secure.requests == []


def test_s1_downgrade_after_an_upgrade_is_refused(serve: Serve, connect: Connect) -> None:
    """A server that sends to https and back is not followed back."""

    def there(peer: Peer) -> None:
        answering(_to(f"{secure.url}/x", 301))(peer)

    plain = serve(there)
    secure = serve(answering(_to(f"{plain.url}/y", 301)), tls=server_context())
    with pytest.raises(ApiException, match="redirect refused"):
        connect(plain.url, ca_cert_data=ca_pem()).get_thumb(SOME_HASH)
    assert len(plain.requests) == 1


@pytest.mark.parametrize("status", _STATUSES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_s1_only_get_is_redirected(serve: Serve, connect: Connect, method: str, status: int) -> None:
    """No other method follows a redirect, not even within its origin: a body with a password goes out once."""
    server = serve(answering(_to("/api/v1/session/", status)))
    with pytest.raises(ApiException, match="redirect refused") as caught:
        connect(server.url).api_client.call_api(method, "/api/v1/session", body={"password": "S3cretWord"})
    assert caught.value.method == method
    assert len(server.requests) == 1


def test_s1_login_sent_to_https_names_the_url_to_configure(serve: Serve, connect: Connect) -> None:
    """A POST that is redirected to https fails with the host to pass instead, password unsent."""
    secure = serve(_elsewhere, tls=server_context())
    plain = serve(answering(_to(f"{secure.url}/api/v1/session", 301)))
    with pytest.raises(ApiException) as caught:
        connect(plain.url, ca_cert_data=ca_pem()).api_client.call_api("POST", "/api/v1/session", body={"a": "b"})
    assert f"host='{secure.url}'" in str(caught.value)
    assert Configuration(host=secure.url).host == secure.url
    assert secure.connections == 0


def test_s1_open_answers_follow_too(serve: Serve, connect: Connect) -> None:
    """The form that leaves the body unread follows and refuses in the same way."""
    other = serve(_elsewhere)
    server = serve(answering(_to("/x"), answer(JPEG), _to(f"{other.url}/x")))
    images = connect(server.url)
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        assert response.read() == JPEG
    with pytest.raises(ApiException, match="redirect refused"):
        images.get_thumb_without_preload_content(SOME_HASH)
    assert other.connections == 0


def test_s1_redirect_bodies_are_not_read_without_end(serve: Serve, connect: Connect) -> None:
    """The body of a redirect is nothing to wait for: one without an end does not hold the call up."""

    def script(peer: Peer) -> None:
        seen = peer.request()
        if seen is not None and seen.target == "/there":
            peer.send(answer(JPEG))
        else:
            peer.send(answer(b"x" * 100, "text/html", "Location: /there", status="302 Found", length=10**12))
            peer.wait_for_end()

    server = serve(script)
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG


@pytest.mark.parametrize("status", _STATUSES)
@each_way
def test_s1_redirect_to_another_origin_reaches_nobody(way: Downloads, other: RawServer, kind: str, status: int) -> None:
    """Another port of the same host is another origin: no connection is made there, and nothing comes from it."""
    way.script(kind, _redirect(f"{other.url}/api/v1/dl/x?t=y", status))
    with pytest.raises(ApiException, match="redirect refused") as caught:
        way.fetch(kind)
    assert (caught.value.status, other.connections) == (status, 0)
    assert len(way.requests(kind)) == 1
    assert way.has_nothing(kind)


@pytest.mark.parametrize("kind", FILES)
def test_redirect_of_the_rest_to_another_origin_reaches_nobody(
    folder: FolderDownloads, other: RawServer, kind: str
) -> None:
    """A redirect of the rest is refused, too; the partial file stays for the next run."""
    folder.script(kind, faults.Cut(1000), _redirect(other.url))
    with pytest.raises(ApiException, match="redirect refused"):
        folder.fetch(kind)
    assert other.connections == 0
    assert folder.partial().stat().st_size == 1000


@pytest.mark.parametrize("location", ["//127.0.0.2/x", "file:///etc/passwd", "ftp://127.0.0.1/x", "http://[::1"])
@each_way
def test_s1_redirect_to_nowhere_is_refused(way: Downloads, kind: str, location: str) -> None:
    """A redirect that names no http address of this server is refused."""
    way.script(kind, _redirect(location))
    with pytest.raises(ApiException, match="redirect refused"):
        way.fetch(kind)
    assert way.has_nothing(kind)


def test_redirects_in_a_batch_reach_nobody(folder: FolderDownloads, other: RawServer) -> None:
    """Each file that is sent elsewhere fails; the others come."""
    folder.always("original", _redirect(other.url))
    kinds = ("zip", "original", "thumb")
    items = [Item(folder.source(kind), folder.target(kind)) for kind in kinds]
    with download_all(items, 2, clock=Clock(sleep=lambda seconds: None)) as batch:
        failed = [outcome.item.path for outcome in batch if outcome.error]
    assert failed == [folder.target("original")]
    assert other.connections == 0


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_s1_downgrade_is_refused(serve: Serve, connect: Connect, other: RawServer, tmp_path: Path, call: Call) -> None:
    """From https to http of the same host is refused: a token that went by TLS never goes in the clear."""
    away = answer(b"", None, f"Location: {other.url}/x", status="301 Moved")
    secure = serve(answering(away), tls=server_context())
    images = connect(secure.url, ca_cert_data=ca_pem(), download_token="S3cret")
    for form in FORMS:
        with pytest.raises(ApiException, match="redirect refused"):
            call.in_form(images, form, tmp_path)
    assert other.connections == 0
    assert list(tmp_path.iterdir()) == []


def test_redirect_within_the_origin_keeps_the_range(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """A rest that lies elsewhere on the same server is fetched from there, with Range and If-Range, and is the rest."""
    body = bytes(range(256)) * 100
    served = Served(body, cut(10_000))

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if seen.headers.get("range") and seen.target != "/elsewhere":
                peer.send(answer(b"", None, "Location: /elsewhere", status="307 There"))
            elif served.faults:
                served.faults.pop()(peer, seen, served)
                return
            else:
                peer.send(served.answer_to(seen))

    server = serve(script)
    connect(server.url).get_download_to_file(sha1(body), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == body
    assert [(seen.target, seen.headers.get("range")) for seen in server.requests][2:] == [
        ("/elsewhere", "bytes=10000-")
    ]
    assert server.requests[2].headers["if-range"] == served.modified
