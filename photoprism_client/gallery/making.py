"""`make_gallery` and `export_with_gallery`: the gallery of an export that is there, and of one that is just made."""

import os
from collections.abc import Callable
from dataclasses import replace

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._files import disk
from photoprism_client._wording import Advice
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, ApiValueError
from photoprism_client.export import sha1sums
from photoprism_client.export.destination import Destination
from photoprism_client.export.earlier_runs import LastRun, name_limit, read_record, write_record
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.listing import Listing
from photoprism_client.export.metadata_files import MetadataFiles
from photoprism_client.export.mirror import mirrored
from photoprism_client.export.report import ExportReport, FileReport, ReportBuilder, Watcher
from photoprism_client.export.resolving import resolve
from photoprism_client.export.run import ExportOptions, Run
from photoprism_client.export.selection import Selection
from photoprism_client.export.state import STATE_NAME, State
from photoprism_client.gallery.building import GalleryReport, build

OnFile = Callable[[FileReport], object]


def make_gallery(
    api_client: ApiClient,
    dest: str | os.PathLike[str],
    *,
    workers: int = 4,
    max_bytes_per_s: float | None = None,
    fsync: bool = True,
    progress: Watcher | None = None,
    on_file: OnFile | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> GalleryReport:
    """Make or update the gallery of an export.

    It shows what the last complete run selected, as far as it is in the folder. No photo is fetched, only thumbnails
    that are not there yet.

    :param api_client: the server that was exported.
    :param dest: the folder of the export.
    :param workers: thumbnails at a time, 1 to 16.
    :param max_bytes_per_s: for all thumbnails together, above 0; None for no limit.
    :param fsync: wait for the disk.
    :param progress: called with the progress; an exception from it ends the call.
    :param on_file: called with each warning.
    :param clock: what to sleep and to tell time with.
    :return: what was done. A thumbnail that failed is in the report, and raises nothing.
    :raises TargetInUseError: an export is writing to this folder.
    :raises ApiTypeError: an argument has the wrong type.
    :raises ApiValueError: *dest* holds no export, or nothing of it is on this server.
    :raises LookupFailedError: the server has no such album, label, folder or person as was selected.
    :raises ApiException: the server does not answer, or refuses to list.
    :raises OSError: the disk is full or failed.
    """
    options = ExportOptions(workers=workers, max_bytes_per_s=max_bytes_per_s, fsync=fsync)
    disk.warn_anew()
    destination, report = Destination(dest), ReportBuilder(on_file, progress)
    if not destination.own.is_dir() and not destination.path(sha1sums.NAME).is_file():
        raise ApiValueError(
            Advice("{root} holds no export yet: {use export_with_gallery()}", root=str(destination.root))
        )
    with destination.locked(make=True), State(destination.own / STATE_NAME) as state:
        destination.name_bytes = name_limit(state, destination, make=True)
        before = LastRun.load(state)
        selection = Selection() if before is None else before.selection
        if before is not None:
            options = replace(options, template=before.template)
        return _made(Run(api_client, selection, options, destination, state, report, clock, needs_details=True))


def _made(run: Run) -> GalleryReport:
    read_record(run.state, run.destination)
    run.report.begin("listing")
    listing = Listing(run, resolve(run.api_client, run.selection, run.report.listing_changed))
    listing.run()
    if run.state.known.count() and not run.state.wanted.includes_any_known():
        raise ApiValueError(f"nothing of what {run.destination.root} holds is on this server")
    try:
        made = build(run, MetadataFiles(run, listing.label_names))
    finally:
        run.journal.close()
    write_record(run.state, run.destination, fsync=run.options.fsync)
    return made


def export_with_gallery(
    api_client: ApiClient,
    selection: Selection,
    dest: str | os.PathLike[str],
    options: ExportOptions | None = None,
    *,
    progress: Watcher | None = None,
    on_file: OnFile | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> tuple[ExportReport, GalleryReport | None]:
    """Export as :func:`~photoprism_client.export.export` does, and make or update the gallery.

    Both share one listing. If the gallery alone fails, a warning is in the report of the export.

    :param api_client: the server.
    :param selection: what to export, and to show.
    :param dest: the folder.
    :param options: how; None for the defaults.
    :param progress: called with the progress of the run, also in the threads that fetch; an exception from it ends the
        run.
    :param on_file: called with what became of each file, and with each warning.
    :param clock: what to sleep and to tell time with.
    :return: what was done: the export, and the gallery, None if it was not made or if this is a dry run.
    :raises TargetInUseError: another export is writing to this folder.
    :raises ApiTypeError: *selection* or *options* has another type.
    :raises ApiValueError: *dest* cannot be a folder, or holds an export of another size.
    :raises LookupFailedError: the server has no such album, label, folder or person; nothing was written.
    :raises ApiException: the server does not answer, or refuses to list.
    :raises OSError: the disk is full or failed.
    """
    report, made = ReportBuilder(on_file, progress), []

    def last_step(run: Run, metadata: MetadataFiles) -> None:
        reason = run.report.stopped_by
        if reason is None:
            try:
                made.append(build(run, metadata))
            except (ApiException, OSError) as error:
                if disk.is_out(error):
                    raise
                reason = reason_of(error)
        if reason is not None:
            run.report.warn("", f"the gallery was not updated: {reason}")

    done = mirrored(api_client, selection, dest, options, report, last_step=last_step, clock=clock)
    return done, made[0] if made else None
