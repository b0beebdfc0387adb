"""When a failed call may be tried again, and after how long: pure rules, with the clock and the chance passed in."""

from typing import Protocol

from photoprism_client._clock import Clock
from photoprism_client._http_dates import read_http_date
from photoprism_client.exceptions import ApiException, TransportError, header_of

#: Statuses after which a GET may succeed when it is sent again.
RETRIED_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
#: More tries of a call in memory when nothing else is configured.
DEFAULT_RETRIES = 2

_FIRST_WAIT_S = 0.5
_FIRST_TRANSFER_WAIT_S = 1.0
_LONGEST_WAIT_S = 30.0
_LONGEST_RETRY_AFTER_S = 120.0


class HasTotal(Protocol):
    """What counts of a urllib3 ``Retry``."""

    total: bool | int | None


def more_tries(retries: int | HasTotal | None) -> int:
    """Return how many more tries ``Configuration.retries`` allows.

    :param retries: None for our policy, a number, or a urllib3 ``Retry``, of which ``total`` counts.
    :return: 0 or more.
    """
    total = retries if retries is None or isinstance(retries, int) else retries.total
    return DEFAULT_RETRIES if total is None else max(int(total), 0)


def wait_before_retry(
    method: str, error: ApiException, attempt: int, clock: Clock, first_wait_s: float = _FIRST_WAIT_S
) -> float | None:
    """Decide whether a failed call may be sent again, and when.

    :param method: HTTP method; only GET is ever repeated.
    :param error: what the call ended with.
    :param attempt: how many tries failed so far, 1 or more.
    :param clock: for dates in ``Retry-After`` and for the jitter.
    :param first_wait_s: the longest wait after the first failure, in seconds; it doubles up to 30.
    :return: seconds to wait, or None where another try is pointless, or the server wants more than 120 seconds.
    """
    if method != "GET" or not _is_passing(error):
        return None
    asked = retry_after(header_of(error, "Retry-After"), clock)
    if asked is not None:
        return asked if asked <= _LONGEST_RETRY_AFTER_S else None
    # Full jitter: a restarted server is not met by all clients at once.
    return min(_LONGEST_WAIT_S, first_wait_s * 2.0 ** min(attempt - 1, 16)) * clock.chance()


class TransferTries:
    """Counts the attempts at one file: not the attempts as such are limited, but those without progress.

    Progress is more of the file than any attempt before had: a server that cuts each body at the same place makes none.

    :param most_idle: attempts in a row without progress, 1 or more; default 5.
    :param most: attempts at all, 1 or more; default 50.
    """

    def __init__(self, most_idle: int = 5, most: int = 50) -> None:
        self._most_idle, self._most = most_idle, most
        self._idle = self._failed = self._furthest = 0

    def wait_after(self, error: ApiException, reached: int, clock: Clock) -> float | None:
        """Count a failed attempt and decide whether another may follow, and when.

        :param error: what it ended with.
        :param reached: bytes of the file that were there when it ended; 0 where what came does not count.
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

    :param value: seconds, or an HTTP date; anything else is passed over.
    :param clock: the wall clock that a date is held against.
    :return: seconds, 0 or more, or None where the header is missing or junk.
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
