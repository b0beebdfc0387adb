"""Pictures as the server writes them into JSON; what it leaves out when empty is left out here."""

import hashlib

from photoprism_client.testing.library.items import UNKNOWN, Album, File, Label, Photo, slug
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.photo_changes import caption_source, keywords_of, title_source
from photoprism_client.testing.library.relations import albums_of, labels_of
from photoprism_client.testing.server.file_rows import file_details, file_row
from photoprism_client.testing.server.group_rows import Json, album_entity, filled, label_entity, when

_CAMERAS = {None, 1, 2}


def photo_row(
    library: Library, photo: Photo, file: File, merged: list[File] | None, *, caption: str = "Description"
) -> Json:
    """Return a row of a photo search.

    :param file: the file that the row stands for
    :param merged: all files grouped under it; None in a listing that is not merged
    :param caption: what the server calls a caption: ``Description`` up to 2024, ``Caption`` since then
    """
    number = f"{photo.number}" if merged is None else f"{photo.number}-{_file_number(photo, file)}"
    row: Json = {
        "ID": number,
        "UID": photo.uid,
        "Type": photo.type,
        "TypeSrc": "",
        **_taken(photo),
        "TimeZone": photo.time_zone,
        "Path": photo.path,
        "Name": photo.name,
        "OriginalName": photo.original_name,
        "Title": photo.title,
        caption: photo.caption,
        **_date(photo),
        "Country": photo.country,
        "Stack": photo.stack,
        "Favorite": photo.favorite,
        "Private": photo.private,
        **_exposure(photo),
        **_camera(photo),
        **filled({"Faces": _faces(photo), "Altitude": photo.altitude}),
        "Lat": photo.lat,
        "Lng": photo.lng,
        **_place_ids(photo),
        "PlaceLabel": photo.place_label,
        "PlaceCity": photo.place_city,
        "PlaceState": photo.place_state,
        "PlaceCountry": photo.country if photo.place_label != UNKNOWN else "zz",
        "InstanceID": "",
        "FileUID": file.uid,
        "FileRoot": file.root,
        "FileName": file.name,
        "Hash": file.hash,
        "Width": file.width,
        "Height": file.height,
        "Portrait": file.portrait,
        "Merged": merged is not None and len(merged) > 1,
        "CreatedAt": when(photo.created_at),
        "UpdatedAt": when(photo.updated_at),
        "EditedAt": when(photo.edited_at),
        "CheckedAt": when(None),
        **({"DeletedAt": when(photo.archived_at)} if photo.archived_at else {}),
        "Files": None if merged is None else [file_row(library, photo, member) for member in merged],
    }
    return row | _sent(photo, row)


def _sent(photo: Photo, row: Json) -> Json:
    """Return what writes set of the fields in *row*."""
    return {name: value for name, value in photo.sent.items() if name in row}


def _faces(photo: Photo) -> int:
    return sum(not marker.invalid for file in photo.files for marker in file.markers)


def _place_ids(photo: Photo) -> Json:
    known = photo.place_label != UNKNOWN
    digest = hashlib.sha1(f"{photo.lat} {photo.lng} {photo.place_label}".encode()).hexdigest()  # noqa: S324 - an ID
    return {
        "CellID": f"s2:{digest[:16]}" if known else "zz",
        "PlaceID": f"{photo.country}:{digest[:12]}" if known else "zz",
        "PlaceSrc": "meta" if known or photo.lat or photo.lng else "",
    }


def _file_number(photo: Photo, file: File) -> int:
    return photo.number * 10 + photo.files.index(file)


def _taken(photo: Photo) -> Json:
    return {
        "TakenAt": when(photo.taken_at),
        "TakenAtLocal": when(photo.taken_at_local),
        "TakenSrc": photo.taken_src,
    }


def _date(photo: Photo) -> Json:
    return {"Year": photo.year, "Month": photo.month, "Day": photo.day}


def _exposure(photo: Photo) -> Json:
    shown = photo.primary or photo.files[0]
    return {
        "Iso": 0,
        "FocalLength": 0,
        "FNumber": 0,
        "Exposure": "",
        "Quality": -1 if photo.purged_at else photo.quality,
        "Resolution": round(shown.width * shown.height / 1e6),
        "Color": int(shown.hash[0], 16),
        "Scan": False,
        "Panorama": shown.width > 1.9 * shown.height > 0,
    }


