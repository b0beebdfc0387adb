"""`Groups`: albums, labels, folders and people of a server, each listed at most once in a run."""

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from photoprism_client.api.albums_api import AlbumsApi
from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api.labels_api import LabelsApi
from photoprism_client.api.paging import OnChange
from photoprism_client.api.subjects_api import SubjectsApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ForbiddenException
from photoprism_client.models import SearchAlbum, SearchLabel, SearchSubject

T = TypeVar("T")


class Groups:
    """Lists each kind of group when it is first needed.

    :param api_client: whom to ask.
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
