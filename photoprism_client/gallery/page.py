"""The texts of a gallery: its page, and data as scripts, since a page from a disk may not read anything else."""

import json
from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files

from photoprism_client.gallery.photos import ShownPhoto

#: Folders of pictures, by which a page also says whether a photo has one.
THUMBS, PREVIEWS = "thumbs", "previews"

# A title must not end a script where it is pasted into a page, nor begin a comment there.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


def asset(name: str) -> str:
    """Return a file of the page, as it is in this package.

    :param name: ``gallery.html``, ``gallery.css`` or ``gallery.js``.
    :return: its text.
    """
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def html(*, style: str, script: str, index: str) -> str:
    """Return the page.

    :param style: name of the style sheet in the gallery's folder.
    :param script: name of the program there.
    :param index: name of the index there.
    :return: HTML.
    """
    text = asset("gallery.html")
    for name, value in {"style": style, "script": script, "index": index}.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text


def index_script(title: str, months: Sequence[str]) -> str:
    """Return the script that names the others.

    :param title: of the page.
    :param months: names of their scripts in the gallery's folder, the newest first.
    :return: JavaScript.
    """
    return f"galleryIndex({_json({'title': title, 'months': months})});\n"


def month_script(month: str, photos: Sequence[ShownPhoto], there: Mapping[str, Collection[str]]) -> str:
    """Return the script with the photos of a month.

    :param month: as in :attr:`ShownPhoto.month`.
    :param photos: the newest first.
    :param there: by folder, names of the pictures that are there.
    :return: JavaScript, a line for each photo.
    """
    lines = ",\n".join(_json(_described(photo, there)) for photo in photos)
    return f"galleryMonth({_json(month)}, [\n{lines}\n]);\n"


def _described(photo: ShownPhoto, there: Mapping[str, Collection[str]]) -> dict[str, object]:
    names = {"thumb": photo.thumb in there[THUMBS], "preview": photo.thumb in there[PREVIEWS]}
    pictures = {name: photo.thumb for name, is_there in names.items() if is_there}
    return {**pictures, "taken": photo.taken, **photo.facts, "files": photo.paths}


def _json(value: object) -> str:
    """Write a value as JSON in ASCII, which JavaScript reads whatever the encoding of its file."""
    return json.dumps(value, separators=(",", ":")).translate(_ESCAPES)
