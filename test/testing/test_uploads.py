"""Uploads to the embedded server: what the recording does not show."""

from __future__ import annotations

import hashlib
import io
import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.items import Photo, make_uid
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.library.videos import video_bytes
from test.support.plain_requests import get_json, uids, write, written
from test.support.replay import Answer, send

_BOUNDARY = "boundary"
_CUT_BOUNDARY = _BOUNDARY[:-1]
_UPLOAD = f"/users/{make_uid('u', 'admin')}/upload"


@pytest.fixture
def picture(tmp_path: Path) -> bytes:
    """Draw a picture that the library does not have."""
    write_picture(tmp_path / "drawn/new.jpg", 900, (300, 200))
    return (tmp_path / "drawn/new.jpg").read_bytes()


def _form(*files: tuple[str, bytes]) -> bytes:
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode() + content
        for name, content in files
    ]
    return b"\r\n".join([*parts, f"--{_BOUNDARY}--\r\n".encode()])


def _head(server: PhotoPrismServer) -> dict[str, str]:
    return {"X-Auth-Token": server.access_token, "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}


def _upload(server: PhotoPrismServer, token: str, *files: tuple[str, bytes]) -> Answer:
    return send(server, "POST", f"/api/v1{_UPLOAD}/{token}", _head(server), _form(*files))


def _process(server: PhotoPrismServer, token: str) -> None:
    written(server, "PUT", f"{_UPLOAD}/{token}", {})


def _of(server: PhotoPrismServer, data: bytes) -> list[str]:
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    return uids(get_json(server, f"/photos?count=9&merged=true&hash={digest}"))


def _photo(server: PhotoPrismServer, data: bytes) -> Photo:
    photo = server.library.photo(_of(server, data)[0])
    assert photo is not None
    return photo


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_a_form_is_read_in_pieces_of_any_size(server: PhotoPrismServer, picture: bytes, size: int) -> None:
    """A boundary that is cut by the pieces in which a body arrives ends a file all the same."""
    data = picture[:300] + f"\r\n--{_CUT_BOUNDARY}".encode() + picture[300:]
    form = _form(("cut.jpg", data), ("notes.txt", b"\r\n-"))
    url = urlsplit(server.url)
    with socket.create_connection((url.hostname, url.port), timeout=60) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in _head(server).items())
        start = f"POST /api/v1{_UPLOAD}/t HTTP/1.1\r\nHost: x\r\n{head}Transfer-Encoding: chunked\r\n\r\n"
        pieces = [form[at : at + size] for at in range(0, len(form), size)]
        chunks = b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces)
        connection.sendall(start.encode() + chunks + b"0\r\n\r\n")
        assert b"200 OK" in connection.recv(65536)
    kept = {path.name: path.read_bytes() for path in server.library.work_folder("uploads").rglob("*") if path.is_file()}
    assert kept == {"cut.jpg": data, "notes.txt": b"\r\n-"}


def test_an_upload_that_breaks_off_leaves_nothing(server: PhotoPrismServer, picture: bytes) -> None:
    """No file of a form is kept before all of it has arrived, whether the body or the connection ends too early."""
    form = _form(("first.jpg", picture), ("second.jpg", picture[::-1]))
    cut = send(server, "POST", f"/api/v1{_UPLOAD}/t", _head(server), form[:-200])
    assert (cut.status, json.loads(cut.body)["error"]) == (400, "Upload failed")
    url = urlsplit(server.url)
    with socket.create_connection((url.hostname, url.port), timeout=60) as connection:
        head = "".join(f"{name}: {value}\r\n" for name, value in _head(server).items())
        start = f"POST /api/v1{_UPLOAD}/t HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {len(form)}\r\n\r\n"
        connection.sendall(start.encode() + form[:-200])
    _process(server, "t")
    assert _of(server, picture) == []


def test_a_full_disk_refuses_uploads(server: PhotoPrismServer, picture: bytes) -> None:
    """As the server says that it could not save a file; when there is space again, the same upload works."""
    server.fill_disk()
    full = _upload(server, "t", ("new.jpg", picture))
    assert (full.status, json.loads(full.body)) == (400, {"code": 400, "error": "Upload failed"})
    _process(server, "t")
    assert _of(server, picture) == []
    server.free_disk()
    assert _upload(server, "t", ("new.jpg", picture)).status == 200
    _process(server, "t")
    assert len(_of(server, picture)) == 1


