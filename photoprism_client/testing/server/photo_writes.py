"""The routes that change a picture: its fields, favourites, approval; and its YAML."""

import json
import re
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.items import NEVER, Photo
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.photo_changes import (
    approve,
    caption_source,
    keywords_of,
    rate_edited,
    retitle,
    set_favorite,
    title_source,
    words_of,
)
from photoprism_client.testing.server.access import not_found
from photoprism_client.testing.server.answers import private_headers, reply
from photoprism_client.testing.server.bodies import NATURAL, SMALL, WHOLE, Fields, Form, read_fields
from photoprism_client.testing.server.group_rows import when
from photoprism_client.testing.server.photo_rows import photo_details
from photoprism_client.testing.server.server_state import ServerState, caption_name, session_for, state_of, writer_for

_DETAILS = ("Keywords", "Notes", "Subject", "Artist", "Copyright", "License")
_KEPT = {
    "Type": "type", "TakenAt": "taken_at", "TakenAtLocal": "taken_at_local", "TakenSrc": "taken_src",
    "TimeZone": "time_zone", "Title": "title", "Caption": "caption", "Year": "year", "Month": "month", "Day": "day",
    "Country": "country", "Altitude": "altitude", "Lat": "lat", "Lng": "lng", "Private": "private",
}  # fmt: skip
_FORM: Form = {
    **dict.fromkeys(("Type", "TypeSrc", "TakenSrc", "TimeZone", "Title", "TitleSrc", "Exposure", "Country"), str),
    **dict.fromkeys(("CellID", "PlaceID", "PlaceSrc", "CameraSrc", "OriginalName"), str),
    **dict.fromkeys(("Year", "Month", "Day", "Altitude", "Iso", "FocalLength", "CellAccuracy"), WHOLE),
    **dict.fromkeys(("CameraID", "LensID"), NATURAL),
    **dict.fromkeys(("Favorite", "Private", "Scan", "Panorama"), bool),
    **dict.fromkeys(("Lat", "Lng", "FNumber"), float),
    **dict.fromkeys(("TakenAt", "TakenAtLocal"), datetime),
    "Stack": SMALL,
    "Details": {"PhotoID": NATURAL} | {f"{name}{end}": str for name in _DETAILS for end in ("", "Src")},
}
_AT_UTC = {"", "Local"}
_OFFSET = re.compile(r"UTC([+-]\d+)(?::00)?")
_PLAIN = re.compile(r"[A-Za-z0-9][\w./-]*(?: [\w./-]+)*")


def photo_answer(request: Request, photo: Photo, *, wrapped: bool = False) -> Response:
    """Return a picture with all its details; *wrapped* as the field ``photo`` of an object, without its albums."""
    state = state_of(request)
    body = photo_details(state.library, photo, caption=caption_name(state))
    return reply(request, {"photo": body | {"Albums": None}} if wrapped else body)


def photo_of(request: Request) -> tuple[ServerState, Photo]:
    """Return the picture that the path names.

    :raises Refused: there is none
    """
    state = state_of(request)
    photo = state.library.photo(request.path_params["uid"])
    if photo is None:
        raise not_found()
    return state, photo


async def update(request: Request) -> Response:
    """Answer PUT /photos/{uid}: hardly anything is checked, and every body counts as an edit."""
    writer_for(request, "photos")
    state, photo = photo_of(request)
    caption = caption_name(state)
    fields = await read_fields(request, {**_FORM, caption: str, f"{caption}Src": str})
    apply_fields(state.library, photo, {_without(caption, name): value for name, value in fields.items()})
    return photo_answer(request, photo)


def _without(caption: str, name: str) -> str:
    return name.replace(caption, "Caption") if name in {caption, f"{caption}Src"} else name


def apply_fields(library: Library, photo: Photo, fields: Fields) -> None:
    """Save what an update sent, and let follow what the server works out by itself."""
    _pin_sources(photo)
    details = fields.pop("Details", {})
    if "Favorite" in fields:
        set_favorite(library, photo, favorite=fields.pop("Favorite") is True)
    photo.sent |= {name: value for name, value in fields.items() if name not in _KEPT}
    for name in fields.keys() & _KEPT.keys():
        setattr(photo, _KEPT[name], fields[name])
    _follow_dates(library, photo)
    if isinstance(details, dict) and details.get("PhotoID") == photo.number:
        _replace_details(photo, details)
    retitle(library, photo)
    rate_edited(photo)
    library.edit(photo)


def _pin_sources(photo: Photo) -> None:
    """Keep the sources that were worked out from values which may change now."""
    place = "meta" if photo.lat or photo.lng or photo.country != "zz" else ""
    known = {"TitleSrc": title_source(photo), "CaptionSrc": caption_source(photo), "PlaceSrc": place}
    photo.sent = known | photo.sent


