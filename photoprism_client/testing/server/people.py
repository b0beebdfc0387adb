"""The routes of people, of marked faces and of their clusters: listings and changes.

Source: internal/api/markers.go, subjects.go and faces.go of the server
"""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.faces import count_of, marked, subject_of
from photoprism_client.testing.library.items import Face, File, Marker, Person, make_uid
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.naming import (
    add_marker,
    assign_cluster,
    clear_marker,
    name_marker,
    names_changed,
    rename_person,
)
from photoprism_client.testing.server.access import Refused, forbidden, not_found
from photoprism_client.testing.server.answers import bad_request, error, json_answer, private_headers, reply_to_like
from photoprism_client.testing.server.bodies import Fields, Form, read_fields
from photoprism_client.testing.server.file_rows import marker_row
from photoprism_client.testing.server.group_rows import face_details, face_row, subject_details, subject_row
from photoprism_client.testing.server.listing import is_wanted, page_headers, page_of
from photoprism_client.testing.server.server_state import session_for, state_of, writer_for
from photoprism_client.testing.server.settings import require_feature

Handler = Callable[[Request], Awaitable[Response]]
_MARKER_FORM: Form = {
    "FileUID": str, "Type": str, "Src": str, "X": float, "Y": float, "W": float, "H": float, "SubjSrc": str,
    "Name": str, "MarkerReview": bool, "Invalid": bool,
}  # fmt: skip
_SUBJECT_FORM: Form = {"Name": str} | dict.fromkeys(("Favorite", "Hidden", "Private", "Excluded"), bool)
_LONGEST_NAME, _LONGEST_SOURCE = 160, 8
_YES = {"1", "yes", "y", "true", "on"}


def _person_of(request: Request) -> tuple[Library, Person]:
    """Return the person that the path names, also a deleted one.

    :raises Refused: there is none
    """
    library = state_of(request).library
    found = subject_of(library, request.path_params["uid"])
    if found is None:
        raise not_found("Subject")
    return library, found


def _face_of(request: Request) -> tuple[Library, Face]:
    """Return the cluster of faces that the path names.

    :raises Refused: there is none
    """
    library = state_of(request).library
    found = library.face(request.path_params["id"])
    if found is None:
        raise not_found("Face")
    return library, found


def _one_at_a_time(handler: Handler) -> Handler:
    """Let a handler answer 429 as often as a test wants it to: the server makes changes to people one by one."""

    async def guarded(request: Request) -> Response:
        state = state_of(request)
        if state.busy_changes > 0:
            state.busy_changes -= 1
            return error(HTTPStatus.TOO_MANY_REQUESTS, "Busy, please try again later", private_headers(request))
        return await handler(request)

    return guarded


async def subjects(request: Request) -> Response:
    """Answer GET /subjects; hidden people are listed when they or all are asked for."""
    session = session_for(request, "people")
    library, (count, offset) = state_of(request).library, page_of(request)
    found = sorted(
        (person for person in library.people if is_wanted(request, person, person.name) and _is_shown(request, person)),
        key=_order_of(request, library),
    )
    body = [subject_row(library, person) for person in found[offset : offset + count]]
    return json_answer(body, headers=page_headers(request, session, len(body), count, offset))


def _is_shown(request: Request, person: Person) -> bool:
    params = request.query_params
    return not person.hidden or "uid" in params or params.get("all") == "true" or params.get("hidden") in _YES


def _order_of(request: Request, library: Library) -> Callable[[Person], tuple[object, ...]]:
    orders: dict[str, Callable[[Person], tuple[object, ...]]] = {
        "name": lambda person: (person.name,),
        "count": lambda person: (-count_of(library, person)[0],),
        "added": lambda person: (-person.created_at.timestamp(),),
        "relevance": lambda person: (not person.favorite, -count_of(library, person)[1]),
    }
    return orders.get(request.query_params.get("order", ""), lambda person: (not person.favorite, person.name))


async def subject(request: Request) -> Response:
    """Answer GET /subjects/{uid}, also for a deleted person."""
    session_for(request, "people")
    library, found = _person_of(request)
    return json_answer(subject_details(library, found), headers=private_headers(request))


async def update_subject(request: Request) -> Response:
    """Answer PUT /subjects/{uid}: **the name of another person merges into it**, and the answer is the deleted one."""
    writer_for(request, "people")
    library, found = _person_of(request)
    fields = await read_fields(request, _SUBJECT_FORM)
    if rename_person(library, found, str(fields.pop("Name", ""))) is not None:
        gone = {"FileCount": 0, "PhotoCount": 0}
        body = {name: value for name, value in subject_details(library, found).items() if name != "DeletedAt"}
        return json_answer({**body, **gone}, headers=private_headers(request))
    library.update(found, **{name.lower(): value for name, value in fields.items()})
    return json_answer(subject_details(library, found), headers=private_headers(request))


async def like_subject(request: Request) -> Response:
    """Answer POST and DELETE /subjects/{uid}/like with an object that means nothing."""
    writer_for(request, "people")
    library, found = _person_of(request)
    library.update(found, favorite=request.method == "POST")
    return reply_to_like(request)


