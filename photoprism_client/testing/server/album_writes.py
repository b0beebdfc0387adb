"""The routes that make, change and delete albums, and put pictures into them."""

import re
from datetime import datetime
from http import HTTPStatus
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.catalogue import by_uid, by_uids
from photoprism_client.testing.library.items import Album, make_uid, plain_slug
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.photo_changes import approve
from photoprism_client.testing.library.spelling import titled
from photoprism_client.testing.server.access import not_found
from photoprism_client.testing.server.answers import refuse, reply
from photoprism_client.testing.server.bodies import Fields, Form, read_fields
from photoprism_client.testing.server.group_rows import Json, album_entity, when
from photoprism_client.testing.server.search import search
from photoprism_client.testing.server.search_terms import Terms
from photoprism_client.testing.server.selections import read_selection, selected_photos
from photoprism_client.testing.server.server_state import ServerState, state_of, writer_for

_TEXTS = (
    "Location", "Category", "Caption", "Description", "Notes", "Order", "Template", "Country", "ThumbSrc",
)  # fmt: skip
_FORM: Form = dict.fromkeys(("Title", "Type", "Filter", "Thumb", *_TEXTS), str) | {"Favorite": bool, "Private": bool}
_SAVED = "Changes successfully saved"
_LONGEST_TITLE, _LONGEST_SLUG = 160, 80
_TRIMMED = "_&|{}<>: \n\r\t\\"
_PHOTO_UID = re.compile(r"p[0-9a-z]{15}")


def _no_items(request: Request, what: str = "items") -> Response:
    return refuse(request, HTTPStatus.BAD_REQUEST, f"No {what} selected")


def album_of(request: Request) -> tuple[ServerState, Album]:
    """Return the album that the path names.

    :raises Refused: there is none
    """
    state = state_of(request)
    album = by_uid(state.library.albums, request.path_params["uid"])
    if album is None:
        raise not_found("Album")
    return state, album


async def create(request: Request) -> Response:
    """Answer POST /albums: make an album, or answer one whose slug is equal or whose title is like the new one."""
    session, state = writer_for(request, "albums"), state_of(request)
    fields = await read_fields(request, _FORM)
    title, is_favorite = str(fields.get("Title", "")), bool(fields.get("Favorite", False))
    found = album_titled(state, title, make_uid("u", session.user), favorite=is_favorite)
    return reply(request, album_entity(state.library, found))


def album_titled(state: ServerState, title: str, user_uid: str, *, favorite: bool = False) -> Album:
    """Return the album that the server takes for one of this title; a deleted one comes back, a new one is made."""
    title, library = _clean(title, state), state.library
    found = _existing(library, title)
    if found is None:
        found = library.add_album(title)
        found.slug = _slug(title)
        library.update(found, favorite=favorite, created_by=user_uid)
    elif found in library.deleted_albums:
        library.restore_album(found)
    return found


def _clean(title: str, state: ServerState) -> str:
    kept = title.strip(_TRIMMED).replace('"', "“")
    if len(kept.encode()) >= _LONGEST_TITLE:
        kept = f"{kept[: _LONGEST_TITLE - len('…'.encode())].strip()}…"
    return kept or f"{state.now():%B %Y}"


def _slug(title: str) -> str:
    made = plain_slug(title)[:_LONGEST_SLUG]
    return made + ("-" if len(title.encode()) >= _LONGEST_SLUG else "") or "-"


def _existing(library: Library, title: str) -> Album | None:
    """Return the oldest album, deleted ones included, with the slug of *title*, or a title that it matches as SQL."""
    pattern = "".join({"%": ".*", "_": "."}.get(letter, re.escape(letter)) for letter in title)
    like = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    known = [album for album in (*library.albums, *library.deleted_albums) if album.type == "album"]
    known.sort(key=lambda album: album.number)
    return next((album for album in known if album.slug == _slug(title) or like.fullmatch(album.title)), None)


async def update(request: Request) -> Response:
    """Answer PUT /albums/{uid}: nothing is checked, and only what was sent changes."""
    writer_for(request, "albums")
    state, album = album_of(request)
    fields = await read_fields(request, _FORM)
    _apply(state, album, fields)
    return reply(request, album_entity(state.library, album))


def _apply(state: ServerState, album: Album, fields: Fields) -> None:
    names = {"Type": "type", "Filter": "own_filter", "Thumb": "thumb", "Favorite": "favorite", "Private": "private"}
    changes: dict[str, object] = {names[name]: value for name, value in fields.items() if name in names}
    if "Title" in fields:
        title = str(fields["Title"])
        changes["title"] = _clean(title, state) if title else ""
        if title and album.type == "album":
            changes["slug"] = _slug(str(changes["title"]))
    texts = {name: str(fields[name]) for name in _TEXTS if name in fields}
    if texts.get("Category"):
        texts["Category"] = titled(texts["Category"])
    state.library.update(album, texts=album.texts | texts, updated_at=state.library.tick(), **changes)


