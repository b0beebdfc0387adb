"""Real commands that are interrupted, or meet each other in one folder."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from photoprism_client.testing.proxy import faults
from test.support.export_runs import OWN, originals, pictures, record, stamps

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")

ROOT = Path(__file__).parents[2]
SENT = 5 * 256 * 1024  # bytes that come before the server stalls; what fills buffers is on disk at once
_LIMIT_S = 300
_COMMAND = "from photoprism_client.cli import main; main()"

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PhotoPrismServer]:
    """Yield a server with three originals of 2 MB."""
    shown = tmp_path / "originals"
    for number, name in enumerate("abc"):
        write_picture(shown / f"{name}.jpg", number, (96, 64))
        with (shown / f"{name}.jpg").open("ab") as file:
            file.write(bytes([number]) * 2_000_000)
    with PhotoPrismServer(Library.from_folder(shown)) as server:
        yield server


@pytest.fixture
def start(tmp_path: Path, proxy: FaultProxy) -> Iterator[Start]:
    """Start exports in processes of their own, which are ended after the test."""
    with ExitStack() as stack:

        def run(dest: Path, *arguments: str) -> "subprocess.Popen[str]":
            process = subprocess.Popen(
                [sys.executable, "-c", _COMMAND, "export", str(dest), "--url", proxy.url, *arguments],
                cwd=ROOT,
                env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path / "config")},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield run


def end(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Wait for the end of a command; return its exit code, and what it said."""
    _, said = process.communicate(timeout=_LIMIT_S)
    return process.returncode, said


def await_partial(dest: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until all bytes that were sent are on disk."""
    while not any(part.stat().st_size >= SENT for part in (dest / OWN / "incoming").glob("*.part")):
        with pytest.raises(subprocess.TimeoutExpired):  # it is still running
            process.wait(0.01)


@pytest.mark.parametrize("workers", ["1", "4"])
def test_ctrl_c_ends_an_export_while_the_server_stalls_and_the_next_goes_on(
    server: PhotoPrismServer, proxy: FaultProxy, start: Start, tmp_path: Path, workers: str
) -> None:
    """It ends with 130 although not a byte comes; what is whole is recorded, what is begun is resumed."""
    dest, stall = tmp_path / "dest", faults.Stall(after=SENT)
    proxy.script(None, stall, stall, match="/dl/")
    interrupted = start(dest, "--workers", workers)
    stall.gate.wait_for_arrivals(timeout_s=_LIMIT_S)
    await_partial(dest, interrupted)
    interrupted.send_signal(signal.SIGINT)
    code, said = end(interrupted)
    assert (code, said.strip()) == (130, "interrupted")
    assert pictures(dest) == record(dest)
    assert len(record(dest)) == 1
    proxy.clear()
    stall.gate.open()
    assert end(start(dest))[0] == 0
    assert pictures(dest) == originals(server) == record(dest)
    assert os.listdir(dest / OWN / "incoming") == []
    asked = [seen for seen in proxy.requests if "/dl/" in seen.path]
    assert len(asked) == 2
    assert f"bytes={SENT}-" in {seen.headers.get("Range") for seen in asked}
    proxy.clear()
    assert end(start(dest))[0] == 0
    assert not [seen for seen in proxy.requests if "/dl/" in seen.path]


def test_second_export_into_a_folder_ends_with_4_and_disturbs_nothing(
    server: PhotoPrismServer, proxy: FaultProxy, start: Start, tmp_path: Path
) -> None:
    """While one export runs, a second one or a dry run ends with an error that says so; the first goes on."""
    dest, stall = tmp_path / "dest", faults.Stall(after=SENT)
    proxy.script(stall, match="/dl/")
    first = start(dest)
    stall.gate.wait_for_arrivals(timeout_s=_LIMIT_S)
    await_partial(dest, first)
    before = stamps(dest)
    asked = len(proxy.requests)
    for arguments in ((), ("--dry-run",)):
        code, said = end(start(dest, *arguments))
        assert code == 4
        assert f"another export is writing to {dest}" in said
    assert stamps(dest) == before
    assert len(proxy.requests) == asked
    stall.gate.open()
    assert end(first)[0] == 0
    assert pictures(dest) == originals(server) == record(dest)
