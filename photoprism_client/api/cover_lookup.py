"""Covers by what somebody typed: the UID or the name of an album, label, folder or person."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

from photoprism_client._content.signatures import SVG
from photoprism_client._files.names import key_of
from photoprism_client._identifiers import is_uid
from photoprism_client._transport.head import media_type_in
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.albums_api import AlbumsApi
from photoprism_client.api.finding import unknown
from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api.labels_api import LabelsApi
from photoprism_client.api.pictures_in_bulk import asking_for_covers
from photoprism_client.api.pictures_of import crop_size
from photoprism_client.api.sources import ImageSources
from photoprism_client.api.subjects_api import SubjectsApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, ApiValueError, LookupFailedError, PlaceholderException
from photoprism_client.transfer import Source


class _Shown(NamedTuple):
    """An album, label, folder or person."""

    uid: str
    #: The picture that its model names as the cover, or None.
    thumb: str | None = None
    names: tuple[str | None, ...] = ()
    #: Of a folder.
    path: str | None = None
    #: Whether it is an album that the server made of a folder, month or the like.
    is_automatic: bool = False


class Covers:
    """Looks up albums, labels, folders and people; all of them are listed once, for the first name.

    :param api_client: the client to ask with.
    """

    def __init__(self, api_client: ApiClient) -> None:
        self._api_client, self._sources = api_client, ImageSources(api_client)
        self._has_original = asking_for_covers(api_client)

    def source(self, wanted: str, size: str) -> Source:
        """Make the source of a cover.

        :param wanted: the UID, title, name or path of an album, label, folder or person; capitals do
            not count.
        :param size: a name, see :class:`ThumbSize`.
        :return: the source; its file is named after UID and size.
        :raises LookupFailedError: nothing is called so, or several things are.
        :raises ApiValueError: it is the UID of something else.
        """
        shown = self._by_uid(wanted) if is_uid(wanted) else self._by_name(wanted)
        uid, thumb = shown.uid, shown.thumb
        picture = self._sources.thumb(thumb, crop_size(thumb, size)) if thumb else None
        makers = {"a": self._sources.album_cover, "d": self._sources.folder_cover, "l": self._sources.label_cover}
        if make := makers.get(uid[:1]):
            cover = replace(make(uid, size), is_empty=partial(self._is_empty, shown))
            return cover if picture is None else _or_else(cover, picture)
        if picture is None:
            raise PlaceholderException(0, "placeholder", message=f"The server has no picture of {wanted}.")
        return replace(picture, name=f"{uid}_{size}.jpg")

    def _by_uid(self, uid: str) -> _Shown:
        match uid[0]:
            case "a":
                return _Shown(uid, AlbumsApi(self._api_client).get_album(uid).thumb)
            case "j":
                return _Shown(uid, SubjectsApi(self._api_client).get_subject(uid).thumb)
            case "l":  # the server cannot be asked for a single label
                labels = LabelsApi(self._api_client).iterate(all=True)
                return _Shown(uid, next((label.thumb for label in labels if label.uid == uid), None))
            case "d":
                return _Shown(uid)
        raise ApiValueError(f"{uid!r} is not the UID of an album (a…), label (l…), folder (d…) or person (j…)")

    def _by_name(self, name: str) -> _Shown:
        key = key_of(name)
        found = [one for one in self._listed if key in map(key_of, filter(None, one.names))]
        found = [one for one in found if not one.is_automatic] or found
        if len(found) > 1:
            raise LookupFailedError("cover", name, uids=sorted(one.uid for one in found))
        if not found:
            names = chain.from_iterable(one.names for one in self._listed)
            raise unknown("album, label, folder or person", name, names)
        return found[0]

    @cached_property
    def _listed(self) -> list[_Shown]:
        return list(self._list())

    def _is_empty(self, shown: _Shown) -> bool:
        """Tell whether the index has nothing to show; a folder that was given by its UID is looked up for its path."""
        is_by_uid = shown.uid.startswith("d") and shown.path is None
        try:
            found = next((one for one in self._folders if one.uid == shown.uid), None) if is_by_uid else shown
        except ApiException:
            return False
        return found is None or self._has_original(found) is False

    @cached_property
    def _folders(self) -> list[_Shown]:
        folders = FoldersApi(self._api_client).iterate()
        return [_Shown(folder.uid or "", None, (folder.path, folder.title), folder.path) for folder in folders]

    def _list(self) -> Iterator[_Shown]:
        for album in AlbumsApi(self._api_client).iterate():
            yield _Shown(album.uid or "", album.thumb, (album.title,), is_automatic=album.type != "album")
        for label in LabelsApi(self._api_client).iterate(all=True):
            yield _Shown(label.uid or "", label.thumb, (label.name,))
        yield from self._folders
        for person in SubjectsApi(self._api_client).iterate():
            yield _Shown(person.uid or "", person.thumb, (person.name,))


def _or_else(cover: Source, picture: Source) -> Source:
    """Open another picture where the server has only an icon for a cover.

    Servers of 2026 answer the icon wherever a file was assigned as the cover.
    """

    def open_at(offset: int, validator: str | None) -> RESTResponse:
        answer = cover.open(offset, validator)
        if media_type_in(answer.headers) != SVG:
            return answer
        answer.close()
        return picture.open(offset, validator)

    return replace(cover, open=open_at)
