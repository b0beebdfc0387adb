"""An album as a zip file: made while it is sent, its length not known beforehand, what is missing left out silently."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import IO

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from photoprism_client.testing.answers import access_headers, error
from photoprism_client.testing.file_rows import share_name
from photoprism_client.testing.items import Album, File
from photoprism_client.testing.library import Library
from photoprism_client.testing.search import search
from photoprism_client.testing.search_terms import Terms
from photoprism_client.testing.site import site_of

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
    """Answer GET /albums/{uid}/dl; a `Range` header is ignored."""
    site = site_of(request)
    if not site.access.download_ok(request.query_params.get("t", "")):
        return error(HTTPStatus.FORBIDDEN, "Permission denied", access_headers(request))
    album = site.library.album(request.path_params["uid"])
    if album is None:
        return error(HTTPStatus.NOT_FOUND, "Album not found", access_headers(request))
    members = _members(site.library, album)
    headers = {"Content-Disposition": f"attachment; filename={album.slug}.zip"}
    if not members:
        empty = b"PK\5\6" + bytes(18)
        return Response(empty, HTTPStatus.OK, headers, "application/octet-stream")
    return StreamingResponse(_zip(members), HTTPStatus.OK, headers, "application/zip")


def _members(library: Library, album: Album) -> dict[str, File]:
    """Return the files that go in, by the names that the server makes up for them."""
    rows = search(library, Terms(texts={"s": album.uid}, flags={"public"}))[:_LIMIT]
    members: dict[str, File] = {}
    for photo, file in rows:
        name, sequence = share_name(photo, file), 0
        while name in members:
            sequence += 1
            name = share_name(photo, file, sequence)
        members[name] = file
    return {name: file for name, file in members.items() if file.disk.exists()}


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
