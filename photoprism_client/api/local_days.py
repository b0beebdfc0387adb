"""Photos between two days as the photographer saw them.

The server compares days with times in UTC, and takes ``before=DAY`` as midnight there. So it is asked one day wider,
and each photo is judged by its own local time.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from photoprism_client._wording import Advice
from photoprism_client.api.known_dates import Dated, known_date
from photoprism_client.exceptions import ApiValueError

_DAY = timedelta(days=1)

T = TypeVar("T", bound=Dated)


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
    """Leave out what is not known to have been taken on these days.

    :param photos: photos; when a day is given, one without a date is left out, and one of which only the year, or year
        and month, are known is kept where all of that is asked for.
    :param since: the first day, or None.
    :param until: the last day, included, or None.
    :return: an iterator over the rest, in the same order.
    """
    if since is None and until is None:
        yield from photos
        return
    for photo in photos:
        days = known_date(photo).days
        if days and (since is None or days[0] >= since) and (until is None or days[1] <= until):
            yield photo
