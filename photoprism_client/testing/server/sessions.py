"""The routes about the server itself: status, configuration, logging in and out."""

import json
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.items import make_uid
from photoprism_client.testing.server.access import (
    CLIENT_LIFETIME_S,
    SESSION_LIFETIME_S,
    VISITOR_LIFETIME_S,
    Refused,
    Session,
    forbidden,
)
from photoprism_client.testing.server.answers import access_headers, bad_form, json_answer, private_headers
from photoprism_client.testing.server.config_answer import client_config
from photoprism_client.testing.server.group_rows import when
from photoprism_client.testing.server.link_writes import valid_links
from photoprism_client.testing.server.server_state import (
    ServerState,
    access_token_of,
    address_of,
    refusal,
    session_for,
    state_of,
    tokens_for,
)

_PUBLIC_SESSION_ID = "a3859489780243a78b331bd44f58255b552dee104041a45c0e79b610f63af2e5"


async def status(request: Request) -> Response:
    """Answer GET /status."""
    return json_answer({"status": "operational"})


def _config(state: ServerState, session: Session | None) -> dict[str, object]:
    preview, download = tokens_for(state, session)
    return client_config(
        state.library,
        mode="user" if session else "public",
        public=state.public,
        base_path=state.base_path,
        url=state.url,
        preview=preview,
        download=download,
        album_downloads=state.album_downloads,
        settings=state.settings,
        read_only=state.read_only,
    )


async def config(request: Request) -> Response:
    """Answer GET /config, which needs no login."""
    state = state_of(request)
    session = state.access.find(access_token_of(request), address_of(request))
    return json_answer(_config(state, session), headers=access_headers(request))


def _session_answer(state: ServerState, session: Session, token: str) -> dict[str, object]:
    shown = {"access_token": token, "id": token, "token_type": "Bearer"} if token else {}
    return {
        **shown,
        "config": _config(state, session),
        "data": {"tokens": [session.share_token] if session.is_visitor else [], "shares": list(session.shares)},
        "expires_in": _lifetime_s(state, session),
        "provider": session.provider,
        "scope": "" if session.scope == "*" or session.is_visitor else session.scope,
        "session_id": _PUBLIC_SESSION_ID if state.public else session.id,
        "status": "success",
        "user": _VISITOR if session.is_visitor else _user(session.user),
    }


def _lifetime_s(state: ServerState, session: Session) -> int:
    if session.is_visitor:
        return VISITOR_LIFETIME_S
    return -1 if state.public or session.provider == "application" else SESSION_LIFETIME_S


_VISITOR: dict[str, object] = {
    "ID": -2,
    "UID": "u000000000000002",
    "Name": "",
    "DisplayName": "Visitor",
    "Role": "visitor",
}


def _user(name: str) -> dict[str, object]:
    made = when(datetime(2024, 12, 1, tzinfo=UTC))
    admin: dict[str, object] = dict.fromkeys(("SuperAdmin", "CanLogin", "WebDAV", "CanInvite"), True)
    return {
        "ID": 1,
        "UID": make_uid("u", name),
        "AuthProvider": "local",
        "Name": name,
        "DisplayName": name.capitalize(),
        "Email": "",
        "Role": "admin",
        **admin,
        "CreatedAt": made,
        "UpdatedAt": made,
    }


async def log_in(request: Request) -> Response:
    """Answer POST /session."""
    state = state_of(request)
    try:
        form = json.loads(await request.body())
        name, password, code = (str(form.get(key) or "") for key in ("username", "password", "code"))
    except (ValueError, AttributeError):
        return bad_form(access_headers(request))
    headers = private_headers(request)
    if form.get("token"):
        return _visit(request, str(form["token"]))
    try:
        state.access.count_login(code, address_of(request))
        if state.during_login is not None:
            await run_in_threadpool(state.during_login)
        session = state.access.log_in(name, password, code, access_token_of(request), address_of(request))
    except Refused as exc:
        return json_answer(exc.body, exc.status, headers)
    return json_answer(_session_answer(state, session, session.access_token), headers=headers)


def _visit(request: Request, token: str) -> Response:
    """Let a visitor in who has the token of a link; the link's password is not asked for."""
    state, headers = state_of(request), private_headers(request)
    links = valid_links(state, token)
    if not links:
        return json_answer({"error": "Invalid credentials"}, HTTPStatus.NOT_FOUND, headers)
    for link in links:
        link.views += 1
    visitor = state.access.visit(token, tuple(link.share_uid for link in links))
    return json_answer(_session_answer(state, visitor, visitor.access_token), headers=headers)


async def session(request: Request) -> Response:
    """Answer GET /session and /session/{id}."""
    state, found = state_of(request), session_for(request, "sessions")
    wanted = request.path_params.get("id", "")
    if wanted and wanted != found.id and not state.public:
        raise forbidden()
    return json_answer(_session_answer(state, found, access_token_of(request)), headers=private_headers(request))


async def log_out(request: Request) -> Response:
    """Answer DELETE /session and /session/{id}."""
    state = state_of(request)
    if state.public:
        return json_answer({"session_id": _PUBLIC_SESSION_ID, "status": "deleted"})
    found = session_for(request, "sessions")
    if request.path_params.get("id", found.id) != found.id:
        raise forbidden()
    state.access.close_session(found)
    return json_answer({"session_id": found.id, "status": "deleted"}, headers=private_headers(request))


async def _form(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}


async def client_token(request: Request) -> Response:
    """Answer POST /oauth/token (client credentials only)."""
    form, headers = await _form(request), private_headers(request)
    client, secret = form.get("client_id", ""), form.get("client_secret", "")
    try:
        opened = state_of(request).access.client_token(client, secret, address_of(request))
    except Refused as exc:
        return refusal(request, exc)
    body = {
        "access_token": opened.access_token,
        "client_name": opened.client,
        "expires_in": CLIENT_LIFETIME_S,
        "scope": opened.scope,
        "session_id": opened.id,
        "status": "success",
        "token_type": "Bearer",
    }
    return json_answer(body, headers=headers)


async def revoke(request: Request) -> Response:
    """Answer POST /oauth/revoke: end the session of the token in the form, else of the one in the headers."""
    state = state_of(request)
    token = (await _form(request)).get("token") or access_token_of(request)
    if state.public:
        raise forbidden()
    found = state.access.require(token, address_of(request), "*" if not token else "photos")
    state.access.close_session(found)
    return json_answer({"session_id": found.id, "status": "deleted"}, headers=private_headers(request))
