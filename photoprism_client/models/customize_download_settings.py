"""`CustomizeDownloadSettings`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model
from photoprism_client.models.customize_download_name import CustomizeDownloadName


class CustomizeDownloadSettings(Model):
    """Downloads and zips.

    Source: internal/config/customize/download.go of the server
    """

    #: How files are named.
    name: CustomizeDownloadName | str | None = Field(
        default=None,
        union_mode="left_to_right",
        validation_alias="name",
        serialization_alias="name",
    )
    #: Whether downloads are off.
    disabled: bool | None = Field(default=None, validation_alias="disabled", serialization_alias="disabled")
    #: Whether zips have originals only, and not what the server made of them.
    originals: bool | None = Field(default=None, validation_alias="originals", serialization_alias="originals")
    #: Whether zips have RAW files.
    media_raw: bool | None = Field(default=None, validation_alias="mediaRaw", serialization_alias="mediaRaw")
    #: Whether zips have sidecar files.
    media_sidecar: bool | None = Field(
        default=None,
        validation_alias="mediaSidecar",
        serialization_alias="mediaSidecar",
    )
