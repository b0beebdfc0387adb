"""What transfers take and return: a `Source` to read from, limits, progress and results, of any endpoint."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from photoprism_client._clock import Clock
from photoprism_client._content.archive import MOST_RATIO
from photoprism_client._content.checks import MOST_PICTURE, Body
from photoprism_client._settings.validation import flag
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import OpenApiException
from photoprism_client.media import MediaBytes

_ROOM_IN_ZIP = 1024 * 1024  # bytes, and these for the headers of each member
_ROOM_PER_MEMBER = 4096


class FileFacts(NamedTuple):
    """What the server's index says about a file."""

    #: Bytes.
    size: int | None = None
    #: Time of the last change, in seconds since 1970.
    modified: float | None = None
    #: File name, without folders; the server's text.
    name: str | None = None


class Member(NamedTuple):
    """A file that belongs to an album."""

    #: SHA-1 of its content, 40 hex digits.
    sha1: str
    #: What to call it in messages: its path in the library.
    name: str
    #: Whether its photo is private: the server holds those back from zips.
    is_private: bool = False
    #: Bytes, where known.
    size: int | None = None
    #: Whether the server's settings hold it back from zips, as RAW and sidecar files by default.
    is_held_back: bool = False


class Asked(Protocol):
    """What is asked for together with others."""

    @property
    def subject(self) -> str:
        """Which picture, such as a hash."""


T = TypeVar("T", bound=Asked)
T_co = TypeVar("T_co", bound=Asked, covariant=True)


class Answers(Protocol[T_co]):
    """What was asked for, each with its picture or why there is none, in the order in which they come."""

    def __iter__(self) -> Iterator[tuple[T_co, MediaBytes | OpenApiException]]: ...

    def close(self) -> None:
        """End all requests; any thread may call it."""


class Bulk(Protocol):
    """How to ask for many small pictures at once; equal for those that can be asked for together."""

    def ask(self, asked: Iterable[T], connections: int, clock: Clock) -> Answers[T]:
        """Ask for pictures.

        :param asked: which; taken as connections get free.
        :param connections: requests at once, 1 or more.
        :param clock: what to sleep and to measure time with.
        :return: the answers; close them.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file on a server: how to open it, and what is known of it beforehand."""

    #: Identifies this source, also in another process: server, endpoint, UID or hash; no token.
    key: str
    #: What to call it in messages; no token.
    title: str
    #: What it should hold.
    body: Body
    #: Ask once for the bytes from an offset on; 4xx and 5xx raise. Above 0, the second argument is the
    #: ``Last-Modified`` text of the version that they must belong to (``If-Range``), or None.
    open: Callable[[int, str | None], RESTResponse]
    #: SHA-1 of the whole content, 40 hex digits; only for a file.
    sha1: str | None = None
    #: Bytes, as far as the index can be believed.
    size: int | None = None
    #: The best file name, without folders; it is made safe.
    name: str | None = None
    #: Files that a zip should hold; None where that is not known.
    members: tuple[Member, ...] | None = None
    #: Ask what the server's index says now; None where it does not say.
    current: Callable[[], FileFacts | None] | None = None
    #: How to ask for many at once, and which picture this is; None where each is asked for alone.
    bulk: Bulk | None = None
    subject: str = ""
    #: Ask the index whether the server has nothing to show for it; then its icon for that does not count as missing.
    is_empty: Callable[[], bool] | None = None

    @property
    def content(self) -> str:
        """Identifies the content: the SHA-1 where it is known, else the key."""
        return self.key if self.sha1 is None else self.sha1.lower()


class Item(NamedTuple):
    """One file to fetch."""

    #: What to fetch.
    source: Source
    #: The file to write, or an existing folder.
    path: str | os.PathLike[str]


class FileProgress(NamedTuple):
    """How far one file is."""

    #: Which file.
    item: Item
    #: Bytes of it that are here; fewer than before where it starts again.
    done: int
    #: Bytes in all; None where the server did not say.
    total: int | None


#: Called in the thread that fetches, whenever bytes have come; what it raises ends the transfer, or the batch.
Progress = Callable[[FileProgress], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of a transfer."""

    #: Attempts in a row that may bring nothing new, 1 or more.
    idle_attempts: int = 5
    #: Attempts at one file, 1 or more.
    attempts: int = 50
    #: Bytes per second, measured over *window_s*, below which an attempt ends; 0 for none.
    slowest_bytes_per_s: float = 1024.0
    #: Seconds.
    window_s: float = 60.0
    #: Bytes of a thumbnail or cover at the most.
    picture_bytes: int = MOST_PICTURE
    #: Bytes of a zip at the most, where the sizes of its members are not known. Where they are, it may have twice their
    #: sum, since files may have grown since they were indexed, and room for headers.
    archive_bytes: int = 1024 * 1024 * 1024 * 1024
    #: How many times larger than a zip its unpacked members may be.
    archive_ratio: int = MOST_RATIO

    def most_of_archive(self, members: tuple[Member, ...] | None) -> int:
        """Return how many bytes a zip may have.

        :param members: files that it should hold; None where that is not known.
        :return: bytes.
        """
        sizes = [member.size for member in members or () if member.size is not None]
        if not sizes or len(sizes) < len(members or ()):
            return self.archive_bytes
        return 2 * sum(sizes) + len(sizes) * _ROOM_PER_MEMBER + _ROOM_IN_ZIP


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to fetch a file; the parameters of ``fetch`` say what each means."""

    overwrite: bool = False
    progress: Progress | None = None
    fsync: bool = True
    accept_changed: bool = False
    allow_missing: bool = False
    keep_pictures: bool = False
    limits: Limits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        for name in ("overwrite", "fsync", "accept_changed", "allow_missing", "keep_pictures"):
            flag(name, getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadResult:
    """A verified file on disk."""

    #: Where it is.
    path: Path
    #: Bytes.
    size: int
    #: SHA-1 of its content, 40 hex digits.
    sha1: str
    #: By its signature, else as the server said; None where neither tells.
    media_type: str | None
    #: How long it took.
    seconds: float = 0.0
    #: Bytes that came from the partial file of an earlier run; 0 for none.
    resumed_from: int = 0
    #: Whether it was there already, and nothing was written.
    was_present: bool = False
    #: The file of the same content that it was copied from; None where it was fetched.
    copied_from: Path | None = None
    #: Whether its SHA-1 is not the one asked for: the file changed since it was indexed, and that was accepted.
    is_changed: bool = False
    #: Names of files that the zip should hold and does not; only with ``allow_missing``.
    missing: tuple[str, ...] = ()
    #: Names of files that the server held back on purpose, because they are private or its settings say so.
    held_back: tuple[str, ...] = ()
