"""`Template`: makes the path of a file from fields of its photo."""

import re
import string
from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from photoprism_client._files.disk import MAX_NAME_BYTES
from photoprism_client._files.names import extension_of, key_of
from photoprism_client.api.known_dates import known_date
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.export.own_names import RESERVED_KEYS
from photoprism_client.models import SearchPhoto
from photoprism_client.transfer import safe_name

#: The library's own folders and names.
DEFAULT_TEMPLATE = "{path}/{name}"

#: Replaces a title, album or folder of which no character can be in a name, such as ``..``.
UNNAMED = "unnamed"
_DEFAULT_STEM = "file"
_PATTERN = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]*")


class Subject(NamedTuple):
    """What a path is made from."""

    photo: SearchPhoto
    #: Path in the library, without its root.
    source: str
    #: SHA-1 of the file.
    sha1: str
    #: Title of an album that the photo is in; empty where it is in none, or the template does not ask.
    album: str = ""
    #: The name that the file had when it was uploaded; empty where that is not known, or the template does not ask.
    original_name: str = ""
    #: The extension of the source, see :func:`~photoprism_client.export.collisions.tail_of`.
    tail: str = ""
    #: The extensions of all files of the photo, the longest in bytes first.
    tails: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file in the library."""
        return self.source.rpartition("/")[2]


Field = Callable[[Subject], str]


def _camera(subject: Subject) -> str:
    photo = subject.photo
    make, model = (photo.camera_make or "").strip(), (photo.camera_model or "").strip()
    return model if model.lower().startswith(make.lower()) else f"{make} {model}"


def _plain(text: str | None) -> str:
    """Make a value one part of a path."""
    return (text or "").replace("/", "_").replace("\\", "_")


#: What may stand in braces in a template; ``taken`` may have a format after a colon.
FIELDS: dict[str, Callable[[Subject], object]] = {
    "path": lambda subject: subject.source.rpartition("/")[0],
    "name": lambda subject: subject.name,
    "stem": lambda subject: subject.name.removesuffix(subject.tail),
    "ext": lambda subject: subject.tail,
    "taken": lambda subject: known_date(subject.photo),
    "year": lambda subject: format(known_date(subject.photo), "%Y"),
    "month": lambda subject: format(known_date(subject.photo), "%m"),
    "day": lambda subject: format(known_date(subject.photo), "%d"),
    "album": lambda subject: _plain(subject.album),
    "title": lambda subject: _plain(subject.photo.title),
    "original_name": lambda subject: PurePosixPath(subject.original_name or subject.source).name,
    "camera": lambda subject: _plain(_camera(subject)),
    "type": lambda subject: _plain(subject.photo.type),
    "country": lambda subject: _plain(subject.photo.country),
    "uid": lambda subject: subject.photo.uid or "",
    "hash8": lambda subject: subject.sha1[:8],
}

#: The fields of a photo that tell its date.
DATE_FIELDS = ("taken_at_local", "year", "month", "day")
# Those that the fields of a template are made of, besides the UID and the files.
_PHOTO_FIELDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("taken", "year", "month", "day"), DATE_FIELDS),
    **{name: (name,) for name in ("title", "original_name", "type", "country")},
    "camera": ("camera_make", "camera_model"),
}


class Template:
    """A template for paths, such as ``{taken:%Y/%m}/{name}``.

    Empty parts are left out; one of which no character can be in a name becomes ``unnamed``. The extension of the file
    is appended where the path does not end in it; it replaces the extension of another file of the photo.

    :param text: fields in braces, see docs/export.md, and any text; ``/`` between the parts of the path.
    :param name_bytes: bytes that each part may have.
    :raises ApiTypeError: it is not a str.
    :raises ApiValueError: it has an unknown field, a format where none belongs, or no field at all.
    """

    def __init__(self, text: str = DEFAULT_TEMPLATE, name_bytes: int = MAX_NAME_BYTES) -> None:
        if not isinstance(text, str):
            raise ApiTypeError(f"the template must be a str, not {type(text).__name__}")
        self.text, self._name_bytes = text, name_bytes
        try:
            parts = list(string.Formatter().parse(text))
        except ValueError as error:
            raise ApiValueError(f"the template {text!r} cannot be read: {error}") from None
        self._parts = [(literal, name, pattern or "") for literal, name, pattern, _ in parts]
        self.fields = frozenset(name for _, name, _ in self._parts if name is not None)
        self._check([conversion for *_, conversion in parts])
        #: The fields of a photo that a path is made of, besides its UID and its files.
        self.photo_fields = {name for field in self.fields for name in _PHOTO_FIELDS.get(field, ())}
        self._is_default = text == DEFAULT_TEMPLATE

    def path(self, subject: Subject) -> tuple[str, str]:
        """Return the path for a file.

        :param subject: the file.
        :return: safe parts with ``/`` between them, relative to the folder of the export; and its extension.
        """
        if self._is_default:
            folder, _, name = subject.source.rpartition("/")
            return self._joined(folder, name, subject.tail, subject)
        *folders, last = self._parts_of(subject) or [subject.name.removesuffix(subject.tail) or _DEFAULT_STEM]
        if not last.lower().endswith(subject.tail.lower()):
            another = next((tail for tail in subject.tails if tail and last.lower().endswith(tail.lower())), "")
            last = last[: len(last) - len(another)] + subject.tail
        return self._joined("/".join(folders), last, last[len(last) - len(subject.tail) :], subject)

    def _parts_of(self, subject: Subject) -> list[str]:
        """Return the parts that are not empty; a value such as ``..`` does not lead to the folder above."""
        parts, has_value = [""], [False]
        for literal, field, pattern in self._parts:
            value = "" if field is None else format(FIELDS[field](subject), pattern)
            for text, is_value in ((literal, False), (value, True)):
                first, *others = text.split("/")
                parts[-1] += first
                has_value[-1] |= is_value and bool(first)
                parts += others
                has_value += [is_value and bool(other) for other in others]
        found = [part if part.strip(". ") else UNNAMED * has for part, has in zip(parts, has_value, strict=True)]
        return [part for part in found if part]

    def _joined(self, folder: str, name: str, tail: str, subject: Subject) -> tuple[str, str]:
        """Make each part safe; cut the stem of the name as for all files of the photo."""
        longest = len(subject.tails[0].encode()) if subject.tails else 0
        made = safe_name(name, UNNAMED, tail=tail, extension_bytes=longest, most_bytes=self._name_bytes)
        return _safe_folder(folder, self._name_bytes) + made, tail if made.endswith(tail) else extension_of(made, tail)

    def _check(self, conversions: list[str | None]) -> None:
        known = ", ".join(sorted(FIELDS))
        for _, name, pattern in self._parts:
            if name is not None and name not in FIELDS:
                raise ApiValueError(f"the template has no field {{{name}}}: known are {known}")
            if pattern and (name != "taken" or "{" in pattern or not _PATTERN.fullmatch(pattern)):
                raise ApiValueError(f"{{{name}:{pattern}}}: only taken has a format, one of strftime, such as %Y/%m")
        if any(conversions) or not self.fields:
            raise ApiValueError(f"the template {self.text!r} must hold fields such as {{name}}: known are {known}")


@lru_cache(maxsize=4096)
def _safe_folder(folder: str, name_bytes: int) -> str:
    parts = (safe_name(part, UNNAMED, most_bytes=name_bytes) for part in folder.split("/") if part)
    return _beside_ours("".join(f"{part}/" for part in parts))


def _beside_ours(path: str) -> str:
    """Rename the first folder of a path if it has one of our names; collisions of files are resolved later."""
    first, slash, rest = path.partition("/")
    return f"{first}_/{rest}" if slash and key_of(first) in RESERVED_KEYS else path
