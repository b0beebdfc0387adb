"""Photos of albums by title, and by names with signs in them: exactly what is meant, as a real server does not tell."""

from collections.abc import Iterator
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    ApiTypeError,
    ApiValueError,
    Configuration,
    LookupFailedError,
    PhotosApi,
)
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.similar_names import NAMES, make_library


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoPrismServer]:
    """Start a server whose library no test changes."""
    with PhotoPrismServer(make_library(tmp_path_factory.mktemp("alike"))) as server:
        yield server


@pytest.fixture
def api_client(server: PhotoPrismServer) -> Iterator[ApiClient]:
    """Make a client, and forget what was asked before."""
    server.requests.clear()
    with ApiClient(Configuration(host=server.url)) as api_client:
        yield api_client


def uid_of(library: Library, title: str) -> str:
    """Return the UID of the album of a title."""
    return next(album.uid for album in library.albums if album.title == title)


def found(api_client: ApiClient, **filters: Any) -> list[str]:
    """Return the names of the photos that are found, in their order, without the ending."""
    return [str(photo.file_name).removesuffix(".jpg") for photo in PhotosApi(api_client).iterate(**filters)]


@pytest.mark.parametrize(
    ("album", "expected"),
    [
        ("Berlin", ["pi/a"]),
        ("berlin", ["pi/a"]),
        ("Berlin Private", ["100x/a"]),
        ("Berlin*", ["pi/a", "100x/a"]),
        ("*Rome", ["top", "pi/a"]),
        ("Berlin|Trip to Rome", ["pi/a", "top"]),
        (["Trip to Rome", "Berlin"], ["top", "pi/a"]),
        (("Berlin", "Berlin"), ["pi/a"]),
    ],
)
def test_an_album_is_what_has_its_title(api_client: ApiClient, album: Any, expected: list[str]) -> None:
    """Neither what begins like the title nor a deleted album is meant; several come one by one, their photos once."""
    assert found(api_client, album=album, order="name") == expected


def test_an_album_goes_by_its_uid_too(server: PhotoPrismServer, api_client: ApiClient) -> None:
    """UIDs and titles may stand side by side."""
    uid = uid_of(server.library, "Berlin Private")
    assert found(api_client, album=uid) == ["100x/a"]
    assert found(api_client, album=[uid, "Berlin"]) == ["100x/a", "pi/a"]


def test_albums_of_one_title_are_all_meant(api_client: ApiClient, server: PhotoPrismServer) -> None:
    """Where several albums are called so, a photo of any of them is found."""
    library = server.library
    second = library.add_album("Another", [library.find("100%/a.jpg")])
    library.update(second, title="Berlin")
    try:
        assert set(found(api_client, album="Berlin")) == {"pi/a", "100%/a"}
        uids = sorted(album.uid for album in library.albums if album.title == "Berlin")
        with pytest.raises(LookupFailedError, match="2 albums are called 'Berlin'") as several:
            AlbumsApi(api_client).find_album("Berlin")
        assert (several.value.uids, several.value.close) == (tuple(uids), ())
        with pytest.raises(LookupFailedError, match=r"close: Berlin, \w+") as none:
            AlbumsApi(api_client).find_album("Berlyn")
        assert (none.value.kind, none.value.wanted, none.value.close[0]) == ("album", "Berlyn", "Berlin")
    finally:
        library.delete_album(second)


def test_a_title_with_an_asterisk_is_found_by_it(api_client: ApiClient, server: PhotoPrismServer) -> None:
    """``*`` stands for itself where an album is called so."""
    library = server.library
    starred = library.add_album("B*n", [library.find("ümläut/z.jpg")])
    try:
        assert found(api_client, album="B*n") == ["ümläut/z"]
    finally:
        library.delete_album(starred)
    assert found(api_client, album="B*n") == ["pi/a"]


@pytest.mark.parametrize(
    ("path", "expected"), [("my_album", "my_album/x_1"), ("pi|pe", "pi|pe/a"), ("100%", "100%/a"), ("pi", "pi/a")]
)
def test_the_album_of_a_folder_has_what_is_in_it(
    api_client: ApiClient, server: PhotoPrismServer, path: str, expected: str
) -> None:
    """A folder is found by its title where no album has it, and no other folder's photos are taken for its own."""
    folder = next(album for album in server.library.albums if album.path == path)
    assert found(api_client, album=folder.uid) == [expected]
    if path != "my_album":  # whose title is that of another folder, too
        assert found(api_client, album=[folder.title]) == [expected]
    assert found(api_client, album=folder.uid, path="ümläut") == []


def test_an_unknown_title_is_an_error(api_client: ApiClient, server: PhotoPrismServer) -> None:
    """A title that no album has is an error with close titles, raised when the first photo is taken."""
    run = PhotosApi(api_client).iterate(album=["Berlin", "Berlin Privat"])
    assert len(server.requests) == 0
    with pytest.raises(LookupFailedError, match="no album is called 'Berlin Privat'; close: Berlin Private, Berlin"):
        next(run)
    assert [request.path for request in server.requests] == ["/api/v1/albums"]


