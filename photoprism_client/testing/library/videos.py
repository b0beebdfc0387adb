"""The smallest videos: write an MP4 without pictures, and read from one how long it is and when it was taken.

Source: ISO/IEC 14496-12, 4.3 (ftyp) and 8.2.2 (mvhd)
"""

import random
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_TIMESCALE = 1000
_HEAD_BYTES = 64 * 1024
_MVHD = b"mvhd\0\0\0\0"
_NANOSECONDS = 1_000_000_000


@dataclass(frozen=True)
class VideoFacts:
    """What a video says about itself; 0 and None when it says nothing."""

    duration_ns: int = 0
    taken: datetime | None = None


def video_bytes(seconds: float, taken: datetime | None = None, *, number: int = 0, size: int = 10_000) -> bytes:
    """Return an MP4 that has a length, a date and noise, but no picture.

    :param seconds: how long it says it is
    :param taken: its date, None for none
    :param number: chooses the noise; another number is another video
    :param size: bytes of noise
    """
    stamp = int((taken - _EPOCH).total_seconds()) if taken else 0
    times = struct.pack(">IIII", stamp, stamp, _TIMESCALE, int(seconds * _TIMESCALE))
    noise = random.Random(number).randbytes(size)  # noqa: S311 - bytes to copy, not a secret
    kinds = b"isom\0\0\2\0isomiso2avc1mp41"
    return b"".join(
        (_box(b"ftyp", kinds), _box(b"moov", _box(b"mvhd", bytes(4) + times + bytes(80))), _box(b"mdat", noise))
    )


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def read_video(path: Path) -> VideoFacts:
    """Read the movie header in the first 64 KiB of a video.

    :param path: the file; never changed
    :return: the facts, without any if there is no such header
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
    at = head.find(_MVHD) + len(_MVHD)
    if at < len(_MVHD) or at + 16 > len(head):
        return VideoFacts()
    stamp, _, timescale, duration = struct.unpack_from(">IIII", head, at)
    taken = _EPOCH + timedelta(seconds=stamp) if stamp else None
    return VideoFacts(duration * _NANOSECONDS // timescale if timescale else 0, taken)
