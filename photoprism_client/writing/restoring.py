"""Take photos out of the archive, and put them back into the albums that they left."""

import contextlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from photoprism_client.exceptions import ApiTypeError, NotAppliedError
from photoprism_client.writing.items import ALBUM, PHOTO, Items, if_known, uid_of, uids_of
from photoprism_client.writing.photo_batches import restore as restore_alone
from photoprism_client.writing.tally import Tally

if TYPE_CHECKING:
    from photoprism_client.api._generated.photos import PhotosOperations
    from photoprism_client.api.albums_api import AlbumsApi


def restore(
    photos: "PhotosOperations", albums: "AlbumsApi", items: Items, left_albums: Mapping[str, Iterable[str]] | None
) -> list[str]:
    """Take photos out of the archive, and put them back: see ``PhotosApi.restore``."""
    uids, members = uids_of("photos", items, PHOTO), _checked(left_albums)
    restored, meant = restore_alone(photos, uids), set(uids)

    def fill(album: str) -> list[str]:
        return albums.add(album, [uid for uid in members[album] if uid in meant])

    with Tally("filled again", members, restored) as tally:
        for album in members:
            with contextlib.suppress(NotAppliedError), tally.sending():  # the other albums still want theirs
                if if_known(fill, album) is not None:
                    tally.confirm([album])
    return restored


def _checked(albums: object) -> dict[str, list[str]]:
    """Check what ``archive`` returned."""
    if albums is None:
        return {}
    if not isinstance(albums, Mapping):
        raise ApiTypeError(f"albums must be what archive returned, not {type(albums).__name__}")
    return {
        uid_of("a key of albums", album, ALBUM): uids_of(f"albums[{album!r}]", photos, PHOTO)
        for album, photos in albums.items()
    }
