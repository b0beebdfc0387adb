"""`get`: files of the file system to the disk, by :mod:`photoprism_client.transfer`: verified, atomic, resumed."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain
from typing import Any, NamedTuple

from fsspec.callbacks import NoOpCallback

from photoprism_client.api.sources import ImageSources
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import OpenApiException
from photoprism_client.fs.failures import os_error
from photoprism_client.fs.missing import MissingFiles
from photoprism_client.fs.reading import Contents
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.transfer import FileProgress, Item, Source, download_all

_MOST_NAMED = 20  # files in a note
#: Files, and why each could not be fetched.
Outcomes = Generator[tuple["Wanted", OpenApiException | OSError | None], None, None]


class Wanted(NamedTuple):
    """A file to fetch."""

    path: str
    entry: Entry
    #: Where it goes on this machine.
    target: str


def fetch_files(
    client: ApiClient,
    files: Iterable[Wanted],
    callback: Any,
    *,
    contents: Contents,
    connections: int,
    is_single: bool = False,
    fsync: bool = True,
) -> None:
    """Fetch files; a file that is there is replaced, once the new one is verified.

    :param client: the client to ask through.
    :param files: what to fetch; their folders are made.
    :param callback: of fsspec: counts the files, and has a branch for the bytes of each.
    :param contents: limits requests for files that may be missing, and knows files that were replaced.
    :param connections: requests at once.
    :param is_single: whether the callback is about the bytes of a single file.
    :param fsync: wait for the disk.
    :raises OSError: a file could not be fetched; the others were. Its note names what failed besides.
    """
    run = _Run(client, _Watch(callback, is_single=is_single), connections, fsync=fsync)
    failed: list[OSError] = []
    newer: list[Wanted] = []
    with closing(_fetched(run, iter(files), contents.missing)) as fetched:  # also by Ctrl-C
        for wanted, error in fetched:
            entry = contents.newer(wanted.path, wanted.entry, error)
            if entry is not None:
                newer.append(wanted._replace(entry=entry))
            elif error is not None:
                failed.append(_named(error, wanted.path))
    with closing(_fetched(run, iter(newer if run.stopped_by is None else ()), contents.missing)) as fetched:
        failed += [_named(error, wanted.path) for wanted, error in fetched if error is not None]
    _raise_first(failed, run.stopped_by)


class _Run:
    """Fetches files by batches.

    :param client: the client to ask through.
    :param watch: passes progress on.
    :param connections: requests at once.
    :param fsync: wait for the disk.
    """

    def __init__(self, client: ApiClient, watch: "_Watch", connections: int, *, fsync: bool) -> None:
        self._client, self._watch, self._connections, self._fsync = client, watch, connections, fsync
        self._sources = ImageSources(client)
        #: Why nothing more may be asked for, or None.
        self.stopped_by: str | None = None

    def outcomes(self, files: Iterable[Wanted]) -> Outcomes:
        """Fetch files; yield each, and why it could not be fetched."""
        watch = self._watch
        with download_all(
            map(self._begun, files),
            self._connections,
            overwrite=True,
            keep_pictures=False,
            fsync=self._fsync,
            progress=watch.progress if watch.is_watching else None,
            clock=self._client.clock,
        ) as batch:
            for outcome in batch:
                yield watch.end(outcome.item), outcome.error
            self.stopped_by = batch.summary.stopped_by

    def _begun(self, wanted: Wanted) -> Item:
        os.makedirs(os.path.dirname(os.path.abspath(wanted.target)), exist_ok=True)
        return self._watch.begin(Item(_source(self._sources, wanted.entry), wanted.target), wanted)


def _fetched(run: _Run, files: Iterator[Wanted], missing: Callable[[Entry], MissingFiles]) -> Outcomes:
    """Fetch files, one at a time while the latest was missing."""
    for wanted in files:
        if not missing(wanted.entry).is_wary:
            with closing(run.outcomes(chain([wanted], files))) as outcomes:
                for one, error in outcomes:
                    missing(one.entry).note(error, one.entry.sha1 or "")
                    yield one, error
            return
        try:
            with missing(wanted.entry).asking(wanted.entry.sha1 or ""):
                _raise_error([*run.outcomes([wanted])])
        except (OpenApiException, OSError) as error:
            yield wanted, error
        else:
            yield wanted, None
        if run.stopped_by is not None:
            return


def _raise_error(outcomes: list[tuple[Wanted, OpenApiException | OSError | None]]) -> None:
    for _, error in outcomes:
        if error is not None:
            raise error


def _source(sources: ImageSources, entry: Entry) -> Source:
    if entry.thumb is not None:
        return sources.thumb(entry.sha1 or "", entry.thumb)
    return sources.original(entry.sha1 or "", size=entry.size, name=entry.name)


def _named(error: OpenApiException | OSError, path: str) -> OSError:
    """Name the path in the file system, unless the disk of this machine failed."""
    if isinstance(error, OpenApiException):
        return os_error(error, path)
    return error


def _raise_first(failed: list[OSError], stopped_by: str | None) -> None:
    if not failed:
        return
    first, *others = failed
    if others:
        names = [str(error.filename) for error in others[:_MOST_NAMED]]
        more = f" and {len(others) - len(names)} more" if len(others) > len(names) else ""
        first.add_note(f"{len(failed)} files failed; besides: {', '.join(names)}{more}")
    if stopped_by is not None:
        first.add_note(f"the rest was not asked for: {stopped_by}")
    raise first


class _Watch:
    """Passes progress on to callbacks of fsspec, and knows which path an item came from.

    :param callback: of the whole.
    :param is_single: whether that is about the bytes of a single file.
    """

    def __init__(self, callback: Any, *, is_single: bool) -> None:
        self._callback, self._is_single = callback, is_single
        #: Whether anybody looks at the bytes of a file.
        self.is_watching = not isinstance(callback, NoOpCallback)
        self._open: dict[int, tuple[Source, Wanted, Any]] = {}

    def begin(self, item: Item, wanted: Wanted) -> Item:
        """Note a file, in a thread of the batch."""
        child = None
        if self.is_watching:
            child = self._callback if self._is_single else self._callback.branched(wanted.path, wanted.target)
        self._open[id(item.source)] = item.source, wanted, child
        return item

    def progress(self, progress: FileProgress) -> None:
        """Pass on how much of a file has come, in a thread of the batch."""
        *_, child = self._open[id(progress.item.source)]
        if progress.total is not None and child.size != progress.total:
            child.set_size(progress.total)
        child.absolute_update(progress.done)

    def end(self, item: Item) -> Wanted:
        """Note the end of a file; return it."""
        _, wanted, child = self._open.pop(id(item.source))
        if not self._is_single:
            if child is not None:
                child.close()
            self._callback.relative_update()
        return wanted
