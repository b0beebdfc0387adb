"""The routes that answer with pictures: thumbnails, covers, originals."""

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.items import Album, File, Folder, Label
from photoprism_client.testing.server.answers import (
    ALBUM_ICON,
    BROKEN_ICON,
    LABEL_ICON,
    PHOTO_ICON,
    access_headers,
    icon,
    json_answer,
)
from photoprism_client.testing.server.file_rows import share_name
from photoprism_client.testing.server.files import Content, content_of, disposition, send
from photoprism_client.testing.server.group_rows import cover_of, thumb_of
from photoprism_client.testing.server.server_state import ServerState, state_of
from photoprism_client.testing.server.thumbnails import CROP_SIZES, NoThumbnail, ThumbSize

_THUMB_CACHE = "private, max-age=2592000, immutable"
_COVER_CACHE = "private, max-age=3600"


def refused(request: Request, svg: bytes) -> Response:
    """Return the picture that says 403."""
    answer = icon(svg, HTTPStatus.FORBIDDEN)
    answer.headers.update(access_headers(request))
    return answer


async def thumb(request: Request) -> Response:
    """Answer GET /t/{thumb}/{token}/{size}."""
    state, params = state_of(request), request.path_params
    if not state.access.preview_ok(params["token"]):
        return refused(request, BROKEN_ICON)
    digest, _, area = params["thumb"].partition("-")
    file = _shown_file(state, digest)
    try:
        size = _crop_size(params["size"]) if area else state.thumbnails.size(params["size"])
        if file is None:
            return icon(PHOTO_ICON)
        content = await run_in_threadpool(state.thumbnails.make, file, size, area)
    except NoThumbnail as exc:
        if exc.missing and file is not None:
            _lost(state, file)
        return icon(BROKEN_ICON if exc.broken else PHOTO_ICON)
    return send(request, content, {"Cache-Control": _THUMB_CACHE} | _attachment(request, state, file))


def _crop_size(name: str) -> ThumbSize:
    if name not in CROP_SIZES:
        raise NoThumbnail(f"unknown crop size {name}")
    return ThumbSize(name, CROP_SIZES[name], CROP_SIZES[name])


def _shown_file(state: ServerState, digest: str) -> File | None:
    file = state.library.file(digest)
    if file is None or file.displayable or file.error:
        return file
    photo = state.library.photo(file.photo_uid)
    return photo.primary if photo else None


def _lost(state: ServerState, file: File) -> None:
    """Take a missing file out of the index, and its picture with it when no file of it is left."""
    state.library.mark_missing(file)
    photo = state.library.photo(file.photo_uid)
    if photo is not None and all(member.missing for member in photo.files):
        state.library.forget(photo)


def _attachment(request: Request, state: ServerState, file: File) -> dict[str, str]:
    return (
        {"Content-Disposition": disposition(_name(request, state, file))}
        if request.query_params.get("download")
        else {}
    )


def _name(request: Request, state: ServerState, file: File) -> str:
    photo = state.library.photo(file.photo_uid)
    return share_name(photo, file) if photo and request.query_params.get("name") == "share" else file.base


async def album_cover(request: Request) -> Response:
    """Answer GET /albums/{uid}/t/{token}/{size}."""
    return await _cover(request, by_uid(state_of(request).library.albums, request.path_params["uid"]), ALBUM_ICON)


async def label_cover(request: Request) -> Response:
    """Answer GET /labels/{uid}/t/{token}/{size}."""
    return await _cover(request, by_uid(state_of(request).library.labels, request.path_params["uid"]), LABEL_ICON)


async def folder_cover(request: Request) -> Response:
    """Answer GET /folders/t/{uid}/{token}/{size}."""
    return await _cover(request, by_uid(state_of(request).library.folders, request.path_params["uid"]), ALBUM_ICON)


async def _cover(request: Request, item: Album | Label | Folder | None, svg: bytes) -> Response:
    state = state_of(request)
    if not state.access.preview_ok(request.path_params["token"]):
        return refused(request, svg)
    file = cover_of(state.library, item) if item else None
    if file is None or _is_assigned(state, item):
        return icon(svg)
    try:
        content = await run_in_threadpool(_cover_content, state, file, request.path_params["size"])
    except NoThumbnail:
        return icon(svg)
    return send(request, content, {"Cache-Control": _COVER_CACHE} | _attachment(request, state, file))


def _is_assigned(state: ServerState, item: Album | Label | Folder | None) -> bool:
    """Tell whether a server of 2026 leaves this cover to get_thumb, since the client knows its hash."""
    return state.signed and isinstance(item, Album | Label) and bool(thumb_of(state.library, item))


def _cover_content(state: ServerState, file: File, name: str) -> Content:
    if not file.disk.exists():
        state.library.mark_missing(file)
        raise NoThumbnail(f"{file.name} is missing", missing=True)
    return state.thumbnails.make(file, state.thumbnails.cover_size(name))


async def download(request: Request) -> Response:
    """Answer GET /dl/{hash}."""
    state = state_of(request)
    if not state.access.download_ok(request.query_params.get("t", "")):
        return refused(request, BROKEN_ICON)
    file = state.library.file(request.path_params["hash"])
    if file is None or _hidden_from_everyone(state, file):
        return json_answer({"error": "record not found"}, HTTPStatus.NOT_FOUND)
    return _original(request, state, file, BROKEN_ICON)


async def photo_download(request: Request) -> Response:
    """Answer GET /photos/{uid}/dl with the primary file."""
    state = state_of(request)
    if not state.access.download_ok(request.query_params.get("t", "")):
        return refused(request, BROKEN_ICON)
    photo = state.library.photo(request.path_params["uid"])
    if photo is None or photo.primary is None or _hidden_from_everyone(state, photo.primary):
        return icon(PHOTO_ICON, HTTPStatus.NOT_FOUND)
    return _original(request, state, photo.primary, PHOTO_ICON)


def _hidden_from_everyone(state: ServerState, file: File) -> bool:
    """Tell whether a file is refused to tokens without a session; a session with all rights gets every file."""
    photo = state.library.photo(file.photo_uid)
    return state.signed and state.access.public and photo is not None and photo.quality == -1


def _original(request: Request, state: ServerState, file: File, svg: bytes) -> Response:
    try:
        content = content_of(file.disk, file.name)
    except OSError:
        state.library.mark_missing(file)
        return icon(svg, HTTPStatus.NOT_FOUND)
    headers = {"Content-Disposition": disposition(_name(request, state, file))} | access_headers(request)
    return send(request, content, headers)
