"""Credentials go to a server that somebody named, and to no default one; over plain http they are warned of."""

import copy
import os
import pickle
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from photoprism_client import (
    ApiClient,
    ApiException,
    ApiValueError,
    AuthenticationApi,
    Configuration,
    ImagesApi,
    InsecureTransportWarning,
    PhotosApi,
)
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import fetch
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import CALLS, Serve
from test.support.raw_server import RawServer, answer, answering
from test.support.sessions import CLIENT_LOGIN, LOGIN, login_answer, routed

_HOST = "http://demo.photoprism.app"
_SECRET = "cAnAry-s3cret"
_FIELDS: dict[str, dict[str, Any]] = {
    "password": {"username": "admin", "password": _SECRET},
    "access token": {"access_token": _SECRET},
    "client": {"client_id": "cs5cpu17n6gj2qo5", "client_secret": _SECRET},
    "preview token": {"preview_token": _SECRET},
    "download token": {"download_token": _SECRET},
    "api key": {"api_key": {"key": _SECRET}},
    "headers": {"headers": {"X-Anything": _SECRET}},
}
"""Ways to hold a credential in a configuration."""

_CLIENTS: dict[str, dict[str, Any]] = {
    "X-Auth-Token": {"header_name": "X-Auth-Token", "header_value": _SECRET},
    "Authorization": {"header_name": "Authorization", "header_value": f"Bearer {_SECRET}"},
    "Basic": {"header_name": "authorization", "header_value": f"Basic {_SECRET}"},
    "X-Session-ID": {"header_name": "X-Session-ID", "header_value": _SECRET},
    "cookie": {"cookie": f"session={_SECRET}"},
}
"""Ways to give one to a client."""

_CALLS: dict[str, Callable[[ApiClient], object]] = {
    "header of a call": lambda client: ImagesApi(client).get_thumb(SOME_HASH, _headers={"X-Auth-Token": _SECRET}),
    "token": lambda client: ImagesApi(client).get_thumb(SOME_HASH, _SECRET),
    "t": lambda client: ImagesApi(client).get_download(SOME_HASH, t=_SECRET),
    "auth in a header": lambda client: ImagesApi(client).get_thumb(
        SOME_HASH, _request_auth={"in": "header", "key": "X-Key", "value": _SECRET}
    ),
    "auth in the query": lambda client: ImagesApi(client).get_thumb(
        SOME_HASH, _request_auth={"in": "query", "key": "key", "value": _SECRET}
    ),
    "auth in a cookie": lambda client: PhotosApi(client).search_photos(
        count=1, _request_auth={"in": "cookie", "key": "", "value": f"a={_SECRET}"}
    ),
    "call_api": lambda client: client.call_api("GET", "/api/v1/status", {"Authorization": f"Bearer {_SECRET}"}),
    "call_api with a token": lambda client: client.call_api("GET", f"/api/v1/dl/{SOME_HASH}?t={_SECRET}"),
    "call_api that logs in": lambda client: client.call_api(
        "POST", "/api/v1/session", body={"username": "admin", "password": _SECRET}
    ),
    "create_session": lambda client: AuthenticationApi(client).create_session("admin", _SECRET),
    "oauth_token": lambda client: AuthenticationApi(client).oauth_token("cs5cpu17n6gj2qo5", _SECRET),
    "oauth_revoke": lambda client: AuthenticationApi(client).oauth_revoke(_SECRET),
    "get_session": lambda client: AuthenticationApi(client).get_session(access_token=_SECRET),
    "rest_client": lambda client: client.rest_client.request("GET", f"{_HOST}/", {"Cookie": f"a={_SECRET}"}),
}
"""Calls that carry one themselves."""


