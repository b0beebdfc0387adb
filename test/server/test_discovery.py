"""Listings against the embedded server: whole stacks, shifting lists, folders, covers, refusals with advice."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    ApiTypeError,
    ApiValueError,
    AuthenticationApi,
    BadRequestException,
    ConfigApi,
    Configuration,
    FacesApi,
    FilesApi,
    FoldersApi,
    ForbiddenException,
    ImagesApi,
    LabelsApi,
    NotFoundException,
    PhotosApi,
    PlaceholderException,
    SubjectsApi,
    UnauthorizedException,
    UnreadableFolderWarning,
)
from photoprism_client.models.entity_marker import EntityMarker
from photoprism_client.models.search_subject import SearchSubject
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.relations import photos_in
from photoprism_client.testing.library.sample import write_picture

_MODES: dict[str, dict[str, Any]] = {
    "public": {"mode": "public"},
    "password-2024": {"mode": "password"},
    "password-2026": {"mode": "password", "tokens": "signed"},
    "sub-path-gzip": {"mode": "password", "sub_path": "/library", "gzip": True},
}
_CLIENT = {"cs5gfen1bgxz7s9i": "secret-of-the-client"}

Connect = Callable[..., ApiClient]


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """Draw a library that no test changes."""
    with Library.sample(photos=24) as library:
        for number, name in enumerate(("Ada Lovelace", "Jane Doe", "Zoë")):
            library.add_person(name, library.photos[number : number + 2])
        yield library


@pytest.fixture(scope="module", params=_MODES)
def server(request: pytest.FixtureRequest, library: Library) -> Iterator[PhotoPrismServer]:
    """Start a server in each mode."""
    with PhotoPrismServer(library, **_MODES[request.param], clients=_CLIENT, owns_library=False) as server:
        yield server


@pytest.fixture
def own() -> Iterator[PhotoPrismServer]:
    """Start a server whose library the test may change."""
    with PhotoPrismServer(Library.sample(photos=24), clients=_CLIENT) as server:
        yield server


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Make clients that are closed after the test."""
    with ExitStack() as stack:

        def make(server: PhotoPrismServer, **settings: Any) -> ApiClient:
            known = settings or {"username": "admin", "password": "photoprism"}
            return stack.enter_context(ApiClient(Configuration(host=server.url, **known)))

        yield make


def listed(library: Library) -> dict[str, set[str]]:
    """Return the files of all photos that the default listing has, by UID."""
    return {
        photo.uid: {file.uid for file in photo.files if not file.sidecar}
        for photo in library.photos
        if photo.archived_at is None and photo.quality > -1
    }


@pytest.mark.parametrize("page_size", [*range(1, 21), 1000])
def test_stacks_split_by_pages_are_joined(
    server: PhotoPrismServer, connect: Connect, library: Library, page_size: int
) -> None:
    """Whatever the page size, each photo comes once, in the listing's order, with all of its files."""
    photos = PhotosApi(connect(server))
    found = list(photos.iterate(page_size=page_size))
    assert {photo.uid: {file.uid for file in photo.files} for photo in found} == listed(library)
    one_page = photos.search_photos(1000, merged=True, order="added")
    assert [photo.uid for photo in found] == [photo.uid for photo in one_page]
    assert [photo.merged for photo in found] == [photo.merged for photo in one_page]


@pytest.mark.parametrize("order", ["newest", "oldest", "added", "name", "title"])
def test_each_stable_order_is_kept(server: PhotoPrismServer, connect: Connect, order: str) -> None:
    """Pages of any order that may be paged make up the same list as one page."""
    photos = PhotosApi(connect(server))
    whole = [photo.uid for photo in photos.search_photos(1000, merged=True, order=order)]
    assert [photo.uid for photo in photos.iterate(page_size=3, order=order)] == whole


