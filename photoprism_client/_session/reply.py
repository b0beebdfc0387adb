"""What an answer about a session says: whose it is, how long it lasts, the tokens in its config, or a refusal."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from photoprism_client._clock import Clock
from photoprism_client._http_dates import read_http_date
from photoprism_client.exceptions import ApiException, GatewayLoginError, UnauthorizedException

# Renew a token this long before it expires: it must not expire on the way.
_RENEWED_BEFORE_S = 60.0
_SIGNED = re.compile(r"(\d{9,11})\.[^.]+\.\S+")


class Reply(NamedTuple):
    """A good answer to a request of the session: its headers and its JSON object."""

    headers: Mapping[str, str]
    json: Mapping[str, Any]

    def __repr__(self) -> str:
        return "<Reply>"  # tokens are in both

    @property
    def config(self) -> Mapping[str, Any]:
        """The server's configuration, which holds the preview and download tokens; empty if the answer lacks it."""
        return object_in(self.json, "config")

    @property
    def lifetime_s(self) -> float:
        """Seconds until the access token expires; infinite if it does not, or the answer doesn't say."""
        lifetime_s = self.json.get("expires_in")
        return lifetime_s if isinstance(lifetime_s, (int, float)) and lifetime_s > 0 else math.inf

    def expires_at(self, clock: Clock) -> datetime | None:
        """Return when the access token expires, by the server's clock.

        :param clock: counts if the answer has no date.
        :return: the moment, or None if there is none, or it is out of range.
        """
        try:
            return datetime.fromtimestamp(int(time_of(self.headers, clock) + self.lifetime_s), UTC)
        except (OverflowError, ValueError, OSError):
            return None


def is_refusal(error: ApiException) -> bool:
    """Tell whether the server itself, rather than something in front of it, refused credentials.

    :param error: the error of a request with them.
    :return: whether it did.
    """
    return isinstance(error, UnauthorizedException) and not isinstance(error, GatewayLoginError)


def renewed_after(lifetime_s: float) -> float:
    """Return when to renew: a minute before the end, or at half the time if that is later.

    :param lifetime_s: seconds that are left.
    :return: seconds from now.
    """
    return max(lifetime_s - _RENEWED_BEFORE_S, lifetime_s / 2)


def time_of(headers: Mapping[str, str], clock: Clock) -> float:
    """Return the server's time: the clock here may be wrong.

    :param headers: of its answer.
    :param clock: counts if the answer has no date.
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


def object_in(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return a part of an answer that should be an object.

    :param found: the answer.
    :param name: of the part.
    :return: the part, or an empty mapping if it is missing or something else.
    """
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def text_in(found: Mapping[str, Any], name: str) -> str | None:
    """Return a part of an answer that should be text.

    :param found: the answer.
    :param name: of the part.
    :return: the text, or None if it is missing, empty or something else.
    """
    value = found.get(name)
    return value if isinstance(value, str) and value else None
