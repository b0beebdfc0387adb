"""Save thumbnails many times, each time killed at the next file-system call; report what is wrong on disk after each.

test_kill.py starts it in its own process, which has no threads and so can fork.
"""

import json
import os
import signal
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from photoprism_client import ApiClient, Configuration
from photoprism_client.export import Selection
from photoprism_client.thumbs import ThumbsOptions, save_thumbs
from test.support.many import hashes, picture

COUNT = 5
# Calls that change something; ending at any other call equals ending at the next of these.
_CALLS = ("mkdir", "open", "write", "writev", "link", "rename", "replace", "unlink")
_MEMORY = "/dev/shm"  # faster than a disk


def save(url: str, folder: Path, shards: int | None) -> bool:
    """Save all; return whether all are there."""
    with ApiClient(Configuration(host=url)) as client:
        options = ThumbsOptions(shards=shards, connections=1, fsync=False)
        return save_thumbs(client, Selection(), folder, options).is_complete


def found(folder: Path) -> dict[str, bytes]:
    """Return the pictures in a folder by name; a shard that cannot be read is an error."""
    pictures: dict[str, bytes] = {}
    for path in folder.iterdir():
        if path.suffix == ".jpg":
            pictures[path.name] = path.read_bytes()
        elif path.suffix == ".tar":
            with tarfile.open(path) as shard:
                for member in shard:
                    file = shard.extractfile(member)
                    assert file is not None
                    pictures[member.name] = file.read()
            assert path.stat().st_size % 10240 == 0
    return {name: data for name, data in pictures.items() if name.endswith(".jpg")}


def _die_at(count: int) -> None:
    made = [0]

    def dying(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            made[0] += name != "open" or bool(args[1] & os.O_CREAT)
            if made[0] == count:
                if name == "write":
                    real(args[0], args[1][: len(args[1]) // 2])
                if name == "writev":
                    real(args[0], args[1][: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        return call

    for name in _CALLS:
        setattr(os, name, dying(name, getattr(os, name)))


def _run_killed(count: int, url: str, folder: Path, shards: int | None) -> bool:
    """Return whether the child was killed."""
    child = os.fork()
    if not child:
        code = 1
        try:
            _die_at(count)
            save(url, folder, shards)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main(url: str, shards: int | None) -> list[str]:
    """Return the errors and the number of calls."""
    wanted = {f"{sha1}.jpg": picture(sha1) for sha1 in hashes(COUNT)}
    wrong: list[str] = []
    count, is_killed = 0, True
    while is_killed:
        count += 1
        with tempfile.TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as name:
            folder = Path(name, "thumbs")
            is_killed = _run_killed(count, url, folder, shards)
            if folder.exists() and not found(folder).items() <= wanted.items():
                wrong.append(f"something wrong has a name at {count}")
            if not save(url, folder, shards) or found(folder) != wanted:
                wrong.append(f"a rerun does not converge at {count}")
            if left := os.listdir(folder / ".photoprism-images" / "incoming"):
                wrong.append(f"orphans at {count}: {left}")
    return [*wrong, str(count - 1)]


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]) or None)))  # noqa: T201  # read by the test