def test_originals_and_sidecars_make_up_the_files(server: PhotoPrismServer, connect: Connect, library: Library) -> None:
    """A backup by ``originals`` gets the user's own files, and the photo's details have the same ones."""
    photos = PhotosApi(connect(server))
    stack = library.find("2021/07/IMG_1.JPG")
    (row,) = photos.search_photos(10, merged=True, uid=stack.uid)
    assert {file.name for file in row.originals} == {"2021/07/IMG_1.JPG", "2021/07/IMG_1.DNG"}
    whole = photos.get_photo(stack.uid)
    assert {file.hash for file in row.files} <= {file.hash for file in whole.files}
    assert whole.hash == row.hash
    assert FilesApi(connect(server)).get_file(row.originals[0].hash or "").photo_uid == stack.uid


def test_the_three_forms_agree(server: PhotoPrismServer, connect: Connect) -> None:
    """Plain, with_http_info and without_preload_content tell the same."""
    client = connect(server)
    calls: list[tuple[Any, str, list[Any]]] = [
        (PhotosApi(client), "search_photos", [3]),
        (PhotosApi(client), "get_photo", [PhotosApi(client).search_photos(1)[0].uid]),
        (AlbumsApi(client), "search_albums", [3]),
        (AlbumsApi(client), "get_album", [AlbumsApi(client).search_albums(1)[0].uid]),
        (LabelsApi(client), "search_labels", [3]),
        (FilesApi(client), "get_file", [PhotosApi(client).search_photos(1)[0].hash]),
        (SubjectsApi(client), "search_subjects", [3]),
        (FacesApi(client), "search_faces", [3]),
        (FoldersApi(client), "search_folders_originals", ["2021/07"]),
        (ConfigApi(client), "get_client_config", []),
    ]
    for api, name, arguments in calls:
        plain = getattr(api, name)(*arguments)
        info = getattr(api, f"{name}_with_http_info")(*arguments)
        with getattr(api, f"{name}_without_preload_content")(*arguments) as response:
            raw = json.loads(response.read())
        assert info.status_code == response.status == 200
        if name != "get_client_config":  # its tokens are new ones
            assert info.data == plain
        assert len(raw) == len(plain) if isinstance(plain, list) else set(raw)


def test_albums_labels_and_people_are_iterated(server: PhotoPrismServer, connect: Connect, library: Library) -> None:
    """Every page size lists all of them once; labels come without a count in the headers."""
    client = connect(server)
    for page_size in (1, 2, 3, 100):
        albums = [album.uid for album in AlbumsApi(client).iterate(page_size=page_size)]
        assert sorted(map(str, albums)) == sorted(album.uid for album in library.albums)
        labels = [label.uid for label in LabelsApi(client).iterate(page_size=page_size, all=True)]
        assert sorted(map(str, labels)) == sorted(label.uid for label in library.labels)
        people = [person.name for person in SubjectsApi(client).iterate(page_size=page_size)]
        assert people == ["Ada Lovelace", "Jane Doe", "Zoë"]
    kinds = {album.type for album in AlbumsApi(client).iterate(type=["folder"])}
    assert kinds == {"folder"}


def test_folders_are_walked(server: PhotoPrismServer, connect: Connect, library: Library) -> None:
    """All folders, and all of the user's own files in them, are found at any depth and page size, but for one.

    The server drops the per cent sign when it reads the path of a folder, and a warning says so.
    """
    folders = FoldersApi(connect(server))
    assert sorted(str(folder.path) for folder in folders.iterate()) == sorted(one.path for one in library.folders)
    own = sorted(
        file.name
        for photo in library.photos
        if not photo.archived_at and "%" not in photo.path
        for file in photo.files
        if file.root == "/"
    )
    for page_size in (1, 3, 1000):
        with pytest.warns(UnreadableFolderWarning, match="'2023/100% real': it reads that as '2023/100 real'"):
            assert sorted(str(file.name) for file in folders.iterate_files(page_size=page_size)) == own
    inside = [file.name for file in folders.iterate_files("2021/07/")]
    assert inside == [name for name in own if name.startswith("2021/07/")]
    assert [file.name for file in folders.iterate_files(recursive=False)] == [name for name in own if "/" not in name]
    special = folders.search_folders_originals("2022/Ferien & Spaß", files=True, count=100)
    assert [file.name for file in special.files] == ["2022/Ferien & Spaß/DSC 001 ü.jpg"]
    for _ in range(2):  # from the second time on from the server's cache
        assert folders.search_folders_originals("2021").folders[0].path == "2021/07"
    assert folders.search_folders_originals("no/such/folder").folders == []


