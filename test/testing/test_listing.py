"""Listings: filters, pages, groups."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.relations import photos_in
from photoprism_client.testing.library.sample import write_picture
from test.support.plain_requests import get, get_json, uids
from test.support.similar_names import NAMES, make_library


def _names(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(str(row["FileName"]) for row in rows)


@pytest.mark.parametrize("as_query", [False, True])
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("path", "2021/07", ["2021/07/IMG_0002.JPG", "2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG"]),
        ("path", "2023/*", ["2023/100% real/a+b=c & d.jpg", "2023/日本/富士山 #1.jpg"]),
        ("filename", "dups/IMG_0002.JPG", ["dups/IMG_0002.JPG"]),
        ("name", "IMG_0002", ["2021/07/IMG_0002.JPG", "dups/IMG_0002.JPG"]),
        ("type", "raw", ["2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG"]),
        ("raw", "true", ["2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG"]),
        ("camera", "Canon*", ["2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG", "dups/IMG_0002.JPG"]),
        ("before", "2021-07-19", ["2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG", "2022/Ferien & Spaß/DSC 001 ü.jpg"]),
        ("taken", "2021-07-18", ["2022/Ferien & Spaß/DSC 001 ü.jpg"]),
        ("favorite", "true", ["2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG"]),
        ("stack", "true", ["2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG"]),
        ("year", "1999", []),
        ("label", "nothing", []),
    ],
)
def test_filters(server: PhotoPrismServer, name: str, value: str, expected: list[str], as_query: bool) -> None:
    """Each filter works as a parameter of its own and in `q`."""
    term = name + ':"' + value + '"'
    asked = f"q={quote(term)}" if as_query else f"{name}={quote(value)}"
    assert _names(get_json(server, f"/photos?count=100&{asked}")) == expected


def test_uid_and_hash_filters(server: PhotoPrismServer) -> None:
    """Several identifiers are joined by a bar; nonsense is refused."""
    one, two = server.library.photos[0], server.library.photos[3]
    assert set(uids(get_json(server, f"/photos?count=9&uid={one.uid}|{two.uid}"))) == {one.uid, two.uid}
    assert uids(get_json(server, f"/photos?count=9&hash={two.hash}")) == [two.uid]
    assert get(server, "/photos?count=9&uid=x", {"X-Auth-Token": server.access_token}).status == 400


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("count=1&q=nokey:1", 400),
        ("count=1&q=after:never", 400),
        ("count=1&q=year:abc", 200),
        ("count=1&year=abc", 200),
        ("count=1&nokey=1", 200),
        ("count=abc", 400),
        ("count=1&merged=maybe", 400),
        ("count=1&before=soon", 400),
        ("count=1&order=bogus", 400),
        ("count=1&s=a00000000000000z", 400),
        ("count=1&lens=x", 400),
        ("offset=3", 400),
    ],
)
def test_bad_values(server: PhotoPrismServer, query: str, status: int) -> None:
    """What the real server refuses is refused, what it swallows is swallowed; a filter not built is refused."""
    assert get(server, f"/photos?{query}", {"X-Auth-Token": server.access_token}).status == status


def test_private_archived_hidden_and_review(tmp_path: Path) -> None:
    """Each of these lists is apart; the default one has private pictures, but neither archived nor hidden ones."""
    for number, name in enumerate(("plain", "private", "archived")):
        write_picture(tmp_path / f"{name}.jpg", number)
    (tmp_path / "hidden.jpg").write_bytes((tmp_path / "plain.jpg").read_bytes()[:3000])
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server:
        library = server.library
        library.update(library.find("private.jpg"), private=True)
        library.archive(library.find("archived.jpg"))
        listed = {
            flag: _names(get_json(server, f"/photos?count=9&{flag}=true"))
            for flag in ("merged", "private", "public", "archived", "hidden", "review")
        }
    assert listed == {
        "merged": ["plain.jpg", "private.jpg"],
        "private": ["private.jpg"],
        "public": ["plain.jpg"],
        "archived": ["archived.jpg"],
        "hidden": ["hidden.jpg"],
        "review": ["plain.jpg", "private.jpg"],
    }


@pytest.mark.parametrize("order", ["newest", "oldest", "name", "title", "added", "relevance", "size"])
def test_pages_cover_everything_and_split_stacks(server: PhotoPrismServer, order: str) -> None:
    """Count and offset count files: pages join to the whole listing, and a stack can lie on two of them."""
    whole = get_json(server, f"/photos?count=100&order={order}")
    pages = [get_json(server, f"/photos?count=1&offset={i}&merged=true&order={order}") for i in range(len(whole))]
    assert [row["FileUID"] for row in whole] == [page[0]["Files"][0]["UID"] for page in pages]
    stack = server.library.find("2021/07/IMG_1.JPG")
    assert sum(page[0]["UID"] == stack.uid for page in pages) == 2


def test_merged_groups_the_files_of_a_picture(server: PhotoPrismServer) -> None:
    """One row for a picture, with all its files but the sidecars; without merging there are no files."""
    stack = server.library.find("2021/07/IMG_1.JPG")
    merged = get_json(server, f"/photos?count=9&merged=true&uid={stack.uid}")
    assert [file["Name"] for file in merged[0]["Files"]] == ["2021/07/IMG_1.JPG", "2021/07/IMG_1.DNG"]
    assert merged[0]["Merged"] is True
    assert [row["Files"] for row in get_json(server, f"/photos?count=9&uid={stack.uid}")] == [None, None]


def test_headers_tell_count_limit_and_offset(server: PhotoPrismServer) -> None:
    """`X-Count` counts the rows of this page, before they are merged."""
    answer = get(server, "/photos?count=4&offset=1&merged=true", {"X-Auth-Token": server.access_token})
    told = [answer.headers[name] for name in ("X-Count", "X-Limit", "X-Offset")]
    assert told == ["4", "4", "1"]


def test_an_album_scopes_a_search(server: PhotoPrismServer) -> None:
    """`s` limits to an album of chosen pictures, or to a folder's."""
    for album in server.library.albums:
        expected = {photo.uid for photo in photos_in(server.library, album)}
        assert set(uids(get_json(server, f"/photos?count=100&s={album.uid}"))) == expected


