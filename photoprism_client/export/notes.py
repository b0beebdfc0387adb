"""What the server knows of the photos, in files beside them, and of the albums, in ``albums.json``."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha1
from itertools import groupby

from pydantic import TypeAdapter, ValidationError

from photoprism_client._files import disk
from photoprism_client._files.disk import MAX_NAME_BYTES
from photoprism_client._files.names import split_extension
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, OpenApiException
from photoprism_client.export.destination import Destination
from photoprism_client.export.facts import PhotoDetails, PhotoFacts, details_of
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.metadata import as_json, as_xmp
from photoprism_client.export.options import JSON, ExportOptions
from photoprism_client.export.place import Placer
from photoprism_client.export.regions import Frame
from photoprism_client.export.report import FAILED, Ledger
from photoprism_client.export.selection import is_sidecar_name
from photoprism_client.export.stacks import apart
from photoprism_client.export.state import Known, Listed, State
from photoprism_client.models import SearchAlbum
from photoprism_client.transfer import safe_name

ALBUMS = "albums.json"
#: Where the file that a note is beside is all of the export.
WHOLE = "."

_SUFFIXES = {"json": ".photoprism.json", "xmp": ".xmp"}
_DETAILS = TypeAdapter(PhotoDetails)
_SAVED_EVERY = 200
_WHOLE_PICTURE = "fit_"  # sizes of thumbnails that cut nothing off


def note_path(path: str, form: str, name_bytes: int = MAX_NAME_BYTES) -> str:
    """Return where the metadata of a file go.

    :param path: of the file.
    :param form: ``json`` or ``xmp``.
    :param name_bytes: bytes that a name may have.
    :return: the path.
    """
    folder, slash, name = path.rpartition("/")
    return folder + slash + safe_name(name + _SUFFIXES[form], most_bytes=name_bytes)


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
    :param options: what to write.
    :param label_names: names by UID of the labels that the server lists.
    """

    def __init__(
        self,
        api_client: ApiClient,
        state: State,
        destination: Destination,
        placer: Placer,
        ledger: Ledger,
        options: ExportOptions,
        label_names: Mapping[str, str],
    ) -> None:
        self._photos = PhotosApi(api_client)
        self._state, self._destination, self._placer, self._ledger = state, destination, placer, ledger
        self._options, self._label_names = options, label_names

    def write_all(self) -> None:
        """Write what is missing or has another text by now.

        :raises OSError: the disk is full or failed.
        """
        form = self._options.metadata or JSON
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
        for known in filter(lambda known: self._destination.can_name(known.path), self._state.stray_metadata()):
            if self._destination.is_intact(known):
                self._placer.remove(known)
            else:
                self._state.forget(known.path)

    def _write_for(self, uid: str, rows: list[Listed], form: str) -> None:
        there = [row for row in rows if not is_sidecar_name(row.source) and self._is_in_place(row)]
        if not there:
            return
        try:
            details = self._details(uid, there[0].stamp)
        except ApiException as error:
            self._ledger.note(FAILED, there[0].path, reason=f"no metadata: {reason_of(error)}")
            return
        facts = replace(details.facts, albums=tuple(self._state.albums_of(uid)))
        for row in there:
            text = as_json(facts) if form == JSON else self._xmp(facts, _frame_of(row, details))
            try:
                name = note_path(row.path, form, self._destination.name_bytes)
                self._put(name, text, row.path, form, row.source)
            except (OpenApiException, OSError) as error:
                if disk.is_out(error):
                    raise
                self._ledger.note(FAILED, row.path, reason=f"no metadata: {reason_of(error)}")
        self._ledger.step(there[0].path)

    def _xmp(self, facts: PhotoFacts, frame: Frame | None) -> str:
        return as_xmp(facts, frame, rate_favorites=self._options.rate_favorites)

    def _details(self, uid: str, stamp: str) -> PhotoDetails:
        """Return what is known of a photo; the server is asked only where it lists something else by now."""
        kept = self._state.details(uid, stamp)
        if kept is not None:
            with contextlib.suppress(ValidationError):  # a disk that failed
                known = _DETAILS.validate_json(kept)
                if all(self._label_names.get(label) == name for label, name in known.labels.items()):
                    return known
        details = details_of(self._photos.get_photo(uid), self._label_names)
        self._state.note_details(uid, stamp, _DETAILS.dump_json(details).decode())
        return details

    def _is_in_place(self, row: Listed) -> bool:
        known = self._state.known(row.path)
        return known is not None and known.origin == row.origin and self._destination.can_name(row.path)

    def _put(self, name: str, text: str, beside: str, form: str, source: str) -> None:
        """Write a text, unless it is there: never over a file of the user's own, in the library or here."""
        digest = sha1(text.encode(), usedforsecurity=False).hexdigest()
        path, turn, there = name, 0, self._found(name)
        while self._is_anothers(path, there, beside, digest):
            path = apart(name, split_extension(name)[1], source, turn, name_bytes=self._destination.name_bytes)
            turn += 1
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


def _frame_of(row: Listed, details: PhotoDetails) -> Frame | None:
    """Return the frame of the picture in a file; None where it may not show all that the server's picture shows."""
    shown, (_, _, thumb) = details.shown, row.origin.partition("_")
    if shown is None or (thumb and not thumb.startswith(_WHOLE_PICTURE)):
        return None
    if thumb:  # made of the picture as it is shown
        return Frame(shown.width, shown.height)
    frame = details.frames.get(row.sha1)
    return frame if frame is not None and frame.is_like(shown) else None