UNREADABLE = ["a|b", 'say "a"', "why?", "a*b", "100%", "<a>", "{a}", "a..b", "~a", "a ", "a.", "a\u200db", "b" * 513]


@pytest.mark.parametrize("path", ["..", "2021/../..", "a//b", ".", "a\\b", "a/\x00", *UNREADABLE])
def test_paths_never_leave_their_folder(server: PhotoPrismServer, connect: Connect, path: str) -> None:
    """A path is refused before anything is sent when one of its parts is not a name."""
    folders = FoldersApi(connect(server))
    server.requests.clear()
    for call in (folders.search_folders_originals, folders.iterate, folders.iterate_files):
        with pytest.raises(ApiValueError):
            call(path)
    assert len(server.requests) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        {"count": 0},
        {"count": "5"},
        {"count": None},
        {"count": 5, "year": "abc"},
        {"count": 5, "label": "none"},
        {"count": 5, "uid": []},
        {"count": 5, "q": "year:abc"},
        {"count": 5, "camra": "x"},
        {"count": 5, "merged": "yes"},
        {"count": 5, "added": 7},
        {"count": 5, "_host_index": 1},
        {"count": 5, "_headers": []},
    ],
)
def test_bad_arguments_send_nothing(server: PhotoPrismServer, connect: Connect, arguments: dict[str, Any]) -> None:
    """A wrong type, value or name is refused before any request, a login included."""
    photos = PhotosApi(connect(server, access_token="not asked for"))
    server.requests.clear()
    for form in ("", "_with_http_info", "_without_preload_content"):
        with pytest.raises((ApiTypeError, ApiValueError)):
            getattr(photos, f"search_photos{form}")(**arguments)
    assert len(server.requests) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        {"order": "random"},
        {"order": "similar"},
        {"order": "relevance"},
        {"order": "size"},
        {"order": "duration"},
        {"page_size": 0},
        {"page_size": 10_001},
        {"page_size": "5"},
        {"year": "abc"},
        {"offset": 0},
        {"offset": None},
        {"count": 5},
        {"merged": False},
        {"nonsense": 1},
    ],
)
def test_iterate_refuses_at_once(server: PhotoPrismServer, connect: Connect, arguments: dict[str, Any]) -> None:
    """What cannot be listed page by page is refused by the call itself, not by the first photo."""
    photos = PhotosApi(connect(server, access_token="not asked for"))
    server.requests.clear()
    with pytest.raises((ApiTypeError, ApiValueError)):
        photos.iterate(**arguments)
    photos.iterate(order="size", primary=True)
    assert len(server.requests) == 0


@pytest.mark.parametrize("name", ["count", "offset", "merged"])
def test_iterate_has_no_pages_to_choose(server: PhotoPrismServer, connect: Connect, name: str) -> None:
    """Who asks for a part of the listing is pointed to what sets the size of a page, and to the search of one page."""
    photos = PhotosApi(connect(server, access_token="not asked for"))
    values: dict[str, Any] = {name: 0}
    with pytest.raises(ApiTypeError, match=rf"iterate takes no {name}: .*page_size.*search_photos"):
        photos.iterate(**values)


@pytest.mark.parametrize("make", [PhotosApi, AlbumsApi, LabelsApi, SubjectsApi])
def test_iterate_names_the_size_of_a_page(server: PhotoPrismServer, connect: Connect, make: type[Any]) -> None:
    """A page size that is refused is called by its name."""
    with pytest.raises(ApiValueError, match="page_size must be from 1 to 10000"):
        make(connect(server, access_token="not asked for")).iterate(page_size=0)
    with pytest.raises(ApiValueError, match="page_size must be from 1 to 10000"):
        FoldersApi(connect(server, access_token="not asked for")).iterate_files(page_size=0)


