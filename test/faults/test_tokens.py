"""A1 to A5: tokens that end while files are fetched cost one renewal for all workers."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest

from photoprism_client import ApiClient, Configuration, ForbiddenException, ImagesApi
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Source, download_all
from test.support.bodies import sha1
from test.support.downloads import FILES, KINDS, FolderDownloads
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


@pytest.fixture
def hold() -> Iterator[Callable[[Era], Held]]:
    """Start private servers; what a client sleeps is nothing."""
    with ExitStack() as stack:

        def start(tokens: Era) -> Held:
            library = Library.sample(photos=16)
            server = stack.enter_context(PhotoPrismServer(library, mode="password", tokens=tokens))
            proxy = stack.enter_context(FaultProxy(server.url))
            clock = Clock(sleep=lambda seconds: None, chance=lambda: 1.0)
            settings = Configuration(
                host=proxy.url, username="admin", password="photoprism", connection_pool_maxsize=_WORKERS
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


def _originals(held: Held, folder: Path) -> list[Item]:
    make = ImageSources(held.images.api_client)
    files = {file.hash: file for file in held.server.library.files if file.disk.exists()}
    return [Item(make.original(known), folder / known) for known in files]


def _thumbs(held: Held, folder: Path) -> list[Item]:
    make = ImageSources(held.images.api_client)
    return [Item(make.thumb(photo.hash, "tile_224"), folder / photo.uid) for photo in held.server.library.photos]


@pytest.mark.parametrize("tokens", ERAS)
def test_download_token_that_ends_under_eight_workers_is_renewed_once(
    hold: Callable[[Era], Held], tmp_path: Path, tokens: Era
) -> None:
    """Eight requests with a token that has ended: eight refusals, one question who asks, and every file is right."""
    held = hold(tokens)
    items = _originals(held, tmp_path)
    wait = _while_all_wait(held, "/dl/", held.server.expire_tokens)
    with download_all(items, _WORKERS, clock=held.images.api_client.clock) as batch:
        assert [outcome.error for outcome in batch if outcome.error] == []
    wait()
    assert batch.summary.fetched == len(items)
    assert held.statuses("/dl/") == [200] * len(items) + [403] * _WORKERS
    assert (asked(held.server, LOGIN), asked(held.server, WHO)) == (1, 1)
    assert {path.name for path in tmp_path.iterdir()} == {sha1(path.read_bytes()) for path in tmp_path.iterdir()}


def test_preview_token_lost_in_a_restart_is_asked_for_once(hold: Callable[[Era], Held], tmp_path: Path) -> None:
    """A server that was started again knows its preview tokens when it was asked who asks: once for all workers."""
    held = hold("memory")
    items = _thumbs(held, tmp_path)
    wait = _while_all_wait(held, "/t/", held.server.restart)
    with download_all(items, _WORKERS, clock=held.images.api_client.clock) as batch:
        assert [outcome.error for outcome in batch if outcome.error] == []
    wait()
    assert (asked(held.server, LOGIN), asked(held.server, WHO)) == (1, 1)
    # Whoever comes after the question finds the token known again.
    assert 1 <= held.statuses("/t/").count(403) <= _WORKERS
    for item, photo in zip(items, held.server.library.photos, strict=True):
        assert Path(item.path).read_bytes() == held.images.get_thumb(photo.hash, size="tile_224")


@pytest.mark.parametrize("tokens", ERAS)
def test_session_that_is_ended_under_eight_workers_costs_one_login(
    hold: Callable[[Era], Held], tmp_path: Path, tokens: Era
) -> None:
    """Where the session is gone, too, one login opens another, for all workers."""
    held = hold(tokens)
    items = _originals(held, tmp_path)

    def end_all() -> None:
        held.server.revoke_sessions()
        held.server.expire_tokens()

    wait = _while_all_wait(held, "/dl/", end_all)
    with download_all(items, _WORKERS, clock=held.images.api_client.clock) as batch:
        assert [outcome.error for outcome in batch if outcome.error] == []
    wait()
    assert asked(held.server, LOGIN) == 2
    assert {path.name for path in tmp_path.iterdir()} == {sha1(path.read_bytes()) for path in tmp_path.iterdir()}


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


@pytest.mark.parametrize("kind", KINDS)
def test_file_that_is_really_forbidden_is_asked_for_twice(folder: FolderDownloads, kind: str) -> None:
    """403 even with a new token is a real refusal: an error, no further try, nothing left."""
    folder.always(kind, faults.Status(403, {"Content-Type": "application/json"}, b'{"error":"Permission denied"}'))
    with pytest.raises(ForbiddenException):
        folder.fetch(kind)
    assert len(folder.requests(kind)) <= 2
    assert folder.has_nothing(kind)


def test_forbidden_files_in_a_batch_cost_one_renewal(hold: Callable[[Era], Held], tmp_path: Path) -> None:
    """Many files that are not for this user: each fails, and who asks is asked once, not for each."""
    held = hold("signed")
    items = _originals(held, tmp_path)
    held.proxy.always(faults.Status(403, {"Content-Type": "application/json"}, b"{}"), match="/dl/")
    with download_all(items, _WORKERS, clock=held.images.api_client.clock) as batch:
        assert {type(outcome.error) for outcome in batch} == {ForbiddenException}
    assert batch.summary.failed == len(items)
    assert (asked(held.server, LOGIN), asked(held.server, WHO), asked(held.server, LOGOUT)) == (1, 1, 0)
    assert list(tmp_path.iterdir()) == []
