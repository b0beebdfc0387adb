"""The tree of the library's folders, with the user's own files or with thumbnails.

A photo is in one folder, but the server stacks files of several folders: an own file is in the folder that its path
names, a thumbnail in that of the photo. The server finds photos by their exact folder, and files by the beginning of
their path. So a folder is listed by its files; one with subfolders that have many files by its photos, since all that
is below it could be the whole library.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ForbiddenException
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.folder_files import Folder, FolderFiles
from photoprism_client.fs.tree.listings import SHARED, Listing, Listings
from photoprism_client.fs.tree.names import told_apart
from photoprism_client.fs.tree.paths import Location, joined, not_found
from photoprism_client.fs.tree.searching import PhotoSearch, as_pattern, by_name
from photoprism_client.fs.tree.views import Originals, Shown, Thumbs, view_of


class Folders(dict[str, Entry]):
    """All folders by their paths; ``inner`` has the folders in each, by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.inner: dict[str, dict[str, Entry]] = {"": {}}

    def add(self, path: str, uid: str | None) -> None:
        """Add a folder.

        :param path: below the originals.
        :param uid: its UID.
        """
        parent, _, name = path.rpartition("/")
        entry = Entry(name, "directory", uid=uid)
        self[path] = entry
        self.inner.setdefault(parent, {})[name] = entry


class LibraryTree:
    """The folders of the library.

    :param api_client: the client to use.
    :param listings: keeps what was listed.
    :param search: searches for photos.
    """

    def __init__(self, api_client: ApiClient, listings: Listings, search: PhotoSearch) -> None:
        self._folders_api, self._listings, self._search = FoldersApi(api_client), listings, search
        self._files = FolderFiles(listings, search)

    def listing(self, location: Location) -> Listing | None:
        """Return what a folder holds.

        :param location: of the folder.
        :return: folders and files; None if the folder does not exist.
        """
        if not self.has(location):
            return None
        inner = self._inner(location.place)
        return by_name([*inner.values(), *self._files.listing(self._folder(location)).values()])

    def entry(self, location: Location) -> Entry:
        """Look up a folder or file.

        :param location: where it is, below the root of the tree.
        :return: the entry.
        :raises FileNotFoundError: the folder or file does not exist.
        """
        # Files have an extension, and few folders do: so the folders need not be known for most files.
        looks = (self._as_folder, self._as_file)
        for look in reversed(looks) if "." in location.parts[-1] else looks:
            entry = look(location)
            if entry is not None:
                return entry
        raise not_found(location.path)

    def _as_folder(self, location: Location) -> Entry | None:
        folders = self._folders_if_allowed()
        entry = folders.get(location.place)
        if entry is None and location.parent.place not in folders and self.has(location):
            entry = Entry(location.parts[-1], "directory")
        return entry

    def _as_file(self, location: Location) -> Entry | None:
        if "*" in location.parent.place and not self.has(location.parent):
            return None
        return self._files.entry(self._folder(location.parent), location.parts[-1])

    def newer(self, location: Location, known: Entry) -> Entry | None:
        """Look up a file past what was listed.

        :param location: where it is.
        :param known: what was known of it.
        :return: the file; None if it is not found, or has the same content.
        """
        return self._files.newer(self._folder(location.parent), location.parts[-1], known)

    def below(self, location: Location) -> Iterator[tuple[str, Entry]]:
        """List all files below a folder.

        :param location: of the folder.
        :return: each as its path and entry.
        """
        path = location.place
        found = self._originals_below(path) if location.size is None else self._thumbs_below(path, location.size)
        folders = self._folders_if_allowed() if location.size else Folders()
        # What is shown of a folder comes at once, but for files of photos of other folders.
        for place, shown in groupby(found, key=_folder_of):
            if not path or f"{place}/".startswith(f"{path}/"):
                folder, entries = joined(location.root, place), [entry for _, entry in shown]
                if location.size:
                    entries = told_apart(entries, taken=folders.inner.get(place, {}))
                self._files.met(folder, entries)
                yield from ((joined(folder, entry.name), entry) for entry in entries)

    def has(self, location: Location) -> bool:
        """Tell whether there is a folder.

        Photos can be in a folder that the server does not list: when the originals are not mounted, for example.

        :param location: where.
        :return: whether it is listed, or has photos.
        """
        path = location.place
        if not path:
            return True
        folders = self._folders_if_allowed()
        if path in folders:
            return True
        if "*" in path and folders:
            return False  # a server would return all that this matches
        found = self._originals_below(path, page_size=2)
        return any(f"{place}/".startswith(f"{path}/") for place, _ in found)

    def _originals_below(self, path: str, **options: Any) -> Iterator[Shown]:
        filters = {"filename": [f"{as_pattern(path)}/*"]} if path else {}
        return self._search.iterate(Originals(), filters, **options)

    def _thumbs_below(self, path: str, size: str) -> Iterator[Shown]:
        filters = {"path": [f"{as_pattern(path)}/*"]} if path else {}
        yield from self._search.iterate(Thumbs(size), _in_folder(path)) if path else ()
        yield from self._search.iterate(Thumbs(size), filters)

    def _folders(self) -> Folders:
        return self._listings.load(f"{SHARED}folders", self._read_folders)

    def _folders_if_allowed(self) -> Folders:
        """Return the folders, or none for credentials that may only search photos."""
        try:
            return self._folders()
        except ForbiddenException:
            return Folders()

    def _read_folders(self) -> tuple[Folders, bool]:
        folders = Folders()
        for found in self._folders_api.iterate():
            if found.path:
                folders.add(found.path, found.uid)
        return folders, True

    def _inner(self, path: str) -> Mapping[str, Entry]:
        return self._folders().inner.get(path, {})

    def _folder(self, location: Location) -> Folder:
        """Return what is in a folder."""
        path, view = location.place, view_of(location.size)
        in_folder = _in_folder(path)
        if location.size:
            return Folder(location.path, view, in_folder, in_folder, place=path, taken=partial(self._inner, path))
        start = f"{as_pattern(path)}/" if path else ""
        below = {"filename": [f"{start}*"]} if path else {}

        def is_leaf() -> bool:
            return path in self._folders() and not self._inner(path)

        return Folder(location.path, view, in_folder, {}, (start,), path, below=below, is_leaf=is_leaf)


def _in_folder(path: str) -> dict[str, Any]:
    """Return the filter for the photos of exactly a folder; the server knows it by the slash at its end."""
    pattern = as_pattern(path)
    if pattern == path:
        return {"path": [f"{path}/"]}
    return {"path": [pattern]} if pattern.strip("*") else {}


def _folder_of(shown: Shown) -> str:
    return shown.folder