def test_filters_find_what_they_say(server: PhotoPrismServer, connect: Connect, library: Library) -> None:
    """Filters by parameter and in the search agree with the library."""
    photos = PhotosApi(connect(server))
    years = {photo.year for photo in library.photos if photo.archived_at is None}
    for year in years:
        expected = {photo.uid for photo in library.photos if photo.year == year and photo.archived_at is None}
        assert {photo.uid for photo in photos.iterate(year=year)} == expected
        assert {photo.uid for photo in photos.iterate(q=f"year:{year}")} == expected
    assert {photo.uid for photo in photos.iterate(year=sorted(years))} == set(listed(library))
    archived = {photo.uid for photo in library.photos if photo.archived_at is not None}
    assert {photo.uid for photo in photos.iterate(archived=True)} == archived
    album = next(album for album in library.albums if album.title == "Favourites")
    assert {photo.uid for photo in photos.iterate(s=album.uid)} == {photo.uid for photo in photos_in(library, album)}
    assert {photo.uid for photo in photos.iterate(path="2021/*")} == {
        photo.uid for photo in library.photos if photo.path.startswith("2021/") and photo.archived_at is None
    }


def test_photos_in_no_folder(tmp_path: Path, connect: Connect) -> None:
    """A slash is the originals themselves, without the folders in them: the server would list everything for it."""
    for number, name in enumerate(("root.jpg", "folder/inner.jpg")):
        write_picture(tmp_path / name, number, (32, 24))
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server:
        photos = PhotosApi(connect(server))
        assert [photo.file_name for photo in photos.iterate(path="/")] == ["root.jpg"]
        with pytest.raises(ApiValueError, match="'/' is not a pattern"):
            photos.iterate(path=["/", "folder"])


def test_unknown_things_are_not_found(server: PhotoPrismServer, connect: Connect) -> None:
    """What the server does not have is a 404 of its own class."""
    client = connect(server)
    for call in (PhotosApi(client).get_photo, AlbumsApi(client).get_album, FilesApi(client).get_file):
        with pytest.raises(NotFoundException):
            call("ps00000000000000")


def test_refused_search_says_what_may_be_wrong(server: PhotoPrismServer, connect: Connect) -> None:
    """The server only says that it is unable; the error names the filters that it refuses."""
    with pytest.raises(BadRequestException, match="q has an unknown key"):
        PhotosApi(connect(server)).search_photos(5, q="foo:bar")


def test_oauth_client_is_told_to_use_an_app_password(own: PhotoPrismServer, connect: Connect) -> None:
    """A client's token cannot search; the error says why, and what to do instead. Labels and folders work."""
    ((client_id, secret),) = _CLIENT.items()
    with PhotoPrismServer(own.library, mode="password", clients=_CLIENT, owns_library=False) as server:
        client = connect(server, client_id=client_id, client_secret=secret)
        for call in (PhotosApi(client).search_photos, AlbumsApi(client).search_albums):
            with pytest.raises(BadRequestException, match="make an app password"):
                call(5)
        with pytest.raises(BadRequestException, match="make an app password"):
            next(PhotosApi(client).iterate())
        assert LabelsApi(client).search_labels(5)


def _photo_pages(server: PhotoPrismServer) -> int:
    return sum(request.path.endswith("/photos") for request in server.requests)


@pytest.mark.parametrize("page_size", [3, 5, 7, 12])
def test_archiving_while_paging_hides_nothing(own: PhotoPrismServer, connect: Connect, page_size: int) -> None:
    """Photos that leave the listing while it is read do not take others with them."""
    library = own.library
    photos = PhotosApi(connect(own))
    before = listed(library)
    found: dict[str, set[str]] = {}
    gone: set[str] = set()
    for photo in photos.iterate(page_size=page_size):
        uid = str(photo.uid)
        assert uid not in found
        found[uid] = {str(file.uid) for file in photo.files}
        if len(found) in {3, 6}:
            for other in [library.photo(one) for one in [*found][:2] if one not in gone]:
                assert other is not None
                library.archive(other)
                gone.add(other.uid)
    assert {uid: files for uid, files in found.items() if uid not in gone} == {
        uid: files for uid, files in before.items() if uid not in gone
    }


