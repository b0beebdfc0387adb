"""The routes that change many pictures at once: archive, restore, approve, private, delete."""

from collections.abc import Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.items import Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.photo_changes import approve
from photoprism_client.testing.server.answers import refuse, reply
from photoprism_client.testing.server.selections import Selection, read_selection, selected_photos
from photoprism_client.testing.server.server_state import ServerState, state_of, writer_for
from photoprism_client.testing.server.settings import require_feature

_TOO_LONG = {"archive": (404, "Entity not found"), "restore": (404, "Entity not found")}
_NOT_SAVED = (500, "Changes could not be saved")


def _no_items(request: Request) -> Response:
    return refuse(request, HTTPStatus.BAD_REQUEST, "No items selected")


def _meant(state: ServerState, selection: Selection) -> list[Photo]:
    """Return the pictures to archive or restore: what is in selected albums counts where sidecars are written."""
    if state.yaml_sidecars:
        return selected_photos(state.library, selection)
    return list(filter(None, map(state.library.photo, selection.uids("photos"))))


def _archive(state: ServerState, selection: Selection) -> None:
    for photo in _meant(state, selection):
        if photo.archived_at is None:
            state.library.archive(photo)


def _restore(state: ServerState, selection: Selection) -> None:
    for photo in _meant(state, selection):
        state.library.update(photo, archived_at=None)


def _approve(state: ServerState, selection: Selection) -> None:
    for photo in selected_photos(state.library, selection):
        approve(state.library, photo)


def _switch_private(state: ServerState, selection: Selection) -> None:
    for uid in set(selection.uids("photos")):
        photo = state.library.photo(uid)
        if photo is not None and photo.archived_at is None:  # as there: archived ones stay as they are
            state.library.update(photo, private=not photo.private)


_ACTIONS: dict[str, tuple[str, Callable[[ServerState, Selection], None]]] = {
    "archive": ("Selection archived", _archive),
    "restore": ("Selection restored", _restore),
    "approve": ("Selection approved", _approve),
    "private": ("Selection marked as private", _switch_private),
}


async def change(request: Request) -> Response:
    """Answer POST /batch/photos/archive, restore, approve and private: unknown UIDs are passed over."""
    writer_for(request, "photos")
    selection, action = await read_selection(request), request.url.path.rpartition("/")[2]
    if not selection.uids("photos"):
        return _no_items(request)
    if selection.is_too_long:
        return refuse(request, *_TOO_LONG.get(action, _NOT_SAVED))
    message, apply = _ACTIONS[action]
    apply(state_of(request), selection)
    return reply(request, {"code": 200, "message": message})


async def delete(request: Request) -> Response:
    """Answer POST /batch/photos/delete: files are gone from the disk at once, whether archived before or not."""
    writer_for(request, "photos")
    require_feature(request, "delete", writes_files=True)
    library, selection = state_of(request).library, await read_selection(request)
    if selection.is_too_long:
        return refuse(request, *_NOT_SAVED)
    if not selection.uids("photos") and not selection.all:
        return _no_items(request)
    photos = _archived(library) if selection.all else selected_photos(library, selection)
    if not photos:
        return _no_items(request)
    for photo in photos:
        library.delete(photo)
    return reply(request, {"code": 200, "message": "Permanently deleted"})


def _archived(library: Library) -> list[Photo]:
    return [photo for photo in library.photos if photo.archived_at is not None]


ROUTES = (
    *(("POST", f"/batch/photos/{action}", change) for action in _ACTIONS),
    ("POST", "/batch/photos/delete", delete),
)
