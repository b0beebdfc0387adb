"""Reads the body of an answer: checked bytes, a JSON value, or the error that a bad answer becomes."""

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from http.client import responses
from typing import Any, NoReturn, TypeVar

from photoprism_client._call.endpoint import Endpoint
from photoprism_client._call.rows import ReadList, Rows
from photoprism_client._content.checks import GOOD, MOST_PICTURE, NO_PICTURE, Body, Head, check
from photoprism_client._content.signatures import HTML, SVG, media_type_of
from photoprism_client._error_facts import is_elsewhere, mask
from photoprism_client._transport.credentials import token_in_url
from photoprism_client._transport.gateway import WANTS_LOGIN, login_advice, login_in_answer
from photoprism_client._transport.head import media_type_in
from photoprism_client._transport.response import RESTResponse
from photoprism_client._wording import Advice
from photoprism_client.api_response import ApiResponse
from photoprism_client.exceptions import (
    ApiException,
    GatewayLoginError,
    IntegrityError,
    PlaceholderException,
    TransportError,
    exception_class,
)
from photoprism_client.media import MediaBytes, filename_of
from photoprism_client.redaction import redact_data

T = TypeVar("T")
E = TypeVar("E", bound=ApiException)

_MOST_JSON = 64 * 1024 * 1024  # bytes, decoded, for up to so many rows; for more rows, as much more
_MOST_ROWS = 10_000  # recorded photos take 2.2 kB each, so this is three times what they need
_MOST_ERROR_BODY = 65536  # bytes to read of an error's body
_READ_SIZE = 256 * 1024  # of larger ones, making room takes longer than reading
_SHOWN = frozenset({"text/html", "application/json", "text/plain"})


def read_media(endpoint: Endpoint, response: RESTResponse, file_hash: str | None = None) -> MediaBytes:
    """Read the body of a good answer into memory, once, and check that it is what the endpoint delivers.

    :param endpoint: what was asked.
    :param response: the open answer; it is read to its end or closed.
    :param file_hash: SHA-1 of the file asked for, if known: it decides in cases of doubt.
    :return: the bytes.
    :raises IntegrityError: the body is encoded, is not what was asked for, or may be cut.
    :raises TransportError: the body broke off.
    """
    refuse_encoding(response)
    header, head = response.headers.get, head_of(response)
    body = _read(endpoint, response)
    body.content_type = head.media_type
    body._last_modified = header("Last-Modified")
    disposition = header("Content-Disposition")
    body.filename = filename_of(disposition) if disposition else None
    if response.status == HTTPStatus.OK:
        _judge(endpoint, response, body, head, file_hash)
    return body


def head_of(response: RESTResponse) -> Head:
    """Read what the head of an answer says about its body.

    :param response: the open answer.
    :return: media type, whether it is an attachment, and whether the length is announced.
    """
    header = response.headers.get
    is_attachment = header("Content-Disposition", "").lower().startswith("attachment")
    return Head(media_type_in(response.headers) or None, is_attachment, response.is_framed)


