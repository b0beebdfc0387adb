"""An open answer becomes `MediaBytes`, or the error that it is."""

import hashlib
import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar

from photoprism_client.endpoint import Body, Endpoint
from photoprism_client.exceptions import (
    ApiException,
    GatewayLoginError,
    IntegrityError,
    PlaceholderException,
    TransportError,
    exception_class,
    mask,
)
from photoprism_client.gateway import WANTS_LOGIN, login_advice, login_in_answer
from photoprism_client.media import MediaBytes, filename_of, is_whole, media_type_of
from photoprism_client.redaction import redact_data, redact_text
from photoprism_client.response import RESTResponse
from photoprism_client.wording import Advice

T = TypeVar("T")

_MOST_JSON = 64 * 1024 * 1024  # bytes, decoded: 10 000 rows of a listing are about 20 MB
_MOST_ERROR_BODY = 65536  # bytes that are read of an error's body
_MOST_PICTURE = 256 * 1024 * 1024  # bytes; no thumbnail comes near, and a stream without end stays bounded
_READ_SIZE = 1024 * 1024
_SVG = "image/svg+xml"
_NO_PICTURE = frozenset({"text/html", "application/json", "text/plain"})


def read_media(endpoint: Endpoint, response: RESTResponse, file_hash: str | None = None) -> MediaBytes:
    """Read the body of a good answer into memory, once, and check that it is what the endpoint delivers.

    :param endpoint: what was asked.
    :param response: the open answer; it is read to its end or closed.
    :param file_hash: SHA-1 of the file asked for, where it is known: it decides in cases of doubt.
    :return: the bytes.
    :raises IntegrityError: the body is encoded, is not what was asked for, or cannot be shown to be whole.
    :raises TransportError: it broke off.
    """
    refuse_encoding(response)
    header = response.headers.get
    body = _read(endpoint, response)
    body.content_type = header("Content-Type", "").partition(";")[0].strip().lower() or None
    body._last_modified = header("Last-Modified")
    disposition = header("Content-Disposition")
    body.filename = filename_of(disposition) if disposition else None
    if response.status == HTTPStatus.OK:
        _judge(endpoint, response, body, file_hash)
    return body


def read_json(response: RESTResponse, read: Callable[[bytes], T]) -> T:
    """Read the body of a good answer as JSON.

    :param response: the open answer; it is read to its end or closed.
    :param read: makes a value of the bytes; its ValueError says that they do not hold one.
    :return: the value.
    :raises IntegrityError: the body is not JSON, not such a value, or over 64 MiB.
    :raises TransportError: it broke off.
    """
    body = bytearray()
    while part := response.read1(_READ_SIZE):
        body += part
        if len(body) > _MOST_JSON:
            response.close()
            raise _unusable(response, f"the JSON is over {_MOST_JSON} bytes: ask for fewer rows at a time")
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    fault: str | None = None
    try:
        return read(bytes(body))
    except RecursionError:
        fault = "it is nested too deeply"
    except ValueError as error:
        fault = _fault_of(error)
    # Outside of the except block: pydantic's errors quote the body, which may hold tokens.
    failure = _unusable(response, f"expected JSON, got {len(body)} bytes of {kind or 'no type'}: {fault}")
    failure.body = redact_text(bytes(body[:200]).decode("utf-8", "replace"))
    raise failure


def read_object(body: bytes) -> dict[str, Any]:
    """Read the bytes of a JSON object, for :func:`read_json`.

    :param body: the bytes.
    :return: what they hold.
    :raises ValueError: that is no object.
    """
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("it is not an object")
    return found


