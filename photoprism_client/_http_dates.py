"""Read the dates of HTTP headers."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_http_date(value: str | None) -> datetime | None:
    """Read the date in a header such as ``Date`` or ``Last-Modified``.

    :param value: the header's value, or None if it is missing.
    :return: an aware datetime, or None if the value is missing or not a date.

    Source: RFC 9110, section 5.6.7
    """
    try:
        moment = parsedate_to_datetime(value or "")
    except (TypeError, ValueError, OverflowError):
        return None
    # All dates of HTTP are in UTC; the obsolete form without a zone doesn't say so.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
