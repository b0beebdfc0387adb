"""An album as a zip file: made while it is sent, its length not known beforehand, what is missing left out silently."""

import io
import time
import zipfile
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import IO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.items import ORIGINALS, Album, File
from photoprism_client.testing.server.answers import access_headers, error
from photoprism_client.testing.server.file_rows import share_name
from photoprism_client.testing.server.search import Row, merge, search
from photoprism_client.testing.server.search_terms import Terms
from photoprism_client.testing.server.server_state import ServerState, state_of

_BLOCK = 256 * 1024
_LIMIT = 10_000


class _Outbox(io.RawIOBase):
    """Collects what is written until it is taken; without a position, so that the zip is written front to back."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        block = bytes(data)  # type: ignore[call-overload]  # any buffer
        self._blocks.append(block)
        return len(block)

    def take(self) -> bytes:
        blocks, self._blocks = self._blocks, []
        return b"".join(blocks)


async def album_download(request: Request) -> Response:
    """Answer GET /albums/{uid}/dl; a ``Range`` header is ignored."""
    state = state_of(request)
    if not state.access.download_ok(request.query_params.get("t", "")):
        return error(HTTPStatus.FORBIDDEN, "Permission denied", access_headers(request))
    album = by_uid(state.library.albums, request.path_params["uid"])
    if album is None:
        return error(HTTPStatus.NOT_FOUND, "Album not found", access_headers(request))
    members = _members(state, album)
    headers = {"Content-Disposition": f"attachment; filename={album.slug}.zip"}
    if not members:
        empty = b"PK\5\6" + bytes(18)
        return Response(empty, HTTPStatus.OK, headers, "application/octet-stream")
    return StreamingResponse(_zip(members), HTTPStatus.OK, headers, "application/zip")


def _members(state: ServerState, album: Album) -> dict[str, File]:
    """Return the files that go in, by the names that the server makes up for them."""
    members: dict[str, File] = {}
    for photo, file in _rows(state, album)[:_LIMIT]:
        name, sequence = share_name(photo, file), 0
        while name in members:
            sequence += 1
            name = share_name(photo, file, sequence)
        members[name] = file
    return {name: file for name, file in members.items() if file.disk.exists()}


def _rows(state: ServerState, album: Album) -> list[Row]:
    """Return the files that an album shows; since 2026 also private ones, for those who may see them."""
    rows = search(state.library, Terms(texts={"s": album.uid}, flags=set() if state.signed else {"public"}))
    if state.album_downloads is None:
        return rows
    return [
        (photo, file) for photo, _ in merge(rows) for file in photo.files if _is_wanted(file, state.album_downloads)
    ]


def _is_wanted(file: File, downloads: Mapping[str, bool]) -> bool:
    if file.sidecar or file.media_type == "raw":
        return downloads["mediaSidecar" if file.sidecar else "mediaRaw"]
    return file.root == ORIGINALS or not downloads["originals"]


async def _zip(members: dict[str, File]) -> AsyncIterator[bytes]:
    outbox = _Outbox()
    with zipfile.ZipFile(outbox, "w", zipfile.ZIP_STORED) as archive:
        for name, file in members.items():
            modified = time.localtime(max(file.disk.stat().st_mtime, 315619200))  # zip dates begin in 1980
            with archive.open(zipfile.ZipInfo(name, modified[:6]), "w") as target, file.disk.open("rb") as source:
                while _copy(source, target):
                    yield outbox.take()
    yield outbox.take()


def _copy(source: IO[bytes], target: IO[bytes]) -> bool:
    block = source.read(_BLOCK)
    target.write(block)
    return bool(block)
