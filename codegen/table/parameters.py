"""Parameters that several operations share, and the statuses that whole groups of operations have."""

from codegen.entries import Parameter

ALBUM = Parameter("uid", "UID of the album", example='"<album uid>"')
PHOTO = Parameter("uid", "UID of the photo", example='"<photo uid>"')
LABEL = Parameter("uid", "UID of the label", example='"<label uid>"')
SUBJECT = Parameter("uid", "UID of the person", example='"<subject uid>"')
MARKER = Parameter("uid", "UID of the marker", example='"<marker uid>"')
FOLDER = Parameter("uid", "UID of the folder", example='"<folder uid>"')
FILE_OF_PHOTO = Parameter("fileuid", "UID of the file", example='"<file uid>"')
LINK = Parameter("linkuid", "UID of the link", example='"<link uid>"')
FACE = Parameter("id", "ID of the face", example='"<face id>"')
SERVICE = Parameter("id", "number of the service", "str | int", example="1")
PHOTO_LABEL = Parameter("id", "number of the label, `label_id`: not its UID", "str | int", example="1")
HASH = Parameter("hash", "SHA-1 of the file, 40 hex digits", example='"<sha1>"')

#: Preview token and size of a picture, and the download token of a file. All of them may be left out.
TOKEN = Parameter("token", "preview token; default the session's, or the word `public`", "str | None", default="None")
SIZE = Parameter("size", "name of a size, see `ThumbSize`; default `fit_720`", default="ThumbSize.FIT_720")
DOWNLOAD_TOKEN = Parameter(
    "t", "download token; default the session's, or the word `public`", "str | None", "query", "None", by_name=True
)

COUNT = Parameter("count", "rows, 1 to 100 000", "int", "query", example="10", limits=(1, 100_000))
OFFSET = Parameter(
    "offset", "rows to leave out, 0 or more; default 0", "int | None", "query", "None", limits=(0, 100_000_000)
)


def optional(name: str, meaning: str, type: str = "str", **more: object) -> Parameter:
    """Describe a parameter of the query that may be left out.

    :param name: in Python.
    :param meaning: what it is.
    :param type: in Python, without ``| None``.
    :param more: other fields of the entry.
    :return: the entry.
    """
    return Parameter(name, meaning, f"{type} | None", "query", "None", **more)  # type: ignore[arg-type]  # as Parameter checks


def selection(name: str, meaning: str, kind: str) -> Parameter:
    """Describe a body that names things by their UIDs.

    :param name: in Python.
    :param meaning: what it is.
    :param kind: key of the selection that counts.
    :return: the entry.
    """
    example = f'photoprism_client.FormSelection({kind}=["<{kind[:-1]} uid>"])'
    return Parameter(name, meaning, "FormSelection", "body", example=example)


def by_name(name: str, meaning: str, type: str, place: str, example: str, default: str = "None") -> Parameter:
    """Describe a keyword-only parameter of an operation that is published without any.

    :param name: in Python.
    :param meaning: what it is.
    :param type: in Python.
    :param place: where the value goes.
    :param example: as Python text.
    :param default: as Python text.
    :return: the entry.
    """
    return Parameter(name, meaning, type, place, default, example, by_name=True)  # type: ignore[arg-type]  # a Place
