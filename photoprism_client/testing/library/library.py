"""The library of an embedded server: an index of real files, which tests can read and change."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from photoprism_client.testing.library import faces, relations
from photoprism_client.testing.library.arranging import arrange_edge_cases, arrange_sample
from photoprism_client.testing.library.catalogue import Catalogue, new_uid
from photoprism_client.testing.library.edge_cases import write_edge_cases
from photoprism_client.testing.library.indexing import folder_of, index_folder, picture_of
from photoprism_client.testing.library.items import ORIGINALS, Album, File, Folder, Label, Photo, slug
from photoprism_client.testing.library.rebuilding import rebuild_database
from photoprism_client.testing.library.reindexing import apply_index, facts_of
from photoprism_client.testing.library.sample import write_sample


class Library(Catalogue):
    """Pictures on disk and the server's index of them.

    Make one with ``Library.sample``, ``Library.edge_cases`` or ``Library.from_folder``. The lists are in the order of
    indexing; the records in them are live, but change them with ``update`` or ``edit``, so that a running server
    notices. ``close()`` (or leaving a ``with`` block) removes what the library wrote itself; a folder given by the
    caller is never touched.

    Time does not pass by itself: each ``edit``, ``archive``, ``reindex`` and ``rebuild`` happens a second after the one
    before.
    """

    add_faces, add_person = faces.add_faces, faces.add_person
    albums_of, labels_of, people_on = relations.albums_of, relations.labels_of, relations.people_on
    photos_in, photos_of, photos_with = relations.photos_in, relations.photos_of, relations.photos_with

    def __init__(self, root: Path, scratch: tempfile.TemporaryDirectory[str]) -> None:
        super().__init__()
        self._scratch = scratch
        self._cleanup = weakref.finalize(self, scratch.cleanup)
        self.root = root
        self.previews = Path(scratch.name) / "previews"
        self.previews.mkdir(exist_ok=True)
        self.is_own = root.is_relative_to(scratch.name)
        self.duplicates: dict[str, str] = {}
        self.skipped: dict[str, str] = {}
        self.roles: Mapping[str, str] = {}
        self._index(None)
        self._latest = max([self._latest, *(photo.updated_at for photo in self.photos)])

    @classmethod
    def sample(cls, photos: int = 24) -> Library:
        """Generate a library of real JPEGs in a temporary folder.

        It has names with blanks, umlauts, ``日本``, ``#`` and ``%``, one content at two paths, one name in two folders,
        a stack of a JPEG and a RAW file with a sidecar, an empty album and an empty folder, albums ``Favourites`` (a
        few) and ``Everything``, labels ``Mountain`` and ``Sunset``, a private picture (the last) and an archived one
        (the last but one; both only from 4 pictures on).

        :param photos: how many pictures, 1 or more; the same number gives the same bytes
        :return: the library; close it, or give it to a server to own
        """
        scratch, root = _scratch()
        paths = write_sample(root, photos)
        library = cls(root, scratch)
        arrange_sample(library, [library.find(path) for path in paths])
        return library

    @classmethod
    def edge_cases(cls) -> Library:
        """Generate a small library of edge cases for exports; ``roles`` has their paths by role.

        :return: the library; close it, or give it to a server to own
        """
        scratch, root = _scratch()
        roles = write_edge_cases(root)
        library = cls(root, scratch)
        library.roles = roles
        arrange_edge_cases(library, roles)
        return library

    @classmethod
    def from_folder(cls, folder: str | Path) -> Library:
        """Index a folder of pictures; nothing is written into it.

        :param folder: any folder; hidden files in it are left out; files that are not pictures, and files whose names
            are not UTF-8, are in ``skipped``; a picture that cannot be read becomes a hidden one, with the reason in
            its file's ``error``
        :return: the library
        :raises NotADirectoryError: *folder* is not a folder
        """
        root = Path(folder)
        if not root.is_dir():
            raise NotADirectoryError(root)
        return cls(root, _temporary())

    def close(self) -> None:
        """Remove the temporary folder; the library cannot be used afterwards."""
        self._cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def work_folder(self, name: str) -> Path:
        """Return a folder for what a server writes beside its originals; it is made when missing."""
        folder = Path(self._scratch.name) / name
        folder.mkdir(exist_ok=True)
        return folder

    def import_folders(self) -> list[Folder]:
        """Return the folders in ``work_folder("import")``, where files wait for an import."""
        root = self.work_folder("import")
        paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_dir())
        return [folder_of(root, path) for path in paths]

    def reindex(self) -> None:
        """Look at the folder again, at every file, as the server's own indexing does.

        New files appear and files that are gone leave the index, a picture with its last original. A changed file gets
        its new hash, a moved one its new path; both keep their UIDs. Pictures keep albums, labels, people, flags, edits
        and ``created_at``; those that return are as they were before. An empty folder counts as not
        mounted: nothing changes then.

        :raises OSError: there is no such folder
        """
        if any(self.root.iterdir()):
            self._index(self.tick())

    def rebuild(self) -> None:
        """Rebuild the database: index the folder, and give every record a new UID.

        Albums, labels and people are there again under their names with their pictures, and pictures keep flags and
        edits; ``created_at`` is now. What was gone before is forgotten.

        :raises OSError: there is no such folder
        """
        self.reindex()
        self._gone = []
        self.generation += 1
        rebuild_database(self, self.tick())
        self._refresh()

    def admit(self, folder: str, base: str, files: list[File], *, decode: bool = True) -> Photo:
        """Index files that lie in the originals already as one new picture, and their folder if it is new.

        :param folder: path of the folder in the library
        :param base: the name that the files share
        :param files: their records
        :param decode: whether a picture that is cut is hidden
        :return: the picture, which has a number and UIDs of its own
        """
        number = 1 + max((photo.number for photo in [*self.photos, *self._gone]), default=0)
        photo, moment = picture_of(number, folder, base, files, self.previews, decode=decode), self.tick()
        photo.uid = new_uid(self, "p", photo.uid, moment.isoformat())
        photo.created_at = photo.updated_at = moment
        photo.as_indexed = facts_of(photo)
        for file in photo.files:
            file.photo_uid = photo.uid
        self.photos.append(photo)
        self._meet_folder(folder)
        self._refresh()
        return photo

    def _meet_folder(self, path: str) -> None:
        known = {folder.path for folder in self.folders}
        parts = path.split("/") if path else []
        paths = ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
        new = [folder_of(self.root, met) for met in paths if met not in known]
        self._follow_folders(sorted([*self.folders, *new], key=lambda folder: folder.path))

    def _index(self, moment: datetime | None) -> None:
        known = [file.name for file in self.files if file.root == ORIGINALS and not file.sidecar]
        index = index_folder(self.root, self.previews, known)
        changes = apply_index([*self._gone, *self.photos], index, self.generation, moment)
        self.photos, self._gone = changes.photos, changes.gone
        self.duplicates, self.skipped = index.duplicates, index.skipped
        groups: list[Album | Label] = [*self.albums, *self.labels]
        for item in groups:
            item.thumb = changes.hashes.get(item.thumb or "", item.thumb)
        self._follow_folders(index.folders)
        self._refresh()

    def _follow_folders(self, found: list[Folder]) -> None:
        known = {folder.path: folder for folder in self.folders}
        for folder in found:
            if folder.path not in known:
                folder.uid = new_uid(self, "d", folder.path)
        self.folders = [known.get(folder.path, folder) for folder in found]
        used = {photo.path for photo in self.photos}
        kept = {album.path for album in self.albums if album.path in used}
        self.albums = [album for album in self.albums if album.type != "folder" or album.path in kept]
        for new in (folder for folder in self.folders if folder.path in used - kept):
            uid = new_uid(self, "a", "folder", new.path)
            album = Album(uid, new.title, slug(new.path), new.modified_at, "folder", new.path)
            album.number = self._next_album_number()
            self.albums.append(album)


def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="photoprism-library-", ignore_cleanup_errors=True)


def _scratch() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    scratch = _temporary()
    root = Path(scratch.name) / "originals"
    root.mkdir()
    return scratch, root
