"""Faces are where other programs look for them: on the picture as it is stored, whatever turns it when it is shown."""

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from photoprism_client import ApiTypeError, ApiValueError
from photoprism_client.export import ExportOptions, Selection
from photoprism_client.export.metadata_formats import as_xmp
from photoprism_client.export.regions import Face, Frame, Region, region_of
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.export_runs import Run, details
from test.support.recorded_photos import FULL, description_of, regions_of, values_of

ORIENTATION = 0x0112
STORED = (64, 40)  # pixels
BOX = (8, 4, 24, 20)  # of a face on the stored picture: left, top, right, bottom
NAME = "Zoë"


def stored_picture(orientation: int) -> tuple[Image.Image, Image.Exif]:
    """Return a dark picture with one bright face, and what tells how to turn it."""
    picture = Image.new("L", STORED)
    picture.paste(255, BOX)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    picture.info["exif"] = exif.tobytes()
    return picture, exif


def face_shown(orientation: int) -> tuple[Face, Frame]:
    """Return where Pillow shows that face when it turns the picture, as PhotoPrism would tell."""
    picture, _ = stored_picture(orientation)
    shown = ImageOps.exif_transpose(picture)
    left, top, right, bottom = shown.getbbox() or BOX
    width, height = shown.size
    face = Face(NAME, left / width, top / height, (right - left) / width, (bottom - top) / height)
    return face, Frame(width, height, orientation)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_face_is_where_the_picture_is_stored(orientation: int) -> None:
    """For each way in which a camera can be held, in agreement with a program that turns pictures."""
    face, frame = face_shown(orientation)
    assert frame.stored_size == STORED
    left, top, right, bottom = BOX
    expected = Region(
        NAME,
        (left + right) / 2 / STORED[0],
        (top + bottom) / 2 / STORED[1],
        (right - left) / STORED[0],
        (bottom - top) / STORED[1],
    )
    found = region_of(face, orientation)
    assert found is not None
    assert found[1:] == pytest.approx(expected[1:])
    told = regions_of(as_xmp(replace(FULL, faces=(face,)), frame))
    assert told is not None
    assert told[0] == STORED
    assert told[1] == {NAME: pytest.approx(expected[1:], abs=1e-6)}


@pytest.mark.parametrize(
    ("face", "expected"),
    [
        ((-0.25, 0.5, 0.5, 0.25), (0.125, 0.625, 0.25, 0.25)),
        ((0.75, 0.75, 0.5, 0.5), (0.875, 0.875, 0.25, 0.25)),
        ((-1.0, -1.0, 3.0, 3.0), (0.5, 0.5, 1.0, 1.0)),
        ((1.0, 0.0, 0.5, 0.5), None),
        ((0.0, -0.5, 0.5, 0.5), None),
        ((0.0, 0.0, math.nan, 0.5), None),
    ],
)
def test_a_face_is_cut_where_the_picture_ends(face: tuple[float, ...], expected: tuple[float, ...] | None) -> None:
    """The server finds some that reach beyond it; what is not on it at all gets no region."""
    found = region_of(Face(NAME, *face), 1)
    assert (found and found[1:]) == expected


@given(
    st.builds(Face, st.just(NAME), *[st.floats(allow_nan=False)] * 4),
    st.integers(-1, 12),
)
def test_regions_are_within_the_picture(face: Face, orientation: int) -> None:
    """Whatever the server says."""
    found = region_of(face, orientation)
    if found is not None:
        assert all(0 <= part <= 1 for part in found[1:])
        assert found.x - found.w / 2 >= -1e-9
        assert found.y + found.h / 2 <= 1 + 1e-9


def test_no_regions_without_a_picture_or_faces() -> None:
    """People are told all the same; a name of which XML can write nothing is none."""
    without = as_xmp(FULL)
    assert regions_of(without) is None
    assert values_of(without)["Iptc4xmpExt:PersonInImage"] == ("Bag", *FULL.people)
    for faces in ((), (Face("\0", 0.1, 0.1, 0.1, 0.1),), (Face("x", 2.0, 2.0, 0.1, 0.1),)):
        assert regions_of(as_xmp(replace(FULL, faces=faces), Frame(4, 3))) is None


@pytest.mark.parametrize(
    ("other", "is_like"),
    [((6000, 4000), True), ((6048, 4024), True), ((1200, 800), True), ((4000, 6000), False), ((4000, 3000), False)],
)
def test_files_of_one_shape_show_the_same(other: tuple[int, int], is_like: bool) -> None:
    """A RAW file has some more pixels than its JPEG; a part that was cut out has another shape."""
    assert Frame(6000, 4000).is_like(Frame(*other)) == is_like
    assert Frame(*other).is_like(Frame(6000, 4000)) == is_like


