"""Thumbnails: sizes, shapes, turning, crops, and what stands in for them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.server.thumbnails import NoThumbnail, parse_area
from test.support.plain_requests import get
from test.support.replay import Answer

SVG = "image/svg+xml"


@pytest.fixture
def turned(tmp_path: Path) -> Iterator[Library]:
    """Make a library of one picture, 600x400 as stored and turned by its EXIF: red above, blue below as stored."""
    picture = Image.new("RGB", (600, 400), "red")
    picture.paste("blue", (0, 200, 600, 400))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise: what was above comes to the right
    picture.save(tmp_path / "a.jpg", exif=exif, quality=95)
    with Library.from_folder(tmp_path) as library:
        yield library


def _picture(answer: Answer) -> Image.Image:
    assert answer.headers["Content-Type"] in {"image/jpeg", "image/png"}, answer
    return Image.open(io.BytesIO(answer.body)).convert("RGB")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("tile_50", (50, 50)),
        ("tile_500", (500, 500)),
        ("left_224", (224, 224)),
        ("right_224", (224, 224)),
        ("fit_720", (400, 600)),
        ("fit_7680", (400, 600)),
        ("colors", (3, 3)),
    ],
)
def test_sizes(turned: Library, size: str, expected: tuple[int, int]) -> None:
    """Tiles are squares of their edge, a fit keeps the shape and never enlarges."""
    with PhotoPrismServer(turned) as server:
        assert _picture(get(server, f"/t/{turned.photos[0].hash}/public/{size}")).size == expected


def test_orientation_is_honoured(turned: Library) -> None:
    """The picture is shown upright: blue on the left, red on the right."""
    with PhotoPrismServer(turned) as server:
        shown = _picture(get(server, f"/t/{turned.photos[0].hash}/public/fit_720"))
    left, right = shown.getpixel((10, 300)), shown.getpixel((390, 300))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[2] > 200 > left[0]
    assert right[0] > 200 > right[2]


def test_crop_shows_the_area(turned: Library) -> None:
    """A crop of the right half has none of the left half's colour."""
    area = f"{500:03x}{0:03x}{500:03x}{1000:03x}"
    with PhotoPrismServer(turned) as server:
        answer = get(server, f"/t/{turned.photos[0].hash}-{area}/public/tile_160")
        refused = get(server, f"/t/{turned.photos[0].hash}-{area}/public/fit_720")
        nonsense = get(server, f"/t/{turned.photos[0].hash}-zzz/public/tile_160")
    shown = _picture(answer)
    assert shown.size == (160, 160)
    assert shown.getpixel((5, 80))[0] > 200  # type: ignore[index]  # an RGB picture has three values
    assert [refused.headers["Content-Type"], nonsense.headers["Content-Type"]] == [SVG, SVG]


@pytest.mark.parametrize("area", ["", "123", "zzzzzzzzzzzz", "000000000000", "3e8000001001", "0000000010010"])
def test_bad_areas_are_refused(area: str) -> None:
    """An invalid crop area is an error, not a picture of something else."""
    with pytest.raises(NoThumbnail):
        parse_area(area)


def test_no_picture_is_an_svg_with_status_200(server: PhotoPrismServer) -> None:
    """Unknown hash, unknown size and a 2026 size on a server of 2024 are the placeholder; a bad token is 403."""
    digest, token = server.library.photos[0].hash, server.preview_token
    for path in (f"/t/{'0' * 40}/{token}/tile_224", f"/t/{digest}/{token}/huge", f"/t/{digest}/{token}/tile_384"):
        answer = get(server, path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, SVG)
    refused = get(server, f"/t/{digest}/wrong/tile_224")
    assert (refused.status, refused.headers["Content-Type"]) == (403, SVG)


def test_a_server_of_2026_knows_more_sizes(signed: PhotoPrismServer) -> None:
    """tile_384 exists there, and only the preview token opens it."""
    digest = signed.library.photos[0].hash
    assert _picture(get(signed, f"/t/{digest}/{signed.preview_token}/tile_384")).size == (384, 384)
    assert get(signed, f"/t/{digest}/{signed.download_token}/tile_384").status == 403


def test_raw_files_are_shown_by_their_picture(server: PhotoPrismServer) -> None:
    """The thumbnail of a RAW file's hash is that of the picture it belongs to."""
    stack = server.library.find("2021/07/IMG_1.DNG")
    raw = next(file for file in stack.files if file.media_type == "raw")
    token = server.preview_token
    assert get(server, f"/t/{raw.hash}/{token}/tile_100").body == get(server, f"/t/{stack.hash}/{token}/tile_100").body


def test_broken_files_have_no_thumbnail(tmp_path: Path) -> None:
    """A file that could not be read is a placeholder, not an error of the server."""
    write_picture(tmp_path / "good.jpg", 1)
    (tmp_path / "broken.jpg").write_bytes((tmp_path / "good.jpg").read_bytes()[:2000])
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server:
        broken = server.library.find("broken.jpg")
        answer = get(server, f"/t/{broken.hash}/public/tile_224")
    assert (answer.status, answer.headers["Content-Type"]) == (200, SVG)


def test_covers(server: PhotoPrismServer) -> None:
    """Albums, labels and folders with pictures have covers, those without have the placeholder."""
    library, token = server.library, server.preview_token
    covers = {album.title: f"/albums/{album.uid}" for album in library.albums if album.type == "album"}
    paths = [covers["Everything"], f"/labels/{library.labels[0].uid}"]
    folder = next(folder for folder in library.folders if folder.path == "2021/07")
    for path in (*(f"{path}/t/{token}/tile_224" for path in paths), f"/folders/t/{folder.uid}/{token}/tile_224"):
        assert _picture(get(server, path)).size == (224, 224)
    assert get(server, f"{covers['Empty']}/t/{token}/tile_224").headers["Content-Type"] == SVG


def test_assigned_covers_of_2026_are_placeholders(signed: PhotoPrismServer) -> None:
    """Where the album names its cover, only get_thumb shows it; without one, the cover comes, capped to fit_720."""
    album = next(album for album in signed.library.albums if album.title == "Everything")
    path = f"/albums/{album.uid}/t/{signed.preview_token}/fit_2048"
    assert get(signed, path).headers["Content-Type"] == SVG
    signed.library.update(album, thumb="")
    assert max(_picture(get(signed, path)).size) == 720


def test_which_picture_is_the_cover(server: PhotoPrismServer) -> None:
    """Of the best quality; then an album shows its latest picture, a folder the first that was indexed."""
    library, token = server.library, server.preview_token

    def thumb_of(digest: str) -> bytes:
        return get(server, f"/t/{digest}/{token}/tile_100").body

    early, late = library.find("2021/07/IMG_1.JPG"), library.find("2021/07/IMG_0002.JPG")
    assert early.taken_at < late.taken_at
    album = library.add_album("Two", [early, late])
    folder = next(folder for folder in library.folders if folder.path == "2021/07")
    paths = {"album": f"/albums/{album.uid}/t/{token}/tile_100", "folder": f"/folders/t/{folder.uid}/{token}/tile_100"}
    assert get(server, paths["album"]).body == thumb_of(late.hash)
    library.update(late, quality=1)
    for path in paths.values():
        assert get(server, path).body == thumb_of(early.hash)
    library.update(early, quality=1)
    first = min(early, late, key=lambda photo: photo.number)
    assert get(server, paths["folder"]).body == thumb_of(first.hash)
