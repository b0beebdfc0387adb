"""Rebuild a database: the same pictures, albums, labels and people, with new UIDs."""

from datetime import datetime

from photoprism_client.testing.library.catalogue import Catalogue
from photoprism_client.testing.library.items import Album, Folder, Label, Person, Photo
from photoprism_client.testing.library.reindexing import renewed


def rebuild_database(catalogue: Catalogue, moment: datetime) -> None:
    """Give every record the identifier of the catalogue's generation.

    :param catalogue: what is known; changed in place
    :param moment: when it happens
    """
    generation = catalogue.generation
    there = {photo.uid for photo in catalogue.photos}
    groups: list[Album | Label] = [*catalogue.albums, *catalogue.labels]
    for group in groups:
        group.photo_uids = [renewed(uid, generation) for uid in group.photo_uids if uid in there]
    for label in catalogue.labels:
        label.marks = {renewed(uid, generation): mark for uid, mark in label.marks.items() if uid in there}
    catalogue.links.clear()
    records: list[Album | Label | Person | Folder] = [*groups, *catalogue.people, *catalogue.folders]
    for item in records:
        item.uid = renewed(item.uid, generation)
    for number, photo in enumerate(catalogue.photos, start=1):
        photo.number, photo.created_at, photo.updated_at = number, moment, moment
        _renew(photo, generation)


def _renew(photo: Photo, generation: int) -> None:
    photo.uid = renewed(photo.uid, generation)
    for file in photo.files:
        file.uid, file.photo_uid = renewed(file.uid, generation), photo.uid
        for marker in file.markers:
            marker.uid, marker.person_uid = renewed(marker.uid, generation), renewed(marker.person_uid, generation)
