"""`download_all`: many sources to many files, by a few workers that share pauses, bandwidth and a guard."""

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from photoprism_client import exceptions
from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._files import disk
from photoprism_client._transport.bulk import Process
from photoprism_client._transport.gateway import WANTS_LOGIN
from photoprism_client.exceptions import ApiValueError, IntegrityError, OpenApiException
from photoprism_client.transfer.bulk_fetching import BulkFetch, publish_picture
from photoprism_client.transfer.copying import copy_to
from photoprism_client.transfer.fetching import fetch_to
from photoprism_client.transfer.source import (
    DEFAULT_LIMITS,
    DownloadResult,
    FileProgress,
    Item,
    Limits,
    Options,
    Progress,
)
from photoprism_client.transfer.target import Target, target_of
from photoprism_client.transfer.throttling import Shared, StoppedError, Throttle, check_load
from photoprism_client.transfer.works import Items, Work, Works

_PATIENCE_S = 0.5  # how long workers get to stop; those that wait for a server are left to end by themselves


class Outcome(NamedTuple):
    """The end of an item: a result, or an error."""

    item: Item
    result: DownloadResult | None
    error: OpenApiException | OSError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The ends of all items so far, counted."""

    #: Files that were fetched, or copied from another one of the same content, and verified.
    fetched: int = 0
    #: Files that were there already.
    skipped: int = 0
    #: Items that ended with an error.
    failed: int = 0
    #: Bytes of the files that were fetched.
    size: int = 0
    #: How long it took.
    seconds: float = 0.0
    #: Why the run stopped before its end, or None.
    stopped_by: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every item is on disk."""
        return not self.failed and self.stopped_by is None


def download_all(
    items: Items,
    workers: int = 4,
    *,
    max_bytes_per_s: float | None = None,
    stop_on_failure: bool = False,
    progress: Progress | None = None,
    overwrite: bool = False,
    fsync: bool = True,
    accept_changed: bool = False,
    allow_missing: bool = False,
    keep_pictures: bool = True,
    clock: Clock = SYSTEM_CLOCK,
    limits: Limits = DEFAULT_LIMITS,
) -> "Batch":
    """Fetch many files; iterating over the batch begins it.

    A file that is there and right is skipped without a request: an original by its SHA-1, a thumbnail or cover because
    it is a whole picture, unless *keep_pictures* is false. What has the same SHA-1 is fetched once: the other files are
    copied from the first. Two files of one name in a folder do not replace each other, whatever *overwrite* says: the
    second gets ``name (xxxxxxxx).ext``. If two items name one file, the second fails.

    A failure ends only its own item, with four exceptions that end the run: a full or broken disk, a session that has
    ended, a reverse proxy that wants a login, and five missing originals in a row. Asking for a missing original takes
    it out of the server's index, so the first request of a run goes alone, and after a missing one requests go one at a
    time until one succeeds.

    :param items: pairs of source and path; taken one by one, in a worker's thread, as workers get free.
    :param workers: files at a time, 1 to 16; the client keeps as many connections, unless its configuration sets a
        smaller ``connection_pool_maxsize``: then the others are opened anew for each file.
    :param max_bytes_per_s: for all workers together, above 0; None for no limit.
    :param stop_on_failure: end the run with the first failure.
    :param progress: called in the workers' threads with a :class:`FileProgress`, whenever bytes of a file have come.
    :param overwrite: see :func:`~photoprism_client.transfer.fetch`, as for the following.
    :param fsync: wait for the disk.
    :param accept_changed: take files that changed on the server.
    :param allow_missing: take zips that lack members.
    :param keep_pictures: leave a whole JPEG or PNG alone where a thumbnail or cover goes.
    :param clock: what to sleep and to measure time with.
    :param limits: bounds of each transfer.
    :return: the batch: iterate over its outcomes, best in a ``with`` block.
    :raises ApiTypeError: *workers* is not a whole number, *max_bytes_per_s* not a number, another option not a bool, or
        *items* not an iterable; from the batch: an item is not a pair of source and path.
    :raises ApiValueError: *workers* or *max_bytes_per_s* is out of its range.
    """
    check_load(workers, max_bytes_per_s)
    options = Options(
        overwrite=overwrite,
        progress=progress,
        fsync=fsync,
        accept_changed=accept_changed,
        allow_missing=allow_missing,
        keep_pictures=keep_pictures,
        limits=limits,
    )
    return Batch(items, workers, options, Shared(clock, max_bytes_per_s), stop_on_failure=stop_on_failure)


