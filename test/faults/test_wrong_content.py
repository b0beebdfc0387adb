"""H9: a login page, a message or nothing at all, with status 200, is never taken for a picture or a file."""

import hashlib

import pytest

from photoprism_client import (
    ApiException,
    ChangedOnServerError,
    IntegrityError,
    NotFoundException,
)
from photoprism_client.testing.proxy import faults
from test.support.bodies import EMPTY_ZIP, JPEG, LOGIN_PAGE, PNG, SOME_HASH, ZIP
from test.support.clients import CALLS, MANY, Call, Connect, Serve, by_one_or_many
from test.support.downloads import (
    FILES,
    Downloads,
    FolderDownloads,
    each_way,
)
from test.support.raw_server import answer, answering

_JSON = b'{"code":200,"error":"","message":"ok"}'

WRONG = {
    "login page": answer(LOGIN_PAGE, "text/html; charset=utf-8"),
    "login page labelled jpeg": answer(LOGIN_PAGE, "image/jpeg"),
    "login page without a type": answer(LOGIN_PAGE, None),
    "login page with a comment": answer(b"<!-- portal -->\n" + LOGIN_PAGE, "text/html"),
    "json": answer(_JSON, "application/json"),
    "text": answer(b"Bad gateway, try later", "text/plain; charset=utf-8"),
    "nothing": answer(b"", "image/jpeg"),
    "nothing without a type": answer(b"", None),
    "half a page": answer(b"<html><body><h1>It wor", "text/html"),
}

_ERROR = b'{"error":"Something went wrong"}'


@pytest.mark.parametrize("page", [LOGIN_PAGE, b'{"code":200}', b""], ids=["html", "json", "nothing"])
@each_way
def test_h9_page_instead_of_a_body_is_refused(way: Downloads, kind: str, page: bytes) -> None:
    """A login page, a message or nothing, with status 200, is an IntegrityError and leaves nothing."""
    way.always(kind, faults.Status(200, {"Content-Type": "text/html"}, page))
    with pytest.raises(IntegrityError):
        way.fetch(kind)
    assert len(way.requests(kind)) <= way.downloads
    assert way.has_nothing(kind)


@pytest.mark.parametrize("call", [*CALLS, MANY], ids=lambda call: call.name)
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_h9_wrong_content_is_refused(serve: Serve, connect: Connect, call: Call, wrong: bytes) -> None:
    """A body that is not a picture, file or zip is an IntegrityError after one request that says to check host."""
    server = serve(answering(wrong))
    with pytest.raises(IntegrityError, match="Check host") as caught:
        call(connect(server.url))
    assert caught.value.status == 200
    assert len(server.requests) == 1


def test_h9_snippet_is_shown_and_masked(serve: Serve, connect: Connect) -> None:
    """The beginning of a page helps to know it; what in it is a secret is masked."""
    page = (
        b"<html><title>Sign in</title><form action='/login?t=S3cretDownload&x=1'><input name=a value='p1Pass'></form>"
    )
    server = serve(answering(answer(page, "text/html")))
    with pytest.raises(IntegrityError) as caught:
        connect(server.url, password="p1Pass").get_download(SOME_HASH, t="S3cretDownload")
    assert "<title>Sign in</title>" in str(caught.value)
    assert caught.value.body is not None
    assert len(caught.value.body) <= 220
    assert "S3cretDownload" not in str(caught.value)
    assert "p1Pass" not in str(caught.value)


def test_h9_bytes_are_not_shown(serve: Serve, connect: Connect) -> None:
    """Bytes that are not text are not printed in a message."""
    server = serve(answering(answer(PNG, "image/png")))
    with pytest.raises(IntegrityError, match="expected a whole zip") as caught:
        connect(server.url).download_album("as6sg6bxpogaaba7")
    assert caught.value.body is None


@by_one_or_many
@pytest.mark.parametrize("kind", ["text/plain", "application/json", "text/html", None])
def test_h9_picture_with_a_wrong_type_is_a_picture(serve: Serve, connect: Connect, kind: str | None) -> None:
    """The bytes win over the label."""
    server = serve(answering(answer(JPEG, kind)))
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG


@pytest.mark.parametrize("body", [_JSON, LOGIN_PAGE, b"plain notes"])
def test_h9_attached_text_is_a_file(serve: Serve, connect: Connect, body: bytes) -> None:
    """Sidecar files are JSON, XML or text: sent as an attachment they are what was asked for."""
    server = serve(answering(answer(body, "application/json", "Content-Disposition: attachment; filename=a.json")))
    assert connect(server.url).get_download(SOME_HASH) == body


