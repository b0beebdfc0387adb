"""`CustomizeUISettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class CustomizeUISettings(Model):
    """Looks of the web interface.

    Source: internal/config/customize/ui.go of the server
    """

    #: Whether there is a scroll bar.
    scrollbar: bool | None = Field(default=None, validation_alias="scrollbar", serialization_alias="scrollbar")
    #: Whether the page can be zoomed.
    zoom: bool | None = Field(default=None, validation_alias="zoom", serialization_alias="zoom")
    #: Theme; not checked.
    theme: str | None = Field(default=None, validation_alias="theme", serialization_alias="theme")
    #: Language; not checked.
    language: str | None = Field(default=None, validation_alias="language", serialization_alias="language")
    #: Zone; empty for the browser's.
    time_zone: str | None = Field(default=None, validation_alias="timeZone", serialization_alias="timeZone")
