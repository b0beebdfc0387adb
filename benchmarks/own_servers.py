"""Servers of the benchmarks that run in a separate process, and print their port when they are ready."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from benchmarks.isolated import ROOT


@contextmanager
def served(module: str, *arguments: object) -> Iterator[str]:
    """Run a module that serves.

    :param module: its name below ``benchmarks``; it prints its port.
    :param arguments: of its command line.
    :return: a context manager with the URL.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            port = process.stdout.readline().strip() if process.stdout else ""
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


class Answering(BaseHTTPRequestHandler):
    """A request to one of these servers."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one write for a small answer
    # A large one takes two writes, and the second would wait for the client's acknowledgement, which takes 40 ms.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer a GET."""
        self.reply()

    def reply(self) -> None:
        """Answer the request by one call of :meth:`answer`."""
        raise NotImplementedError

    def answer(
        self, body: bytes, headers: Mapping[str, int] | None = None, media_type: str = "application/json"
    ) -> None:
        """Send an answer.

        :param body: all of it.
        :param headers: others than those about the body.
        :param media_type: of the body.
        """
        self.send_response(200)
        for name, value in {"Content-Type": media_type, "Content-Length": len(body), **(headers or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # its name there
        """Keep silent."""


def rows_asked(query: Mapping[str, list[str]], count: int) -> tuple[range, dict[str, int]]:
    """Return which rows of a listing are asked for, and the headers of the answer.

    :param query: of the request.
    :param count: how many rows there are.
    :return: numbers of rows, and headers.
    """
    first, most = int(query.get("offset", ["0"])[0]), int(query["count"][0])
    numbers = range(first, min(first + most, count))
    return numbers, {"X-Count": len(numbers), "X-Limit": most, "X-Offset": first}


def serve(handler: type[Answering]) -> None:
    """Answer requests until this process is ended.

    :param handler: answers one.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    print(server.server_port, flush=True)
    server.serve_forever()
