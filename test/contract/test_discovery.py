"""Finding what to fetch: the embedded server in every mode, or a real one with ``--server URL``; nothing is changed."""

from datetime import UTC, date, datetime

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiValueError,
    BadRequestException,
    ConfigApi,
    FacesApi,
    FilesApi,
    FoldersApi,
    LabelsApi,
    LookupFailedError,
    NotFoundException,
    PhotosApi,
    SearchPhoto,
    SubjectsApi,
)
from photoprism_client.api.folder_paths import is_readable
from test.support.contract_site import Site


def test_models_hold_what_the_server_lists(site: Site) -> None:
    """Each row is read, and written again with every field that it came with."""
    photos = PhotosApi(site.client).search_photos(500, merged=True, order="oldest", public=True)
    assert [photo.uid for photo in photos] == [row["UID"] for row in site.photos]
    for photo, row in zip(photos, site.photos, strict=True):
        assert isinstance(photo, SearchPhoto)
        assert set(photo.to_dict()) | {"Caption", "Description"} >= {
            name for name, value in row.items() if value is not None and value != "0001-01-01T00:00:00Z"
        }
        assert photo.taken_at == datetime.fromisoformat(row["TakenAt"])
        assert photo.taken_at_local == datetime.fromisoformat(row["TakenAtLocal"]).replace(tzinfo=None)
        assert [file.hash for file in photo.files] == [file["Hash"] for file in row["Files"]]
        assert photo.originals or photo.sidecars


