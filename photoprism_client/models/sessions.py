"""Sessions, and the answers to OAuth requests."""

from typing import Any

from pydantic import Field

from photoprism_client.models.base import Model, NamedModel, Time
from photoprism_client.models.config import ConfigClientConfig


class SessionUser(NamedModel):
    """Who is logged in.

    Source: internal/entity/auth_user.go of the server
    """

    id: int | None = None
    uid: str | None = None
    name: str | None = None
    display_name: str | None = None
    email: str | None = None
    role: str | None = None
    auth_provider: str | None = None
    super_admin: bool | None = None
    can_login: bool | None = None
    login_at: Time = None
    created_at: Time = None
    updated_at: Time = None


class SessionResponse(Model):
    """A session: what a login is answered with.

    ``expires_in`` is in seconds, -1 for never. ``access_token`` is secret, and so are ``id``, its older name, and
    ``session_id``.

    Source: POST /api/v1/session
    """

    status: str | None = None
    access_token: str | None = Field(default=None, repr=False)
    id: str | None = Field(default=None, repr=False)
    session_id: str | None = Field(default=None, repr=False)
    token_type: str | None = None
    expires_in: int | None = None
    provider: str | None = None
    scope: str | None = None
    user: SessionUser | None = None
    config: ConfigClientConfig | None = None
    data: dict[str, Any] | None = Field(default=None, repr=False)


class OAuthTokenResponse(Model):
    """An access token of an OAuth client; ``expires_in`` in seconds.

    Source: POST /api/v1/oauth/token
    """

    status: str | None = None
    access_token: str | None = Field(default=None, repr=False)
    session_id: str | None = Field(default=None, repr=False)
    token_type: str | None = None
    expires_in: int | None = None
    client_name: str | None = None
    scope: str | None = None


class SessionDeleted(Model):
    """A session that has ended.

    Source: DELETE /api/v1/session, POST /api/v1/oauth/revoke
    """

    status: str | None = None
    session_id: str | None = Field(default=None, repr=False)
