"""A gateway before the server wants a login: the error says so, blames no password, and causes no flood of requests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    ApiClient,
    ApiException,
    Configuration,
    GatewayLoginError,
    ImagesApi,
    UnauthorizedException,
)
from photoprism_client.api.sources import ImageSources
from photoprism_client.export import Selection, export
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.transfer import download_all
from test.support.reverse_proxy import (
    Gate,
    Refusal,
    ReverseProxy,
    basic,
    basic_login,
    certificate,
    forward_auth,
    open_gate,
    page,
    service_token,
)
from test.support.sessions import APP_PASSWORD, listing

_SAYS = "something in front of the server wants a login"
_PORTAL = "https://auth.example.com"
_CLIENTS = {"cs5cpu17n6gj2qo5": "xcCbOrw6I0vcoXzhnOmXhjpVSyFq0l0e"}

GATES: dict[str, Gate] = {
    "basic": basic("anna", "g4te"),
    "authelia": forward_auth(_PORTAL, "anna", "g4te"),
    "authelia without a page": forward_auth(_PORTAL, "anna", "g4te", redirects=False),
    "cloudflare access": service_token("team", "an-id.access", "a-secret"),
    "cloudflare challenge": lambda _: page(403, "Just a moment...", Cf_Mitigated="challenge"),
    "oauth2-proxy": lambda _: page(403, "403 Forbidden"),
    "oauth2-proxy, same host": lambda _: Refusal(302, {"Location": "/oauth2/start?rd=%2F"}),
    "plain 401": lambda _: Refusal(401, {}, b"401 Unauthorized\n", "text/plain"),
    "nginx without a client certificate": certificate,
}
HELD: dict[str, dict[str, Any]] = {
    "password": {"username": "admin", "password": "photoprism"},
    "app password": {"access_token": APP_PASSWORD},
    "app password as password": {"username": "admin", "password": APP_PASSWORD},
    "client": {"client_id": next(iter(_CLIENTS)), "client_secret": next(iter(_CLIENTS.values()))},
    "nothing": {},
}


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """Yield a few pictures."""
    with Library.sample(photos=12) as sample:
        yield sample


@pytest.fixture(scope="module")
def started(library: Library) -> Iterator[tuple[PhotoPrismServer, ReverseProxy]]:
    """Start the server, and a gate in front of it."""
    with (
        PhotoPrismServer(
            library, mode="password", app_passwords={APP_PASSWORD: "admin"}, clients=_CLIENTS, owns_library=False
        ) as server,
        ReverseProxy(server.url) as proxy,
    ):
        yield server, proxy


@pytest.fixture
def server(started: tuple[PhotoPrismServer, ReverseProxy]) -> PhotoPrismServer:
    """Return the server behind the gate, which saw nothing yet."""
    started[0].requests.clear()
    return started[0]


@pytest.fixture
def proxy(started: tuple[PhotoPrismServer, ReverseProxy]) -> ReverseProxy:
    """Return the gate, open at first."""
    started[1].gate = open_gate
    started[1].refused.clear()
    return started[1]


@pytest.fixture
def log_in(proxy: ReverseProxy) -> Iterator[Callable[..., ImagesApi]]:
    """Make clients of what is behind the gate."""
    made: list[ApiClient] = []

    def make(**settings: Any) -> ImagesApi:
        made.append(ApiClient(Configuration(host=proxy.url, **settings)))
        return ImagesApi(made[-1])

    yield make
    for client in made:
        client.close()


@pytest.fixture
def sha1(library: Library) -> str:
    """Return the hash of a picture."""
    return library.find("2021/07/IMG_1.JPG").hash


CALLS: dict[str, Callable[[ImagesApi, str], object]] = {
    "thumb": lambda images, sha1: images.get_thumb(sha1),
    "download": lambda images, sha1: images.get_download(sha1),
    "listing": lambda images, sha1: listing(images),
    "status": lambda images, sha1: images.api_client.session.status(),
    "call_api": lambda images, sha1: images.api_client.response_deserialize(
        images.api_client.call_api("GET", "/api/v1/albums?count=1"), {"200": "object"}
    ),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_gateway_is_told_apart(
    server: PhotoPrismServer,
    proxy: ReverseProxy,
    log_in: Callable[..., ImagesApi],
    sha1: str,
    gate: Gate,
    held: dict[str, Any],
    call: Callable[[ImagesApi, str], object],
) -> None:
    """Whoever asks, and for whatever: the error says who refused, not that a password is wrong, and shows no secret."""
    proxy.gate = gate
    images = log_in(**held)
    with pytest.raises(GatewayLoginError) as caught:
        call(images, sha1)
    text = str(caught.value)
    assert _SAYS in text
    assert "is wrong" not in text
    assert "headers or cert_file" in text
    assert [value for value in held.values() if value in text and value != "admin"] == []
    assert "rd=" not in (caught.value.message or "")
    assert len(server.requests) == 0
    assert len(proxy.refused) == 1


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_gateway_is_no_refused_login(
    proxy: ReverseProxy, log_in: Callable[..., ImagesApi], sha1: str, gate: Gate, held: dict[str, Any]
) -> None:
    """Once the gate is open, the same client goes on at once: nothing was refused by the server."""
    proxy.gate = gate
    images = log_in(**held)
    for _ in range(2):
        with pytest.raises(GatewayLoginError):
            images.get_thumb(sha1)
    proxy.gate = open_gate
    if held:
        assert not images.get_thumb(sha1).is_placeholder
    else:
        with pytest.raises(ApiException) as caught:
            images.get_thumb(sha1)
        assert not isinstance(caught.value, GatewayLoginError)


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES)
def test_gateway_starts_no_renewal(
    proxy: ReverseProxy, log_in: Callable[..., ImagesApi], sha1: str, gate: Gate
) -> None:
    """A session that worked is not renewed for it: each call is one request, and none is a login."""
    images = log_in(**HELD["password"])
    images.get_thumb(sha1)
    images.get_download(sha1)
    listing(images)
    proxy.gate = gate
    for _ in range(5):
        for call in (CALLS["thumb"], CALLS["download"], CALLS["listing"]):
            with pytest.raises(GatewayLoginError):
                call(images, sha1)
    assert len(proxy.refused) == 15
    assert not any("session" in line for line in proxy.refused)
    proxy.gate = open_gate


def test_batch_stops_at_a_gateway(
    library: Library, proxy: ReverseProxy, log_in: Callable[..., ImagesApi], tmp_path: Path
) -> None:
    """Every further file would meet it, too: the batch ends, and says why."""
    proxy.gate = basic("anna", "g4te")
    sources = ImageSources(log_in(**HELD["password"]).api_client)
    items = [(sources.original(file.hash), tmp_path / f"{number}") for number, file in enumerate(library.files)]
    with download_all(items, 2) as batch:
        summary = batch.finish()
    assert summary.stopped_by == _SAYS
    assert summary.fetched == 0
    assert len(proxy.refused) <= 2
    assert list(tmp_path.iterdir()) == []


def test_export_stops_at_a_gateway(
    library: Library, proxy: ReverseProxy, log_in: Callable[..., ImagesApi], tmp_path: Path
) -> None:
    """A gate that closes in the middle of an export ends it; the next one goes on."""
    images = log_in(**HELD["password"])
    left = [3]

    def closing(asked: Any) -> Refusal | None:
        left[0] -= "/dl/" in asked.url
        return page(401, "401", WWW_Authenticate="Basic") if left[0] < 0 else None

    proxy.gate = closing
    done = export(images.api_client, Selection(), tmp_path / "backup")
    assert done.stopped_by == _SAYS
    assert not done.is_complete
    assert 0 < done.counts.get("new", 0) < len(library.files)
    proxy.gate = open_gate
    assert export(images.api_client, Selection(), tmp_path / "backup").is_complete


def test_refusal_of_the_server_is_its_own(log_in: Callable[..., ImagesApi], sha1: str) -> None:
    """A wrong or missing password raises the usual error."""
    for held in ({"username": "admin", "password": "wr0ng"}, {"access_token": "0" * 48}):
        with pytest.raises(UnauthorizedException) as caught:
            log_in(**held).get_thumb(sha1)
        assert type(caught.value) is UnauthorizedException


WAYS: dict[str, tuple[Gate, dict[str, str]]] = {
    "basic": (GATES["basic"], {"Authorization": basic_login("anna", "g4te")}),
    "authelia": (GATES["authelia"], {"Authorization": basic_login("anna", "g4te")}),
    "cloudflare access": (
        GATES["cloudflare access"],
        {"CF-Access-Client-Id": "an-id.access", "CF-Access-Client-Secret": "a-secret"},
    ),
}


@pytest.mark.parametrize("held", [held for held in HELD.values() if held], ids=[name for name in HELD if HELD[name]])
@pytest.mark.parametrize(("gate", "headers"), WAYS.values(), ids=WAYS)
def test_headers_open_the_gate(
    proxy: ReverseProxy,
    log_in: Callable[..., ImagesApi],
    sha1: str,
    gate: Gate,
    headers: dict[str, str],
    held: dict[str, Any],
) -> None:
    """With `headers` all that the client sends passes: login, picture, file, listing, logout."""
    proxy.gate = gate
    images = log_in(headers=headers, **held)
    assert not images.get_thumb(sha1).is_placeholder
    assert images.get_download(sha1).filename
    assert images.api_client.call_api("GET", "/api/v1/labels?count=1").status == 200
    images.api_client.close()
    assert proxy.refused == []
