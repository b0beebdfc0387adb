"""`fetch`: one source becomes one verified file, or an error that says why not.

The life of a fetch, and what a kill after each step leaves for the next run::

    1. look: the file is there and right, done        the file
    2. resume: hash what an earlier run left          that, as it was: resumed
    3. ask, from the first byte that is missing       the same
    4. 206: go on, if it is the exact rest            the same
       200: start again; note the version (> 1 MiB)   an empty partial file: starts again
    5. receive; what breaks off goes on at 3          what was written: resumed, if the version was noted
    6. verify; what is wrong goes on at 3, once       the whole body: verified again
    7. fsync, rename, remove the version file         the file; a leftover beside it goes in the next run

Pictures and zips never resume: they start again at 3. An error, unlike a kill, also writes what the buffer holds and
notes the version of a small file; bytes that are wrong are removed.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

from photoprism_client._call.decoding import head_of
from photoprism_client._call.retry import TransferTries
from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._content.checks import Body, Head
from photoprism_client._content.signatures import media_type_of
from photoprism_client._files import disk
from photoprism_client._files.names import safe_name
from photoprism_client._settings.validation import instance_of
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiException, IntegrityError, PlaceholderException
from photoprism_client.media import filename_of
from photoprism_client.transfer.partial import Partial, RemoteVersion
from photoprism_client.transfer.receiving import ReceivedBody, borrowed_buffer, range_fault, size_in
from photoprism_client.transfer.shared_items import NamesInUse
from photoprism_client.transfer.source import (
    DEFAULT_LIMITS,
    DownloadResult,
    FileProgress,
    Item,
    Limits,
    Options,
    Progress,
    Source,
)
from photoprism_client.transfer.target import Target, target_of
from photoprism_client.transfer.throttling import Throttle, TooSlowError
from photoprism_client.transfer.verification import (
    SIGNATURE_SIZE,
    Verified,
    classified,
    error_about,
    existing_result,
    verify,
)

_SMALL = 1024 * 1024  # bytes; a file that is no larger is fetched again after a crash
_SPACE_STEP = 64 * 1024 * 1024  # bytes of a body without a length after which to look at the free space again
_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "application/zip": ".zip"}
_ASKS_TO_WAIT = frozenset({429, 503})
_NO_VERSION, _NO_HEAD = RemoteVersion(), Head(None, is_attachment=False, is_framed=True)


def fetch(
    source: Source,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    fsync: bool = True,
    accept_changed: bool = False,
    allow_missing: bool = False,
    keep_pictures: bool = False,
    clock: Clock = SYSTEM_CLOCK,
    limits: Limits = DEFAULT_LIMITS,
) -> DownloadResult:
    """Fetch one source into one file.

    A file with a known SHA-1 has it, whatever was resumed; a thumbnail or cover is a whole JPEG or PNG; a zip is whole,
    each member has its CRC, and none of the expected ones is missing. Nothing else ever gets the name.

    :param source: what to fetch.
    :param path: the file to write, in an existing folder; or an existing folder, where the file gets its name in the
        index, or else the one that the server sends, made safe.
    :param overwrite: replace another file of that name; a file that has the right SHA-1 is left alone either way.
    :param progress: called in this thread with a :class:`FileProgress`, whenever bytes have come.
    :param fsync: wait for the disk before the file gets its name, and after.
    :param accept_changed: take a file that changed on the server since it was indexed.
    :param allow_missing: take a zip that lacks members.
    :param keep_pictures: leave a whole JPEG or PNG of that name alone if *source* is a thumbnail or cover.
    :param clock: what to sleep and to measure time with.
    :param limits: bounds.
    :return: what was written, or was there.
    :raises ApiTypeError: *source* is not a :class:`Source`, or an option not a bool.
    :raises TargetExistsError: another file has that name, and *overwrite* is false.
    :raises TargetInUseError: another transfer is writing the same file.
    :raises MissingOriginalError: the server cannot find the file on its disk; do not ask again.
    :raises ChangedOnServerError: the file changed since the server indexed it, and *accept_changed* is false.
    :raises IncompleteArchiveError: the zip lacks members, and *allow_missing* is false.
    :raises IntegrityError: what came twice is not what was asked for.
    :raises PlaceholderException: the server has no picture for this.
    :raises ApiException: the server refused, or did not answer often enough; a partial file is kept for the next run.
    :raises OSError: the file system refused; a partial file is kept for the next run.
    """
    instance_of(Source)("source", source)
    options = Options(
        overwrite=overwrite,
        progress=progress,
        fsync=fsync,
        accept_changed=accept_changed,
        allow_missing=allow_missing,
        keep_pictures=keep_pictures,
        limits=limits,
    )
    return fetch_to(target_of(path, source.name), Item(source, path), options, Throttle(clock), NamesInUse())


def fetch_to(target: Target, item: Item, options: Options, throttle: Throttle, names: NamesInUse) -> DownloadResult:
    """Fetch one source to a target; see :func:`fetch`.

    :param target: where to write.
    :param item: what to fetch, and where the caller wants it.
    :param options: how.
    :param throttle: when to ask, and how fast to receive.
    :param names: gives the file a name where the target has none.
    :return: what was written, or was there.
    """
    source, started = item.source, throttle.clock.monotonic()
    if target.name is None and source.current is not None and (facts := source.current()) and facts.name:
        target = target._replace(name=names.name_in(target.folder, facts.name, source))
    partial = Partial(target.folder, target.key_of(source.content))
    with borrowed_buffer() as buffer:
        run = _Fetch(item, options, throttle, names, target, partial, ReceivedBody(partial, buffer))
        try:
            result = _existing(run) or _download(run, buffer)
        except BaseException as error:
            _keep_or_remove(run, error)
            raise
        finally:
            partial.close()
    return replace(result, seconds=throttle.clock.monotonic() - started)


@dataclass(slots=True)
class _Fetch:
    """What is given to a fetch, and then what is known so far."""

    item: Item
    options: Options
    throttle: Throttle
    names: NamesInUse
    target: Target
    partial: Partial
    body: ReceivedBody
    #: The version of the remote file that the body belongs to.
    version: RemoteVersion = _NO_VERSION
    #: What the last good answer said about the body.
    head: Head = _NO_HEAD
    #: Bytes that an earlier run left, as long as the file goes on from them.
    leftover: int = 0
    #: Whether a range was answered wrongly before, or a whole download was wrong.
    had_bad_range: bool = False
    had_bad_body: bool = False

    @property
    def source(self) -> Source:
        """What is being fetched."""
        return self.item.source

    @property
    def offset(self) -> int:
        """First byte to ask for; 0 unless what is here can go on."""
        is_bound = self.version.last_modified is not None or (self.source.sha1 is not None and not self.leftover)
        is_part = self.source.body is Body.FILE and self.body.size < (self.version.total or 0)
        return self.body.size if is_bound and is_part else 0

    def restart(self) -> None:
        """Forget the body."""
        self.body.clear()
        self.version, self.leftover = RemoteVersion(name=self.version.name), 0


def _download(run: _Fetch, buffer: memoryview) -> DownloadResult:
    """Receive, verify, publish; what is wrong is fetched again, once."""
    is_here = _resume(run, buffer)
    while True:
        if not is_here and (existing := _receive_all(run)) is not None:
            return existing
        verified = verify(run.source, run.options, run.body, run.head, run.version)
        if verified.fault is None:
            return _publish(run, verified)
        is_fresh = not run.leftover
        if is_fresh and run.had_bad_body:
            raise error_about(run.source, IntegrityError, f"{verified.fault}; a second download was no better")
        run.had_bad_body, is_here = is_fresh, False
        run.restart()


def _existing(run: _Fetch) -> DownloadResult | None:
    """Return the file that is there if it is the right one."""
    path, source = run.target.path, run.source
    if path is None:
        return None
    sha1 = None if source.sha1 is None else source.content
    return existing_result(path, sha1, run.options, run.partial, is_picture=source.body is Body.PICTURE)


def _resume(run: _Fetch, buffer: memoryview) -> bool:
    """Take up what an earlier run left; true if that is the whole file."""
    partial = run.partial
    if run.source.body is not Body.FILE or not partial.open(create=False):
        return False
    version = partial.read_version()
    if version is None:
        partial.clear()
        return False
    partial.read_back(buffer)
    run.version, run.leftover = version, partial.size
    if partial.size == version.total and partial.sha1 == run.source.content:
        return True
    if not 0 < partial.size < (version.total or 0):
        run.restart()
    return False


def _receive_all(run: _Fetch) -> DownloadResult | None:
    """Ask until the whole body is here; return the file instead if the server's name for it is there already."""
    limits = run.options.limits
    tries = TransferTries(limits.idle_attempts, limits.attempts)
    while True:
        try:
            response = _ask(run)
            if response is None:
                return None
            with response:
                return _take(run, response)
        except ApiException as error:
            reached = 0 if isinstance(error, TooSlowError) else run.body.size
            wait_s = tries.wait_after(error, reached, run.throttle.clock)
            if wait_s is None:
                raise classified(error, run.source) from error.__cause__
            wait = run.throttle.pause if error.status in _ASKS_TO_WAIT else run.throttle.wait
        wait(wait_s)