@pytest.mark.parametrize("page_size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("order", ["added", "newest", "oldest", "name", "title"])
def test_pages_make_up_the_whole_listing(site: Site, order: str, page_size: int) -> None:
    """Photos come once, whole and in order, whatever the page size."""
    photos = PhotosApi(site.client)
    whole = photos.search_photos(1000, merged=True, order=order)
    paged = list(photos.iterate(page_size=page_size, order=order))
    assert [photo.uid for photo in paged] == [photo.uid for photo in whole]
    assert [[file.uid for file in photo.files] for photo in paged] == [
        [file.uid for file in photo.files] for photo in whole
    ]


def test_a_photos_details_have_its_files(site: Site) -> None:
    """What a row lists is in the details; a file of it is found by its hash."""
    photos = PhotosApi(site.client)
    for row in photos.search_photos(5, merged=True):
        photo = photos.get_photo(str(row.uid))
        assert {file.hash for file in row.files} <= {file.hash for file in photo.files}
        assert photo.hash == row.hash
        assert photo.details is not None
        file = FilesApi(site.client).get_file(str(row.hash))
        # Copies of one file are photos of their own, and have one hash.
        assert (file.hash, file.mod_time is not None) == (row.hash, True)


def test_filters_are_understood(site: Site) -> None:
    """Each filter that is sent is one that the server keeps to, by parameter as in a search."""
    photos = PhotosApi(site.client)
    everything = {photo.uid: photo for photo in photos.iterate()}
    year = next(photo.year for photo in everything.values() if photo.year and photo.year > 0)
    assert {photo.uid for photo in photos.iterate(year=year)} == {
        uid for uid, photo in everything.items() if photo.year == year
    }
    assert {photo.uid for photo in photos.iterate(q=f"year:{year}")} == {
        photo.uid for photo in photos.iterate(year=year)
    }
    day = date(year, 1, 1)
    earlier = {uid for uid, photo in everything.items() if photo.taken_at and photo.taken_at.date() < day}
    assert {photo.uid for photo in photos.iterate(before=day)} >= earlier
    assert {photo.uid for photo in photos.iterate(before=day)}.isdisjoint(
        uid for uid, photo in everything.items() if photo.taken_at and photo.taken_at > datetime(year, 1, 2, tzinfo=UTC)
    )
    assert list(photos.iterate(added=datetime(2099, 1, 1, tzinfo=UTC))) == []
    assert {photo.uid for photo in photos.iterate(added=date(2000, 1, 1))} == set(everything)
    two = sorted(map(str, everything))[:2]
    assert sorted(str(photo.uid) for photo in photos.iterate(uid=two)) == two
    assert {photo.type for photo in photos.iterate(type="image")} == {"image"}
    assert all(len(photo.files) == 1 for photo in photos.iterate(primary=True))


def test_every_word_for_no_filter_is_one(site: Site) -> None:
    """The words refused here are those that the server takes for no filter: it lists everything for them."""
    everything = len(PhotosApi(site.client).search_photos(1000))
    for word in ("none", "null", "nil", "nan", "0", "00", "0000", "-1", "-", ":", "z", "1970-01-01"):
        for name in ("label", "title", "path", "album", "s"):
            assert len(site.ask(f"/photos?count=1000&{name}={word}")) == everything, (name, word)
            with pytest.raises(ApiValueError, match=name):
                PhotosApi(site.client).search_photos(1, **{name: word})  # type: ignore[arg-type]  # all are texts
    assert len(site.ask("/photos?count=1000&path=/")) == everything


def test_albums_have_what_the_server_has_in_them(site: Site) -> None:
    """An album by its title has the photos of its UID, however many albums' titles begin like it."""
    photos = PhotosApi(site.client)
    made = [album for album in site.albums if album["Type"] == "album"]
    for title in {album["Title"] for album in made}:
        same = [album["UID"] for album in made if album["Title"].casefold() == title.casefold()]
        expected = {photo.uid for uid in same for photo in photos.iterate(s=uid)}
        assert {photo.uid for photo in photos.iterate(album=[title])} == expected
    with pytest.raises(LookupFailedError, match="no album is called"):
        list(photos.iterate(album="no album is called so"))


def test_folders_have_what_is_in_them(site: Site) -> None:
    """A folder by its path, or by its album, has its own photos, and none that a pattern would find, too."""
    photos = PhotosApi(site.client)
    of_folder = {album["Path"]: album["UID"] for album in site.albums if album["Type"] == "folder"}
    for path in sorted({photo["Path"] for photo in site.photos if photo["Path"]}):
        inside = {photo["UID"] for photo in site.photos if photo["Path"] == path}
        assert {photo.uid for photo in photos.iterate(path=[f"{path}/"], public=True)} == inside
        alike = {photo["UID"] for photo in site.photos if photo["Path"].casefold() == path.casefold()}
        if "*" not in path:
            assert inside <= {photo.uid for photo in photos.iterate(path=[path], public=True)} <= alike
        if path in of_folder:
            assert {photo.uid for photo in photos.iterate(album=of_folder[path])} == inside


def test_the_server_refuses_what_is_left_to_it(site: Site) -> None:
    """An unknown key, and an album that there is not, are refused with advice."""
    photos = PhotosApi(site.client)
    for arguments in ({"q": "foo:bar"}, {"s": "as00000000000000"}):
        with pytest.raises(BadRequestException, match="refuses one of the filters"):
            photos.search_photos(5, **arguments)  # type: ignore[arg-type]  # both are texts
    with pytest.raises(NotFoundException):
        photos.get_photo("ps00000000000000")


def test_albums_labels_and_people_are_listed(site: Site) -> None:
    """Page by page as in one page; details fit the rows."""
    albums, labels, people = AlbumsApi(site.client), LabelsApi(site.client), SubjectsApi(site.client)
    # Listed anew: a real server goes on for a while after what was there before has changed it.
    assert {album.uid for album in albums.iterate(page_size=3)} == {album.uid for album in albums.search_albums(500)}
    assert {label.uid for label in labels.iterate(page_size=2, all=True)} == {
        label.uid for label in labels.search_labels(500, all=True)
    }
    assert {person.uid for person in people.iterate(page_size=2)} == {
        person.uid for person in people.search_subjects(500)
    }
    assert site.embedded is None or len(people.search_subjects(500)) == 3
    assert all(face.id for face in FacesApi(site.client).search_faces(5))
    row = albums.search_albums(1)[0]
    assert albums.get_album(str(row.uid)).title == row.title
    members = {photo.uid for photo in PhotosApi(site.client).iterate(s=site.album_with_pictures()["UID"])}
    assert members >= {photo["UID"] for photo in site.members(site.album_with_pictures())}


@pytest.mark.filterwarnings("ignore::photoprism_client.UnreadableFolderWarning")
def test_folders_hold_the_originals(site: Site) -> None:
    """The folders' listing finds each original that the search finds, at its path."""
    folders = FoldersApi(site.client)
    assert {folder.path for folder in folders.iterate()} == {row["Path"] for row in site.folders}
    files = list(folders.iterate_files(page_size=3))
    assert len(files) == len({file.uid for file in files})
    paths = {file["Name"]: file["Name"].rpartition("/")[0] for file in site.originals}
    assert {file.name for file in files} >= {name for name, path in paths.items() if is_readable(path)}
    assert all(file.is_original for file in files)


def test_the_configuration_is_read(site: Site) -> None:
    """Version, mode and sizes are there."""
    config = ConfigApi(site.client).get_client_config()
    assert config.version
    assert bool(config.public) == site.is_public
    assert "fit_720" in {size.size for size in config.thumbs}


def test_covers_and_thumbs_of_models(site: Site) -> None:
    """Models are shown by what they hold; a video or RAW by the picture made of it."""
    images = site.images
    album = AlbumsApi(site.client).get_album(str(site.album_with_pictures()["UID"]))
    assert images.cover_of(album).content_type == "image/jpeg"
    empty = AlbumsApi(site.client).get_album(str(site.empty_album()["UID"]))
    assert images.cover_of(empty).is_placeholder
    for photo in PhotosApi(site.client).search_photos(5, merged=True):
        assert images.thumb_of(photo, "tile_100").content_type == "image/jpeg"