def test_picture_and_video_of_one_name_become_one_photo(server: PhotoPrismServer, picture: bytes) -> None:
    """Under one token; both get the name of the video, which is the main file, and its date."""
    clip = video_bytes(2, server.library.photos[0].taken_at, number=1)
    _upload(server, "t", ("IMG_1.jpg", picture), ("IMG_1.mp4", clip))
    _process(server, "t")
    photo = _photo(server, picture)
    assert (photo.type, photo.uid) == ("live", _photo(server, clip).uid)
    assert {file.name.rpartition(".")[0] for file in photo.files} == {f"{photo.path}/{photo.name}"}
    assert photo.name.startswith(f"{server.library.photos[0].taken_at:%Y%m%d_%H%M%S}_")
    assert photo.created_by == make_uid("u", "admin")


def test_a_second_picture_of_a_photo_is_in_no_search(server: PhotoPrismServer, picture: bytes) -> None:
    """Of two pictures of one name, only the main one is found by its SHA-1 until the next indexing.

    The photo and the file itself can be asked for.
    """
    buffer = io.BytesIO()
    Image.open(io.BytesIO(picture)).save(buffer, "PNG")
    other = buffer.getvalue()
    _upload(server, "t", ("new.jpg", picture), ("new.png", other))
    _process(server, "t")
    photo = _photo(server, picture)
    digest = hashlib.sha1(other, usedforsecurity=False).hexdigest()
    assert _of(server, other) == []
    assert get_json(server, f"/files/{digest}")["PhotoUID"] == photo.uid
    assert len(get_json(server, f"/photos/{photo.uid}")["Files"]) == 2
    server.library.reindex()
    assert _of(server, other) == [photo.uid]


def test_an_upload_has_its_title_from_its_own_name(server: PhotoPrismServer, picture: bytes) -> None:
    """And not from the one that the server gives it; a counter is no title."""
    _upload(server, "t", ("Summer party.jpg", picture), ("IMG_1.jpg", picture + b"other"))
    _process(server, "t")
    assert [_photo(server, data).title for data in (picture, picture + b"other")] == ["Summer Party", "Unknown"]


def test_an_upload_is_known_to_the_next_indexing(server: PhotoPrismServer, picture: bytes) -> None:
    """It keeps its UIDs, as the folder that was made for it does."""
    _upload(server, "t", ("new.jpg", picture))
    _process(server, "t")
    before = _photo(server, picture)
    known = (before.uid, before.files[0].uid, {folder.path: folder.uid for folder in server.library.folders})
    server.library.reindex()
    after = _photo(server, picture)
    assert (after.uid, after.files[0].uid, {folder.path: folder.uid for folder in server.library.folders}) == known
    assert after.path in known[2]


def test_an_upload_puts_a_missing_original_back(server: PhotoPrismServer) -> None:
    """Where it was: the index knows its content."""
    original = server.library.find("2021/07/IMG_0002.JPG").original
    data = original.disk.read_bytes()
    server.remove_original(original.name)
    _upload(server, "t", ("other.jpg", data))
    _process(server, "t")
    assert original.disk.read_bytes() == data
    assert _of(server, data) == [original.photo_uid]


def test_names_are_counted_up(server: PhotoPrismServer, picture: bytes) -> None:
    """An upload whose name is taken by another file gets a number; no file replaces another."""
    _upload(server, "t", ("new.jpg", picture))
    _process(server, "t")
    file = _photo(server, picture).original
    file.disk.write_bytes(b"somebody else's")
    server.library.photos = [photo for photo in server.library.photos if photo.uid != file.photo_uid]
    server.library.touch()
    _upload(server, "t", ("new.jpg", picture))
    _process(server, "t")
    assert file.disk.read_bytes() == b"somebody else's"
    assert len(_of(server, picture)) == 1


def test_the_folder_of_a_caller_stays_as_it_is(tmp_path: Path, picture: bytes) -> None:
    """A server on a library from a folder is read-only unless told otherwise: files stay, the index can change."""
    root = tmp_path / "mine"
    write_picture(root / "one.jpg", 1, (300, 200))
    before = (root / "one.jpg").read_bytes()
    with PhotoPrismServer(Library.from_folder(root), mode="password") as server:
        photo = server.library.photos[0]
        assert _upload(server, "t", ("new.jpg", picture)).status == 403
        assert write(server, "POST", "/batch/photos/delete", {"photos": [photo.uid]}).status == 403
        file = f"/photos/{photo.uid}/files/{photo.files[0].uid}"
        assert write(server, "PUT", f"{file}/orientation", {"Orientation": 6}).status == 403
        assert written(server, "PUT", f"/photos/{photo.uid}", {"Title": "New", "TitleSrc": "manual"})["Title"] == "New"
    assert {path.name: path.read_bytes() for path in root.iterdir()} == {"one.jpg": before}
