"""A server in trouble while an export runs: it reports the reason, loses nothing, and a later run converges."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from photoprism_client import ApiClient, ApiException, Configuration
from photoprism_client._clock import Clock
from photoprism_client.export import ExportProgress, ExportReport, FileReport, Selection, export
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.proxy import faults
from test.support.export_runs import OWN, Run, options, originals, pictures, record, trash, tree

ERAS = ("memory", "signed")
CLOCK = Clock(sleep=lambda _seconds: None)
CHANGED, GONE = "2023/日本/富士山 #1.jpg", "2023/100% real/a+b=c & d.jpg"

Era = Literal["memory", "signed"]


@pytest.fixture
def library() -> Iterator[Library]:
    """Yield a sample library."""
    with Library.sample(photos=12) as library:
        yield library


@pytest.fixture
def server(library: Library) -> Iterator[PhotoPrismServer]:
    """Yield a server with passwords."""
    with PhotoPrismServer(library, mode="password", owns_library=False) as server:
        yield server


def run(
    url: str,
    dest: Path,
    on_file: Callable[[FileReport], object] | None = None,
    access_token: str | None = None,
    progress: Callable[[ExportProgress], object] | None = None,
    **changes: Any,
) -> ExportReport:
    """Export everything through an address; no wait is a real one."""
    login = {"access_token": access_token} if access_token else {"username": "admin", "password": "photoprism"}
    with ApiClient(Configuration(host=url, **login), clock=CLOCK) as client:  # type: ignore[arg-type]  # texts
        return export(client, Selection(), dest, options(**changes), progress=progress, on_file=on_file, clock=CLOCK)


def counts(report: ExportReport) -> dict[str, int]:
    """Return files by action, without those of which there are none."""
    return {action: count for action, count in report.counts.items() if count}


def once_at(count: int, action: Callable[[], object]) -> Callable[[FileReport], object]:
    """Return a watcher that does something when so many files are new."""
    seen: list[FileReport] = []

    def watch(file: FileReport) -> None:
        seen.append(file)
        if len(seen) == count:
            action()

    return watch


@pytest.mark.parametrize("trouble", ["expire_tokens", "restart", "revoke_sessions"])
@pytest.mark.parametrize("era", ERAS)
def test_tokens_that_become_void_in_the_middle_cost_no_file(
    library: Library, tmp_path: Path, era: Era, trouble: str
) -> None:
    """The run gets new ones and has everything in the end."""
    with PhotoPrismServer(library, mode="password", tokens=era, owns_library=False) as server:
        report = run(server.url, tmp_path, once_at(4, getattr(server, trouble)))
        assert (counts(report), report.is_complete) == ({"new": len(originals(server))}, True)
        assert pictures(tmp_path) == originals(server) == record(tmp_path)


@pytest.mark.parametrize("era", ERAS)
def test_a_revoked_session_without_a_password_ends_the_run_and_removes_nothing(
    library: Library, tmp_path: Path, era: Era
) -> None:
    """What is not fetched failed; the next run, with a token that is good, fetches just that."""
    with PhotoPrismServer(library, mode="password", tokens=era, owns_library=False) as server:
        seen: set[str] = set()

        # In the thread that fetches, which would otherwise be done before another one revokes anything. Tokens of
        # downloads end with the session, or with the server's memory.
        def revoke_at_the_fifth(now: ExportProgress) -> None:
            if now.stage == "fetching" and now.path not in seen:
                seen.add(now.path)
                if len(seen - {""}) == 5:
                    server.revoke_sessions()
                    server.expire_tokens()

        report = run(
            server.url,
            tmp_path,
            progress=revoke_at_the_fifth,
            access_token=server.access_token,
            workers=1,
            prune=True,
        )
        assert not report.is_complete
        assert report.stopped_by == "the session has ended: log in again"
        assert report.in_place >= 4
        assert len([seen for seen in server.requests if seen.status in {401, 403}]) <= 4
        assert pictures(tmp_path) == record(tmp_path)
        assert trash(tmp_path) == {}
        with pytest.raises(ApiException):
            run(server.url, tmp_path, access_token="a" * 48, prune=True)
        rest = len(originals(server)) - len(pictures(tmp_path))
        again = Run(server, tmp_path, prune=True)
        assert (again.counts["new"], len(again.pictures)) == (rest, rest)
        assert pictures(tmp_path) == originals(server) == record(tmp_path)


def test_originals_that_are_not_mounted_cost_five_requests_at_most(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Asking takes them out of the index: the run stops after five, the next one as well, and nothing is pruned."""
    wanted = originals(server)
    Run(server, tmp_path)
    lost = sorted(wanted)[:10]
    for name in lost:
        (tmp_path / name).unlink()
    before = pictures(tmp_path)
    server.unmount_originals()
    first = Run(server, tmp_path, prune=True, max_prune=1000)
    assert 1 <= len(first.pictures) <= 5
    assert "are the server's originals mounted?" in str(first.report.stopped_by)
    assert not first.report.is_complete
    second = Run(server, tmp_path, prune=True, max_prune=1000)
    assert len(second.pictures) <= 5
    assert not second.report.is_complete
    assert pictures(tmp_path) == before
    assert trash(tmp_path) == {}
    for run in (first, second):
        assert "removed" not in run.counts
    server.mount_originals()
    server.library.reindex()
    again = Run(server, tmp_path)
    assert len(again.pictures) == len({wanted[name] for name in lost} - set(before.values()))
    assert again.report.is_complete
    assert pictures(tmp_path) == wanted == record(tmp_path)


