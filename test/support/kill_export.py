"""Run an export many times, each time ended at another file-system call; report what is wrong on disk after each.

test_kill.py starts it in its own process, which has no threads and so can fork.
"""

import io
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from photoprism_client import ApiClient, Configuration
from photoprism_client.export import ExportOptions, ExportReport, Selection, export
from photoprism_client.export.state import State
from photoprism_client.export.state.known_files import KnownFiles
from test.support.bodies import sha1
from test.support.export_runs import OWN, record, trash, tree

OPTIONS = ExportOptions(template="{album}/{name}", metadata="json", prune=True, workers=1, fsync=False)
FULL = "full"
# Calls that change something; ending at any other call equals ending at the next of these.
_CALLS = (
    *("copy_file_range", "ftruncate", "link", "mkdir", "open", "rename"),
    *("replace", "rmdir", "unlink", "utime", "write"),
)
_NEED_ROOM = frozenset({"copy_file_range", "file", "link", "mkdir", "open", "write"})
_CHANGES = ((State, "commit"), (State, "commit_with_record"), (KnownFiles, "forget"), (KnownFiles, "put"))
_SUMS = ("SHA1SUMS", ".photoprism-SHA1SUMS.part")
_MEMORY = "/dev/shm"  # faster than a disk

Known = dict[str, tuple[Any, ...]]
Stamp = tuple[int, int, str]


def run(url: str, dest: Path) -> ExportReport:
    """Export everything."""
    with ApiClient(Configuration(host=url)) as client:
        return export(client, Selection(), dest, OPTIONS)


def finish(url: str, dest: Path) -> ExportReport:
    """Export until nothing is left to report, since each conflict is reported once; return the first report."""
    first = run(url, dest)
    return first if first.is_complete or run(url, dest).is_complete else run(url, dest)


class Found(NamedTuple):
    """What is in the folder of an export."""

    files: dict[str, str]
    trash: list[str]
    known: Known
    incoming: list[str]
    record: dict[str, str]

    @classmethod
    def at(cls, dest: Path) -> "Found":
        """Look at a folder."""
        files = {path: digest for path, digest in tree(dest).items() if path != "SHA1SUMS"}
        with closing(sqlite3.connect(dest / OWN / "state.sqlite")) as db:
            rows = db.execute("SELECT path, content, sha1, is_ours, describes FROM known").fetchall()
        known = {path: tuple(facts) for path, *facts in rows}
        return cls(files, sorted(trash(dest).values()), known, os.listdir(dest / OWN / "incoming"), record(dest))

    @property
    def ours(self) -> Known:
        """Files that an export wrote, without those that it adopted."""
        return {path: facts for path, facts in self.known.items() if facts[2]}


