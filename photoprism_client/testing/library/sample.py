"""Draw a small library of real pictures: different sizes, orientations, dates and cameras, and awkward names.

The same count always gives the same bytes, so tests may compare digests between runs of one Pillow version.
"""

import colorsys
import io
import os
import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

_SIZES = [(1200, 800), (800, 1200), (960, 720), (1000, 1000), (1080, 608)]
_LARGE = (2560, 1600)
_CAMERAS = [("Canon", "EOS 6D"), ("Apple", "iPhone 7"), ("FUJIFILM", "X-T30"), ("NIKON", "D750")]
_FIRST_DATE = datetime(2021, 7, 1, 10, 0, 0)
EMPTY_FOLDER = "empty"
# Paths that a client may stumble over; the plain ones fill up what is left.
_ODD_PATHS = [
    "2021/07/IMG_1.JPG",
    "2022/Ferien & Spaß/DSC 001 ü.jpg",
    "2023/日本/富士山 #1.jpg",
    "2023/100% real/a+b=c & d.jpg",
    "dups/IMG_0002.JPG",
    "2021/07/IMG_0002.JPG",
]
_ORIENTATIONS = [1, 6, 1, 1, 3, 8]


@dataclass(frozen=True)
class Shot:
    """How one picture is made: where it goes, its size, orientation tag, date, and camera."""

    path: str
    size: tuple[int, int]
    orientation: int
    taken: datetime
    camera: tuple[str, str]


def plan(photos: int) -> list[Shot]:
    """Return what is drawn for a library of *photos* pictures."""
    paths = [_writable(path) for path in _ODD_PATHS[:photos]] + [
        f"2021/{8 + i % 4:02}/IMG_{i + 10:04}.JPG" for i in range(photos - len(_ODD_PATHS))
    ]
    return [
        Shot(
            path=path,
            size=_LARGE if number == 6 else _SIZES[number % len(_SIZES)],
            orientation=_ORIENTATIONS[number % len(_ORIENTATIONS)],
            taken=_FIRST_DATE + timedelta(days=17 * number, minutes=number),
            camera=_CAMERAS[number % len(_CAMERAS)],
        )
        for number, path in enumerate(paths)
    ]


def _writable(path: str) -> str:
    """Return a path without the characters that the file-system encoding of this process lacks."""
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return path.encode("ascii", "xmlcharrefreplace").decode()
    return path


# How a camera stores an upright picture under each EXIF orientation.
_AS_STORED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
_TURNED = frozenset({5, 6, 7, 8})


def write_sample(root: Path, photos: int) -> list[str]:
    """Draw *photos* pictures below *root*, a RAW companion, a sidecar, a copy and an empty folder beside them.

    :param root: an empty folder
    :param photos: how many pictures, 1 or more
    :return: the paths of the pictures, in the order of their dates
    """
    shots = plan(photos)
    for number, shot in enumerate(shots):
        write_picture(root / shot.path, number, shot.size, shot.taken, shot.camera, shot.orientation)
    first = root / shots[0].path
    raw = random.Random(photos).randbytes(150_000)  # noqa: S311 - bytes to copy, not a secret
    first.with_suffix(".DNG").write_bytes(b"II*\0\x08\0\0\0" + bytes(6) + raw)
    first.with_suffix(".xmp").write_text("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>\n", encoding="utf-8")
    copy = root / "dups" / "copy of IMG_1.JPG"
    copy.parent.mkdir(exist_ok=True)
    copy.write_bytes(first.read_bytes())
    (root / EMPTY_FOLDER).mkdir()
    # The index takes these times, in seconds, for when it met each picture: drawing them must not decide their order.
    moment = time.time()
    for path in filter(Path.is_file, root.rglob("*")):
        os.utime(path, (moment, moment))
    return [shot.path for shot in shots]


def write_picture(
    path: Path,
    number: int,
    size: tuple[int, int] = (1200, 800),
    taken: datetime | None = None,
    camera: tuple[str, str] = ("", ""),
    orientation: int = 1,
) -> None:
    """Draw picture *number* and write it as a JPEG with EXIF data.

    :param path: where it goes; missing folders are made
    :param number: chooses colours and shapes; another number is another picture
    :param size: width and height as stored, before the orientation turns it
    :param taken: date for EXIF, None for none
    :param camera: make and model for EXIF, empty for none
    :param orientation: EXIF orientation, 1 to 8
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_encoded(number, size, taken, camera, orientation))


@lru_cache(maxsize=256)  # suites make the same sample again and again
def _encoded(
    number: int, size: tuple[int, int], taken: datetime | None, camera: tuple[str, str], orientation: int
) -> bytes:
    exif, buffer = Image.Exif(), io.BytesIO()
    if taken is not None:
        exif[0x0132] = taken.strftime("%Y:%m:%d %H:%M:%S")
    if camera[1]:
        exif[0x010F], exif[0x0110] = camera
    exif[0x0112] = orientation
    upright = draw(number, size[::-1] if orientation in _TURNED else size)
    turn = _AS_STORED.get(orientation)
    stored = upright if turn is None else upright.transpose(turn)
    stored.save(buffer, "JPEG", quality=80, exif=exif)
    return buffer.getvalue()


def draw(number: int, size: tuple[int, int]) -> Image.Image:
    """Return a landscape with sky, sun and hills, in colours that depend on *number*."""
    width, height = size
    chance = random.Random(number)  # noqa: S311 - a drawing, not a secret
    hue = (number * 0.381966) % 1
    picture = _sky(hue, size)
    pen = ImageDraw.Draw(picture)
    x, y, radius = chance.uniform(0.2, 0.8) * width, chance.uniform(0.15, 0.4) * height, 0.09 * min(size)
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_colour(hue + 0.5, 0.3, 1.0))
    for layer in range(4):
        level = height * (0.5 + 0.12 * layer)
        ridge = [(width * i / 12, level - chance.uniform(0, 0.18) * height) for i in range(13)]
        pen.polygon([(0, height), *ridge, (width, height)], fill=_colour(hue + 0.07 * layer, 0.6, 0.65 - 0.13 * layer))
    pen.text((width * 0.03, height * 0.94), f"{number:04}", fill="white")
    return picture


def _sky(hue: float, size: tuple[int, int]) -> Image.Image:
    ramp = Image.linear_gradient("L").resize(size)
    above, below = (
        Image.new("RGB", size, _colour(hue, 0.7, 0.55)),
        Image.new("RGB", size, _colour(hue + 0.1, 0.25, 1.0)),
    )
    return Image.composite(below, above, ramp)


def _colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)