def _camera(photo: Photo) -> Json:
    known = bool(photo.camera_make)
    return {
        "CameraID": 2 if known else 1,
        **filled({"CameraSrc": "meta" if known else "", "CameraMake": photo.camera_make}),
        "CameraModel": photo.camera_model,
        **filled({"CameraType": "body" if known else ""}),
        "LensID": 1,
        "LensModel": "Unknown",
    }


def photo_details(library: Library, photo: Photo, *, caption: str = "Description") -> Json:
    """Return a picture with all its files, albums and labels; without files once it is purged.

    :param caption: as for ``photo_row``
    """
    deleted_at = photo.purged_at or photo.archived_at
    row: Json = {
        "ID": photo.number,
        **_taken(photo),
        "UID": photo.uid,
        "Type": photo.type,
        "TypeSrc": "",
        "Title": photo.title,
        "TitleSrc": title_source(photo),
        caption: photo.caption,
        f"{caption}Src": caption_source(photo),
        "Path": photo.path,
        "Name": photo.name,
        "OriginalName": photo.original_name,
        "Stack": photo.stack,
        "Favorite": photo.favorite,
        "Private": photo.private,
        "TimeZone": photo.time_zone,
        **_place_ids(photo),
        "CellAccuracy": 0,
        "Altitude": photo.altitude,
        "Lat": photo.lat,
        "Lng": photo.lng,
        "Country": photo.country,
        **_date(photo),
        **_exposure(photo),
        "CameraID": 2 if photo.camera_make else 1,
        "CameraSerial": "",
        "CameraSrc": "meta" if photo.camera_make else "",
        "LensID": 1,
        **filled({"Faces": _faces(photo), "CreatedBy": photo.created_by}),
        **_relations(library, photo),
        "CreatedAt": when(photo.created_at),
        "UpdatedAt": when(photo.updated_at),
        "EditedAt": when(photo.edited_at) if photo.edited_at else None,
        "CheckedAt": None,
        "DeletedAt": when(deleted_at) if deleted_at else None,
    }
    cameras = {} if photo.sent.get("CameraID") in _CAMERAS else {"Camera": None}
    return row | _sent(photo, row) | cameras


def _title_of(album: Album) -> str:
    return album.title


def _relations(library: Library, photo: Photo) -> Json:
    ids = _place_ids(photo)
    place: Json = {
        "PlaceID": ids["PlaceID"], "Label": photo.place_label, "District": UNKNOWN,
        "City": photo.place_city, "State": photo.place_state, "Country": photo.country, "Keywords": "",
    }  # fmt: skip
    return {
        "Details": _details(photo),
        "Camera": {"ID": 2 if photo.camera_make else 1, "Slug": slug(photo.camera), "Name": photo.camera,
                   "Make": photo.camera_make, "Model": photo.camera_model, "Type": "body"},
        "Lens": {"ID": 1, "Slug": "zz", "Name": "Unknown", "Make": "", "Model": "Unknown", "Type": ""},
        "Cell": {"ID": ids["CellID"], "Name": "", "Street": "", "Postcode": "", "Category": "", "Place": place},
        "Place": place,
        "Albums": [album_entity(library, album) for album in sorted(albums_of(library, photo), key=_title_of)],
        "Files": [] if photo.purged_at else [file_details(library, photo, file) for file in _by_name(photo)],
        "Labels": [_photo_label(library, photo, label) for label in labels_of(library, photo)],
    }  # fmt: skip


def _by_name(photo: Photo) -> list[File]:
    """Return the files of a picture as the server sorts them when it is asked for one picture."""
    return sorted(photo.files, key=lambda file: file.name, reverse=True)


def _details(photo: Photo) -> Json:
    texts = {
        "Keywords": keywords_of(photo),
        "Notes": photo.notes,
        "Subject": photo.subject,
        "Artist": photo.artist,
        "Copyright": photo.copyright,
        "License": photo.license,
        "Software": "",
    }
    stamps: Json = {"CreatedAt": when(photo.created_at), "UpdatedAt": when(photo.updated_at)}
    sourced = {
        name: value
        for key, text in texts.items()
        for name, value in ((key, text), (f"{key}Src", photo.sent.get(f"{key}Src", "")))
    }
    return {"PhotoID": photo.number, **sourced, **stamps}


def _photo_label(library: Library, photo: Photo, label: Label) -> Json:
    mark = label.mark_of(photo.uid)
    return {
        "PhotoID": photo.number,
        "LabelID": label.number,
        "LabelSrc": mark.source,
        "Uncertainty": mark.uncertainty,
        "Photo": None,
        "Label": label_entity(library, label),
    }
