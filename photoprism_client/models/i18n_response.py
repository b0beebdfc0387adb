"""`I18nResponse`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class I18nResponse(Model):
    """A message of the server, such as that of an error.

    Source: pkg/i18n/response.go of the server
    """

    #: HTTP status.
    code: int | None = Field(default=None, validation_alias="code", serialization_alias="code")
    #: What failed.
    error: str | None = Field(default=None, validation_alias="error", serialization_alias="error")
    #: What was done.
    message: str | None = Field(default=None, validation_alias="message", serialization_alias="message")
    #: More about it.
    details: str | None = Field(default=None, validation_alias="details", serialization_alias="details")
    #: Name of a zip, of ``zip_create`` only.
    filename: str | None = Field(default=None, validation_alias="filename", serialization_alias="filename")
