"""`Tree`: the paths that the file system has, and what each of them is.

It lists what a search lists: archived and hidden photos are in no folder, nor are files that the server misses.
"""

from collections.abc import Iterator
from itertools import chain

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client.api_client import ApiClient
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.group_tree import GroupTree
from photoprism_client.fs.tree.library_tree import LibraryTree
from photoprism_client.fs.tree.listings import Listings
from photoprism_client.fs.tree.paths import ORIGINALS, Location, joined, locate, names_in, not_a_directory, not_found
from photoprism_client.fs.tree.searching import PhotoSearch

#: How many entries are kept, in all folders.
MOST_ENTRIES = 200_000
#: How long they are kept, in seconds.
LIFETIME_S = 300.0


class Tree:
    """The folders and files of a library; threads may share it.

    A server's answers are kept, so that a job that opens many paths causes few requests: see :meth:`entry`.

    :param api_client: the client to use.
    :param use_listings_cache: False to ask the server each time.
    :param listings_expiry_time: how long a listing is kept, in seconds; None for no limit; default 300.
    :param max_paths: how many entries are kept in all; default 200 000. The folder that was not used for the longest
        time is forgotten first.
    :param clock: tells the time.
    """

    def __init__(
        self,
        api_client: ApiClient,
        *,
        use_listings_cache: bool = True,
        listings_expiry_time: float | None = LIFETIME_S,
        max_paths: int | None = MOST_ENTRIES,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        most = MOST_ENTRIES if max_paths is None else max_paths
        self._listings = Listings(most if use_listings_cache else 0, listings_expiry_time, clock)
        search = PhotoSearch(api_client)
        self._library = LibraryTree(api_client, self._listings, search)
        self._groups = GroupTree(api_client, self._listings, search)

    def children(self, path: str) -> Iterator[Entry]:
        """List one folder.

        :param path: without a slash at its ends; empty for the root.
        :return: folders and files, by their names.
        :raises FileNotFoundError: the folder does not exist.
        :raises NotADirectoryError: it is a file.
        :raises ApiException: the server does not answer.

        Source: GET /api/v1/folders/originals, /photos, /albums, /labels, /subjects
        """
        location = locate(path)
        if location.tree is None:
            return iter([Entry(name, "directory") for name in names_in(location)])
        listing = self._tree(location).listing(location)
        if listing is None:
            raise self._no_folder(location)
        return iter(listing.values())

    def entry(self, path: str) -> Entry:
        """Look up one path.

        A folder that was listed a short while ago is not asked for again. Otherwise the first files of a folder are
        looked up with a request each, and then the whole folder is listed once.

        :param path: without a slash at its ends; empty for the root.
        :return: what it is.
        :raises FileNotFoundError: the file or folder does not exist.
        :raises ApiException: the server does not answer.

        Source: GET /api/v1/photos, /folders/originals, /albums, /labels, /subjects
        """
        folder, _, name = path.rpartition("/")
        kept = self._listings.get(folder)
        if kept is not None and name in kept:
            return kept[name]
        location = locate(path)
        if not location.parts:
            return Entry(name, "directory")
        return self._tree(location).entry(location)

    def newer(self, path: str, known: Entry) -> Entry | None:
        """Look up a file past what was listed: it may have been replaced.

        :param path: of the file.
        :param known: what :meth:`entry` said of it.
        :return: what it is now; None if it is not found, or has the same content.
        :raises ApiException: the server does not answer.

        Source: GET /api/v1/photos
        """
        location = locate(path)
        return self._tree(location).newer(location, known)

    def below(self, path: str) -> Iterator[tuple[str, Entry]]:
        """List all files below a folder, at any depth.

        Folders of the library come page by page, so that memory does not depend on the size of the library but on that
        of the largest folder; albums, labels and people come one after the other. Above them, the trees come one after
        the other: below ``thumbs`` is the whole library in each size.

        :param path: without a slash at its ends; empty for the root.
        :return: each as its full path and entry.
        :raises FileNotFoundError: the folder does not exist.
        :raises NotADirectoryError: it is a file.
        :raises ApiException: the server does not answer.

        Source: GET /api/v1/photos, /folders/originals, /albums, /labels, /subjects
        """
        location = locate(path)
        if location.tree is None:
            return chain.from_iterable(self.below(joined(path, name)) for name in names_in(location))
        tree = self._tree(location)
        if not tree.has(location):
            raise self._no_folder(location)
        return tree.below(location)

    def invalidate(self, path: str | None = None) -> None:
        """Forget what was listed.

        :param path: forget this folder, those below it, and which folders, albums, labels and people there are; None
            for all.
        """
        self._listings.invalidate(path)

    def _tree(self, location: Location) -> LibraryTree | GroupTree:
        return self._library if location.tree == ORIGINALS else self._groups

    def _no_folder(self, location: Location) -> OSError:
        try:
            self._tree(location).entry(location)
        except FileNotFoundError:
            return not_found(location.path, "no such folder")
        return not_a_directory(location.path)
