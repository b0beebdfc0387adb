"""Output that cannot be written, such as to a log on a full disk."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.support.export_runs import originals, pictures

pytestmark = [pytest.mark.once, pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")]

CALL_MAIN = "from photoprism_client.cli import main; main()"
_LIMIT_S = 600


def _run(folder: Path, *arguments: str, out: str, err: str) -> tuple[int, bytes]:
    """Run a command with its output in two files, one of which is full; return its exit code and what the other has."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    variables = {"PYTHONPATH": os.pathsep.join(sys.path), "XDG_CONFIG_HOME": str(folder / "config")}
    with (folder / out).open("wb") as stdout, (folder / err).open("wb") as stderr:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", CALL_MAIN, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            env={**inherited, **variables},
            cwd=folder,
            timeout=_LIMIT_S,
            check=False,
        )
    return done.returncode, (folder / (err if out == "/dev/full" else out)).read_bytes()


@pytest.mark.parametrize("arguments", [("albums",), ("albums", "--json")], ids=" ".join)
def test_stdout_on_a_full_disk_is_a_failure_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """It ends with 1, not with what Python ends with."""
    with PhotoPrismServer(Library.sample(photos=1)) as server:
        code, told = _run(tmp_path, *arguments, "--url", server.url, out="/dev/full", err="err")
    assert code == 1
    assert told.count(b"\n") == 1
    assert b"No space left" in told


def test_log_on_a_full_disk_does_not_end_an_export(tmp_path: Path) -> None:
    """An export reports failed files on stderr, and fetches all others even if it cannot write there."""
    with PhotoPrismServer(Library.sample(photos=4)) as server:
        wanted = originals(server)
        lost = server.library.root / min(wanted)
        lost.unlink()
        code, told = _run(tmp_path, "export", "photos", "--url", server.url, out="out", err="/dev/full")
    del wanted[min(wanted)]
    assert code == 3
    assert b"1 file failed" in told
    assert pictures(tmp_path / "photos") == wanted
