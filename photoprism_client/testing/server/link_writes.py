"""The routes of links: make, list, change and delete them, and what visitors get who follow one."""

import secrets
from datetime import datetime
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.items import Album, Link, make_uid, plain_slug
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.server.album_writes import album_of
from photoprism_client.testing.server.answers import ALBUM_ICON, icon, page, private_headers, redirect, reply
from photoprism_client.testing.server.bodies import NATURAL, WHOLE, Fields, Form, read_fields
from photoprism_client.testing.server.files import send
from photoprism_client.testing.server.group_rows import Json, cover_of, when
from photoprism_client.testing.server.server_state import ServerState, state_of, writer_for
from photoprism_client.testing.server.thumbnails import NoThumbnail

_FORM: Form = {
    "Password": str, "Slug": str, "Token": str, "Expires": WHOLE, "MaxViews": NATURAL, "CanComment": bool,
    "CanEdit": bool,
}  # fmt: skip
_PREVIEW_SIZE = "fit_720"


def _row(link: Link) -> Json:
    return {
        "UID": link.uid,
        "ShareUID": link.share_uid,
        "Slug": link.slug,
        "Token": link.token,
        "Expires": link.expires,
        "Views": link.views,
        "MaxViews": link.max_views,
        "VerifyPassword": link.has_password,
        "CreatedBy": link.created_by,
        "CreatedAt": when(link.created_at),
        "ModifiedAt": when(link.modified_at),
    }


def _no_link(request: Request) -> Response:
    return Response(status_code=HTTPStatus.INTERNAL_SERVER_ERROR, headers=private_headers(request))


def _link(request: Request) -> tuple[Library, Link | None]:
    # The album in the path is not looked at.
    library, uid = state_of(request).library, request.path_params["link"]
    return library, next((link for link in library.links if link.uid == uid), None)


async def list_links(request: Request) -> Response:
    """Answer GET /albums/{uid}/links, the latest change first."""
    writer_for(request, "shares")
    state, album = album_of(request)
    found = [link for link in state.library.links if link.share_uid == album.uid]
    found.sort(key=lambda link: link.modified_at, reverse=True)
    return reply(request, [_row(link) for link in found])


async def create(request: Request) -> Response:
    """Answer POST /albums/{uid}/links; the token cannot be chosen here."""
    session = writer_for(request, "shares")
    state, album = album_of(request)
    fields = await read_fields(request, _FORM)
    now, token = state.now(), "".join(secrets.choice("0123456789abcdefghijklmnopqrstuvwxyz") for _ in range(10))
    link = Link(make_uid("s", token), album.uid, token, created_by=make_uid("u", session.user), created_at=now)
    _replace(link, fields, now)
    state.library.links.append(link)
    return reply(request, _row(link))


def _replace(link: Link, fields: Fields, now: datetime) -> None:
    """Set slug, expiry and limit to what was sent, or to nothing; a password stays until there is a new one."""
    link.slug = plain_slug(str(fields.get("Slug", "")))
    link.expires, link.max_views = int(str(fields.get("Expires", 0))), int(str(fields.get("MaxViews", 0)))
    link.has_password = link.has_password or bool(fields.get("Password"))
    link.modified_at = now


async def update(request: Request) -> Response:
    """Answer PUT /albums/{uid}/links/{link}: what is not sent is emptied, except the token and the password."""
    writer_for(request, "shares")
    library, link = _link(request)
    fields = await read_fields(request, _FORM)
    if link is None:
        return _no_link(request)
    token = str(fields.get("Token", "")).lower() or link.token
    if any(other.token == token and other is not link for other in library.links):
        message = "UNIQUE constraint failed: links.share_uid, links.link_token"
        return reply(request, {"error": message}, HTTPStatus.CONFLICT)
    link.token = token
    _replace(link, fields, state_of(request).now())
    return reply(request, _row(link))


async def delete(request: Request) -> Response:
    """Answer DELETE /albums/{uid}/links/{link}."""
    writer_for(request, "shares")
    library, link = _link(request)
    if link is None:
        return _no_link(request)
    library.links.remove(link)
    return reply(request, _row(link))


def valid_links(state: ServerState, token: str) -> list[Link]:
    """Return the links with this token that have neither expired nor been visited too often."""
    now = state.now()
    return [
        link
        for link in state.library.links
        if link.token == token
        and (link.expires <= 0 or (now - link.modified_at).total_seconds() < link.expires)
        and (not link.max_views or link.views < link.max_views)
    ]


def _shared(request: Request) -> Album | None:
    """Return the album that the path of a link shows, by its slug or UID."""
    state, params = state_of(request), request.path_params
    wanted = params.get("slug", "")
    links = [
        link for link in valid_links(state, params["token"]) if not wanted or wanted in {link.slug, link.share_uid}
    ]
    return next((album for link in links if (album := by_uid(state.library.albums, link.share_uid))), None)


async def page_of_link(request: Request) -> Response:
    """Answer GET /s/{token} and /s/{token}/{slug or UID}: the web interface, or the way to its start."""
    if _shared(request) is None:
        return redirect(f"{state_of(request).base_path}/s/{request.path_params['token']}/")
    return page("Shared album")


async def preview_of_link(request: Request) -> Response:
    """Answer GET /s/{token}/{slug or UID}/preview: a picture of the album."""
    state, album = state_of(request), _shared(request)
    file = cover_of(state.library, album) if album else None
    if file is None:
        return icon(ALBUM_ICON)
    try:
        content = await run_in_threadpool(state.thumbnails.make, file, state.thumbnails.size(_PREVIEW_SIZE))
    except NoThumbnail:
        return icon(ALBUM_ICON)
    return send(request, content, {})


ROUTES = (
    ("GET", "/albums/{uid}/links", list_links),
    ("POST", "/albums/{uid}/links", create),
    ("PUT", "/albums/{uid}/links/{link}", update),
    ("DELETE", "/albums/{uid}/links/{link}", delete),
)
#: Routes beside the API.
PAGES = (
    ("GET", "/s/{token}", page_of_link),
    ("GET", "/s/{token}/{slug}", page_of_link),
    ("GET", "/s/{token}/{slug}/preview", preview_of_link),
)
