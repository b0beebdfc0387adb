"""The thumbnail sizes of a PhotoPrism server, and crop areas, which follow a file hash."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Self

from photoprism_client._identifiers import SHA1
from photoprism_client._settings.validation import instance_of
from photoprism_client.exceptions import ApiTypeError, ApiValueError

_AREA = re.compile(r"[0-9a-f]{12}")
#: The ``thumb`` of a picture: the hash of its file, or that and a crop area.
THUMB = re.compile(rf"({SHA1.pattern})(?:-({_AREA.pattern}))?")
_text = instance_of(str)
_STEPS = 1000  # a relative number is sent as int(v * 1000), in three hex digits


class ThumbSize(StrEnum):
    """A thumbnail size by its name; members are ``str`` and can be passed wherever a size is expected.

    ``fit_*`` sizes hold the whole picture within their box and never enlarge it; ``tile_*`` sizes are centre crops,
    ``left_*`` and ``right_*`` crops of that side; ``colors`` is a PNG of 3×3 pixels. ``width`` and ``height`` are the
    box in pixels.

    Source: internal/thumb/sizes.go of the server; servers of 2024 lack the ``*_384``, ``*_480`` sizes and ``fit_5120``.
    """

    width: int
    height: int

    COLORS = "colors", 3, 3
    TILE_50 = "tile_50", 50, 50
    TILE_100 = "tile_100", 100, 100
    TILE_224 = "tile_224", 224, 224
    LEFT_224 = "left_224", 224, 224
    RIGHT_224 = "right_224", 224, 224
    TILE_384 = "tile_384", 384, 384
    LEFT_384 = "left_384", 384, 384
    RIGHT_384 = "right_384", 384, 384
    TILE_480 = "tile_480", 480, 480
    LEFT_480 = "left_480", 480, 480
    RIGHT_480 = "right_480", 480, 480
    TILE_500 = "tile_500", 500, 500
    TILE_1080 = "tile_1080", 1080, 1080
    FIT_720 = "fit_720", 720, 720
    FIT_1280 = "fit_1280", 1280, 1024
    FIT_1600 = "fit_1600", 1600, 900
    FIT_1920 = "fit_1920", 1920, 1200
    FIT_2048 = "fit_2048", 2048, 2048
    FIT_2560 = "fit_2560", 2560, 1600
    FIT_3840 = "fit_3840", 3840, 2400
    FIT_4096 = "fit_4096", 4096, 4096
    FIT_5120 = "fit_5120", 5120, 5120
    FIT_7680 = "fit_7680", 7680, 4320

    def __new__(cls, name: str, width: int = 0, height: int = 0) -> Self:
        """Make a member whose value is *name*."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.width = width
        member.height = height
        return member

    @classmethod
    def for_pixels(cls, width: int, height: int, *, crop: bool = False, offered: Iterable[str] = ()) -> "ThumbSize":
        """Return the smallest size whose box covers *width* × *height* pixels.

        :param width: pixels, 1 or more.
        :param height: pixels, 1 or more.
        :param crop: choose among the centre crops (``tile_*``) instead of the ``fit_*`` sizes.
        :param offered: names of the sizes that the server offers (``config.thumbs``); default those of every server.
        :return: the smallest size that covers the box, or the largest one if none does.
        :raises ApiTypeError: *offered* is not an iterable of names.
        :raises ApiValueError: *width* or *height* is not a whole number of at least 1, or *offered* has no such size.
        """
        for name, pixels in (("width", width), ("height", height)):
            if isinstance(pixels, bool) or not isinstance(pixels, int) or pixels < 1:
                raise ApiValueError(f"{name} must be a whole number of pixels, 1 or more, not {pixels!r}")
        if isinstance(offered, str) or not isinstance(offered, Iterable):
            raise ApiTypeError(f"offered must be several names of sizes, not {offered!r}")
        names = frozenset(map(str, offered)) or _ON_EVERY_SERVER
        prefix = "tile_" if crop else "fit_"
        sizes = sorted(
            (size for size in cls if size.startswith(prefix) and size in names),
            key=lambda size: size.width * size.height,
        )
        if not sizes:
            raise ApiValueError(f"offered must name at least one {prefix}… size, got {sorted(names)}")
        return next((size for size in sizes if size.width >= width and size.height >= height), sizes[-1])


