"""The routes of the map, of the picture viewer and of the calendar.

Source: internal/api/photos_search_geo.go, photos_search.go and moments_time.go of the server
"""

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.items import File, Photo
from photoprism_client.testing.server.access import Session
from photoprism_client.testing.server.answers import json_answer, private_headers
from photoprism_client.testing.server.group_rows import Json, filled, when
from photoprism_client.testing.server.listing import page_headers
from photoprism_client.testing.server.search import Row, search
from photoprism_client.testing.server.search_terms import Terms, read_terms
from photoprism_client.testing.server.server_state import ServerState, session_for, state_of, tokens_for
from photoprism_client.testing.server.thumbnails import SIZES, ThumbSize

_EVERYTHING = "1000000"
_VIEWER_SIZES = ("fit_720", "fit_1280", "fit_1920", "fit_2560", "fit_4096", "fit_7680")
_PLAYABLE = frozenset({"video", "live", "animated"})
_IN_REVIEW = 3


def _placed(request: Request) -> tuple[Terms, list[Row]]:
    """Return the primary files of pictures with a place, oldest first; ``count`` may be left out."""
    params = dict(request.query_params)
    terms = read_terms({**params, "count": params.get("count") or _EVERYTHING})
    rows = search(state_of(request).library, terms)
    found = [(photo, file) for photo, file in rows if file is photo.primary and (photo.lat or photo.lng)]
    found.sort(key=lambda row: (row[0].taken_at, row[0].uid))
    offset = terms.number("offset")
    return terms, found[offset : offset + terms.number("count")]


async def geo(request: Request) -> Response:
    """Answer GET /geo with GeoJSON."""
    session = session_for(request, "places")
    terms, rows = _placed(request)
    places = [(photo.lng, photo.lat) for photo, _ in rows]
    bounds = [edge(values) for edge in (min, max) for values in zip(*places, strict=True)] or [0, 0, 0, 0]
    body = {"type": "FeatureCollection", "bbox": bounds, "features": [_feature(*row) for row in rows]}
    limit = terms.number("count") if "count" in request.query_params else 0
    headers = page_headers(request, session, len(rows), limit, terms.number("offset"))
    return json_answer(body, headers=headers)


def _feature(photo: Photo, file: File) -> Json:
    kind = photo.type if photo.type != "image" else ""
    shown: Json = {"UID": photo.uid, "Hash": file.hash, "TakenAt": when(photo.taken_at), "Title": photo.title}
    return {
        "id": str(photo.number),
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [photo.lng, photo.lat]},
        "properties": {**shown, **filled({"Type": kind, "Favorite": photo.favorite})},
    }


async def geo_view(request: Request) -> Response:
    """Answer GET /geo/view with what the web interface shows of these pictures."""
    session = session_for(request, "places")
    terms, rows = _placed(request)
    return _viewed(request, session, terms, rows)


async def photos_view(request: Request) -> Response:
    """Answer GET /photos/view with what the web interface shows of found pictures."""
    session = session_for(request, "photos")
    terms = read_terms(request.query_params)
    offset = terms.number("offset")
    rows = search(state_of(request).library, terms)[offset : offset + terms.number("count")]
    return _viewed(request, session, terms, rows)


def _viewed(request: Request, session: Session, terms: Terms, rows: list[Row]) -> Response:
    state = state_of(request)
    preview, download = tokens_for(state, session)
    body = [_view(state, photo, file, preview, download) for photo, file in rows]
    headers = page_headers(request, session, len(rows), terms.number("count"), terms.number("offset"))
    return json_answer(body, headers=headers)


def _view(state: ServerState, photo: Photo, file: File, preview: str, download: str) -> Json:
    api = f"{state.base_path}/api/v1"
    return {
        "UID": photo.uid,
        "Title": photo.title,
        "TakenAtLocal": when(photo.taken_at_local),
        "Description": photo.caption,
        "Favorite": photo.favorite,
        "Playable": photo.type in _PLAYABLE,
        "DownloadUrl": f"{api}/dl/{file.hash}?t={download}",
        "Width": file.width,
        "Height": file.height,
        "Thumbs": {
            name: {**_fitted(file, SIZES[name]), "src": f"{api}/t/{file.hash}/{preview}/{name}"}
            for name in _VIEWER_SIZES
        },
    }


def _fitted(file: File, size: ThumbSize) -> Json:
    """Return width and height of a file that has to fit into a size; nothing is enlarged."""
    scale = min(1, size.width / max(file.width, 1), size.height / max(file.height, 1))
    return {"w": round(file.width * scale), "h": round(file.height * scale)}


async def moments_time(request: Request) -> Response:
    """Answer GET /moments/time: months with pictures of good quality, private ones not counted, latest first."""
    session_for(request, "calendar")
    months = Counter((photo.year, photo.month) for photo in state_of(request).library.photos if _is_counted(photo))
    rows = [
        {"Label": "", "Year": year, "Month": month, "State": "", "Country": "", "PhotoCount": count}
        for (year, month), count in sorted(months.items(), reverse=True)
    ]
    return json_answer(rows, headers=private_headers(request))


def _is_counted(photo: Photo) -> bool:
    is_shown = photo.quality >= _IN_REVIEW and photo.archived_at is None and not photo.private
    return is_shown and photo.year > 0 and photo.month > 0


ROUTES = (
    ("GET", "/geo", geo),
    ("GET", "/geo/view", geo_view),
    ("GET", "/photos/view", photos_view),
    ("GET", "/moments/time", moments_time),
)
