"""The routes that change files of a picture: primary, unstack, orientation, delete.

Source: internal/api/photos.go, photo_unstack.go, file_orientation.go and file_delete.go of the server
"""

from http import HTTPStatus
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.items import ORIGINALS, Photo
from photoprism_client.testing.library.stacking import delete_file, find_file, needs_another_name, set_primary, unstack
from photoprism_client.testing.library.turning import TurnError, turn
from photoprism_client.testing.server.answers import bad_request, error, json_answer, private_headers
from photoprism_client.testing.server.bodies import WHOLE, read_fields
from photoprism_client.testing.server.photo_rows import photo_details
from photoprism_client.testing.server.server_state import caption_name, state_of, writer_for
from photoprism_client.testing.server.settings import require_writable


def _not_found(request: Request) -> Response:
    return error(HTTPStatus.NOT_FOUND, "Entity not found", private_headers(request))


def _answer(request: Request, photo: Photo | None) -> Response:
    """Return a picture as it is now."""
    if photo is None:
        return _not_found(request)
    state = state_of(request)
    body = photo_details(state.library, photo, caption=caption_name(state))
    return json_answer(body, headers=private_headers(request))


async def primary(request: Request) -> Response:
    """Answer POST /photos/{uid}/files/{file_uid}/primary: **nothing checks that the file is one of the picture**."""
    writer_for(request, "photos")
    library = state_of(request).library
    photo = library.photo(request.path_params["uid"])
    if photo is not None:
        set_primary(library, photo, request.path_params["file_uid"])
    return _answer(request, photo)


async def split(request: Request) -> Response:
    """Answer POST /photos/{uid}/files/{file_uid}/unstack; the picture in the path is not looked at."""
    writer_for(request, "photos")
    library = state_of(request).library
    found = find_file(library, request.path_params["file_uid"])
    if found is None:
        return _not_found(request)
    photo, file = found
    if file.primary or file.sidecar or file.root != ORIGINALS:
        return bad_request(private_headers(request))
    if not file.disk.exists():
        return _not_found(request)
    if needs_another_name(photo, file) and state_of(request).read_only:
        return error(HTTPStatus.FORBIDDEN, "Feature disabled", private_headers(request))
    unstack(library, photo, file)
    return _answer(request, photo)


async def orientation(request: Request) -> Response:
    """Answer PUT /photos/{uid}/files/{file_uid}/orientation: **the original is rewritten and gets another SHA-1**."""
    writer_for(request, "files")
    require_writable(request, "edit")
    library = state_of(request).library
    found = find_file(library, request.path_params["file_uid"])
    if found is None:
        return _not_found(request)
    photo, file = found
    wanted = cast(int, (await read_fields(request, {"Orientation": WHOLE})).get("Orientation", file.orientation))
    try:
        if wanted != file.orientation:
            turn(library, photo, file, wanted)
    except FileNotFoundError:
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "File not found", private_headers(request))
    except TurnError:
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "Changes could not be saved", private_headers(request))
    return _answer(request, photo)


async def delete(request: Request) -> Response:
    """Answer DELETE /photos/{uid}/files/{file_uid}: gone at once; the answer is the picture in the path."""
    writer_for(request, "files")
    require_writable(request, "edit")
    library = state_of(request).library
    found = find_file(library, request.path_params["file_uid"])
    if found is None:
        return _not_found(request)
    photo, file = found
    if file.primary:
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "Could not be deleted", private_headers(request))
    try:
        delete_file(library, photo, file)
    except FileNotFoundError:
        return _not_found(request)
    return _answer(request, library.photo(request.path_params["uid"]))


_FILE = "/photos/{uid}/files/{file_uid}"
ROUTES = (
    ("POST", f"{_FILE}/primary", primary),
    ("POST", f"{_FILE}/unstack", split),
    ("PUT", f"{_FILE}/orientation", orientation),
    ("DELETE", _FILE, delete),
)
