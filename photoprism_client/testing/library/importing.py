"""Import uploaded files: the server renames them by date and checksum, and leaves out or deletes some without a word.

Source: internal/photoprism/import.go and import_worker.go of the server
"""

import html
import os
import re
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from PIL import Image

from photoprism_client.testing.library.indexing import file_of, sha1_of
from photoprism_client.testing.library.items import File, Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.media_types import media_type_of, stack_name
from photoprism_client.testing.library.picture_facts import read_facts
from photoprism_client.testing.library.stacking import checksum_of
from photoprism_client.testing.library.videos import read_video

_HIDDEN = (".", "@", "_.", "__")
_MEDIA = ("raw", "image", "video")
_FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP", "tiff": "TIFF", "webp": "WEBP"}
_XMP_TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL)
_SHARP_MEGAPIXELS, _SHARP_SINCE, _MODEST_SINCE = 2, datetime(2012, 1, 1, tzinfo=UTC), datetime(2008, 1, 1, tzinfo=UTC)
_IN_REVIEW = 3
_MEGABYTE = 1_000_000


class Import:
    """One run of the import over a folder of uploads.

    :param library: where the files go
    :param folder: where they are
    :param moment: now, in seconds since 1970: files without a date are named by it
    :param limit: size in bytes up to which files are indexed
    :param warn: called with the warnings for the log, the only place where a file over the limit is mentioned
    """

    def __init__(
        self, library: Library, folder: Path, moment: float, *, limit: int, warn: Callable[[str], None]
    ) -> None:
        self._library, self._folder, self._moment = library, folder, moment
        self._limit, self._warn = limit, warn

    def run(self) -> list[Photo]:
        """Import what can be imported.

        :return: the pictures, new ones and those that were there already, archived ones included
        """
        stacks: dict[str, list[Path]] = {}
        for path in sorted(self._folder.iterdir()):
            if path.name.startswith(_HIDDEN):
                path.unlink()
            elif path.stat().st_size and media_type_of(path.name) is not None:
                stacks.setdefault(stack_name(path.name), []).append(path)
        photos = [photo for paths in stacks.values() for photo in self._import(paths)]
        if not any(self._folder.iterdir()):
            self._folder.rmdir()
        return photos

    def _import(self, paths: list[Path]) -> list[Photo]:
        """Import files that belong together; without a picture or video among them they stay where they are."""
        media = [path for path in paths if _media_of(path) in _MEDIA and _format_of(path) != ""]
        if not media:
            return []
        main = min(media, key=_rank)
        target = self._target(main)
        known, moved = [], {}
        for path in paths:
            owner = self._take_known(path)
            if owner is None:
                name = self._free_name(f"{target}{path.suffix.lower()}")
                self._move(path, name)
                moved[name] = path.name
            else:
                known.append(owner)
        return known + self._index(moved, main.name)

    def _target(self, main: Path) -> str:
        taken = read_video(main).taken if _media_of(main) == "video" else read_facts(main, decode=False).taken_local
        date = taken or datetime.fromtimestamp(self._moment, UTC)
        return f"{date:%Y/%m/%Y%m%d_%H%M%S}_{checksum_of(main):08X}"

    def _take_known(self, path: Path) -> Photo | None:
        """Delete a file whose content is in the library, or put it back if it is missing there; return its picture."""
        file = None if _media_of(path) == "sidecar" else self._library.file(sha1_of(path))
        if file is None:
            return None
        if file.disk.exists():
            path.unlink()
        else:
            self._move(path, file.name)
            self._library.update(file, missing=False)
        return self._library.photo(file.photo_uid)

    def _free_name(self, name: str) -> str:
        path, number = PurePosixPath(name), 0
        while (self._library.root / name).exists():
            number += 1
            name = str(path.with_name(f"{path.stem}.{number:05}{path.suffix}"))
        return name

    def _move(self, path: Path, name: str) -> None:
        target = self._library.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
        os.utime(target, (self._moment, self._moment))

    def _index(self, moved: dict[str, str], main: str) -> list[Photo]:
        """Index files that were moved into the originals, unless the main one is too large or of another type."""
        name = next((name for name, original in moved.items() if original == main), None)
        if name is None:
            return []
        disk = self._library.root / name
        if disk.stat().st_size > self._limit:
            sizes = f"{disk.stat().st_size / _MEGABYTE:.0f} MB / {self._limit / _MEGABYTE:.0f} MB"
            self._warn(f"import: {name} exceeds file size limit ({sizes})")
            return []
        if _format_of(disk) is None:
            return []
        files = []
        for path, original in moved.items():
            file = file_of(self._library.root, path)
            file.original_name = original
            files.append(file)
        # The server takes pictures that are cut; an indexing of the folder hides them here.
        folder, base = name.rpartition("/")[0], stack_name(PurePosixPath(name).name)
        photo = self._library.admit(folder, base, files, decode=False)
        photo.quality = _quality(photo) if photo.primary else photo.quality
        if photo.primary is not None and photo.primary.name == name:
            for file in photo.files:  # what the server indexes after the primary file gets no place in searches
                file.searchable = file.primary
            self._library.touch()
        _take_title(photo, files)
        return [photo]


def _media_of(path: Path) -> str:
    kind = media_type_of(path.name)
    return kind.media if kind else ""


def _rank(path: Path) -> tuple[int, str]:
    """Sort the files of a stack by which of them the others follow: RAW, HEIC and the like, video, then JPEG."""
    kind = media_type_of(path.name)
    order = {"raw": 0, "video": 2}.get(kind.media if kind else "", 1)
    return (3 if kind and kind.file_type in {"jpg", "png"} else order), path.name


def _format_of(path: Path) -> str | None:
    """Return what a file is by its content: empty for no picture, None for another picture than its name says."""
    kind = media_type_of(path.name)
    expected = _FORMATS.get(kind.file_type) if kind else None
    if expected is None:
        return path.suffix
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path) as picture:
            found = picture.format
    except OSError:
        return ""
    return found if found == expected else None


def _quality(photo: Photo) -> int:
    """Return the quality that the server gives a new picture: below 3 it is in review."""
    shown = photo.primary or photo.files[0]
    megapixels = round(shown.width * shown.height / 1e6)
    is_good = photo.taken_at < _MODEST_SINCE or megapixels >= (
        1 if photo.taken_at < _SHARP_SINCE else _SHARP_MEGAPIXELS
    )
    score = 1 + bool(photo.taken_src) + bool(photo.lat or photo.lng) + is_good
    return max(score, _IN_REVIEW) if photo.type != "image" else score


def _take_title(photo: Photo, files: list[File]) -> None:
    """Take the title from an XMP file that came along."""
    for file in files:
        if file.file_type == "xmp" and (match := _XMP_TITLE.search(file.disk.read_text("utf-8", "replace"))):
            photo.title = html.unescape(match[1]).strip()
            photo.sent["TitleSrc"] = "xmp"
