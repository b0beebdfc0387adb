"""Processes that call a server at the same moment, each with its own client.

``Processes`` starts this module once; it imports the client and forks, since importing takes longest. Each line that it
reads is a round of calls, each line that it prints has their results.
"""

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from photoprism_client import ApiClient, Configuration, ImagesApi, OpenApiException


class Processes:
    """Processes of a client each; a context manager that ends them.

    :param count: how many.
    :param sha1: the picture that each asks for.
    :param settings: of ``Configuration``.
    """

    def __init__(self, count: int, sha1: str, settings: Mapping[str, Any]) -> None:
        told = json.dumps({"count": count, "sha1": sha1, "settings": settings})
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._send(told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _send(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def call(self) -> list[str]:
        """Let all ask for a thumbnail and the original at once; return ``ok``, or the error, for each."""
        assert self._process.stdout is not None
        self._send("call")
        found: list[str] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        """Let all close their clients and end."""
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0


def _call(images: ImagesApi, sha1: str) -> str:
    try:
        images.get_thumb(sha1, size="tile_50")
        images.get_download(sha1)
    except OpenApiException as error:
        return f"{type(error).__name__}: {getattr(error, 'message', error)}"
    return "ok"


def _work(connection: Connection, sha1: str, settings: Mapping[str, Any]) -> None:
    with ApiClient(Configuration(**settings)) as client:
        images = ImagesApi(client)
        while connection.recv():
            connection.send(_call(images, sha1))
    os._exit(0)


def _main() -> None:
    told = json.loads(sys.stdin.readline())
    context = multiprocessing.get_context("fork")
    ends = []
    for _ in range(told["count"]):
        mine, other = context.Pipe()
        context.Process(target=_work, args=(other, told["sha1"], told["settings"])).start()
        ends.append(mine)
    for _line in sys.stdin:
        for end in ends:
            end.send(True)
        print(json.dumps([end.recv() for end in ends]), flush=True)  # noqa: T201  # read by the test
    for end in ends:
        end.send(False)


if __name__ == "__main__":
    _main()
