"""Heads of many answers that are alike: a few are parsed strictly, the others only compared with these.

A strict parse costs as much as all else that is done for a thumbnail, a comparison a tenth of that. It lets nothing
through that the parser would not: all lines but a few whose values do not matter are the same, byte for byte, as in a
head that was parsed.
"""

import re

from photoprism_client._transport.head import (
    ResponseHead,
    is_chunked,
    is_kept_alive,
    media_type_in,
    parse_head,
    plain_length,
)

#: Most bytes of a head, as for single calls.
MOST_HEAD = 65536
#: Stands for the length of a body in chunks, which is not known before its end.
CHUNKED = -1

END_OF_HEAD = b"\r\n\r\n"
_LOOSE_END_OF_HEAD = re.compile(rb"\n\r?\n")
_STATUS = re.compile(rb"HTTP/1\.[01] ([0-9]{3})")
# Headers whose value does not change what the answer means to us.
_FREE = frozenset({"age", "date", "etag", "expires", "keep-alive", "x-request-id"})
_VALUE = rb"[^\x00-\x08\x0a-\x1f\x7f]*"
_MOST_TEMPLATES = 4
_USUAL = frozenset({"application/json", "image/jpeg", "image/png"})
# An answer with one of these is always looked at in full.
_TELLING = ("Content-Disposition", "X-Preview-Token", "X-Download-Token")


#: What the head of a plain answer says: where the body begins and how many bytes it has, or :data:`CHUNKED`; whether
#: the connection can be used again after it; and the parsed head, or media type and date if it is like an earlier one.
#: A plain tuple, since a named one takes ten times as long to make.
Found = tuple[int, int, bool, ResponseHead | None, str, str | None]


class Unusual:
    """An answer that is not plain.

    :param status: its status; 0 if that cannot be told.
    """

    def __init__(self, status: int) -> None:
        self.status = status


class Heads:
    """Reads the heads of the answers to one kind of request; threads can share it."""

    def __init__(self) -> None:
        self._templates: list[_Template] = []
        self._parsed = 0

    def read(self, buffer: bytearray, filled: int) -> Found | Unusual | None:
        """Read the head at the beginning of a buffer.

        :param buffer: what was received.
        :param filled: bytes that count, at least 1.
        :return: what it says; None if it is not whole yet.
        """
        for template in self._templates:
            match = template.match(buffer, 0, filled)
            if match is not None:
                modified = str(match[template.modified], "latin-1") if template.modified else None
                length = int(match[template.length]) if template.length else CHUNKED
                return match.end(), length, True, None, template.media_type, modified
        return self._parse(buffer, filled)

    def _parse(self, buffer: bytearray, filled: int) -> Found | Unusual | None:
        end = buffer.find(END_OF_HEAD, 0, filled)
        if end < 0 and filled < MOST_HEAD and _LOOSE_END_OF_HEAD.search(buffer, 0, filled) is None:
            return None
        head = parse_head(str(buffer[:end], "latin-1")) if 0 <= end <= MOST_HEAD else None
        length = None if head is None else CHUNKED if is_chunked(head) else plain_length(head, "GET")
        if head is None or length is None:
            status = _STATUS.match(buffer, 0, filled)
            return Unusual(int(status[1]) if status else 0)
        is_kept = is_kept_alive(head)
        if is_kept:
            self._learn(bytes(buffer[:end]), head)
        return end + len(END_OF_HEAD), length, is_kept, head, "", None

    def _learn(self, raw: bytes, head: ResponseHead) -> None:
        """Note what a usual head looks like; not that of the first, since it may be the only one."""
        is_usual = head.status == 200 and media_type_in(head.headers) in _USUAL
        if not is_usual or any(name in head.headers for name in _TELLING):
            return
        self._parsed += 1
        if self._parsed > 1 and len(self._templates) < _MOST_TEMPLATES and (template := _template_of(raw, head)):
            self._templates.append(template)


class _Template:
    """A pattern that matches heads like one that was parsed."""

    __slots__ = ("length", "match", "media_type", "modified")

    def __init__(self, pattern: bytes, media_type: str, length: int, modified: int) -> None:
        self.match = re.compile(pattern).match
        self.media_type = media_type
        #: Numbers of the groups; 0 if there is none. A body without a length comes in chunks.
        self.length, self.modified = length, modified


def _template_of(raw: bytes, head: ResponseHead) -> _Template | None:
    lines = raw.split(b"\r\n")
    names = [str(line.partition(b":")[0], "latin-1").lower() for line in lines[1:]]
    if len(set(names)) != len(names):
        return None
    parts, groups = [re.escape(lines[0])], [name for name in names if name in {"content-length", "last-modified"}]
    for name, line in zip(names, lines[1:], strict=True):
        begin = re.escape(line.partition(b":")[0]) + b":"
        if name == "content-length":
            parts.append(begin + rb"[ \t]*([0-9]{1,18})[ \t]*")
        elif name == "last-modified":
            parts.append(begin + rb"[ \t]*([!-~][ -~]*[!-~])[ \t]*")
        else:
            parts.append(begin + _VALUE if name in _FREE else re.escape(line))
    numbers = {name: number for number, name in enumerate(groups, start=1)}
    pattern = rb"\r\n".join(parts) + END_OF_HEAD
    media_type = media_type_in(head.headers)
    return _Template(pattern, media_type, numbers.get("content-length", 0), numbers.get("last-modified", 0))
