"""Albums by their titles, and the photos of an album as a search finds them.

A search for photos knows albums by the beginning of their titles, deleted ones included; so titles are looked up here.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from photoprism_client.api.filter_values import texts_of
from photoprism_client.api.patterns import like, plain
from photoprism_client.exceptions import ApiValueError

if TYPE_CHECKING:
    from photoprism_client.models.albums import SearchAlbum

_MOST_CLOSE_TITLES = 5


def album_of(title_or_uid: str, albums: "Sequence[SearchAlbum]") -> "SearchAlbum":
    """Return the one album of a title or UID.

    :param title_or_uid: the title, capitals and all; or the UID.
    :param albums: all albums.
    :return: the album; where no album is called so, the folder, month or the like that is.
    :raises ApiValueError: there is none, or there are several; the message has close titles, or their UIDs.
    """
    found = _chosen(album for album in albums if title_or_uid in {album.uid, album.title})
    if len(found) > 1:
        uids = ", ".join(sorted(album.uid or "" for album in found))
        raise ApiValueError(f"{len(found)} albums are called {title_or_uid!r}: pass one of the UIDs {uids}")
    return found[0] if found else _refuse(title_or_uid, albums)


def albums_of(name: str, wanted: object, albums: "Sequence[SearchAlbum]") -> "list[SearchAlbum]":
    """Return all albums that a filter means.

    :param name: of the filter, for the message.
    :param wanted: titles, in which ``*`` stands for anything and capitals do not count, or UIDs; see ``Texts``.
    :param albums: all albums.
    :return: each once, in the order of *wanted*; folders, months and the like only for a title that no album has.
    :raises ApiTypeError: *wanted* has another type.
    :raises ApiValueError: none is called so; the message has close titles.
    """
    found: dict[str, SearchAlbum] = {}
    for title in texts_of(name, wanted):
        chosen = _titled(title, albums) or [_refuse(title, albums)]
        found |= {album.uid or "": album for album in chosen}
    return list(found.values())


def filters_of(album: "SearchAlbum") -> dict[str, Any]:
    """Return the filters of a search for exactly the photos of an album.

    :param album: the album.
    :return: filters by name.
    """
    if album.type == "folder" and album.path:
        # By its UID the server looks for the path as for a pattern, and finds "my_album" in "my-album", too.
        return {"path": [f"{album.path}/"], "public": True}
    return {"s": album.uid}


def _titled(wanted: str, albums: "Sequence[SearchAlbum]") -> "list[SearchAlbum]":
    """Choose by UID and title; ``*`` is a sign like any other where a title has it."""
    found = [album for album in albums if album.uid == wanted or plain(album.title or "") == plain(wanted)]
    is_called = like(wanted)
    return _chosen(found or [album for album in albums if is_called(album.title or "")])


def _chosen(matching: "Iterable[SearchAlbum]") -> "list[SearchAlbum]":
    found = list(matching)
    return [album for album in found if album.type == "album"] or found


def _refuse(title: str, albums: "Sequence[SearchAlbum]") -> "SearchAlbum":
    from difflib import get_close_matches  # seldom needed, and slow to import

    titles = dict.fromkeys(album.title or "" for album in albums)
    close = get_close_matches(title, titles, _MOST_CLOSE_TITLES, cutoff=0.4)
    hint = f"; close: {', '.join(close)}" if close else ""
    raise ApiValueError(f"no album is called {title!r}{hint}")
