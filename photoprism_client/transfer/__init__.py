"""Files to disk: streamed, resumed, verified, and under their final name only when they are right."""

from photoprism_client._files.names import safe_name, with_suffix
from photoprism_client.transfer.batch import Batch, Outcome, Summary, download_all
from photoprism_client.transfer.copying import copy
from photoprism_client.transfer.fetching import fetch
from photoprism_client.transfer.source import (
    DEFAULT_LIMITS,
    DownloadResult,
    FileFacts,
    FileProgress,
    Item,
    Limits,
    Member,
    Progress,
    Source,
)

__all__ = [
    "DEFAULT_LIMITS",
    "Batch",
    "DownloadResult",
    "FileFacts",
    "FileProgress",
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
