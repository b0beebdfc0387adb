"""Access rules: users, app passwords, clients, sessions, and the limits on failed tries."""

import hashlib
import re
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from photoprism_client.testing.server.limits import ACCESS_BURST, ACCESS_REFILL_S, LOGIN_BURST, LOGIN_REFILL_S, Limit
from photoprism_client.testing.server.tokens import MemoryTokens, PublicTokens, SignedTokens, Tokens

SESSION_LIFETIME_S = 1209600
CLIENT_LIFETIME_S = 3600
CLIENT_SCOPE = "albums files folders labels photos"
PASSCODE_COST = 3
VISITOR_LIFETIME_S = 86400
VISITOR_SCOPE = "albums photos sessions"
ANY_SCOPE = "*"
READ_SCOPE = "read"
# The forms that the server takes for a token at all; anything else is refused without being counted.
_TOKEN_FORM = re.compile(r"[0-9a-f]{48}|[0-9A-Za-z]{6}(?:-[0-9A-Za-z]{6}){3}")


class Refused(Exception):
    """A request that the server refuses, with its answer.

    :param status: the HTTP status
    :param known: whether the server knew by then whose request it was; such an answer must not be cached
    :param body: the JSON body
    """

    def __init__(self, status: int, *, known: bool = True, **body: object) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.known = known
        self.body = body


def unauthorized() -> Refused:
    """Return the refusal for a missing, bad or limited access token."""
    return Refused(HTTPStatus.UNAUTHORIZED, known=False, code=401, error="Please log in to your account")


def forbidden(*, known: bool = True) -> Refused:
    """Return the refusal for something that this session may not do, or nobody without one."""
    return Refused(HTTPStatus.FORBIDDEN, known=known, code=403, error="Permission denied")


def not_found(what: str = "Entity") -> Refused:
    """Return the refusal for something that the server does not have."""
    return Refused(HTTPStatus.NOT_FOUND, code=404, error=f"{what} not found")


def limited() -> Refused:
    """Return the refusal for an address that failed too often."""
    return Refused(HTTPStatus.TOO_MANY_REQUESTS, code=429, error="rate limit exceeded")


@dataclass(frozen=True)
class Session:
    """A login of a user or visitor, an app password in use, or a client's access token.

    *user* is empty for visitors, who came by the link *share_token* to the albums *shares*, and for clients.
    """

    access_token: str
    user: str
    provider: str
    expires_at: float
    scope: str = ANY_SCOPE
    client: str = ""
    share_token: str = ""
    shares: tuple[str, ...] = ()

    @property
    def is_visitor(self) -> bool:
        """Whether it came by a link, and sees only what that shares."""
        return bool(self.share_token)

    @property
    def is_reader(self) -> bool:
        """Whether it may change nothing."""
        return self.is_visitor or READ_SCOPE in self.scope.split()

    @property
    def id(self) -> str:
        """The public name of the session; the token cannot be told from it."""
        return hashlib.sha256(self.access_token.encode()).hexdigest()

    @property
    def owner(self) -> str:
        """Whose preview and download tokens it gets."""
        return self.user or self.client or f"link {self.share_token}"

    def allows(self, resource: str) -> bool:
        """Tell whether the scope covers *resource* (photos, albums, labels, folders, files, sessions, people)."""
        scopes = set(self.scope.split())
        return ANY_SCOPE in scopes or scopes == {READ_SCOPE} or resource in scopes


@dataclass(frozen=True)
class Accounts:
    """The users, clients and sessions of a server.

    ``users`` maps names to passwords, ``codes`` names to the one-time code that their login needs, ``app_passwords``
    each app password to a user's name or to the name and a scope, ``clients`` OAuth client ids to their secrets.
    """

    users: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    app_passwords: Mapping[str, str | tuple[str, str]] = field(default_factory=dict)
    clients: Mapping[str, str] = field(default_factory=dict)


