"""`save_thumbs`: the thumbnails of a library on disk, one for each photo."""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from photoprism_client._call.missing_originals import OriginalsMissingError
from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._files import atomic, disk
from photoprism_client._settings.validation import flag, instance_of, optional, whole_number
from photoprism_client.api.images_api import ImagesApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, ApiValueError, OpenApiException, PlaceholderException
from photoprism_client.export.destination import Destination
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.report import ExportReport, FileReport, ReportBuilder, Watcher
from photoprism_client.export.resolving import resolve
from photoprism_client.export.selection import Selection
from photoprism_client.media import MediaBytes
from photoprism_client.thumbs import folder, shards
from photoprism_client.thumbs.pictures import Picture, pictures
from photoprism_client.transfer.batch import ends_a_run
from photoprism_client.transfer.throttling import MAX_WORKERS

#: The size where the selection has none.
DEFAULT_SIZE = "tile_224"
#: Pictures in a shard at the most.
MOST_IN_SHARD = 1_000_000

_RECORD = "thumbs.json"  # says what the folder holds
_MOST_FAILED = 5  # in a row; then the server is probably not there


@dataclass(frozen=True, slots=True, kw_only=True)
class ThumbsOptions:
    """How to save thumbnails.

    :param shards: pictures in a tar file, 1 to 1 000 000; None for a file for each picture.
    :param connections: requests at once, 1 to 16.
    :param fsync: wait for the disk.
    :param dry_run: change nothing, and report what would be done.
    :raises ApiTypeError: an argument has the wrong type.
    :raises ApiValueError: an argument has a value that is not allowed.
    """

    shards: int | None = None
    connections: int = 4
    fsync: bool = True
    dry_run: bool = False

    def __post_init__(self) -> None:
        optional(whole_number(1, MOST_IN_SHARD))("shards", self.shards)
        whole_number(1, MAX_WORKERS)("connections", self.connections)
        for name in ("fsync", "dry_run"):
            flag(name, getattr(self, name))


