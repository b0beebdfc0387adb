"""Brings wanted files to their paths: moved or copied within the folder, or else fetched, once for each content."""

import errno
from collections.abc import Callable, Iterator
from functools import partial

from photoprism_client import exceptions
from photoprism_client._call.missing_originals import OriginalsMissingError
from photoprism_client._files import disk
from photoprism_client._transport.gateway import WANTS_LOGIN
from photoprism_client.api.sources import ImageSources
from photoprism_client.exceptions import ApiException, OpenApiException
from photoprism_client.export.destination import BlockedError
from photoprism_client.export.plan import UNNAMEABLE
from photoprism_client.export.publishing import find_content, move, publish
from photoprism_client.export.run import Run
from photoprism_client.export.state import Action, KnownFile, WantedFile
from photoprism_client.transfer import DownloadResult, FileProgress, Item, Outcome, Source, copy, download_all

_ROWS_AT_ONCE = 200
_COMMIT_EVERY = 100  # files; SHA1SUMS has what a crash loses

# From the particular to the general: the first that fits.
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.MissingOriginalError, "missing on the server's disk"),
    (exceptions.NotFoundException, "unknown to the server"),
    (OriginalsMissingError, "originals are missing on the server's disk: are they mounted?"),
    (exceptions.PlaceholderException, "the server has no picture of it in this size"),
    (exceptions.ChangedOnServerError, "changed on the server since it was indexed"),
    (exceptions.IntegrityError, "what came was not what was asked for"),
    (exceptions.GatewayLoginError, WANTS_LOGIN),
    (exceptions.ForbiddenException, "not allowed"),
    (exceptions.TransportError, "the connection failed"),
    (exceptions.TargetExistsError, "another file got this name meanwhile"),
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
    """Brings wanted files to their paths.

    :param run: the run, whose plan is made.
    :param may_move: whether files of ours may be moved that are not wanted where they are.
    """

    def __init__(self, run: Run, *, may_move: bool) -> None:
        self._run, self._may_move = run, may_move
        self._sources = ImageSources(run.api_client)
        self._uncommitted = 0
        #: Wanted files that are being fetched, by the paths of their downloads.
        self._downloads: dict[object, WantedFile] = {}

    def relocate(self) -> None:
        """Move and copy what is in the folder already.

        :raises OSError: the disk is full or failed.
        """
        wanted = self._run.state.wanted
        moved = True
        while moved:  # what moves away makes room for others
            moved = False
            for row in wanted.to_do_from_here(Action.GET):
                moved |= self._try(row, self._move)
        for row in wanted.to_do_from_here(Action.GET, Action.REPLACE):
            self._try(row, self._copy)

    def fetch(self) -> str | None:
        """Fetch the rest.

        :return: why it ended early, or None.
        :raises OSError: there is no space.
        """
        run = self._run
        files, size = run.state.wanted.queue_downloads()
        if not files:
            return None
        run.report.begin("fetching", files, size)
        disk.require_space(str(run.destination.root), size)
        batch = download_all(
            self._items(),
            run.options.workers,
            max_bytes_per_s=run.options.max_bytes_per_s,
            progress=self._received,
            overwrite=True,  # what an earlier run left there
            fsync=run.options.fsync,
            clock=run.clock,
            limits=run.limits,
        )
        with batch:
            for outcome in batch:
                self._take(outcome)
        return batch.summary.stopped_by

    def movable(self, row: WantedFile) -> KnownFile | None:
        """Find a file of ours with a wanted content that is not wanted where it is.

        :param row: what is wanted.
        :return: the file, unchanged, or None.
        :raises OSError: the disk failed.
        """
        for known in self._run.state.known.with_content(row.content):
            if self._is_movable(known, row) and self._run.destination.is_intact(known):
                return known
        return None

    def _items(self) -> Iterator[Item]:
        """Yield what to download; called in the threads that fetch."""
        last = 0
        while rows := self._run.state.wanted.next_downloads(last, _ROWS_AT_ONCE):
            for row in rows:
                part = self._run.destination.incoming / row.content
                self._downloads[part] = row
                yield Item(self._source(row), part)
            last = rows[-1].id

    def _source(self, row: WantedFile) -> Source:
        size = self._run.selection.size
        if size is not None and row.content != row.sha1:  # sidecar files come as they are
            return self._sources.thumb(row.sha1, size)
        return self._sources.original(row.sha1, size=row.size or None, name=row.content)

    def _received(self, now: FileProgress) -> None:
        self._run.report.receiving(self._downloads[now.item.path].path, now.done)

    def _take(self, outcome: Outcome) -> None:
        """Publish a download under all paths that want it, or report why it failed for each."""
        report, result = self._run.report, outcome.result
        queued = self._downloads.pop(outcome.item.path)
        rows = self._run.state.wanted.to_do_with(queued.content)
        if result is None:
            reason = reason_of(outcome.error or OSError())
            for row in rows:
                report.add("failed", row.path, size=row.size, sha1=row.sha1, reason=reason)
        else:
            report.size += 0 if result.was_present else result.size
            work: Callable[[WantedFile], bool] = partial(self._publish, result)
            for row in rows:
                if self._try(row, work):
                    work = self._copy
        report.step(queued.path, result.size if result else 0)
        self._commit()

    def _publish(self, result: DownloadResult, row: WantedFile) -> bool:
        publish(self._run, result.path, row, result.sha1)
        return True

    def _move(self, row: WantedFile) -> bool:
        """Move a file of ours that is not wanted where it is; False where there is none."""
        known = self.movable(row)
        if known is None:
            return False
        try:
            move(self._run, known, row)
        except BlockedError:  # by what may move in its turn; otherwise copying it reports the failure
            return False
        return True

    def _is_movable(self, known: KnownFile, row: WantedFile) -> bool:
        if not known.is_ours or self._run.state.wanted.includes(known.path, known.content):
            return False
        return self._may_move or self._run.destination.is_one_file(known.path, row.path)

    def _copy(self, row: WantedFile) -> bool:
        """Copy a content that is in the folder, or in the trash of this run; False where it is in neither."""
        found = find_content(self._run, row.content)
        if found is None:
            return False
        path, sha1 = found
        part = self._run.destination.incoming / f"copy-{row.id}"
        copy(path, part, sha1, overwrite=True, fsync=self._run.options.fsync)
        publish(self._run, part, row, sha1, "copied")
        return True

    def _try(self, row: WantedFile, work: Callable[[WantedFile], bool]) -> bool:
        """Do something for one file; only an error that every other file would meet as well is raised."""
        try:
            is_done = work(row)
        except (OpenApiException, OSError) as error:
            if disk.is_out(error):
                raise
            self._run.state.wanted.set_action(row, None)
            self._run.report.add("failed", row.path, size=row.size, sha1=row.sha1, reason=reason_of(error))
            return False
        if is_done:
            self._commit()
        return is_done

    def _commit(self) -> None:
        self._uncommitted += 1
        if self._uncommitted >= _COMMIT_EVERY:
            self._uncommitted = 0
            self._run.state.commit()
