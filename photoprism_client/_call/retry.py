"""When to send a failed call again, and after how long: pure rules; the clock and the chance are passed in."""

from typing import Protocol

from photoprism_client._clock import Clock
from photoprism_client._http_dates import read_http_date
from photoprism_client.exceptions import ApiException, TransportError, header_of

#: Statuses after which a GET may succeed when it is sent again.
RETRIED_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
#: How often a call is sent again by default; transfers count their own.
DEFAULT_RETRIES = 2
#: The longest wait after the first failure of a call, in seconds.
FIRST_WAIT_S = 0.5

_FIRST_TRANSFER_WAIT_S = 1.0
_LONGEST_WAIT_S = 30.0
_LONGEST_RETRY_AFTER_S = 120.0


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
    method: str, error: ApiException, attempt: int, clock: Clock, first_wait_s: float = FIRST_WAIT_S
) -> float | None:
    """Decide whether to send a failed call again, and when.

    :param method: HTTP method; only GET is ever repeated.
    :param error: the error of the last try.
    :param attempt: how many tries failed so far, 1 or more.
    :param clock: for dates in ``Retry-After`` and for the jitter.
    :param first_wait_s: the longest wait after the first failure, in seconds; it doubles up to 30.
    :return: seconds to wait, or None if another try is pointless or the server wants more than 120 seconds.
    """
    if method != "GET" or not _is_passing(error):
        return None
    asked = retry_after(header_of(error, "Retry-After"), clock)
    if asked is not None:
        return asked if asked <= _LONGEST_RETRY_AFTER_S else None
    # Full jitter: clients do not all return to a restarted server at once.
    return min(_LONGEST_WAIT_S, first_wait_s * 2.0 ** min(attempt - 1, 16)) * clock.chance()


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
        return wait_before_retry("GET", error, max(self._idle, 1), clock, _FIRST_TRANSFER_WAIT_S)


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


def _is_passing(error: ApiException) -> bool:
    if isinstance(error, TransportError):
        return error.is_passing
    return error.status in RETRIED_STATUSES
