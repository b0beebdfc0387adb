"""Errors as commands say them: in one line, without a secret."""

from photoprism_client.exceptions import ApiException
from photoprism_client.redaction import redact_text


def in_one_line(error: BaseException | None) -> str:
    """Say what went wrong.

    :param error: what was raised.
    :return: one line: what failed, what to do, where.
    """
    text = str(error)
    if isinstance(error, ApiException):
        status = f"{error.status} " if error.status else ""
        where = f"({error.method} {error.url})" if error.url else ""
        text = f"{status}{error.reason}. {error.message or ''} {where}"
    return " ".join(redact_text(text).split())
