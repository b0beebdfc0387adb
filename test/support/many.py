"""Many small answers in tests: names, servers that answer each with a different result, a selector that is time."""

import itertools
import json
import selectors
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from photoprism_client import (
    ApiClient,
    ApiException,
    EntityPhoto,
    ForbiddenException,
    ImagesApi,
    PhotosApi,
    UnauthorizedException,
)
from photoprism_client._call.bulk_iterator import BulkInput, BulkIterator, BulkOptions
from photoprism_client.api.photos_in_bulk import many_photos
from photoprism_client.api.pictures_in_bulk import many_thumbs
from test.support.bodies import JPEG
from test.support.manual_clock import ManualClock
from test.support.raw_server import Peer, Script, Seen, answer, chunked
from test.support.sessions import json_answer

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
    """Make a script that answers each request with the picture for its hash, and says that it has every original.

    :param reply: makes another answer; an empty one closes the connection.
    :param around: what to make of the usual answer.
    """

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if "/api/v1/files/" in seen.target:
                peer.send(json_answer({"Missing": False}))
                continue
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
    """A selector that waits for a while, and says that half a minute passed if nothing came.

    :param clock: moved by it.
    """

    _MOMENTS, _MOMENT_S = 40, 0.005

    def __init__(self, clock: ManualClock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Wait for 40 moments at most, in each of which a server on a busy machine gets on."""
        found = super().select(0)
        for _ in range(self._MOMENTS):  # not one long wait, which is over after a machine stood still
            found = found or super().select(self._MOMENT_S)
        if not found and timeout:
            self._clock.advance(30)
        return found


class Many:
    """A method that fetches many, the names of what it fetches, and what a server answers."""

    def __init__(self, method: str, path: str, name: str, refusal: str, error: type[ApiException]) -> None:
        self.method, self._path, self._name = method, path, name
        #: What a bad token is answered with, and what that becomes.
        self.refusal, self.error = json_answer({"error": "Refused"}, refusal), error

    def __repr__(self) -> str:
        return self.method

    def names(self, count: int, first: int = 0) -> list[str]:
        """Return different names."""
        return [self._name.format(number) for number in range(first, first + count)]

    def endless(self) -> Iterator[str]:
        """Yield names without an end."""
        return (self._name.format(number) for number in itertools.count())

    def name_in(self, seen: Seen) -> str:
        """Return the name that a request has."""
        return seen.target.rpartition(self._path)[2].partition("/")[0]

    def number_of(self, seen: Seen) -> int:
        """Return the number that :meth:`names` made the name of."""
        return int(self.name_in(seen).lstrip("p"), 16)

    def result(self, name: str) -> Any:
        """Return what comes for a name: something else than for all others."""
        return picture(name)

    def results(self, names: list[str]) -> list[Any]:
        """Return what comes for some names."""
        return [self.result(name) for name in names]

    def answer_for(self, name: str) -> bytes:
        """Return the server's answer."""
        return answer(picture(name))

    def spoil(self, result: Any) -> None:
        """Change a result, so that it differs from what came."""
        result.clear()

    def token_in(self, seen: Seen) -> str:
        """Return the token of a request."""
        return seen.target.split("/")[5]

    def answering(self, reply: Callable[[Seen], bytes | None] = lambda seen: None) -> Script:
        """Make a script that answers each request with the result for its name.

        :param reply: makes another answer; an empty one closes the connection.
        """

        def script(peer: Peer) -> None:
            while (seen := peer.request()) is not None:
                found = reply(seen)
                if found == b"":
                    return
                peer.send(self.answer_for(self.name_in(seen)) if found is None else found)

        return script

    def fetch(self, images: ImagesApi, names: Iterable[Any], **options: Any) -> BulkIterator[Any]:
        """Call the method."""
        return images.get_thumbs(names, **{"size": SIZE, **options})

    def get_all(self, images: ImagesApi, names: Iterable[Any], **options: Any) -> list[Any]:
        """Fetch all."""
        with self.fetch(images, names, **options) as found:
            return list(found)

    def by(self, client: ApiClient, clock: ManualClock, names: list[str], **options: Any) -> BulkIterator[Any]:
        """Fetch with a time that moves only if nothing comes."""
        jumping = {"make_selector": lambda: Jumping(clock)}
        return BulkIterator(
            client, client._caller, self.asked(client, names), BulkOptions(**options), clock.clock, **jumping
        )

    def asked(self, client: ApiClient, names: Iterable[Any]) -> BulkInput:
        """Return what the method asks for."""
        return many_thumbs(client, names, None, SIZE)


class _Photos(Many):
    def result(self, name: str) -> EntityPhoto:
        return EntityPhoto.model_validate_json(self._body(name))

    def answer_for(self, name: str) -> bytes:
        return self.wrapped(self._body(name))

    def wrapped(self, body: bytes) -> bytes:
        """Return an answer in the form in which the server sends a photo."""
        parts = chunked(*filter(None, (body[:2000], body[2000:])))
        return answer(parts, "application/json; charset=utf-8", "Transfer-Encoding: chunked", length=None)

    def spoil(self, result: Any) -> None:
        result.files[0].name = "spoilt"

    def token_in(self, seen: Seen) -> str:
        return seen.headers["x-auth-token"]

    def fetch(self, images: ImagesApi, names: Iterable[Any], **options: Any) -> BulkIterator[Any]:
        return PhotosApi(images.api_client).get_photos(names, **options)

    def asked(self, client: ApiClient, names: Iterable[Any]) -> BulkInput:
        return many_photos(names)

    def _body(self, name: str) -> bytes:
        return json.dumps({**_PHOTO, "UID": name}, indent=4).encode()


_PHOTO = json.loads((Path(__file__).parents[1] / "contract" / "recorded" / "samples.json").read_text("utf-8"))["photo"]

#: The methods that fetch many.
THUMBS = Many("get_thumbs", "/api/v1/t/", "{:040x}", "403 Forbidden", ForbiddenException)
PHOTOS = _Photos("get_photos", "/api/v1/photos/", "p{:015x}", "401 Unauthorized", UnauthorizedException)


def get_all(images: ImagesApi, thumbs: list[str], **options: Any) -> list[Any]:
    """Fetch thumbnails in their order."""
    return THUMBS.get_all(images, thumbs, **options)
