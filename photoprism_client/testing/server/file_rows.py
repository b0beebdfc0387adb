"""Files as the server writes them into JSON, with the faces that are marked on them; and the names of downloads."""

import math

from photoprism_client.testing.library.catalogue import Catalogue
from photoprism_client.testing.library.faces import subject_of
from photoprism_client.testing.library.items import File, Marker, Photo, slug
from photoprism_client.testing.server.group_rows import Json, filled, when


def file_row(library: Catalogue, photo: Photo, file: File) -> Json:
    """Return a file as it stands in ``Files`` of a merged photo search: each with the picture's original name."""
    return {
        **_file_head(photo, file),
        **filled({"OriginalName": photo.original_name}),
        **filled({"Codec": file.codec if file.root == "/" else ""}),
        "FileType": file.file_type,
        "MediaType": file.media_type,
        "Mime": file.mime,
        **filled({"Portrait": file.portrait, "Video": file.media_type == "video", "Sidecar": file.sidecar}),
        **_file_shape(file),
        **_colours(file),
        "CreatedAt": when(photo.created_at),
        "UpdatedAt": when(photo.updated_at),
        "Markers": [marker_row(library, file, marker) for marker in file.markers],
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


def file_details(library: Catalogue, photo: Photo, file: File) -> Json:
    """Return a file with everything that is known about it."""
    inverted = f"{10**10 - 10**5 - photo.number:010}-{0 if file.primary else 1}-{file.uid}"
    stamp = int(photo.taken_at.timestamp())
    return {
        **_file_head(photo, file),
        **filled({"Missing": file.missing, "Sidecar": file.sidecar, "Error": file.error}),
        **filled({"OriginalName": file.original_name}),
        "TimeIndex": f"{10**14 - int(photo.taken_at_local.strftime('%Y%m%d%H%M%S'))}-{inverted}",
        "MediaID": inverted,
        "MediaUTC": stamp * 1000,
        **filled({"Codec": file.codec}),
        "FileType": file.file_type,
        "MediaType": file.media_type,
        "Mime": file.mime,
        **filled({"Portrait": file.portrait, "Video": file.media_type == "video", "Duration": file.duration}),
        **_file_shape(file),
        "OrientationSrc": "meta",
        **filled({"MainColor": "grey" if file.width else ""}),
        **_colours(file),
        "ModTime": int(file.modified),
        "CreatedAt": when(photo.created_at),
        "CreatedIn": 1000000,
        "UpdatedAt": when(photo.updated_at),
        "Markers": [marker_row(library, file, marker) for marker in file.markers],
    }


def marker_row(library: Catalogue, file: File, marker: Marker) -> Json:
    """Return a marked face as it stands in ``Markers``."""
    person, size = subject_of(library, marker.person_uid), int(marker.w * file.width)
    return {
        "UID": marker.uid,
        "FileUID": file.uid,
        "Type": "face",
        "Src": marker.src,
        "Name": person.name if person else "",
        "Review": marker.review,
        "Invalid": marker.invalid,
        "FaceID": marker.face_id,
        "FaceDist": marker.face_dist,
        "SubjUID": marker.person_uid,
        "SubjSrc": marker.subj_src,
        "X": marker.x,
        "Y": marker.y,
        "W": marker.w,
        "H": marker.h,
        "Q": int(math.log(max(marker.score, 1)) * size * marker.w / 2),
        "Size": size,
        "Score": marker.score,
        "Thumb": f"{file.hash}-{marker.area}",
        "CreatedAt": when(marker.created_at or (person.created_at if person else None)),
    }


def share_name(photo: Photo, file: File, sequence: int = 0) -> str:
    """Return the name that the server makes up for a download: date, title, and a number from the second one on."""
    title = "-".join(word[:1].upper() + word[1:] for word in slug(photo.title).split("-"))
    number = f" ({sequence})" if sequence else ""
    return f"{photo.taken_at_local:%Y%m%d-%H%M%S}-{title}{number}.{file.file_type}"