def _ask(run: _Fetch) -> RESTResponse | None:
    """Ask until an answer is the rest of the file, or all of it; None if all of it is here."""
    while True:
        offset = run.offset
        if not offset:
            run.restart()
        run.throttle.ready()
        try:
            response = run.source.open(offset, run.version.last_modified if offset else None)
        except ApiException as error:
            if error.status != 416 or not offset:
                raise
            if size_in(error) == offset and run.body.sha1() == run.source.content:
                return None
            fault, status = f"asked for the bytes from {offset} on, and there are none", error.status
        else:
            found = range_fault(response, offset, run.version)
            if found is None:
                return response
            response.close()
            fault, status = found, response.status
        if run.had_bad_range:
            raise error_about(run.source, IntegrityError, f"{fault}, twice", status=status)
        run.had_bad_range = True
        run.restart()


def _take(run: _Fetch, response: RESTResponse) -> DownloadResult | None:
    """Receive a good answer to its end; return the file instead if the server's name for it is there already."""
    run.throttle.opened(response, run.options.limits)
    run.head = head_of(response)
    if response.status != 206:
        run.restart()
        run.version = RemoteVersion(response.length, response.headers.get("Last-Modified"), run.version.name)
        if run.target.name is None:
            _name_target(run, filename_of(response.headers.get("Content-Disposition", "")))
            if (existing := _existing(run)) is not None:
                return existing
        if (response.length or 0) > _SMALL:
            _prepare_disk(run, response.length or 0)
    run.body.receive(response, _watch(run, response), run.throttle.largest_part)
    return None