@by_one_or_many
@pytest.mark.parametrize("body", [b"\xff\x0a jpeg xl", b"GIF89a" + bytes(40), b"oops"])
@pytest.mark.parametrize("kind", ["image/jxl", "image/jpeg"])
def test_h9_other_formats_are_no_thumbnails(serve: Serve, connect: Connect, body: bytes, kind: str) -> None:
    """Servers make JPEGs and PNGs: whatever else comes, and whatever it is called, did not come whole from one."""
    server = serve(answering(answer(body, kind)))
    with pytest.raises(IntegrityError, match="expected a JPEG or PNG"):
        connect(server.url).get_thumb(SOME_HASH)


@pytest.mark.parametrize("kind", ["application/zip", "application/octet-stream", None])
def test_h9_zip_is_known_by_its_bytes(serve: Serve, connect: Connect, kind: str | None) -> None:
    """A whole zip is one under any label."""
    server = serve(answering(answer(ZIP, kind)))
    assert connect(server.url).download_album("as6sg6bxpogaaba7") == ZIP


def test_h9_empty_zip_is_that_of_an_empty_album(serve: Serve, connect: Connect) -> None:
    """The server calls it by another media type; a zip whose members all went missing has that of a zip."""
    server = serve(answering(answer(EMPTY_ZIP, "application/octet-stream"), answer(EMPTY_ZIP, "application/zip")))
    images = connect(server.url)
    assert images.download_album("as6sg6bxpogaaba7") == EMPTY_ZIP
    with pytest.raises(IntegrityError, match="the zip is empty"):
        images.download_album("as6sg6bxpogaaba7")


@by_one_or_many
def test_h9_html_404_names_the_base_path(serve: Serve, connect: Connect) -> None:
    """An HTML 404 means that this is not a PhotoPrism API: the message names the configured host."""
    server = serve(answering(answer(LOGIN_PAGE, "text/html; charset=utf-8", status="404 Not Found")))
    with pytest.raises(NotFoundException, match="not a PhotoPrism API") as caught:
        connect(f"{server.url}/photos").get_thumb(SOME_HASH)
    assert f"{server.url}/photos" in str(caught.value)


@by_one_or_many
@pytest.mark.parametrize("body", [b'{"error": "half', b"{" * 100_000, b"[1, 2]", b"\xff\xfe\x00", b""])
def test_h9_any_error_body_is_survived(serve: Serve, connect: Connect, body: bytes) -> None:
    """An error's body may be cut, nested without end, or not JSON at all: the error is that of the status."""
    server = serve(answering(answer(body, "application/json", status="400 Bad Request")))
    with pytest.raises(ApiException) as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert caught.value.status == 400
    assert caught.value.data is None
    assert len(str(caught.value)) < 2000


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a": ', b"<html>"])
def test_h9_bad_json_of_call_api_is_our_error(serve: Serve, connect: Connect, body: bytes) -> None:
    """`response_deserialize` raises an error for a body that is labelled JSON and is not."""
    server = serve(answering(answer(body, "application/json")))
    client = connect(server.url).api_client
    response = client.call_api("GET", "/api/v1/status")
    with pytest.raises(ApiException, match="not the JSON"):
        client.response_deserialize(response, {"200": "object"})


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "application/json", None])
@pytest.mark.parametrize("body", [b"notes of a trip", b"<!DOCTYPE html><p>notes", b'{"a": 1}', b""])
def test_h9_an_original_that_looks_like_a_page_is_decided_by_its_hash(
    serve: Serve, connect: Connect, body: bytes, kind: str | None
) -> None:
    """What looks like a message is delivered when its SHA-1 is the one asked for."""
    digest = hashlib.sha1(body, usedforsecurity=False).hexdigest()
    server = serve(answering(answer(body, kind)))
    assert connect(server.url).get_download(digest) == body


@pytest.mark.parametrize("page", [LOGIN_PAGE, _ERROR, b""], ids=["html", "json", "nothing"])
@pytest.mark.parametrize("kind", FILES)
def test_h9_page_is_no_changed_file(folder: FolderDownloads, kind: str, page: bytes) -> None:
    """`accept_changed` does not accept the login page of a portal."""
    kinds = {"Content-Type": "application/json" if page == _ERROR else "text/html; charset=utf-8"}
    folder.always(kind, faults.Status(200, kinds, page))
    with pytest.raises(IntegrityError) as caught:
        folder.fetch(kind, accept_changed=True)
    assert not isinstance(caught.value, ChangedOnServerError)
    assert folder.has_nothing(kind)


@pytest.mark.parametrize("kind", FILES)
def test_h9_page_in_the_place_of_the_rest(folder: FolderDownloads, kind: str) -> None:
    """A login page in answer to a Range replaces nothing: it is thrown away, and the file is fetched again."""
    folder.script(kind, faults.Cut(1000), faults.Status(200, {"Content-Type": "text/html"}, LOGIN_PAGE))
    folder.fetch(kind)
    assert folder.is_good(kind)
    assert folder.ranges(kind) == [None, "bytes=1000-", None]
