"""`Pauses`: when many requests go on after failures. It waits for nothing itself."""

import heapq
from http import HTTPStatus

from photoprism_client._call.bulk_items import BulkItem
from photoprism_client._call.retry import FIRST_WAIT_S, HasTotal, more_tries, retry_after, wait_before_retry
from photoprism_client._clock import Clock
from photoprism_client._error_facts import header_of
from photoprism_client.exceptions import ApiException

#: How long a server that has answered before may be away, in seconds.
LONGEST_OUTAGE_S = 15.0

_FIRST_OUTAGE_WAIT_S = 1.0
# A reverse proxy answers these while its server is unavailable, for example during a restart.
_AWAY = frozenset({HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT})


class Pauses:
    """Items that wait for another try, and the pauses of all.

    :param retries: as in the configuration.
    :param clock: for time and chance.
    """

    def __init__(self, retries: int | HasTotal | None, clock: Clock) -> None:
        self._tries, self._clock = more_tries(retries), clock
        self._later: list[tuple[float, int, BulkItem]] = []
        self._serial = 0
        #: Nothing may be sent until then; 0 if it may.
        self.until = 0.0
        self._ahead_s = 0.0
        self._outage, self._outage_began = 0, 0.0
        self._has_answered = False
        # The first item for which a proxy reported the server as unavailable, and whether another one followed.
        self._away_item: BulkItem | None = None
        self._is_away = False
        #: Whether the last that is known of the server is an answer.
        self.is_answered = False

    def note_answer(self) -> None:
        """Note that the server is there."""
        self._has_answered = self.is_answered = True
        self._outage = 0
        self._away_item, self._is_away = None, False

    def note_error(self, item: BulkItem, error: ApiException, *, is_silent: bool) -> None:
        """Note what an error says of the server.

        :param item: what was asked for.
        :param error: what came of it.
        :param is_silent: whether the connection was closed without an answer, as proxies do that only pass bytes on.
        """
        if is_silent or says_away(error):
            self.is_answered = False
            self._is_away = self._is_away or self._away_item not in {None, item}
            self._away_item = self._away_item or item
        elif error.status:
            self.note_answer()

    def is_outage(self, item: BulkItem) -> bool:
        """Tell whether an item has no tries left because the server, which has answered before, is unavailable.

        :param item: what failed.
        :return: whether that concerns all; one that fails alone does not.
        """
        return self._is_away and self._has_answered and 0 < self._tries < item.failed

    def note_sleep(self, wait_s: float, began: float) -> None:
        """Note a sleep, which counts even if the clock does not move by it, as in tests.

        :param wait_s: how long it was to be, in seconds.
        :param began: what the monotonic clock said before it.
        """
        self._ahead_s += max(began + wait_s - self._clock.monotonic(), 0.0)

    def until_due(self) -> float | None:
        """Return the seconds until something may go on; None if nothing waits."""
        if not self.until and not self._later:
            return None
        return max((self.until or self._later[0][0]) - self._now(), 0.0)

    def due(self) -> list[BulkItem]:
        """End pauses whose time has come.

        :return: the items that are to be asked for again.
        """
        found: list[BulkItem] = []
        if self.until or self._later:
            now = self._now()
            if self.until <= now:
                self.until = 0.0
            while self._later and self._later[0][0] <= now:
                found.append(heapq.heappop(self._later)[2])
        return found

    def try_later(self, item: BulkItem, error: ApiException) -> bool:
        """Count a failure of an item, and let it wait; let all wait if the server wants fewer requests, or said when.

        :param item: what was asked for.
        :param error: what came of it.
        :return: whether there is another try.
        """
        item.failed += 1
        if item.failed > self._tries:
            return False
        wait_s = wait_before_retry(error, item.failed, self._clock)
        if wait_s is None:
            return False
        due = self._now() + wait_s
        is_for_all = error.status == HTTPStatus.TOO_MANY_REQUESTS
        if is_for_all or retry_after(header_of(error, "Retry-After"), self._clock) is not None:
            self.until = max(self.until, due)
        self._serial += 1
        heapq.heappush(self._later, (due, self._serial, item))
        return True

    def wait_for_server(self, error: ApiException) -> bool:
        """Count a failure that concerns all, and pause all.

        Before the first answer there are as many tries as for one call; later, more until an outage has lasted for
        :data:`LONGEST_OUTAGE_S`.

        :param error: of a connection, or of a request for tokens.
        :return: whether there is another try.
        """
        now = self._now()
        if now < self.until:
            return True  # those that fail together count once
        self._outage += 1
        self.is_answered = False
        if self._outage == 1:
            self._outage_began = now
        if self._has_answered and self._tries:
            is_last, first_wait_s = now - self._outage_began >= LONGEST_OUTAGE_S, _FIRST_OUTAGE_WAIT_S
        else:
            is_last, first_wait_s = self._outage > self._tries, FIRST_WAIT_S
        wait_s = wait_before_retry(error, self._outage, self._clock, first_wait_s)
        if is_last or wait_s is None:
            return False
        self.until = now + wait_s
        return True

    def clear(self) -> list[BulkItem]:
        """Let nothing wait any more.

        :return: the items that did.
        """
        found = [entry[2] for entry in self._later]
        self._later.clear()
        self.until = 0.0
        return found

    def _now(self) -> float:
        return self._clock.monotonic() + self._ahead_s


def says_away(error: ApiException) -> bool:
    """Tell whether a reverse proxy reports that its server is unavailable.

    :param error: of a request.
    :return: whether it does.
    """
    return error.status in _AWAY
