"""How the records of a library belong together: which picture is in which album, carries which label, shows whom."""

from photoprism_client.testing.library.catalogue import Catalogue
from photoprism_client.testing.library.items import Album, Label, Person, Photo


def labels_of(catalogue: Catalogue, photo: Photo) -> list[Label]:
    """Return the labels that *photo* carries, the surest first, and of equally sure ones the latest."""
    found = [label for label in catalogue.labels if photo.uid in label.photo_uids]
    return sorted(found, key=lambda label: (label.mark_of(photo.uid).uncertainty, -label.number))


def photos_with(catalogue: Catalogue, label: Label) -> list[Photo]:
    """Return the pictures that the server counts for *label*: neither private nor archived nor hidden ones."""
    found = [photo for uid in label.counted_uids if (photo := catalogue.photo(uid))]
    return [photo for photo in found if not photo.private and photo.archived_at is None and photo.quality > -1]


def albums_of(catalogue: Catalogue, photo: Photo) -> list[Album]:
    """Return the albums of chosen pictures that *photo* is in."""
    return [album for album in catalogue.albums if album.type == "album" and photo.uid in album.photo_uids]


def photos_of(catalogue: Catalogue, person: Person) -> list[Photo]:
    """Return the pictures that *person* is marked on."""
    return [photo for photo in catalogue.photos if person in people_on(catalogue, photo)]


def people_on(catalogue: Catalogue, photo: Photo) -> list[Person]:
    """Return whose faces are marked on *photo*."""
    uids = {marker.person_uid for file in photo.files for marker in file.markers if not marker.invalid}
    return [person for person in catalogue.people if person.uid in uids]


def photos_in(catalogue: Catalogue, album: Album) -> list[Photo]:
    """Return what *album* shows: neither archived pictures nor, in a folder's album, private ones."""
    if album.type == "folder":
        found = [photo for photo in catalogue.photos if photo.path == album.path and not photo.private]
    else:
        found = [photo for uid in album.photo_uids if (photo := catalogue.photo(uid))]
    return [photo for photo in found if photo.archived_at is None and photo.quality > -1]
