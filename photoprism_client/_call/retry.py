"""When to send a failed call again, and after how long: pure rules; the clock and the chance are passed in."""

from http import HTTPStatus
from typing import Protocol

from photoprism_client._clock import Clock
from photoprism_client._error_facts import header_of
from photoprism_client._http_dates import read_http_date
from photoprism_client.exceptions import ApiException, TransportError

#: Statuses after which a call may succeed when it is sent again.
RETRIED_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
#: How often a call is sent again by default; transfers count their own.
DEFAULT_RETRIES = 2
#: The longest wait after the first failure of a call, in seconds.
FIRST_WAIT_S = 0.5

_FIRST_TRANSFER_WAIT_S = 1.0
_LONGEST_WAIT_S = 30.0
_LONGEST_RETRY_AFTER_S = 120.0
_FIRST_BUSY_WAIT_S, _LONGEST_BUSY_WAIT_S, _LONGEST_BUSY_S = 0.1, 2.0, 60.0


class HasTotal(Protocol):
    """The part of a urllib3 ``Retry`` that counts."""

    total: bool | int | None


def more_tries(retries: int | HasTotal | None) -> int:
    """Return how often ``Configuration.retries`` lets a call be sent again.

    :param retries: None for the default, a number, or a urllib3 ``Retry``, of which ``total`` counts.
    :return: 0 or more.
    """
    total = retries if retries is None or isinstance(retries, int) else retries.total
    return DEFAULT_RETRIES if total is None else max(int(total), 0)


def wait_before_retry(
    error: ApiException,
    attempt: int,
    clock: Clock,
    first_wait_s: float = FIRST_WAIT_S,
    *,
    is_repeatable: bool = True,
) -> float | None:
    """Decide whether to send a failed call again, and when.

    :param error: the error of the last try.
    :param attempt: how many tries failed so far, 1 or more.
    :param clock: for dates in ``Retry-After`` and for the jitter.
    :param first_wait_s: the longest wait after the first failure, in seconds; it doubles up to 30.
    :param is_repeatable: whether the call does the same when it is carried out twice; if not, it is sent again only if
        it certainly was not carried out.
    :return: seconds to wait, or None if another try is pointless or the server wants more than 120 seconds.
    """
    if not _is_passing(error) or not (is_repeatable or _is_undone(error)):
        return None
    asked = retry_after(header_of(error, "Retry-After"), clock)
    if asked is not None:
        return asked if asked <= _LONGEST_RETRY_AFTER_S else None
    # Full jitter: clients do not all return to a restarted server at once.
    return min(_LONGEST_WAIT_S, first_wait_s * 2.0 ** min(attempt - 1, 16)) * clock.chance()


class CallTries:
    """Counts the attempts at one call.

    The server refuses a change to people while it makes another one (429, "Busy"). That is waited out, for a minute at
    most, and does not count.

    :param most: attempts after the first, 0 or more.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._failed = self._refused = 0
        self._waited_s = 0.0

    def wait_after(self, error: ApiException, clock: Clock, *, is_repeatable: bool) -> float | None:
        """Count a failed attempt and decide whether to make another, and when.

        :param error: its error.
        :param clock: for dates in ``Retry-After`` and for the jitter.
        :param is_repeatable: as for :func:`wait_before_retry`.
        :return: seconds to wait, or None to give up.
        """
        if self._most and _is_busy(error) and self._waited_s < _LONGEST_BUSY_S:
            self._refused += 1
            # At least half of it, so that there is an end; the other half keeps several clients apart.
            wait_s = min(_LONGEST_BUSY_WAIT_S, _FIRST_BUSY_WAIT_S * 2.0**self._refused) * (1 + clock.chance()) / 2
            self._waited_s += wait_s
            return wait_s
        self._failed += 1
        if self._failed > self._most:
            return None
        return wait_before_retry(error, self._failed, clock, is_repeatable=is_repeatable)


class TransferTries:
    """Counts the attempts at one file, and limits those without progress.

    An attempt makes progress if it gets more of the file than any before: not with a server that always cuts the body
    at the same place.

    :param most_idle: attempts in a row without progress, 1 or more; default 5.
    :param most: attempts in all, 1 or more; default 50.
    """

    def __init__(self, most_idle: int = 5, most: int = 50) -> None:
        self._most_idle, self._most = most_idle, most
        self._idle = self._failed = self._furthest = 0

    def wait_after(self, error: ApiException, reached: int, clock: Clock) -> float | None:
        """Count a failed attempt and decide whether to make another, and when.

        :param error: its error.
        :param reached: bytes of the file that were on disk when it ended; 0 if they do not count.
        :param clock: for dates in ``Retry-After`` and for the jitter.
        :return: seconds to wait, or None to give up.
        """
        self._failed += 1
        self._idle = 0 if reached > self._furthest else self._idle + 1
        self._furthest = max(self._furthest, reached)
        if self._idle >= self._most_idle or self._failed >= self._most:
            return None
        return wait_before_retry(error, max(self._idle, 1), clock, _FIRST_TRANSFER_WAIT_S)


def retry_after(value: str | None, clock: Clock) -> float | None:
    """Read a ``Retry-After`` header.

    :param value: seconds, or an HTTP date; anything else is ignored.
    :param clock: the wall clock to compare a date with.
    :return: seconds, 0 or more, or None if the header is missing or unreadable.
    """
    if value is None:
        return None
    digits = value.strip()
    if digits.isdecimal() and digits.isascii():
        return float(digits)
    moment = read_http_date(value)
    return None if moment is None else max(moment.timestamp() - clock.now(), 0.0)


def _is_undone(error: ApiException) -> bool:
    """Tell whether the server certainly did not carry out the call."""
    return error.is_unsent if isinstance(error, TransportError) else error.status == HTTPStatus.TOO_MANY_REQUESTS


def _is_busy(error: ApiException) -> bool:
    """Tell whether the server makes another change that excludes this one (internal/api: AbortBusy)."""
    return error.status == HTTPStatus.TOO_MANY_REQUESTS and "busy, please try again later" in (error.body or "").lower()


def _is_passing(error: ApiException) -> bool:
    if isinstance(error, TransportError):
        return error.is_passing
    return error.status in RETRIED_STATUSES
