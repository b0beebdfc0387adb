"""`export`: the run of an export, in seven stages.

What a kill, a power failure or Ctrl-C leaves after each stage, and what the next run makes of it:

1. list           names looked up, rows in temporary tables          nothing was changed
2. compare        an action for each row                             nothing was changed; files are hashed again
3. move and copy  a line in SHA1SUMS, then the file has its name     what moved is known by its line
4. fetch          incoming/, then as 3; commits every 100 files      partial files are resumed, others are known as in 3
5. metadata       details in the state, then files as in 3           files are known as in 3; lost details are asked for
6. prune          files in the trash                                 what went is forgotten, the rest is checked anew
7. record         SHA1SUMS anew, then the state agrees with it       old or new SHA1SUMS, never a part; read if in doubt

Replacing in 3 to 5: a line in SHA1SUMS, the old file to the trash, the new one gets its name. A kill in between leaves
neither there; the next run fetches or copies it.
"""

import os
from collections.abc import Callable
from datetime import timedelta

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._files import disk
from photoprism_client._settings.validation import instance_of, optional
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiValueError
from photoprism_client.export.collisions import resolve_collisions
from photoprism_client.export.destination import Destination
from photoprism_client.export.earlier_runs import LastRun, name_limit, read_record, write_record
from photoprism_client.export.fetching import Fetcher
from photoprism_client.export.listing import Listing
from photoprism_client.export.metadata_files import MetadataFiles
from photoprism_client.export.plan import plan
from photoprism_client.export.prune import forget_gallery, keep_unwanted, prune
from photoprism_client.export.publishing import find_content
from photoprism_client.export.report import ExportReport, FileAction, FileReport, ReportBuilder, Watcher
from photoprism_client.export.resolving import Resolved, resolve
from photoprism_client.export.run import ExportOptions, Run
from photoprism_client.export.selection import Selection
from photoprism_client.export.state import STATE_NAME, Action, State
from photoprism_client.transfer import DEFAULT_LIMITS, Limits

#: What else is done with a run whose files are in place.
LastStep = Callable[[Run, MetadataFiles], object]


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
    """Mirror the selected photos into a folder; run it again to keep the folder up to date.

    A file gets its name only when its SHA-1 is right. Unchanged files are not fetched again; changed ones are replaced,
    and the old file goes to the trash. Files that no export wrote are never changed or removed. Nothing is removed at
    all unless ``prune`` asks for it.

    :param api_client: the server.
    :param selection: what to export.
    :param dest: the folder; created if missing, in a folder that exists.
    :param options: how; None for the defaults.
    :param progress: called with the progress of the run, also in the threads that fetch; an exception from it ends the
        run.
    :param on_file: called with what became of each file.
    :param clock: what to sleep and to tell time with.
    :param limits: bounds of each transfer.
    :return: what was done. A file that failed is in the report, and raises nothing.
    :raises TargetInUseError: another export is writing to this folder.
    :raises ApiTypeError: *selection* or *options* has another type.
    :raises ApiValueError: *dest* cannot be a folder, or holds an export of another size.
    :raises LookupFailedError: the server has no such album, label, folder or person; nothing was written.
    :raises ApiException: the server does not answer, or refuses to list.
    :raises OSError: the disk is full or failed.
    """
    report = ReportBuilder(on_file, progress)
    return mirrored(api_client, selection, dest, options, report, clock=clock, limits=limits)


def mirrored(
    api_client: ApiClient,
    selection: Selection,
    dest: str | os.PathLike[str],
    options: ExportOptions | None,
    report: ReportBuilder,
    *,
    last_step: LastStep | None = None,
    clock: Clock = SYSTEM_CLOCK,
    limits: Limits = DEFAULT_LIMITS,
) -> ExportReport:
    """Mirror photos as :func:`export` does, and do one more thing when they are in place.

    :param api_client: the server.
    :param selection: what to export.
    :param dest: the folder.
    :param options: how; None for the defaults.
    :param report: takes what is done.
    :param last_step: called before anything is pruned, with the run and the details of its photos; not in a dry run.
    :param clock: what to sleep and to tell time with.
    :param limits: bounds of each transfer.
    :return: as :func:`export`, which has the errors, too.
    """
    instance_of(Selection)("selection", selection)
    optional(instance_of(ExportOptions))("options", options)
    disk.warn_anew()
    chosen, destination = options or ExportOptions(), Destination(dest)
    resolved = resolve(api_client, selection, report.listing_changed)
    with (
        destination.locked(make=not chosen.dry_run),
        State(destination.own / STATE_NAME, is_temporary=chosen.dry_run) as state,
    ):
        destination.name_bytes = name_limit(state, destination, make=not chosen.dry_run)
        needs_details = last_step is not None and not chosen.dry_run
        run = Run(api_client, selection, chosen, destination, state, report, clock, limits, needs_details)
        return _mirror(run, resolved, last_step)


