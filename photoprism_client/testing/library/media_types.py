"""File types by extension: what a file is, how it is served, and which name it shares with the files beside it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MediaType:
    """How the server treats a file: its short type, its kind (image, raw, video, sidecar), and the MIME type."""

    file_type: str
    media: str
    mime: str


_JPEG = MediaType("jpg", "image", "image/jpeg")
_RAW = {name: MediaType(name, "raw", f"image/{name}") for name in ("dng", "cr2", "nef", "arw", "orf", "raf", "rw2")}
MEDIA_TYPES = {
    **_RAW,
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": MediaType("png", "image", "image/png"),
    "gif": MediaType("gif", "image", "image/gif"),
    "bmp": MediaType("bmp", "image", "image/bmp"),
    "tif": MediaType("tiff", "image", "image/tiff"),
    "tiff": MediaType("tiff", "image", "image/tiff"),
    "webp": MediaType("webp", "image", "image/webp"),
    "heic": MediaType("heic", "image", "image/heic"),
    "heif": MediaType("heic", "image", "image/heic"),
    "avif": MediaType("avif", "image", "image/avif"),
    "mp4": MediaType("mp4", "video", "video/mp4"),
    "mov": MediaType("mov", "video", "video/quicktime"),
    "avi": MediaType("avi", "video", "video/x-msvideo"),
    "mkv": MediaType("mkv", "video", "video/x-matroska"),
    "xmp": MediaType("xmp", "sidecar", "application/rdf+xml"),
    "aae": MediaType("aae", "sidecar", "application/xml"),
    "json": MediaType("json", "sidecar", "application/json"),
    "yml": MediaType("yml", "sidecar", "text/x-yaml"),
}


def media_type_of(name: str) -> MediaType | None:
    """Return what the extension of *name* says, None for one that the server does not know."""
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower()) if "." in name else None


def stack_name(name: str) -> str:
    """Return *name* without its known extensions: files of one folder that share it belong to one picture.

    ``IMG_1.JPG`` and ``IMG_1.DNG`` give ``IMG_1``, and so does ``IMG_1.dng.jpg``.
    """
    stem = name
    while media_type_of(stem) is not None and stem.rpartition(".")[0]:
        stem = stem.rpartition(".")[0]
    return stem
