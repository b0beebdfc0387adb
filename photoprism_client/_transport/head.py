"""The head of an HTTP answer, parsed strictly by its grammar; anything looser is left to urllib3."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_MAX_FIELDS = 100  # as http.client has it
_HEAD = re.compile(
    r"(HTTP/1\.[01]) ([2-5]\d\d)(?: ([^\x00-\x08\x0a-\x1f\x7f]*))?"
    r"((?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00-\x08\x0a-\x1f\x7f]*)*)"
)


class Headers(Mapping[str, str]):
    """Header names to values, as received; names are compared without regard to case.

    :param fields: name and value of each line; values of the same name are joined with commas.
    """

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterator[tuple[str, str]]) -> None:
        self._fields: dict[str, tuple[str, str]] = {}
        for name, value in fields:
            key = name.lower()
            known = self._fields.get(key)
            self._fields[key] = (name, value) if known is None else (known[0], f"{known[1]}, {value}")

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._fields.values())

    def __len__(self) -> int:
        return len(self._fields)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._fields

    def get(self, name: str, default: Any = None) -> Any:
        """Return one value; faster than the ``get`` of a Mapping, which catches a KeyError.

        :param name: name of the header.
        :param default: what to return if it is missing.
        :return: the value.
        """
        field = self._fields.get(name.lower())
        return default if field is None else field[1]

    def __repr__(self) -> str:
        return f"Headers({dict(self)!r})"


class ResponseHead(NamedTuple):
    """The head of an answer."""

    version: str
    status: int
    reason: str
    headers: Headers


def parse_head(text: str) -> ResponseHead | None:
    """Parse a head.

    :param text: all of it, without the blank line at its end.
    :return: the head, or None if it has a status of 1xx, a folded line, over 100 lines, or anything else that is not
        plain HTTP/1.0 or 1.1.
    """
    match = _HEAD.fullmatch(text)
    if match is None:
        return None
    version, status, reason, block = match.groups("")
    lines = block.split("\r\n")[1:]
    if len(lines) > _MAX_FIELDS:
        return None
    return ResponseHead(version, int(status), reason, Headers(_field(line) for line in lines))


def plain_length(head: ResponseHead, method: str) -> int | None:
    """Return the length of a plain body.

    :param head: the head of the answer.
    :param method: HTTP method of the request.
    :return: bytes; None for a body that is chunked, encoded, or without exactly one valid length.
    """
    get = head.headers.get
    if method == "HEAD" or head.status in (204, 304):
        return 0
    if get("Transfer-Encoding") is not None or get("Content-Encoding", "identity") != "identity":
        return None
    length = get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 19 else None


def is_chunked(head: ResponseHead) -> bool:
    """Tell whether a body comes in chunks, and is otherwise plain.

    :param head: the head of the answer to a GET.
    :return: whether it does; False also where a length is announced as well, and in HTTP/1.0, which has no chunks.
    """
    get = head.headers.get
    if get("Transfer-Encoding", "").lower() != "chunked" or get("Content-Length") is not None:
        return False
    is_plain = get("Content-Encoding", "identity") == "identity" and head.status not in (204, 304)
    return is_plain and head.version == "HTTP/1.1"


def media_type_in(headers: Mapping[str, str]) -> str:
    """Return the media type that the ``Content-Type`` header names.

    :param headers: of an answer, compared without regard to case.
    :return: the type in lower case, without parameters; empty if the header is missing.
    """
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def is_kept_alive(head: ResponseHead) -> bool:
    """Tell whether the connection can be used again after the body.

    :param head: the head of the answer.
    :return: the default of the HTTP version, unless ``Connection`` says otherwise.
    """
    connection = head.headers.get("Connection", "").lower()
    return "close" not in connection if head.version == "HTTP/1.1" else "keep-alive" in connection


def _field(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name, value.strip(" \t")