class Access:
    """Who may do what on the server.

    :param accounts: who is known
    :param public: whether everyone is let in
    :param signed: whether download tokens are signed (servers since 2026)
    :param clock: returns the time in seconds
    """

    def __init__(self, accounts: Accounts, *, public: bool, signed: bool, clock: Callable[[], float]) -> None:
        self.public = public
        self.accounts = accounts
        self.tokens: Tokens = PublicTokens() if public else SignedTokens(clock) if signed else MemoryTokens()
        self.logins = Limit(LOGIN_BURST, LOGIN_REFILL_S, clock)
        self.access = Limit(ACCESS_BURST, ACCESS_REFILL_S, clock)
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._lock = threading.Lock()
        self._public_session = Session(secrets.token_hex(24), next(iter(accounts.users)), "default", float("inf"))

    def find(self, token: str, address: str) -> Session | None:
        """Return the session for an access token, and count a bad one.

        :param token: as sent; empty for none
        :param address: where the request comes from
        :return: None for a bad token, and for a good one while *address* is limited
        """
        if self.public:
            return self._public_session
        if not _TOKEN_FORM.fullmatch(token) or self.access.exhausted(address):
            return None
        session = self._lookup(token)
        if session is None:
            self.access.take(address)
        else:
            self.tokens.noticed(session.owner)
        return session

    def require(self, token: str, address: str, resource: str) -> Session:
        """Return the session for an access token that may use *resource*.

        :raises Refused: 401 without a session; 403 when its scope does not cover *resource*
        """
        session = self.find(token, address)
        if session is None:
            raise unauthorized()
        if not session.allows(resource):
            raise forbidden()
        return session

    def count_login(self, code: str, address: str) -> None:
        """Count a login as a failed one, before it is checked.

        :param code: one-time code, empty for none
        :param address: where the request comes from
        :raises Refused: 429 when the address is limited
        """
        if self.public:
            return
        if not self.logins.take(address, _cost(code)) or self.access.exhausted(address):
            raise limited()

    def log_in(self, name: str, password: str, code: str, token: str, address: str) -> Session:
        """Check a login that was counted, and return a session, the one of *token* when that is good.

        :param code: one-time code, empty for none
        :param token: access token sent along, empty for none
        :param address: where the request comes from
        :raises Refused: 401 for wrong or missing credentials
        """
        cost = _cost(code)
        if self.public:
            return self._public_session
        current = self.find(token, address) if token else None
        if not self._password_ok(name, password):
            raise Refused(HTTPStatus.UNAUTHORIZED, error="Invalid credentials")
        self._check_code(name, code, password, address, cost)
        self.logins.give_back(address, cost)
        session = current if current and current.user == name else self._open(name)
        self.tokens.noticed(name)
        return session

    def open_session(self, name: str) -> Session:
        """Log *name* in without asking for the password, for tests."""
        self.tokens.noticed(name)
        return self._public_session if self.public else self._open(name)

    def visit(self, share_token: str, shares: tuple[str, ...]) -> Session:
        """Open a session for a visitor who has a link; its password is not asked for.

        :param share_token: the token in the link
        :param shares: the UIDs of the albums that it shares
        """
        expires_at = self._clock() + VISITOR_LIFETIME_S
        scope = VISITOR_SCOPE
        visitor = Session(secrets.token_hex(24), "", "link", expires_at, scope, share_token=share_token, shares=shares)
        self.tokens.noticed(visitor.owner)
        return self._keep(visitor)

    def client_token(self, client: str, secret: str, address: str) -> Session:
        """Give an OAuth client its access token.

        :raises Refused: 403 on a public server, 429 when limited, 401 for an unknown client or a wrong secret
        """
        if self.public:
            raise forbidden(known=False)
        if not self.logins.take(address):
            raise limited()
        expected = self.accounts.clients.get(client, "")
        if not expected or not secrets.compare_digest(expected.encode(), secret.encode()):
            raise Refused(HTTPStatus.UNAUTHORIZED, code=40, error="invalid credentials", message="Invalid credentials")
        self.logins.give_back(address)
        expires_at = self._clock() + CLIENT_LIFETIME_S
        return self._keep(Session(secrets.token_hex(24), "", "client", expires_at, CLIENT_SCOPE, client))

    def close_session(self, session: Session) -> None:
        """End a session; memory tokens outlive it, signed download tokens do not."""
        with self._lock:
            self._sessions.pop(session.access_token, None)

    def revoke_all(self) -> None:
        """End every session."""
        with self._lock:
            self._sessions.clear()

    def preview_ok(self, token: str) -> bool:
        """Tell whether thumbnails are given for *token*; wrong ones are not counted."""
        return self.tokens.preview_ok(token)

    def download_ok(self, token: str) -> bool:
        """Tell whether originals are given for *token*; wrong ones are not counted."""
        return self.tokens.download_ok(token, self._alive)

    def _keep(self, session: Session) -> Session:
        with self._lock:
            self._sessions[session.access_token] = session
        return session

    def _open(self, name: str) -> Session:
        return self._keep(Session(secrets.token_hex(24), name, "local", self._clock() + SESSION_LIFETIME_S))

    def _lookup(self, token: str) -> Session | None:
        session = self._sessions.get(token)
        if session is not None:
            return session if session.expires_at > self._clock() else None
        entry = self.accounts.app_passwords.get(token)
        if entry is None:
            return None
        name, scope = (entry, ANY_SCOPE) if isinstance(entry, str) else entry
        return Session(token, name, "application", float("inf"), scope)

    def _alive(self, session_id: str) -> bool:
        candidates = [*self._sessions.values(), *(self._lookup(token) for token in self.accounts.app_passwords)]
        return any(
            session and session.id == session_id and session.expires_at > self._clock() for session in candidates
        )

    def _password_ok(self, name: str, password: str) -> bool:
        expected = self.accounts.users.get(name)
        if expected is not None and secrets.compare_digest(expected.encode(), password.encode()):
            return True
        return self._is_app_password(name, password)

    def _is_app_password(self, name: str, password: str) -> bool:
        entry = self.accounts.app_passwords.get(password)
        return entry is not None and (entry if isinstance(entry, str) else entry[0]) == name

    def _check_code(self, name: str, code: str, password: str, address: str, cost: int) -> None:
        expected = self.accounts.codes.get(name)
        if not expected or code == expected or self._is_app_password(name, password):
            return
        if not code:
            self.logins.give_back(address, cost)  # the password was right: the server does not count this
            raise Refused(
                HTTPStatus.UNAUTHORIZED, code=32, error="passcode required", message="Enter verification code"
            )
        message = "Invalid verification code, please try again"
        raise Refused(HTTPStatus.UNAUTHORIZED, code=401, error="invalid passcode", message=message)


def _cost(code: str) -> int:
    return PASSCODE_COST if code else 1
