"""`call_api`: any endpoint of the configured server, and of no other; what it sends and what is made of the answer."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from photoprism_client import ApiException, ApiValueError, NotFoundException
from test.support.bodies import JPEG
from test.support.clients import Connect, Serve
from test.support.raw_server import RawServer, answer, answering

_OK = answer(b'{"status":"operational"}', "application/json; charset=utf-8")
_TOKEN = "S3cretAccess"


@pytest.fixture
def server(serve: Serve) -> RawServer:
    """Return a server that says that it is well."""
    return serve(answering(_OK))


@pytest.mark.parametrize("sub_path", ["", "/photos"])
def test_path_is_taken_from_the_base_url(server: RawServer, connect: Connect, sub_path: str) -> None:
    """A path goes below the configured host, sub-path and all, query as it is."""
    client = connect(server.url + sub_path).api_client
    response = client.call_api("get", "/api/v1/photos?count=1&q=label%3Acat")
    assert response.json() == {"status": "operational"}
    assert server.lines == [f"GET {sub_path}/api/v1/photos?count=1&q=label%3Acat HTTP/1.1"]


def test_whole_url_of_the_same_origin(server: RawServer, connect: Connect) -> None:
    """A whole URL on the configured server is taken as it is."""
    connect(f"{server.url}/photos").api_client.call_api("GET", f"{server.url}/api/v1/status").close()
    assert server.lines == ["GET /api/v1/status HTTP/1.1"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/api/v1/status",
        "https://127.0.0.1:{port}/api/v1/status",
        "http://localhost:{port}/api/v1/status",
        "http://127.0.0.1:{port}@evil.example.com/",
        "http://evil.example.com\\@127.0.0.1:{port}/",
        "//127.0.0.1:{port}/api/v1/status",
        "api/v1/status",
        "",
        "ftp://127.0.0.1:{port}/",
        "http://[::1",
        "http://127.0.0.1:99999/",
    ],
)
def test_other_origins_are_refused(server: RawServer, connect: Connect, url: str) -> None:
    """A URL that leads elsewhere, or nowhere, is refused before any I/O; one without a scheme stays on this server."""
    client = connect(server.url, access_token=_TOKEN).api_client
    if url.startswith("//"):
        client.call_api("GET", url.format(port=server.port)).close()
        assert server.requests[0].headers["host"] == server.netloc
    else:
        with pytest.raises(ApiValueError):
            client.call_api("GET", url.format(port=server.port))
        assert server.connections == 0


@pytest.mark.parametrize(
    "path", ["/a/../b", "/..", "/./a", "/a/%2e%2e/b", "/a/.%2E/b", "/a b", "/a\\b", "/a\nb", "/a\x00", "/a/.."]
)
def test_paths_that_leave_their_place_are_refused(server: RawServer, connect: Connect, path: str) -> None:
    """A path with dots, blanks or control characters is refused before any I/O."""
    with pytest.raises(ApiValueError):
        connect(f"{server.url}/photos").api_client.call_api("GET", path)
    assert server.connections == 0


def test_access_token_goes_along(server: RawServer, connect: Connect) -> None:
    """The access token is sent where the call says nothing else of who asks, with the client's headers and cookie."""
    images = connect(
        server.url, access_token=_TOKEN, client={"cookie": "a=b", "header_name": "X-Mine", "header_value": "1"}
    )
    images.api_client.call_api("GET", "/api/v1/session").close()
    headers = server.requests[0].headers
    assert headers["x-auth-token"] == _TOKEN
    assert headers["cookie"] == "a=b"
    assert headers["x-mine"] == "1"
    assert headers["user-agent"].startswith("photoprism-images/")
    assert headers["accept-encoding"] == "identity"
    assert "authorization" not in headers


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("/api/v1/dl/2c2c?t=S3cretDownload", {}),
        ("/api/v1/t/2c2c/S3cretPreview/fit_720", {}),
        ("/api/v1/t/2c2c/public/fit_720?download=1", {}),
        ("/api/v1/albums/as6sg6bxpogaaba7/t/S3cretPreview/tile_500", {}),
        ("/api/v1/labels/ls6sg6bxpogaaba7/t/S3cretPreview/tile_500", {}),
        ("/api/v1/folders/t/ds6sg6bxpogaaba7/S3cretPreview/tile_500", {}),
        ("/api/v1/videos/2c2c/S3cretPreview/avc", {}),
        ("/api/v1/photos/ps6sg6bxpogaaba7/dl?t=S3cretDownload", {}),
        ("/api/v1/albums/as6sg6bxpogaaba7/dl?name=file&t=S3cretDownload", {}),
        ("/api/v1/zip/photos.zip?t=S3cretDownload", {}),
        ("/api/v1/status", {"Authorization": "Bearer other"}),
        ("/api/v1/status", {"authorization": "Bearer other"}),
        ("/api/v1/status", {"X-AUTH-Token": "other"}),
    ],
)
def test_access_token_stays_at_home(server: RawServer, connect: Connect, url: str, headers: dict[str, str]) -> None:
    """A URL with a token in it, and a caller who says who asks, get no access token of ours."""
    connect(server.url, access_token=_TOKEN).api_client.call_api("GET", url, headers).close()
    assert _TOKEN.encode() not in server.requests[0].raw