def refuse_encoding(response: RESTResponse) -> None:
    """Refuse an answer that is compressed although it was asked for as it is.

    :param response: the open answer; closed where it is refused.
    :raises IntegrityError: it has a ``Content-Encoding``.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", ""}:
        response.close()
        raise _unusable(response, f"the body is encoded as {encoding}, and it was asked for as it is")


def error_of(response: RESTResponse, base_url: str, secrets: Iterable[str] = ()) -> ApiException:
    """Make the error that an answer stands for; its body is read as far as it is of use.

    :param response: the open answer; it is closed.
    :param base_url: the configured host, for the message.
    :param secrets: literal secrets to mask.
    :return: the error, to be raised.
    """
    secrets = tuple(secrets)
    body = _read_error_body(response)
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    login = login_in_answer(response.status, response.headers, body)
    error_class = exception_class(response.status) if login is None else GatewayLoginError
    error = error_class(
        response.status,
        (response.reason or _phrase(response.status)) if login is None else WANTS_LOGIN,
        body=body.decode("utf-8", "replace"),
        data=_data_in(body, secrets),
        headers=response.headers,
        message=_advice(response.status, kind, base_url) if login is None else login_advice(login),
        method=response.method,
        url=response.url,
    )
    mask(error, secrets)
    return error


def placeholder_error(response: RESTResponse) -> PlaceholderException:
    """Make the error for an icon that came instead of a picture.

    :param response: the answer.
    :return: the error, to be raised.
    """
    return PlaceholderException(
        response.status,
        "placeholder",
        headers=response.headers,
        message="The server has no picture for this: it is unknown, empty, not indexed, or not offered in this size.",
        method=response.method,
        url=response.url,
    )


def _read(endpoint: Endpoint, response: RESTResponse) -> MediaBytes:
    limit = _MOST_PICTURE if endpoint.body is Body.PICTURE else None
    if response.length is None:
        return _read_unmeasured(response, limit)
    if limit is not None and response.length > limit:
        _refuse_size(response, response.length)
    try:
        body = MediaBytes(response.length)
    except (MemoryError, OverflowError):
        _refuse_size(response, response.length)
    with memoryview(body) as view:
        filled = 0
        while count := response.readinto(view[filled:]):
            filled += count
    return body


def _read_unmeasured(response: RESTResponse, limit: int | None) -> MediaBytes:
    body = MediaBytes()
    while part := response.read1(_READ_SIZE):
        body += part
        if limit is not None and len(body) > limit:
            _refuse_size(response, len(body))
    return body


def _refuse_size(response: RESTResponse, size: int) -> NoReturn:
    response.close()
    raise _unusable(response, f"the body is {size} bytes or more: too much for a picture in memory")


def _judge(endpoint: Endpoint, response: RESTResponse, body: MediaBytes, file_hash: str | None) -> None:
    """Say what the body is, and refuse it where it is not what was asked for."""
    verdict: IntegrityError | None = None
    try:
        _CHECKS[endpoint.body](response, body, media_type_of(body))
        if not response.is_framed and is_whole(body) is not True and not body.is_placeholder:
            raise _unusable(response, f"the end of the body cannot be told: {len(body)} bytes came, without a length")
    except IntegrityError as error:
        verdict = error
    if (verdict is not None or body.is_placeholder) and _has_hash(body, file_hash):
        body.is_placeholder = False
    elif verdict is not None:
        raise verdict


def _has_hash(body: MediaBytes, file_hash: str | None) -> bool:
    return file_hash is not None and hashlib.sha1(body, usedforsecurity=False).hexdigest() == file_hash.lower()


def _check_picture(response: RESTResponse, body: MediaBytes, seen: str | None) -> None:
    body.is_placeholder = seen == _SVG or (seen is None and body.content_type == _SVG)
    claimed = body.content_type or ""
    if not body or seen == "text/html" or (seen is None and not claimed.startswith("image/")):
        raise _unusable(response, f"expected a picture, got {len(body)} bytes of {claimed or 'no type'}", body)


def _check_file(response: RESTResponse, body: MediaBytes, seen: str | None) -> None:
    # The server sends files as attachments, and never an icon with status 200 here; a proxy's page is neither.
    is_attachment = response.headers.get("Content-Disposition", "").lower().startswith("attachment")
    body.is_placeholder = seen == _SVG and not is_attachment
    if not body or (not is_attachment and (seen == "text/html" or (seen is None and body.content_type in _NO_PICTURE))):
        raise _unusable(response, f"expected a file, got {len(body)} bytes of {body.content_type or 'no type'}", body)


def _check_archive(response: RESTResponse, body: MediaBytes, seen: str | None) -> None:
    if seen != "application/zip" or not is_whole(body):
        raise _unusable(response, f"expected a whole zip, got {len(body)} bytes of {body.content_type}", body)


_CHECKS = {Body.PICTURE: _check_picture, Body.FILE: _check_file, Body.ARCHIVE: _check_archive}


def _unusable(response: RESTResponse, reason: str, body: MediaBytes | None = None) -> IntegrityError:
    snippet = None
    if body and media_type_of(body) in {None, "text/html"} and (body.content_type or "") in _NO_PICTURE:
        snippet = bytes(body[:200]).decode("utf-8", "replace")
    return IntegrityError(
        response.status,
        reason,
        body=snippet,
        headers=response.headers,
        message=Advice("Check {host}, and whether a proxy or a login page answers in the server's place."),
        method=response.method,
        url=response.url,
    )


def _fault_of(error: ValueError) -> str:
    """Say what is wrong without quoting the input."""
    errors = getattr(error, "errors", None)
    if errors is None:
        return "it cannot be read"
    first = errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(str(step) for step in first['loc'])}: {first['msg']}".lstrip(": ")


def _read_error_body(response: RESTResponse) -> bytes:
    body = bytearray()
    try:
        while len(body) < _MOST_ERROR_BODY and (part := response.read1(_MOST_ERROR_BODY - len(body))):
            body += part
    except TransportError:
        pass  # the status is the news; what came of the body is kept
    finally:
        response.close()
    return bytes(body)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "unknown status"  # such as 499 and 520, which proxies made up


def _data_in(body: bytes, secrets: tuple[str, ...]) -> object:
    """Decode the JSON object of an error, and mask it then: masked before, it may not be JSON any more."""
    try:
        return redact_data(json.loads(body), secrets) if body.lstrip().startswith(b"{") else None
    except (ValueError, RecursionError):
        return None


def _advice(status: int, kind: str, base_url: str) -> str | None:
    if kind == "text/html" and status in {404, 405}:
        return Advice(
            "This URL is not a PhotoPrism API: check {host}, which is {url} (with a sub-path, if it has one).",
            url=base_url,
        )
    if status == HTTPStatus.NOT_FOUND and kind == _SVG:
        return (
            "The server does not know this, or cannot find the file on its disk; asking again for a missing file may"
            " remove it from the server's index."
        )
    return _ADVICE.get(status)


_ADVICE = {
    401: "The server wants a login, or does not accept this access token.",
    403: "The token in the URL is not accepted: it is wrong, has expired, or is a preview token where a download token"
    " is needed (or the other way round); after a restart the server forgets its tokens until the next login.",
    429: "This address made too many logins, or too many requests with bad tokens: the server allows one more login a"
    " minute, and one more bad token every 10 seconds. Wait before trying again.",
}
