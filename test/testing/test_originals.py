"""Originals: ranges, what happens when they are gone or changed, album zips."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.server.files import disposition, parse_ranges
from test.support.plain_requests import get, get_json

RAW = "2021/07/IMG_1.DNG"
PICTURE = "2021/07/IMG_0002.JPG"


def _download_path(server: PhotoPrismServer, digest: str) -> str:
    return f"/dl/{digest}?t={server.download_token}"


def test_every_original_comes_byte_for_byte(server: PhotoPrismServer) -> None:
    """Each file's hash is the SHA-1 of what is downloaded under it."""
    for file in server.library.files:
        answer = get(server, _download_path(server, file.hash))
        assert (answer.status, hashlib.sha1(answer.body).hexdigest()) == (200, file.hash)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-", [(0, 10)]),
        ("bytes=3-5", [(3, 6)]),
        ("bytes=3-99", [(3, 10)]),
        ("bytes=-4", [(6, 10)]),
        ("bytes=-99", [(0, 10)]),
        ("bytes=0-1,8-", [(0, 2), (8, 10)]),
        ("bytes=9-9", [(9, 10)]),
        ("bytes=10-", "invalid range: failed to overlap"),
        ("bytes=99-100", "invalid range: failed to overlap"),
        ("bytes=5-3", "invalid range"),
        ("bytes=x-", "invalid range"),
        ("bytes=-", "invalid range"),
        ("lines=1-2", "invalid range"),
        ("bytes=0-9,0-9", None),
    ],
)
def test_ranges(asked: str, expected: object) -> None:
    """Ranges are read as Go's server reads them: too much in all is answered with the whole."""
    assert parse_ranges(asked, 10) == expected


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 100))
def test_ranges_stay_within_the_file(first: int, last: int, size: int) -> None:
    """No range reaches beyond the end, whatever is asked."""
    parts = parse_ranges(f"bytes={first}-{last}", size)
    if isinstance(parts, list):
        assert parts == [(first, min(last + 1, size))]
        assert 0 <= parts[0][0] < parts[0][1] <= size
    else:
        assert parts is not None
        assert last < first or first >= size


def test_an_empty_file_is_sent_whole_whatever_range(server: PhotoPrismServer) -> None:
    """There is no byte to begin at, so the answer is 200 with nothing, not 416."""
    photo = server.library.find(PICTURE)
    server.change_original(PICTURE, b"")
    answer = get(server, _download_path(server, photo.hash), {"Range": "bytes=0-"})
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("a.jpg", 'attachment; filename="a.jpg"'),
        ('a "b".jpg', 'attachment; filename="a \\"b\\".jpg"'),
        ("DSC 001 ü.jpg", "attachment; filename*=UTF-8''DSC+001+%C3%BC.jpg"),
    ],
)
def test_download_names(name: str, header: str) -> None:
    """Names beyond ASCII come encoded, with a plus for a blank."""
    assert disposition(name) == header


def test_asking_for_a_missing_original_takes_it_out_of_the_index(server: PhotoPrismServer) -> None:
    """Before anyone asks it is listed; after one request it is not; thumbnails made before still come."""
    photo = server.library.find(PICTURE)
    search = f"/photos?count=5&uid={photo.uid}"
    server.remove_original(PICTURE)
    assert len(get_json(server, search)) == 1
    missing = get(server, _download_path(server, photo.hash))
    assert (missing.status, missing.headers["Content-Type"]) == (404, "image/svg+xml")
    assert get_json(server, search) == []
    assert get(server, f"/t/{photo.hash}/{server.preview_token}/tile_224").headers["Content-Type"] == "image/jpeg"


def test_a_thumbnail_that_cannot_be_made_deletes_the_picture(server: PhotoPrismServer) -> None:
    """With all its files gone the picture is forgotten, and the file's return does not bring it back."""
    photo = server.library.find(PICTURE)
    server.remove_original(PICTURE)
    unmade = get(server, f"/t/{photo.hash}/{server.preview_token}/fit_1600")
    assert (unmade.status, unmade.headers["Content-Type"]) == (200, "image/svg+xml")
    assert server.library.photo(photo.uid) is None
    server.restore_original(PICTURE)
    answer = get(server, _download_path(server, photo.hash))
    assert (answer.status, json.loads(answer.body)) == (404, {"error": "record not found"})


