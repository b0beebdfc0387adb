"""Make a gallery many times, each time killed at another file-system call; report what is wrong with its page then.

test/gallery/test_kill.py starts it in its own process, which has no threads and so can fork.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from photoprism_client import ApiClient, Configuration
from photoprism_client.export import ExportOptions, Selection
from photoprism_client.gallery import export_with_gallery
from test.support.export_runs import tree
from test.support.galleries import photos, scripts, thumb_of
from test.support.kill_export import Ending

_OPTIONS = ExportOptions(prune=True, workers=1, fsync=False)


def run(url: str, dest: Path) -> None:
    """Export everything, with the gallery."""
    with ApiClient(Configuration(host=url)) as client:
        export_with_gallery(client, Selection(), dest, _OPTIONS)


def faults_of(dest: Path) -> list[str]:
    """Return what a page names that is not there; a folder without a page has nothing wrong."""
    if not (dest / "gallery.html").exists():
        return []
    named = scripts(dest)
    if missing := [str(path) for path in named if not path.is_file()]:
        return missing
    return [str(path) for photo in photos(dest) if not (path := thumb_of(dest, photo)).is_file()]


def _in_child(work: Callable[[], object]) -> None:
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    os.waitpid(child, 0)


def main(url: str, base: str, step: int) -> dict[str, object]:
    """End at every call, or at every *step*-th; return the errors and the number of calls."""
    with tempfile.TemporaryDirectory() as scratch:
        dest, told, wrong = Path(scratch, "ended"), Path(scratch, "count"), []

        def start() -> None:
            shutil.rmtree(dest, ignore_errors=True)
            shutil.copytree(base, dest)

        def count() -> None:
            ending = Ending(0, "killed")
            run(url, dest)
            told.write_text(str(ending.made), encoding="ascii")

        def killed(at: int) -> None:
            Ending(at, "killed")
            run(url, dest)

        start()
        _in_child(count)
        calls, whole = int(told.read_text(encoding="ascii")), tree(dest)
        for at in range(1, calls + 1, step):
            start()
            _in_child(lambda at=at: killed(at))  # type: ignore[misc]  # the type of a default
            wrong += [f"at {at}: {path}" for path in faults_of(dest)]
            run(url, dest)
            if (found := tree(dest)) != whole:
                wrong.append(f"at {at}: {sorted(found.items() ^ whole.items())}")
        return {"wrong": wrong, "calls": calls}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]))))  # noqa: T201  # read by the test
