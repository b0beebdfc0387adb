"""What operations send and refuse: paths, bodies, files, secrets; and what they make of odd answers."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    ApiTypeError,
    ApiValueError,
    BadRequestException,
    NotFoundException,
    PlaceholderException,
    ServiceException,
    TransportError,
)
from photoprism_client.models.form_album import FormAlbum
from photoprism_client.models.form_photo import FormPhoto
from photoprism_client.models.form_service import FormService
from test.codegen.classes import class_of
from test.codegen.test_operations import JSON, ROWS, SAMPLES, arguments_of
from test.support.bodies import JPEG, SVG
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering, answering_and_closing

#: Operations that are published without any parameter.
BARE = [row for row in ROWS if row.values[1].name.startswith(("api_v1_", "users_"))]  # type: ignore[union-attr]  # an operation


def test_there_are_seventeen_bare_operations() -> None:
    """They are callable by their published names, without arguments as far as Python is concerned."""
    assert len({row.values[1].name for row in BARE}) == 17  # type: ignore[union-attr]  # an operation


@pytest.mark.parametrize(("name", "operation"), [row for row in BARE if row.values[1].of_place("path", "rest")])  # type: ignore[union-attr]  # an operation
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_a_missing_path_value_is_refused_before_anything_is_sent(
    serve: Serve, connect: Connect, name: str, operation: Any, form: str
) -> None:
    """No login is made for a call that cannot be sent, and no token of ours stands in for a missing one."""
    server = serve(answering(answer(b"{}", JSON)))
    client = connect(server.url, username="anna", password="x", preview_token="p").api_client
    api = class_of(name)(client)
    arguments = arguments_of(operation)
    for parameter in operation.of_place("path", "rest"):
        with pytest.raises(ApiTypeError, match=parameter.name):
            getattr(api, operation.name + form)(**{**arguments, parameter.name: None})
    with pytest.raises(ApiTypeError):
        getattr(api, operation.name + form)()
    assert server.requests == []


def test_what_the_server_says_is_in_raw_data(serve: Serve, connect: Connect) -> None:
    """An operation that is published without a result says all the same what the server answered."""
    server = serve(answering(answer(json.dumps(SAMPLES["user_sessions"]).encode(), JSON)))
    users = class_of("UsersApi")(connect(server.url, access_token="a").api_client)
    info = users.api_v1_users_uid_sessions_get_with_http_info(uid="u1", provider="application")
    assert info.data is None
    assert json.loads(info.raw_data)[0]["ClientName"] == "Listed one"
    assert server.requests[0].target == "/api/v1/users/u1/sessions?count=1000&provider=application"


@pytest.mark.parametrize(
    ("path", "target"),
    [("", "/api/v1/import/"), ("trip", "/api/v1/import/trip"), ("/a b/ü/", "/api/v1/import/a%20b/%C3%BC")],
)
def test_the_rest_of_a_path_has_slashes(serve: Serve, connect: Connect, path: str, target: str) -> None:
    """A folder within a folder is asked for as such; a body that is left out is an empty object."""
    server = serve(answering(answer(b"{}", JSON)))
    library = class_of("LibraryApi")(connect(server.url, access_token="a").api_client)
    library.api_v1_import_path_post(path=path)
    assert (server.requests[0].target, server.requests[0].body) == (target, b"{}")


@pytest.mark.parametrize("path", ["..", "a/../b", "a//b", "a\\b", "a/./b"])
def test_the_rest_of_a_path_never_leaves_it(serve: Serve, connect: Connect, path: str) -> None:
    """A part that would climb out of the folder is refused."""
    server = serve(answering(answer(b"{}", JSON)))
    library = class_of("LibraryApi")(connect(server.url, access_token="a").api_client)
    with pytest.raises(ApiValueError, match="each part of path"):
        library.api_v1_import_path_post(path=path)
    assert server.requests == []


@pytest.mark.parametrize("body", [None, 5, "x", [1], FormPhoto(title="x")])
def test_a_body_of_another_kind_is_refused(serve: Serve, connect: Connect, body: Any) -> None:
    """A body is the form that is published, or a mapping."""
    server = serve(answering(answer(b"{}", JSON)))
    albums = class_of("AlbumsApi")(connect(server.url, username="anna", password="x").api_client)
    with pytest.raises(ApiTypeError, match="album must be a FormAlbum or a mapping"):
        albums.create_album(body)
    assert server.requests == []


def test_a_body_may_be_a_dict(serve: Serve, connect: Connect) -> None:
    """Its names go as they are; forms, times and lists in it become what JSON can hold."""
    server = serve(answering(answer(b"{}", JSON)))
    photos = class_of("PhotosApi")(connect(server.url, access_token="a").api_client)
    photos.update_photo("p1", {"TakenAtLocal": datetime(2024, 5, 1), "Tags": ("a",), "Album": FormAlbum(title="x")})
    assert json.loads(server.requests[0].body) == {
        "TakenAtLocal": "2024-05-01T00:00:00",
        "Tags": ["a"],
        "Album": {"Title": "x"},
    }


@pytest.mark.parametrize(
    ("value", "error"),
    [({"a": float("nan")}, ApiValueError), ({"a": {1, 2}}, ApiTypeError), ({"a": b"x"}, ApiTypeError)],
)
def test_a_dict_that_json_cannot_hold_is_refused(
    serve: Serve, connect: Connect, value: dict[str, object], error: type[Exception]
) -> None:
    """What cannot be sent is an error of ours, before anything is sent."""
    server = serve(answering(answer(b"{}", JSON)))
    albums = class_of("AlbumsApi")(connect(server.url, access_token="a").api_client)
    with pytest.raises(error):
        albums.create_album(value)
    assert server.requests == []


@pytest.mark.parametrize("identity", [7, "7"])
def test_numbers_of_labels_and_services_are_numbers_or_texts(
    serve: Serve, connect: Connect, identity: str | int
) -> None:
    """Either goes into the path, but neither True nor a number in place of a UID."""
    server = serve(answering(answer(b"{}", JSON)))
    client = connect(server.url, access_token="a").api_client
    class_of("ServicesApi")(client).get_service(identity)
    class_of("LabelsApi")(client).remove_photo_label("p1", identity)
    assert [seen.target for seen in server.requests] == ["/api/v1/services/7", "/api/v1/photos/p1/label/7"]
    with pytest.raises(ApiTypeError):
        class_of("ServicesApi")(client).get_service(True)
    with pytest.raises(ApiTypeError, match="uid must be a str"):
        class_of("LabelsApi")(client).remove_photo_label(7, identity)


def test_what_is_left_out_is_not_sent(serve: Serve, connect: Connect) -> None:
    """A listing of folders needs no count; a listing of albums does."""
    server = serve(answering(answer(b"{}", JSON)))
    client = connect(server.url, access_token="a").api_client
    class_of("FoldersApi")(client).search_folders_originals()
    class_of("FoldersApi")(client).search_folders_originals("a/b", files=False)
    assert [seen.target for seen in server.requests] == [
        "/api/v1/folders/originals",
        "/api/v1/folders/originals/a/b?files=false",
    ]
    with pytest.raises(ApiTypeError, match="count must be a whole number"):
        class_of("AlbumsApi")(client).search_albums(None)


def test_files_without_a_name_get_one(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """In a folder, a YAML is called after its photo: the server sends no name."""
    server = serve(answering(answer(b"Title: Sea\n", "text/x-yaml")))
    photos = class_of("PhotosApi")(connect(server.url, access_token="a").api_client)
    assert photos.get_photo_yaml_to_file("p1", tmp_path).path == tmp_path / "p1.yml"


def test_positions_come_from_the_coordinates(serve: Serve, connect: Connect) -> None:
    """A FeatureCollection becomes rows; GeoJSON has the longitude first."""
    server = serve(answering(answer(json.dumps(SAMPLES["geo"]).encode(), JSON)))
    photos = class_of("PhotosApi")(connect(server.url, access_token="a").api_client)
    info = photos.search_geo_with_http_info(2)
    first, second = info.data
    assert (first.uid, first.title) == ("<photo-gps>", "Iceland P3 / 2012")
    assert (first.lat, first.lng) == (65.05557777777777, -16.62570277777778)
    assert second.taken_at.year == 2016
    assert json.loads(info.raw_data)["type"] == "FeatureCollection"
    assert server.requests[0].target == "/api/v1/geo?count=2"


@pytest.mark.parametrize(
    "body", [b"[]", b"5", b'{"type":"FeatureCollection","features":[{"properties":{}}]}', b"<html>"]
)
def test_what_is_no_feature_collection_is_an_integrity_error(serve: Serve, connect: Connect, body: bytes) -> None:
    """An answer of another kind is told as such."""
    server = serve(answering(answer(body, JSON)))
    photos = class_of("PhotosApi")(connect(server.url, access_token="a").api_client)
    with pytest.raises(Exception, match="expected JSON"):
        photos.search_geo(2)


def test_an_empty_feature_collection_is_no_photo(serve: Serve, connect: Connect) -> None:
    """A server writes null where there is none."""
    server = serve(answering(answer(b'{"type":"FeatureCollection","features":null}', JSON)))
    photos = class_of("PhotosApi")(connect(server.url, access_token="a").api_client)
    assert photos.search_geo(2) == []


def test_a_write_is_sent_once(serve: Serve, connect: Connect, sleeps: list[float]) -> None:
    """A write that failed is not sent again, however it failed."""
    server = serve(answering(answer(b"{}", JSON, status="503 Service Unavailable")))
    with pytest.raises(ServiceException):
        class_of("AlbumsApi")(connect(server.url, access_token="a").api_client).create_album({"Title": "x"})
    assert (len(server.requests), sleeps) == (1, [])
    cut = serve(answering_and_closing(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{"))
    with pytest.raises(TransportError):
        class_of("AlbumsApi")(connect(cut.url, access_token="a").api_client).create_album({"Title": "x"})
    assert len(cut.requests) == 1


def test_a_refused_write_is_sent_again_with_the_new_token(serve: Serve, connect: Connect) -> None:
    """Where a session has ended, the body goes along a second time, whole."""
    login = answer(b'{"access_token":"new-1","user":{"UID":"u"},"config":{}}', JSON)
    again = answer(b'{"access_token":"new-2","user":{"UID":"u"},"config":{}}', JSON)
    refused = answer(b'{"code":401}', JSON, status="401 Unauthorized")
    server = serve(answering(login, refused, refused, again, answer(b'{"Title":"x"}', JSON)))
    albums = class_of("AlbumsApi")(connect(server.url, username="anna", password="x").api_client)
    assert albums.create_album(FormAlbum(title="x")).title == "x"
    sent = [seen for seen in server.requests if seen.target == "/api/v1/albums"]
    assert [(seen.body, seen.headers["x-auth-token"]) for seen in sent] == [
        (b'{"Title": "x"}', "new-1"),
        (b'{"Title": "x"}', "new-2"),
    ]


@pytest.mark.parametrize("status", ["201 Created", "202 Accepted", "204 No Content"])
def test_other_good_statuses_of_writes_are_good(serve: Serve, connect: Connect, status: str) -> None:
    """A write that was carried out is no error because it was answered in another way."""
    server = serve(answering(answer(b"", None, status=status)))
    assert class_of("AlbumsApi")(connect(server.url, access_token="a").api_client).like_album("a1") is None


def test_statuses_are_the_errors_of_the_page(serve: Serve, connect: Connect) -> None:
    """A 404 says that there is none."""
    server = serve(answering(answer(b'{"error":"Album not found"}', JSON, status="404 Not Found")))
    with pytest.raises(NotFoundException, match="Album not found"):
        class_of("AlbumsApi")(connect(server.url, access_token="a").api_client).get_album("a1")


SECRET = "S3cret-value"


@pytest.mark.parametrize(
    ("api", "method", "arguments"),
    [
        ("ServicesApi", "add_service", (FormService(acc_pass=SECRET),)),
        ("ServicesApi", "add_service", ({"AccPass": SECRET, "Deep": [{"api_key": SECRET}]},)),
        ("AuthenticationApi", "create_session", ("anna", SECRET)),
        ("AuthenticationApi", "oauth_token", ("id", SECRET)),
        ("AuthenticationApi", "oauth_revoke", (SECRET,)),
    ],
)
def test_secrets_of_a_body_are_masked_in_errors(
    serve: Serve, connect: Connect, api: str, method: str, arguments: tuple[Any, ...]
) -> None:
    """A server that repeats what it was sent does not put a password into an error."""
    echo = answer(f"you sent {SECRET}".encode(), "text/plain", status=f"400 {SECRET}")
    server = serve(answering(echo))
    with pytest.raises(BadRequestException) as caught:
        getattr(class_of(api)(connect(server.url).api_client), method)(*arguments)
    assert SECRET in server.requests[0].body.decode()
    assert (
        SECRET
        not in f"{caught.value} {caught.value!r} {caught.value.body} {caught.value.reason} {caught.value.headers}"
    )


def test_every_text_of_a_secret_body_is_masked(serve: Serve, connect: Connect) -> None:
    """Passwords whose names do not say so are those of operations that say it."""
    server = serve(answering(answer(f"you sent {SECRET}".encode(), "text/plain", status="400 Bad Request")))
    users = class_of("UsersApi")(connect(server.url, access_token="a").api_client)
    with pytest.raises(BadRequestException) as caught:
        users.api_v1_users_uid_password_put(uid="u1", body={"old": SECRET, "new": "another"})
    assert SECRET not in f"{caught.value} {caught.value.body}"


def test_a_login_sends_nothing_of_the_session(serve: Serve, connect: Connect) -> None:
    """A server that saw the client's token would log the client's own session in as somebody else."""
    server = serve(answering(answer(b"{}", JSON)))
    logins = class_of("AuthenticationApi")(connect(server.url, access_token="of-the-client").api_client)
    logins.api_v1_session_post(body={"username": "anna", "password": "x"})
    logins.api_v1_sessions_post(body={"username": "anna", "password": "x"})
    logins.create_session("anna", "x")
    assert json.loads(server.requests[2].body) == {"username": "anna", "password": "x"}
    assert all("x-auth-token" not in seen.headers for seen in server.requests)
    logins.get_session()
    logins.delete_session(access_token="another")
    logins.oauth_revoke("a-token")
    assert [seen.headers["x-auth-token"] for seen in server.requests[3:]] == ["of-the-client", "another", "a-token"]
    with pytest.raises(ApiTypeError, match="username must be a str"):
        logins.create_session(None, "x")


def test_uploads_are_files_or_names_with_bytes(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """A file goes under its name without folders, whatever is in it; a token of ours is never its token."""
    server = serve(answering(answer(b"{}", JSON)))
    picture = tmp_path / 'ü "1\\".jpg'
    picture.write_bytes(JPEG)
    users = class_of("UsersApi")(connect(server.url, access_token="a", preview_token="p").api_client)
    for files in (picture, str(picture), [picture], (picture.name, JPEG), [(picture.name, JPEG)]):
        users.users_uid_upload_token_post(uid="u1", token="trip", files=files)
    for seen in server.requests:
        assert seen.target == "/api/v1/users/u1/upload/trip"
        assert r'filename="ü \"1\\\".jpg"'.encode() + b"\r\n\r\n" + JPEG + b"\r\n--" in seen.body
        assert int(seen.headers["content-length"]) == len(seen.body)
    for wrong in (None, 5, [], [5], b"x", ("a", "b")):
        with pytest.raises((ApiTypeError, OSError)):
            users.users_uid_upload_token_post(uid="u1", token="trip", files=wrong)
    assert len(server.requests) == 5


def test_a_video_is_not_judged_as_a_picture(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """It comes as it is; the icon that comes for a photo without one is flagged, or an error, and never a file."""
    video = b"\0\0\0\x18ftypmp42" + bytes(100)
    server = serve(answering(answer(video, 'video/mp4; codecs="avc1"'), answer(SVG, "image/svg+xml")))
    videos = class_of("VideosApi")(connect(server.url, preview_token="p").api_client)
    assert videos.get_video("a" * 40) == video
    assert server.requests[0].target == f"/api/v1/videos/{'a' * 40}/p/avc"
    assert videos.get_video("a" * 40).is_placeholder
    strict = class_of("VideosApi")(connect(server.url, preview_token="p", raise_on_placeholder=True).api_client)
    with pytest.raises(PlaceholderException):
        strict.get_video("a" * 40)
    before = len(server.requests)
    with pytest.raises(PlaceholderException):
        videos.get_video_to_file("a" * 40, tmp_path)
    asked = [seen for seen in server.requests[before:] if "/videos/" in seen.target]
    assert (len(asked), list(tmp_path.iterdir())) == (1, [])
