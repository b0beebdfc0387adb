"""The trees of albums, labels and people: a folder for each, with the photos that are in it or show it."""

from collections.abc import Iterable, Iterator
from typing import Any

from photoprism_client.api.albums_api import AlbumsApi
from photoprism_client.api.labels_api import LabelsApi
from photoprism_client.api.subjects_api import SubjectsApi
from photoprism_client.api_client import ApiClient
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.folder_files import Folder, FolderFiles
from photoprism_client.fs.tree.listings import SHARED, Listing, Listings
from photoprism_client.fs.tree.names import titled, told_apart
from photoprism_client.fs.tree.paths import Location, joined, not_found
from photoprism_client.fs.tree.searching import PhotoSearch, by_name
from photoprism_client.fs.tree.views import view_of

_NO_EXTENSION = ""


class Groups(dict[str, Entry]):
    """The folders of groups by their names; ``filters`` has the filters of a search for the photos of each, by UID."""

    def __init__(self, found: Iterable[tuple[str, str, dict[str, Any]]], fallback: str) -> None:
        self.filters: dict[str, dict[str, Any]] = {}
        entries = []
        for uid, title, filters in found:
            entries.append(Entry(titled(title, fallback), "directory", uid=uid))
            self.filters[uid] = filters
        super().__init__(by_name(told_apart(entries, tail=_NO_EXTENSION)))


class GroupTree:
    """Albums, labels and people.

    :param api_client: the client to use.
    :param listings: keeps what was listed.
    :param search: searches for photos.
    """

    def __init__(self, api_client: ApiClient, listings: Listings, search: PhotoSearch) -> None:
        self._api_client, self._listings = api_client, listings
        self._files = FolderFiles(listings, search)

    def listing(self, location: Location) -> Listing | None:
        """Return what a folder holds.

        :param location: of the folder.
        :return: folders or files; None if the folder does not exist.
        """
        groups = self._groups(location)
        if not location.parts:
            return groups
        if len(location.parts) > 1 or location.parts[0] not in groups:
            return None
        return self._files.listing(self._folder(location, groups))

    def entry(self, location: Location) -> Entry:
        """Look up a folder or file.

        :param location: where it is, below the root of the tree.
        :return: the entry.
        :raises FileNotFoundError: the folder or file does not exist.
        """
        groups = self._groups(location)
        group, *rest = location.parts
        entry = groups.get(group)
        if entry is not None and rest:
            entry = self._files.entry(self._folder(location.parent, groups), rest[0]) if len(rest) == 1 else None
        if entry is None:
            raise not_found(location.path)
        return entry

    def newer(self, location: Location, known: Entry) -> Entry | None:
        """Look up a file past what was listed.

        :param location: where it is.
        :param known: what was known of it.
        :return: the file; None if it is not found, or has the same content.
        """
        groups = self._groups(location)
        if location.parts[0] not in groups:
            return None
        return self._files.newer(self._folder(location.parent, groups), location.parts[-1], known)

    def has(self, location: Location) -> bool:
        """Tell whether there is a folder.

        :param location: where.
        :return: whether it is there.
        """
        return not location.parts or (len(location.parts) == 1 and location.parts[0] in self._groups(location))

    def below(self, location: Location) -> Iterator[tuple[str, Entry]]:
        """List all files below a folder, album by album.

        :param location: of the folder.
        :return: each as its path and entry.
        """
        groups = self._groups(location)
        if location.parts and location.parts[0] not in groups:  # it may have gone since it was looked for
            raise not_found(location.path)
        for name in location.parts or groups:
            folder = location._replace(path=joined(location.root, name), parts=(name,))
            for entry in self._files.listing(self._folder(folder, groups)).values():
                yield joined(folder.path, entry.name), entry

    def _folder(self, location: Location, groups: Groups) -> Folder:
        """Return what is in a group."""
        filters = groups.filters[groups[location.parts[0]].uid or ""]
        return Folder(location.path, view_of(location.size), filters, filters)

    def _groups(self, location: Location) -> Groups:
        """Return the groups of a tree; where a kept list does not have the one that is wanted, it may be new."""
        tree = location.tree or ""
        read = {"albums": self._read_albums, "labels": self._read_labels, "people": self._read_people}[tree]
        kept, wanted = self._listings.get(SHARED + tree), location.parts[:1]
        if kept is not None and wanted and wanted[0] not in kept and "*" not in wanted[0]:  # no name has that
            self._listings.forget(SHARED + tree)
        return self._listings.load(SHARED + tree, lambda: (read(), True))

    def _read_albums(self) -> Groups:
        albums = AlbumsApi(self._api_client).iterate(type="album")
        return Groups(((album.uid or "", album.title or "", {"s": album.uid}) for album in albums), "album")

    def _read_labels(self) -> Groups:
        labels = LabelsApi(self._api_client).iterate(all=True)
        # A label that was renamed keeps its slug, which is its own; another may have the same slug of its new name.
        found = ((label.uid or "", label.name or "", {"label": label.slug or label.custom_slug}) for label in labels)
        return Groups(found, "label")

    def _read_people(self) -> Groups:
        people = SubjectsApi(self._api_client).iterate()
        return Groups(((person.uid or "", person.name or "", {"subject": person.uid}) for person in people), "person")
