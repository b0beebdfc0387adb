"""What a notebook shows of bytes that it cannot show as they are."""

from typing import Protocol

from photoprism_client._notebook.html import Picture, in_bytes, note, picture
from photoprism_client._notebook.scaling import scaled

_ADVICE = "too large to show here: ask for a thumbnail, or install Pillow"
_SCALED = "shown smaller than it is"


class Media(Protocol):
    """Bytes, and what is known of them."""

    filename: str | None
    content_type: str | None
    is_placeholder: bool

    def __bytes__(self) -> bytes: ...
    def __len__(self) -> int: ...


def html_of(media: Media, kind: str | None, is_small: bool) -> str:
    """Return a picture, made small if it is large, or a sentence about what is none.

    :param media: the bytes.
    :param kind: their media type by their first bytes, or None.
    :param is_small: whether a notebook may keep the bytes as they are.
    :return: HTML.
    """
    if media.is_placeholder:
        return note("The server has no picture for this.")
    name = media.filename or ""
    facts = ", ".join(filter(None, [name, kind or media.content_type or "of unknown type", in_bytes(len(media))]))
    if kind is None or not kind.startswith("image/"):
        return note(facts)
    shown = Picture.of(kind, bytes(media)) if is_small else None
    if shown is not None:
        return picture(shown, "", name)
    if smaller := scaled(bytes(media)):
        return picture(Picture("image/jpeg", smaller), f"{facts}, {_SCALED}", name)
    return note(facts if is_small else f"{facts}, {_ADVICE}")
