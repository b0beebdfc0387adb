"""Faults in the middle of a job of Dask: it ends with right results, or with an error that names the files."""

import errno
import hashlib
import os
import pickle
import re
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs

import pytest

from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from photoprism_client.testing.library.items import Photo
from test.support import dask_jobs
from test.support.optional_libraries import needed
from test.support.run_doc_page import SLOW_DISK
from test.support.secrets_scan import found_in

pytestmark = [pytest.mark.once, pytest.mark.filterwarnings(f"ignore:{SLOW_DISK}")]

PASSWORD = "canary-of-the-password"
ORIGINALS, THUMBS = "originals", "thumbs/tile_224/originals"
#: Where requests for the files of a tree go, and how jobs read them.
ENDPOINTS = {ORIGINALS: "/dl/", THUMBS: "/t/"}
WAYS = {ORIGINALS: ("cat", "open", "blocks", "get"), THUMBS: ("cat", "open", "get")}
_LIMIT_S = 600

of_each_tree = pytest.mark.parametrize("tree", WAYS)


@dataclass(frozen=True)
class Before(faults.Fault):
    """Do something before the server is asked."""

    action: Callable[[], object]

    def on_request(self, request: faults.Request) -> None:
        """Do it."""
        self.action()


class Ends(dict[tuple[str, tuple[str, ...]], "Mapping[str, str] | OSError"]):
    """How each task ended, by the way it reads, and its paths."""

    @property
    def read(self) -> dict[tuple[str, str], str]:
        """The SHA-1 of what was read, by way and path."""
        return {
            (way, path): sha1
            for (way, _), end in self.items()
            if not isinstance(end, OSError)
            for path, sha1 in end.items()
        }

    @property
    def failed(self) -> dict[tuple[str, str], OSError]:
        """The errors, by way and the path that they name."""
        return {(way, str(end.filename)): end for (way, _), end in self.items() if isinstance(end, OSError)}


class Jobs:
    """Runs jobs on a cluster.

    :param client: of the cluster.
    :param log: what its workers logged.
    """

    def __init__(self, client: Any, log: Path) -> None:
        self.client, self._log = client, log

    def run(self, paths: Sequence[str], ways: Sequence[str], host: str) -> Ends:
        """Read files in each way, three in a task.

        :param paths: of the files.
        :param ways: how to read; see ``dask_jobs``.
        :param host: the server.
        """
        parts = [tuple(paths[start : start + 3]) for start in range(0, len(paths), 3)]
        tasks = [(way, part) for part in parts for way in ways]
        futures = self.client.map(dask_jobs.digests, *zip(*tasks, strict=True), host=host, pure=False)
        ends = Ends()
        for (way, part), future in zip(tasks, futures, strict=True):
            error = future.exception(timeout=_LIMIT_S)
            ends[way, part] = future.result() if error is None else error
            if error is not None:
                assert isinstance(error, OSError), error
                assert error.filename in part
        return ends

    def shown(self, ends: Ends) -> str:
        """Return all that a user, or a reader of the logs, sees of a job."""
        errors = [
            "".join(traceback.format_exception(error)) + repr(pickle.dumps(error)) for error in ends.failed.values()
        ]
        return "\n".join([*errors, self._log.read_text("utf-8"), repr(self.client.get_worker_logs())])


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jobs]:
    """Start two worker processes of two threads, which find the login in their environment."""
    distributed = needed("distributed")
    log = tmp_path_factory.mktemp("workers") / "log"
    variables = {"PHOTOPRISM_USERNAME": "admin", "PHOTOPRISM_PASSWORD": PASSWORD, dask_jobs.LOG: str(log)}
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=2, dashboard_address="127.0.0.1:0", env=variables, silence_logs=False
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield Jobs(client, log)


@pytest.fixture(scope="module", params=["memory", "signed"])
def each_served(request: pytest.FixtureRequest) -> Iterator[PhotoPrismServer]:
    """Start a server of each kind of tokens."""
    with _serving(request.param) as server:
        yield server


@pytest.fixture(scope="module")
def served() -> Iterator[PhotoPrismServer]:
    """Start a server."""
    with _serving("memory") as server:
        yield server


@contextmanager
def _serving(tokens: Literal["memory", "signed"]) -> Iterator[PhotoPrismServer]:
    with PhotoPrismServer(
        Library.sample(photos=24), mode="password", users={"admin": PASSWORD}, tokens=tokens
    ) as server:
        server.snapshot()
        yield server


