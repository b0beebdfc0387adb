"""`ExportOptions`: how to export; and `Run`: what every step of an export works with."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, get_args

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._settings.validation import flag, optional, whole_number, word
from photoprism_client._wording import Advice
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiValueError
from photoprism_client.export import sha1sums
from photoprism_client.export.destination import Destination
from photoprism_client.export.report import ReportBuilder
from photoprism_client.export.selection import Selection
from photoprism_client.export.state import State
from photoprism_client.export.template import DEFAULT_TEMPLATE, Template
from photoprism_client.transfer import DEFAULT_LIMITS, Limits
from photoprism_client.transfer.throttling import check_load

#: Whose time files get: that of the file on the server, or that of the picture.
Mtime = Literal["server", "taken"]
#: The format of metadata files.
MetadataFormat = Literal["json", "xmp"]

_MOST_DAYS = 36_500
_MOST_FILES = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How to export.

    :param template: where each file goes, see docs/export.md.
    :param mtime: ``server`` gives files the time of their last change on the server, ``taken`` that of the picture.
    :param metadata: ``json`` or ``xmp`` writes what the server knows of each photo into a file beside each file, and
        all albums into ``albums.json``; None writes neither.
    :param rate_favorites: give favourites five stars in XMP; requires *metadata* to be ``xmp``.
    :param prune: move to the trash what the server no longer has; docs/export.md has all conditions.
    :param max_prune: remove nothing if more files than this would go; None for 100, or 1 % if that is more.
    :param trash_days: days for which trash is kept.
    :param workers: files at a time, 1 to 16.
    :param max_bytes_per_s: for all workers together, above 0; None for no limit.
    :param fsync: wait for the disk.
    :param dry_run: change nothing, and report what would be done.
    :raises ApiTypeError: an argument has the wrong type.
    :raises ApiValueError: an argument has a value that is not allowed.
    """

    template: str = DEFAULT_TEMPLATE
    mtime: Mtime = "server"
    metadata: MetadataFormat | None = None
    rate_favorites: bool = False
    prune: bool = False
    max_prune: int | None = None
    trash_days: int = 30
    workers: int = 4
    max_bytes_per_s: float | None = None
    fsync: bool = True
    dry_run: bool = False

    def __post_init__(self) -> None:
        Template(self.template)
        word(*get_args(Mtime))("mtime", self.mtime)
        optional(word(*get_args(MetadataFormat)))("metadata", self.metadata)
        for name in ("rate_favorites", "prune", "fsync", "dry_run"):
            flag(name, getattr(self, name))
        if self.rate_favorites and self.metadata != "xmp":
            raise ApiValueError(Advice("{rate_favorites} needs {metadata='xmp'}: there are no ratings in other forms"))
        whole_number(0, _MOST_DAYS)("trash_days", self.trash_days)
        optional(whole_number(0, _MOST_FILES))("max_prune", self.max_prune)
        check_load(self.workers, self.max_bytes_per_s)


@dataclass(slots=True)
class Run:
    """One run of an export."""

    api_client: ApiClient
    selection: Selection
    options: ExportOptions
    destination: Destination
    state: State
    report: ReportBuilder
    clock: Clock = SYSTEM_CLOCK
    limits: Limits = DEFAULT_LIMITS
    #: Whether details of photos are needed, with or without metadata files.
    needs_details: bool = False
    #: Appends to ``SHA1SUMS``.
    journal: sha1sums.Journal = field(init=False)
    #: The day on which the run began; names its trash.
    today: date = field(init=False)

    def __post_init__(self) -> None:
        self.journal = sha1sums.Journal(self.destination.path(sha1sums.NAME))
        self.today = datetime.fromtimestamp(self.clock.now(), UTC).astimezone().date()
