"""Albums, labels, people and folders as the server writes them into JSON, and the picture that stands for each."""

from collections.abc import Iterable
from datetime import datetime

from photoprism_client.testing.library.faces import count_of, subject_of
from photoprism_client.testing.library.items import (
    NEVER,
    Album,
    Face,
    File,
    Folder,
    Label,
    Marker,
    Person,
    Photo,
    slug,
)
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.relations import photos_in, photos_with

Json = dict[str, object]
_SAMPLE_RADIUS = 0.35


def when(moment: datetime | None) -> str:
    """Return a time in RFC 3339; None is the server's "never"."""
    return (moment or NEVER).isoformat().replace("+00:00", "Z")


def filled(fields: Json) -> Json:
    """Return *fields* without the empty ones, which the server leaves out."""
    return {name: value for name, value in fields.items() if value}


def cover_of(library: Library, item: Album | Label | Folder) -> File | None:
    """Return the file that the server shows for an album, a label or a folder.

    It is of the best quality; among these an album shows the latest, a label or a folder the first that was indexed.
    """
    if isinstance(item, Album):
        found = sorted(photos_in(library, item), key=lambda photo: photo.taken_at, reverse=True)
    elif isinstance(item, Label):
        found = [photo for uid in item.counted_uids if (photo := library.photo(uid))]
    else:
        found = [photo for photo in library.photos if photo.path == item.path and photo.quality > -1]
    return _best(photo for photo in found if not photo.private and photo.archived_at is None)


def _best(photos: Iterable[Photo]) -> File | None:
    ranked = sorted(photos, key=lambda photo: -photo.quality)
    return next((photo.primary for photo in ranked if photo.primary and not photo.primary.missing), None)


def thumb_of(library: Library, item: Album | Label) -> str:
    """Return the hash in ``Thumb``: the cover that was assigned, else the one that is shown, else an empty text."""
    if item.thumb is not None:
        return item.thumb
    cover = cover_of(library, item)
    return cover.hash if cover else ""


def _album_texts(album: Album) -> Json:
    texts = {"Location": "", "Category": "", "Caption": "", "Description": "", "Notes": "", "Template": ""}
    own: Json = {"Order": "oldest" if album.type == "album" else "added", "Country": "zz"}
    return {**texts, **own, **album.texts}


def album_row(library: Library, album: Album) -> Json:
    """Return an album as listings show it."""
    row: Json = {
        "UID": album.uid,
        "ParentUID": "",
        "Thumb": thumb_of(library, album),
        "Slug": album.slug,
        "Type": album.type,
        "Title": album.title,
        "Filter": album.filter,
        "Path": album.path,
        "State": "",
        "Year": 0,
        "Month": 0,
        "Day": 0,
        "Favorite": album.favorite,
        "Private": album.private,
        # The server counts only photos that were added, so an album that is a filter has none.
        "PhotoCount": 0 if album.filter else len(photos_in(library, album)),
        "LinkCount": sum(link.share_uid == album.uid for link in library.links),
        "CreatedAt": when(album.created_at),
        "UpdatedAt": when(album.updated_at or album.created_at),
        "DeletedAt": when(album.deleted_at),
    }
    return row | {name: text for name, text in _album_texts(album).items() if name != "ThumbSrc"}


def album_entity(library: Library, album: Album) -> Json:
    """Return an album by itself, as it is answered when it is asked for, made or changed."""
    row = album_row(library, album)
    for name in ("ParentUID", "PhotoCount", "LinkCount", "Path"):
        del row[name]
    deleted_at = when(album.deleted_at) if album.deleted_at else None
    optional: Json = {"Path": album.path, "ThumbSrc": album.texts.get("ThumbSrc"), "CreatedBy": album.created_by}
    return {"ID": album.number, **row, **filled(optional), "DeletedAt": deleted_at}


