"""Looks up names of albums, labels, folders and people, as users type them, on the server.

This happens before anything is written: a name that the server does not have is an error, not an empty export.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from photoprism_client._files.names import key_of
from photoprism_client.api.album_titles import albums_called, filters_of, no_album
from photoprism_client.api.albums_api import AlbumsApi
from photoprism_client.api.filters import PhotoQuery
from photoprism_client.api.finding import unknown
from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api.labels_api import LabelsApi
from photoprism_client.api.paging import OnChange
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api.subjects_api import SubjectsApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ForbiddenException
from photoprism_client.export.selection import Selection
from photoprism_client.models import SearchAlbum, SearchLabel, SearchPhoto, SearchSubject

T = TypeVar("T")

_ARCHIVED: PhotoQuery = {"archived": True}
_HIDDEN: PhotoQuery = {"hidden": True}
#: Filters of all listings: the default one has neither archived nor hidden photos, the others have nothing else.
KINDS: tuple[PhotoQuery, ...] = ({}, _ARCHIVED, _HIDDEN)


class Groups:
    """Lists each kind of group when it is first needed.

    :param api_client: the client to ask with.
    :param on_change: called with a message if a listing changes so much that items may be missing; None for a
        :class:`~photoprism_client.api.paging.ListingChangedWarning`.
    """

    def __init__(self, api_client: ApiClient, on_change: OnChange | None = None) -> None:
        self._api_client, self._on_change = api_client, on_change

    @cached_property
    def albums(self) -> list[SearchAlbum]:
        """The albums that users made."""
        return list(AlbumsApi(self._api_client).iterate(type="album", on_change=self._on_change))

    @cached_property
    def all_albums(self) -> list[SearchAlbum]:
        """These, and the folders, months and the like that the server lists as albums."""
        return list(AlbumsApi(self._api_client).iterate(on_change=self._on_change))

    @cached_property
    def labels(self) -> list[SearchLabel] | None:
        """The labels of photos that are neither archived, hidden nor private; None if listing them is not allowed."""
        return _allowed(LabelsApi(self._api_client).iterate(all=True, on_change=self._on_change))

    @cached_property
    def folders(self) -> list[str] | None:
        """The paths of the folders; None if listing them is not allowed."""
        found = _allowed(FoldersApi(self._api_client).iterate())
        return None if found is None else [folder.path or "" for folder in found]

    @cached_property
    def people(self) -> list[SearchSubject] | None:
        """The people; None if listing them is not allowed."""
        return _allowed(SubjectsApi(self._api_client).iterate(hidden="yes", on_change=self._on_change))


def _allowed(items: Iterable[T]) -> list[T] | None:
    """Read a listing; return None if this session may only search photos, as with some app passwords."""
    try:
        return list(items)
    except ForbiddenException:
        return None


class Resolved(NamedTuple):
    """What the names of a selection mean on a server."""

    #: Filters of a photo search, one set for each album.
    albums: tuple[dict[str, Any], ...]
    #: Labels, folders and people as filters of a photo search.
    filters: dict[str, Any]
    #: The listings that were needed for that, so that nothing is listed twice.
    groups: Groups

    def listings(self, selection: Selection) -> list[dict[str, Any]]:
        """Return the filters of each listing that a selection needs: of one kind of photos, and one album, each."""
        return [
            {**selection.filters, **self.filters, **only, **of_album}
            for only in kinds_of(selection)
            for of_album in self.albums or ({},)
        ]


def kinds_of(selection: Selection) -> list[PhotoQuery]:
    """Return filters for the kinds of photos that a selection takes: the default listing first."""
    return [{}, *([_ARCHIVED] if selection.archived else []), *([_HIDDEN] if selection.hidden else [])]


def resolve(api_client: ApiClient, selection: Selection, on_change: OnChange | None = None) -> Resolved:
    """Look up the names of a selection.

    :param api_client: the client to ask with.
    :param selection: what is wanted.
    :param on_change: called with a message if a listing changes so much that items may be missing; None for a
        :class:`~photoprism_client.api.paging.ListingChangedWarning`.
    :return: what its names mean.
    :raises LookupFailedError: the server has no such album, label, folder or person; it has close names.
    :raises ApiException: the server does not answer.
    """
    groups = Groups(api_client, on_change)
    resolver = _Resolver(groups, PhotosApi(api_client), on_change)
    filters = {
        "label": [slug for name in selection.labels for slug in resolver.label(name)],
        "path": [path for name in selection.folders for path in resolver.folder(name.strip("/"))],
        "subject": [uid for name in selection.people for uid in resolver.person(name)],
    }
    found = {name: values for name, values in filters.items() if values}
    return Resolved(resolver.albums(selection.albums), found, groups)


class _Resolver:
    """Looks names up."""

    def __init__(self, groups: Groups, photos: PhotosApi, on_change: OnChange | None) -> None:
        self._groups, self._photos, self._on_change = groups, photos, on_change

    def albums(self, wanted: Iterable[str]) -> tuple[dict[str, Any], ...]:
        """Return filters for albums; if none has the title, for folders, months and the like."""
        found: dict[str, SearchAlbum] = {}
        for title in wanted:
            called_so = albums_called(title, self._groups.albums) or albums_called(title, self._groups.all_albums)
            if not called_so:
                raise no_album(title, self._groups.all_albums)
            found |= {album.uid or "": album for album in called_so}
        return tuple(filters_of(album) for album in found.values())

    def label(self, name: str) -> list[str]:
        """Return the slugs of labels of a name.

        A label that only archived, hidden or private photos have is in no listing, so it is searched for.
        """
        listed = self._groups.labels or ()
        slugs = {
            label.custom_slug or label.slug or name
            for label in listed
            if _is_one_of(name, label.name, label.slug, label.custom_slug, label.uid)
        }
        if not slugs and self._has({"label": name.replace("|", " ")}):
            slugs = {name.replace("|", " ")}
        if not slugs:
            raise unknown("label", name, (label.name for label in listed))
        return sorted(slugs)

    def folder(self, name: str) -> list[str]:
        """Return patterns of folders of a path, and of their subfolders."""
        listed = self._groups.folders or ()
        paths = [path for path in listed if key_of(path) == key_of(name)]
        if not paths and self._has_photos(name):
            paths = _forms(name)
        if not paths:
            raise unknown("folder", name, listed)
        return _with_inner(paths)

    def person(self, name: str) -> list[str]:
        """Return the UIDs of people of a name."""
        listed = self._groups.people or ()
        uids = {
            person.uid for person in listed if person.uid and _is_one_of(name, person.name, person.slug, person.uid)
        }
        if not listed and self._has({"subject": name}):
            uids = {name}
        if not uids:
            raise unknown("person", name, (person.name for person in listed))
        return sorted(uids)

    def _has_photos(self, folder: str) -> bool:
        """Tell whether any photo is in a folder or its subfolders."""
        start = f"{key_of(folder)}/"
        found = self._found({"path": _with_inner(_forms(folder))})
        return any(f"{key_of(photo.path or '')}/".startswith(start) for photo in found)

    def _has(self, filters: PhotoQuery) -> bool:
        """Tell whether any photo matches."""
        return next(self._found(filters, page_size=1), None) is not None

    def _found(self, filters: PhotoQuery, page_size: int | None = None) -> Iterator[SearchPhoto]:
        """Search, also among archived and hidden photos."""
        for only in KINDS:
            asked: Any = {**filters, **only, "page_size": page_size}
            yield from self._photos.iterate(on_change=self._on_change, **asked)


def _is_one_of(name: str, *known: str | None) -> bool:
    return key_of(name) in {key_of(one) for one in known if one}


def _forms(name: str) -> list[str]:
    """Return the Unicode forms of a name that a server may have."""
    return sorted({unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)})


def _with_inner(paths: Iterable[str]) -> list[str]:
    """Return patterns that find folders and their subfolders."""
    return [pattern for path in paths for pattern in (path, f"{path}/*")]
