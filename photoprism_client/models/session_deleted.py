"""`SessionDeleted`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class SessionDeleted(Model):
    """A session that has ended.

    Source: DELETE /api/v1/session, POST /api/v1/oauth/revoke
    """

    #: ``success``, or ``deleted``.
    status: str | None = Field(default=None, validation_alias="status", serialization_alias="status")
    #: ID of the session.
    session_id: str | None = Field(
        default=None,
        validation_alias="session_id",
        serialization_alias="session_id",
        repr=False,
    )
