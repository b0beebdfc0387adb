"""Requests to an embedded server by plain HTTP, without the client."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from photoprism_client.testing import PhotoPrismServer
from test.support.replay import Answer, send


def get(server: PhotoPrismServer, path: str, headers: dict[str, str] | None = None) -> Answer:
    """Send a GET to *path* below `/api/v1`."""
    return send(server, "GET", f"{urlsplit(server.url).path}/api/v1{path}", headers)


def get_json(server: PhotoPrismServer, path: str, token: str | None = None) -> Any:
    """Send an authenticated GET and return the JSON.

    :param token: access token; None for one that the server makes
    """
    answer = get(server, path, {"X-Auth-Token": server.access_token if token is None else token})
    assert answer.status == 200, answer
    return json.loads(answer.body)


def log_in(server: PhotoPrismServer, password: str = "photoprism", **extra: str) -> Answer:
    """Send a login for the user `admin`."""
    body = json.dumps({"username": "admin", "password": password, **extra}).encode()
    return send(server, "POST", f"{urlsplit(server.url).path}/api/v1/session", body=body)


def uids(rows: Any) -> list[str]:
    """Return the UIDs in a listing."""
    return [row["UID"] for row in rows]


def write(server: PhotoPrismServer, method: str, path: str, body: object = None, *, token: str | None = None) -> Answer:
    """Send a write, authenticated by default."""
    headers = {"X-Auth-Token": server.access_token if token is None else token}
    return send(server, method, f"{urlsplit(server.url).path}/api/v1{path}", headers, json.dumps(body).encode())


def written(server: PhotoPrismServer, method: str, path: str, body: object = None) -> Any:
    """Send a write that succeeds, and return the JSON."""
    answer = write(server, method, path, body)
    assert answer.status == 200, answer
    return json.loads(answer.body)


def album_of(server: PhotoPrismServer, title: str) -> str:
    """Return the UID of the album with this title."""
    return next(album.uid for album in server.library.albums if album.title == title)
