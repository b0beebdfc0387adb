"""The files of a folder of photos: all of them in a listing, or one that is looked up by its name."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.listings import SHARED, Listings
from photoprism_client.fs.tree.names import is_plain, told_apart
from photoprism_client.fs.tree.searching import PhotoSearch, by_name
from photoprism_client.fs.tree.views import Shown, View

_MET = f"{SHARED}met/"


def _none() -> tuple[()]:
    return ()


class Folder(NamedTuple):
    """What is in a folder."""

    #: Its path in the file system.
    path: str
    view: View
    #: Filters of a search that finds all files of the photos in it, and perhaps others.
    filters: Mapping[str, Any]
    #: Filters of a search for one of the files, besides its name.
    look_up: Mapping[str, Any]
    #: Patterns of what precedes the name in the path of a file on the server.
    before_name: tuple[str, ...] = ("*/", "")
    #: The folder of the library that all files are in; None for any.
    place: str | None = None
    #: Returns names that no file may have.
    taken: Callable[[], Collection[str]] = _none
    #: Filters of a search that finds all files in it, and all below it; None where ``filters`` does.
    below: Mapping[str, Any] | None = None
    #: Returns whether nothing is below it.
    is_leaf: Callable[[], bool] = lambda: True

    def own(self, found: list[Shown]) -> list[Entry]:
        """Return the entries of what is in the folder.

        :param found: what a search found.
        :return: the entries, under names that may be equal.
        """
        return [shown.entry for shown in found if self.place is None or shown.folder == self.place]


class Files(dict[str, Entry]):
    """The files of a folder by their names; unless ``is_whole``, the folder may have others."""

    is_whole = True


class FolderFiles:
    """Finds the files of folders.

    :param listings: keeps what was listed.
    :param search: searches for photos.
    """

    def __init__(self, listings: Listings, search: PhotoSearch) -> None:
        self._listings, self._search = listings, search

    def listing(self, folder: Folder) -> Files:
        """Return all files of a folder, from memory if they were listed a short while ago.

        :param folder: the folder.
        :return: the files.
        """
        return self._listings.load(folder.path, partial(self._read, folder))

    def met(self, path: str, entries: Iterable[Entry]) -> None:
        """Keep files that a listing of many folders met, for :meth:`entry`.

        :param path: of the folder that they are in.
        :param entries: files of the folder, perhaps not all.
        """
        self._listings.add(_MET + path, {entry.name: entry for entry in entries})

    def entry(self, folder: Folder, name: str) -> Entry | None:
        """Look up a file of a folder: in what was listed, else by its name, and after some of these in a new listing.

        :param folder: the folder.
        :param name: the name of the file.
        :return: the file; None if there is none.
        """
        kept = self._listings.get(folder.path)
        known = (kept or {}).get(name) or (self._listings.get(_MET + folder.path) or {}).get(name)
        if known is not None:
            return known
        if kept is None and is_plain(name) and not self._listings.is_worth_listing(folder.path):
            return self._named(folder, name)
        files = self.listing(folder)
        return files.get(name) or (None if files.is_whole else self._named(folder, name))

    def newer(self, folder: Folder, name: str, known: Entry) -> Entry | None:
        """Look up a file past what was listed; forget the listing of its folder if that has another content.

        :param folder: the folder.
        :param name: the name of the file.
        :param known: what was known of it.
        :return: the file with its content of now; None if that is the known one, or is not found.
        """
        found = self._named(folder, name)
        if found is None or found.sha1 == known.sha1:
            return None
        kept = self._listings.get(folder.path) or {}
        if kept.get(name) == known:
            self._listings.invalidate(folder.path)
        return found

    def _named(self, folder: Folder, name: str) -> Entry | None:
        found = self._search.named(folder.view, name, folder.before_name, folder.look_up)
        if found is None:
            return self.listing(folder).get(name)
        own = folder.own(found)
        return own[0] if len(own) == 1 else None

    def _read(self, folder: Folder) -> tuple[Files, bool]:
        search, view, whole = self._search, folder.view, folder.filters if folder.below is None else folder.below
        found = search.all(view, whole) if folder.is_leaf() else search.few(view, whole)
        is_whole = found is not None
        if found is None:  # all below it may be the whole library
            found = search.all(view, folder.filters)
        files = Files(by_name(told_apart(folder.own(found), taken=folder.taken())))
        files.is_whole = is_whole
        return files, found.is_certain
