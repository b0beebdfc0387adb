"""What ``export`` and ``verify`` say: sums, files, a dry run, and how far they are."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.cli.export_view import show_report
from photoprism_client.export import ExportReport, FileReport
from photoprism_client.testing import PhotoPrismServer
from test.support.export_runs import originals, pictures, tree

pytestmark = pytest.mark.usefixtures("home")

_LIMIT_S = 300
_OF_FOUR_MONTHS = ("08/IMG_0010.JPG", "09/IMG_0011.JPG", "10/IMG_0012.JPG", "11/IMG_0013.JPG")


@pytest.fixture
def server(named_server: PhotoPrismServer) -> PhotoPrismServer:
    """Return the server that the environment names."""
    return named_server


def test_an_export_is_summed_up(server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts, bytes, time and rate go to stdout; nothing goes to stderr where that is no terminal."""
    wanted = originals(server)
    assert run(["export", "backup"]) == 0
    output = capsys.readouterr()
    size = sum((tmp_path / "backup" / name).stat().st_size for name in wanted)
    lines = output.out.splitlines()
    assert lines[0] == f"  {len(wanted)} files fetched  {size / 1000:.1f} kB"
    assert lines[1].startswith(f"{size / 1000:.1f} kB fetched in ")
    assert output.err == ""
    assert pictures(tmp_path / "backup") == wanted
    assert run(["export", "backup"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == f"  {len(wanted)} files unchanged  {size / 1000:.1f} kB"
    assert last.startswith("Nothing was fetched in ")


def test_one_file_is_not_several(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """A single file is reported in the singular."""
    assert run(["export", "backup", "--recent", "1"]) == 0
    assert capsys.readouterr().out.startswith("  1 file fetched")
    assert run(["export", "backup", "--query", "name:nothing-is-called-so"]) == 0
    assert capsys.readouterr().out.startswith("  1 file kept, though the server does not list it  ")


def test_nothing_matches(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty selection is reported, and is not a failure."""
    assert run(["export", "backup", "--query", "name:nothing-is-called-so"]) == 0
    assert capsys.readouterr().out == "Nothing matches.\n"


def test_summary_as_json(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """One object with everything that the library reports."""
    count = len(originals(server))
    assert run(["export", "backup", "--metadata", "json", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    facts = json.loads(line)
    assert facts["counts"] == {"new": count}
    assert facts["sizes"] == {"new": facts["size"]}
    assert (facts["metadata"], facts["is_complete"], facts["dry_run"]) == (count + 1, True, False)
    assert (facts["problems"], facts["reasons"], facts["stopped_by"], facts["prune_refused"]) == ([], {}, None, None)
    assert facts["seconds"] > 0


def test_report_has_a_line_for_each_file(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Also for those that were left out, with the reason."""
    assert run(["export", "backup", "--exclude", "*.dng", "--report", "report.jsonl"]) == 0
    lines = (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert {row["path"]: row["sha1"] for row in rows if row["action"] == "new"} == pictures(tmp_path / "backup")
    assert [(row["path"], row["reason"]) for row in rows if row["action"] == "skipped"] == [
        ("2021/07/IMG_1.DNG", "excluded")
    ]
    assert len(rows) == len(originals(server))
    assert all(row.keys() == set(FileReport._fields) for row in rows)


def test_a_folder_that_cannot_be_asked_for_is_reported(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once on stderr, counted in the summary and the JSON, with a line in the report; the exit code stays 0."""
    said = "the server cannot be asked for the folder '2023/100% real': it reads that as '2023/100 real'"
    reason = f"{said}; sidecar files in it are not exported"
    for dry in ([], ["--dry-run"]):
        assert run(["export", "backup", "--sidecars", "--report", "report.jsonl", *dry]) == 0
        output = capsys.readouterr()
        assert output.err == f"warning: {reason}\n"
        assert "  1 warning\n" in output.out
        rows = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text(encoding="utf-8").splitlines()]
        warnings = [row for row in rows if row["action"] == "warning"]
        assert warnings == [{"action": "warning", "path": "2023/100% real", "size": 0, "sha1": None, "reason": reason}]
    assert run(["export", "backup", "--sidecars", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["warnings"] == warnings
    assert (facts["is_complete"], facts["is_listed"]) == (True, True)
    assert run(["export", "backup", "--sidecars", "--exclude", "2023/100% real/*"]) == 0
    assert capsys.readouterr().err == ""


def test_dry_run_tells_what_would_be_done(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each file, counts and bytes, all in the conditional; nothing is written."""
    wanted = originals(server)
    sizes = {name: (server.library.root / name).stat().st_size for name in wanted}
    assert run(["export", "backup", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    total = f"{sum(sizes.values()) / 1000:.1f} kB"
    assert sorted(lines[:-3]) == sorted(f"would fetch: {name} ({size / 1000:.1f} kB)" for name, size in sizes.items())
    assert lines[-3:] == [
        "This was a dry run: nothing was changed.",
        f"  {len(wanted)} files would be fetched  {total}",
        f"{total} would be fetched.",
    ]
    assert not (tmp_path / "backup").exists()


def test_dry_run_of_a_later_night(server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What would be moved, copied, replaced and removed has words of its own, and a file here that was changed, too."""
    assert run(["export", "backup"]) == 0
    root, dest = server.library.root, tmp_path / "backup"
    moved, replaced, removed, edited = (f"2021/{month}" for month in _OF_FOUR_MONTHS)
    (root / moved).rename(root / "renamed.jpg")
    server.change_original(replaced, (root / replaced).read_bytes() + b"\0")
    server.remove_original(removed)
    server.library.reindex()
    capsys.readouterr()
    assert run(["export", "backup", "--dry-run", "--prune"]) == 0
    size = {name: f"{(dest / name).stat().st_size / 1000:.1f} kB" for name in (moved, removed)}
    new_size = f"{(root / replaced).stat().st_size / 1000:.1f} kB"
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines[:3]) == sorted(
        [
            f"would move: renamed.jpg ({size[moved]})",
            f"would replace: {replaced} ({new_size})",
            f"would remove: {removed} ({size[removed]})",
        ]
    )
    assert [" ".join(line.split()) for line in lines[3:]] == [
        "This was a dry run: nothing was changed.",
        f"{len(originals(server)) - 2} files unchanged {lines[4].split(maxsplit=3)[3]}",
        f"1 file would be moved {size[moved]}",
        f"1 file would be replaced {new_size}",
        f"1 file would be moved to the trash {size[removed]}",
        f"{new_size} would be fetched.",
    ]
    (dest / edited).write_bytes(b"edited here")
    before = tree(dest)
    assert run(["export", "backup", "--dry-run", "--prune"]) == 3
    output = capsys.readouterr()
    assert output.err.splitlines() == [
        f"conflict: {edited}: changed here",
        "Nothing would be removed: not everything could be listed and fetched",
    ]
    assert "1 file changed here, would be left alone, the server's put beside it\n" in output.out
    assert "1 file would be kept, though the server does not list it " in output.out
    assert tree(dest) == before


def test_a_terminal_shows_how_far_it_is(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Stage, files, bytes and the file at hand, on stderr alone."""
    leader, follower = pty.openpty()
    code = "from photoprism_client.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", code, "export", "backup"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "COLUMNS": "120"},
        stdout=subprocess.PIPE,
        stderr=follower,
        text=True,
    ) as process:
        os.close(follower)
        shown = b""
        with contextlib.suppress(OSError):  # how a closed terminal shows
            while part := os.read(leader, 65536):
                shown += part
        output, _ = process.communicate(timeout=_LIMIT_S)
    os.close(leader)
    text, names = shown.decode(), originals(server)
    size = f"{sum((tmp_path / 'backup' / name).stat().st_size for name in names) / 1000:.1f}"
    assert "fetching" in text
    assert f"{len(names)}/{len(names)} files {size}/{size} kB" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)
    assert any(name in text for name in names)
    assert output.startswith(f"  {len(names)} files fetched")


def test_names_cannot_steer_the_terminal(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape codes in names of the library and of the folder are shown as what they are not: nothing."""
    evil = "\x1b[31mred\x07 \u202eevil [bold].jpg"
    (server.library.root / evil).write_bytes((server.library.root / "2021/07/IMG_1.JPG").read_bytes() + b"\0")
    server.library.reindex()
    assert run(["export", "backup", "--dry-run"]) == 0
    assert run(["export", "backup", "--exclude", "*evil*"]) == 0
    (tmp_path / "backup" / evil).write_bytes(b"extra")
    assert run(["verify", "backup"]) == 0
    server.remove_original(evil)
    assert run(["export", "backup"]) == 3
    output = capsys.readouterr()
    for said in (output.out, output.err):
        assert "evil [bold].jpg" in said
        assert not set("\x1b\x07\u202e") & set(said)


_FULL = ExportReport(
    counts={
        "new": 2,
        "unchanged": 100_000,
        "copied": 1,
        "moved": 1,
        "replaced": 1,
        "adopted": 2,
        "removed": 1,
        "kept": 2,
        "conflict": 1,
        "skipped": 3,
        "failed": 1,
    },
    sizes={"new": 5_000_000_000, "unchanged": 2_000_000_000_000, "copied": 1, "replaced": 1000, "skipped": 12_345},
    reasons={"excluded": 2, "a video": 1, "changed here": 1, "missing on the server's disk": 1},
    size=5_000_001_000,
    seconds=3725.0,
    metadata=1,
    stopped_by="the disk: it is full",
    prune_refused="not everything could be listed and fetched",
    warnings=(FileReport("warning", "a|b", reason="cannot be asked for"), FileReport("warning", "", reason="changed")),
    is_listed=False,
)


def test_summary_of_everything(capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers and bytes stand below each other, and one file is not several."""
    show_report(_FULL, as_json=False)
    output = capsys.readouterr()
    assert (
        output.out
        == """\
       2 files fetched                                                 5.0 GB
  100000 files unchanged                                               2.0 TB
       1 file copied from others here                                  1 byte
       1 file moved
       1 file replaced, its old content is in the trash                1.0 kB
       2 files were there already
       1 file moved to the trash
       2 files kept, though the server does not list them
       1 file changed here and left alone, the server's is beside it
       3 files skipped                                                12.3 kB
       1 file failed
       1 file of metadata written
       2 warnings
Why:
  1 a video
  1 changed here
  2 excluded
  1 missing on the server's disk
5.0 GB fetched in 1 h 2 min, 1.3 MB/s.
"""
    )
    assert (
        output.err
        == """\
Files may be missing: the library changed too fast to be listed
The run ended early: the disk: it is full
Nothing was removed: not everything could be listed and fetched
"""
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.02, "Nothing was fetched in less than 0.1 s."),
        (1.25, "Nothing was fetched in 1.2 s."),
        (61.0, "Nothing was fetched in 1 min 1 s."),
        (3600.0, "Nothing was fetched in 1 h 0 min."),
    ],
)
def test_durations_as_people_say_them(seconds: float, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Not in thousands of seconds."""
    show_report(ExportReport(counts={"unchanged": 1}, seconds=seconds), as_json=False)
    assert capsys.readouterr().out.splitlines()[-1] == said