def test_archiving_more_than_the_overlap_reads_again(own: PhotoPrismServer, connect: Connect) -> None:
    """Where the overlap is gone, the listing is read again from further ahead."""
    library = own.library
    before = set(listed(library))
    found: list[str] = []
    for photo in PhotosApi(connect(own)).iterate(page_size=10):
        found.append(str(photo.uid))
        if len(found) == 8:
            for uid in found:
                listed_photo = library.photo(uid)
                assert listed_photo is not None
                library.archive(listed_photo)
    assert len(found) == len(set(found))
    assert set(found) == before
    pages = [parse_qs(request.query) for request in own.requests if request.path.endswith("/photos")]
    offsets = [int(page["offset"][0]) for page in pages]
    assert offsets != sorted(offsets)


def test_changed_times_while_paging_double_nothing(own: PhotoPrismServer, connect: Connect) -> None:
    """Photos that come back from the archive, ahead of what was read, double nothing."""
    library = own.library
    first = [photo for photo in library.photos if photo.archived_at is None][-6:]
    for photo in first:
        library.archive(photo)
    before = set(listed(library))
    found: list[str] = []
    for row in PhotosApi(connect(own)).iterate(page_size=4):
        found.append(str(row.uid))
        if len(found) == 3:
            for photo in first:
                library.update(photo, archived_at=None)
    assert len(found) == len(set(found))
    assert before <= set(found)


def test_nothing_is_asked_before_the_first_photo(own: PhotoPrismServer, connect: Connect) -> None:
    """An iterator that is not used costs nothing, and one that is left asks no further page."""
    run = PhotosApi(connect(own)).iterate(page_size=5)
    assert _photo_pages(own) == 0
    next(run)
    assert _photo_pages(own) == 1


def test_covers_of_everything(server: PhotoPrismServer, connect: Connect) -> None:
    """Albums, labels and folders show their picture in both eras; what has none shows the placeholder."""
    client = connect(server)
    images = ImagesApi(client)
    albums = {album.title: album for album in AlbumsApi(client).iterate(type="album")}
    assert images.cover_of(albums["Everything"]).content_type == "image/jpeg"
    assert images.cover_of(albums["Empty"]).is_placeholder
    label = LabelsApi(client).search_labels(1, all=True)[0]
    assert images.cover_of(label, "tile_224").content_type == "image/jpeg"
    folder = next(one for one in FoldersApi(client).iterate() if one.path == "2021/07")
    assert images.cover_of(folder).content_type == "image/jpeg"
    assert images.cover_of(SearchSubject(uid="js6sg6b1qekk9jx8")).is_placeholder
    client.configuration.raise_on_placeholder = True
    assert not images.cover_of(albums["Everything"]).is_placeholder
    for nothing in (albums["Empty"], SearchSubject(uid="js6sg6b1qekk9jx8")):
        with pytest.raises(PlaceholderException):
            images.cover_of(nothing)


def test_thumbs_of_photos_files_and_faces(server: PhotoPrismServer, connect: Connect) -> None:
    """Photos and files by their hash, faces by their crop, in a size that crops have."""
    client = connect(server)
    images = ImagesApi(client)
    row = PhotosApi(client).search_photos(1, merged=True, primary=True)[0]
    whole = PhotosApi(client).get_photo(str(row.uid))
    assert images.thumb_of(row) == images.thumb_of(whole) == images.thumb_of(whole.files[0])
    crop = f"{row.hash}-0c80c81f41f4"
    server.requests.clear()
    for item in (EntityMarker(thumb=crop), SearchSubject(uid="js6sg6b1qekk9jx8", thumb=crop)):
        assert images.thumb_of(item, "fit_720").content_type == "image/jpeg"
    assert images.thumb_of(EntityMarker(thumb=crop), "tile_100").content_type == "image/jpeg"
    assert images.cover_of(SearchSubject(uid="js6sg6b1qekk9jx8", thumb=crop)).content_type == "image/jpeg"
    sizes = [request.path.rpartition("/")[2] for request in server.requests]
    assert sizes == ["tile_500", "tile_500", "tile_100", "tile_500"]


@pytest.mark.parametrize("item", [None, 5, "atoyigduz1f2a9he", EntityMarker(uid="m")])
def test_what_has_no_cover_is_refused(server: PhotoPrismServer, connect: Connect, item: Any) -> None:
    """A cover is that of an album, label, folder or person."""
    with pytest.raises(ApiTypeError, match="only albums, labels, folders and people have covers"):
        ImagesApi(connect(server)).cover_of(item)


