"""`Run`: what every step of an export works with."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client.api_client import ApiClient
from photoprism_client.export import sha1sums
from photoprism_client.export.destination import Destination
from photoprism_client.export.options import ExportOptions
from photoprism_client.export.report import ReportBuilder
from photoprism_client.export.selection import Selection
from photoprism_client.export.state import State
from photoprism_client.transfer import DEFAULT_LIMITS, Limits


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
    #: Appends to ``SHA1SUMS``.
    journal: sha1sums.Journal = field(init=False)
    #: The day on which the run began; names its trash.
    today: date = field(init=False)

    def __post_init__(self) -> None:
        self.journal = sha1sums.Journal(self.destination.path(sha1sums.NAME))
        self.today = datetime.fromtimestamp(self.clock.now(), UTC).astimezone().date()
