"""Cards, contact sheets and notes as HTML.

Notebooks are shown by many programs, and some take style sheets and classes away. So styles stand in the elements, and
there are no scripts. Colours are those of the page, light or dark. Pictures are data URIs: no address of a server is in
what a notebook saves.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

#: The types of pictures that every browser shows.
SHOWN_BY_BROWSERS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/avif"})

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")

_LINE = "rgba(128,128,128,.4)"
_GRID = "display:grid;grid-template-columns:repeat(auto-fill,minmax(min(150px,45%),1fr));gap:16px 12px;padding:4px 0"
_CAPTION = "margin:6px 0 0;padding:0;text-align:left;line-height:1.35;overflow-wrap:anywhere"
_TILE = "display:block;box-sizing:border-box;width:100%;aspect-ratio:1;object-fit:cover;margin:0;border-radius:6px"
_WHOLE = "display:block;max-width:100%;max-height:480px;width:auto;height:auto;margin:0;border-radius:6px"
_EMPTY = f"{_TILE};display:flex;align-items:center;justify-content:center;border:1px dashed {_LINE}"
_QUIET = "font-size:.85em;opacity:.75"


class Picture(NamedTuple):
    """A picture that a browser can show."""

    media_type: str
    data: bytes | bytearray

    @classmethod
    def of(cls, media_type: str | None, data: bytes | bytearray) -> "Picture | None":
        """Return a picture, or None where browsers do not show such a type."""
        return cls(media_type, data) if media_type in SHOWN_BY_BROWSERS else None


class Card(NamedTuple):
    """What is shown of a thing: its title and some lines, as plain text."""

    title: str
    lines: Sequence[str] = ()


def card(shown: Card, picture: Picture | None, remark: str = "") -> str:
    """Return a single card with a large picture.

    :param shown: the text.
    :param picture: the picture, or None for none.
    :param remark: a sentence about the picture; may be empty.
    :return: HTML.
    """
    width = "width:fit-content;max-width:100%" if picture else "width:224px;max-width:100%"
    return f'<div style="{width}">{_figure(shown, picture, _WHOLE)}{_remarks([remark])}</div>'


def sheet(cards: Iterable[tuple[Card, Picture | None]], remarks: Iterable[str] = ()) -> str:
    """Return a contact sheet: cards side by side, as many as there is room for.

    :param cards: the cards with their pictures.
    :param remarks: sentences to write below; empty ones are left out.
    :return: HTML.
    """
    cells = "".join(f'<div role="listitem">{_figure(shown, picture, _TILE)}</div>' for shown, picture in cards)
    return f'<div><div role="list" style="{_GRID}">{cells}</div>{_remarks(remarks)}</div>'


def picture(shown: Picture, remark: str, name: str) -> str:
    """Return a picture with a sentence below.

    :param shown: the picture.
    :param remark: the sentence.
    :param name: what a screen reader says.
    :return: HTML.
    """
    return f"<div>{_image(shown, name, 'display:block;max-width:100%;height:auto;margin:0')}{_remarks([remark])}</div>"


def note(text: str) -> str:
    """Return a framed sentence to show instead of a picture.

    :param text: the sentence.
    :return: HTML.
    """
    style = f"display:inline-block;padding:6px 12px;border:1px dashed {_LINE};border-radius:6px;overflow-wrap:anywhere"
    return f'<div style="{style}">{_text(text)}</div>'


def in_bytes(size_bytes: int) -> str:
    """Write a size for a person.

    :param size_bytes: bytes.
    :return: such as ``8.1 MB``.
    """
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.1f} {unit}"
    return f"{size_bytes} bytes"


def _figure(shown: Card, picture: Picture | None, style: str) -> str:
    first = _image(picture, shown.title, style) if picture else f'<div style="{_EMPTY}">{_small("no picture")}</div>'
    lines = "".join(f"<div>{_small(line)}</div>" for line in shown.lines)
    title = f'<div style="font-weight:600">{_text(shown.title)}</div>'
    return f'<figure style="margin:0">{first}<figcaption style="{_CAPTION}">{title}{lines}</figcaption></figure>'


def _image(shown: Picture, name: str, style: str) -> str:
    source = f"data:{shown.media_type};base64,{b64encode(shown.data).decode('ascii')}"
    return f'<img src="{source}" alt="{_escaped(name)}" style="{style}">'


def _remarks(remarks: Iterable[str]) -> str:
    return "".join(f'<p style="margin:8px 0 0">{_small(remark)}</p>' for remark in remarks if remark)


def _small(text: str) -> str:
    return f'<span style="{_QUIET}">{_text(text)}</span>'


def _text(text: str) -> str:
    # Isolated, so that a title from right to left, or one with codes for it, does not turn what follows.
    return f'<bdi dir="auto">{_escaped(text)}</bdi>'


def _escaped(text: str) -> str:
    # A notebook is a file in UTF-8, which cannot hold half a character.
    return escape(_CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8"))
