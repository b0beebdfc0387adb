"""Answers as the server writes them: JSON, the little pictures that say "no picture", the page for an unknown path.

A body of more than 2048 bytes whose length is not stated goes out in chunks, a shorter one with its length.
"""

import json
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

JSON_TYPE = "application/json; charset=utf-8"
HTML_TYPE = "text/html; charset=utf-8"
TEXT_TYPE = "text/plain; charset=utf-8"
SVG_TYPE = "image/svg+xml"
LENGTH_LIMIT = 2048


def _icon(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 48 48">{inside}</svg>'.encode()


_FRAME = '<rect x="6" y="10" width="36" height="28" rx="3" fill="none" stroke="#444" stroke-width="3"/>'
PHOTO_ICON = _icon(
    _FRAME + '<circle cx="17" cy="19" r="4" fill="#444"/><path d="M10 35l11-9 7 5 7-8 5 12z" fill="#444"/>'
)
BROKEN_ICON = _icon(_FRAME + '<path d="M14 16l20 16M34 16L14 32" stroke="#a22" stroke-width="3"/>')
ALBUM_ICON = _icon('<path d="M12 6h26v36H12a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4z" fill="#444"/>')
VIDEO_ICON = _icon(_FRAME + '<path d="M20 17l12 7-12 7z" fill="#444"/>')
LABEL_ICON = _icon('<path d="M6 14h24l12 10-12 10H6z" fill="#444"/><circle cx="31" cy="24" r="3" fill="#fff"/>')

_PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Not found</title></head><body>\n"
    "<h1>Page not found</h1>\n" + "<p>This is a web page, not an answer of the API: check the address.</p>\n" * 30
) + "</body></html>\n"


_EMPTY_RESPONSE = {
    "Status": "", "StatusCode": 0, "Proto": "", "ProtoMajor": 0, "ProtoMinor": 0, "Header": None, "Body": None,
    "ContentLength": 0, "TransferEncoding": None, "Close": False, "Uncompressed": False, "Trailer": None,
    "Request": None, "TLS": None,
}  # fmt: skip


def json_answer(body: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return *body* as JSON."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    return sized_answer(text, JSON_TYPE, status, headers)


def sized_answer(body: bytes, media_type: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return *body* with its length when it is short, else in chunks."""
    if len(body) <= LENGTH_LIMIT:
        return Response(body, status, headers, media_type)

    async def chunks() -> AsyncIterator[bytes]:
        yield body

    return StreamingResponse(chunks(), status, headers, media_type)


def error(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return a JSON error in the server's usual form."""
    return json_answer({"code": status, "error": message}, status, headers)


def reply(request: Request, body: object, status: int = HTTPStatus.OK) -> Response:
    """Return *body* as JSON in answer to a request that needed a session."""
    return json_answer(body, status, private_headers(request))


def refuse(request: Request, status: int, message: str) -> Response:
    """Return a JSON error in answer to a request that needed a session."""
    return error(status, message, private_headers(request))


def reply_to_like(request: Request) -> Response:
    """Return what the server answers to a like of a label or person: an empty answer of Go's library, as JSON."""
    return reply(request, _EMPTY_RESPONSE)


def bad_request(headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer to a value that means nothing to the server."""
    return error(HTTPStatus.BAD_REQUEST, "Unable to do that", headers)


def bad_form(headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer to a missing or malformed parameter: JSON, but declared as text."""
    text = b'{"code":400,"error":"Unable to do that"}'
    return Response(text, HTTPStatus.BAD_REQUEST, headers, TEXT_TYPE)


def icon(svg: bytes, status: int = 200) -> Response:
    """Return one of the little pictures."""
    return Response(svg, status, media_type=SVG_TYPE)


def not_found_page() -> Response:
    """Return the HTML page for everything that is not the API."""
    return sized_answer(_PAGE.encode(), HTML_TYPE, HTTPStatus.NOT_FOUND)


def not_found_json() -> Response:
    """Return the same for who asks for JSON: without a code, unlike what the API does not know."""
    return json_answer({"error": "Not found"}, HTTPStatus.NOT_FOUND)


def page(title: str) -> Response:
    """Return a page of the web interface."""
    return sized_answer(_PAGE.replace("Not found", title).encode(), HTML_TYPE)


def redirect(location: str) -> Response:
    """Return a redirect for now."""
    body = f'<a href="{location}">Temporary Redirect</a>.\n\n'.encode()
    return Response(body, HTTPStatus.TEMPORARY_REDIRECT, {"Location": location}, HTML_TYPE)


def moved(location: str) -> Response:
    """Return a permanent redirect."""
    body = f'<a href="{location}">Moved Permanently</a>.\n\n'.encode()
    return Response(body, HTTPStatus.MOVED_PERMANENTLY, {"Location": location}, HTML_TYPE)


def access_headers(request: Request) -> dict[str, str]:
    """Return the ``Vary`` header that the server adds when it looks for an access token in ``X-Auth-Token``."""
    return {"Vary": "X-Auth-Token"} if "x-auth-token" in request.headers else {}


def private_headers(request: Request) -> dict[str, str]:
    """Return the headers of an answer that needed a session."""
    return {"Cache-Control": "no-store"} | access_headers(request)
