"""Many thumbnails in tests: hashes, servers that answer each with a picture of its own, and a selector that is time."""

import itertools
import selectors
from collections.abc import Callable, Iterator
from typing import Any

from photoprism_client import ApiClient, ImagesApi, MediaBytes
from photoprism_client._call.bulk_iterator import BulkIterator, BulkOptions
from photoprism_client.api._generated.images import GET_THUMB
from test.support.bodies import JPEG
from test.support.manual_clock import ManualClock
from test.support.raw_server import Peer, Script, Seen, answer

SIZE = "tile_224"


def hashes(count: int, first: int = 0) -> list[str]:
    """Return different hashes."""
    return [f"{number:040x}" for number in range(first, first + count)]


def picture(thumb: str) -> bytes:
    """Return the picture that a server has for a hash: one that differs from all others."""
    return JPEG[:-2] + thumb.encode() + JPEG[-2:]


def pictures(thumbs: list[str]) -> list[bytes]:
    """Return the pictures for some hashes."""
    return [picture(thumb) for thumb in thumbs]


def thumb_in(seen: Seen) -> str:
    """Return the hash in a request for a thumbnail."""
    return seen.target.rpartition("/api/v1/t/")[2].split("/")[0]


def answering_each(
    reply: Callable[[Seen], bytes | None] = lambda seen: None, around: Callable[[bytes], bytes] = lambda whole: whole
) -> Script:
    """Make a script that answers each request with the picture for its hash.

    :param reply: makes another answer; an empty one closes the connection.
    :param around: what to make of the usual answer.
    """

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            found = reply(seen)
            if found == b"":
                return
            peer.send(around(answer(picture(thumb_in(seen)))) if found is None else found)

    return script


def number_of(seen: Seen) -> int:
    """Return the number that :func:`hashes` made the hash of."""
    return int(thumb_in(seen), 16)


def endless() -> Iterator[str]:
    """Yield hashes without an end."""
    return (f"{number:040x}" for number in itertools.count())


class Jumping(selectors.DefaultSelector):
    """A selector that waits for a moment, and says that half a minute passed if nothing came.

    :param clock: moved by it.
    """

    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for 0.05 seconds at most."""
        found = super().select(0.05)
        if not found and timeout:
            self._clock.advance(30)
        return found


def thumbs_by(client: ApiClient, clock: ManualClock, thumbs: list[str], **options: Any) -> BulkIterator[MediaBytes]:
    """Fetch thumbnails with a time that moves only if nothing comes."""
    return BulkIterator(
        client,
        client._caller,
        GET_THUMB.endpoint,
        thumbs,
        lambda thumb: (str(thumb), SIZE),
        None,
        SIZE,
        BulkOptions(**options),
        clock.clock,
        make_selector=lambda: Jumping(clock),
    )


def get_all(images: ImagesApi, thumbs: list[str], **options: Any) -> list[Any]:
    """Fetch thumbnails in their order."""
    with images.get_thumbs(thumbs, **{"size": SIZE, **options}) as found:
        return list(found)
