"""How commands end: with an exit code, and errors in one line, in the words of a command, without a secret."""

from collections.abc import Mapping
from http import HTTPStatus

from photoprism_client._settings.environment import VARIABLES
from photoprism_client._wording import Advice, worded
from photoprism_client.exceptions import ApiException, NotAppliedError
from photoprism_client.redaction import redact_text

EXIT_FAILED = 1
EXIT_PARTLY = 3
EXIT_IN_USE = 4
EXIT_INTERRUPTED = 130


_HOST = "--url (or PHOTOPRISM_URL)"
_APP_PASSWORD = "PHOTOPRISM_APP_PASSWORD"  # noqa: S105  # the name of a variable

# Parameters whose options have the same name.
_OPTIONS = (
    *("altitude", "artist", "caption", "copyright", "exclude", "keywords", "lat", "license", "lng", "max_prune"),
    *("notes", "query", "rate_favorites", "recent", "since", "subject", "time_zone", "until"),
)

#: By the phrase that a reader of Python sees.
WORDS: Mapping[str, str] = {
    **{parameter: variable for variable, parameter in VARIABLES.items()},
    **{name: f"--{name.replace('_', '-')}" for name in _OPTIONS},
    "host": _HOST,
    "pass host=": "pass --url ",
    "username= and password=": "--username and PHOTOPRISM_PASSWORD",
    "username": "--username (or PHOTOPRISM_USERNAME)",
    "this access_token": "this app password or token",
    "client_id or client_secret": "PHOTOPRISM_CLIENT_ID or PHOTOPRISM_CLIENT_SECRET",
    "headers or cert_file": "PHOTOPRISM_HEADERS or --client-cert",
    "ssl_ca_cert": "--ca-file",
    "ssl_ca_cert or ca_cert_data": "--ca-file",
    "cert_file": "--client-cert",
    "key_file": "--client-key",
    "cert_file or key_file": "--client-cert or --client-key",
    "verify_x509_strict=False": "--no-x509-strict",
    "warn_plain_http=False": "PHOTOPRISM_WARN_PLAIN_HTTP=0",
    "proxy": "--proxy (or PHOTOPRISM_PROXY)",
    "no_proxy": "no_proxy",
    "read_timeout_s or _request_timeout": "PHOTOPRISM_READ_TIMEOUT",
    "Configuration.from_environment()": "this command",
    "This user has a second factor: pass one_time_code, or use an app password as access_token.": (
        f"This user has a second factor: log in with `photoprism-images login`, or set {_APP_PASSWORD}."
    ),
    "one_time_code is wrong, or was used before: a code is good for one login. Pass a new one, a callable that is asked"
    " for one at each login, or use an app password as access_token.": (
        "The verification code is wrong, or was used before: a code is good for one login. Log in again with a new one,"
        f" or set {_APP_PASSWORD}."
    ),
    "use export_with_gallery()": "make one with `photoprism-images export DEST --gallery`",
    "Let the server index it again, or pass accept_changed=True to take it as it is.": "Let the server index it again.",
    "allow_missing=True": "--allow-missing",
    "overwrite=True": "--overwrite",
    "path": "--to",
    "dest": "DEST",
    "metadata='xmp'": "--metadata xmp",
    "albums": "--album",
    "labels": "--label",
    "folders": "--folder",
    "people": "--person",
    "q": "the query",
    "title": "the title",
    "taken_at_local": "--taken",
    "s, album or uid": "--album",
}


def in_one_line(error: BaseException | None) -> str:
    """Say what went wrong.

    :param error: what was raised.
    :return: one line: what failed, what to do, where.
    """
    if isinstance(error, NotAppliedError) and error.__cause__ is None:
        text = error.message or ""  # the server answered 200
    elif isinstance(error, ApiException):
        is_refusal = (error.status or 0) >= HTTPStatus.MULTIPLE_CHOICES  # 200 would only say that something came
        status = f"{error.status} " if is_refusal else ""
        where = f"({error.method} {error.url})" if error.url else ""
        text = f"{status}{error.reason}. {worded(error.message or '', WORDS)} {where}"
    elif isinstance(error, OSError) and isinstance(error.strerror, Advice):
        text = f"{error.filename}: {error.strerror.worded(WORDS)}"
    else:
        first = error.args[0] if error is not None and error.args else None
        text = first.worded(WORDS) if isinstance(first, Advice) else str(error)
    return " ".join(redact_text(text).split())
