"""The application: the handler of each path, and the answer to all other paths."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Scope

from photoprism_client.testing.server import (
    album_writes,
    album_zip,
    batch_writes,
    file_writes,
    images,
    label_writes,
    link_writes,
    listing,
    people,
    photo_writes,
    places,
    sessions,
    settings,
    site,
    uploads,
    videos,
    zips,
)
from photoprism_client.testing.server.access import Refused
from photoprism_client.testing.server.answers import (
    bad_form,
    bad_request,
    moved,
    not_found_json,
    not_found_page,
    private_headers,
)
from photoprism_client.testing.server.bodies import BadBodyError
from photoprism_client.testing.server.search_terms import BadSearchError
from photoprism_client.testing.server.server_state import ServerState, refusal

#: Areas with routes of their own: method, path below the API, handler.
_AREAS = (
    album_writes, batch_writes, file_writes, label_writes, link_writes, people, photo_writes, places, settings, site,
    uploads, videos, zips,
)  # fmt: skip
#: Areas with pages beside the API.
_PAGES = (link_writes, site)


def _routes(api: str) -> list[Route]:
    return [
        *(Route(f"{api}{path}", handler, methods=[method]) for area in _AREAS for method, path, handler in area.ROUTES),
        Route(f"{api}/status", sessions.status),
        Route(f"{api}/config", sessions.config),
        *(Route(f"{api}/session{end}", sessions.session) for end in ("", "/{id}")),
        *(Route(f"{api}/session{end}", sessions.log_out, methods=["DELETE"]) for end in ("", "/{id}")),
        Route(f"{api}/session", sessions.log_in, methods=["POST"]),
        Route(f"{api}/oauth/token", sessions.client_token, methods=["POST"]),
        Route(f"{api}/oauth/revoke", sessions.revoke, methods=["POST"]),
        Route(f"{api}/t/{{thumb}}/{{token}}/{{size}}", images.thumb),
        Route(f"{api}/albums/{{uid}}/t/{{token}}/{{size}}", images.album_cover),
        Route(f"{api}/labels/{{uid}}/t/{{token}}/{{size}}", images.label_cover),
        Route(f"{api}/folders/t/{{uid}}/{{token}}/{{size}}", images.folder_cover),
        Route(f"{api}/dl/{{hash}}", images.download),
        Route(f"{api}/photos/{{uid}}/dl", images.photo_download),
        Route(f"{api}/albums/{{uid}}/dl", album_zip.album_download),
        Route(f"{api}/photos", listing.photos),
        Route(f"{api}/photos/{{uid}}", listing.photo),
        Route(f"{api}/files/{{hash}}", listing.file),
        Route(f"{api}/albums", listing.albums),
        Route(f"{api}/albums/{{uid}}", listing.album),
        Route(f"{api}/labels", listing.labels),
        Route(f"{api}/folders/{{root}}", listing.folders),
        Route(f"{api}/folders/{{root}}/{{path:path}}", listing.folders),
    ]


def make_app(state: ServerState) -> Starlette:
    """Return the application that serves a state."""
    pages = (
        Route(f"{state.base_path}{path}", handler, methods=[method])
        for area in _PAGES
        for method, path, handler in area.PAGES
    )
    routes = [*_routes(f"{state.base_path}/api/v1"), *pages]
    for route in routes:
        (route.methods or set()).discard("HEAD")  # the server has no HEAD: 404, as for any unknown path

    async def unknown(request: Request, _: Exception) -> Response:
        return _elsewhere(request, routes)

    async def refused(request: Request, exc: Exception) -> Response:
        if not isinstance(exc, Refused):
            raise exc
        return refusal(request, exc)

    async def bad_body(request: Request, _: Exception) -> Response:
        return bad_form(private_headers(request))

    async def bad_search(request: Request, exc: Exception) -> Response:
        answer = bad_form if isinstance(exc, BadSearchError) and exc.form else bad_request
        return answer(private_headers(request))

    handlers = {HTTPException: unknown, Refused: refused, BadSearchError: bad_search, BadBodyError: bad_body}
    app = Starlette(routes=routes, exception_handlers=handlers)
    app.router.redirect_slashes = False
    app.state.server = state
    return app


def _elsewhere(request: Request, routes: list[Route]) -> Response:
    """Redirect a path with a trailing slash to the one without; other unknown paths are not part of the API."""
    path = request.scope["raw_path"].decode("ascii")
    if request.method == "GET" and path.endswith("/") and not path.endswith("//"):
        stripped = request.url.path.rstrip("/")
        if any(_leads(route, request.scope, stripped) for route in routes):
            return moved(path.rstrip("/"))
    accepted = request.headers.get("Accept", "")
    return not_found_json() if accepted.startswith("application/json") else not_found_page()


def _leads(route: Route, scope: Scope, path: str) -> bool:
    """Tell whether *path*, or *path* with one more part, is known."""
    return any(route.matches({**scope, "path": tried})[0] is Match.FULL for tried in (path, f"{path}/x"))