def test_a_stack_survives_a_missing_raw_file(server: PhotoPrismServer) -> None:
    """One file of two is gone: the other stays listed."""
    raw = next(file for file in server.library.files if file.name == RAW)
    server.remove_original(RAW)
    assert get(server, _download_path(server, raw.hash)).status == 404
    rows = get_json(server, f"/photos?count=5&uid={raw.photo_uid}")
    assert [row["FileName"] for row in rows] == ["2021/07/IMG_1.JPG"]


def test_a_changed_original_is_served_as_it_is(server: PhotoPrismServer) -> None:
    """The old hash leads to the new bytes, with the new length: only the SHA-1 tells."""
    photo = server.library.find(PICTURE)
    server.change_original(PICTURE, b"something else")
    answer = get(server, _download_path(server, photo.hash))
    assert (answer.status, answer.body, answer.headers["Content-Length"]) == (200, b"something else", "14")


def _zip_of(server: PhotoPrismServer, title: str) -> zipfile.ZipFile:
    album = next(album for album in server.library.albums if album.title == title)
    return zipfile.ZipFile(io.BytesIO(get(server, f"/albums/{album.uid}/dl?t={server.download_token}").body))


def test_an_album_zip_holds_the_originals(server: PhotoPrismServer) -> None:
    """Members are stored byte for byte, RAW files too; private and archived pictures and sidecar files stay out."""
    library = server.library
    shown = [photo for photo in library.photos if not photo.private and not photo.archived_at]
    expected = {file.hash for photo in shown for file in photo.files if not file.sidecar}
    with _zip_of(server, "Everything") as archive:
        assert archive.testzip() is None
        assert {hashlib.sha1(archive.read(name)).hexdigest() for name in archive.namelist()} == expected
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize("sidecar", [True, False])
@pytest.mark.parametrize("raw", [True, False])
@pytest.mark.parametrize("originals", [True, False])
def test_an_album_zip_holds_what_the_settings_say(originals: bool, raw: bool, sidecar: bool) -> None:
    """Those in the configuration: previews that the server made, RAW files, sidecar files; private ones in any case."""
    chosen = {"originals": originals, "mediaRaw": raw, "mediaSidecar": sidecar}
    with Library.edge_cases() as library:
        files = [
            file for role in ("raw and jpeg", "gif", "private") for file in library.find(library.roles[role]).files
        ]
        library.add_album("Some", [library.find(library.roles[role]) for role in ("raw and jpeg", "gif", "private")])
        with PhotoPrismServer(library, tokens="signed", album_downloads=chosen) as server:
            told = get_json(server, "/config")["settings"]["albums"]["download"]
            assert told.items() >= chosen.items()
            with _zip_of(server, "Some") as archive:
                held = {hashlib.sha1(archive.read(name)).hexdigest() for name in archive.namelist()}
    left_out = {file.hash for file in files if file.media_type == "raw" and not raw}
    left_out |= {file.hash for file in files if file.sidecar and not sidecar}
    left_out |= {file.hash for file in files if file.root != "/" and originals}
    assert held == {file.hash for file in files} - left_out


def test_only_servers_since_2025_have_settings_for_albums() -> None:
    """By their defaults RAW files stay out."""
    with Library.sample(photos=1) as library:
        for tokens, expected in (("memory", None), ("signed", {"mediaRaw": False, "mediaSidecar": False})):
            with PhotoPrismServer(library, tokens=tokens, owns_library=False) as server:  # type: ignore[arg-type]
                settings = get_json(server, "/config")["settings"]
                assert settings["download"]["mediaRaw"] is False
                found = settings.get("albums")
                assert found is expected if expected is None else found["download"].items() >= expected.items()


