"""The routes of zips of chosen pictures: made at once, kept until the first download, whatever became of it.

Source: internal/api/zip.go and internal/entity/query/file_selection.go of the server
"""

import secrets
import shutil
import string
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import AsyncContentStream, Response, StreamingResponse

from photoprism_client.testing.library.catalogue import by_uids
from photoprism_client.testing.library.items import ORIGINALS, SIDECAR, File, Photo
from photoprism_client.testing.server.answers import access_headers, error, json_answer, private_headers
from photoprism_client.testing.server.file_rows import share_name
from photoprism_client.testing.server.files import Content, disposition, send
from photoprism_client.testing.server.selections import Selection, read_selection, selected_photos
from photoprism_client.testing.server.server_state import ServerState, session_for, state_of
from photoprism_client.testing.server.settings import require_feature

_LETTERS = string.digits + string.ascii_lowercase
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC).timestamp()  # zip dates begin here


async def create(request: Request) -> Response:
    """Answer POST /zip: what is unknown, RAW, made by the server or missing is left out without a word."""
    session_for(request, "photos")
    require_feature(request, "download")
    selection = await read_selection(request)
    state, headers = state_of(request), private_headers(request)
    if selection.is_empty:
        return error(HTTPStatus.BAD_REQUEST, "No items selected", headers)
    if state.settings["download"]["disabled"]:
        return error(HTTPStatus.FORBIDDEN, "Feature disabled", headers)
    if selection.is_too_long:
        return error(HTTPStatus.BAD_REQUEST, "Failed to create zip file", headers)
    files = _selected(state, selection)
    if not files:
        return error(HTTPStatus.NOT_FOUND, "No files available for download", headers)
    name = _write_zip(state, files, request.query_params.get("name", ""))
    return json_answer({"code": 200, "filename": name, "message": "Zip created in 0 s"}, headers=headers)


def _selected(state: ServerState, selection: Selection) -> list[tuple[Photo, File]]:
    """Return the files that go in, those of archived and private pictures too.

    A person stands for the files that show it, without those that belong to the same picture.
    """
    settings, people = state.settings["download"], set(selection.uids("subjects"))
    whole = {photo.uid for photo in selected_photos(state.library, selection.without("subjects", "labels"))}
    for label in by_uids(state.library.labels, selection.uids("labels")):
        whole |= set(label.counted_uids)
    found = [
        (photo, file)
        for photo in sorted(state.library.photos, key=lambda photo: photo.uid)
        for file in photo.files
        if photo.uid in whole or any(marker.person_uid in people for marker in file.markers)
    ]
    omitted = {"raw"} if not settings["mediaRaw"] else set()
    omitted |= {"sidecar"} if not settings["mediaSidecar"] else set()
    roots = {ORIGINALS} if settings["originals"] else {ORIGINALS, SIDECAR}
    gone = state.missing_in_zips
    return [
        (photo, file)
        for photo, file in found
        if file.media_type not in omitted and file.root in roots and not file.missing and file.uid not in gone
    ]


def _write_zip(state: ServerState, files: Iterable[tuple[Photo, File]], naming: str) -> str:
    moment = datetime.fromtimestamp(state.clock(), UTC)
    mark = "".join(secrets.choice(_LETTERS) for _ in range(8))
    name = f"photoprism-download-{moment:%Y%m%d-%H%M%S}-{mark}.zip"
    path = state.library.work_folder("zips") / name
    used: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for photo, file in files:
            if file.disk.exists():
                _add(archive, file, _member_name(photo, file, naming, used))
            else:
                state.missing_in_zips.add(file.uid)
    state.zips[name] = path
    return name


def _add(archive: zipfile.ZipFile, file: File, name: str) -> None:
    modified = datetime.fromtimestamp(max(file.disk.stat().st_mtime, _EARLIEST), UTC)
    with archive.open(zipfile.ZipInfo(name, modified.timetuple()[:6]), "w") as target, file.disk.open("rb") as source:
        shutil.copyfileobj(source, target)


def _member_name(photo: Photo, file: File, naming: str, used: dict[str, int]) -> str:
    """Return the name of a file in the zip, with a number from the second one of that name on."""

    def named(sequence: int) -> str:
        if naming == "share":
            return share_name(photo, file, sequence)
        base = file.original_name.rpartition("/")[2] if naming == "original" and file.original_name else file.base
        path = PurePosixPath(base)
        return f"{path.stem} ({sequence}){path.suffix}" if sequence else base

    name = named(0)
    sequence = used.get(name.lower(), 0)
    used[name.lower()] = sequence + 1
    return named(sequence)


async def download(request: Request) -> Response:
    """Answer GET /zip/{filename}: **any answer with content is the last one**, of a ``Range`` too.

    The real server deletes the zip a second later; here it is gone at once, so that no client can count on that second.
    """
    state = state_of(request)
    if not state.access.download_ok(request.query_params.get("t", "")):
        return Response(status_code=HTTPStatus.FORBIDDEN, headers=access_headers(request))
    name = request.path_params["filename"]
    path = state.zips.pop(name, None)
    if path is None:
        return Response(status_code=HTTPStatus.NOT_FOUND, headers=access_headers(request))
    stat = path.stat()
    content = Content("application/zip", stat.st_size, stat.st_mtime, path=path)
    answer = send(request, content, {"Content-Disposition": disposition(name)})
    if isinstance(answer, StreamingResponse):
        answer.body_iterator = _then_deleted(answer.body_iterator, path)
    return answer


async def _then_deleted(blocks: AsyncContentStream, path: Path) -> AsyncContentStream:
    try:
        async for block in blocks:
            yield block
    finally:
        path.unlink(missing_ok=True)


ROUTES = (("POST", "/zip", create), ("GET", "/zip/{filename}", download))
