"""Check whether a body is what was asked for, or the server's icon for "no picture"."""

from enum import Enum
from typing import NamedTuple, Protocol, TypeVar

from photoprism_client._content.signatures import ENDS, HTML, JPEG, SVG, Buffer, is_whole, media_type_of

P = TypeVar("P", bound=bytearray)

#: Most bytes of a thumbnail or cover: none comes near, and an endless stream is cut off.
MOST_PICTURE = 256 * 1024 * 1024

#: What is said of a placeholder.
NO_PICTURE = "The server has no picture for this: it is unknown, empty, not indexed, or not offered in this size."

_NO_FILE = frozenset({HTML, "application/json", "text/plain"})
_JPEG_START, _JPEG_END = b"\xff\xd8\xff", ENDS[JPEG]


class Content(Buffer, Protocol):
    """A whole body, in memory or on a disk."""

    def rfind(self, wanted: bytes, /) -> int: ...


class Body(Enum):
    """What a good answer of an endpoint holds."""

    PICTURE = "a picture"
    FILE = "a file"
    ARCHIVE = "a zip archive"
    JSON = "JSON"


class Head(NamedTuple):
    """What the head of the answer says about a body."""

    #: Its media type, without parameters, in lower case; None if there is none.
    media_type: str | None
    #: Whether it is called an attachment. The server sends files that way; proxies don't send their pages so.
    is_attachment: bool
    #: Whether it has a length or is chunked, so that a cut body would have been noticed.
    is_framed: bool


class Verdict(NamedTuple):
    """The result of a check."""

    #: Why it is not what was asked for, or None.
    fault: str | None = None
    #: Whether it is the server's icon for "no picture".
    is_placeholder: bool = False


GOOD = Verdict()
PLACEHOLDER = Verdict(is_placeholder=True)


def check(body: Body, content: Content, head: Head) -> Verdict:
    """Check a whole body.

    A picture must be a JPEG or PNG with its end. A file may be anything but a web page or the server's icon, and even
    these as an attachment; if its hash is known, the caller lets the hash decide instead. A zip must be whole, with
    whole members.

    :param body: what was asked for.
    :param content: the bytes.
    :param head: what the answer says about them.
    :return: the result.
    """
    if body is Body.PICTURE:
        return _picture(content, head)
    if body is Body.FILE:
        return _file(content, head)
    from photoprism_client._content.archive import read_archive  # zipfile is slow to import, and seldom needed

    return Verdict(read_archive(content, head.media_type).fault)


def usual_picture(content: P) -> P | None:
    """Return a whole body if it is a good picture of the usual kind; this is fast, and :func:`check` knows the others.

    :param content: the bytes.
    :return: the bytes of a JPEG with its end; None for others.
    """
    return content if content.startswith(_JPEG_START) and content.endswith(_JPEG_END) else None


def _picture(content: Content, head: Head) -> Verdict:
    if content[:3] == _JPEG_START and content[-2:] == _JPEG_END:  # nearly all pictures
        return GOOD
    seen = media_type_of(content)
    if _is_icon(seen, head):
        return PLACEHOLDER
    if seen not in ENDS:
        kind = seen or head.media_type or "no known kind"
        return Verdict(f"expected a JPEG or PNG, got {len(content)} bytes of {kind}")
    # Above its size limit the server sends the original, which may have data after the end of the picture.
    if is_whole(content) or (head.is_framed and content.rfind(ENDS[seen]) > 0):
        return GOOD
    return Verdict(f"the picture is cut: {len(content)} bytes came, and they do not end as {seen} does")


def _file(content: Content, head: Head) -> Verdict:
    seen = media_type_of(content)
    if _is_icon(seen, head) and not head.is_attachment:
        return PLACEHOLDER
    is_page = seen == HTML or (seen is None and head.media_type in _NO_FILE)
    if not content or (is_page and not head.is_attachment):
        return Verdict(f"expected a file, got {len(content)} bytes of {head.media_type or 'no type'}")
    if not head.is_framed and is_whole(content) is not True:
        return Verdict(f"the end of the file cannot be told: {len(content)} bytes came, without a length")
    return GOOD


def _is_icon(seen: str | None, head: Head) -> bool:
    return seen == SVG or (seen is None and head.media_type == SVG)