@pytest.mark.parametrize(
    "url",
    [
        "/api/v1/session/a51bd8c6d2e9f0",
        "/api/v1/sessions/a51bd8c6d2e9f0",
        "/api/v1/users/us6sg6bxpogaaba7/sessions",
        "/api/v1/users/us6sg6bxpogaaba7/upload/ab12cd",
        "/api/v1/photos?count=1&q=token:abcdefgh",
        "/api/v1/photos?count=1&q=password%3Dabcdefgh",
        "/api/v1/photos?count=1&t=abcdefgh",
        "/api/v1/photos?count=1&token=abcdefgh&code=1234",
        "/api/v1/labels?q=https://anna:secret@example.com/",
        "/api/v1/folders/originals/s/holiday",
        "/api/v1/folders/originals/t/abcdefgh",
        "/api/v1/dl/2c2c",
        "/api/v1/dl/2c2c?t=",
        "/api/v1/albums/as6sg6bxpogaaba7/links/ss6sg6bxpogaaba7",
    ],
)
@pytest.mark.parametrize("sub_path", ["", "/library", "/session/photos"])
def test_access_token_goes_where_nothing_else_says_who_asks(
    server: RawServer, connect: Connect, url: str, sub_path: str
) -> None:
    """What only looks like a secret, in the path, the query or the site's own address, keeps no token away."""
    connect(server.url + sub_path, access_token=_TOKEN).api_client.call_api("GET", url).close()
    assert server.requests[0].headers["x-auth-token"] == _TOKEN


def test_headers_of_a_gateway_do_not_say_who_asks(server: RawServer, connect: Connect) -> None:
    """A bearer token for what is in front of the server goes along with the access token for the server."""
    headers = {"Authorization": "Bearer S3cretGateway", "X-Gate": "1"}
    connect(server.url, access_token=_TOKEN, headers=headers).api_client.call_api("GET", "/api/v1/status").close()
    seen = server.requests[0].headers
    assert (seen["x-auth-token"], seen["authorization"], seen["x-gate"]) == (_TOKEN, "Bearer S3cretGateway", "1")


def test_no_access_token_no_header(server: RawServer, connect: Connect) -> None:
    """Without an access token nobody asks."""
    connect(server.url).api_client.call_api("GET", "/api/v1/status").close()
    assert "x-auth-token" not in server.requests[0].headers


def test_each_header_is_sent_once(server: RawServer, connect: Connect) -> None:
    """Headers of a call win over the client's, in whatever case they are written: none is sent twice."""
    client = connect(server.url, client={"header_name": "X-Mine", "header_value": "client"}).api_client
    client.call_api("GET", "/x", {"x-MINE": "call", "user-agent": "me", "ACCEPT-ENCODING": "gzip", "host": "h"}).close()
    names = [line.partition(b":")[0].lower() for line in server.requests[0].raw.split(b"\r\n")[1:] if line]
    assert len(names) == len(set(names))
    assert server.requests[0].headers["x-mine"] == "call"
    assert server.requests[0].headers["user-agent"] == "me"


@pytest.mark.parametrize("body", [{"a": 1, "b": ["ü", None, True]}, [1, 2], "text", 7, False])
def test_json_body(server: RawServer, connect: Connect, body: Any) -> None:
    """A body without a type is sent as JSON."""
    connect(server.url).api_client.call_api("POST", "/api/v1/session", body=body).close()
    seen = server.requests[0]
    assert seen.headers["content-type"] == "application/json"
    assert json.loads(seen.body) == body
    assert seen.headers["content-length"] == str(len(seen.body))


@pytest.mark.parametrize("body", ["päyload", "päyload".encode()])
def test_other_bodies_are_sent_as_they_are(server: RawServer, connect: Connect, body: str | bytes) -> None:
    """Text, in UTF-8, and bytes go out as they are under a type of their own."""
    connect(server.url).api_client.call_api("PUT", "/x", {"content-type": "text/plain"}, body=body).close()
    assert server.requests[0].body == "päyload".encode()
    assert server.requests[0].headers["content-type"] == "text/plain"