def test_folder_listing_shows_sidecars_and_is_cached(server: PhotoPrismServer) -> None:
    """Files are listed with a count only; a second listing of folders has no tokens and no counts."""
    path = "/folders/originals/2021/07"
    assert "files" not in get_json(server, f"{path}?files=true")
    names = [file["Name"] for file in get_json(server, f"{path}?files=true&count=100")["files"]]
    assert names == ["2021/07/IMG_0002.JPG", "2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG", "2021/07/IMG_1.xmp"]
    headers = {"X-Auth-Token": server.access_token}
    first, second = get(server, "/folders/originals", headers), get(server, "/folders/originals", headers)
    assert first.body == second.body
    assert "X-Preview-Token" in first.headers
    assert not {"X-Preview-Token", "X-Count"} & set(second.headers)
    server.library.update(server.library.photos[0], favorite=True)
    assert "X-Preview-Token" in get(server, "/folders/originals", headers).headers


def test_folders_go_down_when_asked(server: PhotoPrismServer) -> None:
    """One level by default, all of them with `recursive`."""
    flat = [folder["Path"] for folder in get_json(server, "/folders/originals")["folders"]]
    deep = [folder["Path"] for folder in get_json(server, "/folders/originals?recursive=true")["folders"]]
    assert flat == ["2021", "2022", "2023", "dups", "empty"]
    assert set(deep) == {folder.path for folder in server.library.folders}


def test_albums_and_labels_are_found_by_name_and_type(server: PhotoPrismServer) -> None:
    """Types, names and pages work; albums count their pictures."""
    assert [album["Title"] for album in get_json(server, "/albums?count=9&type=album&q=fav")] == ["Favourites"]
    assert {album["Type"] for album in get_json(server, "/albums?count=99&type=folder")} == {"folder"}
    assert len(get_json(server, "/albums?count=2&offset=1")) == 2
    assert [label["Name"] for label in get_json(server, "/labels?count=9")] == ["Mountain", "Sunset"]
    album = next(album for album in server.library.albums if album.title == "Favourites")
    assert [found["PhotoCount"] for found in get_json(server, f"/albums?count=9&uid={album.uid}")] == [4]
    assert "PhotoCount" not in get_json(server, f"/albums/{album.uid}")


