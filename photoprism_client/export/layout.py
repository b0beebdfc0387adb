"""Where a file goes: a template of fields becomes a safe path, unlike all others even where capitals do not count."""

import re
import string
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.models import SearchPhoto
from photoprism_client.transfer import safe_name, with_suffix
from photoprism_client.transfer.names import key_of, short_hash, split_extension

#: The library's own folders and names.
DEFAULT_TEMPLATE = "{path}/{name}"

#: Keys of our own names at the top of the folder; what the library calls so goes elsewhere.
RESERVED_KEYS = frozenset({"sha1sums", "albums.json"})

_UNKNOWN = "unknown"
_DEFAULT_STEM = "file"
_PATTERN = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*")


class Subject(NamedTuple):
    """What a path is made of."""

    photo: SearchPhoto
    #: Path in the library, without its root.
    source: str
    #: SHA-1 of the file.
    sha1: str
    #: Title of an album that the photo is in; empty where it is in none, or the template does not ask.
    album: str = ""


Field = Callable[[Subject], str]


class Moment:
    """A local time in a template: ``{taken:%Y/%m}``; the word ``unknown`` where there is none."""

    def __init__(self, moment: datetime | None) -> None:
        self._moment = moment

    def __format__(self, pattern: str) -> str:
        return _UNKNOWN if self._moment is None else self._moment.strftime(pattern or "%Y-%m-%d")


def _camera(subject: Subject) -> str:
    photo = subject.photo
    make, model = (photo.camera_make or "").strip(), (photo.camera_model or "").strip()
    return model if model.lower().startswith(make.lower()) else f"{make} {model}"


def _plain(text: str | None) -> str:
    """Make a value one part of a path: its slashes lead nowhere."""
    return (text or "").replace("/", "_").replace("\\", "_")


#: What may stand in braces in a template; ``taken`` may have a format behind a colon.
FIELDS: dict[str, Callable[[Subject], object]] = {
    "path": lambda subject: subject.source.rpartition("/")[0],
    "name": lambda subject: subject.source.rpartition("/")[2],
    "stem": lambda subject: split_extension(subject.source.rpartition("/")[2])[0],
    "ext": lambda subject: split_extension(subject.source.rpartition("/")[2])[1],
    "taken": lambda subject: Moment(subject.photo.taken_at_local),
    "year": lambda subject: format(Moment(subject.photo.taken_at_local), "%Y"),
    "month": lambda subject: format(Moment(subject.photo.taken_at_local), "%m"),
    "day": lambda subject: format(Moment(subject.photo.taken_at_local), "%d"),
    "album": lambda subject: _plain(subject.album),
    "title": lambda subject: _plain(subject.photo.title),
    "original_name": lambda subject: PurePosixPath(subject.photo.original_name or subject.source).name,
    "camera": lambda subject: _plain(_camera(subject)),
    "type": lambda subject: _plain(subject.photo.type),
    "country": lambda subject: _plain(subject.photo.country),
    "uid": lambda subject: subject.photo.uid or "",
    "hash8": lambda subject: subject.sha1[:8],
}


class Template:
    """A template for paths, such as ``{taken:%Y/%m}/{name}``.

    Parts that come out empty are left out. The extension of the file is put behind what does not end in it.

    :param text: fields in braces, see docs/export.md, and any text; ``/`` between the parts of the path.
    :raises ApiTypeError: it is no text.
    :raises ApiValueError: it has an unknown field, a format where none belongs, or no field at all.
    """

    def __init__(self, text: str = DEFAULT_TEMPLATE) -> None:
        if not isinstance(text, str):
            raise ApiTypeError(f"the template must be a str, not {type(text).__name__}")
        self.text = text
        try:
            parts = list(string.Formatter().parse(text))
        except ValueError as error:
            raise ApiValueError(f"the template {text!r} cannot be read: {error}") from None
        self._parts = [(literal, name, pattern or "") for literal, name, pattern, _ in parts]
        self.fields = frozenset(name for _, name, _ in self._parts if name is not None)
        self._check([conversion for *_, conversion in parts])
        self._is_default = text == DEFAULT_TEMPLATE

    def path(self, photo: SearchPhoto, source: str, sha1: str, album: str = "") -> str:
        """Return the path for a file.

        :param photo: the photo that it belongs to.
        :param source: its path in the library, without the root.
        :param sha1: of its content.
        :param album: title of an album that the photo is in, or nothing.
        :return: safe parts with ``/`` between them, relative to the folder of the export.
        """
        folder, _, file_name = source.rpartition("/")
        if self._is_default:
            return _safe_folder(folder) + safe_name(file_name)
        subject = Subject(photo, source, sha1, album)
        pieces = [
            literal + ("" if field is None else format(FIELDS[field](subject), pattern))
            for literal, field, pattern in self._parts
        ]
        return self._safe("".join(pieces), file_name)

    def _safe(self, path: str, name: str) -> str:
        extension = split_extension(name)[1]
        parts = [part for part in path.split("/") if part.strip(". ")] or [split_extension(name)[0] or _DEFAULT_STEM]
        if not parts[-1].lower().endswith(extension.lower()):
            parts[-1] += extension
        return _beside_ours("/".join(map(safe_name, parts)))

    def _check(self, conversions: list[str | None]) -> None:
        known = ", ".join(sorted(FIELDS))
        for _, name, pattern in self._parts:
            if name is not None and name not in FIELDS:
                raise ApiValueError(f"the template has no field {{{name}}}: known are {known}")
            if pattern and (name != "taken" or "{" in pattern or not _PATTERN.fullmatch(pattern)):
                raise ApiValueError(f"{{{name}:{pattern}}}: only taken has a format, one of strftime, such as %Y/%m")
        if any(conversions) or not self.fields:
            raise ApiValueError(f"the template {self.text!r} must hold fields such as {{name}}: known are {known}")


def apart(path: str, source: str, turn: int = 0) -> str:
    """Tell a path from another file's of the same name: ``name (xxxxxxxx).ext``.

    :param path: the path that is taken.
    :param source: where the file is on the server: the suffix stays when the file changes.
    :param turn: how often a path made so was taken as well.
    :return: another path in the same folder.
    """
    folder, slash, name = path.rpartition("/")
    return folder + slash + with_suffix(name, short_hash(f"{source}\n{turn}" if turn else source))


@lru_cache(maxsize=4096)
def _safe_folder(folder: str) -> str:
    return _beside_ours("".join(f"{safe_name(part)}/" for part in folder.split("/") if part))


def _beside_ours(path: str) -> str:
    """Give the first folder of a path another name where it has one of ours; files are told apart later."""
    first, slash, rest = path.partition("/")
    return f"{first}_/{rest}" if slash and key_of(first) in RESERVED_KEYS else path
