"""Photos between two days as the photographer saw them.

The server compares days with times in UTC, and takes ``before=DAY`` as midnight there. So it is asked one day wider,
and each photo is judged by its own local time.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from photoprism_client.exceptions import ApiValueError
from photoprism_client.wording import Advice

_DAY = timedelta(days=1)


class Taken(Protocol):
    """What has a local time."""

    @property
    def taken_at_local(self) -> datetime | None:
        """When it was taken, in local time."""


T = TypeVar("T", bound=Taken)


def wider(since: date | None, until: date | None) -> dict[str, str]:
    """Return the filters that ask for all photos of these days, and some of their neighbours.

    :param since: the first day, or None.
    :param until: the last day, included, or None.
    :return: ``after`` and ``before`` for a search.
    :raises ApiValueError: the last day is before the first.
    """
    if since and until and until < since:
        raise ApiValueError(
            Advice("{until} ({last}) must not be before {since} ({first})", last=str(until), first=str(since))
        )
    filters = {}
    if since and since > date.min:
        filters["after"] = (since - _DAY).isoformat()
    if until and until < date.max - 2 * _DAY:
        filters["before"] = (until + 2 * _DAY).isoformat()
    return filters


def on_days(photos: Iterable[T], since: date | None, until: date | None) -> Iterator[T]:
    """Leave out what was not taken on these days.

    :param photos: photos; one without a local time is left out when a day is given.
    :param since: the first day, or None.
    :param until: the last day, included, or None.
    :return: an iterator over the rest, in the same order.
    """
    for photo in photos:
        moment = photo.taken_at_local
        day = None if moment is None else moment.date()
        if day is None:
            if since is None and until is None:
                yield photo
        elif (since is None or day >= since) and (until is None or day <= until):
            yield photo
