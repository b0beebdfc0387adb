"""What the head of an answer says: about the range that was asked for, about what is missing."""

import re
from functools import lru_cache

from photoprism_client._call.endpoint import Body
from photoprism_client._http_dates import read_http_date
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiException, MissingOriginalError, NotFoundException, header_of
from photoprism_client.transfer.partial import Origin
from photoprism_client.transfer.source import Source

_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,19})-([0-9]{1,19})/([0-9]{1,19})")
_UNSATISFIED = re.compile(r"bytes \*/([0-9]{1,19})")


@lru_cache(maxsize=256)
def moment_of(last_modified: str | None) -> float | None:
    """Read a ``Last-Modified`` header.

    :param last_modified: its value, or None.
    :return: seconds since 1970, or None where it is missing or no date.
    """
    moment = read_http_date(last_modified)
    return None if moment is None else moment.timestamp()


def is_exact_rest(response: RESTResponse, offset: int, origin: Origin) -> bool:
    """Tell whether a 206 is exactly the rest that was asked for, of exactly the file that was begun.

    :param response: the open answer.
    :param offset: first byte that was asked for.
    :param origin: the file that was begun.
    :return: whether it can be appended.
    """
    total = origin.total or 0
    found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    modified = response.headers.get("Last-Modified", origin.last_modified)
    is_exact = found is not None and tuple(map(int, found.groups())) == (offset, total - 1, total)
    return is_exact and modified == origin.last_modified and response.length in {None, total - offset}


def total_behind(error: ApiException) -> int | None:
    """Read how large the file is in whose end a range began.

    :param error: a 416.
    :return: bytes, or None where it does not say.
    """
    found = _UNSATISFIED.fullmatch(header_of(error, "Content-Range") or "")
    return int(found[1]) if found else None


def range_of(response: RESTResponse) -> str:
    """Describe what came in place of a range.

    :param response: the open answer.
    :return: a few words.
    """
    return f"status {response.status} and Content-Range {response.headers.get('Content-Range', 'missing')!r}"


def named(error: ApiException, source: Source) -> ApiException:
    """Give the 404 of a file that is missing on the server's disk a class of its own.

    :param error: what an attempt ended with.
    :param source: what was asked for.
    :return: the error to raise.
    """
    kind = (header_of(error, "Content-Type") or "").lower()
    if type(error) is not NotFoundException or source.body is not Body.FILE or not kind.startswith("image/svg"):
        return error
    missing = MissingOriginalError(error.status, error.reason)
    missing.__dict__.update(error.__dict__)
    missing.message = (
        "The server cannot find this file on its disk. Do not ask again: that may take it out of the server's index."
    )
    return missing
