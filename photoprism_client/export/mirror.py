"""The run of an export: list, compare, move, copy, fetch, and only then remove."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._files import disk
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiValueError
from photoprism_client.export.database import NAME as STATE
from photoprism_client.export.destination import Destination
from photoprism_client.export.fetching import Fetcher
from photoprism_client.export.layout import Template
from photoprism_client.export.listing import Listing
from photoprism_client.export.notes import Notes
from photoprism_client.export.options import TAKEN, ExportOptions
from photoprism_client.export.place import Placer
from photoprism_client.export.plan import REPLACE, Planner
from photoprism_client.export.prune import Pruner
from photoprism_client.export.recall import recall, recall_name_bytes, remember
from photoprism_client.export.report import COPIED, MOVED, NEW, REPLACED, ExportReport, FileReport, Ledger, Watcher
from photoprism_client.export.resolving import Resolved, resolve
from photoprism_client.export.scope import Scope, note, noted
from photoprism_client.export.selection import Selection
from photoprism_client.export.stacks import tell_apart
from photoprism_client.export.state import State
from photoprism_client.transfer import DEFAULT_LIMITS, Limits


def export(
    api_client: ApiClient,
    selection: Selection,
    dest: str | os.PathLike[str],
    options: ExportOptions | None = None,
    *,
    progress: Watcher | None = None,
    on_file: Callable[[FileReport], object] | None = None,
    clock: Clock = SYSTEM_CLOCK,
    limits: Limits = DEFAULT_LIMITS,
) -> ExportReport:
    """Mirror what is selected into a folder; run it again to keep that up to date.

    A file gets its name only when its SHA-1 is right. What did not change is not asked for again; what changed is
    replaced, and the old file goes to the trash. Files that no export wrote are never changed or removed. Nothing is
    removed at all unless ``prune`` asks for it.

    :param api_client: the server.
    :param selection: what to export.
    :param dest: the folder; made where it is missing, in a folder that exists.
    :param options: how; None for the defaults.
    :param progress: is told how far the run is, also in the threads that fetch; what it raises ends the run.
    :param on_file: is told what became of each file.
    :param clock: what to sleep and to tell time with.
    :param limits: bounds of each transfer.
    :return: what was done; a file that failed is told there, and raises nothing.
    :raises TargetInUseError: another export is writing to this folder.
    :raises ApiValueError: *dest* cannot be a folder, or holds an export of another size; or the server has no such
        album, label, folder or person, and nothing was written.
    :raises ApiException: the server does not answer, or refuses to list.
    :raises OSError: the disk is full or failed.
    """
    chosen = options or ExportOptions()
    disk.warn_anew()
    destination = Destination(dest)
    ledger = Ledger(on_file, progress)
    resolved = resolve(api_client, selection, ledger.note_change)
    with (
        destination.locked(make=not chosen.dry_run),
        State(destination.own / STATE, is_temporary=chosen.dry_run) as state,
    ):
        destination.name_bytes = recall_name_bytes(state, destination, make=not chosen.dry_run)
        return _Mirror(api_client, selection, resolved, destination, chosen, state, ledger, clock, limits).run()


class _Mirror:
    """One run."""

    def __init__(
        self,
        api_client: ApiClient,
        selection: Selection,
        resolved: Resolved,
        destination: Destination,
        options: ExportOptions,
        state: State,
        ledger: Ledger,
        clock: Clock,
        limits: Limits,
    ) -> None:
        self._api_client, self._selection, self._options = api_client, selection, options
        self._destination, self._state, self._ledger = destination, state, ledger
        self._clock, self._limits = clock, limits
        self._today = datetime.fromtimestamp(clock.now(), UTC).astimezone().date()
        self._placer = Placer(destination, state, ledger, options, self._today)
        self._listing = Listing(
            api_client,
            selection,
            resolved,
            Template(options.template, destination.name_bytes),
            state,
            ledger,
            needs_details=options.metadata is not None,
            needs_times=options.mtime == TAKEN,
        )
        #: What the last complete run was about.
        self._before = noted(state)
        self._stopped_by: str | None = None

    def run(self) -> ExportReport:
        """Do all of it."""
        started = self._clock.monotonic()
        self._refuse_mixture()
        recall(self._state, self._destination)
        self._ledger.begin("listing")
        self._listing.run()
        self._ledger.begin("comparing")
        tell_apart(self._state, self._destination.name_bytes)
        Planner(self._state, self._destination, self._ledger).run()
        try:
            refused = self._foretell() if self._options.dry_run else self._change()
        finally:
            self._placer.close()
        if not self._options.dry_run:  # a run that was broken off leaves the record: it may know more than the state
            remember(self._state, self._destination, fsync=self._options.fsync)
        return ExportReport(
            counts=dict(self._ledger.counts),
            sizes=dict(self._ledger.sizes),
            reasons=dict(self._ledger.reasons),
            problems=tuple(self._ledger.problems),
            warnings=tuple(self._ledger.warnings),
            size=self._ledger.size,
            seconds=self._clock.monotonic() - started,
            metadata=self._ledger.metadata,
            stopped_by=self._stopped_by,
            prune_refused=refused,
            is_dry=self._options.dry_run,
            is_listed=self._ledger.is_listed,
        )

    def _change(self) -> str | None:
        """Make the folder what it should be; return why nothing was removed."""
        fetcher, now = self._fetcher(), self._scope()
        is_same, is_familiar = self._before == now, self._state.is_familiar()
        fetcher.relocate()
        self._stopped_by = fetcher.fetch(self._clock, self._limits)
        notes = Notes(
            self._api_client,
            self._state,
            self._destination,
            self._placer,
            self._ledger,
            self._options,
            self._listing.label_names,
        )
        if self._options.metadata is not None:
            notes.write_all()
            notes.write_albums(self._listing.albums)
        is_whole = self._ledger.is_listed and self._stopped_by is None and not self._ledger.has_failures
        refused = self._prune(is_same=is_same, is_familiar=is_familiar, is_whole=is_whole)
        notes.remove_strays()
        if is_whole:
            note(self._state, now)
            self._destination.clear_incoming()
        self._destination.empty_trash(self._today - timedelta(days=self._options.trash_days))
        return refused

    def _foretell(self) -> str | None:
        """Tell what would be done."""
        last, fetcher = "", self._fetcher()
        for row in self._state.to_do():
            action = COPIED
            if row.origin != last and self._placer.content(row.origin) is None:
                action = REPLACED if row.action == REPLACE else NEW
                self._ledger.size += row.size
            elif (known := fetcher.movable(row)) is not None:
                action = MOVED
                self._state.forget(known.path)
            last = row.origin
            self._ledger.note(action, row.path, size=row.size, sha1=row.sha1)
        is_same = self._before == self._scope()
        is_whole = self._ledger.is_listed and not self._ledger.has_failures
        return self._prune(is_same=is_same, is_familiar=self._state.is_familiar(), is_whole=is_whole)

    def _fetcher(self) -> Fetcher:
        may_move = self._ledger.is_listed and self._selected_as_before()
        return Fetcher(
            self._api_client,
            self._selection.size,
            self._state,
            self._destination,
            self._placer,
            self._ledger,
            self._options,
            may_move=may_move,
        )

    def _prune(self, *, is_same: bool, is_familiar: bool, is_whole: bool) -> str | None:
        pruner = Pruner(
            self._api_client,
            self._state,
            self._destination,
            self._placer,
            self._ledger,
            self._options.max_prune,
        )
        refused = None
        if self._options.prune:
            if not is_whole:
                refused = "not everything could be listed and fetched"
            elif self._selection.is_partial:
                refused = "only the latest photos were listed"
            elif not is_same:
                refused = "server, user, selection or template are not those of the last complete run"
            else:
                return pruner.run(dry=self._options.dry_run, is_familiar=is_familiar)
        return refused if pruner.keep() else None

    def _refuse_mixture(self) -> None:
        """Refuse to replace files by thumbnails of the same names, or the other way round."""
        before = self._before
        if before is not None and before.selection.size != self._selection.size:
            held, wanted = (size or "whole files" for size in (before.selection.size, self._selection.size))
            raise ApiValueError(
                f"{self._destination.root} holds an export of {held}: choose another folder for {wanted}"
            )

    def _scope(self) -> Scope:
        status = self._api_client.session.status()
        return Scope(status.host, status.user, self._selection, self._options.template)

    def _selected_as_before(self) -> bool:
        """Tell whether the last complete run had this selection: then what is not wanted where it is was moved."""
        return self._before is not None and self._before.selection == self._selection
