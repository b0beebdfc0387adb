"""`TokenStore`: the preview and the download token of a client, their sources, and when to renew them."""

import math
import re
from collections.abc import Mapping
from typing import Literal, TypeGuard

from photoprism_client._clock import Clock
from photoprism_client._session.reply import Reply, renewed_after, signed_until, time_of
from photoprism_client._transport.credentials import PUBLIC_TOKEN
from photoprism_client.configuration import Configuration

TokenKind = Literal["preview", "download"]

# No path or header could carry anything else, and every later call would fail.
_USABLE = re.compile(r"(?!\.\.?\Z)[!-.0-\[\]-~]{1,4096}")

_CONFIG_KEYS: dict[TokenKind, str] = {"preview": "previewToken", "download": "downloadToken"}


def is_usable(token: object) -> TypeGuard[str]:
    """Tell whether a token of the server can be sent back.

    :param token: what the answer has.
    :return: whether it is text that a path and a header can carry.
    """
    return isinstance(token, str) and _USABLE.fullmatch(token) is not None


class TokenStore:
    """The tokens of one client. A configured one counts until the server offers another in its place.

    :param configuration: read at each call.
    :param clock: for the expiry of download tokens.
    """

    def __init__(self, configuration: Configuration, clock: Clock) -> None:
        self._configuration = configuration
        self._clock = clock
        #: How often the tokens changed or were confirmed.
        self.generation = 0
        #: Whether the server lets everyone in, as its last answer says.
        self.is_public: bool
        self.forget()

    def forget(self) -> None:
        """Forget what the server sent."""
        self._found: dict[TokenKind, str] = {}
        self._replaced: dict[TokenKind, str | None] = {}  # the configured token that a found one stands in for
        self._renew_at = math.inf
        self.is_public = False
        self.generation += 1

    def get(self, kind: TokenKind) -> str | None:
        """Return the token of a kind, or None if it is not known.

        :param kind: ``preview`` or ``download``.
        """
        configured: str | None = getattr(self._configuration, f"{kind}_token")
        return configured if configured and configured != self._replaced.get(kind) else self._found.get(kind)

    def is_due(self, kind: TokenKind) -> bool:
        """Tell whether a token is about to expire.

        :param kind: ``preview`` or ``download``; a preview token never is.
        """
        return kind == "download" and self._clock.monotonic() >= self._renew_at

    def found(self) -> tuple[str, ...]:
        """Return the tokens that the server sent, to mask."""
        return tuple(token for token in self._found.values() if token != PUBLIC_TOKEN)

    def take_config(self, reply: Reply) -> None:
        """Take the tokens of a server's configuration, which confirms those that stay the same.

        :param reply: an answer with the configuration.
        """
        config = reply.config
        self.is_public = config.get("public") is True
        for kind, key in _CONFIG_KEYS.items():
            # A private server, too, says "public" to whoever is not logged in (server: config.ClientPublic).
            if self.is_public or config.get(key) != PUBLIC_TOKEN:
                self._take(kind, config.get(key), reply.headers)
        self.generation += 1

    def take_offered(self, offered: Mapping[TokenKind, str | None], headers: Mapping[str, str]) -> None:
        """Take the tokens that the headers of an answer offer.

        :param offered: tokens by kind.
        :param headers: of the answer.
        """
        for kind, token in offered.items():
            if token != PUBLIC_TOKEN and token != self._found.get(kind):
                self._take(kind, token, headers)

    def use_public(self, kind: TokenKind) -> str:
        """Note that the server has no token of a kind for us, and need not be asked again.

        :param kind: ``preview`` or ``download``.
        :return: the word ``public``, which servers in public mode want.
        """
        self._found[kind] = PUBLIC_TOKEN
        return PUBLIC_TOKEN

    def postpone_renewal(self, wait_s: float) -> None:
        """Let the download token count as good for a while, since it could not be renewed.

        :param wait_s: seconds.
        """
        self._renew_at = self._clock.monotonic() + wait_s

    def _take(self, kind: TokenKind, token: object, headers: Mapping[str, str]) -> None:
        if not is_usable(token):
            return
        self._replaced[kind] = getattr(self._configuration, f"{kind}_token")
        self._found[kind] = token
        self.generation += 1
        if kind == "download":
            ends_at = signed_until(token)
            left_s = ends_at.timestamp() - time_of(headers, self._clock) if ends_at else 0.0
            # A token that has expired when it comes means a wrong clock: then renew after a 403.
            self._renew_at = self._clock.monotonic() + renewed_after(left_s) if left_s > 0 else math.inf
