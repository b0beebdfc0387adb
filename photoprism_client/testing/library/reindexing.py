"""Look at the folder again: which file is which, by the server's rules, and what becomes of its picture.

A file is known by its path, else by its content when its old path is gone: it was moved then. What is new joins the
picture of its path and name, if there is one. A picture keeps everything that people added to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime

from photoprism_client.testing.library.indexing import Index
from photoprism_client.testing.library.items import File, Photo, make_uid

_OF_THE_FILE = [member.name for member in fields(File) if member.name not in {"uid", "photo_uid", "markers"}]
_OF_THE_PICTURE = (
    "path", "name", "title", "type", "taken_at", "taken_at_local", "taken_src", "time_zone", "year", "month", "day",
    "camera_make", "camera_model", "quality",
)  # fmt: skip


@dataclass
class Changes:
    """What an indexing came to: pictures that are there, pictures that are gone, and new hashes by the old ones."""

    photos: list[Photo] = field(default_factory=list)
    gone: list[Photo] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)


def renewed(uid: str, generation: int) -> str:
    """Return the identifier that stands for *uid* in another generation of the database; the first is 0."""
    return make_uid(uid[0], uid, str(generation)) if generation else uid


def apply_index(known: list[Photo], index: Index, generation: int, moment: datetime | None) -> Changes:
    """Bring records up to date with what was found.

    :param known: all records, also of pictures that are gone; changed in place
    :param index: what is in the folder now
    :param generation: how often the database was rebuilt
    :param moment: the time of this indexing; None for the first one, which keeps the dates of the files
    :return: what has changed
    """
    ledger = _Ledger(known, index.photos, generation, moment)
    for found in index.photos:
        ledger.claim(found)
    return ledger.settle()


class _Ledger:
    """Known records by what identifies them, and the found records that each of them matches."""

    def __init__(self, known: list[Photo], found: list[Photo], generation: int, moment: datetime | None) -> None:
        self._known, self._generation, self._moment = known, generation, moment
        self._photos = {photo.uid: photo for photo in known}
        self._places = {(photo.path, photo.name): photo for photo in known}
        files = [file for photo in known for file in photo.files]
        self._names = {(file.root, file.name): file for file in files}
        self._contents = {(file.root, file.hash): file for file in files if not file.sidecar}
        self._present = {(file.root, file.name) for photo in found for file in photo.files}
        self._uids = {*self._photos, *(file.uid for file in files)}
        self._number = max((photo.number for photo in known), default=0)
        self._claims: dict[str, list[Photo]] = {}
        self._changes = Changes()

    def claim(self, found: Photo) -> None:
        """Note which known picture a found one is, or make it a new one."""
        owners = (self._photos[file.photo_uid] for member in found.files if (file := self._recognise(member)))
        owner = next(owners, self._places.get((found.path, found.name)))
        if owner is not None:
            self._claims.setdefault(owner.uid, []).append(found)
        else:
            self._admit(found)

    def settle(self) -> Changes:
        """Let the known pictures follow what was found of them, and put away those that are gone."""
        there = sorted((self._photos[uid] for uid in self._claims), key=lambda photo: photo.number)
        for photo in there:
            self._follow(photo, self._claims[photo.uid])
        self._changes.photos[:0] = there
        for photo in self._known:
            if photo.uid not in self._claims:
                photo.purged_at = photo.purged_at or self._moment
                self._changes.gone.append(photo)
        return self._changes

    def _recognise(self, found: File) -> File | None:
        same = self._names.get((found.root, found.name))
        if same is not None or found.sidecar:
            return same
        moved = self._contents.get((found.root, found.hash))
        return None if moved is None or (moved.root, moved.name) in self._present else moved

    def _admit(self, found: Photo) -> None:
        self._number += 1
        found.number, found.uid = self._number, self._fresh(found.uid)
        for file in found.files:
            file.uid, file.photo_uid = self._fresh(file.uid), found.uid
        if self._moment is not None:
            found.created_at = found.updated_at = self._moment
        found.as_indexed = facts_of(found)
        self._changes.photos.append(found)

    def _fresh(self, uid: str) -> str:
        fresh = renewed(uid, self._generation)
        while fresh in self._uids:  # what had it first was moved, and keeps it
            fresh = make_uid(fresh[0], fresh)
        self._uids.add(fresh)
        return fresh

    def _follow(self, photo: Photo, claimed: list[Photo]) -> None:
        claimed.sort(key=lambda found: (found.path, found.name) != (photo.path, photo.name))
        before = [_contents(file) for file in photo.files]
        photo.files = _one_primary(self._same_or_new(photo, file) for found in claimed for file in found.files)
        facts = facts_of(claimed[0])
        for name, value in facts.items():
            if getattr(photo, name) == photo.as_indexed[name]:
                setattr(photo, name, value)
        photo.as_indexed = facts
        if before != [_contents(file) for file in photo.files] or photo.purged_at:
            photo.updated_at = self._moment or photo.updated_at
        photo.purged_at = None

    def _same_or_new(self, photo: Photo, found: File) -> File:
        same = self._recognise(found)
        if same is None:
            found.uid, found.photo_uid = self._fresh(found.uid), photo.uid
            return found
        if same.hash != found.hash:
            self._changes.hashes[same.hash] = found.hash
        for name in _OF_THE_FILE:
            setattr(same, name, getattr(found, name))
        same.photo_uid = photo.uid
        return same


def facts_of(photo: Photo) -> dict[str, object]:
    """Return what an indexing made of a picture, to tell later what somebody edited."""
    return {name: getattr(photo, name) for name in _OF_THE_PICTURE}


def _contents(file: File) -> list[object]:
    return [file.uid, *(getattr(file, name) for name in _OF_THE_FILE)]


def _one_primary(files: Iterable[File]) -> list[File]:
    kept = sorted(files, key=lambda file: not file.primary)
    for other in kept[1:]:
        other.primary = False
    return kept
