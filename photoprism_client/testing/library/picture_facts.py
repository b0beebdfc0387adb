"""What a picture file says about itself (size, date, camera), and previews of what browsers cannot show."""

import warnings
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image, ImageOps

_EXIF_SUBFOLDER = 0x8769
_MAKE, _MODEL, _ORIENTATION, _DATE = 0x010F, 0x0110, 0x0112, 0x0132
_DATE_ORIGINAL, _OFFSET_ORIGINAL = 0x9003, 0x9011
_SIDEWAYS = {5, 6, 7, 8}
_UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@dataclass(frozen=True)
class Facts:
    """What was read; ``error`` is set and all else empty if the file is not a readable picture.

    ``width`` and ``height`` are as shown, after turning. ``taken_local`` is local time, written with UTC as its zone.
    """

    width: int = 0
    height: int = 0
    orientation: int = 1
    taken_local: datetime | None = None
    utc_offset: timedelta = field(default_factory=timedelta)
    camera_make: str = ""
    camera_model: str = ""
    animated: bool = False
    error: str = ""

    @property
    def zone_name(self) -> str:
        """The zone in the server's words: ``UTC+2`` when the camera noted an offset, else empty."""
        if not self.utc_offset:
            return ""
        hours = self.utc_offset.total_seconds() / 3600
        return f"UTC{hours:+g}"


def read_facts(path: Path, *, decode: bool = True) -> Facts:
    """Read a picture file's header and decode it once, so that a cut file is noticed.

    :param path: the file; never changed
    :param decode: False to look at the header only: a cut file passes
    :return: the facts, with ``error`` set when Pillow cannot read it
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as picture:
            exif, full = picture.getexif(), picture.size
            if decode:
                picture.draft("RGB", (64, 64))  # decoding at an eighth of the size is enough to notice a cut
                picture.load()
            animated = bool(getattr(picture, "is_animated", False))
    except _UNREADABLE as exc:
        return Facts(error=f"{type(exc).__name__}: cannot decode {path.name}")
    return _facts(full, exif, animated)


def _facts(size: tuple[int, int], exif: Image.Exif, animated: bool) -> Facts:
    details = exif.get_ifd(_EXIF_SUBFOLDER)
    orientation = int(exif.get(_ORIENTATION) or 1)
    orientation = orientation if orientation in range(1, 9) else 1
    width, height = size[::-1] if orientation in _SIDEWAYS else size
    return Facts(
        width=width,
        height=height,
        orientation=orientation,
        taken_local=_date(str(details.get(_DATE_ORIGINAL) or exif.get(_DATE) or "")),
        utc_offset=_offset(str(details.get(_OFFSET_ORIGINAL) or "")),
        camera_make=_text(exif.get(_MAKE)),
        camera_model=_text(exif.get(_MODEL)),
        animated=animated,
    )


def _text(value: object) -> str:
    return str(value or "").strip("\0 ")


def _date(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _offset(text: str) -> timedelta:
    try:
        parsed = datetime.strptime(text.strip("\0 "), "%z").utcoffset()
    except ValueError:
        return timedelta()
    return parsed or timedelta()


def write_preview(source: Path, target: Path, seed: str) -> tuple[int, int]:
    """Write the JPEG that stands for a file which browsers cannot show, unless it is there.

    :param source: the original; converted when Pillow reads it, else a plain picture is made up
    :param target: where the JPEG goes; its name must belong to this very content
    :param seed: hex digits that choose the colour of a made-up picture
    :return: width and height of the JPEG
    """
    if target.exists():
        with Image.open(target) as made:
            return made.size
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(source) as picture:
            shown = ImageOps.exif_transpose(picture).convert("RGB")
    except _UNREADABLE:
        shade = tuple(96 + int(seed[i : i + 2], 16) // 3 for i in (0, 2, 4))
        shown = Image.linear_gradient("L").resize((640, 480)).convert("RGB")
        shown = Image.blend(shown, Image.new("RGB", (640, 480), shade), 0.7)
    shown.save(target, "JPEG", quality=85)
    return shown.size
