"""What is wanted and not in its place: found in the folder itself, or else fetched, once for each content."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

from photoprism_client._clock import Clock
from photoprism_client._files import disk
from photoprism_client._transport.gateway import WANTS_LOGIN
from photoprism_client.api.sources import ImageSources
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import (
    ApiException,
    ChangedOnServerError,
    ForbiddenException,
    GatewayLoginError,
    IntegrityError,
    MissingOriginalError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
    TargetExistsError,
    TransportError,
    UnauthorizedException,
)
from photoprism_client.export.destination import BlockedError, Destination
from photoprism_client.export.options import ExportOptions
from photoprism_client.export.place import Placer
from photoprism_client.export.plan import GET, REPLACE, UNNAMEABLE
from photoprism_client.export.report import COPIED, FAILED, NEW, Ledger
from photoprism_client.export.state import Known, Listed, State
from photoprism_client.transfer import FileProgress, Item, Limits, Outcome, Source, copy, download_all

_AT_ONCE = 200  # rows that are read from the state
_SAVED_EVERY = 100  # files; what a crash forgets is in SHA1SUMS

# From the particular to the general: the first that fits.
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (MissingOriginalError, "missing on the server's disk"),
    (NotFoundException, "unknown to the server"),
    (PlaceholderException, "the server has no picture of it in this size"),
    (ChangedOnServerError, "changed on the server since it was indexed"),
    (IntegrityError, "what came was not what was asked for"),
    (GatewayLoginError, WANTS_LOGIN),
    (ForbiddenException, "not allowed"),
    (TransportError, "the connection failed"),
    (TargetExistsError, "another file got this name meanwhile"),
    (BlockedError, "a file or a link is in the way of its folder"),
)
_DISK_REASONS = {
    errno.EFBIG: "too large for this disk",
    errno.ENAMETOOLONG: "its name is too long for this disk",
    errno.EILSEQ: UNNAMEABLE,
}


def reason_of(error: Exception) -> str:
    """Say in a few words why a file failed, the same words for the same cause.

    :param error: what was raised.
    :return: the words.
    """
    for kind, words in _REASONS:
        if isinstance(error, kind):
            return words
    if isinstance(error, ApiException):
        return f"the server answered {error.status}"
    if isinstance(error, OSError):
        return _DISK_REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
    return type(error).__name__


class Fetcher:
    """Brings to its place what is not there.

    :param api_client: whom to ask through.
    :param size: of thumbnails; None for files.
    :param state: what is to be done.
    :param destination: the folder.
    :param placer: changes it.
    :param ledger: is told of each file.
    :param options: how.
    :param may_move: whether files of ours that are not wanted where they are may be moved.
    """

    def __init__(
        self,
        api_client: ApiClient,
        size: str | None,
        state: State,
        destination: Destination,
        placer: Placer,
        ledger: Ledger,
        options: ExportOptions,
        *,
        may_move: bool,
    ) -> None:
        self._sources, self._size = ImageSources(api_client), size
        self._state, self._destination, self._placer, self._ledger = state, destination, placer, ledger
        self._options, self._may_move = options, may_move
        self._unsaved = 0
        #: Where files that are under way will be, by what they are made of.
        self._paths: dict[str, str] = {}

    def relocate(self) -> None:
        """Move and copy what is in the folder already.

        :raises OSError: the disk is full or failed.
        """
        moved = True
        while moved:  # what moves away makes room for others
            moved = False
            for row in self._state.in_reach(GET):
                moved |= self._try(row, self._move)
        for row in self._state.in_reach(GET, REPLACE):
            self._try(row, self._copy)

    def fetch(self, clock: Clock, limits: Limits) -> str | None:
        """Fetch the rest.

        :param clock: what to sleep with.
        :param limits: bounds of each transfer.
        :return: why it ended early, or None.
        :raises OSError: there is no space.
        """
        files, size = self._state.prepare_fetch()
        if not files:
            return None
        self._ledger.begin("fetching", files, size)
        disk.require_space(str(self._destination.root), size)
        batch = download_all(
            self._items(),
            self._options.workers,
            max_bytes_per_s=self._options.max_bytes_per_s,
            progress=self._received,
            overwrite=True,  # what an earlier run left there
            fsync=self._options.fsync,
            clock=clock,
            limits=limits,
        )
        with batch:
            for outcome in batch:
                self._take(outcome)
                if isinstance(outcome.error, GatewayLoginError):
                    return WANTS_LOGIN
                if isinstance(outcome.error, UnauthorizedException):
                    return "the session has ended: log in again"
        return batch.summary.stopped_by

    def movable(self, row: Listed) -> Known | None:
        """Find a file of ours that is not wanted where it is.

        :param row: what is wanted.
        :return: the file, unchanged, or None.
        :raises OSError: the disk failed.
        """
        return next(
            (
                known
                for known in self._state.holders(row.origin)
                if self._is_movable(known, row) and self._destination.is_intact(known)
            ),
            None,
        )

    def _items(self) -> Iterator[Item]:
        """In the workers' threads."""
        last = 0
        while rows := self._state.next_to_fetch(last, _AT_ONCE):
            for row in rows:
                self._paths[row.origin] = row.path
                yield Item(self._source(row), self._destination.incoming / row.origin)
            last = rows[-1].id

    def _source(self, row: Listed) -> Source:
        if self._size is not None:
            return self._sources.thumb(row.sha1, self._size)
        return self._sources.original(row.sha1, size=row.size or None, name=row.origin)

    def _received(self, now: FileProgress) -> None:
        self._ledger.receiving(self._paths[Path(now.item.path).name], now.done)

    def _take(self, outcome: Outcome) -> None:
        origin, result = Path(outcome.item.path).name, outcome.result
        rows = self._state.waiting_for(origin)
        if result is None:
            for row in rows:
                reason = reason_of(outcome.error or OSError())
                self._ledger.note(FAILED, row.path, size=row.size, sha1=row.sha1, reason=reason)
        else:
            self._ledger.size += 0 if result.was_present else result.size
            is_placed = False
            for row in rows:
                if not is_placed:
                    is_placed = self._try(row, lambda row: self._place(result.path, row, result.sha1))
                else:
                    self._try(row, self._copy)
        self._ledger.step(self._paths.pop(origin), result.size if result else 0)
        self._save()

    def _place(self, part: Path, row: Listed, sha1: str) -> bool:
        self._placer.place(part, row, sha1, action=NEW)
        return True

    def _move(self, row: Listed) -> bool:
        """Move a file of ours that is not wanted where it is; false where there is none."""
        known = self.movable(row)
        if known is None:
            return False
        try:
            self._placer.move(known, row)
        except BlockedError:  # by what may move in its turn; else it is told when it comes to copying
            return False
        return True

    def _is_movable(self, known: Known, row: Listed) -> bool:
        if not known.is_ours or self._state.wants(known.path, known.origin):
            return False
        return self._may_move or self._destination.is_one_file(known.path, row.path)

    def _copy(self, row: Listed) -> bool:
        found = self._placer.content(row.origin)
        if found is None:
            return False
        path, sha1 = found
        part = self._destination.incoming / f"copy-{row.id}"
        copy(path, part, sha1, overwrite=True, fsync=self._options.fsync)
        self._placer.place(part, row, sha1, action=COPIED)
        return True

    def _try(self, row: Listed, work: Callable[[Listed], bool]) -> bool:
        """Do something for one file; a failure is its own, unless every other would fail as well."""
        try:
            is_done = work(row)
        except (OpenApiException, OSError) as error:
            if disk.is_out(error):
                raise
            self._state.decide(row, "")
            self._ledger.note(FAILED, row.path, size=row.size, sha1=row.sha1, reason=reason_of(error))
            return False
        if is_done:
            self._save()
        return is_done

    def _save(self) -> None:
        self._unsaved += 1
        if self._unsaved >= _SAVED_EVERY:
            self._unsaved = 0
            self._state.commit()
