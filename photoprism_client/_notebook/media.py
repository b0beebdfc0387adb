"""What a notebook shows of bytes that it cannot show as they are."""

from collections.abc import Callable
from functools import partial

from photoprism_client._notebook.html import SHOWN_BY_BROWSERS, Picture, in_bytes, note, picture
from photoprism_client._notebook.scaling import scaled

_ADVICE = "too large to show here: ask for a thumbnail, or install Pillow"
_SCALED, _THUMBNAIL = "shown smaller than it is", "shown by its thumbnail"


_Make = Callable[[], Picture | None]


def html_of(data: bytearray, kind: str | None, name: str, *, is_small: bool, thumbnail: _Make) -> str:
    """Return a picture, made small if it is large, or a sentence about what is none.

    :param data: the bytes.
    :param kind: their media type, or None.
    :param name: of the file; may be empty.
    :param is_small: whether a notebook may keep the bytes as they are.
    :param thumbnail: returns the server's picture to show instead, or None.
    :return: HTML.
    """
    facts = ", ".join(filter(None, [name, kind or "of unknown type", in_bytes(len(data))]))
    if kind is None or not kind.startswith("image/"):
        return note(facts)
    if is_small and (shown := Picture.of(kind, data)):
        return picture(shown, "", name)
    ways: list[tuple[_Make, str]] = [(partial(_scaled, data), _SCALED), (thumbnail, _THUMBNAIL)]
    if kind not in SHOWN_BY_BROWSERS:
        ways.reverse()  # of a RAW file, Pillow reads a preview the size of a stamp
    for make, remark in ways:
        if shown := make():
            return picture(shown, f"{facts}, {remark}", name)
    return note(facts if is_small else f"{facts}, {_ADVICE}")


def _scaled(data: bytearray) -> Picture | None:
    smaller = scaled(data)
    return Picture("image/jpeg", smaller) if smaller else None


def no_picture() -> str:
    """Return a sentence for the icon that the server sends where it has no picture."""
    return note("The server has no picture for this.")
