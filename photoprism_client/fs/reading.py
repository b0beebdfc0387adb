"""`Contents`: the bytes of files, whole, in part, and of many files at once; what cannot be trusted is never returned.

An original is known by its SHA-1. What is read whole must have it; a part must come from a file of the length and the
time of change that the index has. If the time differs, or is not known, the whole file is hashed once, and not kept.

A file that does not come as it was listed is looked up once more: where it was replaced, the new one is read.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from http import HTTPStatus
from itertools import chain, groupby
from typing import Any, NamedTuple, TypeVar

from photoprism_client._call.bulk_iterator import BulkIterator, BulkOptions
from photoprism_client._call.missing_originals import OriginalsMissingError
from photoprism_client._call.request import CallInput, CallOptions
from photoprism_client._call.retry import CallTries, more_tries
from photoprism_client._content.checks import NO_PICTURE
from photoprism_client._http_dates import read_http_date
from photoprism_client._transport.response import RESTResponse, cut_body
from photoprism_client.api._generated.images import GET_DOWNLOAD
from photoprism_client.api.images_api import ImagesApi
from photoprism_client.api.pictures_in_bulk import many_contents
from photoprism_client.api.source_making import ask_facts_of_file, facts_of_file, has_original
from photoprism_client.exceptions import (
    ApiException,
    ChangedOnServerError,
    IntegrityError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
)
from photoprism_client.fs.clients import Clients
from photoprism_client.fs.failures import Named, os_error
from photoprism_client.fs.missing import MissingFiles
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.media import MediaBytes
from photoprism_client.transfer import FileFacts
from photoprism_client.transfer.receiving import content_range

#: Bytes of an original from which on it is not asked for together with others.
LARGE = 8 * 1024 * 1024
_PART = 256 * 1024  # bytes to receive at once
_MOST_VERIFIED = 1000  # files that are remembered
# What a server answers that has another file under the path by now.
_OUTDATED = (NotFoundException, PlaceholderException, ChangedOnServerError)
T = TypeVar("T")
E = TypeVar("E", bound=ApiException)

_CHANGED = "the file changed on the server since it was indexed"
_INDEX_AGAIN = "Let the server index it again, and list the folder anew."


class Span(NamedTuple):
    """A part of a file."""

    data: bytes
    #: ``Last-Modified`` of the file that it is a part of; empty where the server does not tell.
    last_modified: str


class Contents:
    """Reads files of one server; the calls may come from any thread.

    :param clients: the client of each process.
    :param look_up: looks up a path past what was listed: see :meth:`Tree.newer`.
    """

    def __init__(self, clients: Clients, look_up: Callable[[str, Entry], Entry | None]) -> None:
        self._clients, self._look_up = clients, look_up
        # That a thumbnail came, which a server may keep, says nothing about originals: so each kind has its own.
        self._missing = {
            is_thumb: MissingFiles(lambda sha1: has_original(clients.current, sha1)) for is_thumb in (False, True)
        }
        #: By SHA-1: the time of change of a file that was hashed, and has it.
        self._verified: dict[str, str] = {}

    def trust(self) -> None:
        """Ask for files again after several were missing in a row."""
        for missing in self._missing.values():
            missing.forget()

    def missing(self, entry: Entry) -> MissingFiles:
        """Return what limits requests for files that may be missing.

        :param entry: a file that is to be asked for.
        """
        return self._missing[entry.thumb is not None]

    def modified(self, entry: Entry) -> int | None:
        """Return when an original was last changed on the server's disk, as the index has it.

        :param entry: the file.
        :return: Unix seconds; None where the index has no time.
        :raises ApiException: the server does not answer.

        Source: GET /api/v1/files/{hash}
        """
        return _seconds(ask_facts_of_file(self._clients.current, entry.sha1 or ""))

    def _indexed(self, entry: Entry) -> int | None:
        """Return the same; None also where the server does not tell."""
        return _seconds(facts_of_file(self._clients.current, entry.sha1 or ""))

    def whole(self, path: str, entry: Entry) -> bytes:
        """Read a file.

        :param path: names it in errors.
        :param entry: the file.
        :return: its bytes: those of a whole picture, or those with the SHA-1 of the original.
        :raises OSError: it cannot be read.
        """
        return self.newest(path, entry, self._whole)

    def newest(self, path: str, entry: Entry, read: Callable[[Entry], T]) -> T:
        """Read something of a file; if it was replaced since it was listed, of the new one.

        :param path: names it in errors.
        :param entry: the file.
        :param read: reads it.
        :return: what that returns.
        :raises OSError: it cannot be read.
        """
        try:
            with Named(path):
                return read(entry)
        except OSError as error:
            newer = self.newer(path, entry, error.__cause__)
            if newer is None:
                raise
        with Named(path):
            return read(newer)

    def newer(self, path: str, entry: Entry, error: BaseException | None) -> Entry | None:
        """Look up a file that did not come as it was listed.

        :param path: its path.
        :param entry: as it was listed.
        :param error: why it did not come.
        :return: the file that replaced it; None if none did, or that is not known.
        """
        if not isinstance(error, _OUTDATED) or isinstance(error, OriginalsMissingError):
            return None
        try:
            # A search costs a large library much more, and nothing was replaced while the index has the content.
            if has_original(self._clients.current, entry.sha1 or "") is not False:
                return None
            return self._look_up(path, entry)
        except (OpenApiException, OSError):
            return None

    def span(self, path: str, entry: Entry, start: int, end: int, last_modified: str | None = None) -> Span:
        """Read a part of an original.

        :param path: names it in errors.
        :param entry: the file.
        :param start: first byte.
        :param end: the byte after the last one; at most the size of the file.
        :param last_modified: of the file that other parts came from; None for the first part.
        :return: exactly those bytes.
        :raises OSError: they cannot be read, or belong to another version of the file.
        """
        with Named(path):
            return self._span(entry, start, end, last_modified)

    def many(
        self, files: Iterable[tuple[str, Entry | OSError]], connections: int
    ) -> Generator[tuple[str, bytes | OSError], None, None]:
        """Read many files, in the order given; nothing is asked for before the first is wanted.

        Thumbnails and small originals are asked for together, a bounded number ahead; large ones one by one.

        :param files: pairs of path and file, or why there is none; taken as they are needed.
        :param connections: requests at once.
        :return: an iterator over path and bytes, or the error instead; close it, unless it is read to its end.
        """
        for is_small, group in groupby(files, lambda pair: _is_small(pair[1])):
            if is_small:
                yield from self._small(group, connections)
            else:
                for path, entry in group:
                    yield path, self._tried(path, entry)

    def _small(self, files: Iterator[tuple[str, Any]], connections: int) -> Iterator[tuple[str, bytes | OSError]]:
        for path, entry in files:
            if not self.missing(entry).is_wary:
                yield from self._together(chain([(path, entry)], files), connections)
                return
            yield path, self._tried(path, entry)

    def _together(self, files: Iterator[tuple[str, Any]], connections: int) -> Iterator[tuple[str, bytes | OSError]]:
        client, taken = self._clients.current, deque[tuple[str, Entry]]()

        def wanted() -> Iterator[tuple[str, str | None]]:
            for pair in files:
                taken.append(pair)
                yield pair[1].sha1 or "", pair[1].thumb

        asked, options = many_contents(client, wanted()), BulkOptions(connections, ordered=True, errors="return")
        results: BulkIterator[MediaBytes | OpenApiException] = BulkIterator(
            client, client._caller, asked, options, client.clock
        )
        with results:
            for result in results:
                path, entry = taken.popleft()
                yield path, self._judged(path, entry, result)

    def _judged(self, path: str, entry: Entry, result: MediaBytes | OpenApiException) -> bytes | OSError:
        if not isinstance(result, OpenApiException) and result.is_placeholder:
            result = _no_picture(entry)
        error = result if isinstance(result, OpenApiException) else None
        self.missing(entry).note(error, entry.sha1 or "")
        if isinstance(result, OpenApiException):
            newer = self.newer(path, entry, result)
            return os_error(result, path) if newer is None else self._tried(path, newer)
        if entry.thumb is not None or _sha1(result) == entry.sha1:
            return bytes(result)
        return self._tried(path, entry)  # says what is wrong with it, or gets it right

    def _tried(self, path: str, entry: Entry | OSError) -> bytes | OSError:
        if isinstance(entry, OSError):
            return entry
        try:
            return self.whole(path, entry)
        except OSError as error:
            return error

    def _whole(self, entry: Entry) -> bytes:
        return self._original(entry) if entry.thumb is None else self._thumb(entry)

    def _thumb(self, entry: Entry) -> bytes:
        with self.missing(entry).asking(entry.sha1 or ""):
            body = ImagesApi(self._clients.current).get_thumb(entry.sha1 or "", size=entry.thumb or "")
            if body.is_placeholder:
                raise _no_picture(entry)
        return bytes(body)

    def _original(self, entry: Entry) -> bytes:
        """Read a whole original, once more if it came damaged."""
        received = self._download(entry)
        if _sha1(received) != entry.sha1:
            if self._is_changed(entry, received):
                raise _changed(entry, _wrong(entry, received))
            received = self._download(entry)
        if _sha1(received) == entry.sha1:
            return bytes(received)
        if received.is_placeholder:
            raise _no_picture(entry)
        if len(received) != entry.size:
            raise _changed(entry, _wrong(entry, received))
        raise _failure(IntegrityError, entry, f"{_wrong(entry, received)}; a second download was no better")

    def _is_changed(self, entry: Entry, body: MediaBytes) -> bool:
        """Tell whether the index describes another file than the one that came."""
        if entry.size is not None and len(body) > entry.size:
            return True
        indexed, modified = self._indexed(entry), body.last_modified
        return indexed is not None and modified is not None and int(modified.timestamp()) != indexed

    def _download(self, entry: Entry) -> MediaBytes:
        with self.missing(entry).asking(entry.sha1 or ""):
            return ImagesApi(self._clients.current).get_download(entry.sha1 or "")

    def _span(self, entry: Entry, start: int, end: int, last_modified: str | None) -> Span:
        client, received = self._clients.current, bytearray()
        tries = CallTries(more_tries(client.configuration.retries))
        while len(received) < end - start:
            try:
                with self._open_at(entry, start + len(received), end) as response:
                    last_modified = self._version(entry, response, start + len(received), end, last_modified)
                    _receive(response, received, start, end)
            except ApiException as error:
                wait_s = tries.wait_after(error, client.clock, is_repeatable=True)
                if wait_s is None:
                    raise
                client.clock.sleep(wait_s)
        return Span(bytes(received), last_modified or "")

    def _open_at(self, entry: Entry, start: int, end: int) -> RESTResponse:
        options = CallOptions(headers={"Range": f"bytes={start}-{end - 1}"})
        asked = CallInput(GET_DOWNLOAD.endpoint, {"hash": entry.sha1 or "", "token": None}, options)
        try:
            with self.missing(entry).asking(entry.sha1 or ""):
                return self._clients.current._caller.open(asked, retries=0)
        except ApiException as error:
            if error.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise _changed(entry, f"it has {entry.size} bytes in the index, and none from {start} on") from error
            raise

    def _version(self, entry: Entry, response: RESTResponse, start: int, end: int, known: str | None) -> str:
        """Check that an answer is the part that was asked for, of the right file; return its time of change."""
        _check_range(entry, response, start, end)
        found = response.headers.get("Last-Modified", "")
        if known is not None and found != known:
            raise _changed(
                entry, f"it was last changed at {known or 'an unknown time'} when it was opened, now {found}"
            )
        if known is None and self._verified.get(entry.sha1 or "") != found:
            self._verify(entry, found)
        return found

    def _verify(self, entry: Entry, last_modified: str) -> None:
        """Make sure that the server has the file that it indexed, and remember that."""
        if not self._is_time_of(entry, last_modified):
            self._hash(entry, last_modified)
        if len(self._verified) >= _MOST_VERIFIED:
            self._verified.clear()  # in one step: other threads read in it
        self._verified[entry.sha1 or ""] = last_modified

    def _is_time_of(self, entry: Entry, last_modified: str) -> bool:
        indexed, found = self._indexed(entry), read_http_date(last_modified) if last_modified else None
        return indexed is not None and found is not None and int(found.timestamp()) == indexed

    def _hash(self, entry: Entry, last_modified: str) -> None:
        """Hash a file whose time of change is not that in the index: it may have been copied, or changed."""
        asked = CallInput(GET_DOWNLOAD.endpoint, {"hash": entry.sha1 or "", "token": None})
        digest = hashlib.sha1(usedforsecurity=False)
        with self._clients.current._caller.open(asked, retries=0) as response:
            for part in response.stream(_PART):
                digest.update(part)
            is_same = response.headers.get("Last-Modified", "") == last_modified
        if digest.hexdigest() != entry.sha1 or not is_same:
            raise _changed(entry, f"expected SHA-1 {entry.sha1}, got {digest.hexdigest()}")


def _seconds(facts: FileFacts | None) -> int | None:
    return None if facts is None or facts.modified is None else int(facts.modified)


def _is_small(entry: Entry | OSError) -> bool:
    return isinstance(entry, Entry) and (entry.thumb is not None or (entry.size or 0) < LARGE)


def _sha1(body: bytes | bytearray) -> str:
    return hashlib.sha1(body, usedforsecurity=False).hexdigest()


def _check_range(entry: Entry, response: RESTResponse, start: int, end: int) -> None:
    """Refuse an answer that is neither the part that was asked for nor the whole file."""
    said = response.headers.get("Content-Range", "")
    if response.status == HTTPStatus.OK and not said:
        total, is_exact = response.length, response.length is not None
    else:
        first, last, total = content_range(response) or (-1, -1, entry.size)
        is_exact = (first, last) == (start, end - 1) and response.length in {None, end - start}
    if total != entry.size and total is not None:
        raise _changed(entry, f"it has {entry.size} bytes in the index, and {total} on its disk")
    if not is_exact:
        came = "bytes without a length" if response.length is None else f"{response.length} bytes"
        got = f"got status {response.status}, Content-Range {said or 'missing'!r} and {came}"
        raise _failure(IntegrityError, entry, f"asked for the bytes {start} to {end - 1} of {entry.size}, {got}")


def _receive(response: RESTResponse, received: bytearray, start: int, end: int) -> None:
    """Receive a part; of a whole file, which comes where ranges are ignored, skip what is before it."""
    skipped = start + len(received) if response.status == HTTPStatus.OK else 0
    while skipped and (part := response.read1(min(_PART, skipped))):
        skipped -= len(part)
    while len(received) < end - start and (part := response.read1(min(_PART, end - start - len(received)))):
        received += part
    if len(received) < end - start:
        raise cut_body(end - start, len(received), "GET", response.url)


def _no_picture(entry: Entry) -> PlaceholderException:
    return _failure(PlaceholderException, entry, "placeholder", NO_PICTURE)


def _wrong(entry: Entry, body: MediaBytes) -> str:
    return f"expected SHA-1 {entry.sha1} ({entry.size} bytes), got {_sha1(body)} ({len(body)} bytes)"


def _changed(entry: Entry, fault: str) -> ChangedOnServerError:
    return _failure(ChangedOnServerError, entry, f"{_CHANGED}: {fault}", _INDEX_AGAIN)


def _failure(kind: type[E], entry: Entry, reason: str, message: str | None = None) -> E:
    url = f"/api/v1/{'t' if entry.thumb else 'dl'}/{entry.sha1}"
    return kind(HTTPStatus.OK, reason, message=message, method="GET", url=url)
