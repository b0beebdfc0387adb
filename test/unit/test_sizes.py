"""Thumbnail sizes are texts with a box, the smallest that covers is found, and crop areas survive the wire."""

import pickle
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.sizes import CROP_SIZES, KNOWN_SIZES, CropArea, ThumbSize, crop_thumb, parse_thumb

HASH = "2cad9168fa6acc5c5c2965ddf6ec465ca42fd818"

BOXES = {
    "colors": (3, 3),
    "tile_50": (50, 50),
    "tile_100": (100, 100),
    "tile_224": (224, 224),
    "left_224": (224, 224),
    "right_224": (224, 224),
    "tile_384": (384, 384),
    "left_384": (384, 384),
    "right_384": (384, 384),
    "tile_480": (480, 480),
    "left_480": (480, 480),
    "right_480": (480, 480),
    "tile_500": (500, 500),
    "tile_1080": (1080, 1080),
    "fit_720": (720, 720),
    "fit_1280": (1280, 1024),
    "fit_1600": (1600, 900),
    "fit_1920": (1920, 1200),
    "fit_2048": (2048, 2048),
    "fit_2560": (2560, 1600),
    "fit_3840": (3840, 2400),
    "fit_4096": (4096, 4096),
    "fit_5120": (5120, 5120),
    "fit_7680": (7680, 4320),
}


def test_the_table_is_the_servers() -> None:
    """Names and boxes are those of the server; a member is its name, also when printed or pickled."""
    assert {size.value: (size.width, size.height) for size in ThumbSize} == BOXES
    assert f"{ThumbSize.FIT_720}" == "fit_720" == ThumbSize("fit_720")
    assert pickle.loads(pickle.dumps(ThumbSize.TILE_50)) is ThumbSize.TILE_50
    assert frozenset(BOXES) | frozenset(CROP_SIZES) == KNOWN_SIZES


@pytest.mark.parametrize(
    ("width", "height", "crop", "expected"),
    [
        (1, 1, False, "fit_720"),
        (720, 720, False, "fit_720"),
        (721, 1, False, "fit_1280"),
        (1280, 1024, False, "fit_1280"),
        (1281, 900, False, "fit_1600"),
        (1, 1025, False, "fit_1920"),
        (1, 1201, False, "fit_2560"),
        (2000, 2000, False, "fit_2048"),
        (4096, 4096, False, "fit_4096"),
        (5000, 100, False, "fit_7680"),
        (99999, 99999, False, "fit_7680"),
        (1, 1, True, "tile_50"),
        (51, 50, True, "tile_100"),
        (300, 300, True, "tile_500"),
        (501, 1, True, "tile_1080"),
        (5000, 1, True, "tile_1080"),
    ],
)
def test_the_smallest_covering_size_is_found(width: int, height: int, crop: bool, expected: str) -> None:
    """Of the sizes that every server has, the one with the fewest pixels that covers; else the largest."""
    assert ThumbSize.for_pixels(width, height, crop=crop) == expected


def test_only_offered_sizes_are_chosen() -> None:
    """With the server's own list, sizes of newer servers count and missing ones do not."""
    assert ThumbSize.for_pixels(300, 300, crop=True, offered=["tile_384", "tile_500"]) is ThumbSize.TILE_384
    assert ThumbSize.for_pixels(4500, 4500, offered={"fit_5120", "fit_7680", "fit_720"}) is ThumbSize.FIT_5120
    assert ThumbSize.for_pixels(900, 900, offered=iter(["fit_720"])) is ThumbSize.FIT_720


@given(width=st.integers(1, 9000), height=st.integers(1, 9000), crop=st.booleans())
def test_no_smaller_size_would_cover(width: int, height: int, crop: bool) -> None:
    """What is chosen covers the pixels, or nothing that every server has does; nothing smaller does."""
    chosen = ThumbSize.for_pixels(width, height, crop=crop)
    prefix = "tile_" if crop else "fit_"
    common = [s for s in ThumbSize if s.startswith(prefix) and not s.endswith(("_384", "_480", "_5120"))]
    covering = [s for s in common if s.width >= width and s.height >= height]
    assert chosen in (covering or common)
    assert all(chosen.width * chosen.height <= s.width * s.height for s in covering)


@pytest.mark.parametrize(("width", "height"), [(0, 1), (1, 0), (-1, 1), (True, 1), (1, 1.5), ("1", 1), (None, 1)])
def test_pixels_that_are_none_are_refused(width: object, height: object) -> None:
    """Width and height are whole numbers of at least 1, and the message says which is not."""
    with pytest.raises(ApiValueError, match="must be a whole number of pixels, 1 or more"):
        ThumbSize.for_pixels(width, height)  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize("offered", [["tile_50"], ["nonsense"], [["fit_720"]]])