def _replace_details(photo: Photo, details: Fields) -> None:
    """Set all details to what was sent, or to nothing."""
    for name in _DETAILS:
        setattr(photo, name.lower(), str(details.get(name, "")))
        photo.sent[f"{name}Src"] = str(details.get(f"{name}Src", ""))
    photo.keywords = ", ".join(words_of(keywords_of(photo)))


def _follow_dates(library: Library, photo: Photo) -> None:
    """Work out one of both times from the other, and the date from the local one unless somebody set it."""
    if photo.time_zone == "UTC":
        photo.taken_at_local = photo.taken_at
    elif photo.taken_at_local > NEVER:
        photo.taken_at = _in_utc(photo)
    if NEVER in {photo.taken_at, photo.taken_at_local}:
        photo.taken_at = photo.taken_at_local = library.tick()
    if photo.taken_src == "" and photo.taken_at > photo.created_at - timedelta(days=1):
        photo.year = photo.month = photo.day = -1
    elif photo.taken_src != "manual":
        local = photo.taken_at_local
        photo.year, photo.month, photo.day = local.year, local.month, local.day


def _in_utc(photo: Photo) -> datetime:
    """Return when the local time was; a zone that nobody knows leaves it as it is."""
    wall, offset = photo.taken_at_local.replace(tzinfo=UTC), _OFFSET.fullmatch(photo.time_zone)
    if offset:
        return wall - timedelta(hours=int(offset[1]))
    try:
        zone = UTC if photo.time_zone in _AT_UTC else ZoneInfo(photo.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return photo.taken_at
    return wall.replace(tzinfo=zone).astimezone(UTC)


async def like(request: Request) -> Response:
    """Answer POST and DELETE /photos/{uid}/like."""
    writer_for(request, "photos")
    state, photo = photo_of(request)
    set_favorite(state.library, photo, favorite=request.method == "POST")
    return photo_answer(request, photo, wrapped=True)


async def approve_one(request: Request) -> Response:
    """Answer POST /photos/{uid}/approve."""
    writer_for(request, "photos")
    state, photo = photo_of(request)
    approve(state.library, photo)
    return photo_answer(request, photo, wrapped=True)


async def as_yaml(request: Request) -> Response:
    """Answer GET /photos/{uid}/yaml."""
    session_for(request, "photos")
    library, headers = state_of(request).library, private_headers(request)
    photo = library.photo(request.path_params["uid"])
    if photo is None:
        return Response(status_code=HTTPStatus.NOT_FOUND, headers=headers)
    if request.query_params.get("download"):
        headers["Content-Disposition"] = f"attachment; filename={photo.uid}.yml"
    row = photo_details(library, photo)
    return Response(_yaml(photo, row), headers=headers, media_type="text/x-yaml; charset=utf-8")


def _yaml(photo: Photo, row: Fields) -> str:
    always = {"TakenAt", "UID", "Type", "Title", "Year", "Month", "Day", "Keywords"}
    names = ("TakenAt", "TakenAtLocal", "TakenSrc", "UID", "Type", "TypeSrc", "Title", "TitleSrc", "Description",
             "DescriptionSrc", "OriginalName", "Stack", "Favorite", "Private", "Scan", "Panorama", "TimeZone",
             "PlaceSrc", "Altitude", "Lat", "Lng", "Year", "Month", "Day", "Exposure", "FNumber", "FocalLength",
             "Quality", "Faces")  # fmt: skip
    known = {**row, "Faces": sum(not marker.invalid for file in photo.files for marker in file.markers)}
    lines = [f"{name}: {_scalar(known[name])}" for name in names if known[name] or name in always]
    details = row["Details"] if isinstance(row["Details"], dict) else {}
    inner = [f"{name}{end}" for name in _DETAILS for end in ("", "Src")]
    lines += ["Details:", *(f"  {name}: {_scalar(details[name])}" for name in inner if details[name] or name in always)]
    stamps = {"CreatedAt": photo.created_at, "UpdatedAt": photo.updated_at, "EditedAt": photo.edited_at}
    lines += [f"{name}: {when(moment)}" for name, moment in stamps.items() if moment]
    return "\n".join([*lines, ""])


def _scalar(value: object) -> str:
    if isinstance(value, str) and not _PLAIN.fullmatch(value) and not value.endswith("Z"):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if not isinstance(value, str) else value


ROUTES = (
    ("PUT", "/photos/{uid}", update),
    ("POST", "/photos/{uid}/like", like),
    ("DELETE", "/photos/{uid}/like", like),
    ("POST", "/photos/{uid}/approve", approve_one),
    ("GET", "/photos/{uid}/yaml", as_yaml),
)
