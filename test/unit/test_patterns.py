"""Patterns: what is sent finds all that is meant, on any database, and what else is found is left out again."""

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from photoprism_client import EntityFile, SearchPhoto
from photoprism_client.api.filters import PHOTO_CHECKS, checked
from photoprism_client.api.patterns import only_meant

_LETTERS = st.text(alphabet="aAbé_%|\\\\ .x", min_size=1, max_size=6)


def finds(sent: str, text: str, *, escape: str = "") -> bool:
    """Tell whether a server finds a text: terms are split at bars, ``*`` is ``%``, and then LIKE compares."""
    terms = sent.replace("*", "%").split("|")
    return any(_like(term.strip() if len(terms) > 1 else term, text, escape) for term in terms)


def _like(term: str, text: str, escape: str) -> bool:
    parts, at = [], 0
    while at < len(term):
        if escape and term[at] == escape and at + 1 < len(term):
            at += 1
            parts.append(re.escape(term[at]))
        else:
            parts.append({"%": ".*", "_": "."}.get(term[at], re.escape(term[at])))
        at += 1
    return re.fullmatch("".join(parts), text, re.IGNORECASE | re.ASCII | re.DOTALL) is not None


def meant(photo: SearchPhoto, **filters: Any) -> bool:
    """Tell whether a photo that was found is kept."""
    return list(only_meant(iter([photo]), filters)) == [photo]


@pytest.mark.parametrize("escape", ["", "\\"], ids=["sqlite", "mariadb"])
@given(_LETTERS, st.lists(_LETTERS, max_size=2), st.booleans())
def test_what_is_sent_finds_what_is_meant(escape: str, title: str, others: list[str], is_cut: bool) -> None:
    """Whatever signs a title has, the pattern made of it finds it, alone or among others, whole or by its beginning."""
    wanted = [title[:-1] + "*" if is_cut and len(title) > 1 else title, *others]
    assume(all(text.strip("%* ") for text in wanted))
    ((_, sent),) = checked(PHOTO_CHECKS, {"title": wanted})
    assert finds(sent, title, escape=escape)
    assert meant(SearchPhoto(title=title), title=wanted)


@given(_LETTERS, _LETTERS)
def test_another_title_is_left_out(title: str, other: str) -> None:
    """Only capitals may differ: ``_``, ``%`` and the rest are themselves."""
    assume(title.strip("% "))
    assert meant(SearchPhoto(title=other), title=[title]) is (title.casefold() == other.casefold())


@pytest.mark.parametrize(
    ("filters", "photo", "is_meant"),
    [
        ({"path": "my_album"}, {"path": "my_album"}, True),
        ({"path": "my_album"}, {"path": "MY_ALBUM"}, True),
        ({"path": "my_album"}, {"path": "myXalbum"}, False),
        ({"path": "/my_album"}, {"path": "my_album"}, True),
        ({"path": "my_album/"}, {"path": "my_album"}, True),
        ({"path": "my_album/"}, {"path": "MY_ALBUM"}, False),
        ({"path": ["a*/", "b"]}, {"path": "a*"}, True),
        ({"path": ["a*/", "b"]}, {"path": "axx"}, False),
        ({"path": ["2021", "2021/*"]}, {"path": "2021/07/1"}, True),
        ({"path": "2021|2021/*"}, {"path": "20210"}, False),
        ({"path": "2021/*"}, {"path": None}, False),
        ({"path": "caf\u00e9"}, {"path": "cafe\u0301"}, True),
        ({"name": "IMG_1"}, {"name": "IMG_1"}, True),
        ({"name": "2021/IMG_1.JPG"}, {"name": "img_1"}, True),
        ({"name": "IMG_1"}, {"name": "IMGA1"}, False),
        ({"name": "IMG_*"}, {"name": "IMG_1"}, True),
        ({"original": "trip/DSC_1*"}, {"original_name": "trip/DSC_10"}, True),
        ({"original": "trip/DSC_1*"}, {"original_name": "trip/DSCA10"}, False),
        ({"title": "a*b"}, {"title": "a\nb"}, True),
        ({"title": "100%", "path": "x"}, {"title": "100%", "path": "y"}, False),
    ],
)
def test_photos_are_compared_again(filters: dict[str, Any], photo: dict[str, Any], is_meant: bool) -> None:
    """``*`` stands for anything, and a slash at the end of a path for a name as it is."""
    assert meant(SearchPhoto(**photo), **filters) is is_meant


def test_files_that_are_not_meant_are_taken_out() -> None:
    """A photo is kept for the files that are meant, and then stands for the first of them."""
    found = [
        EntityFile(uid=f"f{at}", name=name, hash=name, root="/") for at, name in enumerate(["IMGX1.JPG", "IMG_1.JPG"])
    ]
    photo = SearchPhoto(file_name="IMGX1.JPG", hash="IMGX1.JPG", file_uid="f0", files=found)
    assert meant(photo, filename="IMG_1.*")
    assert [file.name for file in photo.files] == ["IMG_1.JPG"]
    assert (photo.file_name, photo.hash, photo.file_uid, photo.file_root) == ("IMG_1.JPG", "IMG_1.JPG", "f1", "/")
    assert not meant(photo, filename="IMGX*")


def test_without_patterns_nothing_is_compared() -> None:
    """Other filters are exact on the server."""
    found = iter([SearchPhoto()])
    assert only_meant(found, {"label": "a_b", "path": None, "s": "as6sg6bxpogaaba7"}) is found
