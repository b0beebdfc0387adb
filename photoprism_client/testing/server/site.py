"""The routes about the server itself that are not part of a photo library: log, measurements, icons, web pages."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.server.access import Refused, forbidden
from photoprism_client.testing.server.answers import (
    ALBUM_ICON,
    BROKEN_ICON,
    LABEL_ICON,
    PHOTO_ICON,
    TEXT_TYPE,
    VIDEO_ICON,
    access_headers,
    error,
    icon,
    json_answer,
    private_headers,
    sized_answer,
)
from photoprism_client.testing.server.bodies import BadBodyError, read_fields
from photoprism_client.testing.server.config_answer import library_counts
from photoprism_client.testing.server.group_rows import when
from photoprism_client.testing.server.server_state import session_for, state_of, writer_for

_ICONS = {
    "album": ALBUM_ICON, "broken": BROKEN_ICON, "camera": PHOTO_ICON, "file": PHOTO_ICON, "folder": ALBUM_ICON,
    "label": LABEL_ICON, "photo": PHOTO_ICON, "raw": PHOTO_ICON, "video": VIDEO_ICON,
}  # fmt: skip
_ROBOTS = "User-agent: *\nUser-agent: AdsBot-Google\nDisallow: /"
_COUNTED = ("all", "photos", "videos", "albums", "folders", "files")
_SCOPES = """
folders favorites settings services sessions files albums calendar people places logs webdav metrics labels config
password shares photos videos moments passcode users feedback
"""


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "")
    return int(text) if text.isdigit() else 0


async def errors(request: Request) -> Response:
    """Answer GET /errors with the latest messages of the log; without ``count`` there are none."""
    session_for(request, "logs")
    count, offset, wanted = _number(request, "count"), _number(request, "offset"), request.query_params.get("q", "")
    found = [message for message in reversed(state_of(request).messages) if wanted.lower() in message.message.lower()]
    body = [
        {"ID": message.id, "Time": when(message.time), "Level": message.level, "Message": message.message}
        for message in found[offset : offset + count]
    ]
    paging = {"X-Count": str(len(body)), "X-Limit": str(count), "X-Offset": str(offset)}
    return json_answer(body, headers=private_headers(request) | paging)


async def delete_errors(request: Request) -> Response:
    """Answer DELETE /errors; on a public server nobody may."""
    state = state_of(request)
    if state.public:
        return error(HTTPStatus.FORBIDDEN, "Not available in public mode", access_headers(request))
    writer_for(request, "logs")
    state.messages.clear()
    return json_answer({"code": 200, "message": "Permanently deleted"}, headers=private_headers(request))


async def metrics(request: Request) -> Response:
    """Answer GET /metrics with counts of the library, in the format of Prometheus."""
    session_for(request, "metrics")
    counts = library_counts(state_of(request).library)
    name = "photoprism_statistics_media_count"
    lines = [
        f"# HELP {name} media statistics for this photoprism instance",
        f"# TYPE {name} gauge",
        *(f'{name}{{stat="{stat}"}} {counts[stat]}' for stat in _COUNTED),
    ]
    return sized_answer("\n".join([*lines, ""]).encode(), TEXT_TYPE, headers=private_headers(request))


async def echo(request: Request) -> Response:
    """Answer GET /echo, which only a server in debug mode has."""
    return error(HTTPStatus.FORBIDDEN, "Feature disabled", access_headers(request))


async def svg(request: Request) -> Response:
    """Answer GET /svg/{icon}."""
    return icon(_ICONS[request.url.path.rpartition("/")[2]])


async def feedback(request: Request) -> Response:
    """Answer POST /feedback; nothing is sent to anybody."""
    if state_of(request).public:
        return error(HTTPStatus.FORBIDDEN, "Not available in public mode", access_headers(request))
    writer_for(request, "feedback")
    fields = await read_fields(request, dict.fromkeys(("Category", "Message", "UserName", "UserEmail"), str))
    if not fields.get("Message"):
        return error(HTTPStatus.BAD_REQUEST, "No items selected", private_headers(request))
    return json_answer({"code": 200}, headers=private_headers(request))


async def connect(request: Request) -> Response:
    """Answer PUT /connect/{name}: this server connects to no other service."""
    text = "Your account could not be connected"
    headers = access_headers(request)
    try:
        await read_fields(request, {"Token": str})
    except BadBodyError:
        answer = error(HTTPStatus.BAD_REQUEST, text, headers)
        answer.headers["Content-Type"] = TEXT_TYPE
        return answer
    return error(HTTPStatus.BAD_REQUEST, text, headers)


async def stop(request: Request) -> Response:
    """Answer POST /server/stop, which is refused to everybody here."""
    try:
        writer_for(request, "config")
    except Refused as exc:
        raise exc if exc.known else forbidden(known=False) from None
    raise forbidden()


async def events(request: Request) -> Response:
    """Answer GET /ws without an upgrade; there are no websockets here."""
    headers = {"Sec-Websocket-Version": "13", "X-Content-Type-Options": "nosniff"}
    return Response("Bad Request\n", HTTPStatus.BAD_REQUEST, headers, TEXT_TYPE)


async def health(request: Request) -> Response:
    """Answer GET /health."""
    headers = {"Cache-Control": "no-store", "Access-Control-Allow-Origin": "*"}
    return Response("OK", headers=headers, media_type=TEXT_TYPE)


async def robots(request: Request) -> Response:
    """Answer GET /robots.txt."""
    return Response(_ROBOTS, headers={"Cache-Control": "public, max-age=86400"}, media_type=TEXT_TYPE)


async def manifest(request: Request) -> Response:
    """Answer GET /manifest.json, for browsers."""
    base = state_of(request).base_path
    names: dict[str, object] = {"name": "PhotoPrism", "short_name": "PhotoPrism", "categories": ["photo"]}
    look = {"display": "standalone", "orientation": "any", "theme_color": "#000000", "background_color": "#000000"}
    paths = {"scope": f"{base}/", "start_url": f"{base}/library/", "serviceworker": {"src": "sw.js"}}
    body = names | look | paths | {"permissions": [], "icons": []}
    return json_answer(body, headers={"Cache-Control": "no-store"})


async def authorization(request: Request) -> Response:
    """Answer GET /.well-known/oauth-authorization-server and /.well-known/openid-configuration."""
    state = state_of(request)
    api = f"{state.url}/api/v1/oauth"
    ends = {"authorization_endpoint": f"{api}/authorize", "token_endpoint": f"{api}/token"}
    known = {
        "scopes_supported": _SCOPES.split(),
        "response_types_supported": ["token"],
        "grant_types_supported": ["client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "revocation_endpoint": f"{api}/revoke",
    }
    return json_answer({"issuer": f"{state.url}/", **ends, **known})


ROUTES = (
    ("GET", "/errors", errors),
    ("DELETE", "/errors", delete_errors),
    ("GET", "/metrics", metrics),
    ("GET", "/echo", echo),
    *(("GET", f"/svg/{name}", svg) for name in _ICONS),
    ("POST", "/feedback", feedback),
    ("PUT", "/connect/{name}", connect),
    ("POST", "/server/stop", stop),
    ("GET", "/ws", events),
)
PAGES = (
    ("GET", "/health", health),
    ("GET", "/robots.txt", robots),
    ("GET", "/manifest.json", manifest),
    ("GET", "/.well-known/oauth-authorization-server", authorization),
    ("GET", "/.well-known/openid-configuration", authorization),
)
