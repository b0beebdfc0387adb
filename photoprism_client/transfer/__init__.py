"""Bytes to disk that can be trusted: streamed, resumed, verified, and under their name only when they are right."""

from photoprism_client._files.names import safe_name, with_suffix
from photoprism_client.transfer.batch import Batch, BatchProgress, Outcome, Summary, download_all
from photoprism_client.transfer.copying import copy
from photoprism_client.transfer.engine import fetch
from photoprism_client.transfer.source import (
    DEFAULT_LIMITS,
    DownloadResult,
    FileFacts,
    Item,
    Limits,
    Member,
    Progress,
    Source,
)

__all__ = [
    "DEFAULT_LIMITS",
    "Batch",
    "BatchProgress",
    "DownloadResult",
    "FileFacts",
    "Item",
    "Limits",
    "Member",
    "Outcome",
    "Progress",
    "Source",
    "Summary",
    "copy",
    "download_all",
    "fetch",
    "safe_name",
    "with_suffix",
]
