"""Mask secrets in text, URLs, headers and log records.

Secrets are found in two ways: by their places in a PhotoPrism URL, header or JSON text (preview tokens are in *paths*,
download tokens in *queries*), and as literals that the caller knows.
"""

import logging
import re
from collections.abc import Iterable, Mapping

MASK = "***"

#: Headers whose value is a secret, in lower case.
SECRET_HEADERS = frozenset(
    {
        "authorization",
        "cf-access-client-secret",
        "cf-access-jwt-assertion",
        "cf-access-token",
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
_SECRET_WORDS = (
    *("authorisation", "authorization", "code", "cookie", "credential", "credentials", "dsn", "key", "pass"),
    *("passphrase", "passwd", "password", "secret", "token", "tokens"),
)
_SESSION_ID = "sessionid"

# Shorter literals would mask ordinary words. At the places below they are masked all the same.
_SHORTEST_LITERAL = 4
_LAST_WORD = re.compile(r"(?:^|[\s=])([^\s;,=]{8,}=*)(?=[;,]|$)")
# What public servers have instead of a token. Shown, since it tells the user which mode the server is in.
_PUBLIC = "public"

_SEGMENT = r"[^/?#\s\"'<>\\]+"
# Strings, which `re` compiles on first use: compiling them would make the import of this package too slow.
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
# Values of these headers hold blanks, commas and semicolons, so without quotes they extend to the end of the line.
_HEADER_LINE = (
    r"""(?i)(\b(?:set-cookie|cookie|proxy-authorization|authorization)[ \t]*:[ \t]*)(?!b?["'])([^\s][^\r\n]*)"""
)
_FIELD_NAME = (
    rf"(?:{'|'.join(sorted(SECRET_HEADERS))}|(?:access_?|preview_?|download_?|refresh_?|auth_?)?token|session_?id"
    r"|password|passcode|client_?secret|secret|api_?key)"
)
_FIELD = (
    # A quote without its end means that the text was cut; one after a backslash, that JSON is within JSON.
    rf"""(?i)((?:["']?)\b{_FIELD_NAME}\\*["']?\s*[:=]\s*\\*(?:b(?=["']))?)"""
    r"""("(?:[^"\\]|\\.)*(?:"|\\?\Z)|'(?:[^'\\]|\\.)*(?:'|\\?\Z)|(?:(?:bearer|basic)\s+)?[^\s"',;&}\])]+)"""
)


def redact_text(text: str, secrets: Iterable[str] = ()) -> str:
    """Mask every secret in *text* that is at a known place or one of *secrets*.

    :param text: any text: a message, a body, a URL, the ``repr`` of headers.
    :param secrets: literal secrets to mask anywhere; those under four characters and the word ``public`` are ignored.
    :return: the text with ``***`` for each secret.
    """
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_LITERAL and secret != _PUBLIC:
            text = text.replace(secret, MASK)
    text = re.sub(_USER_INFO, rf"\1{MASK}@", text)
    text = re.sub(_PATH_PLACE, _mask_segment, text)
    for place in (_QUERY_PLACE, _HEADER_LINE, _FIELD):
        text = re.sub(place, _mask_value, text)
    return text


def redact_user_info(address: str) -> str:
    """Mask user name and password in an address, whatever characters they hold; in a text, nobody knows where they end.

    :param address: one URL, or one without a scheme.
    :return: the address with ``***`` for what is before its last ``@``.
    """
    before, at, place = address.rpartition("@")
    scheme, separator, _ = before.partition("://")
    return f"{scheme if separator else ''}{separator}{MASK}@{place}" if at else address


def redact_data(value: object, secrets: Iterable[str] = ()) -> object:
    """Mask secrets in decoded JSON; numbers, names and structure stay the same.

    :param value: dicts, lists, texts and other values.
    :param secrets: as for :func:`redact_text`.
    :return: a copy.
    """
    secrets = tuple(secrets)
    if isinstance(value, str):
        return redact_text(value, secrets)
    if isinstance(value, list):
        return [redact_data(item, secrets) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: MASK if _is_secret(name, item) else redact_data(item, secrets) for name, item in value.items()}


def _is_secret(name: object, value: object) -> bool:
    if value is None or isinstance(value, bool) or value in ("", _PUBLIC):
        return False
    return re.fullmatch(rf"(?i){_FIELD_NAME}", str(name)) is not None


def is_secret_name(name: object) -> bool:
    """Tell by the name of a field whether its value is a secret.

    :param name: of the field, in words joined by capitals, ``_`` or ``-``.
    :return: whether one of the words says so.
    """
    words = [word.lower() for word in re.findall(_WORD, str(name))]
    return any(word.endswith(_SECRET_WORDS) for word in words) or _SESSION_ID in "".join(words)


def redact_headers(headers: Mapping[str, str], secrets: Iterable[str] = ()) -> dict[str, str]:
    """Return a copy of *headers* with secret headers masked, and the values of others masked as text.

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
    """Return the secrets in the headers of a request.

    :param headers: names to values.
    :return: as for :func:`values_and_last_words`.
    """
    return values_and_last_words(value for name, value in headers.items() if name.lower() in SECRET_HEADERS)


def values_and_last_words(values: Iterable[str]) -> tuple[str, ...]:
    """Return values of secret headers, and their last words: the value of a cookie, a token without its scheme.

    :param values: the values.
    :return: the values and their last words.
    """
    values = tuple(values)
    return (*values, *(word for value in values for word in _LAST_WORD.findall(value)))


class RedactingFilter(logging.Filter):
    """A logging filter that masks secrets in messages and tracebacks, and drops no record.

    It changes records in place, so that the handlers of parent loggers get the masked text, too.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask a record.

        :param record: the record.
        :return: true.
        """
        record.msg = redact_text(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact_text(record.exc_text)
        return True


def redact_logger(name: str) -> None:
    """Attach one :class:`RedactingFilter` to a logger; a second call changes nothing.

    :param name: name of the logger; a filter does not apply to child loggers, so each needs its own.
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