def test_an_album_zip_leaves_missing_files_out(server: PhotoPrismServer) -> None:
    """No error, no mark: just fewer members."""
    with _zip_of(server, "Everything") as archive:
        before = len(archive.namelist())
    server.remove_original(PICTURE)
    with _zip_of(server, "Everything") as archive:
        assert len(archive.namelist()) == before - 1


def test_the_zip_of_a_folder_album_follows_its_folder(server: PhotoPrismServer) -> None:
    """Albums that the server made of folders can be downloaded as well."""
    with _zip_of(server, "07") as archive:
        assert len(archive.namelist()) == 3  # a stack of two, and one picture


@pytest.mark.parametrize("tokens", ["memory", "signed"])
def test_which_files_are_known_by_their_hash(tokens: Literal["memory", "signed"]) -> None:
    """Files of archived and hidden pictures are, and missing ones with a mark; purged ones and old hashes are not."""
    with Library.edge_cases() as library, PhotoPrismServer(library, mode="password", tokens=tokens) as server:
        archived, hidden, missing, gone, changed = (
            library.find(library.roles[role]).original
            for role in ("archived", "hidden", "cjk", "emoji", "reserved name")
        )
        old = changed.hash
        changed.disk.write_bytes(b"other bytes")
        gone.disk.unlink()
        library.reindex()
        server.remove_original(missing.name)
        get(server, _download_path(server, missing.hash))
        told = {file.name: get_json(server, f"/files/{file.hash}") for file in (archived, hidden, missing, changed)}
        headers = {"X-Auth-Token": server.access_token}
        statuses = [get(server, f"/files/{digest}", headers).status for digest in (gone.hash, old)]
    assert [told[file.name].get("Missing") for file in (archived, hidden, missing)] == [None, None, True]
    assert told[changed.name]["Hash"] != old
    assert statuses == [404, 404]


def test_unmounted_originals_are_all_away_and_come_back(server: PhotoPrismServer) -> None:
    """Downloads answer 404, prepared thumbnails still come, the index stays; afterwards all is as before."""
    library = server.library
    photo, other = library.find(PICTURE), library.find("dups/IMG_0002.JPG")
    before = len(get_json(server, "/photos?count=99"))
    server.unmount_originals()
    assert library.root.is_dir()
    assert list(library.root.iterdir()) == []
    assert len(get_json(server, "/photos?count=99")) == before
    assert get(server, _download_path(server, photo.hash)).status == 404
    thumb = get(server, f"/t/{other.hash}/{server.preview_token}/tile_224")
    assert thumb.headers["Content-Type"] == "image/jpeg"
    unmade = get(server, f"/t/{other.hash}/{server.preview_token}/fit_1600")
    assert unmade.headers["Content-Type"] == "image/svg+xml"
    server.mount_originals()
    library.reindex()
    assert len(get_json(server, "/photos?count=99")) == before
    assert get(server, _download_path(server, photo.hash)).status == 200


def test_originals_are_mounted_once(server: PhotoPrismServer) -> None:
    """Each of the two wants the other before it is called again."""
    with pytest.raises(RuntimeError):
        server.mount_originals()
    server.unmount_originals()
    with pytest.raises(RuntimeError):
        server.unmount_originals()
    server.mount_originals()


def test_a_closed_server_leaves_a_folder_as_it_was(tmp_path: Path) -> None:
    """Originals that are away are brought back: the folder may be the user's."""
    write_picture(tmp_path / "originals/a.jpg", 1)
    with PhotoPrismServer(Library.from_folder(tmp_path / "originals")) as server:
        server.unmount_originals()
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")] == ["originals/a.jpg"]


@pytest.mark.parametrize("mode", ["public", "password"])
def test_hidden_pictures_are_for_sessions(mode: Literal["public", "password"]) -> None:
    """Since 2026 a token that belongs to nobody opens no hidden picture; one of the owner does, as all did before."""
    with PhotoPrismServer(Library.edge_cases(), mode=mode, tokens="signed") as server:
        hidden = server.library.find(server.library.roles["hidden"])
        status = get(server, _download_path(server, hidden.original.hash)).status
    assert status == (404 if mode == "public" else 200)
