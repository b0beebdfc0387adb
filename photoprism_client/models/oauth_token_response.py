"""`OAuthTokenResponse`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class OAuthTokenResponse(Model):
    """An access token of an OAuth client.

    Source: POST /api/v1/oauth/token
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
    #: Name of the client.
    client_name: str | None = Field(default=None, validation_alias="client_name", serialization_alias="client_name")
    #: What it may be used for; empty or ``*`` for all.
    scope: str | None = Field(default=None, validation_alias="scope", serialization_alias="scope")
