"""The details of many photos: what comes is what single calls return, whatever form the answers have."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from photoprism_client import (
    ApiClient,
    ApiTypeError,
    ApiValueError,
    Configuration,
    EntityPhoto,
    IntegrityError,
    OpenApiException,
    PhotosApi,
)
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.bodies import JPEG
from test.support.clients import Connect, Serve
from test.support.many import PHOTOS, THUMBS
from test.support.raw_server import Peer, Script, Seen, answer, answering

_JSON = "application/json; charset=utf-8"


def test_photos_are_those_of_single_calls() -> None:
    """UIDs, rows of a search and photos, mixed, become what `get_photo` returns; one that is gone is a 404."""
    with (
        PhotoPrismServer(Library.sample(photos=20), mode="password") as server,
        ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client,
    ):
        photos = PhotosApi(client)
        rows = list(photos.iterate())
        straight = [photos.get_photo(row.uid or "") for row in rows]
        mixed: list[Any] = [*rows, *straight, *(row.uid or "" for row in rows)]
        assert list(photos.get_photos(mixed)) == straight * 3
        assert dict(photos.get_photos([row.uid or "" for row in rows], ordered=False)) == {
            photo.uid: photo for photo in straight
        }
        some: list[Any] = ["ps00000000000000", rows[0]]
        found = list(photos.get_photos(some, errors="return"))
        assert [type(each).__name__ for each in found] == ["NotFoundException", "EntityPhoto"]


def _whole(name: str) -> bytes:
    return PHOTOS.result(name).model_dump_json(by_alias=True).encode()


_FORMS: dict[str, Callable[[bytes], bytes]] = {
    "a length": lambda body: answer(body, _JSON),
    "the end of the connection": lambda body: answer(body, _JSON, "Connection: close", length=None),
    "gzip though nobody asked": lambda body: answer(gzip.compress(body), _JSON, "Content-Encoding: gzip"),
    "an interim head": lambda body: b"HTTP/1.1 103 Early Hints\r\n\r\n" + answer(body, _JSON),
    "no type": lambda body: answer(body, None),
}


@pytest.mark.parametrize("form", _FORMS)
def test_answers_of_any_form_are_read(serve: Serve, connect: Connect, form: str) -> None:
    """However JSON comes, it becomes the photo; it is asked for as it is, not compressed."""

    def reply(seen: Seen) -> bytes:
        assert seen.headers["accept-encoding"] == "identity"
        return _FORMS[form](_whole(PHOTOS.name_in(seen)))

    names = PHOTOS.names(30)
    closing = form == "the end of the connection"
    server = serve(_one_each(reply) if closing else PHOTOS.answering(reply))
    found = PHOTOS.get_all(connect(server.url), names)
    assert [photo.uid for photo in found] == names
    assert found == [EntityPhoto.model_validate_json(_whole(name)) for name in names]


def _one_each(reply: Callable[[Seen], bytes]) -> Script:
    def script(peer: Peer) -> None:
        if (seen := peer.request()) is not None:
            peer.send(reply(seen))

    return script


@pytest.mark.parametrize("bad", [b"[]", b"{", b"null", b"\xff", b"", b'{"UID":7}', b"[" * 100_000])
def test_json_that_holds_no_photo_is_an_error_in_its_place(serve: Serve, connect: Connect, bad: bytes) -> None:
    """What is not JSON or not a photo is refused, also where its head is like those of photos; the others come."""

    def reply(seen: Seen) -> bytes | None:
        return PHOTOS.wrapped(bad) if PHOTOS.number_of(seen) % 10 == 7 else None

    found = PHOTOS.get_all(connect(serve(PHOTOS.answering(reply)).url), PHOTOS.names(40), errors="return")
    for number, name in enumerate(PHOTOS.names(40)):
        if number % 10 == 7:
            assert isinstance(found[number], IntegrityError)
            assert "expected JSON" in str(found[number])
        else:
            assert found[number] == PHOTOS.result(name)


def test_picture_is_not_a_photo(serve: Serve, connect: Connect) -> None:
    """A picture that comes instead of a photo's details is refused, each time."""
    found = PHOTOS.get_all(connect(serve(answering(answer(JPEG))).url), PHOTOS.names(10), errors="return")
    assert {type(each) for each in found} == {IntegrityError}


def test_photos_and_thumbnails_learn_apart(serve: Serve, connect: Connect) -> None:
    """Both methods share the connections of a client, in turn: each gets its own."""

    def reply(seen: Seen) -> bytes:
        many = THUMBS if "/t/" in seen.target else PHOTOS
        return many.answer_for(many.name_in(seen))

    images = connect(serve(PHOTOS.answering(reply)).url)
    thumbs, photos = THUMBS.names(60), PHOTOS.names(60)
    with THUMBS.fetch(images, thumbs) as one, PHOTOS.fetch(images, photos) as other:
        found = list(zip(one, other, strict=True))
    assert [thumb for thumb, _ in found] == THUMBS.results(thumbs)
    assert [photo for _, photo in found] == PHOTOS.results(photos)


def test_photos_come_through_a_proxy(serve: Serve, connect: Connect) -> None:
    """Where the loop cannot drive the connection, a few threads make ordinary calls, with the same results."""
    proxy = serve(PHOTOS.answering())
    images = connect("http://photos.invalid", proxy=proxy.url)
    assert PHOTOS.get_all(images, PHOTOS.names(30)) == PHOTOS.results(PHOTOS.names(30))
    assert all(seen.target.startswith("http://photos.invalid/api/") for seen in proxy.requests)


@pytest.mark.parametrize(
    ("photos", "options", "error", "text"),
    [
        ("ps00000000000000", {}, ApiTypeError, "photos must be an iterable of UIDs or models, not str"),
        (7, {}, ApiTypeError, "not int"),
        ([], {"connections": 17}, ApiValueError, "connections must be from 1 to 16, not 17"),
        ([], {"ordered": None}, ApiTypeError, "ordered must be True or False"),
        ([], {"errors": "ignore"}, ApiValueError, "errors must be one of raise, return"),
    ],
)
def test_bad_argument_is_refused_at_once(
    connect: Connect, photos: Any, options: dict[str, Any], error: type[OpenApiException], text: str
) -> None:
    """What is wrong is an error of the call itself, before anything is sent."""
    with pytest.raises(error, match=text):
        PhotosApi(connect("http://127.0.0.1:1").api_client).get_photos(photos, **options)
