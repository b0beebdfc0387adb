"""`Payload`: the encoded body of a request, as JSON, as a form or as files."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from photoprism_client._transport.request import StreamedBody
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.redaction import is_secret_name

if TYPE_CHECKING:
    from photoprism_client._call.multipart import FilePart

#: A file to send: its path, or its name and its bytes.
Upload = str | os.PathLike[str] | tuple[str, bytes]
Files = Upload | Sequence[Upload]


class Payload(NamedTuple):
    """The body of a request."""

    media_type: str
    data: bytes | StreamedBody
    #: Texts in it that must not be shown.
    secrets: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Payload of {self.media_type}>"


def json_payload(value: Mapping[str, object], *, is_secret: bool = False) -> Payload:
    """Encode a value as JSON.

    :param value: plain values.
    :param is_secret: whether all texts in it are secrets; else those are whose name says so.
    :return: the body.
    :raises ApiTypeError: JSON cannot hold it.
    :raises ApiValueError: it holds a number that is not finite, or itself.
    """
    try:
        data = json.dumps(value, allow_nan=False).encode("ascii")
    except TypeError as error:
        raise ApiTypeError(f"the body must be what JSON can hold: {error}") from None
    except (ValueError, RecursionError) as error:
        raise ApiValueError(f"the body must be what JSON can hold: {error}") from None
    return Payload("application/json", data, tuple(_secrets(value, is_secret)))


def form_payload(values: Mapping[str, str]) -> Payload:
    """Encode values as a form.

    :param values: names to texts.
    :return: the body.
    """
    secrets_in_it = tuple(_secrets(values, is_secret=False))
    return Payload("application/x-www-form-urlencoded", urlencode(values).encode("ascii"), secrets_in_it)


def files_payload(files: object) -> Payload:
    """Make a multipart body of files, each in the field ``files``; they are read while they are sent.

    :param files: one file or several, see :data:`Files`.
    :return: the body.
    :raises ApiTypeError: it is anything else, or nothing.
    :raises OSError: a file does not exist, or cannot be looked at.
    """
    from photoprism_client._call.multipart import FilesBody  # most programs never send a file

    parts = [_part(file) for file in _uploads(files)]
    if not parts:
        raise ApiTypeError("files must name at least one file")
    body = FilesBody(parts)
    return Payload(body.media_type, body)


def _uploads(files: object) -> Sequence[object]:
    if isinstance(files, (str, os.PathLike)) or _is_named(files):
        return [files]
    if isinstance(files, Sequence) and not isinstance(files, (bytes, bytearray)):
        return files
    raise ApiTypeError(f"files must be a path, a name with its bytes, or a list of these, not {type(files).__name__}")


def _is_named(file: object) -> bool:
    return isinstance(file, tuple) and [type(item) for item in file] == [str, bytes]


def _part(file: object) -> "FilePart":
    from photoprism_client._call.multipart import FilePart

    if isinstance(file, (str, os.PathLike)):
        return FilePart.of(file)
    if isinstance(file, tuple) and _is_named(file):
        name, data = file
        return FilePart(name, data, len(data))
    raise ApiTypeError(f"a file must be a path, or a name with its bytes, not {type(file).__name__}")


def _secrets(value: object, is_secret: bool) -> Iterator[str]:
    if isinstance(value, str) and is_secret:
        yield value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _secrets(item, is_secret or is_secret_name(name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _secrets(item, is_secret)
