"""Upload files: what the server has is not sent, and each file is looked up afterwards, since 200 proves nothing.

::

    group: files of one name in one folder      under a separate token: of two files of one name the first is lost
      judge name and content ─> refused
      hash, look up ──────────> already there, already there but archived
      send (POST)               what breaks off leaves nothing, so it is sent again
      import (PUT)              blocks until it is done; if the answer is lost, the server may go on all the same
      look up ────────────────> uploaded, in review, refused, waiting

The server keeps what was sent for the session that sent it: if that was renewed in between, the group is sent again,
once.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from photoprism_client._identifiers import is_uid
from photoprism_client._settings.validation import text
from photoprism_client.exceptions import (
    ApiException,
    ApiTypeError,
    ApiValueError,
    ForbiddenException,
    NotAppliedError,
)
from photoprism_client.writing.items import ALBUM, LOWEST_APPROVED, Item, one_or_many, uid_of
from photoprism_client.writing.local_files import LocalFile, LocalPaths, find, grouped
from photoprism_client.writing.upload_requests import Apis, UploadRequests, new_token
from photoprism_client.writing.upload_results import OnUpload, UploadedFile, UploadProgress, UploadReason, UploadState

if TYPE_CHECKING:
    from photoprism_client.api.albums_api import AlbumsApi
    from photoprism_client.models.entity_photo import EntityPhoto

#: Albums to put photos into: titles, UIDs or models, one or many.
Albums = Item | Iterable[Item]

_REFUSED_BY_PROXY = 413
# Bytes. Only admins learn the server's limit, so it is not asked for smaller files before one is left out.
_WORTH_ASKING = 100 * 1024 * 1024
_LOOKED_AGAIN_AFTER_S = (1.0, 2.0, 4.0, 8.0, 16.0)
_MOST_SHOWN = 10


def upload(apis: Apis, paths: LocalPaths, albums: Albums, progress: OnUpload | None) -> list[UploadedFile]:
    """Upload files: see ``PhotosApi.upload``."""
    if progress is not None and not callable(progress):
        raise ApiTypeError(f"progress must be callable or None, not {type(progress).__name__}")
    wanted, files = _checked_albums(albums), find(paths)
    uids = [_album_uid(apis.albums, album) for album in wanted] if files else []
    run = _Run(apis, uids, progress)
    results: dict[Path, UploadedFile] = {}
    try:
        for group in grouped(files):
            results |= run.upload(group)
        _put_into_albums(apis.albums, uids, results.values())
    except ApiException as error:
        if not run.has_sent and not isinstance(error, NotAppliedError):
            raise
        left = [str(file.path) for file in files if file.path not in results]
        raise _stopped(error, left, [results[file.path] for file in files if file.path in results]) from error
    return [results[file.path] for file in files]


def preview(apis: Apis, paths: LocalPaths) -> dict[Path, UploadedFile | None]:
    """Tell what an upload of files would do: they are read, and looked up on the server, but none is sent.

    :param apis: what the upload would ask.
    :param paths: files and folders, one or many.
    :return: by path, what is known of each file; None for those that would be sent.
    :raises ApiValueError: a path is neither a file nor a folder, or no user is logged in.
    :raises ApiException: a call failed.
    :raises OSError: a folder cannot be read.
    """
    run, found = _Run(apis, [], None), find(paths)
    results: dict[Path, UploadedFile] = {}
    for group in grouped(found):
        results |= run.sort(group)[0]
    return {file.path: results.get(file.path) for file in found}


class _Run:
    """Uploads groups of files, one after the other."""

    def __init__(self, apis: Apis, albums: list[str], progress: OnUpload | None) -> None:
        self._requests = UploadRequests(apis)
        self._clock, self._albums, self._progress = apis.client.clock, albums, progress
        self._limit: int | None = None
        self.has_sent = False

    def upload(self, group: list[LocalFile]) -> dict[Path, UploadedFile]:
        """Upload files that belong together."""
        results, missing = self.sort(group)
        return results | self._send(missing) if missing else results

    def sort(self, group: list[LocalFile]) -> tuple[dict[Path, UploadedFile], list[LocalFile]]:
        """Tell files that belong together apart: what is known of some of them, and those that are to be sent."""
        results: dict[Path, UploadedFile] = {}
        good = [file for file in group if not self._is_out(file, results)]
        there = self._requests.photos_of(good)
        for file in good:
            if file.path in there:
                results[file.path] = _found(file, there[file.path], is_new=False)
                self._tell(file)
        missing = [file for file in good if file.path not in there]
        if any(file.is_main for file in missing):
            return results, missing
        return results | _all(missing, UploadReason.NO_PICTURE), []

    def _is_out(self, file: LocalFile, results: dict[Path, UploadedFile]) -> bool:
        """Read a file; note a result if it cannot be read, or the server would not take it."""
        try:
            reason = file.fault_of_name() or file.read()
        except OSError as error:
            results |= _all([file], UploadReason.UNREADABLE, error)
            return True
        if file.size > _WORTH_ASKING:
            self._limit = self._requests.limit()
        if reason is None and self._limit is not None and file.size > self._limit:
            reason = UploadReason.TOO_LARGE
        if reason is not None:
            results |= _all([file], reason)
        return reason is not None

    def _send(self, files: list[LocalFile]) -> dict[Path, UploadedFile]:
        for is_last in (False, True):
            session, token = self._requests.session, new_token()
            try:
                self._requests.send(files, token, self._progress)
            except OSError as error:
                if error.filename is None:  # of the caller's progress
                    raise
                return _all(files, UploadReason.CHANGED, error)
            except ApiException as error:
                self.has_sent = self.has_sent or not 400 <= (error.status or 0) <= 499
                if reason := _refusal(error):
                    return _all(files, reason)
                raise
            self.has_sent = True
            is_done = self._requests.import_sent(token, self._albums)
            there = self._look_again(files, is_done)
            if there or is_last or session == self._requests.session:
                break
        return self._results(files, there, is_done)

    def _look_again(self, files: list[LocalFile], is_done: bool) -> "dict[Path, EntityPhoto]":
        there = self._requests.photos_of(files)
        for wait_s in () if is_done else _LOOKED_AGAIN_AFTER_S:
            if len(there) == len(files):
                break
            self._clock.sleep(wait_s)
            there = self._requests.photos_of(files)
        return there

    def _results(
        self, files: list[LocalFile], there: "Mapping[Path, EntityPhoto]", is_done: bool
    ) -> dict[Path, UploadedFile]:
        results = {}
        for file in files:
            if file.path in there:
                results[file.path] = _found(file, there[file.path], is_new=True)
            elif is_done:
                results |= _all([file], self._why_not(file, bool(there)))
            else:
                results[file.path] = UploadedFile(path=file.path, state=UploadState.WAITING, sha1=file.sha1)
        return results

    def _why_not(self, file: LocalFile, has_picture: bool) -> UploadReason:
        """Tell why a file was not indexed; from now on, files over the limit are not sent."""
        if not file.is_main and not has_picture:
            return UploadReason.NO_PICTURE
        self._limit = self._requests.limit()
        is_large = self._limit is not None and file.size > self._limit
        return UploadReason.TOO_LARGE if is_large else UploadReason.NOT_INDEXED

    def _tell(self, file: LocalFile) -> None:
        if self._progress is not None:
            self._progress(UploadProgress(file.path, file.size, file.size))


def _checked_albums(albums: object) -> list[str]:
    """Return titles and UIDs, checked as far as that goes without asking the server."""
    found = [
        text("each of albums", album) if isinstance(album, str) else uid_of("albums", album, ALBUM)
        for album in one_or_many("albums", albums, "titles, UIDs or models")
    ]
    if "" in found:
        raise ApiValueError("albums must not hold an empty title")
    return list(dict.fromkeys(found))


def _album_uid(albums: "AlbumsApi", album: str) -> str:
    """Return the UID of an album that exists: the server silently accepts an unknown UID."""
    if not is_uid(album, "a"):
        return albums.ensure(album).uid or ""
    kind = albums.get_album(album).type
    if kind != "album":
        raise ApiValueError(f"albums must hold albums that somebody made: {album} is a {kind}, which is a filter")
    return album


def _put_into_albums(api: "AlbumsApi", albums: list[str], results: Iterable[UploadedFile]) -> None:
    """Put photos into albums that were there before; those of new files are in them."""
    photos = list(dict.fromkeys(result.photo_uid for result in results if result.photo_uid and result.is_there))
    for album in albums if photos else ():
        api.add(album, photos)


def _all(files: Iterable[LocalFile], reason: UploadReason, error: OSError | None = None) -> dict[Path, UploadedFile]:
    state = UploadState.REFUSED if error is None else UploadState.FAILED
    return {
        file.path: UploadedFile(path=file.path, state=state, reason=reason, sha1=file.sha1 or None, error=error)
        for file in files
    }


def _found(file: LocalFile, photo: "EntityPhoto", *, is_new: bool) -> UploadedFile:
    quality, reason = photo.quality or 0, None
    state = UploadState.UPLOADED if is_new else UploadState.ALREADY_THERE
    if photo.deleted_at is not None:
        state = UploadState.ALREADY_ARCHIVED
    elif quality < 0:
        state, reason = UploadState.REFUSED, UploadReason.NOT_INDEXED
    elif is_new and quality < LOWEST_APPROVED:
        state = UploadState.IN_REVIEW
    return UploadedFile(path=file.path, state=state, reason=reason, photo_uid=photo.uid, sha1=file.sha1)


def _refusal(error: ApiException) -> UploadReason | None:
    """Tell why the server refuses these files, rather than all."""
    if error.status == _REFUSED_BY_PROXY:
        return UploadReason.TOO_LARGE
    if isinstance(error, ForbiddenException) and "offensive" in (error.body or "").lower():
        return UploadReason.OFFENSIVE
    return None


def _stopped(error: ApiException, left: list[str], done: list[UploadedFile]) -> NotAppliedError:
    if not left:
        return NotAppliedError(
            f"all files are uploaded, but some are not in their albums: {error.message}",
            items=getattr(error, "items", ()),
            done=done,
            cause=error,
        )
    more = f" and {len(left) - _MOST_SHOWN} more" if len(left) > _MOST_SHOWN else ""
    message = f"{len(left)} of {len(left) + len(done)} not known to be uploaded, since a call failed: "
    return NotAppliedError(f"{message}{', '.join(left[:_MOST_SHOWN])}{more}", items=left, done=done, cause=error)