def test_what_has_no_picture_is_refused(server: PhotoPrismServer, connect: Connect) -> None:
    """A thumbnail needs a hash."""
    images = ImagesApi(connect(server))
    with pytest.raises(ApiValueError, match="EntityMarker has no picture"):
        images.thumb_of(EntityMarker())
    with pytest.raises(ApiTypeError, match="only photos, files, markers and people have thumbnails"):
        images.thumb_of("c389d639753b057afe1ba50e1983afeb48d459c6")  # type: ignore[arg-type]  # that is the test


def test_configuration_and_its_secrets(server: PhotoPrismServer, connect: Connect) -> None:
    """The configuration says what the server is; its tokens are not shown."""
    config = ConfigApi(connect(server)).get_client_config()
    assert config.version
    assert config.count is not None
    assert config.thumbs[0].size == "fit_720"
    assert config.preview_token
    if not config.public:
        assert config.preview_token not in f"{config!r} {config}"


def test_sessions_apart_from_the_clients_own(own: PhotoPrismServer, connect: Connect) -> None:
    """Logins by hand neither use nor change what the client is logged in with."""
    with PhotoPrismServer(own.library, mode="password", clients=_CLIENT, owns_library=False) as server:
        client = connect(server)
        PhotosApi(client).search_photos(1)
        generation, logins = client._caller.session.tokens.generation, AuthenticationApi(client)
        server.requests.clear()
        made = logins.create_session("admin", "photoprism")
        assert "x-auth-token" not in server.requests[0].headers
        assert made.access_token
        assert made.access_token not in f"{made!r}"
        assert logins.get_session(access_token=made.access_token).user == made.user
        assert logins.get_session().access_token != made.access_token
        assert logins.delete_session(access_token=made.access_token).status == "deleted"
        with pytest.raises(UnauthorizedException):
            logins.get_session(access_token=made.access_token)
        ((client_id, secret),) = _CLIENT.items()
        token = logins.oauth_token(client_id, secret).access_token
        assert token
        assert logins.oauth_revoke(token).status == "deleted"
        assert client._caller.session.tokens.generation == generation
        PhotosApi(client).search_photos(1)
        assert logins.delete_session().status == "deleted"
        PhotosApi(client).search_photos(1)


def test_wrong_logins_are_tried_once(own: PhotoPrismServer, connect: Connect) -> None:
    """A refused login is one request, and its error does not show the password."""
    with PhotoPrismServer(own.library, mode="password", clients=_CLIENT, owns_library=False) as server:
        logins = AuthenticationApi(connect(server))
        with pytest.raises(UnauthorizedException) as caught:
            logins.create_session("admin", "wr0ng-passw0rd")
        assert "wr0ng-passw0rd" not in str(caught.value)
        assert len(server.requests) == 1
        with pytest.raises(UnauthorizedException):
            logins.oauth_token("cs5gfen1bgxz7s9i", "wr0ng-secret")
        for arguments in (("", "x"), ("admin", ""), ("admin", None)):
            with pytest.raises((ApiTypeError, ApiValueError)):
                logins.create_session(*arguments)
        assert len(server.requests) == 2


def test_public_servers_give_no_client_tokens(own: PhotoPrismServer, connect: Connect) -> None:
    """In public mode, OAuth is forbidden."""
    with pytest.raises(ForbiddenException):
        AuthenticationApi(connect(own)).oauth_revoke("some-token-of-a-client")


def test_albums_are_found_before_folders_of_their_title(
    server: PhotoPrismServer, connect: Connect, library: Library
) -> None:
    """A folder is found by its title where no album has it; an album of the same title takes its place."""
    albums = AlbumsApi(connect(server))
    folder = next(
        album
        for album in library.albums
        if album.type == "folder" and [other.title for other in library.albums].count(album.title) == 1
    )
    assert albums.find_album(folder.title).uid == folder.uid == albums.find_album(folder.uid).uid
    made = library.add_album(folder.title)
    try:
        assert albums.find_album(folder.title).uid == made.uid
    finally:
        library.albums.remove(made)
        library.update(folder)