def read_json(response: RESTResponse, read: Callable[[bytes], T], rows: int = 0) -> ApiResponse[T]:
    """Read the body of a good answer as JSON.

    :param response: the open answer; it is read to its end or closed.
    :param read: makes a value of the bytes; its ValueError says that they do not hold one.
    :param rows: the most rows that were asked for; what the body may hold grows with them.
    :return: the value and the bytes, with status and headers.
    :raises IntegrityError: the body is not JSON, not such a value, has more rows than were asked for, or more bytes
        than these need: 64 MiB for 10 000 rows or fewer.
    :raises TransportError: the body broke off.
    """
    rows = max(rows, _MOST_ROWS)
    return _decode(response, _read_text(response, _MOST_JSON * rows // _MOST_ROWS), read, rows)


def read_rows(
    response: RESTResponse,
    read: ReadList[T],
    rows: int,
    check: Callable[[], object],
    mask_error: Callable[[ApiException], object],
) -> ApiResponse[Rows[T]]:
    """Read the body of a good answer, and leave it to the caller to make rows of it.

    :param response: the open answer; it is read to its end or closed.
    :param read: makes rows of the bytes of an array; its ValueError says that they do not hold them.
    :param rows: the most rows that were asked for; what the body may hold grows with them.
    :param check: called before rows are made.
    :param mask_error: masks what is secret in an error.
    :return: the rows, with status and headers. Where one cannot be read, or there are too many, they raise what
        :func:`read_json` would have raised; the rows before it may have been returned by then.
    :raises IntegrityError: the body has more bytes than the rows need.
    :raises TransportError: the body broke off.
    """
    rows = max(rows, _MOST_ROWS)
    blocks = _read_blocks(response, _MOST_JSON * rows // _MOST_ROWS)

    def read_all() -> list[T]:
        try:
            return _decode(response, b"".join(blocks), read, rows).data
        except ApiException as error:
            mask_error(error)
            raise

    return ApiResponse(response.status, response.headers, Rows(blocks, read, rows, read_all, check))


def _decode(response: RESTResponse, body: bytes, read: Callable[[bytes], T], rows: int) -> ApiResponse[T]:
    try:
        value = read(body)
        if not isinstance(value, list) or len(value) <= rows:
            return ApiResponse(response.status, response.headers, value, body)
        fault = f"it has {len(value)} rows, and no more than {rows} were asked for"
    except RecursionError:
        fault = "it is nested too deeply"
    except ValueError as error:
        fault = _fault_of(error)
    # Outside of the except block: pydantic's errors quote the body, which may hold tokens.
    kind = media_type_in(response.headers) or "no type"
    raise _unusable(response, f"expected JSON, got {len(body)} bytes of {kind}: {fault}", body[:200])


def _read_text(response: RESTResponse, most: int) -> bytes:
    text = io.BytesIO()  # returns its bytes without a copy
    for part in _parts(response, most):
        text.write(part)
    return text.getvalue()


def _read_blocks(response: RESTResponse, most: int) -> list[bytes]:
    """Read a body in blocks: one that grows up to 8 MB leaves holes in memory, several at once the more so."""
    blocks, block = [], io.BytesIO()
    for part in _parts(response, most):
        block.write(part)
        if block.tell() >= _READ_SIZE:
            blocks.append(block.getvalue())
            block = io.BytesIO()
    return [*blocks, block.getvalue()]


def _parts(response: RESTResponse, most: int) -> Iterator[bytes]:
    count = 0
    while part := response.read1(_READ_SIZE):
        count += len(part)
        if count > most:
            response.close()
            raise _unusable(response, f"the JSON is over {most} bytes: ask for fewer rows at a time")
        yield part


def read_object(body: bytes) -> dict[str, Any]:
    """Read the bytes of a JSON object, for :func:`read_json`.

    :param body: the bytes.
    :return: the object.
    :raises ValueError: the bytes do not hold an object.
    """
    found = json.loads(body)
    if not isinstance(found, dict):
        raise ValueError("it is not an object")
    return found


def refuse_encoding(response: RESTResponse) -> None:
    """Refuse a compressed answer: the request asked for the bytes as they are.

    :param response: the open answer; closed if it is refused.
    :raises IntegrityError: the answer has a ``Content-Encoding``.
    """
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in {"identity", ""}:
        response.close()
        raise _unusable(response, f"the body is encoded as {encoding}, and it was asked for as it is")


def error_of(response: RESTResponse, base_url: str, secrets: Iterable[str] = ()) -> ApiException:
    """Make the error for a bad answer, with the beginning of its body.

    :param response: the open answer; it is closed.
    :param base_url: the configured host, for the message.
    :param secrets: literal secrets to mask.
    :return: the error.
    """
    secrets, body = tuple(secrets), _read_error_body(response)
    status = response.status
    kind, reason = exception_class(status), response.reason or responses.get(status, "unknown status")
    advice = _advice(response)
    if login := login_in_answer(status, response.headers, body):
        kind, reason, advice = GatewayLoginError, WANTS_LOGIN, login_advice(login)
    error = _failure(kind, response, reason, advice, body, _data_in(body, secrets))
    if status == HTTPStatus.BAD_REQUEST and _SPEAKS_TLS.search(body):
        error.message = _PASS_HTTPS
    elif not login and is_elsewhere(error):
        error.message = Advice(_NO_API, url=base_url)
    mask(error, secrets)
    return error


def placeholder_error(response: RESTResponse) -> PlaceholderException:
    """Make the error for a placeholder that came instead of a picture.

    :param response: the answer.
    :return: the error.
    """
    return _failure(PlaceholderException, response, "placeholder", NO_PICTURE)


def _failure(
    kind: type[E],
    response: RESTResponse,
    reason: str,
    message: str | None,
    body: bytes | None = None,
    data: object = None,
) -> E:
    return kind(
        response.status,
        reason,
        body=None if body is None else body.decode("utf-8", "replace"),
        data=data,
        headers=response.headers,
        message=message,
        method=response.method,
        url=response.url,
    )


def _read(endpoint: Endpoint, response: RESTResponse) -> MediaBytes:
    limit = MOST_PICTURE if endpoint.body is Body.PICTURE else None
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


def _judge(endpoint: Endpoint, response: RESTResponse, body: MediaBytes, head: Head, file_hash: str | None) -> None:
    """Flag a placeholder; refuse a body that is not what was asked for."""
    verdict = check(endpoint.body, body, head)
    if verdict != GOOD and _has_hash(body, file_hash):
        return
    body.is_placeholder = verdict.is_placeholder
    if verdict.fault is not None:
        is_shown = media_type_of(body) in {None, HTML} and (body.content_type or "") in _SHOWN
        raise _unusable(response, verdict.fault, bytes(body[:200]) if is_shown and body else None)


def _has_hash(body: MediaBytes, file_hash: str | None) -> bool:
    return file_hash is not None and hashlib.sha1(body, usedforsecurity=False).hexdigest() == file_hash.lower()


def _unusable(response: RESTResponse, reason: str, snippet: bytes | None = None) -> IntegrityError:
    message = Advice("Check {host}, and whether a proxy or a login page answers in the server's place.")
    return _failure(IntegrityError, response, reason, message, snippet)


def _fault_of(error: ValueError) -> str:
    """Describe an error without quoting the input."""
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
        pass  # the status matters more; keep the part of the body that came
    finally:
        response.close()
    return bytes(body)


def _data_in(body: bytes, secrets: tuple[str, ...]) -> object:
    """Decode the JSON object of an error, then mask it: masked first, it might no longer be JSON."""
    try:
        return redact_data(json.loads(body), secrets) if body.lstrip().startswith(b"{") else None
    except (ValueError, RecursionError):
        return None


def _advice(response: RESTResponse) -> str | None:
    status, kind = response.status, media_type_in(response.headers)
    if status == HTTPStatus.FORBIDDEN and token_in_url(response.url) is None:
        return _NOT_ALLOWED
    if status == HTTPStatus.NOT_FOUND and kind == SVG:
        return _NO_FILE
    return _ADVICE.get(status)


# What Go, nginx and Apache answer to a request without TLS at a port for TLS.
_SPEAKS_TLS = re.compile(rb"HTTP request (?:was sent )?to (?:an )?HTTPS |HTTP to an SSL-enabled ")
_PASS_HTTPS = Advice("This port speaks TLS: begin {host} with https://.")
_NO_API = "This URL is not a PhotoPrism API: check {host}, which is {url} (with a sub-path, if it has one)."
_NO_FILE = (
    "The server does not know this, or cannot find the file on its disk; asking again for a missing file may remove it"
    " from the server's index."
)
_NOT_ALLOWED = (
    "This login may not do that, or the feature is switched off on the server. An app password may do less than its"
    " user: for links, services, options and passwords, log in with the password."
)
_ADVICE = {
    401: Advice(
        "The server wants a login: pass {username= and password=}, or an app password as {access_token}. If you did,"
        " it does not accept {this access_token}."
    ),
    403: "The token in the URL is not accepted: it is wrong, has expired, or is a preview token where a download token"
    " is needed (or the other way round); after a restart the server forgets its tokens until the next login.",
    429: "This address made too many logins, or too many requests with bad tokens: the server allows one more login a"
    " minute, and one more bad token every 10 seconds. Wait before trying again.",
}
