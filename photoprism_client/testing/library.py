"""The library behind an embedded server: an index of real files that tests can look things up in and change."""

from __future__ import annotations

import re
import tempfile
import unicodedata
import weakref
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from photoprism_client.testing.indexing import index_folder
from photoprism_client.testing.items import Album, File, Folder, Label, Photo, make_uid
from photoprism_client.testing.sample import write_sample


class Library:
    """Pictures on disk and the server's index of them.

    Make one with `Library.sample` or `Library.from_folder`. The lists are in the order of indexing; the records in them
    are live, but change them with `update`, so that a running server notices. `close()` (or leaving a `with` block)
    removes what the library wrote itself; a folder given by the caller is never touched.
    """

    def __init__(self, root: Path, scratch: tempfile.TemporaryDirectory[str]) -> None:
        self._scratch = scratch
        self._cleanup = weakref.finalize(self, scratch.cleanup)
        self.root = root
        previews = Path(scratch.name) / "previews"
        previews.mkdir(exist_ok=True)
        index = index_folder(root, previews)
        self.photos: list[Photo] = index.photos
        self.folders: list[Folder] = index.folders
        self.duplicates: dict[str, str] = index.duplicates
        self.skipped: dict[str, str] = index.skipped
        self.albums: list[Album] = []
        self.labels: list[Label] = []
        self.version = 0
        self.indexed_at = datetime.now(UTC).replace(microsecond=0)
        self._refresh()
        self._add_folder_albums()

    @classmethod
    def sample(cls, photos: int = 24) -> Library:
        """Draw a library of real JPEGs in a temporary folder of its own.

        It has names with blanks, umlauts, `日本`, `#` and `%`, one content at two paths, one name in two folders, a
        stack of a JPEG and a RAW file with a sidecar, an empty album and an empty folder, albums `Favourites` (a few)
        and `Everything`, labels `Mountain` and `Sunset`, a private picture (the last) and an archived one (the last but
        one; both only from 4 pictures on).

        :param photos: how many pictures, 1 or more; the same number gives the same bytes
        :return: the library; close it, or give it to a server to own
        """
        scratch = tempfile.TemporaryDirectory(prefix="photoprism-library-", ignore_cleanup_errors=True)
        root = Path(scratch.name) / "originals"
        root.mkdir()
        paths = write_sample(root, photos)
        library = cls(root, scratch)
        by_path = {file.name: photo for photo in library.photos for file in photo.files}
        library._arrange([by_path[path] for path in paths])
        return library

    @classmethod
    def from_folder(cls, folder: str | Path) -> Library:
        """Index a folder of pictures; nothing is written into it.

        :param folder: any folder; hidden files in it are left out, files that are no pictures are in `skipped`, and a
            picture that cannot be read becomes a hidden one, with the reason in its file's `error`
        :return: the library
        :raises NotADirectoryError: *folder* is not a folder
        """
        root = Path(folder)
        if not root.is_dir():
            raise NotADirectoryError(root)
        return cls(root, tempfile.TemporaryDirectory(prefix="photoprism-library-", ignore_cleanup_errors=True))

    def close(self) -> None:
        """Remove the temporary folder; the library is of no use afterwards."""
        self._cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def files(self) -> list[File]:
        """All files of all pictures."""
        return [file for photo in self.photos for file in photo.files]

    def photo(self, uid: str) -> Photo | None:
        """Return the picture with this UID."""
        return self._photos.get(uid)

    def file(self, digest: str) -> File | None:
        """Return the first file with this SHA-1."""
        return self._files.get(digest)

    def album(self, uid: str) -> Album | None:
        """Return the album with this UID."""
        return next((album for album in self.albums if album.uid == uid), None)

    def label(self, uid: str) -> Label | None:
        """Return the label with this UID."""
        return next((label for label in self.labels if label.uid == uid), None)

    def folder(self, uid: str) -> Folder | None:
        """Return the folder with this UID."""
        return next((folder for folder in self.folders if folder.uid == uid), None)

    def find(self, path: str) -> Photo:
        """Return the picture that has a file at *path*.

        :param path: path in the library, with `/` between the parts
        :raises KeyError: there is no such file in the index
        """
        for photo in self.photos:
            if any(file.name == path for file in photo.files):
                return photo
        raise KeyError(path)

    def add_album(self, title: str, photos: Iterable[Photo] = ()) -> Album:
        """Add an album of chosen pictures.

        :param title: its title; the UID is made from it, so it should be new
        :param photos: pictures of this library
        :return: the album
        """
        album = Album(make_uid("a", title), title, slug(title), datetime.now(UTC).replace(microsecond=0))
        album.photo_uids.extend(photo.uid for photo in photos)
        self.albums.append(album)
        self.version += 1
        return album

    def add_label(self, name: str, photos: Iterable[Photo] = ()) -> Label:
        """Add a label and put it on pictures.

        :param name: its name; the UID is made from it, so it should be new
        :param photos: pictures of this library
        :return: the label
        """
        now = datetime.now(UTC).replace(microsecond=0)
        label = Label(len(self.labels) + 1, make_uid("l", name), name, slug(name), now)
        label.photo_uids.extend(photo.uid for photo in photos)
        self.labels.append(label)
        self.version += 1
        return label

    def update(self, item: Photo | File | Album | Label | Folder, **changes: object) -> None:
        """Change fields of a record, so that listings show it.

        :param item: a record of this library
        :param changes: field names and new values; an unknown name is refused
        :raises AttributeError: the record has no such field
        """
        for name, value in changes.items():
            getattr(item, name)
            setattr(item, name, value)
        self._refresh()

    def archive(self, photo: Photo) -> None:
        """Move a picture to the archive."""
        self.update(photo, archived_at=datetime.now(UTC).replace(microsecond=0))

    def mark_missing(self, file: File) -> None:
        """Note that a file was asked for and is gone: searches leave it out from now on."""
        self.update(file, missing=True)

    def forget(self, photo: Photo) -> None:
        """Take a picture out of the index with all its files."""
        self.photos = [other for other in self.photos if other is not photo]
        self._refresh()

    def labels_of(self, photo: Photo) -> list[Label]:
        """Return the labels that *photo* carries."""
        return [label for label in self.labels if photo.uid in label.photo_uids]

    def albums_of(self, photo: Photo) -> list[Album]:
        """Return the albums of chosen pictures that *photo* is in."""
        return [album for album in self.albums if album.type == "album" and photo.uid in album.photo_uids]

    def photos_in(self, album: Album) -> list[Photo]:
        """Return what *album* shows: neither archived pictures nor, in a folder's album, private ones."""
        if album.type == "folder":
            found = [photo for photo in self.photos if photo.path == album.path and not photo.private]
        else:
            found = [photo for uid in album.photo_uids if (photo := self._photos.get(uid))]
        return [photo for photo in found if photo.archived_at is None and photo.quality > -1]

    def _refresh(self) -> None:
        self._photos = {photo.uid: photo for photo in self.photos}
        self._files = {file.hash: file for file in reversed(self.files)}
        self.version += 1

    def _add_folder_albums(self) -> None:
        paths = {photo.path for photo in self.photos if photo.path}
        for folder in self.folders:
            if folder.path in paths:
                uid = make_uid("a", "folder", folder.path)
                album = Album(uid, folder.title, slug(folder.path), folder.modified_at, "folder", folder.path)
                self.albums.append(album)

    def _arrange(self, photos: list[Photo]) -> None:
        self.add_album("Favourites", photos[:4])
        self.add_album("Everything", photos)
        self.add_album("Empty")
        self.add_label("Mountain", photos[::2])
        self.add_label("Sunset", photos[1::3])
        self.update(photos[0], favorite=True)
        if len(photos) >= 4:
            self.update(photos[-1], private=True)
            self.archive(photos[-2])


def slug(text: str) -> str:
    """Return *text* as the server writes it into names: lower case, ASCII, dashes."""
    spelled = text.replace("ß", "ss").replace("&", " and ")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "unknown"
