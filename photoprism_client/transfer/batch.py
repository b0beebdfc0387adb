"""`download_all`: many sources to many files, by a few workers, with care for the server."""

import os
import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._files import disk
from photoprism_client._settings.validation import flag, whole_number
from photoprism_client._transport.gateway import WANTS_LOGIN
from photoprism_client.exceptions import (
    GatewayLoginError,
    IntegrityError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
    TransportError,
    UnauthorizedException,
)
from photoprism_client.transfer.claims import Claims
from photoprism_client.transfer.copying import copy_with
from photoprism_client.transfer.engine import fetch_with
from photoprism_client.transfer.pace import Care, Pause, SharedFlow, StoppedError, Throttle
from photoprism_client.transfer.source import DEFAULT_LIMITS, DownloadResult, Item, Limits, Options, Source
from photoprism_client.transfer.target import target_of
from photoprism_client.transfer.twins import Twins

MAX_WORKERS = 16

_LOCKED_OUT = (GatewayLoginError, UnauthorizedException)  # every other file would fail as well
_PATIENCE_S = 0.5  # how long workers get to stop; those that wait for a server are left to end by themselves


class BatchProgress(Protocol):
    """Is told how far the files of a batch are, in the threads that fetch them; what it raises ends the run."""

    def __call__(self, item: Item, done: int, total: int | None, /) -> object:
        """Take an item, the bytes of it that are here, and bytes in all."""