def _mirror(run: Run, resolved: Resolved, last_step: LastStep | None) -> ExportReport:
    """Go through all stages."""
    started, before = run.clock.monotonic(), LastRun.load(run.state)
    _refuse_mixture(run, before)
    read_record(run.state, run.destination)
    run.report.begin("listing")
    listing = Listing(run, resolved)
    listing.run()
    run.report.begin("comparing")
    resolve_collisions(run.state.wanted, run.destination.name_bytes)
    plan(run)
    # What is not wanted where it is was moved on the server, if the last complete run had the same selection.
    may_move = run.report.is_listed and before is not None and before.selection == run.selection
    fetcher = Fetcher(run, may_move=may_move)
    try:
        if run.options.dry_run:
            refused = _foretell(run, fetcher, before)
        else:
            refused = _change(run, fetcher, listing, before, last_step)
    finally:
        run.journal.close()
    if not run.options.dry_run:  # a run that was broken off leaves the record: it may know more than the state
        write_record(run.state, run.destination, fsync=run.options.fsync)
    seconds = run.clock.monotonic() - started
    return run.report.build(seconds=seconds, dry_run=run.options.dry_run, prune_refused=refused)


def _change(
    run: Run, fetcher: Fetcher, listing: Listing, before: LastRun | None, last_step: LastStep | None
) -> str | None:
    """Make the folder what it should be; return why nothing was removed."""
    now, is_familiar = LastRun.of(run), run.state.wanted.includes_any_known()
    fetcher.relocate()
    run.report.stopped_by = fetcher.fetch()
    metadata = MetadataFiles(run, listing.label_names)
    if run.options.metadata is not None:
        metadata.write_all(run.options.metadata)
        metadata.write_albums(listing.albums)
    if last_step is not None:
        last_step(run, metadata)
    is_whole = run.report.is_whole
    refused = _prune(run, is_same=before == now, is_familiar=is_familiar)
    metadata.remove_orphans()
    forget_gallery(run)
    if is_whole:
        now.save(run.state)
        run.destination.clear_incoming()
    run.destination.empty_trash(run.today - timedelta(days=run.options.trash_days))
    return refused


def _foretell(run: Run, fetcher: Fetcher, before: LastRun | None) -> str | None:
    """Report what would be done; return why nothing would be removed."""
    last = ""
    for row in run.state.wanted.to_do():
        action: FileAction = "copied"
        if row.content != last and find_content(run, row.content) is None:
            action = "replaced" if row.action == Action.REPLACE else "new"
            run.report.size += row.size
        elif (known := fetcher.movable(row)) is not None:
            action = "moved"
            run.state.known.forget(known.path)
        last = row.content
        run.report.add(action, row.path, size=row.size, sha1=row.sha1)
    return _prune(run, is_same=before == LastRun.of(run), is_familiar=run.state.wanted.includes_any_known())


def _prune(run: Run, *, is_same: bool, is_familiar: bool) -> str | None:
    """Remove what is gone, if that was asked for and is safe; return why not, if anything would have gone."""
    refused = None
    if run.options.prune:
        if not run.report.is_whole:
            refused = "not everything could be listed and fetched"
        elif run.selection.recent is not None:
            refused = "only the latest photos were listed"
        elif not is_same:
            refused = "server, user, selection or template are not those of the last complete run"
        else:
            return prune(run, is_familiar=is_familiar)
    return refused if keep_unwanted(run) else None


def _refuse_mixture(run: Run, before: LastRun | None) -> None:
    """Refuse to replace files by thumbnails of the same names, or the other way round."""
    if before is not None and before.selection.size != run.selection.size:
        held, wanted = (size or "whole files" for size in (before.selection.size, run.selection.size))
        raise ApiValueError(f"{run.destination.root} holds an export of {held}: choose another folder for {wanted}")
