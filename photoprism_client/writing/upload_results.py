"""What an upload tells of each file: `UploadedFile`, and `UploadProgress` while it runs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class UploadState(StrEnum):
    """What became of a file."""

    #: It was sent, and the server has a photo with it.
    UPLOADED = "uploaded"
    #: It was sent; its photo waits for somebody to approve it, for want of a date, a place or size.
    IN_REVIEW = "in review"
    #: The server had it before; it was not sent.
    ALREADY_THERE = "already there"
    #: The server had it before, and its photo is in the archive; it was not sent.
    ALREADY_ARCHIVED = "already there but archived"
    #: The server does not take it; ``reason`` tells why.
    REFUSED = "refused"
    #: It could not be read; ``reason`` and ``error`` tell why.
    FAILED = "failed"
    #: It was sent, and the answer to the request that imports it was lost: upload it again later.
    WAITING = "waiting"


class UploadReason(StrEnum):
    """Why a file was refused, or failed."""

    EMPTY = "it is empty"
    HIDDEN_NAME = "its name begins with '.', '@', '_.' or '__', for which the server deletes it"
    LONG_NAME = "its name has more than 255 bytes"
    UNKNOWN_ENDING = "the server does not know files with this ending"
    WRONG_ENDING = "it is not what its ending says"
    TOO_LARGE = "it is larger than the server takes"
    NO_PICTURE = "it is taken only together with a new picture or video of its name"
    OFFENSIVE = "the server finds it offensive"
    NOT_INDEXED = "the server did not index it; its log may say why"
    UNREADABLE = "it cannot be read"
    CHANGED = "it, or a file that belongs to it, changed while it was read"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """What became of one file."""

    #: The file.
    path: Path
    #: What became of it.
    state: UploadState
    #: Why, if it was refused or failed.
    reason: UploadReason | None = None
    #: UID of its photo, if the server has it.
    photo_uid: str | None = None
    #: SHA-1 of its content, 40 hex digits, if it was read.
    sha1: str | None = None
    #: The error of reading it, if it failed.
    error: OSError | None = field(default=None, compare=False)

    @property
    def is_there(self) -> bool:
        """Whether the server has it, not counting the archive."""
        return self.state in _THERE


_THERE = frozenset({UploadState.UPLOADED, UploadState.IN_REVIEW, UploadState.ALREADY_THERE})


class UploadProgress(NamedTuple):
    """How far one file is."""

    #: The file.
    path: Path
    #: Bytes of it that were sent; fewer than before if it is sent again, and all if it needs no sending.
    done: int
    #: Bytes in all.
    total: int


#: Called whenever bytes were sent, in the thread that uploads; what it raises ends the upload.
OnUpload = Callable[[UploadProgress], object]