class Ending:
    """End this process at a call.

    :param count: number of the call; 0 for none.
    :param how: ``killed`` by a signal that cannot be caught, ``interrupted`` as by Ctrl-C, or ``full``: from
        then on the disk is full.
    """

    def __init__(self, count: int, how: str) -> None:
        self.made, self._count, self._how = 0, count, how
        for name in _CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        io.open = self._watched("file", io.open)
        for table, name in _CHANGES:
            setattr(table, name, self._watched(name, getattr(table, name)))

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if (name == "open" and not args[1] & os.O_CREAT) or (name == "file" and "r" in (*args, "r")[1]):
                return real(*args, **options)
            self.made += 1
            if self._count and self.made == self._count:
                self._end(name, real, args)
            if self._how == FULL and self._count and self.made >= self._count and name in _NEED_ROOM:
                raise OSError(28, "No space left on device")
            return real(*args, **options)

        return call

    def _end(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> None:
        if name == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        if self._how == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self._how == "interrupted":
            raise KeyboardInterrupt


class Trial:
    """A folder that every run starts from, and the result of undisturbed runs."""

    def __init__(self, url: str, base: Path, scratch: Path, how: str) -> None:
        self._url, self._base, self._scratch, self._how = url, base, scratch, how
        self.wrong: list[str] = []
        self._before = Found.at(base)
        whole = self._copied("whole")
        self.counts = finish(url, whole).counts
        self._after = Found.at(whole)
        known = self._after.ours
        self._pictures = {path for path, facts in known.items() if not facts[3]}
        self._foreign = {path for path, digest in self._after.files.items() if known.get(path, "  ")[1] != digest}
        if finish(url, whole).size or Found.at(whole) != self._after:
            self.wrong.append("undisturbed runs never finish")

    def count(self) -> int:
        """Return how many calls an undisturbed run makes."""
        told = self._scratch / "count"
        child = os.fork()
        if not child:
            ending = Ending(0, self._how)
            run(self._url, self._copied("counted"))
            told.write_text(str(ending.made), encoding="ascii")
            os._exit(0)
        os.waitpid(child, 0)
        return int(told.read_text(encoding="ascii"))

    def end_at(self, count: int) -> None:
        """Run an export that ends at a call, check the folder, run again and check it again."""
        dest = self._copied("ended")
        theirs = {path: _stamp(dest / path) for path in self._foreign}
        self._run_ended(dest, count)
        held = tree(dest)
        for path, digest in held.items():
            if path not in _SUMS and digest not in {self._before.files.get(path), self._after.files.get(path)}:
                self._blame(count, f"{path} is neither old nor new")
        self._check_foreign(count, dest, theirs)
        came = {digest for name, digest in tree(dest / OWN / "incoming").items() if name == digest}
        report = finish(self._url, dest)
        found = Found.at(dest)
        wanted = {self._after.files.get(path, ""): path for path in self._pictures - self._foreign}
        needed = [path for digest, path in wanted.items() if digest not in {*held.values(), *came}]
        if report.size > sum((dest / path).stat().st_size for path in needed):
            self._blame(count, f"{report.size} bytes were fetched for {needed}")
        self._check_foreign(count, dest, theirs)
        if Counter(found.trash) - Counter(self._after.trash):
            self._blame(count, f"trash: {found.trash}, not {self._after.trash}")
        if lost := {*self._after.trash} - {*found.trash, *found.files.values()}:
            self._blame(count, f"{lost} is nowhere")
        for name, part, good in zip(Found._fields, found, self._after, strict=True):
            if part != good and name != "trash":  # a file that was moved in the meantime need not be replaced
                self._blame(count, f"{name}: {_difference(part, good)}")

    def _blame(self, count: int, what: str) -> None:
        self.wrong.append(f"{self._how} at {count}: {what}")

    def _copied(self, name: str) -> Path:
        dest = self._scratch / name
        shutil.rmtree(dest, ignore_errors=True)
        shutil.copytree(self._base, dest)
        return dest

    def _check_foreign(self, count: int, dest: Path, theirs: dict[str, Stamp]) -> None:
        for path, stamp in theirs.items():
            if not (dest / path).exists() or _stamp(dest / path) != stamp:
                self._blame(count, f"{path} is not ours and was touched")

    def _run_ended(self, dest: Path, count: int) -> None:
        child = os.fork()
        if not child:
            code = 1
            try:
                Ending(count, self._how)
                code = 0 if run(self._url, dest) else 1
            except (KeyboardInterrupt, OSError):
                code = 0
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        assert status in {0, signal.SIGKILL}, f"{self._how} at {count}: {status}"


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, sha1(path.read_bytes())


def _difference(found: Any, good: Any) -> str:
    if isinstance(found, dict):
        paths = sorted(path for path in {*found, *good} if found.get(path) != good.get(path))
        return "; ".join(f"{path} is {found.get(path)}, not {good.get(path)}" for path in paths)
    return f"{found}, not {good}"


def main(url: str, base: str, how: str, chances: str, seed: str) -> dict[str, Any]:
    """End at every call, or at a random choice of calls; return the errors and the number of calls."""
    with tempfile.TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as scratch:
        trial = Trial(url, Path(base), Path(scratch), how)
        every = range(1, trial.count() + 1)
        chosen = random.Random(seed).sample(every, min(int(chances) or len(every), len(every)))
        for count in sorted(chosen):
            trial.end_at(count)
        return {"wrong": trial.wrong, "counts": trial.counts, "calls": len(every), "tried": len(chosen)}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))  # noqa: T201  # read by the test
