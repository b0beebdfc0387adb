"""Searches for photos, as entries of the file system."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from photoprism_client._warn import warn_caller
from photoprism_client.api.paging import ListingChangedWarning
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiValueError
from photoprism_client.export.listed_photos import ListedPhotos
from photoprism_client.fs.tree.entries import Entry
from photoprism_client.fs.tree.views import FIELDS, Shown, View

# Characters that cannot be sent in a filter: "*" finds them, and others.
_NOT_SENT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# All of a folder is wanted, most of which have fewer rows, and a request costs a large library as much as 2000 of them.
_PAGE = 5000
_FEW = 1000
_MOST_FILES = 50  # of the last photo of a page, which comes with the next one


class Found(list[Shown]):
    """All that a search found; ``is_certain`` unless the library changed so much that something may be missing."""

    is_certain = True


class PhotoSearch:
    """Searches for photos.

    :param api_client: the client to use.
    """

    def __init__(self, api_client: ApiClient) -> None:
        self._photos = ListedPhotos(api_client, FIELDS)

    def iterate(self, view: View, filters: Mapping[str, Any], **options: Any) -> Iterator[Shown]:
        """Search page by page.

        :param view: what is shown of a photo.
        :param filters: as for ``PhotosApi.iterate``.
        :param options: likewise: *page_size* and *on_change*.
        :return: what it finds, folder by folder.
        """
        for photo in self._photos.iterate(**{"order": "name", **options, **filters, **view.filters}):
            yield from view.of(photo)

    def all(self, view: View, filters: Mapping[str, Any]) -> Found:
        """Search for all.

        :param view: what is shown of a photo.
        :param filters: as for ``PhotosApi.iterate``.
        :return: what it finds.
        """
        changes: list[str] = []
        found = Found(self.iterate(view, filters, page_size=_PAGE, on_change=changes.append))
        if changes:
            found.is_certain = False
            warn_caller(changes[0], ListingChangedWarning)
        return found

    def few(self, view: View, filters: Mapping[str, Any]) -> Found | None:
        """Search for all, with a single request.

        :param view: what is shown of a photo.
        :param filters: as for ``PhotosApi.iterate``.
        :return: what it finds; None if that is more than the server sends at once for little effort.
        """
        found, rows = Found(), 0
        photos = self._photos.iterate(**{"order": "name", "page_size": _FEW, **filters, **view.filters})
        with closing(photos):
            for photo in photos:
                rows += len(photo.files)
                if rows > _FEW - _MOST_FILES:
                    return None  # before the next page is asked for
                found.extend(view.of(photo))
        return found

    def named(self, view: View, name: str, before: Iterable[str], filters: Mapping[str, Any]) -> Found | None:
        """Search for what is shown by a name.

        :param view: what is shown of a photo.
        :param name: the name.
        :param before: patterns of what precedes the name in the path of its file.
        :param filters: as for ``PhotosApi.iterate``.
        :return: all that has this name; None if the server cannot be asked for it.
        """
        if "*" in name:  # the server would return all that it matches
            return None
        names = [start + as_pattern(base) for start in before for base in view.file_names(name)]
        try:
            found = self.all(view, {**filters, "filename": names}) if names else Found()
        except ApiValueError:  # such as for a file "none"
            return None
        return Found(shown for shown in found if shown.entry.name == name)


def as_pattern(text: str) -> str:
    """Return a pattern that finds a text, and perhaps others.

    :param text: the text.
    :return: the pattern.
    """
    return _NOT_SENT.sub("*", text)


def by_name(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return entries by their names.

    :param entries: with different names.
    :return: them, in the order of their names.
    """
    return {entry.name: entry for entry in sorted(entries, key=_name)}


def _name(entry: Entry) -> str:
    return entry.name
