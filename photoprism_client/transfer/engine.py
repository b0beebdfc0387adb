"""`fetch`: one source becomes one verified file, or an error that says why not.

The final name appears only when the bytes are verified. Files resume where a connection broke off, also in a later
run; pictures and zips start again.
"""

import os
from pathlib import Path

from photoprism_client._call.decoding import head_of
from photoprism_client._call.retry import TransferTries
from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._content.checks import GOOD, Body, Head, check
from photoprism_client._content.signatures import media_type_of
from photoprism_client._files import atomic, disk
from photoprism_client._files.names import safe_name
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiException, IntegrityError, PlaceholderException
from photoprism_client.media import filename_of
from photoprism_client.transfer import answers
from photoprism_client.transfer.flow import Flow, TooSlowError, rate_watch
from photoprism_client.transfer.intake import Intake, borrowed_buffer
from photoprism_client.transfer.judge import Judge, Verdict
from photoprism_client.transfer.partial import Origin, Partial
from photoprism_client.transfer.source import DEFAULT_LIMITS, DownloadResult, Limits, Options, Progress, Source
from photoprism_client.transfer.target import Target, find, name_in, sha1_of, target_of

_NOTED_SIZE = 1024 * 1024  # bytes; a smaller file is fetched again after a crash
_SPACE_STEP = 64 * 1024 * 1024  # bytes of a body without a length after which the space is looked at again
_EXTENSIONS = {"image/jpeg": ".jpg", "image/png": ".png", "application/zip": ".zip"}
_ASKS_TO_WAIT = frozenset({429, 503})
_SIGNATURE_SIZE = 1024  # bytes that tell what a file is


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
    :param progress: is told, in this thread, how far the file is.
    :param fsync: wait for the disk before the file gets its name, and after.
    :param accept_changed: take a file that changed on the server since it was indexed.
    :param allow_missing: take a zip that lacks members.
    :param keep_pictures: leave a whole JPEG or PNG of that name alone where a thumbnail or cover is asked for.
    :param clock: what to sleep and to measure time with.
    :param limits: bounds.
    :return: what was written, or was there.
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
    options = Options(
        overwrite=overwrite,
        progress=progress,
        fsync=fsync,
        accept_changed=accept_changed,
        allow_missing=allow_missing,
        keep_pictures=keep_pictures,
        limits=limits,
    )
    return fetch_with(source, path, options, Flow(clock), source.name)


def fetch_with(
    source: Source, path: str | os.PathLike[str], options: Options, flow: Flow, name: str | None
) -> DownloadResult:
    """Fetch one source into one file, at the pace of a flow; see :func:`fetch`.

    :param source: what to fetch.
    :param path: the file to write, or an existing folder.
    :param options: how.
    :param flow: its pace.
    :param name: what to call the file in a folder; None where that is not known yet.
    :return: what was written, or was there.
    """
    target = target_of(path, name, flow.folders)
    if target.name is None and source.current is not None and (facts := source.current()) and facts.name:
        target = target._replace(name=_free_name(facts.name, target, source, options))
    with borrowed_buffer() as buffer:
        return _Fetch(source, target, options, flow, buffer).run()


def _free_name(name: str, target: Target, source: Source, options: Options) -> str:
    return name_in(target.folder, name) if options.name_in is None else options.name_in(target.folder, name, source)


