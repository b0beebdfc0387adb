"""What the server knows of the photos, in files beside them, and of the albums, in ``albums.json``."""

import contextlib
import json
from dataclasses import replace
from hashlib import sha1
from itertools import groupby

from pydantic import TypeAdapter, ValidationError

from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, OpenApiException
from photoprism_client.export.destination import Destination
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.metadata import PhotoFacts, as_json, as_xmp, facts_of
from photoprism_client.export.options import JSON
from photoprism_client.export.place import Placer
from photoprism_client.export.report import FAILED, Ledger
from photoprism_client.export.selection import is_sidecar_name
from photoprism_client.export.stacks import apart
from photoprism_client.export.state import Known, Listed, State
from photoprism_client.models import SearchAlbum
from photoprism_client.transfer import disk, safe_name
from photoprism_client.transfer.names import split_extension

ALBUMS = "albums.json"
#: Where the file that a note is beside is all of the export.
WHOLE = "."

_SUFFIXES = {"json": ".photoprism.json", "xmp": ".xmp"}
_FACTS = TypeAdapter(PhotoFacts)
_SAVED_EVERY = 200


def note_path(path: str, form: str) -> str:
    """Return where the metadata of a file go.

    :param path: of the file.
    :param form: ``json`` or ``xmp``.
    :return: the path.
    """
    folder, slash, name = path.rpartition("/")
    return folder + slash + safe_name(name + _SUFFIXES[form])


def described(path: str) -> str | None:
    """Return which file metadata would describe.

    :param path: of any file.
    :return: the path of another, which may not exist; None where the name is not one of metadata.
    """
    return next((path.removesuffix(suffix) for suffix in _SUFFIXES.values() if path.endswith(suffix)), None)


class Notes:
    """Writes metadata.

    :param api_client: whom to ask for details.
    :param state: what is in the folder; keeps details.
    :param destination: the folder.
    :param placer: writes.
    :param ledger: is told of failures.
    """

    def __init__(
        self, api_client: ApiClient, state: State, destination: Destination, placer: Placer, ledger: Ledger
    ) -> None:
        self._photos = PhotosApi(api_client)
        self._state, self._destination, self._placer, self._ledger = state, destination, placer, ledger

    def write_all(self, form: str) -> None:
        """Write what is missing or has another text by now.

        :param form: ``json`` or ``xmp``.
        :raises OSError: the disk is full or failed.
        """
        self._ledger.begin("metadata")
        for number, (uid, rows) in enumerate(groupby(self._state.wanted(), key=lambda row: row.uid)):
            self._write_for(uid, list(rows), form)
            if not number % _SAVED_EVERY:
                self._state.commit()
        self._state.drop_old_details()

    def write_albums(self, albums: list[SearchAlbum]) -> None:
        """Write all albums with titles, orders and members, where that changed.

        :param albums: the albums.
        :raises OSError: the file system refused.
        """
        found = [
            {
                "Title": album.title,
                "Type": album.type,
                "Order": album.order,
                "Caption": album.caption,
                "Description": album.description,
                "Location": album.location,
                "Category": album.category,
                "Notes": album.notes,
                "Favorite": album.favorite,
                "Private": album.private,
                "Files": [{"Source": source, "Path": path} for source, path in self._state.members_of(album.uid or "")],
            }
            for album in sorted(albums, key=lambda album: (album.title or "", album.uid or ""))
        ]
        rows = [{name: value for name, value in row.items() if value not in (None, "")} for row in found]
        self._put(ALBUMS, json.dumps(rows, indent=2, ensure_ascii=False) + "\n", WHOLE, "albums", ALBUMS)

    def remove_strays(self) -> None:
        """Remove metadata of files that are not there any more.

        :raises OSError: the file system refused.
        """
        for known in self._state.stray_metadata():
            if self._destination.is_intact(known):
                self._placer.remove(known)
            else:
                self._state.forget(known.path)

    def _write_for(self, uid: str, rows: list[Listed], form: str) -> None:
        there = [row for row in rows if not is_sidecar_name(row.source) and self._is_in_place(row)]
        if not there:
            return
        albums = self._state.albums_of(uid)
        try:
            facts = self._facts(uid, there[0].updated_at, albums)
        except ApiException as error:
            self._ledger.note(FAILED, there[0].path, reason=f"no metadata: {reason_of(error)}")
            return
        text = as_json(facts) if form == JSON else as_xmp(facts)
        for row in there:
            try:
                self._put(note_path(row.path, form), text, row.path, form, row.source)
            except (OpenApiException, OSError) as error:
                if disk.is_out(error):
                    raise
                self._ledger.note(FAILED, row.path, reason=f"no metadata: {reason_of(error)}")
        self._ledger.step(there[0].path)

    def _facts(self, uid: str, updated_at: str, albums: list[str]) -> PhotoFacts:
        """Return what is known of a photo; the server is asked only where it changed something since."""
        kept = self._state.details(uid, updated_at) if updated_at else None
        if kept is not None:
            with contextlib.suppress(ValidationError):  # a disk that failed
                return replace(_FACTS.validate_json(kept), albums=tuple(albums))
        facts = facts_of(self._photos.get_photo(uid), albums)
        self._state.note_details(uid, updated_at, _FACTS.dump_json(facts).decode())
        return facts

    def _is_in_place(self, row: Listed) -> bool:
        known = self._state.known(row.path)
        return known is not None and known.origin == row.origin

    def _put(self, name: str, text: str, beside: str, form: str, source: str) -> None:
        """Write a text, unless it is there: never over a file of the user's own, in the library or here."""
        digest = sha1(text.encode(), usedforsecurity=False).hexdigest()
        path, turn, there = name, 0, self._found(name)
        while self._is_anothers(path, there, beside, digest):
            path, turn = apart(name, split_extension(name)[1], source, turn), turn + 1
            there = self._found(path)
        if there is None or there.sha1 != digest:
            self._placer.write(Known(path, form, digest, 0, 0, is_ours=True, beside=beside), text)
            return
        known = there._replace(origin=form, beside=beside) if there.is_ours else there
        if known != self._state.known(path):
            self._state.know(known)

    def _found(self, path: str) -> Known | None:
        known = self._state.known(path)
        return known if known is not None and self._destination.is_intact(known) else self._destination.look(path)

    def _is_anothers(self, path: str, there: Known | None, beside: str, digest: str) -> bool:
        """Tell whether a name is not to be had; a file of somebody else that has the right text will do."""
        if there is None or self._state.is_taken(path):
            return self._state.is_taken(path)
        # Of a state that was made anew it may not be known what a file is beside.
        return there.sha1 != digest and not (there.is_ours and there.beside == beside)
