"""Run a download many times, each time killed at the next file-system call; report what is wrong on disk after each.

test_kill.py starts it in its own process, which has no threads and so can fork.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from photoprism_client import ApiClient, Configuration, ImagesApi
from photoprism_client._clock import Clock
from photoprism_client.transfer import copy
from test.support.bodies import sha1

CALLS = (
    "open",
    "close",
    "write",
    "copy_file_range",
    "fsync",
    "link",
    "replace",
    "rename",
    "unlink",
    "ftruncate",
    "lseek",
    "utime",
)
FOREIGN = b"a file of the owner"
_MEMORY = "/dev/shm"  # faster than a disk


def _die_at(count: int) -> None:
    made = [0]

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            made[0] += 1
            if made[0] == count:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **options)

        return call

    for name in CALLS:
        setattr(os, name, dying(getattr(os, name)))


def _download(url: str, what: str, subject: str, path: Path, *, overwrite: bool) -> bool:
    clock = Clock(sleep=lambda _seconds: None)
    with ApiClient(Configuration(host=url), clock=clock) as client:
        images = ImagesApi(client)
        if what == "copy":
            return copy(path.parent / "foreign", path, subject, overwrite=overwrite).was_present
        if what == "zip":
            return images.download_album_to_file(subject, path, overwrite=overwrite).was_present
        if what == "thumb":
            return images.get_thumb_to_file(subject, path, overwrite=overwrite).was_present
        return images.get_download_to_file(subject, path, overwrite=overwrite).was_present


def _run_killed(count: int, *job: Any, overwrite: bool) -> bool:
    """Return whether the child was killed."""
    child = os.fork()
    if not child:
        code = 1
        try:
            _die_at(count)
            _download(*job, overwrite=overwrite)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def main(url: str, what: str, subject: str, good: str, *, overwrite: bool) -> list[str]:
    """Return the errors and the number of calls."""
    wrong: list[str] = []
    count, is_killed = 0, True
    parent = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    while is_killed:
        count += 1
        with tempfile.TemporaryDirectory(dir=parent) as name:
            folder = Path(name)
            target = folder / "a"
            (folder / "foreign").write_bytes(FOREIGN)
            if overwrite:
                target.write_bytes(b"old")
            is_killed = _run_killed(count, url, what, subject, target, overwrite=overwrite)
            found = sha1(target.read_bytes()) if target.exists() else None
            if found not in {None, good} and not (overwrite and found == sha1(b"old")):
                wrong.append(f"I1 at {count}: {found}")
            # An existing zip or picture has no known SHA-1, so that a rerun replaces it.
            is_known = what == "original"
            again = _download(url, what, subject, target, overwrite=overwrite or not (is_known or found is None))
            if is_known and again != (found == good):
                wrong.append(f"I3 at {count}: was there {again}, found {found}")
            if sha1(target.read_bytes()) != good or (folder / "foreign").read_bytes() != FOREIGN:
                wrong.append(f"I1, I2 at {count}, after a rerun")
            if left := sorted(os.listdir(folder)) != ["a", "foreign"]:
                wrong.append(f"I3 at {count}: orphans {left}: {sorted(os.listdir(folder))}")
    return [*wrong, str(count - 1)]


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:5], overwrite=sys.argv[5] == "True")))  # noqa: T201  # read by the test