class _Fetch:
    """One source on its way to one file."""

    def __init__(self, source: Source, target: Target, options: Options, flow: Flow, buffer: memoryview) -> None:
        self._source, self._target, self._options, self._flow = source, target, options, flow
        self._buffer = buffer
        content = source.key if source.sha1 is None else source.sha1.lower()
        self._partial = Partial(target.folder, target.key_of(content))
        self._intake = Intake(self._partial, buffer)
        self._started = flow.clock.monotonic()
        self._origin = Origin()
        self._head = Head(None, is_attachment=False, is_framed=True)
        #: Bytes that a run before this one left, as long as the file goes on from them.
        self._leftover = 0
        self._was_mistrusted = self._was_refetched = False
        self._judge = Judge(source, options, self._intake)
        self._verdict = Verdict()
        self._there: DownloadResult | None = None

    def run(self) -> DownloadResult:
        """Fetch, verify, publish."""
        try:
            self._there = self._existing()
            if self._there is None and not self._resume():
                self._fill()
            while self._there is None and not self._is_verified():
                self._fill()
            return self._there or self._publish()
        except BaseException as error:
            self._keep_or_drop(error)
            raise
        finally:
            self._partial.close()

    # What is there already

    def _existing(self) -> DownloadResult | None:
        """Return the file that is there if it is the right one; refuse to go on where it is not to be replaced."""
        path = self._target.path
        found = None if path is None else find(path)
        if path is None or found is None:
            return None
        is_ours = self._partial.is_published_as(found)
        if (is_ours or self._is_checkable(found.st_size)) and not os.path.islink(path) and (digest := sha1_of(path)):
            sha1, size = digest
            if is_ours or self._is_right(path, sha1):
                self._partial.discard_leftover()
                return self._result(path, size, sha1, was_there=True)
        if not self._options.overwrite:
            raise atomic.exists_error(path)
        return None

    def _is_checkable(self, size: int) -> bool:
        return self._source.sha1 is not None or (
            self._options.keep_pictures
            and self._source.body is Body.PICTURE
            and size <= self._options.limits.picture_bytes
        )

    def _is_right(self, path: str, sha1: str) -> bool:
        if self._source.sha1 is not None:
            return sha1 == self._source.sha1.lower()
        head = Head(None, is_attachment=False, is_framed=False)
        return check(Body.PICTURE, Path(path).read_bytes(), head) == GOOD

    def _resume(self) -> bool:
        """Take up what an earlier run left; true where that is the whole file."""
        if self._source.body is not Body.FILE or not self._partial.open(create=False):
            return False
        note = self._partial.read_note()
        if note is None:
            self._partial.clear()
            return False
        self._partial.read_back(self._buffer)
        self._origin, self._leftover = note, self._partial.size
        is_whole = self._partial.size == note.total and self._partial.sha1 == (self._source.sha1 or "").lower()
        if is_whole and self._target.name is None:
            self._find_name(note.name)
        elif not is_whole and not 0 < self._partial.size < (note.total or 0):
            self._start_again()
        return is_whole

    # Receiving

    def _fill(self) -> None:
        """Ask, and ask again, until the whole body is here."""
        limits = self._options.limits
        tries = TransferTries(limits.idle_attempts, limits.attempts)
        while True:
            try:
                while not self._attempt():
                    pass
                return
            except ApiException as error:
                reached = 0 if isinstance(error, TooSlowError) else self._intake.size
                wait_s = tries.wait_after(error, reached, self._flow.clock)
                if wait_s is None:
                    raise answers.named(error, self._source) from error.__cause__
                wait = self._flow.hold if error.status in _ASKS_TO_WAIT else self._flow.rest
            wait(wait_s)

    def _attempt(self) -> bool:
        """Ask once; false where the answer was of no use and another one is to be asked for at once."""
        offset = self._intake.size if self._is_resumable() else 0
        if not offset:
            self._start_again()
        self._flow.ready()
        try:
            response = self._source.open(offset, self._origin.last_modified if offset else None)
        except ApiException as error:
            if error.status != 416 or not offset:
                raise
            return self._is_all(error, offset)
        with response:
            self._flow.opened(response)
            if not (self._goes_on(response, offset) if response.status == 206 else self._begins(response)):
                return False
            if self._there is None:
                self._receive(response)
            return True

    def _is_resumable(self) -> bool:
        known = self._origin.last_modified is not None or (self._source.sha1 is not None and not self._leftover)
        return self._source.body is Body.FILE and known and self._intake.size < (self._origin.total or 0)

    def _goes_on(self, response: RESTResponse, offset: int) -> bool:
        """Tell whether a 206 can be appended to what is here."""
        if answers.is_exact_rest(response, offset, self._origin):
            self._head = head_of(response)
            return True
        wanted = f"the bytes from {offset} of {self._origin.total}"
        return self._mistrust(f"asked for {wanted}, got {answers.range_of(response)}", response)

    def _begins(self, response: RESTResponse) -> bool:
        """Tell whether a 200 can be taken from its first byte; it also answers a range that is not served."""
        if "Content-Range" in response.headers:
            # A whole body would have none (RFC 9110, 14.4): whether this is one cannot be told.
            return self._mistrust(f"a whole file was answered with {answers.range_of(response)}", response)
        self._start_again()
        self._head = head_of(response)
        self._origin = Origin(response.length, response.headers.get("Last-Modified"), self._origin.name)
        if self._target.name is None:
            self._find_name(filename_of(response.headers.get("Content-Disposition", "")))
            self._there = self._existing()
        if self._there is None and (response.length or 0) > _NOTED_SIZE:
            self._make_ready(response.length or 0)
        return True

    def _make_ready(self, size: int) -> None:
        """Refuse a large body that the disk has no room for before it comes, and note what it is a part of."""
        if self._source.body is not Body.FILE:
            disk.require_space(self._target.folder, size)
            return
        self._intake.open()
        disk.require_size(self._partial.descriptor, size)
        disk.require_space(self._target.folder, size)
        self._partial.write_note(self._origin)

    def _is_all(self, error: ApiException, offset: int) -> bool:
        """Judge a 416: nothing is behind the offset. Either all of the file is here, or it is another file by now."""
        if answers.total_behind(error) == offset and self._intake.sha1() == (self._source.sha1 or "").lower():
            return True
        return self._mistrust(f"asked for the bytes from {offset} on, and there are none", error)

    def _receive(self, response: RESTResponse) -> None:
        limits, flow, progress = self._options.limits, self._flow, self._options.progress
        most = self._most(response)
        watch = rate_watch(limits.slowest_bytes_per_s, limits.window_s, lambda: flow.clock.monotonic() - flow.slept_s)
        next_look = _SPACE_STEP if response.length is None else float("inf")

        def received(count: int) -> None:
            nonlocal next_look
            watch(count)
            flow.received(count)
            if self._intake.size > next_look:
                next_look = self._intake.size + _SPACE_STEP
                disk.require_space(self._target.folder, _SPACE_STEP)
            if progress is not None:
                progress(self._intake.size, self._origin.total)

        self._intake.take(response, received=received, most=most, largest_part=flow.largest_part)

    def _most(self, response: RESTResponse) -> int | None:
        """Tell how many bytes a body may have: one without a length might never end."""
        source = self._source
        if source.body is Body.PICTURE:
            return self._options.limits.picture_bytes
        if source.body is Body.ARCHIVE:
            return self._options.limits.most_of_archive(source.members)
        if source.body is not Body.FILE or response.length is not None:
            return None
        if (known := self._origin.total or source.size) is not None:
            return known
        indexed = None if source.current is None else source.current()
        return None if indexed is None else indexed.size

    def _mistrust(self, reason: str, answer: RESTResponse | ApiException) -> bool:
        """Start again, once."""
        if self._was_mistrusted:
            raise self._judge.error(IntegrityError, f"{reason}, twice", status=answer.status)
        self._was_mistrusted = True
        self._start_again()
        return False

    def _start_again(self) -> None:
        self._intake.clear()
        self._origin, self._leftover = Origin(name=self._origin.name), 0

    def _find_name(self, told: str | None) -> None:
        """Name a file that goes into a folder."""
        fallback = self._source.sha1 or "file"
        name = safe_name(told, fallback) if told else fallback + _EXTENSIONS.get(self._head.media_type or "", "")
        name = _free_name(name, self._target, self._source, self._options)
        self._target = self._target._replace(name=name)
        self._origin = self._origin._replace(name=name)

    def _is_verified(self) -> bool:
        """Tell whether the body is right; false, once, to fetch it again."""
        self._verdict = self._judge.judge(self._head, self._origin)
        if self._verdict.fault is None:
            return True
        is_new = not self._leftover
        if is_new and self._was_refetched:
            raise self._judge.error(IntegrityError, f"{self._verdict.fault}; a second download was no better")
        self._was_refetched = is_new
        self._start_again()
        return False

    # Ending

    def _publish(self) -> DownloadResult:
        if self._target.name is None:
            self._find_name(self._origin.name)
        path = os.path.join(self._target.folder, self._target.name or "")
        sha1, size = self._intake.sha1(), self._intake.size
        with self._intake.content(_SIGNATURE_SIZE) as content:
            media_type = media_type_of(content) or self._head.media_type
        self._intake.spill()
        options = self._options
        self._partial.publish(
            path,
            overwrite=options.overwrite,
            fsync=options.fsync,
            modified=answers.moment_of(self._origin.last_modified),
        )
        return self._result(path, size, sha1, media_type=media_type)

    def _result(
        self, path: str, size: int, sha1: str, *, media_type: str | None = None, was_there: bool = False
    ) -> DownloadResult:
        if was_there:
            with open(path, "rb") as file:
                media_type = media_type_of(file.read(_SIGNATURE_SIZE))
        return DownloadResult(
            path=Path(path),
            size=size,
            sha1=sha1,
            media_type=media_type,
            seconds=self._flow.clock.monotonic() - self._started,
            resumed_from=self._leftover,
            was_there=was_there,
            is_changed=self._verdict.is_changed,
            missing=self._verdict.absent.missing,
            left_out=self._verdict.absent.left_out,
        )

    def _keep_or_drop(self, error: BaseException) -> None:
        """Keep what can be resumed, with a note for the next run; remove the rest."""
        is_wrong = isinstance(error, IntegrityError | PlaceholderException)
        try:
            if self._source.body is Body.FILE and self._intake.size and self._origin.total and not is_wrong:
                self._intake.spill()
                self._partial.write_note(self._origin)
                error.add_note(f"{self._partial.size} bytes are kept, for the next download to the same place")
            else:
                self._partial.discard()
        except OSError as failure:
            error.add_note(f"the partial file could not be kept: {failure}")
