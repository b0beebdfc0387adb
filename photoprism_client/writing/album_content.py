"""Albums: make one, put photos in, take them out, order them; each is looked at before and after."""

import unicodedata
from typing import TYPE_CHECKING

from photoprism_client._settings.validation import text, value_error, word
from photoprism_client.exceptions import LookupFailedError, NotAppliedError
from photoprism_client.writing.items import ALBUM, PHOTO, Item, Items, uid_of, uids_of
from photoprism_client.writing.photo_batches import Change, PhotoState
from photoprism_client.writing.tally import Tally

if TYPE_CHECKING:
    from photoprism_client.api._generated.photos import PhotosOperations
    from photoprism_client.api.albums_api import AlbumsApi
    from photoprism_client.models.entity_album import EntityAlbum

#: The orders of photos in an album that the web interface offers.
ORDERS = ("added", "duration", "name", "newest", "oldest", "relevance", "size", "title")

_CUT_OFF = "_&|{}<>: \n\r\t\\"  # what the server cuts off at both ends of a title
_LONGEST_TITLE = 159  # bytes in UTF-8; longer ones are cut


def add(albums: "AlbumsApi", photos: "PhotosOperations", album: Item, items: Items) -> list[str]:
    """Put photos into an album: see ``AlbumsApi.add``."""
    uid, uids = uid_of("album", album, ALBUM), uids_of("photos", items, PHOTO)

    def is_done(state: PhotoState | None) -> bool:
        return state is not None and uid in state.albums

    def send(part: list[str]) -> None:
        albums.add_photos_to_album(uid, {"photos": part})

    _refuse_filters(albums, uid, uids)
    return Change(photos, send, is_done).make(uids, Tally(f"added to album {uid}", uids, None))


def remove(albums: "AlbumsApi", photos: "PhotosOperations", album: Item, items: Items) -> list[str]:
    """Take photos out of an album: see ``AlbumsApi.remove``."""
    uid, uids = uid_of("album", album, ALBUM), uids_of("photos", items, PHOTO)

    def is_done(state: PhotoState | None) -> bool:
        return state is not None and uid not in state.albums

    def send(part: list[str]) -> None:
        albums.remove_photos_from_album(uid, {"photos": part})

    _refuse_filters(albums, uid, uids)
    return Change(photos, send, is_done).make(uids, Tally(f"removed from album {uid}", uids, None))


def _refuse_filters(albums: "AlbumsApi", uid: str, uids: list[str]) -> None:
    """Refuse an album that is a filter: no photo tells that it is in there."""
    kind = albums.get_album(uid).type
    if kind != "album":
        message = f"{uid} is not an album that somebody made, but a {kind}, whose photos the server finds by a filter"
        raise NotAppliedError(message, items=uids, done=[])


def ensure(albums: "AlbumsApi", photos: "PhotosOperations", title: str) -> "EntityAlbum":
    """Return the album of a title; create it if there is none: see ``AlbumsApi.ensure``."""
    wanted = _checked_title(title)
    with albums.api_client._write_locks.hold(["title of an album"]):  # or one thread takes the other's for an old one
        found = [album.uid for album in albums.iterate(type="album") if album.uid and _plain(album.title) == wanted]
        if len(found) > 1:
            raise LookupFailedError("album", title, uids=sorted(found))
        if found:
            return albums.get_album(found[0])
        album = albums.create_album({"Title": wanted})
        if _plain(album.title) != wanted:
            what = f"has another album, {album.title!r} ({album.uid}), whose title it takes for the same"
        elif _is_old(photos, album):
            what = f"brought back a deleted album of this title ({album.uid}), with the photos that it had"
        else:
            return album
    message = f"there is no new album {title!r}: the server {what}; use that one, or choose another title"
    raise NotAppliedError(message, items=[title], done=album)


def set_order(albums: "AlbumsApi", album: Item, order: str) -> "EntityAlbum":
    """Set the order of the photos in an album: see ``AlbumsApi.set_order``."""
    uid = uid_of("album", album, ALBUM)
    word(*ORDERS)("order", order)
    with albums.api_client._write_locks.hold([uid]):
        found = albums.get_album(uid)
        if found.order != order:
            found = albums.update_album(uid, {"Order": order})
    if found.order != order:
        raise NotAppliedError(f"the server did not take the order of album {uid}", items=["order"], done=found)
    return found


def _checked_title(title: object) -> str:
    """Return a title as the server keeps it."""
    plain = _plain(text("title", title))
    if not plain:
        raise value_error("title", f"must hold something besides blanks and {_CUT_OFF.strip()}")
    if len(plain.encode()) > _LONGEST_TITLE:
        raise value_error("title", f"must have at most {_LONGEST_TITLE} bytes in UTF-8, not {len(plain.encode())}")
    return plain


def _plain(title: str | None) -> str:
    return unicodedata.normalize("NFC", title or "").strip(_CUT_OFF).replace('"', "“")


def _is_old(photos: "PhotosOperations", album: "EntityAlbum") -> bool:
    """Tell whether an album was brought back: a new one has no photos, and nothing changed it since it was made."""
    if album.created_at and album.updated_at and (album.updated_at - album.created_at).total_seconds() >= 1:
        return True
    return bool(photos.search_photos(1, s=album.uid))
