"""What an answer about a session says: who asks, until when, and why a login was refused."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from photoprism_client._clock import Clock
from photoprism_client._http_dates import read_http_date
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiException

# A token is renewed this long before it expires, so that it does not expire on the way.
_RENEWED_BEFORE_S = 60.0
_PASSCODE_REQUIRED = 32
_SIGNED = re.compile(r"(\d{9,11})\.[^.]+\.\S+")


class Reply(NamedTuple):
    """A good answer to a request of the session: its headers and its JSON object."""

    headers: Mapping[str, str]
    json: Mapping[str, Any]


class SessionStatus(NamedTuple):
    """What is known of a session, without any secret.

    ``credential`` is one of ``none``, ``tokens``, ``access token``, ``client`` and ``password``; times are aware and
    None where nothing expires, or nothing is known.
    """

    host: str
    credential: str
    user: str | None
    is_public: bool
    server_version: str | None
    session_expires_at: datetime | None
    download_token_expires_at: datetime | None


def renewed_after(lifetime_s: float) -> float:
    """Return when to renew: a minute before the end, or at half of the time where that is later.

    :param lifetime_s: seconds that are left.
    :return: seconds from now.
    """
    return max(lifetime_s - _RENEWED_BEFORE_S, lifetime_s / 2)


def time_of(headers: Mapping[str, str], clock: Clock) -> float:
    """Return the server's time, so that a wrong clock here does not matter; ours where it tells none.

    :param headers: of its answer.
    :param clock: ours.
    :return: seconds since 1970.
    """
    moment = read_http_date(headers.get("Date"))
    return clock.now() if moment is None else moment.timestamp()


def signed_until(token: str | None) -> datetime | None:
    """Read the expiry that is written in a signed token.

    :param token: a download token.
    :return: when it expires, or None for another kind of token.
    """
    signed = _SIGNED.fullmatch(token or "")
    return datetime.fromtimestamp(int(signed[1]), UTC) if signed else None


def expires_at(reply: Reply, clock: Clock) -> datetime | None:
    """Read when a session ends.

    :param reply: the answer about it.
    :param clock: for an answer without a date.
    :return: the end, or None where it has none or tells none.
    """
    lifetime_s = reply.json.get("expires_in")
    if not isinstance(lifetime_s, (int, float)) or lifetime_s <= 0:
        return None
    try:
        return datetime.fromtimestamp(int(time_of(reply.headers, clock) + lifetime_s), UTC)
    except (OverflowError, ValueError, OSError):
        return None


def object_in(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a part of an answer that should be an object.

    :param found: the answer.
    :param name: of the part.
    :return: it, or an empty one where it is missing or something else.
    """
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def text_in(found: Mapping[str, Any], name: str) -> str | None:
    """Return a part of an answer that should be text.

    :param found: the answer.
    :param name: of the part.
    :return: it, or None where it is missing, empty or something else.
    """
    value = found.get(name)
    return value if isinstance(value, str) and value else None


def needs_code(error: ApiException) -> bool:
    """Tell whether a login was refused because it lacks a one-time code.

    :param error: what it ended with.
    :return: whether a code is wanted.
    """
    return isinstance(error.data, dict) and error.data.get("code") == _PASSCODE_REQUIRED


def refusal_text(error: ApiException, credential: str) -> Advice:
    """Say what was refused and what to do about it.

    :param error: what the server answered.
    :param credential: as ``Session.credential`` has it.
    :return: a message.
    """
    if needs_code(error):
        return Advice("{This user has a second factor: pass one_time_code, or use an app password as access_token.}")
    if credential == "access token":
        return Advice(
            "The server does not accept {this access_token}: it is wrong or has ended, or this address sent too many"
            " bad ones; then the server refuses good ones, too, for some seconds. It is asked again after 10 seconds."
        )
    if credential == "client":
        return Advice("{client_id or client_secret} is wrong; they are not tried again until one of them is changed.")
    if isinstance(error.data, dict) and error.data.get("error") == "invalid passcode":
        return Advice(
            "{one_time_code is wrong, or was used before: a code is good for one login. Pass a new one, a callable that"
            " is asked for one at each login, or use an app password as access_token.}"
        )
    return Advice("username or password is wrong; they are not tried again until one of them is changed.")
