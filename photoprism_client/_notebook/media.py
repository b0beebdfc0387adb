"""What a notebook shows of bytes that it cannot show as they are."""

from photoprism_client._notebook.html import Picture, in_bytes, note, picture
from photoprism_client._notebook.scaling import scaled

_ADVICE = "too large to show here: ask for a thumbnail, or install Pillow"
_SCALED = "shown smaller than it is"


def html_of(data: bytearray, kind: str | None, name: str, *, is_small: bool) -> str:
    """Return a picture, made small if it is large, or a sentence about what is none.

    :param data: the bytes.
    :param kind: their media type, or None.
    :param name: of the file; may be empty.
    :param is_small: whether a notebook may keep the bytes as they are.
    :return: HTML.
    """
    facts = ", ".join(filter(None, [name, kind or "of unknown type", in_bytes(len(data))]))
    if kind is None or not kind.startswith("image/"):
        return note(facts)
    if is_small and (shown := Picture.of(kind, data)):
        return picture(shown, "", name)
    if smaller := scaled(data):
        return picture(Picture("image/jpeg", smaller), f"{facts}, {_SCALED}", name)
    return note(facts if is_small else f"{facts}, {_ADVICE}")


def no_picture() -> str:
    """Return a sentence for the icon that the server sends where it has no picture."""
    return note("The server has no picture for this.")
