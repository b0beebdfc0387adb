"""Thumbnails as the server makes them: its table of sizes, crops, and a bounded cache."""

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from photoprism_client.testing.library.items import File
from photoprism_client.testing.server.files import Content

_STORE_BYTES = 64 * 1024 * 1024
_JPEG_QUALITY = 85
_COLOURS = 3


@dataclass(frozen=True)
class ThumbSize:
    """A size that can be asked for: ``fit`` keeps the shape, ``tile``, ``left`` and ``right`` cut a square."""

    name: str
    width: int
    height: int
    since_2026: bool = False

    @property
    def kind(self) -> str:
        """The first word of the name."""
        return self.name.partition("_")[0]


def _squares(kind: str, *edges: int, since_2026: bool = False) -> list[ThumbSize]:
    return [ThumbSize(f"{kind}_{edge}", edge, edge, since_2026) for edge in edges]


_FITS = {
    720: 720, 1280: 1024, 1600: 900, 1920: 1200, 2048: 2048, 2560: 1600, 3840: 2400, 4096: 4096, 5120: 5120, 7680: 4320,
}  # fmt: skip
SIZES = {
    size.name: size
    for size in [
        ThumbSize("colors", _COLOURS, _COLOURS),
        *_squares("tile", 50, 100, 224, 500, 1080),
        *_squares("left", 224),
        *_squares("right", 224),
        *(size for kind in ("tile", "left", "right") for size in _squares(kind, 384, 480, since_2026=True)),
        *(ThumbSize(f"fit_{width}", width, height, width == 5120) for width, height in _FITS.items()),
    ]
}
CROP_SIZES = {f"tile_{edge}": edge for edge in (50, 100, 160, 224, 320, 500)}
# What a server with a size limit makes when it indexes; it never makes the others (seen: fit_1600).
_NOT_PREPARED = {"fit_1600"}
_COVER_LIMIT = {"fit": SIZES["fit_720"], "tile": SIZES["tile_500"]}


class NoThumbnail(Exception):
    """No thumbnail: ``broken`` if the file is at fault; else the size or the picture is unknown.

    :param reason: what is wrong, for people
    """

    def __init__(self, reason: str, *, broken: bool = False, missing: bool = False) -> None:
        super().__init__(reason)
        self.broken = broken
        self.missing = missing