def test_one_picture_has_albums_labels_and_all_files(server: PhotoPrismServer) -> None:
    """Only the single view tells which albums and labels a picture is in, and shows its sidecar."""
    photo = get_json(server, f"/photos/{server.library.find('2021/07/IMG_1.JPG').uid}")
    assert {album["Title"] for album in photo["Albums"]} == {"Favourites", "Everything"}
    assert [label["Label"]["Name"] for label in photo["Labels"]] == ["Mountain"]
    assert len(photo["Files"]) == 3


def test_free_words_find_labels_and_names(server: PhotoPrismServer) -> None:
    """A word that is not a filter is searched for in labels, titles and names."""
    mountain = server.library.labels[0]
    found = set(uids(get_json(server, "/photos?count=99&q=mountain")))
    assert found == {uid for uid in mountain.photo_uids if not server.library.photo(uid).archived_at}  # type: ignore[union-attr]  # it is there


def test_random_order_has_each_picture_once(server: PhotoPrismServer) -> None:
    """A random order has the primary file of each picture, once."""
    ordered = get_json(server, "/photos?count=99&order=name&primary=true")
    assert sorted(map(json.dumps, get_json(server, "/photos?count=99&order=random"))) == sorted(
        map(json.dumps, ordered)
    )


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoPrismServer]:
    """Start a server of pictures whose folders and names look like patterns, in albums whose titles begin alike."""
    with PhotoPrismServer(make_library(tmp_path_factory.mktemp("odd"))) as server:
        yield server


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("path=my_album", ["MY_ALBUM/y.jpg", "myXalbum/xZ1.jpg", "my_album/x_1.jpg"]),
        ("path=my_album/", ["my_album/x_1.jpg"]),
        ("path=/my_album/", ["my_album/x_1.jpg"]),
        ("path=MYXALBUM/", []),
        ("path=ÜMLÄUT", []),
        ("path=100%25", ["100%/a.jpg", "100x/a.jpg"]),
        ("path=100%25/", ["100%/a.jpg"]),
        ("path=pi|pe", ["pi/a.jpg"]),
        ("path=pi|pe/", ["pi|pe/a.jpg"]),
        ("path=pi | 100x", ["100x/a.jpg", "pi/a.jpg"]),
        ("path=//", ["top.jpg"]),
        ("name=x_1", ["myXalbum/xZ1.jpg", "my_album/x_1.jpg"]),
        ("name=folder/x_1.jpg", ["myXalbum/xZ1.jpg", "my_album/x_1.jpg"]),
        ("filename=my_album/x_1.jpg", ["myXalbum/xZ1.jpg", "my_album/x_1.jpg"]),
        ("album=Berlin", ["100%/a.jpg", "100x/a.jpg", "pi/a.jpg"]),
        ("album=berlin-p", ["100x/a.jpg"]),
        ("album=B_rlin Del", ["100%/a.jpg"]),
        ("album=*Berlin D*", ["100%/a.jpg"]),
        ("album=*Private", []),
        ("album=B*n", []),
        ("album=Berlin|Trip to Rome", []),
        ('q=album:"Trip to"', ["pi/a.jpg", "top.jpg"]),
    ],
)
def test_patterns_match_as_on_a_real_server(odd: PhotoPrismServer, query: str, expected: list[str]) -> None:
    """`_` and `%` stand for anything, a slash at the end for none of it; an album is found by how its title begins."""
    name, _, value = query.partition("=")
    asked = f"{name}={value if '%25' in value else quote(value)}"
    assert _names(get_json(odd, f"/photos?count=99&{asked}")) == expected


@pytest.mark.parametrize(
    "query", ["album=none", "s=none", "s=*", "path=/", "path=0000", "name=z", "title=-", "label=*"]
)
def test_some_words_are_no_filter(odd: PhotoPrismServer, query: str) -> None:
    """The server takes some words for nothing, and lists everything."""
    assert len(get_json(odd, f"/photos?count=99&{query}")) == len(NAMES)


def test_a_deleted_album_is_nowhere_but_in_a_search_by_title(odd: PhotoPrismServer) -> None:
    """It is in no listing, and its UID is refused."""
    (deleted,) = odd.library.deleted_albums
    assert deleted.uid not in uids(get_json(odd, "/albums?count=99"))
    headers = {"X-Auth-Token": odd.access_token}
    assert get(odd, f"/albums/{deleted.uid}", headers).status == 404
    assert get(odd, f"/photos?count=9&s={deleted.uid}", headers).status == 400


