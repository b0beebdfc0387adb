"""Preview and download tokens, in the two kinds that servers have had.

Until early 2026 both are eight random characters for each user, kept in memory. Since then the preview token is fixed
and the download token is signed, expires after an hour, and belongs to one session.
"""

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable
from typing import Protocol

PUBLIC = "public"
DOWNLOAD_LIFETIME_S = 3600
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Tokens(Protocol):
    """The interface of both kinds; an owner is a user's name or a client's id, a session the id of a session."""

    def preview(self, owner: str) -> str:
        """Return the token for thumbnails and covers."""

    def download(self, owner: str, session: str) -> str:
        """Return a token for originals."""

    def noticed(self, owner: str) -> None:
        """Record that *owner* made an authenticated request."""

    def preview_ok(self, token: str) -> bool:
        """Tell whether thumbnails are given for *token*."""

    def download_ok(self, token: str, alive: Callable[[str], bool]) -> bool:
        """Tell whether originals are given for *token*; *alive* tells whether a session still exists."""

    def restart(self) -> None:
        """Forget what a server forgets when it restarts."""

    def expire(self) -> None:
        """Make the tokens given so far void."""


class PublicTokens:
    """A server without passwords: both tokens are the word ``public``, and any other, or none, is accepted as well."""

    def preview(self, owner: str) -> str:
        """Return ``public``."""
        return PUBLIC

    def download(self, owner: str, session: str) -> str:
        """Return ``public``."""
        return PUBLIC

    def noticed(self, owner: str) -> None:
        """Do nothing."""

    def preview_ok(self, token: str) -> bool:
        """Accept anything."""
        return True

    def download_ok(self, token: str, alive: Callable[[str], bool]) -> bool:
        """Accept anything."""
        return True

    def restart(self) -> None:
        """Do nothing."""

    def expire(self) -> None:
        """Do nothing."""


class MemoryTokens:
    """Eight characters for each owner, known only while the server runs and has seen the owner.

    After a restart they are refused until the owner makes one authenticated request; then the very same ones work.
    """

    def __init__(self) -> None:
        self._pairs: dict[str, tuple[str, str]] = {}
        self._known: set[str] = set()
        self._lock = threading.Lock()

    def preview(self, owner: str) -> str:
        """Return the owner's preview token."""
        return self._pair(owner)[0]

    def download(self, owner: str, session: str) -> str:
        """Return the owner's download token, the same in every session."""
        return self._pair(owner)[1]

    def noticed(self, owner: str) -> None:
        """Put the owner's tokens into memory."""
        self._known.add(owner)

    def preview_ok(self, token: str) -> bool:
        """Accept the preview and, as these servers do, the download token of every owner in memory."""
        return token in self._tokens(0, 1)

    def download_ok(self, token: str, alive: Callable[[str], bool]) -> bool:
        """Accept the download token of every owner in memory; sessions do not matter."""
        return token in self._tokens(1)

    def restart(self) -> None:
        """Forget which owners were seen; their tokens stay the same."""
        self._known.clear()

    def expire(self) -> None:
        """Give everyone other tokens; the old ones are refused permanently."""
        with self._lock:
            self._pairs.clear()

    def _pair(self, owner: str) -> tuple[str, str]:
        with self._lock:
            return self._pairs.setdefault(owner, (_eight(), _eight()))

    def _tokens(self, *which: int) -> set[str]:
        return {self._pair(owner)[i] for owner in tuple(self._known) for i in which}


def _eight() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


class SignedTokens:
    """A fixed preview token, and download tokens ``<unix-expiry>.<session-id>.HS256-<signature>``.

    :param clock: returns the time in seconds
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._preview = secrets.token_hex(16)

    def preview(self, owner: str) -> str:
        """Return the preview token, which is the same for everyone and never changes."""
        return self._preview

    def download(self, owner: str, session: str) -> str:
        """Return a download token that is good for an hour and for this session."""
        text = f"{int(self._clock()) + DOWNLOAD_LIFETIME_S}.{session}"
        return f"{text}.HS256-{self._sign(text)}"

    def noticed(self, owner: str) -> None:
        """Do nothing: nothing is kept in memory."""

    def preview_ok(self, token: str) -> bool:
        """Accept the preview token only."""
        return hmac.compare_digest(token.encode(), self._preview.encode())

    def download_ok(self, token: str, alive: Callable[[str], bool]) -> bool:
        """Accept a token that we signed, that has not expired, and whose session still exists."""
        text, _, signature = token.rpartition(".HS256-")
        if not text or not hmac.compare_digest(signature.encode(), self._sign(text).encode()):
            return False
        expiry, _, session = text.partition(".")
        return float(expiry) > self._clock() and alive(session)

    def restart(self) -> None:
        """Keep everything: signatures outlive a restart."""

    def expire(self) -> None:
        """Sign with another key, so that no download token given so far is accepted."""
        self._key = secrets.token_bytes(32)

    def _sign(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
