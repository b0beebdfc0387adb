"""What callers read from errors, and what they mask in them."""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus

from photoprism_client._error_texts import masked
from photoprism_client.exceptions import ApiException
from photoprism_client.redaction import redact_headers

# A path of one part below the API: a listing, or the session.
_LISTING = re.compile(r"/api/v1/[a-z]+(?:\?|$)")


def header_of(error: ApiException, name: str) -> str | None:
    """Return a header of the answer behind an error.

    :param error: the error.
    :param name: name of the header, in any case.
    :return: its value, masked unless decisions depend on it; None without such a header, or without an answer.
    """
    wanted = name.lower()
    if wanted in error._decisive:
        return error._decisive[wanted]
    return next((value for name, value in (error.headers or {}).items() if name.lower() == wanted), None)


def media_type_of_error(error: ApiException) -> str:
    """Return the media type of the answer behind an error.

    :param error: the error.
    :return: the type in lower case, without parameters; empty if the header is missing.
    """
    return (header_of(error, "Content-Type") or "").partition(";")[0].strip().lower()


def is_elsewhere(error: ApiException) -> bool:
    """Tell whether an error shows that its URL does not belong to a PhotoPrism API, not that something is missing.

    For a path that it does not serve, a server sends a page or, since JSON was asked for, a word in its language and no
    code. That may mean a missing thing, too, but not where things are listed, or at a login: these are always there.

    :param error: the error.
    :return: whether it does.
    """
    if media_type_of_error(error) == "text/html":
        return error.status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    is_bare = isinstance(error.data, Mapping) and set(error.data) == {"error"}
    return error.status == HTTPStatus.NOT_FOUND and is_bare and _LISTING.search(error.url or "") is not None


def mask(error: ApiException, secrets: Iterable[str]) -> None:
    """Mask literal secrets in an error.

    The error itself masks what is at a known place; but a server may repeat a token anywhere.

    :param error: changed in place, except ``data``.
    :param secrets: as for :func:`~photoprism_client.redaction.redact_text`.
    """
    secrets = tuple(secrets)
    for name in ("reason", "body", "message", "url"):
        shown = getattr(error, name)
        setattr(error, name, None if shown is None else masked(shown, secrets))
    error.headers = None if error.headers is None else redact_headers(error.headers, secrets)
    error.args = (error.status, error.reason)
