"""`ConfigCategoryLabel`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class ConfigCategoryLabel(Model):
    """A label that is a category.

    Source: internal/config/client_config.go of the server
    """

    #: UID.
    uid: str | None = Field(default=None, validation_alias="UID", serialization_alias="UID")
    #: The name as URLs have it.
    slug: str | None = Field(default=None, validation_alias="Slug", serialization_alias="Slug")
    #: Name.
    name: str | None = Field(default=None, validation_alias="Name", serialization_alias="Name")
