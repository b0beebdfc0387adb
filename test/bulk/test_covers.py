"""The covers of many albums, labels, folders and people: each is the one that `cover_of` returns."""

from collections.abc import Iterator
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    ApiTypeError,
    ApiValueError,
    Configuration,
    FoldersApi,
    ImagesApi,
    LabelsApi,
    OpenApiException,
    PlaceholderException,
    SubjectsApi,
)
from photoprism_client.models import SearchAlbum, SearchSubject
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.bodies import SVG
from test.support.clients import Connect, Serve
from test.support.many import THUMBS
from test.support.raw_server import Seen, answer, answering


@pytest.fixture(params=["memory", "signed"])
def images(request: pytest.FixtureRequest) -> Iterator[ImagesApi]:
    """Start a server of either year, of which the later has placeholders for covers that somebody chose."""
    library = Library.sample(photos=24)
    for number, name in enumerate(("Ada Lovelace", "Jane Doe")):
        library.add_person(name, library.photos[number : number + 2])
    with (
        PhotoPrismServer(library, mode="password", tokens=request.param) as server,
        ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client,
    ):
        yield ImagesApi(client)


def _items(client: ApiClient) -> list[Any]:
    apis = (AlbumsApi(client), LabelsApi(client), SubjectsApi(client), FoldersApi(client))
    known = [item for api in apis for item in api.iterate()]
    return [*known, SearchAlbum(uid="as00000000000000"), SearchSubject(uid="js00000000000000")]


def _single(images: ImagesApi, item: Any, size: str) -> Any:
    try:
        return images.cover_of(item, size)
    except OpenApiException as error:
        return type(error)


@pytest.mark.parametrize("raises", [False, True])
@pytest.mark.parametrize("size", ["tile_224", "tile_480"])
def test_covers_are_those_of_single_calls(images: ImagesApi, raises: bool, size: str) -> None:
    """For each kind of thing, with and without a picture, whether a placeholder is returned or raised."""
    images.api_client.configuration.raise_on_placeholder = raises
    items = _items(images.api_client)
    assert {item.uid[0] for item in items} == {"a", "d", "j", "l"}
    single = [_single(images, item, size) for item in items]
    found = list(images.get_covers(items * 2, size, errors="return"))
    assert [each if isinstance(each, bytearray) else type(each) for each in found] == single * 2
    assert len({id(each) for each in found}) == len(found)
    flags = [getattr(each, "is_placeholder", None) for each in found]
    assert flags == [getattr(each, "is_placeholder", None) for each in single] * 2
    assert (PlaceholderException in single) == raises


def test_placeholder_is_replaced_within_its_place(serve: Serve, connect: Connect) -> None:
    """The picture that the model names is asked for only where the cover is a placeholder, and comes in its place."""

    def reply(seen: Seen) -> bytes | None:
        has_cover = "/albums/" not in seen.target or int(seen.target.split("/")[4][1:], 16) % 2 == 0
        return None if has_cover else answer(SVG, "image/svg+xml")

    server = serve(THUMBS.answering(reply))
    thumbs = THUMBS.names(40, 100)
    albums = [SearchAlbum(uid=f"a{number:015x}", thumb=thumb) for number, thumb in enumerate(thumbs)]
    found = dict(zip(thumbs, connect(server.url).get_covers(albums), strict=True))
    assert [found[thumb] == THUMBS.result(thumb) for thumb in thumbs] == [False, True] * 20
    asked = [THUMBS.name_in(seen) for seen in server.requests if "/api/v1/t/" in seen.target]
    assert sorted(asked) == sorted(thumbs[1::2])


def test_picture_that_cannot_be_asked_for_is_an_error(serve: Serve, connect: Connect) -> None:
    """What the model names may be nothing that can be asked for: that is an error where it is needed."""
    server = serve(answering(answer(SVG, "image/svg+xml")))
    albums = [SearchAlbum(uid="a000000000000000", thumb="../.."), SearchAlbum(uid="a000000000000001")]
    first, second = connect(server.url).get_covers(albums, errors="return")
    assert isinstance(first, ApiValueError)
    assert not isinstance(second, OpenApiException)
    assert second.is_placeholder


def test_things_without_covers_are_errors_in_their_places(serve: Serve, connect: Connect) -> None:
    """A photo, a number and a text have no covers; nothing is sent for them."""
    server = serve(THUMBS.answering())
    things: list[Any] = [SearchAlbum(uid="ps00000000000000"), 7, "as00000000000000", SearchAlbum()]
    found = connect(server.url).get_covers(things, errors="return")
    assert [type(each) for each in found] == [ApiTypeError] * 4
    assert server.requests == []
    with pytest.raises(ApiTypeError, match="items must be an iterable of models, not str"):
        connect(server.url).get_covers("as00000000000000")  # type: ignore[type-var]  # the mistake


def test_covers_come_as_pairs(serve: Serve, connect: Connect) -> None:
    """Without order, each cover comes with its model."""
    server = serve(THUMBS.answering())
    albums = [SearchAlbum(uid=f"a{number:015x}") for number in range(30)]
    with connect(server.url).get_covers(albums, ordered=False) as pairs:
        assert {album.uid for album, cover in pairs if cover} == {album.uid for album in albums}