def ends_a_run(error: OpenApiException | OSError) -> str | None:
    """Say why an error would meet every other file as well.

    :param error: of one file.
    :return: the reason in a few words; None if the error is about that file.
    """
    if disk.is_out(error):
        return f"the disk: {error}"
    if isinstance(error, exceptions.GatewayLoginError):
        return WANTS_LOGIN
    if isinstance(error, exceptions.UnauthorizedException):
        return "the session has ended: log in again"
    return None


class Batch:
    """A run of :func:`download_all`: an iterator over outcomes, in the order in which they come.

    It ends when all items did, when the run stops, or with the ``with`` block, whichever comes first. An interruption
    such as Ctrl-C, or leaving the block, stops the workers within a second; partial files are kept, and the next run
    goes on from them. After a fork, a batch that was begun belongs to the parent.
    """

    def __init__(self, items: Items, workers: int, options: Options, shared: Shared, *, stop_on_failure: bool) -> None:
        self._options, self._shared, self._stop_on_failure = options, shared, stop_on_failure
        self._works = Works(items, workers, shared.guard)
        self._throttles = [Throttle(shared.clock, shared) for _ in range(workers)]
        self._threads = [threading.Thread(target=self._work, args=(own,), daemon=True) for own in self._throttles]
        self._running = 0
        self._outcomes: queue.SimpleQueue[Outcome | BaseException | None] = queue.SimpleQueue()
        self._summary, self._counting = Summary(), threading.Lock()
        self._started = 0.0
        self._process: object = None  # that of the workers
        self._is_unwatched = False

    @property
    def summary(self) -> Summary:
        """The ends of the items so far, whether or not their outcomes were taken."""
        return self._summary

    def finish(self) -> Summary:
        """Wait for all items, without looking at each outcome.

        :return: their ends, counted.
        """
        self._is_unwatched = True
        for _ in self:
            pass
        return self._summary

    def stop(self) -> None:
        """Stop the workers: at once where they receive, after the current call where they wait for a server."""
        if self._is_parents:
            return
        self._shared.stopping.set()
        self._shared.guard.wake()
        self._works.stop()
        for throttle in self._throttles:
            throttle.interrupt()

    def close(self) -> None:
        """Stop the workers and give them half a second to put their partial files in order."""
        self.stop()
        if self._running and not self._is_parents:
            deadline = SYSTEM_CLOCK.monotonic() + _PATIENCE_S
            for thread in filter(threading.Thread.is_alive, self._threads):  # Ctrl-C may come before all are started
                thread.join(max(0.0, deadline - SYSTEM_CLOCK.monotonic()))
            self._running = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Outcome]:
        return self

    def __next__(self) -> Outcome:
        if self._is_parents:
            raise ApiValueError("this batch belongs to the parent process: make a new one in this process")
        try:
            return self._next()
        except BaseException:  # the end, an error of the caller's items or progress, or Ctrl-C
            self.close()
            raise

    def _next(self) -> Outcome:
        self._start()
        while self._running:
            try:
                # Don't wait for workers that stop: they may hang on a server for a minute.
                found = self._outcomes.get(timeout=_PATIENCE_S if self._shared.stopping.is_set() else None)
            except queue.Empty:
                break
            if isinstance(found, Outcome):
                return found
            if found is not None:
                raise found
            self._running -= 1
        raise StopIteration

    def _start(self) -> None:
        if not self._started:
            self._started = self._shared.clock.monotonic() or 1e-9
            self._process = Process.now
            self._running = len(self._threads)
            for thread in self._threads:
                thread.start()

    @property
    def _is_parents(self) -> bool:
        return self._process not in {None, Process.now}

    # In the workers' threads

    def _work(self, throttle: Throttle) -> None:
        try:
            while not self._shared.stopping.is_set() and (work := self._works.next()) is not None:
                try:
                    self._do(work, throttle)
                finally:
                    self._works.end(work)
        except StoppedError:
            pass
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that iterates
            self._outcomes.put(error)
        finally:
            self._outcomes.put(None)

    def _do(self, work: Work, throttle: Throttle) -> None:
        if work.is_first_of_many:
            loop = BulkFetch(self._works, self._options, self._shared, throttle, self._publish, self._finish)
            loop.run(work.item)
        elif work.content is not None:
            self._publish(work)
        else:
            self._fetch(work, throttle)

    def _publish(self, work: Work) -> None:
        """Publish a picture that has come."""
        if work.target is None or work.content is None:
            return
        try:
            result = publish_picture(work.target, work.item, work.content, self._options)
        except (OpenApiException, OSError) as failure:
            self._finish(work.item, None, failure)
        else:
            self._finish(work.item, result, None)

    def _fetch(self, work: Work, throttle: Throttle) -> None:
        """Bring an item to its end by itself."""
        item, result, error = work.item, None, None
        is_empty = self._is_empty(item)  # before it is asked for, which may take its picture out of the index
        try:
            result = self._copy_or_fetch(work, throttle)
        except (OpenApiException, OSError) as failure:
            if isinstance(failure, exceptions.TransportError) and self._shared.stopping.is_set():
                raise StoppedError from None  # it broke off because the batch interrupted it
            error = failure
            if self._fatal(failure) is not None:
                self._shared.stopping.set()  # before any other worker gets a turn
        finally:
            is_missing = isinstance(error, exceptions.NotFoundException | exceptions.PlaceholderException)
            throttle.leave(is_good=result is not None, is_missing=is_missing and not is_empty)
            self._works.duplicates.end(item, None if result is None or result.is_changed else result.path)
        self._finish(item, result, error)

    def _is_empty(self, item: Item) -> bool:
        """Tell whether the server has nothing to show for an item; it is asked only while pictures may be missing."""
        return not self._shared.guard.is_trusted and item.source.is_empty is not None and item.source.is_empty()

    def _finish(self, item: Item, result: DownloadResult | None, error: OpenApiException | OSError | None) -> None:
        """Count the end of an item, and pass its outcome on."""
        reason = None if error is None else self._fatal(error) or self._shared.guard.exhausted
        if reason is not None:
            self._shared.stopping.set()
        self._count(result, reason)
        if not self._is_unwatched:  # each one wakes the thread that iterates
            self._outcomes.put(Outcome(item, result, error))
        if reason is not None:
            self.stop()

    def _fatal(self, error: OpenApiException | OSError) -> str | None:
        """Say why an error ends the run, or None if it ends only its own item."""
        return ends_a_run(error) or ("the first failure" if self._stop_on_failure else None)

    def _copy_or_fetch(self, work: Work, throttle: Throttle) -> DownloadResult:
        item, names = work.item, self._works.names
        target = work.target or target_of(item.path, names.name_of(item))
        return self._copy(item, target, throttle) or fetch_to(target, item, self._options, throttle, names)

    def _copy(self, item: Item, target: Target, throttle: Throttle) -> DownloadResult | None:
        """Copy an item whose content is on disk already; None if it is not, or no longer."""
        path, sha1 = self._works.duplicates.path_of(item), item.source.sha1
        if path is None or target.name is None or sha1 is None:
            return None
        try:
            result = copy_to(target, path, sha1, self._options, throttle)
        except (IntegrityError, FileNotFoundError, PermissionError):
            return None
        if self._options.progress is not None:
            self._options.progress(FileProgress(item, result.size, result.size))
        return result

    def _count(self, result: DownloadResult | None, reason: str | None) -> None:
        is_new = result is not None and not result.was_present
        with self._counting:
            now = self._summary
            self._summary = Summary(
                fetched=now.fetched + is_new,
                skipped=now.skipped + (result is not None and not is_new),
                failed=now.failed + (result is None),
                size=now.size + (result.size if result is not None and is_new else 0),
                seconds=self._shared.clock.monotonic() - self._started,
                stopped_by=now.stopped_by or reason,
            )
