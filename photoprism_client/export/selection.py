"""`Selection`: which photos to export, and which files of each."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Literal, get_args

from photoprism_client._files.names import key_of
from photoprism_client._settings.validation import flag, optional, text, whole_number, word
from photoprism_client._wording import Advice, Setting
from photoprism_client.api.filters import PHOTO_CHECKS, checked
from photoprism_client.api.finding import composed
from photoprism_client.api.local_days import on_days, wider
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.models import EntityFile, SearchPhoto
from photoprism_client.sizes import ThumbSize

#: All of the user's own files, or the one that the server shows.
Files = Literal["originals", "primary"]

_SIDECARS = (".xmp", ".json", ".aae")
_MOST = 10**9
_MOST_BYTES = 2**63 - 1
_FLAGS = ("favorites", "private", "archived", "hidden", "videos", "sidecars")
_TEXTS = ("albums", "labels", "folders", "people", "types", "exclude")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What to export; the default is every photo that is neither archived nor hidden, with all of its own files.

    A photo must meet all conditions; of several albums, labels, folders, people or types, one is enough. Names are
    looked up when the export begins: one that the server does not have is an error then. Unicode forms of accents do
    not matter.

    :param query: what the web interface's search takes: words, and ``key:value``.
    :param albums: titles or UIDs of albums.
    :param labels: names of labels.
    :param folders: folders of the originals, with those in them.
    :param people: names of people, or their UIDs.
    :param favorites: favourites only.
    :param types: ``image``, ``raw``, ``live``, ``video``, ``animated`` …
    :param since: the first local day.
    :param until: the last local day, included.
    :param private: False leaves private photos out.
    :param archived: add archived photos.
    :param hidden: add hidden photos.
    :param recent: this many photos, those that were added last; None for all.
    :param videos: False leaves videos out.
    :param exclude: patterns such as ``*/cache/*``: files whose path in the library matches one are left out; ``*``
        stands for anything, slashes too, ``?`` for one character, and all else for itself; capitals do not count.
    :param max_size: bytes; larger files are left out; None for any.
    :param files: ``originals`` for all of the user's own files, RAW and JPEG, both parts of a live photo; ``primary``
        for the one file that the server shows; for RAW, HEIC and video, the server made that file itself.
    :param size: a thumbnail of this size instead of files, see :class:`ThumbSize`.
    :param sidecars: add the user's own .xmp, .json and .aae.
    :raises ApiTypeError: an argument has the wrong type.
    :raises ApiValueError: an argument has a value that is not allowed.
    """

    query: str | None = None
    albums: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    favorites: bool = False
    types: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    private: bool = True
    archived: bool = False
    hidden: bool = False
    recent: int | None = None
    videos: bool = True
    exclude: tuple[str, ...] = ()
    max_size: int | None = None
    files: Files = "originals"
    size: str | None = None
    sidecars: bool = False

    def __post_init__(self) -> None:
        for name in _TEXTS:
            given = getattr(self, name)
            if isinstance(given, str) or not isinstance(given, Iterable):
                raise ApiTypeError(f"{name} must be several texts in a tuple, not {given!r}")
            object.__setattr__(self, name, tuple(composed(text(name, one)) for one in given))
            if not all(map(str.strip, getattr(self, name))):
                raise ApiValueError(Advice("{name} must not hold an empty text", name=Setting(name)))
        if not all(self._folders):
            raise ApiValueError(Advice("{folders} must be below the originals; leave them out for all of them"))
        for name in _FLAGS:
            flag(name, getattr(self, name))
        optional(text)("query", self.query)
        optional(whole_number(1, _MOST))("recent", self.recent)
        optional(whole_number(0, _MOST_BYTES))("max_size", self.max_size)
        for name in ("since", "until"):
            day = getattr(self, name)
            if not isinstance(day, date | None) or isinstance(day, datetime):
                raise ApiTypeError(f"{name} must be a date, not {day!r}")
        word(*get_args(Files))("files", self.files)
        optional(word(*ThumbSize))("size", self.size)
        checked(PHOTO_CHECKS, self.filters)

    @property
    def filters(self) -> dict[str, Any]:
        """The same as filters of a photo search, without names of albums, labels, folders and people."""
        wanted: dict[str, Any] = {
            "q": self.query,
            "type": list(self.types) or None,
            "favorite": True if self.favorites else None,
            "public": None if self.private else True,
            **wider(self.since, self.until),
        }
        return {name: value for name, value in wanted.items() if value is not None}

    def describe(self) -> str:
        """Write all of it as text, the same for equal selections."""
        return json.dumps(asdict(self), sort_keys=True, default=str, ensure_ascii=False)

    @classmethod
    def read(cls, description: str) -> "Selection":
        """Read what :meth:`describe` wrote.

        :param description: the text.
        :return: an equal selection.
        :raises ValueError: it is not such a text.
        :raises TypeError: it is of another version.
        """
        facts = json.loads(description)
        days = {name: date.fromisoformat(facts[name]) for name in ("since", "until") if facts.get(name)}
        return cls(**{**facts, **days})

    def photos(self, found: Iterable[SearchPhoto], left_out: Callable[[str, str], object]) -> Iterator[SearchPhoto]:
        """Leave out photos that a search cannot leave out.

        :param found: what the search found.
        :param left_out: called with the name of a video that is left out, and the reason; photos of other days and
            folders are dropped silently.
        :return: the others.
        """
        count = 0
        for photo in on_days(found, self.since, self.until):
            if self.folders and not self.includes_folder(photo.path or ""):
                continue
            if not self.videos and photo.type == "video":
                left_out(photo.file_name or photo.uid or "", "a video")
                continue
            yield photo
            count += 1
            if count == self.recent:
                return

    @property
    def _folders(self) -> list[str]:
        return [folder.strip("/") for folder in self.folders]

    def includes_folder(self, path: str) -> bool:
        """Tell whether a folder, or one above it, was asked for: a search may find others of similar names.

        :param path: in the library.
        :return: whether it was; True if none was.
        """
        if not self.folders:
            return True
        inner = f"{key_of(path)}/"
        return any(inner.startswith(f"{key_of(folder)}/") for folder in self._folders)

    def excludes(self, path: str) -> bool:
        """Tell whether a path matches one of the exclude patterns.

        :param path: in the library.
        :return: whether it does.
        """
        return bool(self.exclude) and _pattern(self.exclude).fullmatch(composed(path)) is not None

    def refusal(self, file: EntityFile) -> str | None:
        """Say why a file is left out.

        :param file: of a photo.
        :return: the reason, or None for one that is wanted.
        """
        if self.exclude and self.excludes(file.name or ""):
            return "excluded"
        if self.max_size is not None and (file.size or 0) > self.max_size:
            return "larger than the largest wanted"
        return None


def is_sidecar_name(name: str) -> bool:
    """Tell by its name whether a file is a sidecar file.

    :param name: of the file.
    :return: whether it is.
    """
    return name.lower().endswith(_SIDECARS)


@lru_cache(maxsize=8)
def _pattern(globs: tuple[str, ...]) -> re.Pattern[str]:
    parts = (re.escape(glob).replace(r"\*", ".*").replace(r"\?", ".") for glob in globs)
    return re.compile("|".join(parts), re.DOTALL | re.IGNORECASE)
