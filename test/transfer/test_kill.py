"""Kill -9 at any file-system call leaves nothing wrong on disk, and a clean rerun converges."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from test.support.bodies import JPEG, ZIP
from test.support.clients import Serve
from test.support.kill_download import FOREIGN
from test.support.raw_server import Peer
from test.support.served_file import Served

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
NOTED = bytes(range(251)) * 5_000  # 1.2 MB: noted before its first byte
LARGE = bytes(range(251)) * 40_000  # 10 MB: hashed and written in a thread of its own


SMALL = bytes(range(256)) * 400  # written when it is whole, or when the run fails
PICTURE = JPEG[:-2] + bytes(600_000) + JPEG[-2:]
# What is asked for, its bytes, and at how many file-system calls it can be killed at least.
WHAT = {
    "original": ("original", NOTED, 15),
    "large original": ("original", LARGE, 15),
    "small original": ("original", SMALL, 7),
    "thumb": ("thumb", PICTURE, 7),
    "zip": ("zip", ZIP, 7),
    "copy": ("copy", FOREIGN, 9),
}


class CutOnce(Served):
    """A server that cuts each original that begins at the first byte, and sends the rest when asked."""

    def __call__(self, peer: Peer) -> None:
        """Serve a connection."""
        while (seen := peer.request()) is not None:
            whole = self.answer_to(seen)
            if "/api/v1/dl/" in seen.target and self.offset_of(seen) is None:
                peer.send(whole[: whole.index(b"\r\n\r\n") + 4 + len(self.body) * 3 // 4])
                return
            peer.send(whole)


@pytest.mark.parametrize("overwrite", [False, True], ids=["new", "overwrite"])
@pytest.mark.parametrize(("what", "body", "least"), WHAT.values(), ids=WHAT)
def test_killed_at_any_file_system_call_and_run_again(
    serve: Serve, what: str, body: bytes, least: int, overwrite: bool
) -> None:
    """After a SIGKILL at the n-th call, for every n on every Python: nothing wrong on disk, and a rerun converges.

    What fails names its n, and fails again at that n: nothing is random.
    """
    served = CutOnce(body, kind="application/zip" if what == "zip" else "image/jpeg")
    subject = served.hash if what in {"original", "copy"} else "as6sg6bxpogaaba7"
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "test.support.kill_download",
            serve(served).url,
            what,
            subject,
            served.hash,
            str(overwrite),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    *wrong, calls = json.loads(result.stdout)
    assert wrong == []
    assert int(calls) >= least
