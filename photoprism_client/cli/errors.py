"""Errors as commands say them: in one line, in the words of a command, without a secret."""

from photoprism_client._wording import Advice, worded
from photoprism_client.cli.words import WORDS
from photoprism_client.exceptions import ApiException
from photoprism_client.redaction import redact_text


def in_one_line(error: BaseException | None) -> str:
    """Say what went wrong.

    :param error: what was raised.
    :return: one line: what failed, what to do, where.
    """
    if isinstance(error, ApiException):
        status = f"{error.status} " if error.status else ""
        where = f"({error.method} {error.url})" if error.url else ""
        text = f"{status}{error.reason}. {worded(error.message or '', WORDS)} {where}"
    elif isinstance(error, OSError) and isinstance(error.strerror, Advice):
        text = f"{error.filename}: {error.strerror.worded(WORDS)}"
    else:
        first = error.args[0] if error is not None and error.args else None
        text = first.worded(WORDS) if isinstance(first, Advice) else str(error)
    return " ".join(redact_text(text).split())
