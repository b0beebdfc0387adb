"""Masking of secrets in text, URLs, headers and log records: the lowest room, which imports nothing of ours.

Two kinds of knowledge are used together: the places where a PhotoPrism URL, header or JSON text carries a secret
(preview tokens stand in *paths*, download tokens in *queries*), and the literal secrets that a caller knows.
"""

import logging
import re
from collections.abc import Iterable, Mapping

MASK = "***"

#: Headers whose value is a secret, in lower case.
SECRET_HEADERS = frozenset(
    {
        "authorization",
        "cookie",
        "proxy-authorization",
        "set-cookie",
        "x-auth-token",
        "x-download-token",
        "x-preview-token",
        "x-session-id",
    }
)

# Words of a field's name that say that its value is secret, such as AccPass, databaseDsn, api_key.
_WORD = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+"
_SECRET_WORDS = ("code", "dsn", "key", "pass", "passcode", "passphrase", "password", "passwd", "secret", "token")

# A literal this short would mask ordinary words; the places below still cover it.
_SHORTEST_LITERAL = 4
_LAST_WORD = re.compile(r"(?:^|[\s=])([^\s;,=]{8,}=*)(?=[;,]|$)")
# The word that public servers use where private ones have a token; showing it tells a user which mode was met.
_PUBLIC = "public"

_SEGMENT = r"[^/?#\s\"'<>\\]+"
# Texts, compiled by `re` when the first secret is looked for: that takes longer than importing this package may.
_PATH_PLACE = (
    # …/folders/t/{uid}/{token}, …/albums/{uid}/t/{token}, …/labels/{uid}/t/{token}, …/t/{thumb}/{token}
    rf"(/(?:folders/t/{_SEGMENT}|(?:albums|labels|subjects)/{_SEGMENT}/t|t/{_SEGMENT}|videos/{_SEGMENT})/)({_SEGMENT})"
    rf"|(/(?:sessions?|s)/)({_SEGMENT})"
)
_QUERY_PLACE = (
    r"(?i)([?&;](?:t|token|access_token|auth_token|session_id|password|code|client_secret|api_key)=)([^&;#\s\"'<>]+)"
)
# Up to the last @: a password may hold one, and an apostrophe.
_USER_INFO = r"(?i)(\b[a-z][a-z0-9+.-]*://)([^/?#\s\"<>]+)@"
# Not in quotes, these headers hold blanks, commas and semicolons, so all of the line is theirs.
_HEADER_LINE = (
    r"""(?i)(\b(?:set-cookie|cookie|proxy-authorization|authorization)[ \t]*:[ \t]*)(?!b?["'])([^\s][^\r\n]*)"""
)
_FIELD = (
    r"""(?i)((?:["']?)\b(?:x-auth-token|x-session-id|x-preview-token|x-download-token|authorization"""
    r"""|proxy-authorization|set-cookie|cookie|(?:access_?|preview_?|download_?|refresh_?|auth_?)?token|session_?id"""
    # A quote that is never closed is a text that was cut; a backslash before one is JSON within JSON.
    r"""|password|passcode|client_?secret|secret|api_?key)\\*["']?\s*[:=]\s*\\*(?:b(?=["']))?)"""
    r"""("(?:[^"\\]|\\.)*(?:"|\\?\Z)|'(?:[^'\\]|\\.)*(?:'|\\?\Z)|(?:(?:bearer|basic)\s+)?[^\s"',;&}\])]+)"""
)


def redact_text(text: str, secrets: Iterable[str] = ()) -> str:
    """Mask every secret in *text* that stands at a known place or is one of *secrets*.

    :param text: any text: a message, a body, a URL, the ``repr`` of headers.
    :param secrets: literal secrets to mask wherever they stand; those under four characters and the word ``public``
        are passed over.
    :return: the text with each secret replaced by ``***``.
    """
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_LITERAL and secret != _PUBLIC:
            text = text.replace(secret, MASK)
    text = re.sub(_USER_INFO, rf"\1{MASK}@", text)
    text = re.sub(_PATH_PLACE, _mask_segment, text)
    for place in (_QUERY_PLACE, _HEADER_LINE, _FIELD):
        text = re.sub(place, _mask_value, text)
    return text


def is_secret_name(name: object) -> bool:
    """Tell by the name of a field whether its value is a secret.

    :param name: of the field, in words joined by capitals, ``_`` or ``-``.
    :return: whether one of the words says so.
    """
    return any(word.lower().endswith(_SECRET_WORDS) for word in re.findall(_WORD, str(name)))


def redact_headers(headers: Mapping[str, str], secrets: Iterable[str] = ()) -> dict[str, str]:
    """Return a copy of *headers* in which secret ones are masked and the others are treated as text.

    :param headers: names to values; names are compared without regard to case.
    :param secrets: as for :func:`redact_text`.
    :return: a plain ``dict`` in the order of *headers*.
    """
    secrets = tuple(secrets)
    return {
        name: MASK if name.lower() in SECRET_HEADERS and value != _PUBLIC else redact_text(str(value), secrets)
        for name, value in headers.items()
    }


def secrets_in(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the secrets that the headers of a request hold.

    :param headers: names to values.
    :return: the values of secret headers, and what ends them: a cookie's value, a token without its scheme.
    """
    values = [value for name, value in headers.items() if name.lower() in SECRET_HEADERS]
    return (*values, *(word for value in values for word in _LAST_WORD.findall(value)))


class RedactingFilter(logging.Filter):
    """A logging filter that masks secrets in the message of every record and lets all of them pass.

    A record is changed in place, so handlers further up see the masked text, too. A traceback that was already
    formatted into the record is masked as well.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask *record*.

        :param record: the record about to be handled.
        :return: always true.
        """
        record.msg = redact_text(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact_text(record.exc_text)
        return True


def redact_logger(name: str) -> None:
    """Attach one :class:`RedactingFilter` to the logger called *name*; a second call changes nothing.

    :param name: the name of a logger; filters do not reach its children, so each that logs needs its own.
    """
    logger = logging.getLogger(name)
    if not any(isinstance(existing, RedactingFilter) for existing in logger.filters):
        logger.addFilter(RedactingFilter())


def _mask_segment(match: re.Match[str]) -> str:
    before, value = (match[1], match[2]) if match[1] else (match[3], match[4])
    return before + (value if value == _PUBLIC else MASK)


def _mask_value(match: re.Match[str]) -> str:
    value = match[2]
    if value.strip("\"'") in {_PUBLIC, MASK}:
        return match[0]
    quote = value[0] if value[0] in "\"'" else ""
    return f"{match[1]}{quote}{MASK}{quote}"
