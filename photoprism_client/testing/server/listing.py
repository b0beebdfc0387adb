"""The routes that list what the library holds: pictures, albums, labels, folders, files, people."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.catalogue import by_uid
from photoprism_client.testing.library.items import Album, File, Folder, Label, Person, plain_slug
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.relations import photos_with
from photoprism_client.testing.server.access import Session, forbidden, not_found
from photoprism_client.testing.server.answers import bad_request, json_answer, private_headers
from photoprism_client.testing.server.file_rows import file_details
from photoprism_client.testing.server.group_rows import album_entity, album_row, folder_row, label_row
from photoprism_client.testing.server.photo_rows import photo_details, photo_row
from photoprism_client.testing.server.search import Row, merge, search
from photoprism_client.testing.server.search_terms import BadSearchError, Terms, read_terms
from photoprism_client.testing.server.server_state import (
    ServerState,
    caption_name,
    session_for,
    state_of,
    token_headers,
)

_DROPPED = '|"?*%<>{}'
_LONGEST_PATH = 512  # bytes
_PAGING = {"count", "offset", "merged"}


def page_headers(request: Request, session: Session, count: int | None, limit: int, offset: int) -> dict[str, str]:
    """Return the headers of a listing; it has *count* rows, None where the server does not say it."""
    counted = {} if count is None else {"X-Count": str(count)}
    paged = {"X-Limit": str(limit), "X-Offset": str(offset)}
    return private_headers(request) | counted | paged | token_headers(request, session)


async def photos(request: Request) -> Response:
    """Answer GET /photos."""
    session = session_for(request, "photos")
    if not session.user and request.query_params.get("s") not in session.shares:
        return bad_request(private_headers(request))
    terms = read_terms(request.query_params)
    rows = _rows(state_of(request), request, terms)
    count, offset = terms.number("count"), terms.number("offset")
    page = rows[offset : offset + count]
    library, caption = state_of(request).library, caption_name(state_of(request))
    if "merged" in terms.flags:
        body = [photo_row(library, photo, files[0], files, caption=caption) for photo, files in merge(page)]
    else:
        body = [photo_row(library, photo, file, None, caption=caption) for photo, file in page]
    return json_answer(body, headers=page_headers(request, session, len(page), count, offset))


def _rows(state: ServerState, request: Request, terms: Terms) -> list[Row]:
    asked = [item for item in request.query_params.items() if item[0] not in _PAGING]
    key = (state.library.version, *sorted(asked))
    if state.last_search[0] != key or terms.text("order") == "random":
        state.last_search = (key, search(state.library, terms))
    return state.last_search[1]


async def photo(request: Request) -> Response:
    """Answer GET /photos/{uid}; a picture whose originals are gone is still answered, without files."""
    session_for(request, "photos")
    library, uid = state_of(request).library, request.path_params["uid"]
    found = library.photo(uid) or library.purged(uid)
    if found is None:
        raise not_found()
    body = photo_details(library, found, caption=caption_name(state_of(request)))
    return json_answer(body, headers=private_headers(request))


async def file(request: Request) -> Response:
    """Answer GET /files/{hash}: also for files that are missing, of archived and of hidden pictures."""
    session_for(request, "files")
    library = state_of(request).library
    found = library.file(request.path_params["hash"])
    owner = library.photo(found.photo_uid) if found else None
    if found is None or owner is None:
        raise not_found()
    return json_answer(file_details(library, owner, found), headers=private_headers(request))


def page_of(request: Request) -> tuple[int, int]:
    """Return count and offset; refuse a missing count, and what is not a number."""
    try:
        count, offset = int(request.query_params.get("count", 0)), int(request.query_params.get("offset", 0) or 0)
    except ValueError:
        raise BadSearchError("count and offset must be numbers", form=True) from None
    if not count:
        raise BadSearchError("count is missing", form=True)
    return count, offset


def is_wanted(request: Request, item: Album | Label | Person, title: str) -> bool:
    """Tell whether the filters that albums, labels and people have in common let an item through."""
    params = request.query_params
    query = params.get("q", "").strip("*").lower()
    uids = params.get("uid", "")
    favorite = params.get("favorite") == "true"
    return query in title.lower() and (not uids or item.uid in uids.split("|")) and (item.favorite or not favorite)


async def albums(request: Request) -> Response:
    """Answer GET /albums."""
    session = session_for(request, "albums")
    if session.is_visitor:
        return json_answer({"error": "Permission denied"}, HTTPStatus.BAD_REQUEST, private_headers(request))
    if not session.user:
        return bad_request(private_headers(request))
    count, offset = page_of(request)
    library, kinds = state_of(request).library, request.query_params.get("type", "")
    found = [
        album
        for album in library.albums
        if (not kinds or album.type in kinds.split("|")) and is_wanted(request, album, album.title)
    ]
    _sort_albums(found, request.query_params.get("order", ""))
    body = [album_row(library, album) for album in found[offset : offset + count]]
    return json_answer(body, headers=page_headers(request, session, len(body), count, offset))


def _sort_albums(found: list[Album], order: str) -> None:
    found.sort(key=lambda album: album.uid, reverse=True)
    if order in {"newest", "added", "edited", "oldest"}:
        found.sort(key=lambda album: album.created_at, reverse=order != "oldest")
        return
    by_path = order in {"name", "favorites"}
    found.sort(key=lambda album: album.path if album.type == "folder" and by_path else album.title)
    if order != "name":
        found.sort(key=lambda album: not album.favorite)


async def album(request: Request) -> Response:
    """Answer GET /albums/{uid}."""
    session, uid = session_for(request, "albums"), request.path_params["uid"]
    if session.is_visitor and uid not in session.shares:
        raise forbidden()
    library = state_of(request).library
    found = by_uid(library.albums, uid)
    if found is None:
        raise not_found("Album")
    return json_answer(album_entity(library, found), headers=private_headers(request))


async def labels(request: Request) -> Response:
    """Answer GET /labels, those of which no picture counts left out; the only listing without ``X-Count``."""
    session = session_for(request, "labels")
    library, (count, offset) = state_of(request).library, page_of(request)
    exact = _exact_label(request)
    known = library.labels if exact is None else [exact]
    found = sorted(
        (label for label in known if (exact or is_wanted(request, label, label.name)) and _is_listed(request, label)),
        key=lambda label: (not label.favorite, label.custom_slug or label.slug),
    )
    body = [label_row(library, label) for label in found[offset : offset + count]]
    return json_answer(body, headers=page_headers(request, session, None, count, offset))


def _exact_label(request: Request) -> Label | None:
    """Return the first label whose name is exactly the one that is looked for: the server lists no other then."""
    wanted = plain_slug(request.query_params.get("q", ""))
    slugs = ((label, {label.slug, label.custom_slug}) for label in state_of(request).library.labels)
    return next((label for label, known in slugs if wanted and wanted in known), None)


def _is_listed(request: Request, label: Label) -> bool:
    is_important = label.priority >= 0 or label.favorite or request.query_params.get("all") == "true"
    return is_important and bool(photos_with(state_of(request).library, label))


async def folders(request: Request) -> Response:
    """Answer GET /folders/{root} and /folders/{root}/{path}.

    Without files the answer comes from a cache from the second time on, and then without tokens and counts.
    """
    session, state = session_for(request, "folders"), state_of(request)
    root, path = request.path_params["root"], _cleaned(request.path_params.get("path", ""))
    recursive, with_files = (request.query_params.get(name) == "true" for name in ("recursive", "files"))
    key = (state.library.version, f"{root}/{path}:{recursive}")
    if not with_files and key in state.folder_answers:
        return json_answer(state.folder_answers[key], headers=private_headers(request))
    try:
        count, offset = page_of(request)
    except BadSearchError:  # a listing of folders needs neither
        count = offset = 0
    found = _subfolders(state.library, root, path, recursive=recursive)
    inside = _files_in(state.library, path)[offset : offset + count] if with_files and root == "originals" else []
    is_there = not path or found or any(folder.path == path for folder in _folders_of(state.library, root))
    body: dict[str, object] = {"root": "/" if root == "originals" else root, "folders": found if is_there else None}
    body |= ({"files": inside} if inside else {}) | ({"recursive": True} if recursive else {})
    if not with_files:
        body["cached"] = True
        state.folder_answers[key] = body
    counts = {"X-Files": str(len(inside)), "X-Folders": str(len(found))}
    paged = page_headers(request, session, len(inside) + len(found), count, offset)
    return json_answer(body, headers=paged | counts)


def _cleaned(path: str) -> str:
    """Return a path as the server reads it, which is not always that of the folder that was meant."""
    path = path.replace("\\", "/").strip()
    if len(path.encode()) > _LONGEST_PATH or ".." in path or "//" in path:
        return ""
    kept = "".join(letter for letter in path if letter.isprintable() and letter not in _DROPPED).strip(" ~./")
    return "" if "/." in kept or ".." in kept or "//" in kept else kept


def _folders_of(library: Library, root: str) -> list[Folder]:
    return library.folders if root == "originals" else library.import_folders()


def _subfolders(library: Library, root: str, path: str, *, recursive: bool) -> list[dict[str, object]]:
    start = f"{path}/" if path else ""
    below = (folder for folder in _folders_of(library, root) if folder.path.startswith(start))
    found = [folder for folder in below if recursive or "/" not in folder.path.removeprefix(start)]
    return [folder_row(folder) for folder in sorted(found, key=lambda folder: folder.path)]


def _files_in(library: Library, path: str) -> list[dict[str, object]]:
    found: list[tuple[str, dict[str, object]]] = []
    for photo in library.photos:
        if photo.path == path and photo.archived_at is None:
            found += [(member.name, file_details(library, photo, member)) for member in photo.files if _is_own(member)]
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _is_own(member: File) -> bool:
    return member.root == "/" and not member.missing