@pytest.fixture
def demo(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> RawServer:
    """Stand in for the default host: a proxy that all requests go through."""
    server = serve(answering(answer(JPEG)))
    monkeypatch.setenv("http_proxy", server.url)
    return server


@pytest.fixture
def client_of(serve: Serve) -> Iterator[Callable[..., ApiClient]]:
    """Make clients that are closed after the test."""
    made: list[ApiClient] = []

    def make(configuration: Configuration, **options: Any) -> ApiClient:
        made.append(ApiClient(configuration, **options))
        return made[-1]

    yield make
    for client in made:
        client.close()


def _refused(act: Callable[[], object]) -> str:
    with pytest.raises(ApiValueError) as caught:
        act()
    assert _SECRET not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
@pytest.mark.parametrize("fields", _FIELDS.values(), ids=_FIELDS)
def test_configured_credentials_do_not_go_to_the_default_host(
    demo: RawServer, client_of: Callable[..., ApiClient], fields: dict[str, Any], call: Callable[..., object]
) -> None:
    """The first call is refused before anything is sent; the message names the parameter and the variable."""
    client = client_of(Configuration(**fields))
    message = _refused(lambda: call(ImagesApi(client)))
    assert "host" in message
    assert "PHOTOPRISM_URL" in message
    _refused(lambda: client.call_api("GET", "/api/v1/status"))
    assert demo.connections == 0


@pytest.mark.parametrize("fields", _FIELDS.values(), ids=_FIELDS)
def test_fields_may_be_set_one_by_one(
    demo: RawServer, client_of: Callable[..., ApiClient], fields: dict[str, Any]
) -> None:
    """A configuration is whole when the first call is made: the host may come after the credentials."""
    configuration = Configuration(warn_plain_http=False)
    client = client_of(configuration)
    for name, value in fields.items():
        setattr(configuration, name, value)
    _refused(lambda: client.call_api("GET", "/api/v1/t/x/public/fit_720"))
    configuration.host = _HOST
    client.call_api("GET", "/api/v1/t/x/public/fit_720").close()
    assert [seen.target for seen in demo.requests] == [f"{_HOST}/api/v1/t/x/public/fit_720"]


@pytest.mark.parametrize("options", _CLIENTS.values(), ids=_CLIENTS)
def test_headers_of_a_client_count(
    demo: RawServer, client_of: Callable[..., ApiClient], options: dict[str, Any]
) -> None:
    """A token or cookie that is given to the client is a credential, too, in a header of any spelling."""
    client = client_of(Configuration(), **options)
    _refused(lambda: ImagesApi(client).get_thumb(SOME_HASH))
    _refused(lambda: client.call_api("GET", "/api/v1/status"))
    assert demo.connections == 0


@pytest.mark.parametrize("call", _CALLS.values(), ids=_CALLS)
def test_credentials_of_a_call_count(
    demo: RawServer, client_of: Callable[..., ApiClient], call: Callable[[ApiClient], object]
) -> None:
    """What one call carries is not sent to the default host either."""
    client = client_of(Configuration())
    _refused(lambda: call(client))
    assert demo.connections == 0


def test_status_and_keep_are_refused(demo: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """Questions of the session itself log in, and so are refused."""
    client = client_of(Configuration(username="admin", password=_SECRET))
    _refused(client.session.status)
    _refused(client._caller.session.hand_over)
    assert demo.connections == 0


def test_transfers_are_refused(demo: RawServer, client_of: Callable[..., ApiClient], tmp_path: Any) -> None:
    """A download to disk takes the same way."""
    sources = ImageSources(client_of(Configuration(access_token=_SECRET)))
    _refused(lambda: fetch(sources.original(SOME_HASH), tmp_path / "a.jpg"))
    assert demo.connections == 0
    assert list(tmp_path.iterdir()) == []


def test_environment_without_a_url(
    demo: RawServer, client_of: Callable[..., ApiClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A forgotten variable is named."""
    monkeypatch.delenv("PHOTOPRISM_URL", raising=False)
    monkeypatch.setenv("PHOTOPRISM_APP_PASSWORD", _SECRET)
    client = client_of(Configuration.from_environment())
    assert "PHOTOPRISM_URL" in _refused(lambda: ImagesApi(client).get_thumb(SOME_HASH))
    assert demo.connections == 0


@pytest.mark.parametrize(
    "named",
    [
        lambda **fields: Configuration(host=_HOST, **fields),
        lambda **fields: Configuration(host=f"{_HOST}/", **fields),
        lambda **fields: Configuration(server_index=0, **fields),
        lambda **fields: Configuration.from_environment({"PHOTOPRISM_URL": _HOST}, **fields),
        lambda **fields: copy.deepcopy(Configuration(host=_HOST, **fields)),
        lambda **fields: pickle.loads(pickle.dumps(Configuration(host=_HOST, **fields))),
    ],
    ids=["host", "host with a slash", "server_index", "environment", "copied", "pickled"],
)
def test_default_host_that_is_named_is_a_host(
    demo: RawServer, client_of: Callable[..., ApiClient], named: Callable[..., Configuration]
) -> None:
    """Whoever names the default host means it, however it was named."""
    client = client_of(named(access_token=_SECRET, preview_token=_SECRET, warn_plain_http=False))
    assert ImagesApi(client).get_thumb(SOME_HASH) == JPEG
    client.call_api("GET", "/api/v1/status").close()
    assert demo.requests[1].headers["x-auth-token"] == _SECRET


def test_server_index_that_is_set_later_names_the_host(demo: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """The attribute counts as the parameter does."""
    configuration = Configuration(preview_token=_SECRET, warn_plain_http=False)
    configuration.server_index = 0
    assert ImagesApi(client_of(configuration)).get_thumb(SOME_HASH) == JPEG


def test_default_host_needs_no_credentials(demo: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """Without any, the default host is asked as ever, and nothing is warned of."""
    images = ImagesApi(client_of(Configuration()))
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH, "public") == JPEG
    images.api_client.call_api("GET", "/api/v1/status", {"X-Request-Id": "1"}).close()
    images.api_client.call_api("POST", "/api/v1/albums", body={"Title": "x"}).close()
    images.api_client.close()
    assert len(demo.requests) == 4


def test_half_a_credential_is_none(demo: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """A user's name alone is not sent, so it needs no host."""
    images = ImagesApi(client_of(Configuration(username="admin", client_id="cs5cpu17n6gj2qo5")))
    assert images.get_thumb(SOME_HASH) == JPEG


_PUBLIC = "http://photos.example.com"


@pytest.fixture
def named(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> RawServer:
    """Stand in for any named server, over plain http."""
    logins = dict.fromkeys((LOGIN, CLIENT_LOGIN), login_answer("preview", "download"))
    server = serve(routed(logins, answer(JPEG)))
    monkeypatch.setenv("http_proxy", server.url)
    return server


def _here() -> str:
    return os.path.basename(__file__)


@pytest.mark.parametrize("fields", [*_FIELDS.values()][:3], ids=[*_FIELDS][:3])
def test_plain_http_is_warned_of_once(
    named: RawServer, client_of: Callable[..., ApiClient], fields: dict[str, Any]
) -> None:
    """One warning a client, at the first request with a credential; it names the address and shows no secret."""
    client = client_of(Configuration(host=_PUBLIC, **fields))
    with pytest.warns(InsecureTransportWarning) as caught:
        client.call_api("GET", "/api/v1/labels?count=1").close()
    assert len(caught) == 1
    assert _PUBLIC in str(caught[0].message)
    assert _SECRET not in str(caught[0].message)
    assert os.path.basename(caught[0].filename) == _here()
    client.call_api("GET", "/api/v1/labels?count=1").close()
    ImagesApi(client).get_thumb(SOME_HASH, "other-token")


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_plain_http_warning_points_at_the_caller(
    named: RawServer, client_of: Callable[..., ApiClient], call: Callable[..., Any], form: str
) -> None:
    """In each form of each call the warning shows the user's own line."""
    images = ImagesApi(client_of(Configuration(host=_PUBLIC, preview_token=_SECRET, download_token=_SECRET)))
    with pytest.warns(InsecureTransportWarning) as caught, suppress(ApiException):  # the answer is not a zip
        call(images, form)
    assert os.path.basename(caught[0].filename) == "clients.py"  # where the test's own helper calls the method


def test_warning_made_an_error_lets_nothing_out(named: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """With `-W error` no request is sent, however often it is tried."""
    client = client_of(Configuration(host=_PUBLIC, access_token=_SECRET))
    for _ in range(2):
        with warnings.catch_warnings():
            warnings.simplefilter("error", InsecureTransportWarning)
            with pytest.raises(InsecureTransportWarning):
                client.call_api("GET", "/api/v1/labels?count=1")
    assert named.connections == 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", InsecureTransportWarning)
        client.call_api("GET", "/api/v1/labels?count=1").close()
    assert len(named.requests) == 1


def test_warning_can_be_turned_off(named: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """`warn_plain_http=False` is for those who know."""
    client = client_of(Configuration(host=_PUBLIC, access_token=_SECRET, warn_plain_http=False))
    client.call_api("GET", "/api/v1/labels?count=1").close()
    assert len(named.requests) == 1


def test_tokens_that_a_call_names_are_not_warned_of(named: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """Those of somebody's link open pictures, and the call chose them."""
    images = ImagesApi(client_of(Configuration(host=_PUBLIC)))
    assert images.get_thumb(SOME_HASH, _SECRET) == JPEG
    assert images.get_download(SOME_HASH, t=_SECRET) == JPEG
    images.api_client.call_api("GET", f"/api/v1/dl/{SOME_HASH}?t={_SECRET}").close()
    assert len(named.requests) == 3


def test_no_credential_no_warning(named: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """What anybody may read may travel as it is; the warning comes when a credential does."""
    client = client_of(Configuration(host=_PUBLIC))
    client.call_api("GET", "/api/v1/status").close()
    with pytest.warns(InsecureTransportWarning):
        client.call_api("GET", "/api/v1/status", {"X-Auth-Token": _SECRET}).close()


def test_login_is_warned_of_before_the_password_is_sent(named: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """The first request of all is the login."""
    client = client_of(Configuration(host=_PUBLIC, username="admin", password=_SECRET))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(InsecureTransportWarning):
            ImagesApi(client).get_thumb(SOME_HASH)
    assert named.connections == 0


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "nas", "nas.local", "photos.home.arpa", "10.0.0.7", "192.168.1.20", "[fd00::7]"]
)
def test_private_addresses_are_not_warned_of(named: RawServer, client_of: Callable[..., ApiClient], host: str) -> None:
    """At home, http is what there is."""
    client = client_of(Configuration(host=f"http://{host}:2342", access_token=_SECRET, no_proxy=""))
    client.call_api("GET", "/api/v1/status").close()
    assert named.requests[0].headers["x-auth-token"] == _SECRET


def test_a_forked_or_pickled_client_warns_for_itself(named: RawServer, client_of: Callable[..., ApiClient]) -> None:
    """Each client says it once."""
    client = client_of(Configuration(host=_PUBLIC, access_token=_SECRET))
    for each in (client, pickle.loads(pickle.dumps(client))):
        with pytest.warns(InsecureTransportWarning):
            each.call_api("GET", "/api/v1/status").close()
        each.close()