def save_thumbs(
    api_client: ApiClient,
    selection: Selection,
    dest: str | os.PathLike[str],
    options: ThumbsOptions | None = None,
    *,
    progress: Watcher | None = None,
    on_file: Callable[[FileReport], object] | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> ExportReport:
    """Save the thumbnail of each selected photo, named after the hash of the file that shows it.

    With ``shards``, thumbnails go into tar files, ``thumbs-000000.tar`` and so on: each has the picture,
    ``<hash>.jpg``, and what is known of it, ``<hash>.json``. A file or shard gets its name only when it is whole. What
    is there is not fetched again: run it again for new photos, which go into new shards. Nothing is ever replaced or
    removed. A photo without a thumbnail is a failure, and the server's icon for that is not written.

    :param api_client: the server.
    :param selection: which photos; its *size* is that of the thumbnails, ``tile_224`` where it has none. A photo has
        one thumbnail, whatever *files* says.
    :param dest: the folder; created if missing, in a folder that exists.
    :param options: how; None for the defaults.
    :param progress: called with the progress of the run; an exception from it ends the run.
    :param on_file: called with what became of each picture; of a new one, when it has its name.
    :param clock: what to tell time with.
    :return: what was done. A picture that failed is in the report, and raises nothing.
    :raises TargetInUseError: another run is writing to this folder.
    :raises ApiTypeError: *selection* or *options* has another type.
    :raises ApiValueError: *dest* cannot be a folder, holds thumbnails of another size, or a shard that is not whole;
        or *selection* asks for sidecar files.
    :raises LookupFailedError: the server has no such album, label, folder or person; nothing was written.
    :raises ApiException: the server does not answer, or refuses to list.
    :raises OSError: the folder cannot be read or written.

    Source: GET /api/v1/photos, GET /api/v1/t/{thumb}/{token}/{size}
    """
    instance_of(Selection)("selection", selection)
    optional(instance_of(ThumbsOptions))("options", options)
    chosen, size = options or ThumbsOptions(), selection.size or DEFAULT_SIZE
    if selection.sidecars:
        raise ApiValueError("sidecars must be False: sidecar files have no thumbnails")
    disk.warn_anew()
    started, destination, report = clock.monotonic(), Destination(dest), ReportBuilder(on_file, progress)
    resolved = resolve(api_client, selection, report.listing_changed)
    with destination.locked(make=not chosen.dry_run):
        record = _SizeRecord(destination, size)
        writer = _writer(destination, report, size, chosen)
        found = pictures(api_client, selection, resolved, report)
        report.begin("fetching")
        try:
            if chosen.dry_run:
                _foretell(found, writer, report)
            else:
                Saving(api_client, found, writer, report, size, chosen.connections, record.note).run()
        finally:
            writer.close()
    return report.build(seconds=clock.monotonic() - started, dry_run=chosen.dry_run, prune_refused=None)


class Writer(Protocol):
    """Where thumbnails go."""

    def has(self, picture: Picture) -> bool:
        """Tell whether a picture need not be fetched, and report why."""

    def put(self, picture: Picture, content: MediaBytes) -> None:
        """Write a picture, now or later, and report it."""

    def finish(self) -> None:
        """Write what is left."""

    def close(self) -> None:
        """End without that."""


def _writer(destination: Destination, report: ReportBuilder, size: str, options: ThumbsOptions) -> Writer:
    if not options.dry_run:  # what a killed run left
        for name in os.listdir(destination.incoming):
            if name.startswith(folder.PART) or name == shards.PART:
                os.unlink(destination.incoming / name)
    ending = ".png" if size == "colors" else ".jpg"
    if options.shards is None:
        return folder.Folder(destination, report, ending, fsync=options.fsync)
    return shards.Shards(destination, report, ending, size, options.shards, fsync=options.fsync)


def _foretell(found: Iterator[Picture], writer: Writer, report: ReportBuilder) -> None:
    """Report what would be fetched."""
    for picture in found:
        if not writer.has(picture):
            report.add("new", picture.photo.file_name or picture.hash, sha1=picture.hash)
        report.step(picture.hash)


class Saving:
    """Fetches and writes. While originals are missing on the server's disk, :meth:`ImagesApi.get_thumbs` stops."""

    def __init__(
        self,
        api_client: ApiClient,
        found: Iterator[Picture],
        writer: Writer,
        report: ReportBuilder,
        size: str,
        connections: int,
        note_size: Callable[[], object],
    ) -> None:
        self._images, self._found, self._writer, self._report = ImagesApi(api_client), found, writer, report
        self._size, self._connections, self._note_size = size, connections, note_size
        self._failed = 0  # in a row, other than by icons
        self._under_way: deque[Picture] = deque()

    def run(self) -> None:
        """Fetch all."""
        try:
            self._fetch()
        except ApiException:  # of the listing
            self._finish()
            raise
        self._finish()

    def _fetch(self) -> None:
        asked, connections = self._asked(), self._connections
        with self._images.get_thumbs(asked, size=self._size, connections=connections, errors="return") as thumbs:
            for thumb in thumbs:
                self._take(self._under_way.popleft(), thumb)
                if self._report.stopped_by is not None:
                    return

    def _asked(self) -> Iterator[Picture]:
        """Yield what to ask for; called inside of the loop."""
        for picture in self._found:
            if self._writer.has(picture):
                self._report.step(picture.hash)
            else:
                self._under_way.append(picture)
                yield picture

    def _take(self, picture: Picture, thumb: MediaBytes | OpenApiException) -> None:
        if isinstance(thumb, MediaBytes) and thumb.is_placeholder:
            thumb = PlaceholderException(200, "placeholder")
        if not isinstance(thumb, MediaBytes):
            self._fail(picture, thumb)
            return
        self._failed = 0
        try:
            self._note_size()
            self._writer.put(picture, thumb)
        except OSError as error:
            self._stop_by_disk(error)
        self._report.size += len(thumb)
        self._report.step(picture.hash, len(thumb))

    def _fail(self, picture: Picture, error: OpenApiException) -> None:
        reason = reason_of(error)
        if isinstance(error, OriginalsMissingError):  # this one was not asked for
            self._report.stopped_by = reason
            return
        self._report.add("failed", picture.photo.file_name or picture.hash, sha1=picture.hash, reason=reason)
        self._report.step(picture.hash)
        self._failed += not isinstance(error, PlaceholderException)
        self._report.stopped_by = ends_a_run(error)
        if self._failed >= _MOST_FAILED and self._report.stopped_by is None:
            self._report.stopped_by = f"{self._failed} pictures in a row failed: {reason}"

    def _finish(self) -> None:
        try:
            self._writer.finish()
        except OSError as error:
            self._stop_by_disk(error)

    def _stop_by_disk(self, error: OSError) -> None:
        self._report.stopped_by = self._report.stopped_by or f"the disk: {error}"


class _SizeRecord:
    """Which size a folder holds. Nothing else tells two sizes apart, so they are not mixed.

    :param destination: the folder.
    :param size: of this run.
    :raises ApiValueError: the folder holds another one.
    """

    def __init__(self, destination: Destination, size: str) -> None:
        self._path, self._size = destination.own / _RECORD, size
        held = self._held()
        if held is not None and held != size:
            raise ApiValueError(f"{destination.root} holds thumbnails of {held}: choose another folder for {size}")
        self._is_noted = held is not None

    def note(self) -> None:
        """Note the size for later runs, before the first picture is written: a run that has none decides nothing.

        :raises OSError: the file system refused.
        """
        if not self._is_noted:
            atomic.write(self._path, [json.dumps({"size": self._size}).encode()])
            self._is_noted = True

    def _held(self) -> object:
        """Return the size that is noted, or None."""
        try:
            return json.loads(self._path.read_bytes())["size"]
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, TypeError, KeyError):
            return "an unknown size"
