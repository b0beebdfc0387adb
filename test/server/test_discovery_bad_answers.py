"""H9, S4, S8: a listing that is no JSON, cut, hostile or endless is an IntegrityError, never an empty listing."""

import gzip
from collections.abc import Callable

import pytest

from photoprism_client import AlbumsApi, FoldersApi, IntegrityError, LabelsApi, PhotosApi, TransportError
from test.support.bodies import LOGIN_PAGE
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering

_JSON = "application/json; charset=utf-8"
_SECRETS = (
    b'<html><title>Sign in</title>{"access_token":"S3cretAccess","x":"/api/v1/t/abc/S3cretPreview/tile_50"}</html>'
)
WRONG = {
    "login page": answer(LOGIN_PAGE, "text/html"),
    "login page labelled json": answer(LOGIN_PAGE, _JSON),
    "nothing": answer(b"", _JSON),
    "half": answer(b'[{"UID":"ptoyic263bqedaza","Fil', _JSON),
    "a string": answer(b'"ok"', _JSON),
    "rows of numbers": answer(b"[" + b"1," * 100_000 + b"1]", _JSON),
    "a field of another type": answer(b'[{"UID":5}]', _JSON),
    "more rows than a page has": answer(b"[" + b"{}," * 10_001 + b"{}]", _JSON),
    "nested too deeply": answer(b'[{"X":' + b"[" * 200_000, _JSON),
    "nested too deeply, and closed": answer(b'[{"X":' + b"[" * 50_000 + b"]" * 50_000 + b"}]", _JSON),
    "not text": answer(b'[{"UID":"\xff\xfe"}]', _JSON),
    "a gzip bomb": answer(gzip.compress(b'[{"UID":"' + b"a" * 70_000_000), _JSON, "Content-Encoding: gzip"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_h9_what_is_no_listing_is_refused(serve: Serve, connect: Connect, wrong: bytes) -> None:
    """Each raises an error after one request, which names the type that came."""
    server = serve(answering(wrong))
    photos = PhotosApi(connect(server.url).api_client)
    with pytest.raises(IntegrityError) as caught:
        photos.search_photos(5)
    assert caught.value.status == 200
    assert "validation error" not in str(caught.value)
    assert len(server.requests) == 1


@pytest.mark.parametrize("make", [PhotosApi, AlbumsApi, LabelsApi])
def test_h9_a_page_in_the_middle_ends_the_listing_with_an_error(
    serve: Serve, connect: Connect, make: Callable[..., PhotosApi]
) -> None:
    """A listing that breaks off is not taken for a short one."""
    rows = b"[" + b",".join(b'{"UID":"p%015d"}' % number for number in range(10)) + b"]"
    good = answer(rows, _JSON, "X-Count: 10", "X-Limit: 10")
    server = serve(answering(good, answer(LOGIN_PAGE, "text/html")))
    run = make(connect(server.url).api_client).iterate(page_size=10)
    assert [next(run).uid for _ in range(9)]
    with pytest.raises(IntegrityError):
        list(run)


def test_h9_snippet_is_masked(serve: Serve, connect: Connect) -> None:
    """What is shown of the page has no secrets in it."""
    server = serve(answering(answer(_SECRETS, "text/html")))
    with pytest.raises(IntegrityError) as caught:
        FoldersApi(connect(server.url).api_client).search_folders_originals()
    assert "<title>Sign in</title>" in str(caught.value)
    assert "S3cret" not in str(caught.value)
    assert "S3cret" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_h9_cut_listing_is_no_short_listing(serve: Serve, connect: Connect) -> None:
    """A body that ends before its length is a transport error, also where what came is JSON."""
    server = serve(lambda peer: peer.send(answer(b"[]", _JSON, length=100)) if peer.request() else None)
    with pytest.raises(TransportError):
        PhotosApi(connect(server.url, retries=0).api_client).search_photos(5)


@pytest.mark.parametrize("body", [b"null", b"[]"])
def test_no_rows_are_an_empty_list(serve: Serve, connect: Connect, body: bytes) -> None:
    """Both ways to write "none" are read."""
    server = serve(answering(answer(body, _JSON)))
    client = connect(server.url).api_client
    assert PhotosApi(client).search_photos(5) == []
    assert list(LabelsApi(client).iterate()) == []
