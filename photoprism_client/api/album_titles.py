"""Albums by their titles, and the photos of an album as a search finds them.

A search for photos knows albums by the beginning of their titles, deleted ones included; so titles are looked up here.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from photoprism_client._files.names import key_of
from photoprism_client.api.finding import matching, unknown
from photoprism_client.api.patterns import like
from photoprism_client.exceptions import LookupFailedError

if TYPE_CHECKING:
    from photoprism_client.models.search_album import SearchAlbum


def album_of(title_or_uid: str, albums: "Sequence[SearchAlbum]") -> "SearchAlbum":
    """Return the one album of a title or UID.

    :param title_or_uid: the title, capitals and all; or the UID.
    :param albums: all albums.
    :return: the album; where no album is called so, the folder, month or the like that is.
    :raises LookupFailedError: there is none, or there are several; it has close titles, or their UIDs.
    """
    found = _made_first(matching(title_or_uid, albums, lambda album: (album.uid, album.title)))
    if len(found) > 1:
        raise LookupFailedError("album", title_or_uid, uids=sorted(album.uid or "" for album in found))
    if not found:
        raise no_album(title_or_uid, albums)
    return found[0]


def albums_of(titles_or_uids: Iterable[str], albums: "Sequence[SearchAlbum]") -> "list[SearchAlbum]":
    """Return all albums that several titles mean.

    :param titles_or_uids: each as for :func:`albums_called`.
    :param albums: all albums.
    :return: each once, in the order of *titles_or_uids*.
    :raises LookupFailedError: none is called so; it has close titles.
    """
    found: dict[str, SearchAlbum] = {}
    for title in titles_or_uids:
        called_so = albums_called(title, albums)
        if not called_so:
            raise no_album(title, albums)
        found |= {album.uid or "": album for album in called_so}
    return list(found.values())


def albums_called(title_or_uid: str, albums: "Sequence[SearchAlbum]") -> "list[SearchAlbum]":
    """Return all albums that a title means.

    :param title_or_uid: a title, in which capitals do not count and ``*`` stands for anything, unless an album's title
        has it; or a UID.
    :param albums: those that there are.
    :return: the albums; folders, months and the like only where no album is called so.
    """
    key = key_of(title_or_uid)
    found = [album for album in albums if album.uid == title_or_uid or key_of(album.title or "") == key]
    is_meant = like(title_or_uid)
    return _made_first(found or [album for album in albums if is_meant(album.title or "")])


def no_album(title_or_uid: str, albums: "Iterable[SearchAlbum]") -> LookupFailedError:
    """Make the error for a title that no album has.

    :param title_or_uid: what was asked for.
    :param albums: those that there are.
    :return: the error, to be raised; its message has close titles.
    """
    return unknown("album", title_or_uid, (album.title for album in albums))


def filters_of(album: "SearchAlbum") -> dict[str, Any]:
    """Return the filters of a search for exactly the photos of an album.

    :param album: the album.
    :return: filters by name.
    """
    if album.type == "folder" and album.path:
        # By its UID the server looks for the path as for a pattern, and finds "my_album" in "my-album", too.
        return {"path": [f"{album.path}/"], "public": True}
    return {"s": album.uid}


def _made_first(found: "list[SearchAlbum]") -> "list[SearchAlbum]":
    return [album for album in found if album.type == "album"] or found