class Outcome(NamedTuple):
    """What became of an item: a result, or an error."""

    item: Item
    result: DownloadResult | None
    error: OpenApiException | OSError | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What became of all items so far."""

    #: Files that were fetched, or copied from another one of the same content, and verified.
    fetched: int = 0
    #: Files that were there already.
    were_there: int = 0
    #: Items that ended with an error.
    failed: int = 0
    #: Bytes of these files.
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
    items: Iterable[Item | tuple[Source, str | os.PathLike[str]]],
    workers: int = 4,
    *,
    max_bytes_per_s: float | None = None,
    stop_on_failure: bool = False,
    progress: BatchProgress | None = None,
    overwrite: bool = False,
    fsync: bool = True,
    accept_changed: bool = False,
    allow_missing: bool = False,
    clock: Clock = SYSTEM_CLOCK,
    limits: Limits = DEFAULT_LIMITS,
) -> "Batch":
    """Fetch many files; nothing is asked before the batch is iterated over.

    A file that is there and right is skipped without a request: an original by its SHA-1, a thumbnail or cover because
    it is a whole picture. What has the same SHA-1 is fetched once: the other files are copied from the first. A failure
    ends its own item only, but for a disk that is full or broken, for a session that has ended, for a login that
    something in front of the server wants, and for five missing originals in a row: asking for those takes them out of
    the server's index, so the first request of a run goes alone, and after a missing one requests go one at a time
    until one succeeds. Two files of one name in a folder do not replace each other, whatever *overwrite* says: the
    second gets ``name (xxxxxxxx).ext``. Two items that name one file are an error of the second.

    :param items: pairs of source and path; taken one by one, in a worker's thread, as workers get free.
    :param workers: files at a time, 1 to 16; the client keeps as many connections, unless its configuration sets a
        smaller ``connection_pool_maxsize``: then the others are opened anew for each file.
    :param max_bytes_per_s: for all workers together, above 0; None for no limit.
    :param stop_on_failure: end the run with the first failure.
    :param progress: is told, in the workers' threads, how far each file is.
    :param overwrite: see :func:`~photoprism_client.transfer.fetch`, as for the following.
    :param fsync: wait for the disk.
    :param accept_changed: take files that changed on the server.
    :param allow_missing: take zips that lack members.
    :param clock: what to sleep and to measure time with.
    :param limits: bounds of each transfer.
    :return: the batch: iterate over its outcomes, best in a ``with`` block.
    :raises ApiTypeError: *workers* is no whole number.
    :raises ApiValueError: *workers* or *max_bytes_per_s* is out of its range.
    """
    count = whole_number(1, MAX_WORKERS)("workers", workers)
    options = Options(
        overwrite=flag("overwrite", overwrite),
        fsync=flag("fsync", fsync),
        accept_changed=flag("accept_changed", accept_changed),
        allow_missing=flag("allow_missing", allow_missing),
        keep_pictures=True,
        limits=limits,
    )
    throttle = None if max_bytes_per_s is None else Throttle(max_bytes_per_s, clock)
    return Batch(items, int(str(count)), options, clock, throttle, progress, stop_on_failure=stop_on_failure)


class Batch:
    """A run of :func:`download_all`: an iterator over outcomes, in the order in which they come.

    It ends when all items did, when the run stops, or with the ``with`` block, whichever comes first. An interruption
    such as Ctrl-C, or leaving the block, stops the workers within a second; partial files are kept, and the next run
    goes on from them.
    """

    def __init__(
        self,
        items: Iterable[Item | tuple[Source, str | os.PathLike[str]]],
        workers: int,
        options: Options,
        clock: Clock,
        throttle: Throttle | None,
        progress: BatchProgress | None = None,
        *,
        stop_on_failure: bool,
    ) -> None:
        self._items = iter(items)
        self._turn, self._twins, self._claims = threading.Lock(), Twins(), Claims()
        self._options = replace(options, name_in=self._claims.name_in)
        self._clock, self._stop_on_failure = clock, stop_on_failure
        self._stopping = threading.Event()
        self._pause, self._care, self._throttle = Pause(clock), Care(self._stopping), throttle
        self._progress = progress
        self._flows: list[SharedFlow] = []
        self._outcomes: queue.SimpleQueue[Outcome | BaseException | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]
        self._running = 0
        self._started = 0.0
        self._summary, self._counting = Summary(), threading.Lock()
        self._is_unwatched = False

    @property
    def summary(self) -> Summary:
        """What became of the items so far, whether or not their outcomes were taken."""
        return self._summary

    def finish(self) -> Summary:
        """Wait for all items, without looking at each outcome.

        :return: what became of them.
        """
        self._is_unwatched = True
        for _ in self:
            pass
        return self._summary

    def stop(self) -> None:
        """Stop the workers: at once where they receive, after the current call where they wait for a server."""
        self._stopping.set()
        self._care.wake()
        for flow in self._flows:
            flow.interrupt()

    def close(self) -> None:
        """Stop the workers and give them half a second to put their partial files in order."""
        self.stop()
        if self._running:
            deadline = SYSTEM_CLOCK.monotonic() + _PATIENCE_S
            for thread in filter(threading.Thread.is_alive, self._threads):  # Ctrl-C may come before all are started
                thread.join(max(0.0, deadline - SYSTEM_CLOCK.monotonic()))
            self._running = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __iter__(self) -> Iterator[Outcome]:
        return self

    def __next__(self) -> Outcome:
        try:
            return self._next()
        except StopIteration:
            self.close()
            raise
        except BaseException:  # Ctrl-C
            self.close()
            raise

    def _next(self) -> Outcome:
        self._start()
        while self._running:
            try:
                # Workers that stop are not waited for: they may hang on a server for a minute.
                found = self._outcomes.get(timeout=_PATIENCE_S if self._stopping.is_set() else None)
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
            self._started = self._clock.monotonic() or 1e-9
            self._running = len(self._threads)
            for thread in self._threads:
                thread.start()

    # In the workers' threads

    def _work(self) -> None:
        flow = SharedFlow(self._clock, self._stopping, self._pause, self._care, self._throttle)
        self._flows.append(flow)
        try:
            while not self._stopping.is_set() and (item := self._take()) is not None:
                self._fetch(item, flow)
        except StoppedError:
            pass
        except BaseException as error:  # noqa: BLE001  # raised again in the thread that iterates
            self._outcomes.put(error)
        finally:
            self._outcomes.put(None)

    def _take(self) -> Item | None:
        # None ends this worker only: items that wait for a twin are left to the worker that is busy with it.
        while (item := self._twins.back() or self._take_next()) is not None and not self._twins.begin(item):
            pass
        return item

    def _take_next(self) -> Item | None:
        with self._turn:
            if (found := next(self._items, None)) is None:
                return None
            item = Item(*found)
            self._claims.enter(item)
            return item

    def _fetch(self, item: Item, flow: SharedFlow) -> None:
        error: OpenApiException | OSError | None = None
        result = None
        is_missing = False
        try:
            name, options = self._claims.name_of(item), self._options_of(item)
            result = self._copy(item, flow, name) or fetch_with(item.source, item.path, options, flow, name)
        except (OpenApiException, OSError) as failure:
            if isinstance(failure, TransportError) and self._stopping.is_set():
                raise StoppedError from None  # it broke off because the batch interrupted it
            error = failure
            is_missing = isinstance(failure, NotFoundException | PlaceholderException)
            if self._stop_on_failure or disk.is_out(failure) or isinstance(failure, _LOCKED_OUT):
                self._stopping.set()  # before anybody else gets a turn
        finally:
            flow.leave(is_good=result is not None, is_missing=is_missing)
            self._twins.end(item, None if result is None or result.is_changed else result.path)
        outcome = Outcome(item, result, error)
        self._count(outcome)
        if not self._is_unwatched:  # each one wakes the thread that iterates
            self._outcomes.put(outcome)
        if error is not None and (self._stopping.is_set() or self._care.is_exhausted):
            self.stop()

    def _copy(self, item: Item, flow: SharedFlow, name: str | None) -> DownloadResult | None:
        """Copy an item whose content is on disk already; None where it is not, or not any more."""
        twin = self._twins.path_of(item)
        target = None if twin is None else target_of(item.path, name, flow.folders)
        if twin is None or target is None or target.name is None or item.source.sha1 is None:
            return None
        try:
            return copy_with(twin, target, item.source.sha1, self._options_of(item), flow.clock, check=flow.check)
        except (IntegrityError, FileNotFoundError, PermissionError):
            return None

    def _count(self, outcome: Outcome) -> None:
        result = outcome.result
        was_there = result is not None and result.was_there
        with self._counting:
            now = self._summary
            self._summary = Summary(
                fetched=now.fetched + (result is not None and not was_there),
                were_there=now.were_there + was_there,
                failed=now.failed + (result is None),
                size=now.size + (result.size if result is not None and not was_there else 0),
                seconds=self._clock.monotonic() - self._started,
                stopped_by=now.stopped_by or self._reason(outcome),
            )

    def _reason(self, outcome: Outcome) -> str | None:
        if outcome.error is None:
            return None
        if disk.is_out(outcome.error):
            return f"the disk: {outcome.error}"
        if isinstance(outcome.error, GatewayLoginError):
            return WANTS_LOGIN
        if isinstance(outcome.error, UnauthorizedException):
            return "the session has ended: log in again"
        if self._care.is_exhausted:
            return f"{self._care.in_a_row} files in a row are missing: are the server's originals mounted?"
        return "the first failure" if self._stop_on_failure else None

    def _options_of(self, item: Item) -> Options:
        if self._progress is None:
            return self._options
        return replace(self._options, progress=partial(self._progress, item))
