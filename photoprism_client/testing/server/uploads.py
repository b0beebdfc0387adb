"""The routes of uploads: files are sent under a token, and imported by a second request.

Source: internal/api/users_upload.go of the server
"""

import re
import shutil
import tempfile
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import cast

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.importing import Import
from photoprism_client.testing.library.items import Photo, make_uid
from photoprism_client.testing.server.access import Session, forbidden
from photoprism_client.testing.server.album_writes import album_titled
from photoprism_client.testing.server.answers import access_headers, error, json_answer, private_headers
from photoprism_client.testing.server.bodies import read_fields
from photoprism_client.testing.server.multipart import BadMultipartError, Upload, boundary_of, read_files
from photoprism_client.testing.server.server_state import ServerState, state_of, writer_for
from photoprism_client.testing.server.settings import require_feature

_FIELD = "files"
_ALBUM_UID = re.compile(r"a[0-9a-z]{15}")
_NOT_IN_TOKENS = re.compile(r"[^0-9A-Za-z:_-]")
_MARK_LENGTH = 16


def _uploader(request: Request) -> Session:
    """Return the session of a user who uploads for itself."""
    session = writer_for(request, "files")
    if request.path_params["uid"] != make_uid("u", session.user):
        raise forbidden()
    return session


def _folder(request: Request, session: Session) -> Path:
    """Return the folder of a token, which counts within its session only.

    :raises OSError: the token is too long
    """
    token = _NOT_IN_TOKENS.sub("", request.path_params["token"])
    folder = state_of(request).library.work_folder("uploads") / f"{session.id[:_MARK_LENGTH]}{token}"
    folder.mkdir(exist_ok=True)
    return folder


async def upload(request: Request) -> Response:
    """Answer POST /users/{uid}/upload/{token}: **200 for whatever is in the form**; one name is kept once a token."""
    state = state_of(request)
    if state.read_only or not state.settings["features"]["upload"]:
        return error(HTTPStatus.FORBIDDEN, "Not available in read-only mode", access_headers(request))
    session = _uploader(request)
    try:
        count = await _receive(request, session)
    except (BadMultipartError, ClientDisconnect, OSError):
        return error(HTTPStatus.BAD_REQUEST, "Upload failed", private_headers(request))
    body = {"code": 200, "message": f"{count} files uploaded in 0 s"}
    return json_answer(body, headers=private_headers(request))


async def _receive(request: Request, session: Session) -> int:
    """Keep the files of a form when all of it has arrived, and return how many these are."""
    state = state_of(request)
    boundary = boundary_of(request.headers.get("content-type", ""))
    scratch = Path(tempfile.mkdtemp(dir=state.library.work_folder("incoming")))
    try:
        files = [file async for file in read_files(request.stream(), boundary, scratch)]
        kept = [file for file in files if file.field == _FIELD]
        if state.disk_full:
            raise OSError("no space left on device")
        _keep(kept, _folder(request, session))
    finally:
        shutil.rmtree(scratch)
    return len(kept)


def _keep(files: list[Upload], folder: Path) -> None:
    for file in files:
        file.path.replace(folder / file.name)


async def process(request: Request) -> Response:
    """Answer PUT /users/{uid}/upload/{token}: **200 whatever became of the files**, and when there are none."""
    session, state = _uploader(request), state_of(request)
    require_feature(request, "import", writes_files=True)
    albums = cast(list[str], (await read_fields(request, {"albums": list})).get("albums", []))
    try:
        folder = _folder(request, session)
    except OSError:
        return error(HTTPStatus.BAD_REQUEST, "Upload failed", private_headers(request))
    known = {photo.uid for photo in state.library.photos}
    run = Import(state.library, folder, state.clock(), limit=state.originals_limit, warn=_warning(state))
    for photo in run.run():
        if photo.uid not in known:
            state.library.update(photo, created_by=request.path_params["uid"])
        _put_into(state, photo, albums, session.user)
    return json_answer({"code": 200, "message": "Upload has been processed"}, headers=private_headers(request))


def _warning(state: ServerState) -> Callable[[str], None]:
    return lambda message: state.log("warning", message)


def _put_into(state: ServerState, photo: Photo, albums: list[str], user: str) -> None:
    """Put a picture into albums, named by UID or title; a title makes an album, an unknown UID is passed over."""
    for name in filter(None, albums):
        is_uid = _ALBUM_UID.fullmatch(name)
        album = by_uid(state.library.albums, name) if is_uid else album_titled(state, name, make_uid("u", user))
        if album is not None and photo.uid not in album.photo_uids:
            state.library.update(album, photo_uids=[*album.photo_uids, photo.uid])


ROUTES = (
    ("POST", "/users/{uid}/upload/{token}", upload),
    ("PUT", "/users/{uid}/upload/{token}", process),
)