@dataclass
class Site:
    """A server, a proxy before it, and what its files are."""

    server: PhotoPrismServer
    proxy: FaultProxy
    jobs: Jobs

    def files(self, tree: str, count: int = 12) -> dict[str, str]:
        """Return paths and SHA-1 of pictures of several folders."""
        photos = [photo for photo in self.server.library.photos if photo.archived_at is None][:count]
        with ApiClient(Configuration(host=self.server.url, username="admin", password=PASSWORD)) as client:
            thumbs = [ImagesApi(client).get_thumb(_hash(photo), size="tile_224") for photo in photos]
        found = [_hash(photo) for photo in photos] if tree == ORIGINALS else [_sha1(thumb) for thumb in thumbs]
        return {f"{tree}/{photo.file_name}": sha1 for photo, sha1 in zip(photos, found, strict=True)}

    def at(self, number: int, action: Callable[[], object], match: str) -> None:
        """Do something before one of the requests that match, counted from 1; later ones wait until it is done."""
        done = threading.Event()

        def act() -> None:
            try:
                action()
            finally:
                done.set()

        self.proxy.script(*[None] * (number - 1), Before(act), match=match)
        self.proxy.always(Before(done.wait), match=match)

    def run(self, paths: Iterable[str], ways: Sequence[str]) -> Ends:
        """Run a job of workers that are logged in; every fault strikes, and nothing that comes of it shows a secret."""
        self.jobs.client.run(dask_jobs.begin, [*paths], host=self.proxy.url)
        ends = self.jobs.run([*paths], ways, self.proxy.url)
        assert self.proxy.pending == 0
        assert found_in(self.jobs.shown(ends), self._secrets()) == set()
        return ends

    def _secrets(self) -> dict[str, str]:
        tokens = {self.server.preview_token, self.server.download_token}
        for request in self.server.requests:
            tokens |= {request.headers.get("X-Auth-Token", ""), *parse_qs(request.query).get("t", [])}
        return {"password": PASSWORD, **{token: token for token in tokens if token}}


@pytest.fixture
def site(served: PhotoPrismServer, jobs: Jobs) -> Iterator[Site]:
    """Yield a server as it was in the beginning."""
    served.reset()
    with FaultProxy(served.url) as proxy:
        yield Site(served, proxy, jobs)


@pytest.fixture
def each_site(each_served: PhotoPrismServer, jobs: Jobs) -> Iterator[Site]:
    """Yield a server of each kind of tokens."""
    each_served.reset()
    with FaultProxy(each_served.url) as proxy:
        yield Site(each_served, proxy, jobs)