async def faces(request: Request) -> Response:
    """Answer GET /faces."""
    session = session_for(request, "people")
    library, (count, offset) = state_of(request).library, page_of(request)
    params = request.query_params
    found = [face for face in library.faces if not face.hidden or params.get("hidden") in _YES]
    if params.get("unknown") in _YES:
        found = [face for face in found if not face.person_uid]
    found.sort(key=lambda face: (-face.samples, face.id))
    with_markers = params.get("markers") == "true"
    rows = [face_row(library, face, _shown(library, face) if with_markers else None) for face in found]
    body = rows[offset : offset + count]
    return json_answer(body, headers=page_headers(request, session, len(body), count, offset))


def _shown(library: Library, face: Face) -> tuple[File, Marker] | None:
    """Return the face that stands for a cluster: of those with a good score the one with the first UID."""
    found = [
        (file, marker)
        for file in library.files
        for marker in file.markers
        if marker.face_id == face.id and not marker.invalid and marker.score >= 15
    ]
    return min(found, key=lambda pair: pair[1].uid, default=None)


async def face(request: Request) -> Response:
    """Answer GET /faces/{id}."""
    session_for(request, "people")
    library, found = _face_of(request)
    return json_answer(face_row(library, found, _shown(library, found)), headers=private_headers(request))


async def update_face(request: Request) -> Response:
    """Answer PUT /faces/{id}; a person that does not exist is taken."""
    writer_for(request, "people")
    fields = await read_fields(request, {"Hidden": bool, "SubjUID": str})
    library, found = _face_of(request)
    library.update(found, hidden=fields.get("Hidden", False))
    if fields.get("SubjUID"):
        assign_cluster(library, found, str(fields["SubjUID"]))
    return json_answer(face_details(found), headers=private_headers(request))


def _marker_of(request: Request) -> tuple[Library, File, Marker]:
    """Return the marker that the path names, with its file; the server answers 403 where others answer 401.

    :raises Refused: there is none, or this session may not change it
    """
    try:
        writer_for(request, "files")
    except Refused as exc:
        raise exc if exc.known else forbidden(known=False) from None
    require_feature(request, "people")
    library = state_of(request).library
    found = marked(library, request.path_params["uid"])
    if found is None:
        raise not_found()
    return library, *found


def _is_valid(fields: Fields) -> bool:
    sources = all(len(str(fields.get(name, ""))) <= _LONGEST_SOURCE for name in ("Type", "Src", "SubjSrc"))
    return (
        sources and len(str(fields.get("Name", ""))) <= _LONGEST_NAME and all(0 <= part <= 1 for part in _area(fields))
    )


def _area(fields: Fields) -> tuple[float, float, float, float]:
    x, y, w, h = (cast(float, fields.get(name, 0)) for name in "XYWH")
    return x, y, w, h


async def create_marker(request: Request) -> Response:
    """Answer POST /markers; a name counts only with ``SubjSrc``."""
    writer_for(request, "files")
    library, fields = state_of(request).library, await read_fields(request, _MARKER_FORM)
    file = next((file for file in library.files if file.uid == fields.get("FileUID")), None)
    if file is None:
        raise not_found()
    x, y, w, h = _area(fields)
    if not _is_valid(fields) or not w or not h:
        return bad_request(private_headers(request))
    made = library.tick()
    uid = make_uid("m", file.uid, made.isoformat())
    marker = Marker(uid, "", x, y, w, h, src=str(fields.get("Src", "manual")), subj_src="", created_at=made)
    add_marker(library, file, marker)
    name_marker(library, marker, str(fields.get("Name", "")), str(fields.get("SubjSrc", "")))
    names_changed(library, file)
    return json_answer(marker_row(library, file, marker), headers=private_headers(request))


async def update_marker(request: Request) -> Response:
    """Answer PUT /markers/{uid}: **a new name on a face that has a person renames that person everywhere**."""
    library, file, marker = _marker_of(request)
    fields = await read_fields(request, _MARKER_FORM)
    if not _is_valid(fields):
        return bad_request(private_headers(request))
    marker.invalid = bool(fields.get("Invalid", marker.invalid))
    marker.review = bool(fields.get("MarkerReview", marker.review))
    name_marker(library, marker, str(fields.get("Name", "")), str(fields.get("SubjSrc", marker.subj_src)))
    names_changed(library, file)
    return json_answer(marker_row(library, file, marker), headers=private_headers(request))


async def clear_subject(request: Request) -> Response:
    """Answer DELETE /markers/{uid}/subject; a person without faces is deleted."""
    library, file, marker = _marker_of(request)
    clear_marker(library, marker)
    names_changed(library, file)
    return json_answer(marker_row(library, file, marker), headers=private_headers(request))


ROUTES = (
    ("GET", "/subjects", subjects),
    ("GET", "/subjects/{uid}", subject),
    ("PUT", "/subjects/{uid}", _one_at_a_time(update_subject)),
    ("POST", "/subjects/{uid}/like", like_subject),
    ("DELETE", "/subjects/{uid}/like", like_subject),
    ("GET", "/faces", faces),
    ("GET", "/faces/{id}", face),
    ("PUT", "/faces/{id}", update_face),
    ("POST", "/markers", create_marker),
    ("PUT", "/markers/{uid}", _one_at_a_time(update_marker)),
    ("DELETE", "/markers/{uid}/subject", _one_at_a_time(clear_subject)),
)
