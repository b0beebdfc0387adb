"""Answers to range requests: whether they continue a file that was begun, or begin it again."""

import re

from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiException, header_of
from photoprism_client.transfer.partial import RemoteVersion

_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,19})-([0-9]{1,19})/([0-9]{1,19})")
_UNSATISFIED = re.compile(r"bytes \*/([0-9]{1,19})")


def range_fault(response: RESTResponse, offset: int, version: RemoteVersion) -> str | None:
    """Say why an answer can be neither the rest that was asked for nor the whole file.

    :param response: the open answer.
    :param offset: first byte that was asked for.
    :param version: the file that was begun.
    :return: what is wrong, or None.
    """
    got = f"got status {response.status} and Content-Range {response.headers.get('Content-Range', 'missing')!r}"
    if response.status == 206:
        is_rest = _is_exact_rest(response, offset, version)
        return None if is_rest else f"asked for the bytes from {offset} of {version.total}, {got}"
    # A whole body has no Content-Range (RFC 9110, 14.4): this may be one or not.
    return f"asked for a file, {got}" if "Content-Range" in response.headers else None


def size_in(error: ApiException) -> int | None:
    """Return the size of the file that a 416 tells.

    :param error: the 416: the range began at the end of the file, or after it.
    :return: bytes, or None where it does not say.
    """
    found = _UNSATISFIED.fullmatch(header_of(error, "Content-Range") or "")
    return int(found[1]) if found else None


def _is_exact_rest(response: RESTResponse, offset: int, version: RemoteVersion) -> bool:
    total = version.total or 0
    found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    modified = response.headers.get("Last-Modified", version.last_modified)
    is_exact = found is not None and tuple(map(int, found.groups())) == (offset, total - 1, total)
    return is_exact and modified == version.last_modified and response.length in {None, total - offset}