def each_way(tree: str, files: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Return files that are read in each way."""
    return {(way, path): sha1 for way in WAYS[tree] for path, sha1 in files.items()}


@of_each_tree
@pytest.mark.parametrize("event", ["restart", "expire_tokens", "revoke_sessions"])
def test_tokens_that_end_in_the_middle_are_renewed(each_site: Site, tree: str, event: str) -> None:
    """After a restart, or when tokens or logins are void, all files come as if nothing had been."""
    files = each_site.files(tree)
    each_site.at(10, getattr(each_site.server, event), ENDPOINTS[tree])
    assert each_site.run(files, WAYS[tree]).read == each_way(tree, files)


@of_each_tree
def test_short_outages_pass(site: Site, tree: str) -> None:
    """Errors of a gateway, a wish to be asked later, and answers that are cut are asked for again."""
    files = site.files(tree)
    troubles = [
        faults.Status(502),
        faults.Status(429, {"Retry-After": "7"}),
        faults.Cut(1000),
        faults.Refuse(reset=True),
    ]
    for trouble in troubles:  # one in each job, so that no file meets more of them than it has tries
        site.proxy.script(None, None, None, trouble, match=ENDPOINTS[tree])
        assert site.run(files, WAYS[tree]).read == each_way(tree, files)


@of_each_tree
def test_long_outage_names_the_files(site: Site, tree: str) -> None:
    """Tasks that the server does not answer fail with the file that they wanted; none is said to be missing."""
    files = site.files(tree)
    site.proxy.script(*[None] * 6, match=ENDPOINTS[tree])
    site.proxy.always(faults.Status(502), match=ENDPOINTS[tree])
    ends = site.run(files, WAYS[tree])
    assert ends.failed
    assert {error.errno for error in ends.failed.values()} == {errno.EIO}
    assert ends.read.items() <= each_way(tree, files).items()


@of_each_tree
def test_answer_that_is_always_cut_is_never_a_file(site: Site, tree: str) -> None:
    """A picture that comes short each time is an error that names it; all others come."""
    files = site.files(tree)
    cut = [*files][4]
    site.proxy.always(faults.Cut(100), match=_hash_of(site, cut))
    _assert_only(site.run(files, WAYS[tree]), tree, files, cut, OSError, "got 100")


@of_each_tree
def test_short_answer_with_a_length_that_fits_is_never_a_file(site: Site, tree: str) -> None:
    """What ends early, and says that it is whole, is not taken for the file."""
    files = site.files(tree)
    short = [*files][4]
    site.proxy.always(faults.Shorten(100), match=_hash_of(site, short))
    _assert_only(site.run(files, WAYS[tree]), tree, files, short, OSError, "cut|expected|changed|asked for")


def test_server_that_ignores_ranges_sends_right_parts(site: Site) -> None:
    """A proxy that answers 200 to a request for a part costs time, and no byte."""
    files = site.files(ORIGINALS, 6)
    site.proxy.always(faults.IgnoreRange(), match="/dl/")
    assert site.run(files, ["blocks"]).read == {("blocks", path): sha1 for path, sha1 in files.items()}


def test_missing_original_is_named(site: Site) -> None:
    """A file that is missing on the server's disk fails the tasks that read it."""
    files = site.files(ORIGINALS)
    missing = [*files][4]
    site.at(3, (site.server.library.root / missing.removeprefix("originals/")).unlink, "/dl/")
    _assert_only(site.run(files, WAYS[ORIGINALS]), ORIGINALS, files, missing, FileNotFoundError, "")


@pytest.mark.parametrize("tree", [ORIGINALS, "thumbs/fit_2048/originals"])
def test_disk_that_is_not_mounted_does_not_empty_the_index(site: Site, tree: str) -> None:
    """Originals that vanish in the middle end the job; the workers ask for few, and the index keeps the others."""
    paths = [*site.files(tree, 22)]
    known = _indexed(site)
    site.proxy.script(None, Before(site.server.unmount_originals), match="/dl/" if tree == ORIGINALS else "/t/")
    ends = site.run(paths, ["cat", "open", "get"])
    assert len(ends.failed) > 5
    assert known - _indexed(site) <= 2 * (5 + 1)  # by each process; a second thread may have asked meanwhile


@pytest.mark.parametrize("has_same_length", [True, False], ids=["same length", "other length"])
def test_changed_original_is_named(site: Site, has_same_length: bool) -> None:
    """A file that was replaced since it was indexed fails the tasks that read it, even with the old time of change."""
    files = site.files(ORIGINALS)
    path = [*files][4]
    _assert_only(
        _run_changed(site, files, path, 3, has_same_length=has_same_length), ORIGINALS, files, path, OSError, ""
    )


@pytest.mark.parametrize("has_same_length", [True, False], ids=["same length", "other length"])
def test_file_that_changes_between_two_parts_is_named(site: Site, has_same_length: bool) -> None:
    """Parts of two versions are never put together."""
    files = site.files(ORIGINALS, 6)
    path = [*files][4]
    ends = _run_changed(
        site, files, path, 2, has_same_length=has_same_length, match=_hash_of(site, path), ways=["blocks"]
    )
    assert set(ends.failed) == {("blocks", path)}
    assert "changed" in str(ends.failed["blocks", path])


def test_killed_worker_is_replaced(site: Site) -> None:
    """Dask runs the tasks of a worker that died elsewhere, with right results."""
    files = site.files(ORIGINALS)
    worker = next(iter(site.jobs.client.run(os.getpid).values()))
    site.at(9, lambda: os.kill(worker, signal.SIGKILL), "/dl/")
    assert site.run(files, WAYS[ORIGINALS]).read == each_way(ORIGINALS, files)


def _run_changed(
    site: Site,
    files: Mapping[str, str],
    path: str,
    number: int,
    *,
    has_same_length: bool,
    match: str = "/dl/",
    ways: Sequence[str] = WAYS[ORIGINALS],
) -> Ends:
    name = path.removeprefix("originals/")
    disk = site.server.library.root / name
    before, whole = disk.stat(), disk.read_bytes()
    data = bytearray(whole)
    data[-3000] ^= 1
    data += b"" if has_same_length else b"more"

    def change() -> None:
        site.server.change_original(name, bytes(data))
        if has_same_length and match == "/dl/":
            os.utime(disk, ns=(before.st_atime_ns, before.st_mtime_ns))

    site.at(number, change, match)
    try:
        return site.run(files, ways)
    finally:
        disk.write_bytes(whole)  # reset() leaves a file alone whose size and time are as they were


def _assert_only(ends: Ends, tree: str, files: Mapping[str, str], path: str, kind: type[OSError], text: str) -> None:
    """Check that the tasks with a path failed, and that all others were right."""
    assert set(ends.failed) == {(way, path) for way in WAYS[tree]}
    for error in ends.failed.values():
        assert type(error) is kind
        assert re.search(text, str(error))
    bad = {(way, other) for (way, part) in ends if path in part for other in part}
    assert ends.read == {key: sha1 for key, sha1 in each_way(tree, files).items() if key not in bad}


def _indexed(site: Site) -> int:
    return len([file for file in site.server.library.files if not file.missing])


def _hash_of(site: Site, path: str) -> str:
    return _hash(site.server.library.find(path.partition("originals/")[2]))


def _hash(photo: Photo) -> str:
    assert photo.primary is not None
    return photo.primary.hash


def _sha1(data: bytes | bytearray) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
