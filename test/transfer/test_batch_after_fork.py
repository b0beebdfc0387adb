"""A batch after a fork: its workers are threads of the parent, which a child does not have."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from test.support.bodies import JPEG
from test.support.clients import Serve
from test.support.raw_server import Peer, answer

ROOT = Path(__file__).parents[2]
_LIMIT_S = 120

_FORKING = """
import os, signal, sys, warnings
from photoprism_client import ApiClient, ApiValueError, Configuration, ImagesApi
from photoprism_client.transfer import download_all

warnings.simplefilter("ignore", DeprecationWarning)  # of a fork beside threads
url, folder = sys.argv[1:]
client = ApiClient(Configuration(host=url))
cover = ImagesApi(client).sources.album_cover
batch = download_all([(cover(f"as6sg6bxpogaaba{number}"), f"{folder}/{number}.jpg") for number in range(4)], 2)
assert next(batch).error is None
child = os.fork()
if child == 0:
    signal.alarm(60)
    code = 1
    try:
        next(batch)
    except ApiValueError as error:
        code = 0 if "parent process" in str(error) else 2
    finally:
        batch.close()
        os._exit(code)
_, status = os.waitpid(child, 0)
print("forked", flush=True)
sys.stdin.readline()
assert status == 0, status
assert [outcome.error for outcome in batch] == [None] * 3
client.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_fork_leaves_the_batch_to_the_parent(serve: Serve, tmp_path: Path) -> None:
    """A child does not wait for what nobody fetches, and its end interrupts nothing of its parent's."""
    held = threading.Event()

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if "aaba0/" not in seen.target:
                held.wait(120)
            peer.send(answer(JPEG))

    command = [sys.executable, "-W", "error", "-c", _FORKING, serve(script).url, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            held.set()
            _, errors = process.communicate("\n", timeout=_LIMIT_S)
        finally:
            held.set()
            process.kill()
    assert (said, process.returncode) == ("forked\n", 0), errors
