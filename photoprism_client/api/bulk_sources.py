"""`BulkThumbs`: how :mod:`photoprism_client.transfer` asks for many thumbnails in one loop."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from photoprism_client._clock import Clock
from photoprism_client.api._generated.images import GET_THUMB
from photoprism_client.api_client import ApiClient
from photoprism_client.transfer.source import Answers, T


@dataclass(frozen=True, slots=True)
class BulkThumbs:
    """Asks for thumbnails of one size."""

    client: ApiClient
    #: Preview token; None for the session's.
    token: str | None = field(repr=False)
    size: str

    def ask(self, asked: Iterable[T], connections: int, clock: Clock) -> Answers[T]:
        """Ask for thumbnails; the parameters are those of :class:`~photoprism_client.transfer.source.Bulk`.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        from photoprism_client._call.bulk_forms import BulkKind
        from photoprism_client._call.bulk_iterator import BulkInput, BulkIterator, BulkOptions

        kind = BulkKind(GET_THUMB.endpoint, "thumb", {"token": self.token, "size": self.size})
        # Whoever asks counts missing originals, so that the index need not be asked about them.
        pictures = BulkInput("thumbs", "pictures", asked, kind, lambda one: (kind, one.subject, None))
        options = BulkOptions(connections, ordered=False, errors="return")
        return BulkIterator(self.client, self.client._caller, pictures, options, clock)
