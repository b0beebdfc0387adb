"""Put labels on photos, and take them off."""

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
    with Tally(f"labelled {name!r}", uids, done, "unknown, or the server put another label there") as tally:
        for uid in uids:
            with labels.api_client._write_locks.hold([uid]):
                photo = if_known(photos.get_photo, uid)
                if photo is not None and not is_done(photo):
                    with tally.sending():
                        photo = labels.add_photo_label(uid, {"Name": name, "Uncertainty": uncertainty})
                    done += [uid] if is_done(photo) else []
            if photo is not None and is_done(photo):
                tally.confirm([uid])
    return done


def remove(labels: "LabelsOperations", photos: "PhotosOperations", items: Items, label: Any) -> list[str]:
    """Take a label off photos: see ``LabelsApi.remove``."""
    uids, name = uids_of("photos", items, PHOTO), _name_of(label)
    done: list[str] = []
    with Tally(f"rid of label {name!r}", uids, done) as tally:
        for uid in uids:
            with labels.api_client._write_locks.hold([uid]):
                photo = if_known(photos.get_photo, uid)
                for found in [] if photo is None else _labels_of(photo, label, name):
                    with tally.sending():
                        photo = labels.remove_photo_label(uid, found.label_id or 0)
                    done += [] if uid in done else [uid]
            if photo is not None and not _labels_of(photo, label, name):
                tally.confirm([uid])
    return done


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
