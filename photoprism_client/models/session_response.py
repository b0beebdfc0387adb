"""`SessionResponse`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model
from photoprism_client.models.config_client_config import ConfigClientConfig
from photoprism_client.models.session_user import SessionUser


class SessionResponse(Model):
    """A session: what a login is answered with.

    Source: POST /api/v1/session
    """

    #: ``success``, or ``deleted``.
    status: str | None = Field(default=None, validation_alias="status", serialization_alias="status")
    #: The access token.
    access_token: str | None = Field(
        default=None,
        validation_alias="access_token",
        serialization_alias="access_token",
        repr=False,
    )
    #: The access token, by its older name.
    id: str | None = Field(default=None, validation_alias="id", serialization_alias="id", repr=False)
    #: ID of the session.
    session_id: str | None = Field(
        default=None,
        validation_alias="session_id",
        serialization_alias="session_id",
        repr=False,
    )
    #: ``Bearer``.
    token_type: str | None = Field(default=None, validation_alias="token_type", serialization_alias="token_type")
    #: Seconds; -1 for never.
    expires_in: int | None = Field(default=None, validation_alias="expires_in", serialization_alias="expires_in")
    #: What the user is known by: ``local``, ``link``, ``application`` and others.
    provider: str | None = Field(default=None, validation_alias="provider", serialization_alias="provider")
    #: What it may be used for; empty or ``*`` for all.
    scope: str | None = Field(default=None, validation_alias="scope", serialization_alias="scope")
    #: Who is logged in.
    user: SessionUser | None = Field(default=None, validation_alias="user", serialization_alias="user")
    #: The server's configuration.
    config: ConfigClientConfig | None = Field(default=None, validation_alias="config", serialization_alias="config")
    #: Shares of visitors, with their tokens.
    data: dict[str, object] | None = Field(
        default=None,
        validation_alias="data",
        serialization_alias="data",
        repr=False,
    )
