"""What a notebook shows of bytes that it cannot show as they are."""

from collections.abc import Callable

from photoprism_client._notebook.html import Picture, in_bytes, note, picture
from photoprism_client._notebook.scaling import scaled

_ADVICE = "too large to show here: ask for a thumbnail, or install Pillow"
_SCALED, _THUMBNAIL = "shown smaller than it is", "shown by its thumbnail"


def html_of(
    data: bytearray, kind: str | None, name: str, *, is_small: bool, thumbnail: Callable[[], Picture | None]
) -> str:
    """Return a picture, made small if it is large, or a sentence about what is none.

    :param data: the bytes.
    :param kind: their media type, or None.
    :param name: of the file; may be empty.
    :param is_small: whether a notebook may keep the bytes as they are.
    :param thumbnail: returns a picture of the server to show where the bytes cannot be made smaller, or None.
    :return: HTML.
    """
    facts = ", ".join(filter(None, [name, kind or "of unknown type", in_bytes(len(data))]))
    if kind is None or not kind.startswith("image/"):
        return note(facts)
    if is_small and (shown := Picture.of(kind, data)):
        return picture(shown, "", name)
    if smaller := scaled(data):
        return picture(Picture("image/jpeg", smaller), f"{facts}, {_SCALED}", name)
    if shown := thumbnail():
        return picture(shown, f"{facts}, {_THUMBNAIL}", name)
    return note(facts if is_small else f"{facts}, {_ADVICE}")


def no_picture() -> str:
    """Return a sentence for the icon that the server sends where it has no picture."""
    return note("The server has no picture for this.")
