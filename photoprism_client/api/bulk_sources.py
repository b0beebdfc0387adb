"""`BulkThumbs`: how :mod:`photoprism_client.transfer` asks for many thumbnails in one loop."""

from collections.abc import Iterable
from dataclasses import dataclass

from photoprism_client._clock import Clock
from photoprism_client.api._generated.images import GET_THUMB
from photoprism_client.api_client import ApiClient
from photoprism_client.transfer.source import Answers, T


@dataclass(frozen=True, slots=True)
class BulkThumbs:
    """Asks for thumbnails of one size."""

    client: ApiClient
    #: Preview token; None for the session's.
    token: str | None
    size: str

    def ask(self, asked: Iterable[T], connections: int, clock: Clock) -> Answers[T]:
        """Ask for thumbnails; the parameters are those of :class:`~photoprism_client.transfer.source.Bulk`.

        Source: GET /api/v1/t/{thumb}/{token}/{size}
        """
        from photoprism_client._call.bulk_iterator import BulkIterator, BulkOptions

        def resolve(one: object) -> tuple[str, str]:
            return one.subject, self.size  # type: ignore[attr-defined]  # what was asked for

        options = BulkOptions(connections, ordered=False, errors="return")
        client, token, size = self.client, self.token, self.size
        return BulkIterator(client, client._caller, GET_THUMB.endpoint, asked, resolve, token, size, options, clock)
