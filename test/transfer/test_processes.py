"""Two processes that write to the same place: one writes, the other fails, and the file is right in the end."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_sample
from photoprism_client.testing.proxy import faults
from test.support.bodies import sha1
from test.support.clients import Serve
from test.support.raw_server import Peer
from test.support.served_file import Served
from test.transfer.conftest import Folder

ROOT = Path(__file__).parents[2]
SMALL = bytes(range(256)) * 400  # never leaves the buffer before it is whole
LARGE = bytes(range(251)) * 10_000
_LIMIT_S = 300
_COMMAND = "from photoprism_client.cli import main; main()"
_SAVE = """
import sys
from photoprism_client import ApiClient, Configuration, ImagesApi, OpenApiException
with ApiClient(Configuration(host=sys.argv[1])) as client:
    try:
        print(ImagesApi(client).get_download_to_file(*sys.argv[2:4]).was_present)
    except OpenApiException as error:
        sys.exit(type(error).__name__)
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start processes of this Python that are ended after the test."""
    with ExitStack() as stack:

        def run(code: str, *arguments: str) -> "subprocess.Popen[str]":
            process = subprocess.Popen(
                [sys.executable, "-c", code, *arguments],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield run


def test_second_command_for_the_same_file_ends_with_4_and_disturbs_nothing(
    start: Start, folder: Folder, tmp_path: Path
) -> None:
    """While one command receives a file, another for the same file fails with a clear message; the first goes on."""
    shown = tmp_path / "shown"
    write_sample(shown, 2)
    with next(shown.rglob("*.JPG")).open("ab") as picture:
        picture.write(bytes(2_000_000))
    with PhotoPrismServer(Library.from_folder(shown)) as server, FaultProxy(server.url) as proxy:
        file = max(server.library.files, key=lambda file: file.disk.stat().st_size)
        folder.allowed.add(file.hash)
        arguments = ("download", file.hash, "--to", str(folder.path), "--url", proxy.url)
        stall = faults.Stall(after=400_000)
        proxy.script(stall, match="/dl/")
        first = start(_COMMAND, *arguments)
        stall.gate.wait_for_arrivals(timeout_s=_LIMIT_S)
        while not folder.partials:
            assert first.poll() is None  # what the proxy sent is on its way
        second = start(_COMMAND, *arguments)
        said, told = second.communicate(timeout=_LIMIT_S)
        assert (second.returncode, said) == (4, "")
        assert "another download is writing to" in told
        assert folder.finals == {}
        stall.gate.open()
        first.communicate(timeout=_LIMIT_S)
        assert first.returncode == 0
        assert [sha1(body) for body in folder.finals.values()] == [file.hash]
        assert folder.partials == []
        count = len([seen for seen in proxy.requests if "/dl/" in seen.path])
        third = start(_COMMAND, *arguments)
        third.communicate(timeout=_LIMIT_S)
        assert third.returncode == 0
        assert len([seen for seen in proxy.requests if "/dl/" in seen.path]) == count


@pytest.mark.parametrize("body", [SMALL, LARGE], ids=["small", "large"])
def test_two_processes_that_are_answered_at_once_leave_one_right_file(
    serve: Serve, start: Start, folder: Folder, body: bytes
) -> None:
    """Both ask before either is answered: one writes the file, and the other does not touch it."""
    folder.allow(body)
    served, both = Served(body), threading.Barrier(2)

    def script(peer: Peer) -> None:
        seen = peer.request()
        if seen is not None:
            both.wait(_LIMIT_S)
            peer.send(served.answer_to(seen))
            peer.wait_for_end()

    url, target = serve(script).url, str(folder / "a.jpg")
    processes = [start(_SAVE, url, served.hash, target) for _ in range(2)]
    ends = [(process.communicate(timeout=_LIMIT_S), process.returncode) for process in processes]
    assert 0 in {code for _, code in ends}, ends
    assert folder.finals == {"a.jpg": body}
    for (_, told), code in ends:
        assert code == 0 or told.strip() in {"TargetInUseError", "TargetExistsError"}
    again = start(_SAVE, url, served.hash, target)
    assert again.communicate(timeout=_LIMIT_S) == ("True\n", "")
    assert folder.partials == []
