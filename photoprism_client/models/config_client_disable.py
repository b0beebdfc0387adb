"""`ConfigClientDisable`: written by codegen, do not edit."""

from pydantic import Field

from photoprism_client.models.base import Model


class ConfigClientDisable(Model):
    """What is switched off.

    Source: internal/config/client_config.go of the server
    """

    #: Whether WebDAV is off.
    webdav: bool | None = Field(default=None, validation_alias="webdav", serialization_alias="webdav")
    #: Whether changing settings is off.
    settings: bool | None = Field(default=None, validation_alias="settings", serialization_alias="settings")
    #: Whether looking up places is off.
    places: bool | None = Field(default=None, validation_alias="places", serialization_alias="places")
    #: Whether making backups is off.
    backups: bool | None = Field(default=None, validation_alias="backups", serialization_alias="backups")
    #: Whether TensorFlow is off.
    tensorflow: bool | None = Field(default=None, validation_alias="tensorflow", serialization_alias="tensorflow")
    #: Whether recognising faces is off.
    faces: bool | None = Field(default=None, validation_alias="faces", serialization_alias="faces")
    #: Whether labelling pictures is off.
    classification: bool | None = Field(
        default=None,
        validation_alias="classification",
        serialization_alias="classification",
    )
    #: Whether Sips is off.
    sips: bool | None = Field(default=None, validation_alias="sips", serialization_alias="sips")
    #: Whether FFmpeg is off.
    ffmpeg: bool | None = Field(default=None, validation_alias="ffmpeg", serialization_alias="ffmpeg")
    #: Whether ExifTool is off.
    exiftool: bool | None = Field(default=None, validation_alias="exiftool", serialization_alias="exiftool")
    #: Whether Darktable is off.
    darktable: bool | None = Field(default=None, validation_alias="darktable", serialization_alias="darktable")
    #: Whether RawTherapee is off.
    rawtherapee: bool | None = Field(default=None, validation_alias="rawtherapee", serialization_alias="rawtherapee")
    #: Whether ImageMagick is off.
    imagemagick: bool | None = Field(default=None, validation_alias="imagemagick", serialization_alias="imagemagick")
    #: Whether converting HEIF is off.
    heifconvert: bool | None = Field(default=None, validation_alias="heifconvert", serialization_alias="heifconvert")
    #: Whether support of vector graphics is off.
    vectors: bool | None = Field(default=None, validation_alias="vectors", serialization_alias="vectors")
    #: Whether support of JPEG XL is off.
    jpegxl: bool | None = Field(default=None, validation_alias="jpegxl", serialization_alias="jpegxl")
    #: Whether support of RAW files is off.
    raw: bool | None = Field(default=None, validation_alias="raw", serialization_alias="raw")
    #: Whether Vips is off.
    vips: bool | None = Field(default=None, validation_alias="vips", serialization_alias="vips")
    #: Whether restarting is off.
    restart: bool | None = Field(default=None, validation_alias="restart", serialization_alias="restart")
