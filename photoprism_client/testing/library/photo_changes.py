"""What the server does to a picture when somebody writes: titles of its own, keywords, quality, approval."""

import re

from photoprism_client.testing.library.catalogue import Catalogue
from photoprism_client.testing.library.indexing import file_title
from photoprism_client.testing.library.items import UNKNOWN, Photo
from photoprism_client.testing.library.relations import labels_of, people_on

_FAVORITE_BONUS = 3
_APPROVED = 3
_SURE_ENOUGH = 85
_MOST_NAMES = 3
_LONGEST_NAMES = 35
_STOP_WORDS = {"unknown", "here", "the", "and", "for", "with"}
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """Return the words of *text* as the server keeps keywords: in lower case, sorted, each once, without numbers."""
    return sorted({word for word in _WORD.findall(text.lower()) if len(word) > 1 and not word.isdigit()})


def keywords_of(photo: Photo) -> str:
    """Return a picture's keywords: those that were set, else the words of its path and title."""
    if photo.keywords is not None:
        return photo.keywords
    words = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", f"{photo.path} {photo.title}")}
    return ", ".join(sorted(words))


def title_source(photo: Photo) -> str:
    """Return where the title comes from: empty when the server made it."""
    default = "" if photo.title == photo.as_indexed.get("title", photo.title) else "manual"
    return str(photo.sent.get("TitleSrc", default))


def caption_source(photo: Photo) -> str:
    """Return where the caption comes from."""
    return str(photo.sent.get("CaptionSrc", "manual" if photo.caption else ""))


def retitle(catalogue: Catalogue, photo: Photo) -> None:
    """Make the title anew unless somebody set it; then a caption without source is lost, too."""
    if title_source(photo) and photo.title:
        return
    photo.sent["TitleSrc"] = ""
    photo.title = _own_title(catalogue, photo)
    if not caption_source(photo):
        photo.caption = ""


def _own_title(catalogue: Catalogue, photo: Photo) -> str:
    names = [person.name for person in people_on(catalogue, photo)]
    labels = labels_of(catalogue, photo)
    named = file_title(photo)
    if 0 < len(names) <= _MOST_NAMES:
        title = join_names(names)
    elif named:
        title = named
    elif labels and labels[0].mark_of(photo.uid).uncertainty <= _SURE_ENOUGH:
        title = labels[0].name
    else:
        title = UNKNOWN
    is_dated = photo.taken_src != "" and len(title) <= _LONGEST_NAMES
    return f"{title} / {photo.taken_at.year}" if is_dated else title


def join_names(names: list[str]) -> str:
    """Return first names joined for a title, with the family name at the end if all have the same."""
    if len(names) < 2:
        return "".join(names)
    family = names[0][names[0].rfind(" ") :] if " " in names[0] else ""
    if len(family) <= len(" x") or not all(name.endswith(family) for name in names):
        family = ""
    firsts = [name.split(" ", 1)[0] for name in names]
    shown = [first if firsts.count(first) == 1 else name for first, name in zip(firsts, names, strict=True)]
    return f"{', '.join(shown[:-1])} & {shown[-1]}{family}"


def follow_labels(catalogue: Catalogue, photo: Photo) -> None:
    """Let title and keywords follow a change of the picture's labels."""
    labels = [label for label in labels_of(catalogue, photo) if photo.uid in label.counted_uids]
    words = {word for label in labels for word in words_of(label.name)} - _STOP_WORDS
    photo.keywords = ", ".join(sorted({*words_of(keywords_of(photo)), *words}))
    retitle(catalogue, photo)


def forget_words(photo: Photo, name: str) -> None:
    """Take the words of a label off a picture's keywords."""
    photo.keywords = ", ".join(word for word in words_of(keywords_of(photo)) if word not in words_of(name))


def set_favorite(catalogue: Catalogue, photo: Photo, *, favorite: bool) -> None:
    """Make a picture a favourite, or not: its quality changes with it."""
    if photo.favorite != favorite:
        change = _FAVORITE_BONUS if favorite else -_FAVORITE_BONUS
        catalogue.update(photo, favorite=favorite, quality=_rated(photo, photo.quality + change))


def _rated(photo: Photo, quality: int) -> int:
    return max(quality, _APPROVED if photo.edited_at or photo.type != "image" else 0)


def approve(catalogue: Catalogue, photo: Photo) -> None:
    """Approve a picture that is in review; that brings it back from the archive, too."""
    if photo.quality < _APPROVED:
        catalogue.edit(photo, quality=_APPROVED, archived_at=None)


def rate_edited(photo: Photo) -> None:
    """Give an edited picture the quality that it has at least."""
    photo.quality = max(photo.quality, _APPROVED)