def test_a_rating_only_where_it_is_asked_for() -> None:
    """Five stars for a favourite, in a field of its own; the mark that PhotoPrism reads is there in any case."""
    assert values_of(as_xmp(FULL, rate_favorites=True))["xmp:Rating"] == "5"
    assert "xmp:Rating" not in values_of(as_xmp(FULL))
    plain = replace(FULL, favorite=False)
    assert as_xmp(plain, rate_favorites=True) == as_xmp(plain)
    assert not [name for name in description_of(as_xmp(plain)).attrib if name.endswith("favorite")]


def test_a_rating_needs_xmp() -> None:
    """There is no other form that has ratings."""
    assert ExportOptions(metadata="xmp", rate_favorites=True).rate_favorites
    for metadata in (None, "json"):
        with pytest.raises(ApiValueError, match="rate_favorites needs metadata='xmp'"):
            ExportOptions(metadata=metadata, rate_favorites=True)
    with pytest.raises(ApiTypeError, match="rate_favorites"):
        ExportOptions(metadata="xmp", rate_favorites="yes")  # type: ignore[arg-type]  # what is refused


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoPrismServer]:
    """Yield a server with pictures of a face, one for each way to hold the camera; and with another file of one."""
    originals = tmp_path / "originals"
    originals.mkdir()
    for orientation in (1, 6, 8):
        picture, exif = stored_picture(orientation)
        picture.convert("RGB").resize((640, 400)).save(originals / f"{orientation}.jpg", exif=exif)
    Image.new("RGB", (800, 500)).save(originals / "1.tiff")
    Image.new("RGB", (400, 400)).save(originals / "1.png")
    with PhotoPrismServer(Library.from_folder(originals), mode="password") as server:
        for photo in server.library.photos:
            server.library.add_person(f"Face {photo.name}", [photo])
            primary = photo.primary
            assert primary is not None
            face, _ = face_shown(primary.orientation)
            for marker in primary.markers:
                server.library.update(marker, x=face.x, y=face.y, w=face.w, h=face.h)
        yield server


def written(dest: Path) -> dict[str, tuple[tuple[int, int], dict[str, tuple[float, ...]]] | None]:
    """Return the regions in each file of metadata, by its name."""
    return {path.name: regions_of(path.read_text(encoding="utf-8")) for path in sorted(dest.glob("*.xmp"))}


def test_an_export_writes_the_regions_of_each_file(server: PhotoPrismServer, tmp_path: Path) -> None:
    """In the pixels and the orientation of the file beside it; not beside one that shows another part."""
    run = Run(server, tmp_path / "dest", metadata="xmp")
    assert run.report.is_complete
    found = written(tmp_path / "dest")
    left, top, right, bottom = BOX
    centre = ((left + right) / 2 / STORED[0], (top + bottom) / 2 / STORED[1])
    expected: Any = pytest.approx((*centre, (right - left) / STORED[0], (bottom - top) / STORED[1]), abs=1e-6)
    assert found == {
        "1.jpg.xmp": ((640, 400), {"Face 1": expected}),
        "1.png.xmp": None,
        "1.tiff.xmp": ((800, 500), {"Face 1": expected}),
        "6.jpg.xmp": ((640, 400), {"Face 6": expected}),
        "8.jpg.xmp": ((640, 400), {"Face 8": expected}),
    }
    again = Run(server, tmp_path / "dest", metadata="xmp")
    assert again.report.metadata == 0
    assert details(again) == []


def test_thumbnails_are_turned_already(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Where they show the whole picture, faces are where they are shown; a square cut out of it has no regions."""
    Run(server, tmp_path / "whole", Selection(size="fit_720"), metadata="xmp")
    found = written(tmp_path / "whole")
    assert found.keys() == {"1.jpg.xmp", "6.jpg.xmp", "8.jpg.xmp"}
    for orientation in (1, 6, 8):
        face, frame = face_shown(orientation)
        centre = (face.x + face.w / 2, face.y + face.h / 2)
        size, faces = found[f"{orientation}.jpg.xmp"] or ((0, 0), {})
        assert size == (frame.width * 10, frame.height * 10)
        assert faces == {f"Face {orientation}": pytest.approx((*centre, face.w, face.h), abs=1e-6)}
    Run(server, tmp_path / "squares", Selection(size="tile_500"), metadata="xmp")
    assert set(written(tmp_path / "squares").values()) == {None}


def test_a_face_that_is_moved_is_written_anew(server: PhotoPrismServer, tmp_path: Path) -> None:
    """No date moves, and one photo's details are asked for."""
    Run(server, tmp_path / "dest", metadata="xmp")
    before = written(tmp_path / "dest")
    photo = server.library.find("8.jpg")
    server.library.update(photo.files[0].markers[0], x=0.5)
    run = Run(server, tmp_path / "dest", metadata="xmp")
    assert len(details(run)) == run.report.metadata == 1
    after = written(tmp_path / "dest")
    assert {name for name in after if after[name] != before[name]} == {"8.jpg.xmp"}
