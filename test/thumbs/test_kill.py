"""Kill -9 at any file-system call leaves neither half a picture nor half a shard, and a rerun converges."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from test.support.clients import Serve
from test.support.kill_thumbs import COUNT
from test.support.photo_server import PhotoServer

ROOT = Path(__file__).parents[2]


@pytest.mark.once
@pytest.mark.parametrize(("shards", "least"), [(0, 4 * COUNT), (2, 12)], ids=["files", "shards"])
def test_killed_at_any_file_system_call_and_run_again(serve: Serve, shards: int, least: int) -> None:
    """After a SIGKILL at the n-th call that changes something, for every n; what fails names its n."""
    command = [sys.executable, "-m", "test.support.kill_thumbs", serve(PhotoServer(COUNT)).url, str(shards)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert result.returncode == 0, result.stderr
    *wrong, calls = json.loads(result.stdout)
    assert wrong == []
    assert int(calls) >= least
