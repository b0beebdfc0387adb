"""Run each command in a fork of one process that has imported everything and drawn the sample pictures.

A shell starts the script ``CALLER``, which sends its folder, umask, environment, arguments and open files over a
socket, and exits as the command does.
"""

import json
import os
import signal
import socket
import sys
import tempfile
from pathlib import Path

_CODE_BYTES = 4
_SAMPLE_PHOTOS = 24  # as the server and --demo have

CALLER = """#!{python} -IS
import json, os, socket, sys

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect({address!r})
    socket.send_fds(connection, [b"!"], [0, 1, 2])
    connection.sendall(json.dumps([os.getcwd(), os.umask(0), dict(os.environ), sys.argv[1:]]).encode())
    connection.shutdown(socket.SHUT_WR)
    code = connection.recv(4, socket.MSG_WAITALL)
sys.exit(int.from_bytes(code, "big", signed=True) if code else "the command was lost")
"""


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
        folder, mask, environment, arguments = json.load(request)
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        connection.sendall(code.to_bytes(_CODE_BYTES, "big", signed=True))
        os._exit(0)
    connection.close()
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
    main()


if __name__ == "__main__":
    import photoprism_client.cli.commands  # noqa: F401  # main() imports it late
    from photoprism_client.cli import main
    from photoprism_client.testing.library.sample import write_sample

    with tempfile.TemporaryDirectory() as scratch:
        write_sample(Path(scratch), _SAMPLE_PHOTOS)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for
    serve(sys.argv[1])