class Thumbnails:
    """Make thumbnails and cache the latest.

    :param limit_px: the largest edge that is made; larger sizes get the largest that is; None for no limit
    :param since_2026: whether the sizes of 2026 are known
    :param modified: seconds since 1970 for ``Last-Modified``

    ``away`` is set while the originals are not mounted: their folder, and where they are meanwhile.
    """

    def __init__(self, limit_px: int | None, *, since_2026: bool, modified: float) -> None:
        self._limit_px, self._since_2026, self._modified = limit_px, since_2026, modified
        self._store: OrderedDict[tuple[str, str, str], Content] = OrderedDict()
        self._stored_bytes = 0
        self.away: tuple[Path, Path] | None = None
        self._lock = threading.Lock()

    def size(self, name: str) -> ThumbSize:
        """Return the size called *name*, or the one given in its place when it is beyond the limit.

        :raises NoThumbnail: no such size
        """
        size = SIZES.get(name)
        if size is None or (size.since_2026 and not self._since_2026):
            raise NoThumbnail(f"unknown size {name}")
        if self._limit_px is None:
            return size
        if name in _NOT_PREPARED:
            raise NoThumbnail(f"{name} was not prepared", broken=True)
        if max(size.width, size.height) <= self._limit_px:
            return size
        allowed = [fit for fit in SIZES.values() if fit.kind == "fit" and max(fit.width, fit.height) <= self._limit_px]
        return max(allowed, key=lambda fit: fit.width, default=SIZES["fit_720"])

    def cover_size(self, name: str) -> ThumbSize:
        """Return the size for a cover: since 2026 at most fit_720 or tile_500."""
        size = self.size(name)
        capped = _COVER_LIMIT.get(size.kind)
        return capped if self._since_2026 and capped and capped.width < size.width else size

    def make(self, file: File, size: ThumbSize, area: str = "") -> Content:
        """Return a thumbnail of *file*, made now or before.

        :param file: the primary file of a picture
        :param size: as ``size`` returns it, for a crop any square
        :param area: crop area in twelve hex digits, empty for the whole picture
        :raises NoThumbnail: the file cannot be read, or is gone and no thumbnail was made before
        """
        key = (file.hash, f"{size.name}:{size.width}", area)
        with self._lock:
            known = self._store.get(key)
            if known is not None:
                self._store.move_to_end(key)
                return known
        if file.error:
            raise NoThumbnail(file.error, broken=True)
        source = self._source(file, size)
        if not source.exists():
            raise NoThumbnail(f"{file.name} is missing", broken=True, missing=True)
        return self._keep(key, _render(source, size, parse_area(area) if area else None))

    def prepare(self, file: File) -> None:
        """Make what a server makes of a file while indexing it: every size that does not exceed the picture."""
        for size in SIZES.values():
            if self._is_prepared(file, size):
                self.make(file, size)

    def _is_prepared(self, file: File, size: ThumbSize) -> bool:
        exceeded = size.kind != "fit" or file.width > size.width or file.height > size.height
        limit = self._limit_px or 2048
        return exceeded and size.name not in _NOT_PREPARED and max(size.width, size.height) <= limit

    def _source(self, file: File, size: ThumbSize) -> Path:
        """Return where the picture lies; of originals that are away, only where a server made that size before."""
        if self.away is None or not file.disk.is_relative_to(self.away[0]) or not self._is_prepared(file, size):
            return file.disk
        return self.away[1] / file.disk.relative_to(self.away[0])

    def _keep(self, key: tuple[str, str, str], data: bytes) -> Content:
        media_type = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        content = Content(media_type, len(data), self._modified, data)
        with self._lock:
            self._stored_bytes += len(data) - (self._store[key].size if key in self._store else 0)
            self._store[key] = content
            while self._stored_bytes > _STORE_BYTES and len(self._store) > 1:
                self._stored_bytes -= self._store.popitem(last=False)[1].size
        return content


def parse_area(area: str) -> tuple[float, float, float, float]:
    """Read a crop area: x, y, width and height in thousandths, three hex digits each.

    :return: the four as fractions of the picture
    :raises NoThumbnail: not twelve hex digits, or an empty area
    """
    try:
        x, y, width, height = (int(area[i : i + 3], 16) / 1000 for i in (0, 3, 6, 9))
    except ValueError:
        raise NoThumbnail(f"bad crop area {area}", broken=True) from None
    if len(area) != 12 or not width or not height or x >= 1 or y >= 1:
        raise NoThumbnail(f"bad crop area {area}", broken=True)
    return x, y, width, height


def _render(path: Path, size: ThumbSize, area: tuple[float, float, float, float] | None) -> bytes:
    try:
        with Image.open(path) as picture:
            if area is None:
                picture.draft("RGB", (size.width * 2, size.height * 2))
            shown = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Warning) as exc:
        raise NoThumbnail(f"{path.name}: {exc}", broken=True) from exc
    made = _shaped(shown if area is None else _crop(shown, area), size)
    buffer = io.BytesIO()
    if size.kind == "colors":
        made.save(buffer, "PNG")
    else:
        made.save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return buffer.getvalue()


def _crop(picture: Image.Image, area: tuple[float, float, float, float]) -> Image.Image:
    x, y, width, height = area
    left, top = int(x * picture.width), int(y * picture.height)
    right = max(left + 1, min(picture.width, int((x + width) * picture.width)))
    bottom = max(top + 1, min(picture.height, int((y + height) * picture.height)))
    return picture.crop((left, top, right, bottom))


def _shaped(picture: Image.Image, size: ThumbSize) -> Image.Image:
    box = (size.width, size.height)
    if size.kind == "fit":
        picture.thumbnail(box, Image.Resampling.BICUBIC)
        return picture
    centre = {"left": (0.0, 0.0), "right": (1.0, 1.0)}.get(size.kind, (0.5, 0.5))
    return ImageOps.fit(picture, box, Image.Resampling.BICUBIC, centering=centre)