_ON_EVERY_SERVER = frozenset(size.value for size in ThumbSize if not size.endswith(("_384", "_480", "_5120")))

#: Sizes of crops (``<hash>-<area>``). Source: internal/thumb/crop/sizes.go
CROP_SIZES = ("tile_50", "tile_100", "tile_160", "tile_224", "tile_320", "tile_500")

#: Every size that some version of the server offers.
KNOWN_SIZES = frozenset(ThumbSize) | frozenset(CROP_SIZES)


class CropArea(NamedTuple):
    """A part of a picture: left edge, top edge, width and height, each relative to the picture, 0 to 1.

    ``str(area)`` is the form that the server uses, twelve hex digits.
    """

    x: float
    y: float
    w: float
    h: float

    def __str__(self) -> str:
        """Return the twelve hex digits that follow a hash.

        :raises ApiTypeError: an edge or length is not a number.
        :raises ApiValueError: an edge or length is not within 0 and 1.
        """
        for name, value in zip(self._fields, self, strict=True):
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise ApiTypeError(f"{name} of a crop area must be a number between 0 and 1, not {value!r}")
            if not 0 <= value <= 1:  # also refuses NaN
                raise ApiValueError(f"{name} of a crop area must be between 0 and 1, not {value!r}")
        return "".join(f"{int(value * _STEPS):03x}" for value in self)

    @classmethod
    def parse(cls, text: str) -> "CropArea":
        """Read an area from its twelve hex digits.

        :param text: such as ``016014058037``.
        :return: the area; the numbers are multiples of 0.001.
        :raises ApiTypeError: *text* is not a ``str``.
        :raises ApiValueError: *text* is not twelve lower-case hex digits, or a number is above 1.
        """
        _text("a crop area", text)
        if not _AREA.fullmatch(text):
            raise ApiValueError(f"a crop area is twelve lower-case hex digits, such as 016014058037, not {text!r}")
        x, y, w, h = (int(text[at : at + 3], 16) / _STEPS for at in range(0, 12, 3))
        if max(x, y, w, h) > 1:
            raise ApiValueError(f"a crop area holds four numbers from 000 to 3e8 (0 to 1), not {text!r}")
        return cls(x, y, w, h)


def crop_thumb(file_hash: str, area: CropArea) -> str:
    """Return the ``thumb`` argument for a part of a picture.

    :param file_hash: SHA-1 of the original, 40 lower-case hex digits.
    :param area: the part.
    :return: ``<hash>-<area>``, for :meth:`ImagesApi.get_thumb` with one of :data:`CROP_SIZES`.
    :raises ApiTypeError: *file_hash* is not a ``str``, or *area* is not a :class:`CropArea`.
    :raises ApiValueError: *file_hash* is not a SHA-1, or a number of *area* is not between 0 and 1.
    """
    _text("file_hash", file_hash)
    if not SHA1.fullmatch(file_hash):
        raise ApiValueError(f"a file hash is 40 lower-case hex digits, not {file_hash!r}")
    if not isinstance(area, CropArea):
        raise ApiTypeError(f"area must be a CropArea, not {area!r}", valid_classes=(CropArea,))
    return f"{file_hash}-{area}"


def parse_thumb(thumb: str) -> tuple[str, CropArea | None]:
    """Split a ``thumb`` argument into the file hash and the crop area.

    :param thumb: ``<hash>`` or ``<hash>-<area>``.
    :return: the hash, and the area or None for the whole picture.
    :raises ApiTypeError: *thumb* is not a ``str``.
    :raises ApiValueError: *thumb* has neither form.
    """
    _text("thumb", thumb)
    match = THUMB.fullmatch(thumb)
    if match is None:
        raise ApiValueError(f"a thumb is <hash> or <hash>-<area> in lower-case hex digits, not {thumb!r}")
    return match[1], CropArea.parse(match[2]) if match[2] else None
