"""What workers of Dask do in tests: read files in each of the ways that a file system has."""

import hashlib
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import fsspec

from photoprism_client._clock import Clock
from photoprism_client.fs import clients

#: The variable with the path of a file that workers write all that they log to.
LOG = "TEST_WORKER_LOG"
#: Files up to this size are opened as a whole by :func:`in_blocks`.
BLOCK = 8192


def by_cat(fs: Any, paths: Sequence[str]) -> Mapping[str, bytes]:
    """Read files together."""
    found: Mapping[str, bytes] = fs.cat(list(paths))
    return found


def by_open(fs: Any, paths: Sequence[str]) -> Mapping[str, bytes]:
    """Open files one by one, and read each whole."""
    found = {}
    for path in paths:
        with fs.open(path) as file:
            found[path] = file.read()
    return found


def in_blocks(fs: Any, paths: Sequence[str]) -> Mapping[str, bytes]:
    """Open files one by one, and read each in order by many requests."""
    found = {}
    for path in paths:
        with fs.open(path, block_size=BLOCK, cache_type="bytes") as file:
            found[path] = b"".join(iter(lambda: file.read(BLOCK), b""))
    return found


def by_get(fs: Any, paths: Sequence[str]) -> Mapping[str, bytes]:
    """Fetch files to the disk; what appears there is whole, also after an error."""
    with TemporaryDirectory() as folder:
        targets = [os.path.join(folder, str(number)) for number in range(len(paths))]
        fs.get(list(paths), targets)
        return {path: Path(target).read_bytes() for path, target in zip(paths, targets, strict=True)}


WAYS: Mapping[str, Callable[[Any, Sequence[str]], Mapping[str, bytes]]] = {
    "cat": by_cat,
    "open": by_open,
    "blocks": in_blocks,
    "get": by_get,
}


def begin(paths: Sequence[str], host: str) -> None:
    """Log in, and list the folders of files, so that a job asks for nothing but files."""
    _prepare()
    fs = fsspec.filesystem("photoprism", host=host)
    for folder in sorted({path.rpartition("/")[0] for path in paths}):
        fs.ls(folder)


def digests(way: str, paths: Sequence[str], host: str) -> dict[str, str]:
    """Read files; the login is in the environment of the worker.

    :param way: one of :data:`WAYS`.
    :param paths: of the files.
    :param host: the server.
    :return: the SHA-1 of what was read, by path.
    """
    _prepare()
    found = WAYS[way](fsspec.filesystem("photoprism", host=host), paths)
    return {path: hashlib.sha1(data, usedforsecurity=False).hexdigest() for path, data in found.items()}


def _prepare() -> None:
    """Note all that is logged, and do not really wait before a request is repeated."""
    vars(clients)["SYSTEM_CLOCK"] = Clock(sleep=lambda _: None, chance=lambda: 1.0)
    root = logging.getLogger()
    if not any(isinstance(handler, logging.FileHandler) for handler in root.handlers):
        root.addHandler(logging.FileHandler(os.environ[LOG]))
        root.setLevel(logging.DEBUG)