def label_row(library: Library, label: Label) -> Json:
    """Return a label as listings show it."""
    return {
        "ID": label.number,
        "UID": label.uid,
        "Thumb": thumb_of(library, label),
        "Slug": label.slug,
        "CustomSlug": label.custom_slug or slug(label.name),
        "Name": label.name,
        "Priority": label.priority,
        "Favorite": label.favorite,
        "Description": "",
        "Notes": "",
        "PhotoCount": len(photos_with(library, label)),
        "CreatedAt": when(label.created_at),
        "UpdatedAt": when(label.updated_at or label.created_at),
        "DeletedAt": when(None),
    }


def label_entity(library: Library, label: Label) -> Json:
    """Return a label by itself, as it is answered when it is changed."""
    return {name: value for name, value in label_row(library, label).items() if name != "DeletedAt"}


def subject_row(library: Library, person: Person) -> Json:
    """Return a person as listings show it."""
    found = [
        (file, marker)
        for photo in library.photos
        for file in photo.files
        for marker in file.markers
        if marker.person_uid == person.uid and not marker.invalid
    ]
    first = found[0] if found else None
    files, photos = count_of(library, person)
    return {
        "UID": person.uid,
        "MarkerUID": first[1].uid if first else "",
        **filled({"MarkerSrc": "image" if first else ""}),
        "Type": "person",
        "Slug": person.slug,
        "Name": person.name,
        "Alias": "",
        "Favorite": person.favorite,
        "Hidden": person.hidden,
        "Private": person.private,
        "Excluded": person.excluded,
        "FileCount": files,
        "PhotoCount": photos,
        "Thumb": f"{first[0].hash}-{first[1].area}" if first else "",
    }


def subject_details(library: Library, person: Person) -> Json:
    """Return a person by itself."""
    row = subject_row(library, person)
    known = {name: value for name, value in row.items() if not name.startswith("Marker")}
    stamps = {"CreatedAt": when(person.created_at), "UpdatedAt": when(person.updated_at or person.created_at)}
    deleted: Json = {} if person.deleted_at is None else {"DeletedAt": when(person.deleted_at)}
    return {**known, "Src": "manual", "About": "", "Bio": "", **stamps, **deleted}


def face_row(library: Library, face: Face, marked: tuple[File, Marker] | None = None) -> Json:
    """Return a cluster of faces as listings show it.

    :param marked: the face that stands for it, where the request asked for that
    """
    shown: Json = {}
    if marked is not None:
        file, marker = marked
        shown = {
            "FaceDist": marker.face_dist, **filled({"SubjSrc": marker.subj_src}), "FileUID": file.uid,
            "MarkerUID": marker.uid, "Size": int(marker.w * file.width), "Score": marker.score,
            "Review": marker.review, "Invalid": marker.invalid, "Thumb": f"{file.hash}-{marker.area}",
        }  # fmt: skip
        person = subject_of(library, marker.person_uid) if marker.subj_src else None
        shown["Name"] = person.name if person else ""
    return {**_cluster(face), "Name": "", "Review": False, "Invalid": False, "Thumb": "", **shown}


def face_details(face: Face) -> Json:
    """Return a cluster of faces by itself."""
    return {**_cluster(face), "Kind": 1}


def _cluster(face: Face) -> Json:
    return {
        "ID": face.id,
        "Src": face.src,
        "Hidden": face.hidden,
        "SubjUID": face.person_uid,
        "Samples": face.samples,
        "SampleRadius": _SAMPLE_RADIUS,
        "Collisions": face.collisions,
        "CollisionRadius": face.radius,
        "MatchedAt": None,
        "CreatedAt": when(face.created_at),
        "UpdatedAt": when(face.created_at),
    }


def folder_row(folder: Folder) -> Json:
    """Return a folder as listings show it."""
    return {
        "Path": folder.path,
        "Root": "/",
        "UID": folder.uid,
        "Type": "",
        "Title": folder.title,
        "Category": "",
        "Order": "name",
        "Country": "zz",
        "Year": folder.modified_at.year,
        "Month": folder.modified_at.month,
        "Day": 0,
        "Favorite": False,
        "Private": False,
        "Ignore": False,
        "Watch": False,
        "FileCount": 0,
        "ModifiedAt": when(folder.modified_at),
    }