@pytest.mark.parametrize("album", ["", [], ["Berlin", ""], "*", 5, b"Berlin", ["Berlin", None]])
def test_a_bad_title_is_refused_at_once(api_client: ApiClient, server: PhotoPrismServer, album: Any) -> None:
    """The call itself refuses what cannot be a title."""
    with pytest.raises((ApiTypeError, ApiValueError), match="album"):
        PhotosApi(api_client).iterate(album=album)
    assert len(server.requests) == 0


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"s": "as6sg6bxpogaaba7", "album": "Berlin"}, "s and album"),
        ({"s": "as6sg6bxpogaaba7", "unsorted": True}, "s and unsorted"),
        ({"album": "Berlin", "unsorted": True}, "unsorted and album"),
    ],
)
def test_filters_that_exclude_each_other_are_refused(
    api_client: ApiClient, server: PhotoPrismServer, filters: dict[str, Any], message: str
) -> None:
    """The server would pass over one of the two without a word."""
    photos = PhotosApi(api_client)
    with pytest.raises(ApiValueError, match=message):
        photos.iterate(**filters)
    for form in ("", "_with_http_info", "_without_preload_content"):
        with pytest.raises(ApiValueError, match=message):
            getattr(photos, f"search_photos{form}")(5, **filters)
    assert len(server.requests) == 0


@pytest.mark.parametrize("album", ["Berlin|Trip to Rome", ["Berlin", "Trip to Rome"], "*Rome", "B*n"])
def test_a_search_of_one_page_refuses_what_the_server_does_not_do(
    api_client: ApiClient, server: PhotoPrismServer, album: Any
) -> None:
    """The server takes the beginning of one title: anything else would find nothing, or something else."""
    photos = PhotosApi(api_client)
    for form in ("", "_with_http_info", "_without_preload_content"):
        with pytest.raises(ApiValueError, match="album must be"):
            getattr(photos, f"search_photos{form}")(5, album=album)
    assert len(server.requests) == 0
    assert [photo.file_name for photo in photos.search_photos(5, album="Trip*", order="name")] == [
        "top.jpg",
        "pi/a.jpg",
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"path": "my_album"}, ["MY_ALBUM/y", "my_album/x_1"]),
        ({"path": "my_album/"}, ["my_album/x_1"]),
        ({"path": ["my_album/", "pi|pe/"]}, ["my_album/x_1", "pi|pe/a"]),
        ({"path": "100%"}, ["100%/a"]),
        ({"path": ["pi|pe"]}, ["pi|pe/a"]),
        ({"path": "pi|100x"}, ["100x/a", "pi/a"]),
        ({"path": "my*"}, ["MY_ALBUM/y", "myXalbum/xZ1", "my_album/x_1"]),
        ({"name": "x_1"}, ["my_album/x_1"]),
        ({"name": "x_1.jpg"}, ["my_album/x_1"]),
        ({"filename": "my_album/x_1.jpg"}, ["my_album/x_1"]),
        ({"filename": "my_album/*"}, ["MY_ALBUM/y", "my_album/x_1"]),
        ({"filename": "100%/*", "path": "100%"}, ["100%/a"]),
    ],
)
@pytest.mark.parametrize("page_size", [2, 1000])
def test_signs_in_names_stand_for_themselves(
    api_client: ApiClient, filters: dict[str, Any], expected: list[str], page_size: int
) -> None:
    """``_``, ``%`` and ``|`` of a name are no wildcards; ``*`` is one, and capitals do not count."""
    assert sorted(found(api_client, page_size=page_size, **filters)) == expected


def test_iterators_last_for_all_pages(api_client: ApiClient, server: PhotoPrismServer) -> None:
    """Values may come from an iterator, though each page asks for them again."""
    assert sorted(found(api_client, page_size=2, path=iter(["my*", "pi"]))) == [
        *("MY_ALBUM/y", "myXalbum/xZ1", "my_album/x_1", "pi/a"),
    ]
    assert found(api_client, album=iter(["Berlin", "Berlin Private"])) == ["pi/a", "100x/a"]
    uids = [album.uid for album in server.library.albums]
    listed = AlbumsApi(api_client).iterate(page_size=2, uid=iter(uids), type=iter(["album", "folder"]))
    assert sorted(str(album.uid) for album in listed) == sorted(uids)


def test_many_albums_are_looked_up_by_one_listing(api_client: ApiClient, server: PhotoPrismServer) -> None:
    """Twenty titles cost as many requests as one."""
    albums = AlbumsApi(api_client)
    titles = ["Berlin", "Trip to Rome", uid_of(server.library, "Berlin Private"), *["Berlin"] * 17]
    assert [album.title for album in albums.find_albums(titles)] == [
        *("Berlin", "Trip to Rome", "Berlin Private"),
        *["Berlin"] * 17,
    ]
    assert [request.path for request in server.requests] == ["/api/v1/albums"]
    assert albums.find_albums([]) == []
    assert len(server.requests) == 1
    for wrong in ("Berlin", None, [5], [""]):
        with pytest.raises((ApiTypeError, ApiValueError)):
            albums.find_albums(wrong)  # type: ignore[arg-type]  # that is the test


def test_all_photos_are_in_the_library(api_client: ApiClient) -> None:
    """What the other tests leave out is there."""
    assert sorted(found(api_client)) == sorted(NAMES)
