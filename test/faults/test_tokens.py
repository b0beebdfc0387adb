"""A1 to A5: tokens that end while files are fetched cost one renewal for all workers."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from photoprism_client import ApiClient, Configuration, ForbiddenException, ImagesApi, OpenApiException
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Source, download_all
from test.support.bodies import sha1
from test.support.downloads import FILES, KINDS, Downloads, each_way
from test.support.sessions import ERAS, LOGIN, LOGOUT, WHO, Era, asked

_WORKERS = 8


class Held(NamedTuple):
    """A private server, a proxy before it, and a client that logs in."""

    server: PhotoPrismServer
    proxy: FaultProxy
    images: ImagesApi

    def statuses(self, match: str) -> list[int]:
        """Statuses of the requests that were answered."""
        return sorted(seen.status for seen in self.proxy.requests if match in seen.path)


@pytest.fixture(params=[False, True], ids=["own login", "shared login"])
def hold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Era], Held]]:
    """Start private servers; what a client sleeps is nothing."""
    logins = tmp_path_factory.mktemp("logins") / "private" if request.param else False
    with ExitStack() as stack:

        def start(tokens: Era) -> Held:
            library = Library.sample(photos=16)
            server = stack.enter_context(PhotoPrismServer(library, mode="password", tokens=tokens))
            proxy = stack.enter_context(FaultProxy(server.url))
            clock = Clock(sleep=lambda seconds: None, chance=lambda: 1.0)
            settings = Configuration(
                host=proxy.url,
                username="admin",
                password="photoprism",
                connection_pool_maxsize=_WORKERS,
                shared_login=logins,
            )
            return Held(server, proxy, ImagesApi(stack.enter_context(ApiClient(settings, clock=clock))))

        yield start


def _while_all_wait(held: Held, match: str, act: Callable[[], None]) -> Callable[[], None]:
    """Hold a request of each worker, act, and let them go on; return what waits for that."""
    gate = faults.Gate()
    # The first file of a run goes alone.
    held.proxy.script(None, *[faults.Delay(gate)] * _WORKERS, match=match)
    failures: list[BaseException] = []

    def wait() -> None:
        try:
            gate.wait_for_arrivals(_WORKERS)
            act()
        except BaseException as error:  # noqa: BLE001  # raised again in the test's thread
            failures.append(error)
        finally:
            gate.open()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()

    def joined() -> None:
        thread.join()
        assert failures == []

    return joined


class Way(Protocol):
    """A way to fetch all files of a server with as many requests at once as there are workers."""

    #: Part of the path of its requests.
    match: str

    def wanted(self, held: Held) -> list[str]:
        """Return the hashes of what is fetched."""

    def fetch(self, held: Held, folder: Path) -> dict[str, bytes | OpenApiException | OSError]:
        """Return what came of each hash."""


class OriginalsToDisk:
    """Originals, by `download_all`."""

    match = "/dl/"

    def wanted(self, held: Held) -> list[str]:
        """Return each hash once."""
        return list({file.hash: None for file in held.server.library.files if file.disk.exists()})

    def source(self, make: ImageSources, known: str) -> Source:
        """Make what is fetched for a hash."""
        return make.original(known)

    def fetch(self, held: Held, folder: Path) -> dict[str, bytes | OpenApiException | OSError]:
        """Write files named after the hashes."""
        make = ImageSources(held.images.api_client)
        items = [Item(self.source(make, known), folder / known) for known in self.wanted(held)]
        with download_all(items, _WORKERS, clock=held.images.api_client.clock) as batch:
            return {
                Path(outcome.item.path).name: Path(outcome.item.path).read_bytes()
                if outcome.error is None
                else outcome.error
                for outcome in batch
            }


class ThumbsToDisk(OriginalsToDisk):
    """Thumbnails, by `download_all`."""

    match = "/t/"

    def wanted(self, held: Held) -> list[str]:
        """Return the hashes of pictures, each once."""
        return list({photo.hash: None for photo in held.server.library.photos})

    def source(self, make: ImageSources, known: str) -> Source:
        """Make what is fetched for a hash."""
        return make.thumb(known, "tile_224")


class Thumbs(ThumbsToDisk):
    """Thumbnails, by `get_thumbs`."""

    def fetch(self, held: Held, folder: Path) -> dict[str, bytes | OpenApiException | OSError]:
        """Return what came into memory."""
        thumbs, size = self.wanted(held), "tile_224"
        found: dict[str, bytes | OpenApiException | OSError] = {}
        with held.images.get_thumbs(thumbs, size=size, connections=_WORKERS, ordered=False, errors="return") as pairs:
            for known, result in pairs:
                found[known] = result if isinstance(result, OpenApiException) else bytes(result)
        return found


_ORIGINALS, _THUMBS = OriginalsToDisk(), Thumbs()
#: Ways whose tokens end with those of the era.
_in_each_era = pytest.mark.parametrize(
    ("way", "tokens"), [*((_ORIGINALS, era) for era in ERAS), (ThumbsToDisk(), "memory"), (_THUMBS, "memory")]
)


def _is_right(held: Held, way: Way, found: dict[str, bytes | OpenApiException | OSError]) -> bool:
    """Tell whether all came, and is what the server has."""
    if way.match == "/dl/":
        right = {known: sha1(data) if isinstance(data, bytes) else data for known, data in found.items()}
        return right == {known: known for known in way.wanted(held)}
    images = held.images
    return found == {known: bytes(images.get_thumb(known, size="tile_224")) for known in way.wanted(held)}


@_in_each_era
def test_tokens_that_end_under_eight_workers_are_renewed_once(
    hold: Callable[[Era], Held], tmp_path: Path, way: Way, tokens: Era
) -> None:
    """A1: eight requests with a token that has ended: eight refusals, one question who asks, and every file right."""
    held = hold(tokens)
    wait = _while_all_wait(held, way.match, held.server.expire_tokens)
    found = way.fetch(held, tmp_path)
    wait()
    assert held.statuses(way.match) == [200] * len(way.wanted(held)) + [403] * _WORKERS
    assert (asked(held.server, LOGIN), asked(held.server, WHO)) == (1, 1)
    assert _is_right(held, way, found)


@pytest.mark.parametrize("way", [ThumbsToDisk(), _THUMBS])
def test_preview_token_lost_in_a_restart_is_asked_for_once(
    hold: Callable[[Era], Held], tmp_path: Path, way: Way
) -> None:
    """A server that was started again knows its preview tokens when it was asked who asks: once for all workers."""
    held = hold("memory")
    wait = _while_all_wait(held, way.match, held.server.restart)
    found = way.fetch(held, tmp_path)
    wait()
    assert (asked(held.server, LOGIN), asked(held.server, WHO)) == (1, 1)
    # Whoever comes after the question finds the token known again.
    assert 1 <= held.statuses(way.match).count(403) <= _WORKERS
    assert _is_right(held, way, found)


@_in_each_era
def test_session_that_is_ended_under_eight_workers_costs_one_login(
    hold: Callable[[Era], Held], tmp_path: Path, way: Way, tokens: Era
) -> None:
    """A4: where the session is gone, too, one login opens another, for all workers."""
    held = hold(tokens)

    def end_all() -> None:
        held.server.revoke_sessions()
        held.server.expire_tokens()

    wait = _while_all_wait(held, way.match, end_all)
    found = way.fetch(held, tmp_path)
    wait()
    assert asked(held.server, LOGIN) == 2
    assert _is_right(held, way, found)


def _ask_for(held: Held, kind: str) -> Callable[[], Source]:
    library, make = held.server.library, ImageSources(held.images.api_client)
    photo = library.find("2022/Ferien & Spaß/DSC 001 ü.jpg")
    album = next(album for album in library.albums if album.title == "Favourites")
    return {
        "original": lambda: make.original(photo.hash),
        "photo": lambda: make.primary_file(photo.uid),
        "thumb": lambda: make.thumb(photo.hash, "fit_720"),
        "album cover": lambda: make.album_cover(album.uid, "fit_720"),
        "folder cover": lambda: make.folder_cover(
            next(folder.uid for folder in library.folders if folder.path == photo.path), "fit_720"
        ),
        "label cover": lambda: make.label_cover(library.labels[0].uid, "fit_720"),
        "zip": lambda: make.album_zip(album.uid),
    }[kind]


@pytest.mark.parametrize(
    ("tokens", "kind"), [*(("memory", kind) for kind in KINDS), *(("signed", kind) for kind in FILES)]
)
def test_a2_token_that_ends_between_two_attempts_is_replaced(
    hold: Callable[[Era], Held], tmp_path: Path, tokens: Era, kind: str
) -> None:
    """A file breaks off, and the tokens end before the next attempt: it has new ones in its URL."""
    held = hold(tokens)
    source = _ask_for(held, kind)()
    match = "/t/" if "cover" in kind or kind == "thumb" else "/dl"
    held.proxy.script(faults.Cut(1000), match=match)
    clock = Clock(sleep=lambda seconds: held.server.expire_tokens())
    with download_all([Item(source, tmp_path / "a")], 1, clock=clock) as batch:
        assert [outcome.error for outcome in batch] == [None]
    seen = [found for found in held.proxy.requests if match in found.path]
    rest = "bytes=1000-" if kind in FILES else None
    good = 206 if kind in FILES else 200
    assert [(found.status, found.range) for found in seen] == [(200, None), (403, rest), (good, rest)]
    assert seen[0].path + seen[0].query == seen[1].path + seen[1].query != seen[2].path + seen[2].query
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a2_token_that_ends_between_two_tries_of_many_is_replaced(hold: Callable[[Era], Held]) -> None:
    """The same for one of many thumbnails: its next try has a new token, and it comes whole."""
    held = hold("memory")
    held.proxy.script(faults.Cut(1000), match="/t/")
    held.images.api_client.clock = Clock(sleep=lambda seconds: held.server.expire_tokens())
    (known,) = _THUMBS.wanted(held)[:1]
    with held.images.get_thumbs([known], size="fit_720") as thumbs:
        found = list(thumbs)
    assert [(seen.status) for seen in held.proxy.requests if "/t/" in seen.path] == [200, 403, 200]
    paths = [seen.path for seen in held.proxy.requests if "/t/" in seen.path]
    assert paths[0] == paths[1] != paths[2]
    assert found == [held.images.get_thumb(known, size="fit_720")]


@each_way
def test_file_that_is_really_forbidden_is_asked_for_twice(way: Downloads, kind: str) -> None:
    """403 even with a new token is a real refusal: an error, no further try, nothing left."""
    way.always(kind, faults.Status(403, {"Content-Type": "application/json"}, b'{"error":"Permission denied"}'))
    with pytest.raises(ForbiddenException):
        way.fetch(kind)
    assert len(way.requests(kind)) <= 2
    assert way.has_nothing(kind)


@pytest.mark.parametrize(("way", "tokens"), [(_ORIGINALS, "signed"), (_THUMBS, "memory")])
def test_forbidden_files_in_a_batch_cost_one_renewal(
    hold: Callable[[Era], Held], tmp_path: Path, way: Way, tokens: Era
) -> None:
    """A5: many files that are not for this user: each fails, and who asks is asked once, not for each."""
    held = hold(tokens)
    held.proxy.always(faults.Status(403, {"Content-Type": "application/json"}, b"{}"), match=way.match)
    found = way.fetch(held, tmp_path)
    assert {type(each) for each in found.values()} == {ForbiddenException}
    assert found.keys() == set(way.wanted(held))
    assert (asked(held.server, LOGIN), asked(held.server, WHO), asked(held.server, LOGOUT)) == (1, 1, 0)
    assert list(tmp_path.iterdir()) == []
