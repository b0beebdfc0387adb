"""The verdict on a body: what was asked for, the server's icon for "no picture", or neither."""

from enum import Enum
from typing import NamedTuple, Protocol

from photoprism_client._content.signatures import ENDS, HTML, JPEG, SVG, Buffer, is_whole, media_type_of

#: Bytes of a thumbnail or cover at the most: none comes near, and a stream without end stays bounded.
MOST_PICTURE = 256 * 1024 * 1024

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
    """What is known of a body beside its bytes."""

    #: What the server calls it: a media type without parameters, in lower case, or None.
    media_type: str | None
    #: Whether it is called an attachment: the server sends files so, and a proxy does not send its pages so.
    is_attachment: bool
    #: Whether it had a length or came in chunks, so that its end was seen.
    is_framed: bool


class Verdict(NamedTuple):
    """What a body turned out to be."""

    #: Why it is not what was asked for, or None.
    fault: str | None = None
    #: Whether it is the server's icon for "no picture".
    is_placeholder: bool = False


GOOD = Verdict()
PLACEHOLDER = Verdict(is_placeholder=True)


def check(body: Body, content: Content, head: Head) -> Verdict:
    """Judge a whole body by itself.

    A picture is a JPEG or PNG with its end. A file may be anything but a page or the server's icon, which it may be as
    an attachment; where its hash is known, the hash decides, not this. A zip is whole, and so is each member.

    :param body: what was asked for.
    :param content: the bytes.
    :param head: what is known beside them.
    :return: the verdict.
    """
    if body is Body.PICTURE:
        return _picture(content, head)
    if body is Body.FILE:
        return _file(content, head)
    from photoprism_client._content.archive import read_archive  # zipfile is slow to import, and seldom needed

    return Verdict(read_archive(content, head.media_type).fault)


def _picture(content: Content, head: Head) -> Verdict:
    if content[:3] == _JPEG_START and content[-2:] == _JPEG_END:  # nearly all that come
        return GOOD
    seen = media_type_of(content)
    if _is_icon(seen, head):
        return PLACEHOLDER
    if seen not in ENDS:
        kind = seen or head.media_type or "no known kind"
        return Verdict(f"expected a JPEG or PNG, got {len(content)} bytes of {kind}")
    # Above its size limit the server sends the original, and originals may have data after the picture's end.
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