def test_an_album_of_a_folder_is_a_pattern(odd: PhotoPrismServer) -> None:
    """The album of a folder whose name has a `_` shows other folders, too."""
    album = next(album for album in odd.library.albums if album.path == "my_album")
    found = _names(get_json(odd, f"/photos?count=99&s={album.uid}"))
    assert found == ["MY_ALBUM/y.jpg", "myXalbum/xZ1.jpg", "my_album/x_1.jpg"]


@pytest.mark.parametrize(
    "path", ["/albums", "/labels", "/subjects", "/faces", "/albums?count=x", "/labels?count=1&offset=x"]
)
def test_listings_need_a_count(server: PhotoPrismServer, path: str) -> None:
    """Without one, or if it is not a number, the answer is 400."""
    assert get(server, path, {"X-Auth-Token": server.access_token}).status == 400


@pytest.mark.parametrize("path", ["/albums/a00000000000000z", "/photos/p00000000000000z", f"/files/{'0' * 40}"])
def test_unknown_records_are_404(server: PhotoPrismServer, path: str) -> None:
    """An identifier that is not there is a JSON 404, which no one takes for a wrong address."""
    answer = get(server, path, {"X-Auth-Token": server.access_token})
    assert (answer.status, json.loads(answer.body)["code"]) == (404, 404)


def test_a_file_by_its_hash(server: PhotoPrismServer) -> None:
    """GET /files/{hash} tells name, size and picture."""
    file = server.library.files[0]
    told = get_json(server, f"/files/{file.hash}")
    assert (told["Name"], told["Size"], told["PhotoUID"]) == (file.name, file.size, file.photo_uid)


@pytest.mark.parametrize("order", ["newest", "oldest", "name", ""])
def test_album_orders(server: PhotoPrismServer, order: str) -> None:
    """Each order lists every album once."""
    listed = uids(get_json(server, f"/albums?count=99&order={order}"))
    assert sorted(listed) == sorted(album.uid for album in server.library.albums)


@pytest.mark.parametrize("shape", ["portrait", "landscape", "square"])
def test_shapes(server: PhotoPrismServer, shape: str) -> None:
    """Pictures can be searched by how they stand, after turning."""
    rows = get_json(server, f"/photos?count=99&{shape}=true&primary=true")
    ratios = {row["Width"] / row["Height"] for row in rows}
    allowed = {"portrait": (0, 0.999), "landscape": (1.25, 9), "square": (1, 1)}[shape]
    assert ratios
    assert all(allowed[0] <= ratio <= allowed[1] for ratio in ratios)


def test_orders_by_change(server: PhotoPrismServer) -> None:
    """`edited` and `updated` list only what was, `similar` only primary files."""
    library = server.library
    assert get_json(server, "/photos?count=9&order=edited") == []
    library.update(library.photos[0], edited_at=library.indexed_at, updated_at=library.indexed_at.replace(year=2100))
    for order in ("edited", "updated"):
        expected = {
            photo.uid
            for photo in library.photos
            if (photo.edited_at if order == "edited" else photo.updated_at > photo.created_at)
            and photo.archived_at is None
        }
        found = uids(get_json(server, f"/photos?count=99&order={order}"))
        assert found[0] == library.photos[0].uid
        assert set(found) == expected
    assert "2021/07/IMG_1.DNG" not in _names(get_json(server, "/photos?count=9&order=similar"))


def test_numbers_dates_and_albums_as_filters(server: PhotoPrismServer) -> None:
    """Months, days, dates of change and album titles limit a search."""
    found = {
        query: _names(get_json(server, f"/photos?count=99&primary=true&{query}"))
        for query in ("month=7|8&day=1|4", "added=2100-01-01", "updated=2100-01-01", "edited=2000-01-01", "album=Fav*")
    }
    assert found["month=7|8&day=1|4"] == ["2021/07/IMG_1.JPG", "2023/日本/富士山 #1.jpg"]
    assert [len(found[f"{name}-01-01"]) for name in ("added=2100", "updated=2100", "edited=2000")] == [0, 0, 0]
    assert len(found["album=Fav*"]) == 4