async def delete(request: Request) -> Response:
    """Answer DELETE /albums/{uid}: an album of chosen pictures can come back, others are gone; links are, too."""
    writer_for(request, "albums")
    state, album = album_of(request)
    _delete(state.library, album)
    is_kept = album.type == "album"
    return reply(request, album_entity(state.library, album) | ({} if is_kept else {"DeletedAt": None}))


def _delete(library: Library, album: Album) -> None:
    library.links = [link for link in library.links if link.share_uid != album.uid]
    album.deleted_at = album.updated_at = library.tick()
    library.delete_album(album)
    if album.type != "album":
        library.deleted_albums.remove(album)


async def delete_many(request: Request) -> Response:
    """Answer POST /batch/albums/delete: unknown UIDs are passed over as long as one is known."""
    writer_for(request, "albums")
    library, selection = state_of(request).library, await read_selection(request)
    if not selection.uids("albums"):
        return _no_items(request, "albums")
    found = by_uids(library.albums, selection.uids("albums"))
    if not found:
        raise not_found()
    for album in found:
        _delete(library, album)
    return reply(request, {"code": 200, "message": "Albums deleted"})


async def like(request: Request) -> Response:
    """Answer POST and DELETE /albums/{uid}/like."""
    writer_for(request, "albums")
    state, album = album_of(request)
    state.library.update(album, favorite=request.method == "POST")
    return reply(request, {"code": 200, "message": _SAVED})


async def add_photos(request: Request) -> Response:
    """Answer POST /albums/{uid}/photos: ``added`` names those that were in it already as well."""
    writer_for(request, "albums")
    selection = await read_selection(request)
    state, album = album_of(request)
    if selection.is_empty:
        return _no_items(request)
    if selection.is_too_long:
        return refuse(request, HTTPStatus.BAD_REQUEST, "Unable to do that")
    photos = selected_photos(state.library, selection)
    added = _put_into(state.library, album, [photo.uid for photo in photos])
    for photo in photos:
        approve(state.library, photo)
    return reply(request, {
        "code": 200, "message": _SAVED, "album": album_entity(state.library, album),
        "photos": [photo.uid for photo in photos], "added": added,
    })  # fmt: skip


def _put_into(library: Library, album: Album, uids: list[str]) -> list[Json] | None:
    now = library.tick()
    entries = [_entry(album, uid, now, hidden=False) for uid in uids]
    library.update(album, photo_uids=[*dict.fromkeys([*album.photo_uids, *uids])], updated_at=now)
    return entries or None


def _entry(album: Album, uid: str, moment: datetime, *, hidden: bool) -> Json:
    """Return that a picture is in an album, or out of it; the server forgets since when one was in it before."""
    return {
        "PhotoUID": uid, "AlbumUID": album.uid, "Order": 0, "Hidden": hidden, "Missing": False,
        "CreatedAt": when(None if uid in album.photo_uids else moment), "UpdatedAt": when(moment),
        "Photo": None, "Album": None,
    }  # fmt: skip


async def remove_photos(request: Request) -> Response:
    """Answer DELETE /albums/{uid}/photos: ``removed`` repeats what was sent, whether it was in the album or not."""
    writer_for(request, "albums")
    selection = await read_selection(request)
    uids = selection.uids("photos")
    if not uids:
        return _no_items(request)
    state, album = album_of(request)
    now = state.library.tick()
    removed = [_entry(album, uid, now, hidden=True) for uid in uids if _PHOTO_UID.fullmatch(uid)]
    kept = [uid for uid in album.photo_uids if uid not in set(uids)]
    state.library.update(album, photo_uids=kept, updated_at=now)
    return reply(request, {
        "code": 200, "message": _SAVED, "album": album_entity(state.library, album), "photos": uids,
        "removed": removed or None,
    })  # fmt: skip


async def clone(request: Request) -> Response:
    """Answer POST /albums/{uid}/clone: add what the albums in the body show to the one in the path."""
    writer_for(request, "albums")
    state, album = album_of(request)
    library, added = state.library, cast(list[Json], [])
    for source in by_uids(library.albums, (await read_selection(request)).uids("albums")):
        shown = search(library, Terms({"s": source.uid}))  # as there: a photo with two files is named twice
        added += _put_into(library, album, [photo.uid for photo, _ in shown]) or []
    body = {"album": album_entity(library, album), "added": added or None}
    return reply(request, {"code": 200, "message": "Album contents cloned", **body})


ROUTES = (
    ("POST", "/albums", create),
    ("PUT", "/albums/{uid}", update),
    ("DELETE", "/albums/{uid}", delete),
    ("POST", "/batch/albums/delete", delete_many),
    ("POST", "/albums/{uid}/like", like),
    ("DELETE", "/albums/{uid}/like", like),
    ("POST", "/albums/{uid}/photos", add_photos),
    ("DELETE", "/albums/{uid}/photos", remove_photos),
    ("POST", "/albums/{uid}/clone", clone),
)