@pytest.mark.parametrize(
    "fields", [{"grant_type": "client_credentials", "q": "ü&="}, [("grant_type", "client_credentials"), ("q", "ü&=")]]
)
def test_form_body(server: RawServer, connect: Connect, fields: Any) -> None:
    """Fields under a form's type are encoded as one."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connect(server.url).api_client.call_api("POST", "/api/v1/oauth/token", kind, post_params=fields).close()
    assert server.requests[0].body == b"grant_type=client_credentials&q=%C3%BC%26%3D"
    assert server.requests[0].headers["content-type"] == kind["Content-Type"]


def test_multipart_body(server: RawServer, connect: Connect) -> None:
    """Fields and files under a multipart type get a boundary of their own."""
    kind = {"Content-Type": "multipart/form-data"}
    fields = [("name", "value"), ("files", ("a.jpg", JPEG, "image/jpeg"))]
    connect(server.url).api_client.call_api("POST", "/api/v1/upload", kind, post_params=fields).close()
    seen = server.requests[0]
    boundary = seen.headers["content-type"].partition("boundary=")[2].encode()
    assert seen.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert seen.body.count(b"--" + boundary) == 3
    assert b'name="files"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n' + JPEG in seen.body


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_no_body_has_length_zero(server: RawServer, connect: Connect, method: str) -> None:
    """A method that usually has a body says that there is none, so that no server waits for it."""
    connect(server.url).api_client.call_api(method, "/x").close()
    assert server.requests[0].headers["content-length"] == "0"


@pytest.mark.parametrize("method", ["GET", "DELETE", "OPTIONS"])
def test_other_methods_have_no_body(server: RawServer, connect: Connect, method: str) -> None:
    """Other methods do not mention a body."""
    connect(server.url).api_client.call_api(method, "/x").close()
    assert "content-length" not in server.requests[0].headers
    assert "content-type" not in server.requests[0].headers


def test_head_has_a_length_and_no_body(serve: Serve, connect: Connect) -> None:
    """The answer to HEAD announces a body that does not come."""
    server = serve(answering(answer(b"", "image/jpeg", length=1000)))
    client = connect(server.url).api_client
    for _ in range(2):
        response = client.call_api("HEAD", "/x")
        assert response.getheader("Content-Length") == "1000"
        assert response.read() == b""
    assert server.connections == 1


def test_body_and_fields_exclude_each_other(server: RawServer, connect: Connect) -> None:
    """A request has one body."""
    with pytest.raises(ApiValueError, match="exclude each other"):
        connect(server.url).api_client.call_api("POST", "/x", body={"a": 1}, post_params={"b": "2"})
    assert server.connections == 0


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (b'{"a": 1}', "object", {"a": 1}),
        (b'"x"', "str", "x"),
        (b"7", "int", 7),
        (b"1.5", "float", 1.5),
        (b"true", "bool", True),
        (b'"1.10"', "decimal", Decimal("1.10")),
        (b'"2026-08-01"', "date", date(2026, 8, 1)),
        (b'"2026-08-01T10:00:00Z"', "datetime", datetime(2026, 8, 1, 10, tzinfo=UTC)),
        (b'["a", "b"]', "List[str]", ["a", "b"]),
        (b'{"a": [1]}', "Dict[str, List[int]]", {"a": [1]}),
        (b"null", "object", None),
        (b"[1]", "bytearray", bytearray(b"[1]")),
    ],
)
def test_answers_are_decoded_by_type(serve: Serve, connect: Connect, text: bytes, kind: str, expected: object) -> None:
    """`response_deserialize` turns a good answer into the value that its status stands for."""
    server = serve(answering(answer(text, "application/json")))
    client = connect(server.url).api_client
    for types in ({"200": kind}, {"2XX": kind}, {"default": kind}):
        result = client.response_deserialize(client.call_api("GET", "/x"), types)
        assert result.data == expected
        assert result.status_code == 200
        assert result.raw_data == text


def test_answer_without_a_type_is_raw(server: RawServer, connect: Connect) -> None:
    """Without a type for the status, the bytes are all that there is."""
    client = connect(server.url).api_client
    result = client.response_deserialize(client.call_api("GET", "/x"), {"404": "str"})
    assert result.data is None
    assert result.raw_data == b'{"status":"operational"}'


def test_bad_status_is_raised_with_its_body(serve: Serve, connect: Connect) -> None:
    """`response_deserialize` raises the error of a status, with headers and the decoded body."""
    body = b'{"code":404,"error":"Album not found"}'
    server = serve(answering(answer(body, "application/json", "X-Count: 0", status="404 Not Found")))
    client = connect(server.url).api_client
    with pytest.raises(NotFoundException, match="Album not found") as caught:
        client.response_deserialize(client.call_api("GET", "/api/v1/albums/as6sg6bxpogaaba7"), {"200": "object"})
    assert caught.value.data == {"code": 404, "error": "Album not found"}
    assert caught.value.headers is not None
    assert caught.value.headers["X-Count"] == "0"
    assert caught.value.reason == "Not Found"


@pytest.mark.parametrize(("text", "kind"), [(b'"x"', "int"), (b'"x"', "date"), (b"[]", "decimal"), (b'{"a"', "object")])
def test_answer_that_holds_something_else(serve: Serve, connect: Connect, text: bytes, kind: str) -> None:
    """A body without a value of the type is our error, without the body in the way of a traceback."""
    server = serve(answering(answer(text, "application/json")))
    client = connect(server.url).api_client
    with pytest.raises(ApiException):
        client.response_deserialize(client.call_api("GET", "/x"), {"200": kind})


def test_unknown_type_is_the_callers_mistake(server: RawServer, connect: Connect) -> None:
    """A type that there is not is an ApiValueError that lists those that there are."""
    client = connect(server.url).api_client
    with pytest.raises(ApiValueError, match="response_type must be one of"):
        client.response_deserialize(client.call_api("GET", "/x"), {"200": "Nonsense"})
