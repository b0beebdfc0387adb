"""C1, C2: kill -9 at any file-system call leaves nothing wrong on disk, and a clean rerun converges."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from test.bodies import ZIP, sha1
from test.clients import Serve
from test.rawserver import Peer, answer
from test.transfer.serving import Served

ROOT = Path(__file__).parents[2]
LARGE = bytes(range(251)) * 5_000  # 1.2 MB: noted before its first byte


class CutOnce(Served):
    """A server that cuts each download that begins at the first byte, and sends the rest when asked."""

    def __call__(self, peer: Peer) -> None:
        """Serve a connection."""
        while (seen := peer.request()) is not None:
            if "/albums/" in seen.target:
                peer.send(answer(ZIP, "application/zip"))
                continue
            whole = self.answer_to(seen)
            if self.offset_of(seen) is None:
                peer.send(whole[: whole.index(b"\r\n\r\n") + 4 + 900_000])
                return
            peer.send(whole)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("what", ["original", "zip"])
def test_c1_c2_killed_at_any_call_and_run_again(serve: Serve, what: str, overwrite: bool) -> None:
    """After a SIGKILL at the n-th call, for all n: I1 to I3 hold, and a rerun leaves the one right file."""
    served = CutOnce(LARGE)
    subject, good = (served.hash, served.hash) if what == "original" else ("as6sg6bxpogaaba7", sha1(ZIP))
    result = subprocess.run(
        [sys.executable, "-m", "test.transfer.killed", serve(served).url, what, subject, good, str(overwrite)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    *wrong, calls = json.loads(result.stdout)
    assert wrong == []
    assert int(calls) >= (15 if what == "original" else 7)
