"""Jobs of Dask over the library as a file system: its workers find the server and the login in the environment."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from photoprism_client.testing.library.sample import draw, write_picture
from test.docs.conftest import PASSWORD, clean_environment
from test.support.bodies import SVG
from test.support.doc_blocks import ROOT
from test.support.optional_libraries import needed
from test.support.run_doc_page import SLOW_DISK

pytestmark = pytest.mark.once

_EXAMPLES = ROOT / "examples"
#: Warnings that do not matter: another dashboard has the port, so that another is taken; the machine is busy; Dask
#: forks a process that has threads.
_IGNORED = ("Port 8787 is already in use", SLOW_DISK, "This process (pid=")
_JOB = """
import hashlib, json, os

import dask.bag
import fsspec
from dask.distributed import Client


def digests(paths):
    read = fsspec.filesystem("photoprism").cat(list(paths))
    return [(path, hashlib.sha1(data).hexdigest(), os.getpid()) for path, data in read.items()]


if __name__ == "__main__":
    paths = fsspec.filesystem("photoprism").find("originals")  # so that a process that is forked inherits it in use
    with Client(n_workers=2, threads_per_worker=2) as client:
        each = client.run(digests, paths[:1])  # on each worker, however many tasks it gets
        read = dask.bag.from_sequence(paths, partition_size=2).map_partitions(digests).compute()
        print(json.dumps([[*each.values()], read]))
"""


def _run(url: str, *arguments: str, method: str = "spawn", **login: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the server and a login in its environment."""
    needed("distributed")
    path = os.pathsep.join([str(ROOT), str(_EXAMPLES)])
    variables = {"PHOTOPRISM_URL": url, "PYTHONPATH": path} | {f"PHOTOPRISM_{name}": login[name] for name in login}
    variables["DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD"] = method
    return subprocess.run(
        [sys.executable, "-W", "error", *(f"-Wignore:{text}" for text in _IGNORED), *arguments],
        env=clean_environment(**variables),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@pytest.mark.parametrize("method", ["spawn", "fork"])
@pytest.mark.photoprism(photos=24, mode="password", users={"admin": PASSWORD})
def test_worker_processes_read_each_original_once(
    photoprism_server: PhotoPrismServer, tmp_path: Path, method: str
) -> None:
    """Every original of the demo library comes whole, whichever process reads it; all of them read, by one login."""
    login = {"USERNAME": "admin", "PASSWORD": PASSWORD, "SHARED_LOGIN": str(tmp_path / "logins")}
    done = _run(photoprism_server.url, "-c", _JOB, method=method, **login)
    assert done.returncode == 0, done.stderr
    assert "photoprism_client" not in done.stderr  # where Dask itself may complain when it stops the workers
    each, read = json.loads(done.stdout)
    processes = {process for [[_, _, process]] in each}
    library = photoprism_server.library
    originals = {f"originals/{file.name}": file.hash for photo in library.photos for file in photo.files}
    assert len(read) == len({path for path, _, _ in read}) > 20
    assert {path: digest for path, digest, _ in read}.items() <= originals.items()
    assert len(processes) == 2
    assert {process for _, _, process in read} <= processes
    asked = [(request.method, request.path) for request in photoprism_server.requests]
    assert asked.count(("POST", "/api/v1/session")) == 1


def test_near_duplicates_are_found(tmp_path: Path) -> None:
    """The example finds a smaller copy and one of poor quality, and names what it could not look at."""
    for number in range(5):
        write_picture(tmp_path / f"{number}.jpg", number)
    draw(2, (1200, 800)).resize((600, 400)).save(tmp_path / "sent.jpg", quality=60)
    draw(2, (1200, 800)).resize((900, 600)).save(tmp_path / "poor.jpg", quality=30)
    with PhotoPrismServer(Library.from_folder(tmp_path)) as server, FaultProxy(server.url) as proxy:
        icon = faults.Status(200, {"Content-Type": "image/svg+xml"}, SVG)
        proxy.always(icon, match=server.library.find("3.jpg").hash)
        done = _run(proxy.url, str(_EXAMPLES / "near_duplicates.py"))
    assert (done.returncode, done.stdout) == (1, "2.jpg\npoor.jpg\nsent.jpg\n\n"), done.stderr
    named = [line for line in done.stderr.splitlines() if "thumbs/" in line]
    assert len(named) == 1
    assert "thumbs/tile_224/originals/3.jpg" in named[0]
