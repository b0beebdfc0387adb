"""A server as the contract tests see it: its content, read through its API."""

from typing import Any

import pytest

from photoprism_client import ApiClient, ImagesApi
from photoprism_client.testing import PhotoPrismServer

Row = dict[str, Any]

_ROWS = 500


class Site:
    """What a server lists, and the API to ask it.

    :param client: a client without credentials; it gets the tokens of the session.
    :param username: who logs in; None for a server in public mode.
    :param password: of that user.
    :param embedded: the server itself, for tests that change it; None for a real one.
    """

    def __init__(
        self, client: ApiClient, username: str | None, password: str | None, embedded: PhotoPrismServer | None = None
    ) -> None:
        self.client = client
        self.credentials: dict[str, Any] = {} if username is None else {"username": username, "password": password}
        self.images = ImagesApi(client)
        self.embedded = embedded
        session = self._log_in(username, password)
        self.is_public = bool(session["config"].get("public"))
        client.configuration.access_token = None if self.is_public else session["access_token"]
        client.configuration.preview_token = session["config"]["previewToken"]
        client.configuration.download_token = session["config"]["downloadToken"]
        self.photos: list[Row] = self.ask(f"/photos?count={_ROWS}&merged=true&order=oldest&public=true")
        self.albums: list[Row] = self.ask(f"/albums?count={_ROWS}")
        self.labels: list[Row] = self.ask(f"/labels?count={_ROWS}&all=true")
        self.folders: list[Row] = self.ask(f"/folders/originals?recursive=true&uncached=true&count={_ROWS}")["folders"]

    def ask(self, path: str) -> Any:
        """Return the JSON of an answer that must be a good one."""
        answer = self.client.call_api("GET", f"/api/v1{path}")
        assert answer.status == 200, (path, answer.status)
        return answer.json()

    @property
    def originals(self) -> list[Row]:
        """The users' own files of all photos listed, each with what is known of it."""
        return [
            file for photo in self.photos for file in photo["Files"] if file["Root"] == "/" and not file.get("Missing")
        ]

    def members(self, album: Row) -> list[Row]:
        """Return the photos of an album."""
        rows: list[Row] = self.ask(f"/photos?count={_ROWS}&merged=true&public=true&s={album['UID']}")
        return rows

    def album_with_pictures(self) -> Row:
        """Return an album of a few photos, which somebody made."""
        made = [album for album in self.albums if album["Type"] == "album"]
        return self._first([album for album in made if 1 < len(self.members(album)) < 100], "album with photos")

    def empty_album(self) -> Row:
        """Return an album without photos."""
        return self._first([album for album in self.albums if not self.members(album)], "album without photos")

    def folder_with_pictures(self) -> Row:
        """Return a folder that has photos of its own."""
        paths = {photo["Path"] for photo in self.photos}
        return self._first([folder for folder in self.folders if folder["Path"] in paths], "folder with photos")

    def label_with_pictures(self) -> Row:
        """Return a label that some photo has."""
        return self._first([label for label in self.labels if label.get("PhotoCount", 1)], "label with photos")

    def _first(self, rows: list[Row], what: str) -> Row:
        if not rows:
            assert self.embedded is None, f"the embedded server has no {what}"
            pytest.skip(f"this server has no {what}")
        return rows[0]

    def _log_in(self, username: str | None, password: str | None) -> Row:
        method, body = ("GET", None) if username is None else ("POST", {"username": username, "password": password})
        answer = self.client.call_api(method, "/api/v1/session", body=body)
        assert answer.status == 200, f"the login was answered with {answer.status}"
        session: Row = answer.json()
        return session
