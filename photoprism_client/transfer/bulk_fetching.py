"""`BulkFetch`: many small pictures, asked for in one loop by one worker of a batch.

What the loop cannot fetch is left to the workers, one by one, with all of their tries: so a failure looks the same
whichever way a picture was asked for. After one, and after a missing picture, the loop ends; the batch begins another
when pictures come again.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from photoprism_client._content.checks import NO_PICTURE
from photoprism_client._content.signatures import media_type_of
from photoprism_client._files.whole import write_whole
from photoprism_client.exceptions import (
    ApiException,
    IntegrityError,
    OpenApiException,
    PlaceholderException,
    TargetExistsError,
)
from photoprism_client.media import MediaBytes
from photoprism_client.transfer.partial import Partial, part_path
from photoprism_client.transfer.source import DownloadResult, FileProgress, Item, Options
from photoprism_client.transfer.target import Target, target_of
from photoprism_client.transfer.throttling import Shared, Throttle
from photoprism_client.transfer.verification import error_about, existing_result
from photoprism_client.transfer.works import Work, Works

#: Takes the end of an item: its result, or its error.
Finish = Callable[[Item, DownloadResult | None, OpenApiException | OSError | None], object]
#: Does something of which an error is the end of its item.
Attempt = Callable[[Work], object]

_BUSY = frozenset({408, 429})


class BulkFetch:
    """One loop.

    :param works: what is left to do.
    :param options: how.
    :param shared: what the workers share.
    :param throttle: of the worker that runs the loop.
    :param publish: publishes what has come, and takes the result as the end of its item.
    :param finish: takes the end of other items.
    """

    def __init__(
        self, works: Works, options: Options, shared: Shared, throttle: Throttle, publish: Attempt, finish: Finish
    ) -> None:
        self._works, self._options, self._shared, self._throttle = works, options, shared, throttle
        self._publish, self._finish = publish, finish
        self._connections = works.free
        self._under_way: dict[int, Work] = {}
        self._is_ending = False
        self._folder: str | None = None  # the last that was looked at, and is fit to be written to

    def run(self, first: Item) -> None:
        """Fetch an item, and those after it that can be asked for together with it.

        :param first: the item.
        :raises StoppedError: the batch ends.
        """
        if (bulk := first.source.bulk) is None:
            return
        answers = bulk.ask(self._asked(first), self._connections, self._shared.clock)
        try:
            # In a thread, since closing waits for whoever is in the loop, which may wait for the caller's items.
            self._throttle.asking(lambda: threading.Thread(target=answers.close, daemon=True).start())
            for work, answer in answers:
                del self._under_way[id(work)]
                self._take(work, answer)
                if self._shared.stopping.is_set():
                    break
        except OpenApiException:
            pass  # such as a client that was closed; what was under way fails with it, each by itself
        finally:
            answers.close()
            while (arrived := self._works.take_arrived()) is not None:  # also where the batch ends
                self._publish(arrived)
        self._throttle.check()
        for work in self._under_way.values():
            self._works.add(work)

    def _asked(self, first: Item) -> Iterator[Work]:
        """Yield what to ask for; called inside of the loop."""
        bulk, item = first.source.bulk, first
        while True:
            if (work := self._prepared(item)) is not None:
                self._under_way[id(work)] = work
                yield work
            if self._shared.stopping.is_set() or self._has_to_end:
                return
            taken = self._works.take()
            if taken is None:
                return
            item = taken
            if item.source.bulk != bulk:
                self._works.put_back(item)
                return

    @property
    def _has_to_end(self) -> bool:
        """Whether what comes next has to wait for another loop, or is to be asked for alone."""
        return self._is_ending or not self._shared.guard.is_trusted or self._works.free > self._connections

    def _prepared(self, item: Item) -> Work | None:
        """Look where an item goes; None where it ends there, because it is there or cannot be."""
        try:
            name = self._works.names.name_of(item)
            if (free := self._free_target(item)) is not None:
                return Work(item, free)
            target = target_of(item.path, name)
            existing = existing_picture(target, item, self._options)
        except (OpenApiException, OSError) as error:
            self._finish(item, None, error)
            return None
        if existing is not None:
            self._finish(item, existing, None)
            return None
        self._folder = target.folder
        return Work(item, target)

    def _free_target(self, item: Item) -> Target | None:
        """Return where an item goes, if nothing is there, and the last item went to the same folder."""
        path = item.path if isinstance(item.path, str) else str(item.path)
        folder, name = os.path.split(path)
        # What else it means has to be looked at more closely.
        is_plain = folder == self._folder and name.isascii() and name.isprintable()
        if not is_plain or not name or os.path.lexists(path):
            return None
        return Target(folder, name, is_exact=True)

    def _take(self, work: Work, answer: MediaBytes | OpenApiException) -> None:
        if isinstance(answer, PlaceholderException) or (isinstance(answer, MediaBytes) and answer.is_placeholder):
            message = f"{NO_PICTURE} Nothing was written."
            answer = error_about(work.item.source, PlaceholderException, "placeholder", message)
        if not isinstance(answer, MediaBytes):
            self._fail(work, answer)
        elif len(answer) > self._options.limits.picture_bytes:
            self._retry(work)
        else:
            self._shared.guard.count(is_good=True, is_missing=False)
            self._arrived(work._replace(content=answer), len(answer))

    def _arrived(self, work: Work, size: int) -> None:
        self._throttle.received_whole(size)
        if self._options.progress is not None:
            self._options.progress(FileProgress(work.item, size, size))
        # The system writes, and hashes, while the loop goes on; and several threads wait for a disk faster than one.
        if not self._works.offer(work):
            self._publish(work)

    def _fail(self, work: Work, error: OpenApiException) -> None:
        is_missing = isinstance(error, PlaceholderException) or getattr(error, "status", None) == 404
        if is_missing:
            self._shared.guard.count(is_good=False, is_missing=True)
        if is_missing or _is_final(error):
            self._finish(work.item, None, error)
        else:
            self._retry(work)

    def _retry(self, work: Work) -> None:
        self._is_ending = True
        self._works.add(work)


def _is_final(error: OpenApiException) -> bool:
    """Tell whether another try would be of no use."""
    if not isinstance(error, ApiException):
        return True
    return 400 <= (error.status or 0) < 500 and error.status not in _BUSY and not isinstance(error, IntegrityError)


def existing_picture(target: Target, item: Item, options: Options) -> DownloadResult | None:
    """Return the picture that is there, if it is whole; see :func:`existing_result`."""
    partial = Partial(target.folder, target.key_of(item.source.content))
    return existing_result(target.path or "", None, options, partial, is_picture=True)


def publish_picture(target: Target, item: Item, content: MediaBytes, options: Options) -> DownloadResult:
    """Write a picture that came whole and was checked.

    :param target: where to.
    :param item: what it is.
    :param content: its bytes.
    :param options: how.
    :return: what was written, or was there by now.
    :raises TargetInUseError: another transfer is writing the same file.
    :raises TargetExistsError: another file has that name, and is not to be replaced.
    :raises OSError: the file system refused.
    """
    path = os.path.join(target.folder, target.name or "")
    key = target.key_of(item.source.content)
    modified = None if content.last_modified is None else content.last_modified.timestamp()
    try:
        part, overwrite, fsync = part_path(target.folder, key), options.overwrite, options.fsync
        if not write_whole(part, path, content, overwrite=overwrite, fsync=fsync, modified=modified):
            # A killed run left something there, or another transfer is writing it.
            _write_over(Partial(target.folder, key), path, content, options, modified)
    except TargetExistsError:  # the same picture may have been asked for twice
        existing = existing_picture(target, item, options)
        if existing is None:
            raise
        return existing
    sha1 = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    media_type = media_type_of(content) or content.content_type
    return DownloadResult(path=Path(path), size=len(content), sha1=sha1, media_type=media_type)


def _write_over(partial: Partial, path: str, content: MediaBytes, options: Options, modified: float | None) -> None:
    partial.open(create=True)
    try:
        partial.clear()
        partial.write(memoryview(content))
        partial.publish(path, overwrite=options.overwrite, fsync=options.fsync, modified=modified)
    except BaseException:
        partial.discard()
        raise
    finally:
        partial.close()
