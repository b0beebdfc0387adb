"""Calls that the embedded library has nothing for: people, faces and logins, in each of their forms."""

from typing import Any

import pytest

from photoprism_client import AuthenticationApi, FacesApi, SubjectsApi
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering

_JSON = "application/json; charset=utf-8"
_CALLS: list[tuple[type[Any], str, tuple[str, ...], bytes, str]] = [
    (SubjectsApi, "get_subject", ("js6sg6b1qekk9jx8",), b'{"Name":"A"}', "GET /api/v1/subjects/js6sg6b1qekk9jx8"),
    (FacesApi, "get_face", ("PN6QO5INYTUSAATO",), b'{"Samples":4}', "GET /api/v1/faces/PN6QO5INYTUSAATO"),
    (AuthenticationApi, "create_session", ("a", "b", "123456"), b'{"id":"S3cret"}', "POST /api/v1/session"),
    (AuthenticationApi, "get_session", (), b'{"status":"success"}', "GET /api/v1/session"),
    (AuthenticationApi, "delete_session", (), b'{"status":"deleted"}', "DELETE /api/v1/session"),
    (AuthenticationApi, "oauth_token", ("a", "b"), b'{"access_token":"S3cret"}', "POST /api/v1/oauth/token"),
    (AuthenticationApi, "oauth_revoke", ("a-token",), b'{"status":"deleted"}', "POST /api/v1/oauth/revoke"),
]


@pytest.mark.parametrize(("make", "name", "arguments", "body", "line"), _CALLS)
def test_each_form_asks_the_same(
    serve: Serve, connect: Connect, make: type[Any], name: str, arguments: tuple[str, ...], body: bytes, line: str
) -> None:
    """The forms send one request each, and tell the same."""
    server = serve(answering(answer(body, _JSON)))
    api = make(connect(server.url).api_client)
    plain = getattr(api, name)(*arguments)
    info = getattr(api, f"{name}_with_http_info")(*arguments)
    assert (info.status_code, info.data) == (200, plain)
    if make is not AuthenticationApi:
        with getattr(api, f"{name}_without_preload_content")(*arguments) as response:
            assert response.read() == body
    assert {seen.partition(" HTTP")[0] for seen in server.lines} == {line}
    assert "S3cret" not in f"{plain!r} {plain}"


def test_logins_send_what_they_are_given(serve: Serve, connect: Connect) -> None:
    """A code and a scope go along where they are given; no access token does."""
    server = serve(answering(answer(b"{}", _JSON)))
    logins = AuthenticationApi(connect(server.url, access_token="of-the-client").api_client)
    logins.create_session("a", "b", "123456")
    logins.oauth_token("a", "b", scope="metrics")
    assert server.requests[0].body == b'{"username": "a", "password": "b", "code": "123456"}'
    assert server.requests[1].body == b"grant_type=client_credentials&client_id=a&client_secret=b&scope=metrics"
    assert all("x-auth-token" not in seen.headers for seen in server.requests)


def test_people_are_listed(serve: Serve, connect: Connect) -> None:
    """People come with their faces' crops, page by page."""
    rows = b'[{"UID":"js6sg6b1qekk9jx8","Name":"A","Thumb":"c389d639753b057afe1ba50e1983afeb48d459c6-0c80c81f41f4"}]'
    server = serve(answering(answer(rows, _JSON, "X-Count: 1", "X-Limit: 1000")))
    (person,) = SubjectsApi(connect(server.url).api_client).iterate(hidden="no", files=1)
    assert (person.name, person.uid) == ("A", "js6sg6b1qekk9jx8")
    assert "hidden=no&files=1" in server.lines[0]
