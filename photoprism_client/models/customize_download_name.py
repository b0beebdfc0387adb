"""`CustomizeDownloadName`: written by codegen, do not edit."""

from enum import StrEnum


class CustomizeDownloadName(StrEnum):
    """How downloaded files are named.

    Source: internal/config/customize/download.go of the server
    """

    FILE = "file"
    ORIGINAL = "original"
    SHARE = "share"
