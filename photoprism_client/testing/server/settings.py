"""The settings of the server, the features that they switch off, and the routes that show and change them."""

import copy
from http import HTTPStatus
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.server.access import Refused, forbidden
from photoprism_client.testing.server.answers import json_answer, private_headers
from photoprism_client.testing.server.bodies import WHOLE, Form, Kind, read_fields
from photoprism_client.testing.server.server_state import Settings, session_for, state_of, writer_for

_MEGABYTE = 1024 * 1024
_FEATURES = """
account albums archive delete download edit estimates favorites files folders import labels library logs moments people
places private ratings reactions review search services settings share upload videos
"""
_DEFAULTS: Settings = {
    "ui": {"scrollbar": True, "zoom": False, "theme": "default", "language": "en", "timeZone": ""},
    "search": {"batchSize": 0, "listView": True},
    "maps": {"animate": 0, "style": ""},
    "features": dict.fromkeys(_FEATURES.split(), True),
    "import": {"path": "/", "move": False},
    "index": {"path": "/", "convert": True, "rescan": False, "skipArchived": False},
    "stack": {"uuid": True, "meta": True, "name": False},
    "share": {"title": ""},
    "download": {"name": "file", "disabled": False, "originals": True, "mediaRaw": False, "mediaSidecar": False},
    "templates": {"default": "index.gohtml"},
}
_KINDS: dict[type, Kind] = {bool: bool, int: WHOLE, str: str}
_FORM: Form = {
    group: {name: _KINDS[type(value)] for name, value in values.items()} for group, values in _DEFAULTS.items()
}


def default_settings() -> Settings:
    """Return the settings of a new server."""
    return copy.deepcopy(_DEFAULTS)


def switch(settings: Settings, features: tuple[str, ...], *, on: bool) -> None:
    """Switch features on or off.

    :raises ValueError: there is no such feature
    """
    unknown = [name for name in features if name not in settings["features"]]
    if unknown:
        raise ValueError(f"no feature {unknown[0]!r}: there are {', '.join(settings['features'])}")
    settings["features"].update(dict.fromkeys(features, on))


def require_feature(request: Request, feature: str, *, writes_files: bool = False) -> None:
    """Refuse a request for something that is switched off.

    :param feature: its name in the settings
    :param writes_files: refuse it on a read-only server, too
    :raises Refused: it is refused
    """
    state = state_of(request)
    if not state.settings["features"][feature] or (writes_files and state.read_only):
        raise Refused(HTTPStatus.FORBIDDEN, code=403, error="Feature disabled")


def require_writable(request: Request, feature: str) -> None:
    """Refuse a request that changes files on a read-only server, in the same words where *feature* is switched off.

    :raises Refused: it is refused
    """
    state = state_of(request)
    if state.read_only or not state.settings["features"][feature]:
        raise Refused(HTTPStatus.FORBIDDEN, code=403, error="Not available in read-only mode")


async def show(request: Request) -> Response:
    """Answer GET /settings."""
    session_for(request, "settings")
    return json_answer(state_of(request).settings, headers=private_headers(request))


async def save(request: Request) -> Response:
    """Answer POST /settings: what is not sent stays; values are not checked, only their types."""
    writer_for(request, "settings")
    settings = state_of(request).settings
    for group, values in (await read_fields(request, _FORM)).items():
        settings[group].update(cast(dict[str, object], values))
    return json_answer(settings, headers=private_headers(request))


async def options(request: Request) -> Response:
    """Answer GET /config/options, for users who are logged in by their password: of many options, those kept here."""
    state = state_of(request)
    try:
        session = session_for(request, "config")
    except Refused:
        raise forbidden() from None
    if state.public or session.provider == "application":
        raise forbidden()
    found = {
        "OriginalsLimit": state.originals_limit // _MEGABYTE,
        "SidecarYaml": state.yaml_sidecars,
        "ReadOnly": state.read_only,
    }
    return json_answer(found, headers=private_headers(request))


ROUTES = (("GET", "/settings", show), ("POST", "/settings", save), ("GET", "/config/options", options))
