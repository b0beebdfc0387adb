"""A server returns to a snapshot: records, files, settings."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.support.plain_requests import album_of, get_json, write, written


def tree(root: Path) -> dict[str, str]:
    """Return what is below a folder: digests of files, by path; of folders an empty text."""
    return {
        str(path.relative_to(root)): hashlib.sha1(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in root.rglob("*")
    }


def everything(server: PhotoPrismServer) -> list[object]:
    """Return what the listings of a server show."""
    library = server.library
    listings = [get_json(server, f"/{kind}?count=99") for kind in ("albums", "labels", "subjects", "photos")]
    return [*listings, *(get_json(server, f"/photos/{photo.uid}") for photo in library.photos)]


def test_reset_undoes_everything(server: PhotoPrismServer) -> None:
    """Whatever was written, all listings and all files are as they were; logins and tokens stay."""
    library, token = server.library, server.access_token
    server.snapshot()
    before, files = everything(server), tree(library.root)
    first, second, third = (photo.uid for photo in library.photos[:3])
    written(server, "POST", "/albums", {"Title": "New"})
    written(server, "DELETE", f"/albums/{album_of(server, 'Everything')}")
    written(server, "PUT", f"/photos/{first}", {"Title": "Other", "TitleSrc": "manual"})
    written(server, "POST", f"/photos/{first}/label", {"Name": "Other"})
    written(server, "POST", "/batch/photos/delete", {"photos": [second]})
    written(server, "POST", "/batch/photos/archive", {"photos": [third]})
    server.change_original(library.photos[-1].original.name, b"other bytes")
    (library.root / "new").mkdir()
    (library.root / "new" / "one.jpg").write_bytes(b"new")
    server.switch_off("delete")
    server.reset()
    assert server.access_token == token
    assert everything(server) == before
    assert tree(library.root) == files
    written(server, "POST", "/batch/photos/delete", {"photos": [second]})


def test_reset_works_again_and_again(server: PhotoPrismServer) -> None:
    """One snapshot serves any number of resets, and what happens between them is the same each time."""
    server.snapshot()
    answers = []
    for _ in range(3):
        photo = server.library.photos[0]
        made = written(server, "POST", "/albums", {"Title": "New"})
        written(server, "POST", f"/albums/{made['UID']}/photos", {"photos": [photo.uid]})
        answers.append((made["UID"], made["ID"], written(server, "PUT", f"/photos/{photo.uid}", {})["EditedAt"]))
        server.reset()
        assert len(server.requests) == 0
    assert len(set(answers)) == 1


def test_the_latest_snapshot_counts(server: PhotoPrismServer) -> None:
    """A later snapshot replaces the earlier one."""
    server.snapshot()
    written(server, "POST", "/albums", {"Title": "Kept"})
    server.snapshot()
    written(server, "POST", "/albums", {"Title": "Lost"})
    server.reset()
    titles = {album.title for album in server.library.albums}
    assert ("Kept" in titles, "Lost" in titles) == (True, False)


def test_reset_mounts_originals(server: PhotoPrismServer) -> None:
    """Originals that were unmounted, or removed one by one, are there again."""
    files = tree(server.library.root)
    server.snapshot()
    server.remove_original("2021/07/IMG_0002.JPG")
    server.reset()
    assert tree(server.library.root) == files
    server.unmount_originals()
    server.reset()
    assert tree(server.library.root) == files


def test_no_snapshot_is_an_error(server: PhotoPrismServer) -> None:
    """There must be something to return to."""
    with pytest.raises(RuntimeError, match="no snapshot"):
        server.reset()


def test_a_folder_of_the_callers_is_left_alone(tmp_path: Path) -> None:
    """The records return, and nothing in the folder is touched: not even a file that the caller put there."""
    write_picture(tmp_path / "one.jpg", 1)
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server:
        server.snapshot()
        write(server, "POST", "/albums", {"Title": "New"})
        (tmp_path / "two.jpg").write_bytes(b"the caller's")
        server.reset()
        assert [album.title for album in server.library.albums if album.type == "album"] == []
    assert (tmp_path / "two.jpg").read_bytes() == b"the caller's"
