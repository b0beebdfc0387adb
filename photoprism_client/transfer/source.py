"""What a transfer is told: a `Source` to read from, limits, and what it returns. Nothing here knows an endpoint."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from photoprism_client._content.archive import MOST_RATIO
from photoprism_client._content.checks import MOST_PICTURE, Body
from photoprism_client._transport.response import RESTResponse

_ROOM_IN_ZIP = 1024 * 1024  # bytes, and these for the headers of each member
_ROOM_PER_MEMBER = 4096


class Progress(Protocol):
    """Is told how far a file is, in the thread that fetches it; what it raises ends the transfer."""

    def __call__(self, done: int, total: int | None, /) -> object:
        """Take bytes of the file that are here, and bytes in all; *done* steps back where a file starts again."""


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
    #: Whether the server leaves it out of zips on purpose.
    is_private: bool = False
    #: Bytes, where known.
    size: int | None = None
    #: Whether the server's settings keep it out of zips, as RAW and sidecar files by default.
    is_held_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file on a server: how to open it, and what is known of it beforehand."""

    #: Tells this source from all others, also in another process: server, endpoint, UID or hash; no token.
    key: str
    #: What to call it in messages; no token.
    title: str
    #: What it should hold.
    body: Body
    #: Ask for the bytes from an offset on, where that is above 0 with the ``Last-Modified`` text they must belong to
    #: (``If-Range``) or None. One try, no more; 4xx and 5xx raise.
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


class Item(NamedTuple):
    """One file to fetch."""

    #: What to fetch.
    source: Source
    #: The file to write, or an existing folder.
    path: str | os.PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of a transfer."""

    #: Attempts in a row that may bring nothing new, 1 or more.
    idle_attempts: int = 5
    #: Attempts at one file, 1 or more.
    attempts: int = 50
    #: Bytes per second, measured over *window_s*, below which an attempt is given up; 0 for none.
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
        """Tell how many bytes a zip may have.

        :param members: files that it should hold; None where that is not known.
        :return: bytes.
        """
        sizes = [member.size for member in members or () if member.size is not None]
        if not sizes or len(sizes) < len(members or ()):
            return self.archive_bytes
        return 2 * sum(sizes) + len(sizes) * _ROOM_PER_MEMBER + _ROOM_IN_ZIP


DEFAULT_LIMITS = Limits()


class NameIn(Protocol):
    """Finds a name in a folder that nothing else of the same run has."""

    def __call__(self, folder: str, name: str, source: Source, /) -> str:
        """Take the folder, the name that is wanted, and what is to have it; return the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a file is to be fetched; the parameters of ``fetch`` say what each means."""

    overwrite: bool = False
    progress: Progress | None = None
    fsync: bool = True
    accept_changed: bool = False
    allow_missing: bool = False
    keep_pictures: bool = False
    limits: Limits = DEFAULT_LIMITS
    #: Finds the name of a file where the server sends one; None to take that.
    name_in: NameIn | None = None


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
    seconds: float
    #: Offset at which a partial file of an earlier run was taken up; 0 for none.
    resumed_from: int = 0
    #: Whether it was there already and nothing was written.
    was_there: bool = False
    #: The file it was copied from, since that has the same content; None where it was fetched.
    copied_from: Path | None = None
    #: Whether its SHA-1 is not the one asked for: the file changed since it was indexed, and that was accepted.
    is_changed: bool = False
    #: Names of files that the zip should hold and does not; only with ``allow_missing``.
    missing: tuple[str, ...] = ()
    #: Names of files that the server left out of the zip on purpose, since they are private, or by its settings.
    left_out: tuple[str, ...] = ()