def test_a_server_that_lost_its_index_prunes_nothing(server: PhotoPrismServer, tmp_path: Path) -> None:
    """A server that lost its index lists nothing: it may be another one."""
    Run(server, tmp_path)
    before = tree(tmp_path)
    for photo in [*server.library.photos]:
        server.library.forget(photo)
    run = Run(server, tmp_path, prune=True, max_prune=5)
    assert "nothing of what was exported" in str(run.report.prune_refused)
    assert tree(tmp_path) == before


def test_a_missing_original_fails_alone(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The report gives the reason; the file that an earlier run fetched stays, and nothing is pruned."""
    server.remove_original(GONE)
    run = Run(server, tmp_path, prune=True)
    assert run.counts == {"failed": 1, "new": len(originals(server))}
    assert [(file.path, file.reason) for file in run.report.problems] == [(GONE, "missing on the server's disk")]
    server.restore_original(GONE)
    server.library.reindex()
    Run(server, tmp_path, prune=True)
    server.remove_original(GONE)
    (tmp_path / CHANGED).unlink()
    again = Run(server, tmp_path, prune=True)
    assert again.counts == {"new": 1, "unchanged": len(originals(server)) - 1}  # it is here: nobody asks for it
    assert (tmp_path / GONE).exists()


def test_an_original_that_changed_since_its_indexing_fails_and_the_old_file_stays(
    server: PhotoPrismServer, tmp_path: Path
) -> None:
    """The reason says so; it is asked for once a run, and the run after the next indexing has it."""
    Run(server, tmp_path)
    old = pictures(tmp_path)
    write_picture(server.library.root / CHANGED, 100)
    server.library.reindex()
    write_picture(server.library.root / CHANGED, 101)
    run = Run(server, tmp_path, prune=True)
    assert run.counts == {"failed": 1, "unchanged": len(old) - 1}
    assert [file.reason for file in run.report.problems] == ["changed on the server since it was indexed"]
    assert len(run.pictures) == 1
    assert (pictures(tmp_path), trash(tmp_path)) == (old, {})
    server.library.reindex()
    assert Run(server, tmp_path, prune=True).counts == {"replaced": 1, "unchanged": len(old) - 1}
    assert pictures(tmp_path) == originals(server) == record(tmp_path)
    assert list(trash(tmp_path).values()) == [old[CHANGED]]


TROUBLES: dict[str, tuple[faults.Fault, ...]] = {
    "503": (faults.Status(503, {"Retry-After": "3"}),) * 3,
    "429": (faults.Status(429),) * 2,
    "cut": (faults.Cut(1000), faults.Cut(3000, reset=True)),
    "refused": (faults.Refuse(), faults.Refuse(reset=True)),
    "flipped": (faults.Flip(2000),),
    "login page": (faults.Replace(b"<!DOCTYPE html><html></html>"),),
    "encoded": (faults.Gzip(),),
}


@pytest.mark.parametrize("trouble", TROUBLES.values(), ids=TROUBLES)
def test_faults_on_the_way_that_pass_cost_no_file(
    server: PhotoPrismServer, proxy: FaultProxy, tmp_path: Path, trouble: tuple[faults.Fault, ...]
) -> None:
    """All is there and right in the end, after a second run where the first had to give a file up."""
    proxy.script(None, None, *trouble, match="/dl/")
    report = run(proxy.url, tmp_path)
    assert proxy.pending == 0
    assert set(pictures(tmp_path).items()) <= set(originals(server).items())
    missing = len(originals(server)) - len(pictures(tmp_path))
    assert counts(report).get("failed", 0) == missing <= 1
    again = run(proxy.url, tmp_path)
    assert again.is_complete
    assert counts(again).get("new", 0) == missing
    assert pictures(tmp_path) == originals(server) == record(tmp_path)
    assert list((tmp_path / OWN / "incoming").iterdir()) == []


@pytest.mark.parametrize("fault", [faults.Flip(2000), faults.Status(500), faults.Cut(0), faults.Refuse()])
def test_faults_that_stay_fail_file_by_file_and_are_bounded(
    server: PhotoPrismServer, proxy: FaultProxy, tmp_path: Path, fault: faults.Fault
) -> None:
    """No wrong byte gets a name; what was here stays; the run ends, says so, and the next good one has all."""
    Run(server, tmp_path)
    write_picture(server.library.root / CHANGED, 100)
    server.library.reindex()
    before = pictures(tmp_path)
    proxy.always(fault, match="/dl/")
    report = run(proxy.url, tmp_path, prune=True)
    assert counts(report) == {"failed": 1, "unchanged": len(before) - 1}
    assert (pictures(tmp_path), trash(tmp_path)) == (before, {})
    assert len([seen for seen in proxy.requests if "/dl/" in seen.path]) <= 50
    proxy.clear()
    assert run(server.url, tmp_path).is_complete
    assert pictures(tmp_path) == originals(server) == record(tmp_path)


@pytest.mark.parametrize("fault", [faults.Status(503), faults.Shorten(100), faults.Cut(100)])
def test_a_listing_that_fails_changes_nothing(
    server: PhotoPrismServer, proxy: FaultProxy, tmp_path: Path, fault: faults.Fault
) -> None:
    """Without a whole listing nothing is fetched, moved or removed."""
    Run(server, tmp_path)
    before = tree(tmp_path)
    (server.library.root / GONE).unlink()
    server.library.reindex()
    proxy.always(fault, match="/photos")
    with pytest.raises(ApiException):
        run(proxy.url, tmp_path, prune=True)
    assert tree(tmp_path) == before
    assert not [seen for seen in proxy.requests if "/dl/" in seen.path]
