"""The state or ``SHA1SUMS`` lost, cut, wrong or hostile: the run ends right, and no picture is asked for again."""

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.support.export_runs import OWN, Run, originals, record, trash, tree

pytestmark = pytest.mark.photoprism(photos=6)

STATE = f"{OWN}/state.sqlite"
MINE = b"of the owner"
CHANGED, GONE = "2023/日本/富士山 #1.jpg", "2023/100% real/a+b=c & d.jpg"


@pytest.fixture
def dest(photoprism_server: PhotoPrismServer, tmp_path: Path) -> Path:
    """Export all with metadata, put a file of the owner's among it, and return the folder."""
    dest = tmp_path / "dest"
    dest.mkdir()
    (dest / "mine.txt").write_bytes(MINE)
    again(photoprism_server, dest)
    return dest


def again(server: PhotoPrismServer, dest: Path) -> Run:
    """Run once more, with all that could remove something."""
    return Run(server, dest, prune=True, max_prune=1000, metadata="json")


def cut(part: float) -> Callable[[Path], object]:
    """Return what cuts a file to a part of its size."""
    return lambda path: os.truncate(path, int(path.stat().st_size * part))


def renumber(path: Path) -> None:
    """Make a state that of a version to come."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")


def replace_by_folder(path: Path) -> None:
    """Put a folder where the state is expected."""
    path.unlink()
    path.mkdir()


HARM: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "empty": cut(0),
    "cut within the first page": lambda path: os.truncate(path, 77),
    "cut to a tenth": cut(0.1),
    "cut in the middle": cut(0.5),
    "cut at the end": cut(0.99),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "zeroed but for its head": lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(8192)),
    "text": lambda path: path.write_text("not a database\n" * 1000),
    "another database": lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 64),
    "newer": renumber,
    "folder": replace_by_folder,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_state_that_is_lost_is_made_anew_of_the_record(
    photoprism_server: PhotoPrismServer, dest: Path, harm: Callable[[Path], object]
) -> None:
    """Everything still counts as ours; not a byte of the folder changes, and nothing is asked for but listings."""
    before, said = tree(dest), record(dest)
    harm(dest / STATE)
    for _ in range(2):
        run = again(photoprism_server, dest)
        assert run.pictures == []
        assert run.counts == {"unchanged": len(originals(photoprism_server))}
        assert (tree(dest), record(dest), trash(dest)) == (before, said, {})
        assert run.report.metadata == 0
    # What is gone on the server is still known to be ours, and goes.
    (photoprism_server.library.root / GONE).unlink()
    photoprism_server.library.reindex()
    assert again(photoprism_server, dest).counts["removed"] == 1
    assert not (dest / GONE).exists()
    assert (dest / "mine.txt").read_bytes() == MINE


def cut_in_a_line(path: Path) -> None:
    """Cut the last line in its digest."""
    text = path.read_bytes()
    path.write_bytes(text[: text.rindex(b"\n", 0, -1) + 21])


SUMS_HARM: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "empty": cut(0),
    "cut in a line": cut_in_a_line,
    "cut in the middle": cut(0.5),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "not text": lambda path: path.write_bytes(bytes(range(256)) * 50),
}


@pytest.mark.parametrize("harm", SUMS_HARM.values(), ids=SUMS_HARM)
def test_record_that_is_lost_is_made_anew_of_the_state(
    photoprism_server: PhotoPrismServer, dest: Path, harm: Callable[[Path], object]
) -> None:
    """It is written again as it was."""
    before = tree(dest)
    harm(dest / "SHA1SUMS")
    run = again(photoprism_server, dest)
    assert run.pictures == []
    assert run.counts == {"unchanged": len(originals(photoprism_server))}
    assert tree(dest) == before


@pytest.mark.parametrize("is_known", [True, False])
def test_hostile_record_leads_nowhere(
    photoprism_server: PhotoPrismServer, dest: Path, tmp_path: Path, is_known: bool
) -> None:
    """Lines that lead out of the folder, or into an export's own, are passed over, state or not."""
    said = record(dest)
    victim = tmp_path / "victim"
    victim.write_bytes(MINE)
    own = dest / OWN / "lock"
    digest, own_digest = (hashlib.sha1(path.read_bytes()).hexdigest() for path in (victim, own))
    names = ("../victim", str(victim), f"./../{dest.name}/../victim", "a/../../victim", "\0", "..", "", "a//b", "C:\\x")
    with (dest / "SHA1SUMS").open("a", newline="\n") as file:
        file.writelines(f"{digest}  {name}\n" for name in names)
        file.writelines(f"{own_digest}  {name}\n" for name in (f"{OWN}/lock", f"{OWN}/../{OWN}/lock", OWN))
        file.write("f" * 100_000 + "\n")
    if not is_known:
        (dest / STATE).unlink()
    for _ in range(2):
        run = again(photoprism_server, dest)
        assert run.counts == {"unchanged": len(originals(photoprism_server))}
        assert run.pictures == []
        assert (victim.read_bytes(), own.exists(), trash(dest)) == (MINE, True, {})
        assert record(dest) == said


