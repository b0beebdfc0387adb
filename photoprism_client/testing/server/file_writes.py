"""The routes that change files of a picture: primary, unstack, orientation, delete.

Source: internal/api/photos.go, photo_unstack.go, file_orientation.go and file_delete.go of the server
"""

from http import HTTPStatus
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.items import ORIGINALS, File, Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.stacking import delete_file, find_file, needs_another_name, set_primary, unstack
from photoprism_client.testing.library.turning import TurnError, turn
from photoprism_client.testing.server.access import not_found
from photoprism_client.testing.server.answers import bad_request, error, private_headers
from photoprism_client.testing.server.bodies import WHOLE, read_fields
from photoprism_client.testing.server.photo_writes import photo_answer, photo_of
from photoprism_client.testing.server.server_state import state_of, writer_for
from photoprism_client.testing.server.settings import require_writable


def _file_of(request: Request) -> tuple[Library, Photo, File]:
    """Return the file that the path names, with its picture; the one in the path is not looked at.

    :raises Refused: there is none
    """
    library = state_of(request).library
    found = find_file(library, request.path_params["file_uid"])
    if found is None:
        raise not_found()
    return library, *found


async def primary(request: Request) -> Response:
    """Answer POST /photos/{uid}/files/{file_uid}/primary: **nothing checks that the file is one of the picture**."""
    writer_for(request, "photos")
    state, photo = photo_of(request)
    set_primary(state.library, photo, request.path_params["file_uid"])
    return photo_answer(request, photo)


async def split(request: Request) -> Response:
    """Answer POST /photos/{uid}/files/{file_uid}/unstack; the picture in the path is not looked at."""
    writer_for(request, "photos")
    library, photo, file = _file_of(request)
    if file.primary or file.sidecar or file.root != ORIGINALS:
        return bad_request(private_headers(request))
    if not file.disk.exists():
        raise not_found()
    if needs_another_name(photo, file) and state_of(request).read_only:
        return error(HTTPStatus.FORBIDDEN, "Feature disabled", private_headers(request))
    unstack(library, photo, file)
    return photo_answer(request, photo)


async def orientation(request: Request) -> Response:
    """Answer PUT /photos/{uid}/files/{file_uid}/orientation: **the original is rewritten and gets another SHA-1**."""
    writer_for(request, "files")
    require_writable(request, "edit")
    library, photo, file = _file_of(request)
    wanted = cast(int, (await read_fields(request, {"Orientation": WHOLE})).get("Orientation", file.orientation))
    try:
        if wanted != file.orientation:
            turn(library, photo, file, wanted)
    except FileNotFoundError:
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "File not found", private_headers(request))
    except TurnError:
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "Changes could not be saved", private_headers(request))
    return photo_answer(request, photo)


async def delete(request: Request) -> Response:
    """Answer DELETE /photos/{uid}/files/{file_uid}: gone at once; the answer is the picture in the path."""
    writer_for(request, "files")
    require_writable(request, "edit")
    library, photo, file = _file_of(request)
    if file.primary:
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "Could not be deleted", private_headers(request))
    try:
        delete_file(library, photo, file)
    except FileNotFoundError:
        raise not_found() from None
    return photo_answer(request, photo_of(request)[1])


_FILE = "/photos/{uid}/files/{file_uid}"
ROUTES = (
    ("POST", f"{_FILE}/primary", primary),
    ("POST", f"{_FILE}/unstack", split),
    ("PUT", f"{_FILE}/orientation", orientation),
    ("DELETE", _FILE, delete),
)
