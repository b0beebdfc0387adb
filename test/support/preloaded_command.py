"""Run each command in a fork of one process that has imported everything and drawn the sample pictures.

Importing takes longest. A test calls ``Commands.run``; a shell starts ``Commands.script``. Either sends the folder,
umask, environment, arguments and open files of a command over a socket, and gets the exit code. A command has no
terminal, and Ctrl-C does not reach it.
"""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_CODE_BYTES = 4
_LIMIT_S = 600
_ROOT = Path(__file__).parents[2]
_SAMPLE_PHOTOS = 24  # as the server and --demo have
_COMMAND = "photoprism_client.cli"
#: What has a ``main`` that tests start: the command, the same under other circumstances, and snippets.
PROGRAMS = (
    *(_COMMAND, "test.support.refuse_syscalls", "test.support.run_as_unknown_user"),
    "test.support.run_doc_page",
)

_CALLER = """#!{python} -IS
import json, os, socket, sys

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect({address!r})
    socket.send_fds(connection, [b"!"], [0, 1, 2])
    request = [{program!r}, os.getcwd(), os.umask(0), dict(os.environ), sys.argv[1:]]
    connection.sendall(json.dumps(request).encode())
    connection.shutdown(socket.SHUT_WR)
    code = connection.recv(4, socket.MSG_WAITALL)
sys.exit(int.from_bytes(code, "big", signed=True) if code else "the command was lost")
"""


class Commands(NamedTuple):
    """A process that runs commands."""

    #: Of its socket, in a folder that only holds what belongs to it.
    address: Path

    def script(self) -> Path:
        """Write an executable file ``photoprism-images`` that has the command run; return its path."""
        path = self.address.with_name("photoprism-images")
        text = _CALLER.format(python=sys.executable, address=str(self.address), program=_COMMAND)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return path

    def run(
        self, *arguments: str, environment: Mapping[str, str], folder: Path = _ROOT, program: str = _COMMAND
    ) -> subprocess.CompletedProcess[str]:
        """Run a command with nothing to read, and wait for its end.

        :param arguments: what follows the name of the command.
        :param environment: all variables that it has.
        :param folder: where it runs.
        :param program: one of ``PROGRAMS``.
        :return: its exit code, and what it printed.
        """
        with (
            open(os.devnull, encoding="utf-8") as nothing,
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8") as err,
            socket.socket(socket.AF_UNIX) as connection,
        ):
            connection.settimeout(_LIMIT_S)
            connection.connect(str(self.address))
            socket.send_fds(connection, [b"!"], [nothing.fileno(), out.fileno(), err.fileno()])
            mask = os.umask(0)
            os.umask(mask)
            connection.sendall(json.dumps([program, str(folder), mask, dict(environment), arguments]).encode())
            connection.shutdown(socket.SHUT_WR)
            code = int.from_bytes(connection.recv(_CODE_BYTES, socket.MSG_WAITALL), "big", signed=True)
            for file in (out, err):
                file.seek(0)
            return subprocess.CompletedProcess(arguments, code, out.read(), err.read())


@contextmanager
def preloaded() -> Iterator[Commands]:
    """Start the process, and end it."""
    with tempfile.TemporaryDirectory() as folder:  # a short path, as sockets need
        address = Path(folder) / "socket"
        started = [sys.executable, "-m", __name__, str(address)]
        with subprocess.Popen(started, stdout=subprocess.PIPE, cwd=_ROOT) as process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline()
                yield Commands(address)
            finally:
                process.terminate()


def serve(address: str) -> None:
    """Wait for callers, and run the command of each in a process of its own."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        print("ready", flush=True)  # noqa: T201  # read by the test
        while True:
            connection, _ = listener.accept()
            if not os.fork():
                listener.close()
                _answer(connection)
            connection.close()


def _answer(connection: socket.socket) -> None:
    """Run the command of a caller, and send its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, files, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile("rb") as request:
        program, *rest = json.load(request)
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        connection.sendall(code.to_bytes(_CODE_BYTES, "big", signed=True))
        os._exit(0)
    connection.close()
    _become(files, *rest)
    sys.exit(importlib.import_module(program).main())


def _become(files: Sequence[int], folder: str, mask: int, environment: dict[str, str], arguments: list[str]) -> None:
    """Take over what a process gets from the one that starts it."""
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    # The streams of the parent may be of another kind, a file or a pipe.
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
    os.chdir(folder)
    os.umask(mask)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments


if __name__ == "__main__":
    import photoprism_client.cli.commands  # noqa: F401  # main() imports it late
    from photoprism_client.testing.library.sample import write_sample

    for name in PROGRAMS:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as scratch:
        write_sample(Path(scratch), _SAMPLE_PHOTOS)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    serve(sys.argv[1])
