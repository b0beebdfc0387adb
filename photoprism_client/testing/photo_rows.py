"""Pictures and files as the server writes them into JSON; what it leaves out when empty is left out here."""

from __future__ import annotations

import re

from photoprism_client.testing.group_rows import Json, album_row, label_row, when
from photoprism_client.testing.items import File, Label, Photo
from photoprism_client.testing.library import Library, slug

_NOWHERE: Json = {"CellID": "zz", "PlaceID": "zz", "PlaceSrc": ""}


def _filled(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value}


def photo_row(photo: Photo, file: File, merged: list[File] | None) -> Json:
    """Return a row of a photo search.

    :param file: the file that the row stands for
    :param merged: all files grouped under it; None in a listing that is not merged
    """
    number = f"{photo.number}" if merged is None else f"{photo.number}-{_file_number(photo, file)}"
    return {
        "ID": number,
        "UID": photo.uid,
        "Type": photo.type,
        "TypeSrc": "",
        **_taken(photo),
        "TimeZone": photo.time_zone,
        "Path": photo.path,
        "Name": photo.name,
        "OriginalName": "",
        "Title": photo.title,
        "Description": "",
        **_date(photo),
        "Country": "zz",
        "Stack": 0,
        "Favorite": photo.favorite,
        "Private": photo.private,
        **_exposure(photo),
        **_camera(photo),
        "Lat": 0,
        "Lng": 0,
        **_NOWHERE,
        "PlaceLabel": "Unknown",
        "PlaceCity": "Unknown",
        "PlaceState": "Unknown",
        "PlaceCountry": "zz",
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
        "Files": None if merged is None else [file_row(photo, member) for member in merged],
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
        "Quality": photo.quality,
        "Resolution": round(shown.width * shown.height / 1e6),
        "Color": int(shown.hash[0], 16),
        "Scan": False,
        "Panorama": shown.width > 1.9 * shown.height > 0,
    }


def _camera(photo: Photo) -> Json:
    known = bool(photo.camera_make)
    return {
        "CameraID": 2 if known else 1,
        **_filled({"CameraSrc": "meta" if known else "", "CameraMake": photo.camera_make}),
        "CameraModel": photo.camera_model,
        **_filled({"CameraType": "body" if known else ""}),
        "LensID": 1,
        "LensModel": "Unknown",
    }


def file_row(photo: Photo, file: File) -> Json:
    """Return a file as it stands in `Files` of a merged photo search."""
    return {
        **_file_head(photo, file),
        **_filled({"Codec": file.codec if file.root == "/" else ""}),
        "FileType": file.file_type,
        "MediaType": file.media_type,
        "Mime": file.mime,
        **_filled({"Portrait": file.portrait, "Video": file.media_type == "video", "Sidecar": file.sidecar}),
        **_file_shape(file),
        **_colours(file),
        "CreatedAt": when(photo.created_at),
        "UpdatedAt": when(photo.updated_at),
        "Markers": [],
    }


def _file_head(photo: Photo, file: File) -> Json:
    return {
        "UID": file.uid,
        "PhotoUID": photo.uid,
        "Name": file.name,
        "Root": file.root,
        "Hash": file.hash,
        "Size": file.size,
        "Primary": file.primary,
    }


def _file_shape(file: File) -> Json:
    return {
        "Width": file.width,
        "Height": file.height,
        "Orientation": file.orientation,
        "AspectRatio": round(file.width / file.height, 2) if file.height else 0,
    }


def _colours(file: File) -> Json:
    if not file.width:
        return {"Diff": -1, "Chroma": -1}
    shades = "".join(str(int(letter, 16) % 10) for letter in file.hash[:9])
    return {"Colors": shades, "Luminance": file.hash[9:18].upper(), "Diff": int(file.hash[:2], 16), "Chroma": 10}


