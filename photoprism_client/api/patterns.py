"""Filters that are patterns on the server: what is sent, and which of the photos that it finds are meant.

The server compares with SQL's ``LIKE``, where ``_`` stands for any character and ``%`` for anything. There is no way to
escape them that all of its databases know. So what is sent may find more than is meant, and each photo is compared
again here, where ``*`` alone stands for anything.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from photoprism_client._files.names import key_of
from photoprism_client.api.filter_values import filter_text, texts_of
from photoprism_client.exceptions import ApiValueError

if TYPE_CHECKING:
    from photoprism_client.models.entity_file import EntityFile
    from photoprism_client.models.search_photo import SearchPhoto

Test = Callable[[str], bool]

# The server would split a text at a bar and drop blanks at its ends, MariaDB a backslash: "_" finds them, and others.
_NOT_SENT = re.compile(r"[|\\]|^\s|\s$")
# What a row tells of the file that it stands for, and its name in the file.
_OF_FILE = {
    "file_uid": "uid",
    "file_root": "root",
    "file_name": "name",
    "hash": "hash",
    "width": "width",
    "height": "height",
    "portrait": "portrait",
}


def pattern(name: str, value: object) -> str:
    """Check texts that the server takes for patterns.

    :param name: of the filter, for the message.
    :param value: what was passed, see ``Texts``.
    :return: the text to send; it finds what is meant, and perhaps more.
    :raises ApiTypeError: it has another type.
    :raises ApiValueError: it is empty, or the server would take it for no filter.
    """
    return filter_text(name, "|".join(_NOT_SENT.sub("_", item) for item in texts_of(name, value)))


def folder(name: str, value: object) -> str:
    """Check paths of folders; one that ends in a slash is the folder of exactly that name, ``/`` the originals.

    :param name: of the filter, for the message.
    :param value: what was passed, see ``Texts``.
    :return: the text to send; it finds what is meant, and perhaps more.
    :raises ApiTypeError: it has another type.
    :raises ApiValueError: it is empty, or the server would take it for no filter.
    """
    items = texts_of(name, value)
    if items == ["/"]:
        return "//"  # for a single slash, the server lists everything
    paths = [item.removeprefix("/") for item in items]
    if not all(path.strip("/") for path in paths):
        raise ApiValueError(f"{name} must be one folder, or several below the originals: '/' is not a pattern")
    if len(paths) == 1 and paths[0].endswith("/"):
        return paths[0]  # the server's own way to ask for a name as it is; it knows no list of these
    return pattern(name, [path.removesuffix("/") for path in paths])


def only_meant(photos: "Iterator[SearchPhoto]", values: Mapping[str, object]) -> "Iterator[SearchPhoto]":
    """Leave out what was found by patterns and is not meant: photos, and files of them.

    :param photos: what the server found; a photo whose files are not all meant is changed.
    :param values: the filters by name, checked before.
    :return: the photos that are meant.
    """
    tests = {name: _any(_MEANT[name](values[name])) for name in _MEANT if values.get(name) is not None}
    is_file_meant = tests.pop("filename", None)

    def is_meant(photo: "SearchPhoto") -> bool:
        return all(test(getattr(photo, _ATTRIBUTES.get(name, name)) or "") for name, test in tests.items())

    found = (photo for photo in photos if is_meant(photo)) if tests else photos
    return found if is_file_meant is None else _with_files(found, is_file_meant)


def like(wanted: str) -> Test:
    """Make the comparison with a text in which ``*`` stands for anything.

    Capitals do not count, nor how an accent is written.

    :param wanted: the text.
    :return: tells whether another text is meant.
    """
    meant = re.compile(".*".join(re.escape(key_of(part)) for part in wanted.split("*")), re.DOTALL)
    return lambda text: meant.fullmatch(key_of(text)) is not None


def _any(tests: list[Test]) -> Test:
    return lambda text: any(test(text) for test in tests)


def _texts(value: object) -> list[Test]:
    return [like(item) for item in texts_of("", value)]


def _folders(value: object) -> list[Test]:
    paths = [item.removeprefix("/") for item in texts_of("", value)]
    return [path.removesuffix("/").__eq__ if path.endswith("/") else like(path) for path in paths]


def _names(value: object) -> list[Test]:
    """Compare names as the server does, which drops folder and ending of what it is asked for."""
    bases = [item.rpartition("/")[2] for item in texts_of("", value)]
    return [like(form) for base in bases for form in (base, base.rpartition(".")[0]) if form]


_ATTRIBUTES = {"original": "original_name"}
_MEANT: dict[str, Callable[[object], list[Test]]] = {
    "path": _folders,
    "name": _names,
    "filename": _texts,
    "title": _texts,
    "original": _texts,
}


def _with_files(photos: "Iterator[SearchPhoto]", is_meant: Test) -> "Iterator[SearchPhoto]":
    """Take the files out that are not meant; what a photo tells of its own file is then of the first that is."""
    for photo in photos:
        photo.files = [file for file in photo.files if is_meant(file.name or "")]
        if photo.files:
            # A listing that reads only some fields may not tell of a file at all.
            if "file_name" in type(photo).model_fields and not is_meant(photo.file_name or ""):
                _stand_for(photo, photo.files[0])
            yield photo


def _stand_for(photo: "SearchPhoto", file: "EntityFile") -> None:
    for name, of_file in _OF_FILE.items():
        setattr(photo, name, getattr(file, of_file))
