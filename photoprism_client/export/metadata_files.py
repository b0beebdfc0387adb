"""Metadata files: what the server knows of photos, beside their files, and of albums, in ``albums.json``."""

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
from photoprism_client.exceptions import ApiException, OpenApiException
from photoprism_client.export.collisions import with_hash
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.metadata_formats import as_json, as_xmp
from photoprism_client.export.photo_metadata import PhotoDetails, PhotoMetadata, details_of
from photoprism_client.export.publishing import remove, write_metadata
from photoprism_client.export.regions import Frame
from photoprism_client.export.run import MetadataFormat, Run
from photoprism_client.export.selection import is_sidecar_name
from photoprism_client.export.state import KnownFile, WantedFile
from photoprism_client.models import EntityPhoto, SearchAlbum
from photoprism_client.transfer import safe_name

ALBUMS = "albums.json"
#: What metadata of the whole export describes.
WHOLE_EXPORT = "."

_SUFFIXES: dict[MetadataFormat, str] = {"json": ".photoprism.json", "xmp": ".xmp"}
_DETAILS = TypeAdapter(PhotoDetails)
_COMMIT_EVERY = 200  # photos
_ALBUM_FIELDS = (
    *("title", "type", "order", "caption", "description", "location", "category", "notes"),
    *("favorite", "private"),
)
_WHOLE_PICTURE = "fit_"  # sizes of thumbnails that cut nothing off


def metadata_path(path: str, form: MetadataFormat, name_bytes: int = MAX_NAME_BYTES) -> str:
    """Return the path for the metadata of a file.

    :param path: of the file.
    :param form: ``json`` or ``xmp``.
    :param name_bytes: bytes that a name may have.
    :return: the path.
    """
    folder, slash, name = path.rpartition("/")
    return folder + slash + safe_name(name + _SUFFIXES[form], most_bytes=name_bytes)


def described_path(path: str) -> str | None:
    """Return the path of the file that metadata describes, by the name of the metadata.

    :param path: of any file.
    :return: the path of another, which may not exist; None where the name is not one of metadata.
    """
    return next((path.removesuffix(suffix) for suffix in _SUFFIXES.values() if path.endswith(suffix)), None)