def test_an_offer_without_a_usable_size_is_refused(offered: Any) -> None:
    """A list that names no size of the kind wanted is an error, not a guess."""
    with pytest.raises(ApiValueError, match="offered must name at least one fit_"):
        ThumbSize.for_pixels(1, 1, offered=offered)


@pytest.mark.parametrize("wrong", [None, 5, "fit_720"])
def test_an_offer_that_is_no_list_is_refused(wrong: Any) -> None:
    """Sizes are offered as several names; one text would be taken for its letters."""
    with pytest.raises(ApiTypeError, match="offered must be several names of sizes"):
        ThumbSize.for_pixels(1, 1, offered=wrong)


@pytest.mark.parametrize("wrong", [None, 5, ["x"], b"x"], ids=repr)
def test_what_is_no_text_is_refused_by_name(wrong: Any) -> None:
    """Hashes, thumbs and areas are read from texts; the message says which argument is not one."""
    for name, call in (
        ("thumb", parse_thumb),
        ("a crop area", CropArea.parse),
        ("file_hash", partial(crop_thumb, area=CropArea(0, 0, 1, 1))),
    ):
        with pytest.raises(ApiTypeError, match=f"{name} must be str, not"):
            call(wrong)
    with pytest.raises(ApiTypeError, match="area must be a CropArea"):
        crop_thumb(HASH, wrong)


@pytest.mark.parametrize("wrong", [None, "1", True, [1]], ids=repr)
def test_an_edge_that_is_no_number_is_refused(wrong: Any) -> None:
    """Edges and lengths are numbers, and the message names the one that is not."""
    with pytest.raises(ApiTypeError, match="w of a crop area must be a number between 0 and 1"):
        str(CropArea(0, 0, wrong, 1))


@given(numbers=st.tuples(*[st.integers(0, 1000)] * 4))
def test_an_area_survives_the_wire(numbers: tuple[int, int, int, int]) -> None:
    """Every area in steps of a thousandth comes back from its twelve digits, and every text from its area."""
    text = "".join(f"{number:03x}" for number in numbers)
    area = CropArea.parse(text)
    assert str(area) == text
    assert CropArea.parse(str(area)) == area == CropArea(*(number / 1000 for number in numbers))
    assert parse_thumb(crop_thumb(HASH, area)) == (HASH, area)


@given(numbers=st.tuples(*[st.floats(0, 1)] * 4))
def test_any_area_is_written_as_the_server_rounds(numbers: tuple[float, float, float, float]) -> None:
    """Areas are rounded down to a thousandth, and stay so."""
    text = str(CropArea(*numbers))
    back = CropArea.parse(text)
    assert str(back) == text
    assert all(0 <= number - read < 0.001 + 1e-9 for number, read in zip(numbers, back, strict=True))


@pytest.mark.parametrize("wrong", [-0.001, 1.001, float("nan"), float("inf")])
@pytest.mark.parametrize("field", ["x", "y", "w", "h"])
def test_an_area_outside_the_picture_is_refused(field: str, wrong: float) -> None:
    """The message names the number that is not within 0 and 1."""
    area = CropArea(0, 0, 1, 1)._replace(**{field: wrong})
    with pytest.raises(ApiValueError, match=f"{field} of a crop area must be between 0 and 1"):
        str(area)


@pytest.mark.parametrize("text", ["", "01601405803", "0160140580370", "01601405803G", "3E8000000000", "016014058037\n"])
def test_a_text_that_is_no_area_is_refused(text: str) -> None:
    """Exactly twelve lower-case hex digits are an area."""
    with pytest.raises(ApiValueError, match="twelve lower-case hex digits"):
        CropArea.parse(text)


def test_a_number_above_1_is_refused() -> None:
    """Digits beyond 3e8 would be more than the whole picture."""
    assert CropArea.parse("3e80000003e8") == (1.0, 0.0, 0.0, 1.0)
    with pytest.raises(ApiValueError, match="from 000 to 3e8"):
        CropArea.parse("0000000003e9")


def test_thumbs_are_split() -> None:
    """A thumb is a hash, or a hash and an area."""
    assert parse_thumb(HASH) == (HASH, None)
    assert parse_thumb(f"{HASH}-016014058037") == (HASH, CropArea(0.022, 0.02, 0.088, 0.055))
    assert crop_thumb(HASH, CropArea(0, 0, 0.5, 1)) == f"{HASH}-0000001f43e8"


@pytest.mark.parametrize("thumb", ["", HASH[:-1], HASH.upper(), f"{HASH}-", f"{HASH}-01601405803", f"../{HASH}"])
def test_what_is_no_thumb_is_refused(thumb: str) -> None:
    """Other texts are neither, for reading and for writing."""
    with pytest.raises(ApiValueError, match="a thumb is"):
        parse_thumb(thumb)
    with pytest.raises(ApiValueError, match="a file hash is 40"):
        crop_thumb(thumb, CropArea(0, 0, 1, 1))
