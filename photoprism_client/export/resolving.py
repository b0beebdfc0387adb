"""Names of albums, labels, folders and people, as somebody typed them, become what the server has them under.

It is asked before anything is written: a name that the server does not have is an error, not an empty export.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from photoprism_client.api.albums_api import AlbumsApi, album_called
from photoprism_client.api.filter_values import NO_FILTER
from photoprism_client.api.filters import PhotoQuery
from photoprism_client.api.finding import unknown
from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api.labels_api import LabelsApi
from photoprism_client.api.paging import DEFAULT_PAGE_SIZE
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api.subjects_api import SubjectsApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ForbiddenException
from photoprism_client.export.selection import Selection
from photoprism_client.models import SearchPhoto
from photoprism_client.transfer.names import key_of

T = TypeVar("T")

# The default listing has neither archived nor hidden photos, the others nothing else.
_KINDS: tuple[PhotoQuery, ...] = ({}, {"archived": True}, {"hidden": True})
# What cannot stand in a path that a search is asked for: it separates paths, is an escape for some databases, or is cut
# off. A star stands for it.
_NOT_IN_A_PATH = re.compile(r"[|\\]|^\s+|\s+$")


class Resolved(NamedTuple):
    """What the names of a selection stand for on a server."""

    #: UIDs of albums.
    albums: tuple[str, ...]
    #: Labels, folders and people as filters of a photo search; a folder may let others of a similar name through.
    filters: dict[str, Any]


def resolve(api_client: ApiClient, selection: Selection) -> Resolved:
    """Look up the names of a selection.

    :param api_client: whom to ask.
    :param selection: what is wanted.
    :return: what its names stand for.
    :raises ApiValueError: the server has no such album, label, folder or person; the message has close names.
    :raises ApiException: the server does not answer.
    """
    resolver = _Resolver(api_client)
    filters = {
        "label": resolver.labels(selection.labels),
        "path": resolver.folders(selection.folders),
        "subject": resolver.people(selection.people),
    }
    return Resolved(resolver.albums(selection.albums), {name: found for name, found in filters.items() if found})


class _Resolver:
    """Asks for each listing at most once."""

    def __init__(self, api_client: ApiClient) -> None:
        self._api_client = api_client
        self._photos, self._folders = PhotosApi(api_client), FoldersApi(api_client)

    def albums(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return UIDs of albums."""
        titles = tuple(wanted)
        albums = list(AlbumsApi(self._api_client).iterate()) if titles else []
        return tuple(album_called(title, albums).uid or "" for title in titles)

    def labels(self, wanted: Iterable[str]) -> list[str]:
        """Return slugs of labels.

        A label that only archived, hidden or private photos have is in no listing: a search finds these.
        """
        names = tuple(wanted)
        listed = _allowed(LabelsApi(self._api_client).iterate(all=True)) if names else []
        found: list[str] = []
        for name in names:
            slugs = {
                label.custom_slug or label.slug or name
                for label in listed
                if _is_one_of(name, label.name, label.slug, label.custom_slug, label.uid)
            }
            if not slugs and self._has({"label": name.replace("|", " ")}):
                slugs = {name.replace("|", " ")}
            if not slugs:
                raise unknown("label", name, (label.name for label in listed))
            found += sorted(slugs)
        return found

    def folders(self, wanted: Iterable[str]) -> list[str]:
        """Return patterns of folders, with those in them."""
        names = [folder.strip("/") for folder in wanted]
        listed = [folder.path or "" for folder in _allowed(self._folders.iterate())] if names else []
        found: list[str] = []
        for name in names:
            paths = [path for path in listed if key_of(path) == key_of(name)]
            if not paths and self._has_photos(name):
                paths = _forms(name)
            if not paths:
                raise unknown("folder", name, listed)
            found += _patterns(paths)
        return found

    def people(self, wanted: Iterable[str]) -> list[str]:
        """Return UIDs of people."""
        names = tuple(wanted)
        listed = _allowed(SubjectsApi(self._api_client).iterate(hidden="yes")) if names else []
        found: list[str] = []
        for name in names:
            uids = {
                person.uid for person in listed if person.uid and _is_one_of(name, person.name, person.slug, person.uid)
            }
            if not listed and self._has({"subject": name}):
                uids = {name}
            if not uids:
                raise unknown("person", name, (person.name for person in listed))
            found += sorted(uids)
        return found

    def _has_photos(self, folder: str) -> bool:
        """Tell whether any photo is in a folder, or in one within."""
        start = f"{key_of(folder)}/"
        found = self._found({"path": _patterns(_forms(folder))}, DEFAULT_PAGE_SIZE)
        return any(f"{key_of(photo.path or '')}/".startswith(start) for photo in found)

    def _has(self, filters: PhotoQuery) -> bool:
        """Tell whether any photo matches."""
        return next(self._found(filters, page_size=1), None) is not None

    def _found(self, filters: PhotoQuery, page_size: int) -> Iterator[SearchPhoto]:
        """Search, also among archived and hidden photos."""
        for only in _KINDS:
            asked: Any = {**filters, **only, "page_size": page_size}
            yield from self._photos.iterate(**asked)


def _allowed(items: Iterable[T]) -> list[T]:
    """Read a listing; an empty one where this session may search photos and no more, as with some app passwords."""
    try:
        return list(items)
    except ForbiddenException:
        return []


def _is_one_of(name: str, *known: str | None) -> bool:
    return key_of(name) in {key_of(one) for one in known if one}


def _forms(name: str) -> list[str]:
    """Return the ways to write a name that a server may have it in."""
    return sorted({unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)})


def _patterns(paths: Iterable[str]) -> list[str]:
    """Return what finds folders, and those in them."""
    found = []
    for path in paths:
        pattern = _NOT_IN_A_PATH.sub("*", path)
        found += [f"{pattern}*" if pattern.lower() in NO_FILTER else pattern, f"{pattern}/*"]
    return found
