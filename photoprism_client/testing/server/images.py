"""The routes that answer with pictures: thumbnails, covers, originals."""

from __future__ import annotations

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

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
from photoprism_client.testing.server.site import Site, site_of
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
    site, params = site_of(request), request.path_params
    if not site.access.preview_ok(params["token"]):
        return refused(request, BROKEN_ICON)
    digest, _, area = params["thumb"].partition("-")
    file = _shown_file(site, digest)
    try:
        size = _crop_size(params["size"]) if area else site.thumbnails.size(params["size"])
        if file is None:
            return icon(PHOTO_ICON)
        content = await run_in_threadpool(site.thumbnails.make, file, size, area)
    except NoThumbnail as exc:
        if exc.missing and file is not None:
            _lost(site, file)
        return icon(BROKEN_ICON if exc.broken else PHOTO_ICON)
    return send(request, content, {"Cache-Control": _THUMB_CACHE} | _attachment(request, site, file))


def _crop_size(name: str) -> ThumbSize:
    if name not in CROP_SIZES:
        raise NoThumbnail(f"unknown crop size {name}")
    return ThumbSize(name, CROP_SIZES[name], CROP_SIZES[name])


def _shown_file(site: Site, digest: str) -> File | None:
    file = site.library.file(digest)
    if file is None or file.displayable or file.error:
        return file
    photo = site.library.photo(file.photo_uid)
    return photo.primary if photo else None


def _lost(site: Site, file: File) -> None:
    """Take a missing file out of the index, and its picture with it when no file of it is left."""
    site.library.mark_missing(file)
    photo = site.library.photo(file.photo_uid)
    if photo is not None and all(member.missing for member in photo.files):
        site.library.forget(photo)


def _attachment(request: Request, site: Site, file: File) -> dict[str, str]:
    return (
        {"Content-Disposition": disposition(_name(request, site, file))} if request.query_params.get("download") else {}
    )


def _name(request: Request, site: Site, file: File) -> str:
    photo = site.library.photo(file.photo_uid)
    return share_name(photo, file) if photo and request.query_params.get("name") == "share" else file.base


async def album_cover(request: Request) -> Response:
    """Answer GET /albums/{uid}/t/{token}/{size}."""
    return await _cover(request, site_of(request).library.album(request.path_params["uid"]), ALBUM_ICON)


async def label_cover(request: Request) -> Response:
    """Answer GET /labels/{uid}/t/{token}/{size}."""
    return await _cover(request, site_of(request).library.label(request.path_params["uid"]), LABEL_ICON)


async def folder_cover(request: Request) -> Response:
    """Answer GET /folders/t/{uid}/{token}/{size}."""
    return await _cover(request, site_of(request).library.folder(request.path_params["uid"]), ALBUM_ICON)


async def _cover(request: Request, item: Album | Label | Folder | None, svg: bytes) -> Response:
    site = site_of(request)
    if not site.access.preview_ok(request.path_params["token"]):
        return refused(request, svg)
    file = cover_of(site.library, item) if item else None
    if file is None or _is_assigned(site, item):
        return icon(svg)
    try:
        content = await run_in_threadpool(_cover_content, site, file, request.path_params["size"])
    except NoThumbnail:
        return icon(svg)
    return send(request, content, {"Cache-Control": _COVER_CACHE} | _attachment(request, site, file))


def _is_assigned(site: Site, item: Album | Label | Folder | None) -> bool:
    """Tell whether a server of 2026 leaves this cover to get_thumb, since the client knows its hash."""
    return site.signed and isinstance(item, Album | Label) and bool(thumb_of(site.library, item))


def _cover_content(site: Site, file: File, name: str) -> Content:
    if not file.disk.exists():
        site.library.mark_missing(file)
        raise NoThumbnail(f"{file.name} is missing", missing=True)
    return site.thumbnails.make(file, site.thumbnails.cover_size(name))


async def download(request: Request) -> Response:
    """Answer GET /dl/{hash}."""
    site = site_of(request)
    if not site.access.download_ok(request.query_params.get("t", "")):
        return refused(request, BROKEN_ICON)
    file = site.library.file(request.path_params["hash"])
    if file is None or _hidden_from_everyone(site, file):
        return json_answer({"error": "record not found"}, HTTPStatus.NOT_FOUND)
    return _original(request, site, file, BROKEN_ICON)


async def photo_download(request: Request) -> Response:
    """Answer GET /photos/{uid}/dl with the primary file."""
    site = site_of(request)
    if not site.access.download_ok(request.query_params.get("t", "")):
        return refused(request, BROKEN_ICON)
    photo = site.library.photo(request.path_params["uid"])
    if photo is None or photo.primary is None or _hidden_from_everyone(site, photo.primary):
        return icon(PHOTO_ICON, HTTPStatus.NOT_FOUND)
    return _original(request, site, photo.primary, PHOTO_ICON)


def _hidden_from_everyone(site: Site, file: File) -> bool:
    """Tell whether a token that belongs to nobody is refused a file; a session with all rights gets every one."""
    photo = site.library.photo(file.photo_uid)
    return site.signed and site.access.public and photo is not None and photo.quality == -1


def _original(request: Request, site: Site, file: File, svg: bytes) -> Response:
    try:
        content = content_of(file.disk, file.name)
    except OSError:
        site.library.mark_missing(file)
        return icon(svg, HTTPStatus.NOT_FOUND)
    headers = {"Content-Disposition": disposition(_name(request, site, file))} | access_headers(request)
    return send(request, content, headers)
