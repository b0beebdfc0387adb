"""B1: a host that cannot be used is refused before any I/O, one that can be is understood; a closed client says so."""

import pytest

from photoprism_client import ApiTypeError, ApiValueError, Configuration
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import CALLS, Call, Connect, Serve
from test.support.raw_server import answer, answering

_BAD = [
    "",
    " ",
    "http://",
    "https:///library",
    "ftp://photos.example.com",
    "file:///etc",
    "http://photos.example.com:99999",
    "http://photos.example.com:0",
    "http://photos.example.com:-1",
    "http://photos.example.com:port",
    "http://user:password@photos.example.com",
    "user@photos.example.com",
    "http://[::1",
    "http://::1]:80",
    "http://photos example.com",
    "http://photos.example.com\\@evil.example.com",
    "http://photos.example.com/a/../b",
    "http://photos.example.com/%2e%2e/b",
    "http://photos.example.com\r\nX: 1",
    "http://photos.example.com/\x00",
    "http://<host>",
]


@pytest.mark.parametrize("host", _BAD)
def test_b1_unusable_hosts_are_refused(host: str) -> None:
    """A host that names no server is refused when it is given and when it is set, and the old one stays."""
    with pytest.raises(ApiValueError):
        Configuration(host=host)
    configuration = Configuration(host="http://127.0.0.1:2342")
    with pytest.raises(ApiValueError):
        configuration.host = host
    assert configuration.host == "http://127.0.0.1:2342"


@pytest.mark.parametrize("host", [b"http://127.0.0.1", 2342, ["a"], True])
def test_b1_hosts_of_other_types(host: object) -> None:
    """A host is text."""
    with pytest.raises(ApiTypeError, match="host must be a str"):
        Configuration(host=host)  # type: ignore[arg-type]  # what is wrong is the subject


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("http://{}", ""),
        ("{}", ""),
        ("http://{}/", ""),
        ("HTTP://{}", ""),
        ("{}/api/v1", ""),
        ("http://{}/api/v1/", ""),
        ("http://{}/library/browse?view=cards", ""),
        ("http://{}/library/albums/as6sg6bxpogaaba7/view#top", ""),
        ("http://{}/photos", "/photos"),
        ("http://{}/photos/", "/photos"),
        ("http://{}/photos/api/v1", "/photos"),
        ("http://{}/a/b", "/a/b"),
    ],
)
def test_b1_pasted_addresses_reach_the_server(serve: Serve, connect: Connect, typed: str, path: str) -> None:
    """Whatever a person pastes leads to the API, below its sub-path where it has one."""
    server = serve(answering(answer(JPEG)))
    assert connect(typed.format(server.netloc)).get_thumb(SOME_HASH) == JPEG
    assert server.requests[0].target == f"{path}/api/v1/t/{SOME_HASH}/public/fit_720"
    assert server.requests[0].headers["host"] == server.netloc


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_b1_use_after_close_is_refused(serve: Serve, connect: Connect, call: Call, form: str) -> None:
    """A closed client refuses each call before any I/O, and its message says what to do."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    images.api_client.close()
    with pytest.raises(ApiValueError, match="closed"):
        call(images, form)
    assert server.connections == 0


def test_b1_call_api_after_close_is_refused(serve: Serve, connect: Connect) -> None:
    """So does call_api; closing twice changes nothing, and the `repr` says it."""
    server = serve(answering(answer(JPEG)))
    client = connect(server.url).api_client
    with client:
        pass
    client.close()
    with pytest.raises(ApiValueError, match="with block"):
        client.call_api("GET", "/api/v1/status")
    assert server.connections == 0
    assert "closed" in repr(client)


def test_b1_host_set_later_counts(serve: Serve, connect: Connect) -> None:
    """The host of a configuration is read at each call."""
    first, second = serve(answering(answer(JPEG))), serve(answering(answer(JPEG)))
    images = connect(first.url)
    images.get_thumb(SOME_HASH)
    images.api_client.configuration.host = second.url
    images.get_thumb(SOME_HASH)
    assert len(first.requests) == len(second.requests) == 1
