"""Archive, restore, approve, hide and delete photos: each is looked at before and after.

The server answers 200 whatever it did, so its answers are not read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from photoprism_client._settings.validation import flag, value_error, whole_number
from photoprism_client.exceptions import NotAppliedError
from photoprism_client.writing.items import LOWEST_APPROVED, PHOTO, Items, if_known, thousands, uids_of
from photoprism_client.writing.tally import Tally

if TYPE_CHECKING:
    from photoprism_client.api._generated.photos import PhotosOperations


class PhotoState(NamedTuple):
    """What changes to many photos are about."""

    is_archived: bool
    is_private: bool
    quality: int
    albums: tuple[str, ...]


Test = Callable[[PhotoState | None], bool]


def state_of(photos: "PhotosOperations", uid: str) -> PhotoState | None:
    """Look at a photo.

    :param photos: the API.
    :param uid: its UID.
    :return: its state, or None if the server does not have it.
    """
    photo = if_known(photos.get_photo, uid)
    if photo is None:
        return None
    albums = tuple(album.uid for album in photo.albums if album.uid)
    return PhotoState(photo.deleted_at is not None, bool(photo.private), photo.quality or 0, albums)


@dataclass(frozen=True)
class Change:
    """A change to photos: what to send, and what is to come of it.

    :param photos: the API.
    :param send: sends the change for some photos.
    :param is_done: whether a photo is as wanted; its state is None if the server does not have it.
    :param is_allowed: whether a photo that is not as wanted may be sent.
    :param on_sending: called with each photo that is to be sent.
    """

    photos: "PhotosOperations"
    send: Callable[[list[str]], object]
    is_done: Test
    is_allowed: Test = lambda _: True
    on_sending: Callable[[str, PhotoState], None] = lambda uid, state: None

    def make(self, uids: list[str], tally: Tally) -> list[str]:
        """Change photos, a thousand at a time: look, send those that differ, look again.

        :param uids: which photos.
        :param tally: counts what is as wanted.
        :return: those that were changed; it is what the tally holds as done, too, unless it holds something else.
        """
        changed: list[str] = []
        if tally.done is None:
            tally.done = changed
        with tally:
            for part in thousands(uids):
                with self.photos.api_client._write_locks.hold(part):
                    changed += self._make_part(part, tally)
        return changed

    def _make_part(self, uids: list[str], tally: Tally) -> list[str]:
        states = {uid: state_of(self.photos, uid) for uid in uids}
        tally.confirm(uid for uid in uids if self.is_done(states[uid]))
        todo = {uid: state for uid, state in states.items() if state and not self.is_done(state)}
        todo = {uid: state for uid, state in todo.items() if self.is_allowed(state)}
        if not todo:
            return []
        for uid, state in todo.items():
            self.on_sending(uid, state)
        with tally.sending():
            self.send(list(todo))
        done = [uid for uid in todo if self.is_done(state_of(self.photos, uid))]
        tally.confirm(done)
        return done


def archive(photos: "PhotosOperations", items: Items) -> dict[str, list[str]]:
    """Put photos into the archive: see ``PhotosApi.archive``."""
    uids = uids_of("photos", items, PHOTO)
    left_albums: dict[str, list[str]] = {}

    def note(uid: str, state: PhotoState) -> None:
        for album in state.albums:
            left_albums.setdefault(album, []).append(uid)

    def send(part: list[str]) -> None:
        photos.batch_photos_archive({"photos": part})

    Change(photos, send, _is_archived, on_sending=note).make(uids, Tally("archived", uids, left_albums))
    return left_albums


def restore(photos: "PhotosOperations", items: Items) -> list[str]:
    """Take photos out of the archive: see ``PhotosApi.restore``."""
    uids = uids_of("photos", items, PHOTO)

    def send(part: list[str]) -> None:
        photos.batch_photos_restore({"photos": part})

    change = Change(photos, send, lambda state: state is not None and not state.is_archived)
    return change.make(uids, Tally("restored", uids, None))


def approve(photos: "PhotosOperations", items: Items) -> list[str]:
    """Approve photos that are in review: see ``PhotosApi.approve``."""
    uids = uids_of("photos", items, PHOTO)

    def is_done(state: PhotoState | None) -> bool:
        return state is not None and state.quality >= LOWEST_APPROVED

    def is_allowed(state: PhotoState | None) -> bool:
        # The server would restore an archived photo, and take a hidden one, whose file is broken, for a good one.
        return state is not None and not state.is_archived and state.quality >= 0

    def send(part: list[str]) -> None:
        photos.batch_photos_approve({"photos": part})

    tally = Tally("approved", uids, None, "unknown, archived or hidden")
    return Change(photos, send, is_done, is_allowed).make(uids, tally)


def set_private(photos: "PhotosOperations", items: Items, private: bool) -> list[str]:
    """Make photos private or public: see ``PhotosApi.set_private``."""
    uids, private = uids_of("photos", items, PHOTO), flag("private", private)

    def send(part: list[str]) -> None:
        photos.batch_photos_private({"photos": part})

    change = Change(photos, send, lambda state: state is not None and state.is_private is private)
    return change.make(uids, Tally("made private" if private else "made public", uids, None))


def delete_archived(photos: "PhotosOperations", items: Items, confirm: int) -> list[str]:
    """Delete archived photos for good: see ``PhotosApi.delete_archived``."""
    uids = uids_of("photos", items, PHOTO)
    if whole_number(0, 10**9)("confirm", confirm) != len(uids):
        raise value_error("confirm", f"must be the number of different photos, {len(uids)}, not {confirm}")

    def send(part: list[str]) -> None:
        photos.batch_photos_delete({"photos": part})

    states = {uid: state_of(photos, uid) for uid in uids}
    if wrong := [uid for uid, state in states.items() if state and not state.is_archived]:
        raise NotAppliedError(
            f"nothing was deleted: {len(wrong)} of {len(uids)} are not in the archive: {', '.join(wrong[:10])}",
            items=wrong,
            done=[],
        )
    change = Change(photos, send, lambda state: state is None, _is_archived)
    return change.make(uids, Tally("deleted", uids, None))


def _is_archived(state: PhotoState | None) -> bool:
    return state is not None and state.is_archived