def file_details(photo: Photo, file: File) -> Json:
    """Return a file with everything that is known about it."""
    inverted = f"{10**10 - 10**5 - photo.number:010}-{0 if file.primary else 1}-{file.uid}"
    stamp = int(photo.taken_at.timestamp())
    return {
        **_file_head(photo, file),
        **_filled({"Missing": file.missing, "Sidecar": file.sidecar, "Error": file.error}),
        "TimeIndex": f"{10**14 - int(photo.taken_at_local.strftime('%Y%m%d%H%M%S'))}-{inverted}",
        "MediaID": inverted,
        "MediaUTC": stamp * 1000,
        **_filled({"Codec": file.codec}),
        "FileType": file.file_type,
        "MediaType": file.media_type,
        "Mime": file.mime,
        **_filled({"Portrait": file.portrait, "Video": file.media_type == "video"}),
        **_file_shape(file),
        "OrientationSrc": "meta",
        **_filled({"MainColor": "grey" if file.width else ""}),
        **_colours(file),
        "ModTime": int(file.modified),
        "CreatedAt": when(photo.created_at),
        "CreatedIn": 1000000,
        "UpdatedAt": when(photo.updated_at),
        "Markers": [],
    }


def photo_details(library: Library, photo: Photo) -> Json:
    """Return a picture with all its files, albums and labels."""
    return {
        "ID": photo.number,
        **_taken(photo),
        "UID": photo.uid,
        "Type": photo.type,
        "TypeSrc": "",
        "Title": photo.title,
        "TitleSrc": "",
        "Description": "",
        "DescriptionSrc": "",
        "Path": photo.path,
        "Name": photo.name,
        "OriginalName": "",
        "Stack": 0,
        "Favorite": photo.favorite,
        "Private": photo.private,
        "TimeZone": photo.time_zone,
        **_NOWHERE,
        "CellAccuracy": 0,
        "Altitude": 0,
        "Lat": 0,
        "Lng": 0,
        "Country": "zz",
        **_date(photo),
        **_exposure(photo),
        "CameraID": 2 if photo.camera_make else 1,
        "CameraSerial": "",
        "CameraSrc": "meta" if photo.camera_make else "",
        "LensID": 1,
        **_relations(library, photo),
        "CreatedAt": when(photo.created_at),
        "UpdatedAt": when(photo.updated_at),
        "EditedAt": when(photo.edited_at) if photo.edited_at else None,
        "CheckedAt": None,
        "DeletedAt": when(photo.archived_at) if photo.archived_at else None,
    }


def _relations(library: Library, photo: Photo) -> Json:
    place: Json = {"PlaceID": "zz", "Label": "Unknown", "City": "Unknown", "State": "Unknown", "Country": "zz"}
    words = sorted({word.lower() for word in re.findall(r"[^\W\d_]{3,}", f"{photo.path} {photo.title}")})
    return {
        "Details": {"PhotoID": photo.number, "Keywords": ", ".join(words), "Notes": "", "Subject": "", "Artist": ""},
        "Camera": {"ID": 2 if photo.camera_make else 1, "Slug": slug(photo.camera), "Name": photo.camera,
                   "Make": photo.camera_make, "Model": photo.camera_model, "Type": "body"},
        "Lens": {"ID": 1, "Slug": "zz", "Name": "Unknown", "Make": "", "Model": "Unknown", "Type": ""},
        "Cell": {"ID": "zz", "Name": "", "Street": "", "Postcode": "", "Category": "", "Place": place},
        "Place": place,
        "Albums": [album_row(library, album) for album in library.albums_of(photo)],
        "Files": [file_details(photo, file) for file in photo.files],
        "Labels": [_photo_label(library, photo, label) for label in library.labels_of(photo)],
    }  # fmt: skip


def _photo_label(library: Library, photo: Photo, label: Label) -> Json:
    return {
        "PhotoID": photo.number,
        "LabelID": label.number,
        "LabelSrc": "manual",
        "Uncertainty": 0,
        "Photo": None,
        "Label": label_row(library, label),
    }


def share_name(photo: Photo, file: File, sequence: int = 0) -> str:
    """Return the name that the server makes up for a download: date, title, and a number from the second one on."""
    title = "-".join(word[:1].upper() + word[1:] for word in slug(photo.title).split("-"))
    number = f" ({sequence})" if sequence else ""
    return f"{photo.taken_at_local:%Y%m%d-%H%M%S}-{title}{number}.{file.file_type}"