def test_record_older_than_the_state_takes_nothing_back(photoprism_server: PhotoPrismServer, dest: Path) -> None:
    """A copy of the record from before a replacement and a removal makes nothing foreign, and nothing come back."""
    old = (dest / "SHA1SUMS").read_bytes()
    write_picture(photoprism_server.library.root / CHANGED, 100)
    (photoprism_server.library.root / GONE).unlink()
    photoprism_server.library.reindex()
    counts = again(photoprism_server, dest).counts
    assert (counts["removed"], counts["replaced"]) == (1, 1)
    before, said = tree(dest), record(dest)
    (dest / "SHA1SUMS").write_bytes(old)
    run = again(photoprism_server, dest)
    assert (run.pictures, set(run.counts)) == ([], {"unchanged"})
    assert (tree(dest), record(dest)) == (before, said)


def test_state_older_than_the_record_is_corrected(photoprism_server: PhotoPrismServer, dest: Path) -> None:
    """A copy of the state from before some runs, as a backup that was put back in parts."""
    old = (dest / STATE).read_bytes()
    write_picture(photoprism_server.library.root / CHANGED, 100)
    (photoprism_server.library.root / GONE).rename(photoprism_server.library.root / "renamed.jpg")
    photoprism_server.library.reindex()
    counts = again(photoprism_server, dest).counts
    assert (counts["moved"], counts["replaced"]) == (1, 1)
    before, said = tree(dest), record(dest)
    (dest / STATE).write_bytes(old)
    run = again(photoprism_server, dest)
    assert (run.pictures, set(run.counts)) == ([], {"unchanged"})
    assert (tree(dest), record(dest)) == (before, said)


def test_with_both_gone_what_is_right_is_adopted_and_the_rest_is_foreign(
    photoprism_server: PhotoPrismServer, dest: Path
) -> None:
    """No picture is asked for; from then on nothing of it is ever replaced or removed, and reruns converge."""
    before = {path: digest for path, digest in tree(dest).items() if path != "SHA1SUMS"}
    (photoprism_server.library.root / GONE).unlink()
    photoprism_server.library.reindex()
    (dest / STATE).unlink()
    (dest / "SHA1SUMS").unlink()
    count = len(originals(photoprism_server))
    assert again(photoprism_server, dest).counts == {"adopted": count}
    for _ in range(2):
        run = again(photoprism_server, dest)
        assert run.pictures == []
        assert run.report.is_complete
        assert {path: digest for path, digest in tree(dest).items() if path != "SHA1SUMS"}.items() >= before.items()
    assert trash(dest) == {}
    assert record(dest).keys() <= {path for path in tree(dest) if "(" in path}
    write_picture(photoprism_server.library.root / CHANGED, 100)
    photoprism_server.library.reindex()
    assert again(photoprism_server, dest).counts["new"] == 1
    assert {path: tree(dest).get(path) for path in before} == before
