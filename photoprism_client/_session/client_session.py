"""`ClientSession`: what users see of the session of a client."""

from datetime import datetime
from typing import NamedTuple

from photoprism_client._session.reply import object_in, signed_until, text_in
from photoprism_client._session.session import Session
from photoprism_client._transport.credentials import Credential


class SessionStatus(NamedTuple):
    """What is known of a session, without any secret.

    Times are aware; None means that nothing expires, or that the server doesn't say.
    """

    host: str
    credential: Credential
    user: str | None
    is_public: bool
    server_version: str | None
    session_expires_at: datetime | None
    download_token_expires_at: datetime | None


class ClientSession:
    """Who a client is to its server: ``ApiClient.session``, see docs/access.md.

    :param session: what holds the tokens.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return repr(self._session)

    @property
    def credential(self) -> Credential:
        """What the server knows us by: ``access token``, ``client``, ``password``, ``tokens`` or ``none``."""
        return self._session.credential

    def log_out(self) -> None:
        """End the session of a login now, also one that processes share; the next call logs in again.

        Nothing is done about an access token or app password.

        :raises ApiException: the request failed; the session may be open still.
        """
        self._session.log_out()

    def status(self) -> SessionStatus:
        """Ask the server about this session; log in if that is needed.

        :return: who asks, by which credential, and until when.
        :raises UnauthorizedException: the credentials are refused.
        :raises ApiException: the server does not answer as one.
        """
        who, server, session_expires_at = self._session.check()
        return SessionStatus(
            host=self._session.configuration.host,
            credential=self.credential,
            user=text_in(object_in(who.json, "user"), "Name") if who else None,
            is_public=server.config.get("public") is True,
            server_version=text_in(server.config, "version"),
            session_expires_at=session_expires_at,
            download_token_expires_at=signed_until(self._session.tokens.get("download")),
        )
