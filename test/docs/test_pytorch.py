"""The example for PyTorch: its workers and ranks share the pictures, and each is read once in an epoch.

Where PyTorch is not installed, a stand-in of the tests loads the data, by processes as PyTorch's own loader does.
"""

import hashlib
import itertools
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from types import ModuleType

import pytest

from photoprism_client import ApiClient, ImagesApi, PhotosApi
from photoprism_client.testing import PhotoPrismServer
from test.docs.conftest import APP_PASSWORD, clean_environment
from test.support.doc_blocks import ROOT
from test.support.example_modules import STAND_INS, imported

pytestmark = pytest.mark.once

_IS_INSTALLED = find_spec("torch") is not None
_JOB = """
import hashlib, sys

import fsspec
from pytorch_pictures import DataLoader, Pictures

photoprism = fsspec.filesystem("photoprism")
paths = photoprism.find("thumbs/tile_224/originals")
for rank in range(2):
    pictures = Pictures(photoprism, paths, rank, 2)
    for epoch in range(int(sys.argv[2])):
        pictures.set_epoch(epoch)
        for path, data in DataLoader(pictures, batch_size=None, num_workers=2, multiprocessing_context=sys.argv[1]):
            print(epoch, hashlib.sha1(data).hexdigest())
"""


@pytest.fixture
def example() -> Iterator[ModuleType]:
    """Import the example, with the stand-in if need be; no other test sees that."""
    before = set(sys.modules)
    sys.path.append(str(STAND_INS))  # after what is installed
    yield imported("pytorch_pictures")
    sys.path.remove(str(STAND_INS))
    if not _IS_INSTALLED:
        for name in {name for name in sys.modules if name.partition(".")[0] == "torch"} - before:
            del sys.modules[name]


@pytest.mark.parametrize(("count", "shares"), [*itertools.product([0, 1, 2, 7, 100, 101], [1, 2, 3, 8])])
def test_shares_hold_each_path_once(example: ModuleType, count: int, shares: int) -> None:
    """Whatever the counts, no path is in two shares or in none, and no share is larger by more than one."""
    paths = [f"{number}.jpg" for number in range(count)]
    for seed in range(3):
        parts = [example.share_of(paths, share, shares, seed) for share in range(shares)]
        assert sorted(itertools.chain.from_iterable(parts)) == sorted(paths)
        assert max(map(len, parts)) - min(map(len, parts)) <= 1
        assert parts == [example.share_of(paths, share, shares, seed) for share in range(shares)]


def test_epochs_have_their_own_order(example: ModuleType) -> None:
    """A share of the next epoch has other pictures, in another order."""
    paths = [f"{number}.jpg" for number in range(100)]
    first, second = (example.share_of(paths, 0, 2, epoch) for epoch in range(2))
    assert set(first) != set(second)
    assert first != sorted(first)


@pytest.mark.photoprism(photos=12, mode="password", app_passwords={APP_PASSWORD: "admin"})
@pytest.mark.parametrize(("method", "epochs"), [("fork", 2), ("spawn", 1)])
def test_workers_and_ranks_read_each_picture_once(
    method: str, epochs: int, photoprism_server: PhotoPrismServer, photoprism_client: ApiClient
) -> None:
    """Two ranks with two processes each read every thumbnail once in each epoch, whole."""
    hashes = [str(photo.hash) for photo in PhotosApi(photoprism_client).iterate()]
    thumbs = ImagesApi(photoprism_client).get_thumbs(hashes, size="tile_224")
    expected = Counter(hashlib.sha1(thumb).hexdigest() for thumb in thumbs)
    paths = os.pathsep.join([str(ROOT), str(ROOT / "examples"), *([] if _IS_INSTALLED else [str(STAND_INS)])])
    variables = {"PHOTOPRISM_URL": photoprism_server.url, "PHOTOPRISM_APP_PASSWORD": APP_PASSWORD}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _JOB, method, str(epochs)],
        env=clean_environment(**variables, PYTHONPATH=paths),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read = [line.split() for line in done.stdout.splitlines()]
    for epoch in range(epochs):
        assert Counter(digest for number, digest in read if number == str(epoch)) == expected
