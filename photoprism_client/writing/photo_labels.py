"""Put labels on photos, and take them off."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from photoprism_client._settings.validation import text, value_error, whole_number
from photoprism_client.exceptions import ApiTypeError
from photoprism_client.writing.items import PHOTO, Items, if_known, uids_of
from photoprism_client.writing.tally import Tally

if TYPE_CHECKING:
    from photoprism_client.api._generated.labels import LabelsOperations
    from photoprism_client.api._generated.photos import PhotosOperations
    from photoprism_client.models.entity_photo import EntityPhoto, EntityPhotoLabel

_LONGEST_NAME = 160
_HIDDEN = 100  # percent of uncertainty: the server keeps the label, and shows it nowhere


def add(
    labels: "LabelsOperations", photos: "PhotosOperations", items: Items, label: Any, uncertainty: int
) -> list[str]:
    """Put a label on photos: see ``LabelsApi.add``."""
    uids, name = uids_of("photos", items, PHOTO), _name_of(label)
    whole_number(0, _HIDDEN - 1)("uncertainty", uncertainty)

    def is_done(photo: "EntityPhoto") -> bool:
        return any((found.uncertainty or 0) <= uncertainty for found in _labels_of(photo, label, name))

    done: list[str] = []
    tally = Tally(f"labelled {name!r}", uids, done, "unknown, or the server put another label there")

    def put(uid: str) -> None:
        photo = if_known(photos.get_photo, uid)
        if photo is not None and not is_done(photo):
            with tally.sending():
                photo = labels.add_photo_label(uid, {"Name": name, "Uncertainty": uncertainty})
            done.extend([uid] if is_done(photo) else [])
        tally.confirm([uid] if photo is not None and is_done(photo) else [])

    _each(labels, uids, tally, put)
    return done


def remove(labels: "LabelsOperations", photos: "PhotosOperations", items: Items, label: Any) -> list[str]:
    """Take a label off photos: see ``LabelsApi.remove``."""
    uids, name = uids_of("photos", items, PHOTO), _name_of(label)
    done: list[str] = []
    tally = Tally(f"rid of label {name!r}", uids, done)

    def take_off(uid: str) -> None:
        photo = if_known(photos.get_photo, uid)
        found = [] if photo is None else _labels_of(photo, label, name)
        for its_label in found:  # two labels may share a name
            with tally.sending():
                photo = labels.remove_photo_label(uid, its_label.label_id or 0)
        is_done = photo is not None and not _labels_of(photo, label, name)
        tally.confirm([uid] if is_done else [])
        done.extend([uid] if is_done and found else [])

    _each(labels, uids, tally, take_off)
    return done


def _each(labels: "LabelsOperations", uids: list[str], tally: Tally, change: Callable[[str], None]) -> None:
    """Change photos one by one; each is kept from other writers meanwhile."""
    with tally:
        for uid in uids:
            with labels.api_client._write_locks.hold([uid]):
                change(uid)


def _name_of(label: object) -> str:
    name = label if isinstance(label, str) else getattr(label, "name", None)
    if not isinstance(name, str):
        raise ApiTypeError(f"label must be a name or a label, not {type(label).__name__}", valid_classes=(str,))
    if len(text("label", name)) > _LONGEST_NAME:
        raise value_error("label", f"must have at most {_LONGEST_NAME} characters, not {len(name)}")
    if not _key(name):
        raise value_error("label", "must hold something besides blanks and punctuation")
    return name


def _labels_of(photo: "EntityPhoto", label: object, name: str) -> "list[EntityPhotoLabel]":
    """Return the labels of a photo that are meant, but for hidden ones."""
    uid = getattr(label, "uid", None)
    shown = [found for found in photo.labels if found.label and (found.uncertainty or 0) < _HIDDEN]
    return [
        found
        for found in shown
        if found.label and (found.label.uid == uid if uid else _key(found.label.name or "") == _key(name))
    ]


def _key(name: str) -> str:
    """Return what counts of a name: the server changes capitals, blanks and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum() or not letter.isascii())