class MetadataFiles:
    """Writes and removes metadata files.

    :param run: the run, whose files are in place.
    :param label_names: names by UID of the labels that the server lists.
    """

    def __init__(self, run: Run, label_names: Mapping[str, str]) -> None:
        self._run, self._label_names = run, label_names

    def write_all(self, form: MetadataFormat) -> None:
        """Write what is missing or has another text by now.

        :param form: ``json`` or ``xmp``.
        :raises OSError: the disk is full or failed.
        """
        state = self._run.state
        self._run.report.begin("metadata")
        for number, (uid, rows) in enumerate(groupby(state.wanted.all(), key=lambda row: row.uid)):
            self._write_for(uid, list(rows), form)
            if not number % _COMMIT_EVERY:
                state.commit()
        state.details.drop_unlisted()

    def known_details(self, row: WantedFile, *, needs_picture: bool = False) -> PhotoDetails | None:
        """Return the details of a photo that an earlier run kept.

        :param row: one of its files.
        :param needs_picture: whether :attr:`PhotoDetails.picture` must be known.
        :return: its details, without albums; None if the server must be asked, since it lists something else now.
        """
        kept = self._run.state.details.get(row.uid, row.digest)
        if kept is not None:
            with contextlib.suppress(ValidationError):  # a disk that failed
                known = _DETAILS.validate_json(kept)
                is_enough = known.picture is not None or not needs_picture
                if is_enough and all(self._label_names.get(label) == name for label, name in known.labels.items()):
                    return known
        return None

    def keep_details(self, row: WantedFile, photo: EntityPhoto) -> PhotoDetails:
        """Return the details in what the server answered; later runs need not ask for them.

        :param row: one of the photo's files.
        :param photo: the answer.
        :return: its details, without albums.
        """
        details = details_of(photo, self._label_names)
        self._run.state.details.put(row.uid, row.digest, _DETAILS.dump_json(details).decode())
        return details

    def write_albums(self, albums: list[SearchAlbum]) -> None:
        """Write all albums with titles, orders and members, where any of that changed.

        :param albums: the albums.
        :raises OSError: the file system refused.
        """
        rows = []
        for album in sorted(albums, key=lambda album: (album.title or "", album.uid or "")):
            row: dict[str, object] = {field.capitalize(): getattr(album, field) for field in _ALBUM_FIELDS}
            files = self._run.state.members.files(album.uid or "")
            row["Files"] = [{"Source": source, "Path": path} for source, path in files]
            rows.append({name: value for name, value in row.items() if value not in (None, "")})
        self._write(ALBUMS, json.dumps(rows, indent=2, ensure_ascii=False) + "\n", WHOLE_EXPORT, "albums", ALBUMS)

    def remove_orphans(self) -> None:
        """Remove metadata of files that are gone; leave what somebody changed.

        :raises OSError: the file system refused.
        """
        run = self._run
        for known in run.state.known.orphaned_metadata():
            if not run.destination.can_name(known.path):
                continue
            if run.destination.is_intact(known):
                remove(run, known)
            else:
                run.state.known.forget(known.path)

    def _write_for(self, uid: str, rows: list[WantedFile], form: MetadataFormat) -> None:
        there = [row for row in rows if not is_sidecar_name(row.source) and self._is_in_place(row)]
        if not there:
            return
        try:
            details = self._details(there[0])
        except ApiException as error:
            self._fail(there[0].path, error)
            return
        metadata = replace(details.metadata, albums=tuple(self._run.state.members.titles(uid)))
        for row in there:
            text = as_json(metadata) if form == "json" else self._xmp(metadata, _frame_of(row, details))
            try:
                name = metadata_path(row.path, form, self._run.destination.name_bytes)
                self._write(name, text, row.path, form, row.source)
            except (OpenApiException, OSError) as error:
                if disk.is_out(error):
                    raise
                self._fail(row.path, error)
        self._run.report.step(there[0].path)

    def _fail(self, path: str, error: Exception) -> None:
        self._run.report.add("failed", path, reason=f"no metadata: {reason_of(error)}")

    def _xmp(self, metadata: PhotoMetadata, frame: Frame | None) -> str:
        return as_xmp(metadata, frame, rate_favorites=self._run.options.rate_favorites)

    def _details(self, row: WantedFile) -> PhotoDetails:
        known = self.known_details(row)
        return known or self.keep_details(row, PhotosApi(self._run.api_client).get_photo(row.uid))

    def _is_in_place(self, row: WantedFile) -> bool:
        known = self._run.state.known.get(row.path)
        return known is not None and known.content == row.content and self._run.destination.can_name(row.path)

    def _write(self, name: str, text: str, describes: str, form: str, source: str) -> None:
        """Write a text unless it is there, and never over a file of the user's own, in the library or here."""
        digest = sha1(text.encode(), usedforsecurity=False).hexdigest()
        path, turn, there = name, 0, self._found(name)
        while self._is_occupied(path, there, describes, digest):
            path = with_hash(name, split_extension(name)[1], source, turn, name_bytes=self._run.destination.name_bytes)
            turn += 1
            there = self._found(path)
        if there is None or there.sha1 != digest:
            write_metadata(self._run, KnownFile(path, form, digest, 0, 0, is_ours=True, describes=describes), text)
            return
        known = there._replace(content=form, describes=describes) if there.is_ours else there
        if known != self._run.state.known.get(path):
            self._run.state.known.put(known)

    def _found(self, path: str) -> KnownFile | None:
        known = self._run.state.known.get(path)
        if known is not None and self._run.destination.is_intact(known):
            return known
        return self._run.destination.look_at(path)

    def _is_occupied(self, path: str, there: KnownFile | None, describes: str, digest: str) -> bool:
        """Tell whether a path is taken; a file of somebody else that has the right text will do."""
        if self._run.state.wanted.has_key_of(path):
            return True
        # After the state was lost, it may not be known what a file describes.
        return there is not None and there.sha1 != digest and not (there.is_ours and there.describes == describes)


def _frame_of(row: WantedFile, details: PhotoDetails) -> Frame | None:
    """Return the frame of the picture in a file; None where it may not show all that the server's picture shows."""
    shown, (_, _, thumb) = details.shown, row.content.partition("_")
    if shown is None or (thumb and not thumb.startswith(_WHOLE_PICTURE)):
        return None
    if thumb:  # made of the picture as it is shown
        return Frame(shown.width, shown.height)
    frame = details.frames.get(row.sha1)
    return frame if frame is not None and frame.is_like(shown) else None
