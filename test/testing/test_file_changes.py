"""Changes to the files of a picture, zips and videos of the embedded server: what the recording does not show."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.library.videos import VideoFacts, read_video, video_bytes
from test.support.plain_requests import get, get_json, write, written

_STACK = "2021/07/IMG_1.JPG"


def _files(server: PhotoPrismServer, path: str) -> str:
    return f"/photos/{server.library.find(path).uid}/files"


def test_turning_changes_no_pixel(server: PhotoPrismServer) -> None:
    """Only the header of the original is written: the picture is shown turned, and other EXIF data stays."""
    file = server.library.find("2021/07/IMG_0002.JPG").original
    with Image.open(file.disk) as picture:
        before, exif, size = picture.convert("RGB").tobytes(), dict(picture.getexif()), (file.width, file.height)
    wanted = 8 if file.orientation != 8 else 6
    written(server, "PUT", f"{_files(server, file.name)}/{file.uid}/orientation", {"Orientation": wanted})
    with Image.open(file.disk) as picture:
        after, turned = picture.convert("RGB").tobytes(), dict(picture.getexif())
    assert (before, exif | {0x0112: wanted}) == (after, turned)
    assert file.orientation == wanted
    assert {file.width, file.height} == set(size)
    assert get(server, f"/t/{file.hash}/{server.preview_token}/fit_720").headers["Content-Type"] == "image/jpeg"


def test_covers_follow_a_turned_picture(server: PhotoPrismServer) -> None:
    """An album whose cover was assigned by its hash gets the new one."""
    photo = server.library.find("2021/07/IMG_0002.JPG")
    album = server.library.add_album("With cover", [photo])
    server.library.update(album, thumb=photo.hash)
    wanted = 3 if photo.original.orientation != 3 else 1
    written(
        server, "PUT", f"{_files(server, photo.file_name)}/{photo.original.uid}/orientation", {"Orientation": wanted}
    )
    assert get_json(server, f"/albums/{album.uid}")["Thumb"] == photo.original.hash


def test_a_file_that_is_gone_cannot_be_changed(server: PhotoPrismServer) -> None:
    """Turning it is 500, deleting and unstacking 404, and the index stays as it is."""
    photo = server.library.find(_STACK)
    raw = next(file for file in photo.files if file.media_type == "raw")
    server.remove_original(raw.name)
    server.remove_original(_STACK)
    files, names = _files(server, _STACK), [file.name for file in photo.files]
    turned = write(server, "PUT", f"{files}/{photo.original.uid}/orientation", {"Orientation": 3})
    assert turned.status == 500
    assert write(server, "DELETE", f"{files}/{raw.uid}").status == 404
    assert write(server, "POST", f"{files}/{raw.uid}/unstack").status == 404
    assert [file.name for file in photo.files] == names


def test_an_unstacked_file_keeps_its_uid_and_stays_apart(server: PhotoPrismServer) -> None:
    """The next indexing finds two pictures where there was one."""
    photo = server.library.find(_STACK)
    raw = next(file for file in photo.files if file.media_type == "raw")
    written(server, "POST", f"{_files(server, _STACK)}/{raw.uid}/unstack")
    apart = next(photo for photo in server.library.photos if any(file.uid == raw.uid for file in photo.files))
    server.library.reindex()
    assert apart.uid != photo.uid
    assert [file.uid for file in apart.files if file.media_type == "raw"] == [raw.uid]
    assert all(file.media_type != "raw" for file in server.library.find(_STACK).files)


def test_a_zip_holds_the_originals_and_is_gone_after_any_download(server: PhotoPrismServer) -> None:
    """Byte for byte, two of one name with a number; after a part of it was sent, the file is off the disk."""
    found = [photo for photo in server.library.photos if photo.name == "IMG_0002"]
    name = written(server, "POST", "/zip", {"photos": [photo.uid for photo in found]})["filename"]
    answer = get(server, f"/zip/{name}?t={server.download_token}")
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        held = {member: archive.read(member) for member in archive.namelist()}
    assert sorted(held) == ["IMG_0002 (1).JPG", "IMG_0002.JPG"]
    assert sorted(held.values()) == sorted(photo.original.disk.read_bytes() for photo in found)
    name = written(server, "POST", "/zip", {"photos": [found[0].uid]})["filename"]
    assert get(server, f"/zip/{name}?t={server.download_token}", {"Range": "bytes=0-9"}).status == 206
    assert get(server, f"/zip/{name}?t={server.download_token}").status == 404
    assert list(server.library.work_folder("zips").iterdir()) == []


def test_a_zip_of_a_person_and_of_a_label(server: PhotoPrismServer) -> None:
    """A person stands for the files that show it, a label for all its pictures, private and archived ones too."""
    photos = server.library.photos
    server.library.update(photos[1], private=True)
    server.library.archive(photos[2])
    label = server.library.add_label("Zipped", photos[1:3])
    person = server.library.add_person("Jane Doe", [server.library.find(_STACK)])
    written(server, "POST", "/settings", {"download": {"mediaRaw": True}})

    def members(body: object) -> list[str]:
        name = written(server, "POST", "/zip", body)["filename"]
        with zipfile.ZipFile(io.BytesIO(get(server, f"/zip/{name}?t={server.download_token}").body)) as archive:
            return sorted(archive.namelist())

    assert members({"subjects": [person.uid]}) == ["IMG_1.JPG"]
    assert members({"labels": [label.uid]}) == sorted(
        file.base for photo in photos[1:3] for file in photo.files if file.root == "/" and not file.sidecar
    )


def test_more_uids_than_the_database_takes_are_refused(server: PhotoPrismServer) -> None:
    """A zip of 32 701 pictures is 400."""
    assert write(server, "POST", "/zip", {"photos": ["p00000000000000z"] * 32_701}).status == 400


def test_a_video_says_how_long_it_is(tmp_path: Path) -> None:
    """Its length and date are read from its header; noise says nothing."""
    taken, path = datetime(2024, 6, 1, 10, tzinfo=UTC), tmp_path / "clip.mp4"
    path.write_bytes(video_bytes(2.5, taken))
    assert read_video(path) == VideoFacts(2_500_000_000, taken)
    path.write_bytes(b"mvhd")
    assert read_video(path) == VideoFacts()
