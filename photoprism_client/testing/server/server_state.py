"""State that all requests to one server share: its library, access rules, thumbnails and options."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.library import Library
from photoprism_client.testing.server.access import Access, Refused, Session, forbidden
from photoprism_client.testing.server.answers import access_headers, json_answer, private_headers
from photoprism_client.testing.server.search import Row
from photoprism_client.testing.server.thumbnails import Thumbnails
from photoprism_client.testing.server.tokens import PUBLIC

Settings = dict[str, dict[str, object]]
#: The fields of a server's state that requests change, beside those that only save work.
CHANGING = ("settings", "busy_changes", "zips", "missing_in_zips", "messages", "logged", "disk_full")


@dataclass(frozen=True)
class LogMessage:
    """A line of the server's log."""

    id: int
    time: datetime
    level: str
    message: str


@dataclass
class ServerState:
    """The state of one server.

    ``album_downloads`` says what zips of albums hold, None where the server has no such settings.
    ``folder_answers`` keeps folder listings as the server's cache does: by request, for one version of the library.
    ``originals_limit`` is the size in bytes up to which files are indexed, ``disk_full`` lets uploads fail.
    ``settings`` are those of the server, by group. ``read_only`` keeps it from changing files. ``busy_changes`` is how
    many changes to people it refuses as busy. ``zips`` are those not yet downloaded, by name, ``missing_in_zips`` the
    files that a zip had to leave out. ``messages`` are its log, ``logged`` counts them from the start.
    ``yaml_sidecars`` makes archiving follow the albums in a selection. ``clock`` returns seconds since 1970.
    ``during_login`` is what the check of a password takes.
    ``last_search`` is the latest search and its rows, so that the pages of a large listing share one search.
    """

    library: Library
    access: Access
    thumbnails: Thumbnails
    url: str
    base_path: str
    signed: bool
    album_downloads: Mapping[str, bool] | None = None
    folder_answers: dict[tuple[int, str], dict[str, object]] = field(default_factory=dict)
    last_search: tuple[object, list[Row]] = (None, [])
    settings: Settings = field(default_factory=dict)
    read_only: bool = False
    busy_changes: int = 0
    clock: Callable[[], float] = time.time
    yaml_sidecars: bool = True
    originals_limit: int = 1_048_576_000
    disk_full: bool = False
    zips: dict[str, Path] = field(default_factory=dict)
    missing_in_zips: set[str] = field(default_factory=set)
    messages: list[LogMessage] = field(default_factory=list)
    logged: int = 0
    during_login: Callable[[], object] | None = None

    def log(self, level: str, message: str) -> None:
        """Add a line to the log that GET /errors shows.

        :param level: ``warning`` or ``error``
        """
        self.logged += 1
        self.messages.append(LogMessage(self.logged, self.now(), level, message))

    def now(self) -> datetime:
        """Return the time by the server's clock."""
        return datetime.fromtimestamp(self.clock(), UTC)

    @property
    def public(self) -> bool:
        """Whether no login is needed."""
        return self.access.public


def state_of(request: Request) -> ServerState:
    """Return the state of the server that received a request."""
    return cast(ServerState, request.app.state.server)


def caption_name(state: ServerState) -> str:
    """Return what the server calls a caption."""
    return "Caption" if state.signed else "Description"


def address_of(request: Request) -> str:
    """Return the client address, by which limits count."""
    return request.client.host if request.client else ""


def access_token_of(request: Request) -> str:
    """Return the token in ``X-Auth-Token``, ``X-Session-ID`` or ``Authorization: Bearer``; empty for none."""
    token = request.headers.get("x-auth-token") or request.headers.get("x-session-id")
    if token:
        return token
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def session_for(request: Request, resource: str) -> Session:
    """Return the session of a request for *resource*.

    :raises Refused: 401 without a good access token, 403 when its scope does not cover *resource*
    """
    return state_of(request).access.require(access_token_of(request), address_of(request), resource)


def writer_for(request: Request, resource: str) -> Session:
    """Return the session of a request that changes *resource*.

    :raises Refused: as for ``session_for``; 403 also for visitors, who only look, and for a scope that only reads
    """
    session = session_for(request, resource)
    if session.is_reader:
        raise forbidden()
    return session


def refusal(request: Request, exc: Refused) -> Response:
    """Return the answer for *exc*; only the answer for a missing session can be cached."""
    headers = private_headers(request) if exc.known else access_headers(request)
    return json_answer(exc.body, exc.status, headers)


def token_headers(request: Request, session: Session) -> dict[str, str]:
    """Return the tokens that search answers carry; none on a public server."""
    state = state_of(request)
    if state.public:
        return {}
    return {
        "X-Preview-Token": state.access.tokens.preview(session.owner),
        "X-Download-Token": state.access.tokens.download(session.owner, session.id),
    }


def tokens_for(state: ServerState, session: Session | None) -> tuple[str, str]:
    """Return preview and download token for *session*; the word ``public`` twice without one."""
    if session is None:
        return PUBLIC, PUBLIC
    return state.access.tokens.preview(session.owner), state.access.tokens.download(session.owner, session.id)