def _prepare_disk(run: _Fetch, size: int) -> None:
    """Refuse a large body that does not fit on the disk before it comes, and note its version."""
    if run.source.body is Body.FILE:
        run.body.open_partial()
        disk.require_size(run.partial.descriptor, size)
    disk.require_space(run.target.folder, size)
    if run.source.body is Body.FILE:
        run.partial.save_version(run.version)


def _most_bytes(run: _Fetch, response: RESTResponse) -> float:
    """Return how many bytes a body may have: one without a length might never end."""
    source, limits = run.source, run.options.limits
    if source.body is Body.PICTURE:
        return limits.picture_bytes
    if source.body is Body.ARCHIVE:
        return limits.most_of_archive(source.members)
    if response.length is not None:
        return inf
    known = run.version.total or source.size
    if known is None and source.current is not None and (indexed := source.current()) is not None:
        known = indexed.size
    return inf if known is None else known


def _watch(run: _Fetch, response: RESTResponse) -> Callable[[int], None]:
    """Return the function to call with each number of bytes: it limits size and rate, and looks at the free space."""
    progress = run.options.progress
    most, next_look = _most_bytes(run, response), _SPACE_STEP if response.length is None else inf

    def received(count: int) -> None:
        nonlocal next_look
        run.throttle.received(count)
        size = run.body.size
        if size > most:
            raise IntegrityError(response.status, f"the body has more than {most} bytes: too many for this")
        if size > next_look:
            next_look = size + _SPACE_STEP
            disk.require_space(run.target.folder, _SPACE_STEP)
        if progress is not None:
            progress(FileProgress(run.item, size, run.version.total))

    return received


def _name_target(run: _Fetch, sent: str | None) -> None:
    """Name a file that goes into a folder."""
    fallback = run.source.sha1 or "file"
    name = safe_name(sent, fallback) if sent else fallback + _EXTENSIONS.get(run.head.media_type or "", "")
    name = run.names.name_in(run.target.folder, name, run.source)
    run.target, run.version = run.target._replace(name=name), run.version._replace(name=name)


def _publish(run: _Fetch, verified: Verified) -> DownloadResult:
    """Give the verified body its final name."""
    if run.target.name is None:
        _name_target(run, run.version.name)
    path = os.path.join(run.target.folder, run.target.name or "")
    media_type = media_type_of(run.body.content(SIGNATURE_SIZE)) or run.head.media_type
    run.body.flush()
    options = run.options
    run.partial.publish(path, overwrite=options.overwrite, fsync=options.fsync, modified=run.version.modified)
    return DownloadResult(
        path=Path(path),
        size=run.partial.size,
        sha1=run.partial.sha1,
        media_type=media_type,
        resumed_from=run.leftover,
        is_changed=verified.is_changed,
        missing=verified.missing,
        held_back=verified.held_back,
    )


def _keep_or_remove(run: _Fetch, error: BaseException) -> None:
    """Keep what can be resumed, with its version for the next run; remove the rest."""
    is_wrong = isinstance(error, IntegrityError | PlaceholderException)
    try:
        if run.source.body is Body.FILE and run.body.size and run.version.total and not is_wrong:
            run.body.flush()
            run.partial.save_version(run.version)
            error.add_note(f"{run.partial.size} bytes are kept, for the next download to the same place")
        else:
            run.partial.discard()
    except OSError as failure:
        error.add_note(f"the partial file could not be kept: {failure}")
