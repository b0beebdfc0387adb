"""What callers read from errors, and what they mask in them."""

from collections.abc import Iterable

from photoprism_client._error_texts import masked
from photoprism_client.exceptions import ApiException
from photoprism_client.redaction import redact_headers


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
