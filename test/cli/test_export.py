"""``export``: every option reaches the library, and the exit code tells how it went."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest

from photoprism_client.cli import export as commands
from photoprism_client.cli.commands import photoprism_images, run
from photoprism_client.export import ExportOptions, ExportReport, Selection
from photoprism_client.export.destination import Destination
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from test.support.export_runs import originals, pictures, trash, tree

pytestmark = pytest.mark.usefixtures("home")

_LIMIT_S = 300


@pytest.fixture
def server(named_server: PhotoPrismServer) -> PhotoPrismServer:
    """Return the server that the environment names."""
    return named_server


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Selection, ExportOptions, Path]]:
    """Take down what the command asks of the library, which does nothing."""
    seen: list[tuple[Selection, ExportOptions, Path]] = []

    def take(_: object, selection: Selection, dest: Path, options: ExportOptions, **__: object) -> ExportReport:
        seen.append((selection, options, dest))
        return ExportReport()

    monkeypatch.setattr(commands, "run_export", take)
    return seen


SELECTED: dict[str, tuple[list[str], Selection]] = {
    "nothing": ([], Selection()),
    "--query": (["--query", "cats year:2021"], Selection(query="cats year:2021")),
    "--album": (["--album", "A, B", "--album", "C"], Selection(albums=("A, B", "C"))),
    "--label": (["--label", "Cat", "--label", "Dog"], Selection(labels=("Cat", "Dog"))),
    "--folder": (["--folder", "2021/07", "--folder", "x"], Selection(folders=("2021/07", "x"))),
    "--person": (["--person", "Ada Lovelace", "--person", "Zoë"], Selection(people=("Ada Lovelace", "Zoë"))),
    "--favorites": (["--favorites"], Selection(favorites=True)),
    "--type": (["--type", "raw, live"], Selection(types=("raw", "live"))),
    "--since": (["--since", "2023-05"], Selection(since=date(2023, 5, 1))),
    "--until": (["--until", "2023-05"], Selection(until=date(2023, 5, 31))),
    "--no-private": (["--no-private"], Selection(private=False)),
    "--archived": (["--archived"], Selection(archived=True)),
    "--hidden": (["--hidden"], Selection(hidden=True)),
    "--recent": (["--recent", "10"], Selection(recent=10)),
    "--skip-videos": (["--skip-videos"], Selection(videos=False)),
    "--exclude": (["--exclude", "*.tmp", "--exclude", "a/*"], Selection(exclude=("*.tmp", "a/*"))),
    "--max-size": (["--max-size", "1.5T"], Selection(max_size=1_500_000_000_000)),
    "--files": (["--files", "primary"], Selection(files="primary")),
    "--size": (["--size", "fit_1920"], Selection(size="fit_1920")),
    "--sidecars": (["--sidecars"], Selection(sidecars=True)),
}
CHOSEN: dict[str, tuple[list[str], ExportOptions]] = {
    "nothing": ([], ExportOptions()),
    "--template": (["--template", "{year}/{name}"], ExportOptions(template="{year}/{name}")),
    "--mtime": (["--mtime", "taken"], ExportOptions(mtime="taken")),
    "--metadata": (["--metadata", "xmp"], ExportOptions(metadata="xmp")),
    "--rate-favorites": (
        ["--metadata", "xmp", "--rate-favorites"],
        ExportOptions(metadata="xmp", rate_favorites=True),
    ),
    "--prune": (["--prune"], ExportOptions(prune=True)),
    "--max-prune": (["--max-prune", "0"], ExportOptions(max_prune=0)),
    "--trash-days": (["--trash-days", "0"], ExportOptions(trash_days=0)),
    "--workers": (["--workers", "16"], ExportOptions(workers=16)),
    "--bwlimit": (["--bwlimit", "500k"], ExportOptions(max_bytes_per_s=500_000)),
    "--no-fsync": (["--no-fsync"], ExportOptions(fsync=False)),
    "--dry-run": (["--dry-run"], ExportOptions(dry_run=True)),
}
_CONNECTION = {option for param in photoprism_images.commands["login"].params for option in param.opts}
#: What this command itself does with them is shown below; what each command does, in test_connection.
OF_THE_COMMAND = {"--report", "--gallery", "--json", "--demo", "--originals"} | _CONNECTION - {"--app-password"}


@pytest.mark.parametrize("name", SELECTED)
def test_what_is_selected_reaches_the_library(
    name: str, server: PhotoPrismServer, asked: list[tuple[Selection, ExportOptions, Path]]
) -> None:
    """Each option sets its own field, and no other."""
    arguments, expected = SELECTED[name]
    assert run(["export", "backup", *arguments]) == 0
    assert asked == [(expected, ExportOptions(), Path("backup"))]


@pytest.mark.parametrize("name", CHOSEN)
def test_how_to_export_reaches_the_library(
    name: str, server: PhotoPrismServer, asked: list[tuple[Selection, ExportOptions, Path]]
) -> None:
    """Each option sets its own field, and no other."""
    arguments, expected = CHOSEN[name]
    assert run(["export", "backup", *arguments]) == 0
    assert asked == [(Selection(), expected, Path("backup"))]


def test_no_option_is_forgotten() -> None:
    """The tables above have every option that there is."""
    options = photoprism_images.commands["export"].params
    names = {name for option in options if isinstance(option, click.Option) for name in option.opts}
    assert names == (SELECTED.keys() | CHOSEN.keys() | OF_THE_COMMAND) - {"nothing"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "backup", "--type-o"],
        ["export", "backup", "--max-size", "huge"],
        ["export", "backup", "--max-size", "0"],
        ["export", "backup", "--bwlimit", "1T"],
        ["export", "backup", "--since", "yesteryear"],
        ["export", "backup", "--size", "fit_1921"],
        ["export", "backup", "--workers", "17"],
        ["export", "backup", "--recent", "0"],
        ["export", "backup", "--rate-favorites"],
        ["export", "backup", "--rate-favorites", "--metadata", "json"],
        ["export", "a-file"],
        ["export", "backup", "--originals", "."],
        ["export", "backup", "--demo", "--originals", "nowhere"],
        ["verify"],
        ["verify", "nowhere"],
        ["verify", "a-file"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_before_any_request(
    arguments: list[str], server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A value that cannot be meant is named together with the usage."""
    (tmp_path / "a-file").touch()
    server.requests.clear()
    assert run(arguments) == 2
    assert "Usage:" in capsys.readouterr().err
    assert len(server.requests) == 0
    assert not (tmp_path / "backup").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export", "backup", "--template", "{nme}"], "no field {nme}"),
        (["export", "backup", "--since", "2023", "--until", "2022"], "must not be before"),
        (["export", "nowhere/backup"], "does not exist"),
        (["export", "backup", "--album", "Favorites"], "close: Favourites"),
        (["verify", "."], "is not the folder of an export"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_ends_with_1_and_one_line(
    arguments: list[str], words: str, server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Errors that only the library can find are printed without a traceback."""
    assert run(arguments) == 1
    output = capsys.readouterr()
    assert words in output.err
    assert output.err.count("\n") == 1
    assert output.out == ""


def test_without_a_server_nothing_is_exported(capsys: pytest.CaptureFixture[str]) -> None:
    """No option, variable or login names one: that is wrong usage."""
    assert run(["export", "backup"]) == 2
    assert "no server" in capsys.readouterr().err


def test_a_part_that_fails_ends_with_3(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is named with the reason on stderr, the others are there; with none at all, it is 1."""
    name = "2021/07/IMG_0002.JPG"
    server.remove_original(name)
    assert run(["export", "backup"]) == 3
    output = capsys.readouterr()
    assert output.err == f"failed: {name}: missing on the server's disk\n"
    assert "   1 file failed" in output.out
    assert output.out.splitlines()[-3:-1] == ["Why:", "  1 missing on the server's disk"]
    server.unmount_originals()
    assert run(["export", "other"]) == 1
    assert "The run ended early: " in capsys.readouterr().err


def test_a_change_here_ends_with_3_once(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command reports it, and the next run finds nothing wrong."""
    assert run(["export", "backup"]) == 0
    (tmp_path / "backup" / "2021/07/IMG_1.JPG").write_bytes(b"edited here")
    capsys.readouterr()
    assert run(["export", "backup"]) == 3
    assert capsys.readouterr().err == "conflict: 2021/07/IMG_1.JPG: changed here\n"
    assert run(["export", "backup"]) == 0


def test_prune_through_the_command(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is gone goes to the trash; where it would be too much, the exit code is 3 and stderr says why."""
    assert run(["export", "backup"]) == 0
    name = "2021/07/IMG_0002.JPG"
    sha1 = originals(server)[name]
    server.remove_original(name)
    server.library.reindex()
    capsys.readouterr()
    assert run(["export", "backup", "--prune", "--max-prune", "0"]) == 3
    output = capsys.readouterr()
    assert output.err == "Nothing was removed: 1 files would be removed, and --max-prune allows 0\n"
    assert "1 file kept, though the server does not list it" in output.out
    assert run(["export", "backup", "--prune"]) == 0
    assert "1 file moved to the trash" in capsys.readouterr().out
    assert trash(tmp_path / "backup") == {name: sha1}


def test_a_folder_in_use_ends_with_4(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two runs do not write to one folder; the second says so, and verify does not read what is being written."""
    assert run(["export", "backup"]) == 0
    capsys.readouterr()
    with Destination(tmp_path / "backup").locked(make=True):
        assert run(["export", "backup"]) == 4
        assert run(["verify", "backup"]) == 4
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 2
    assert all("another export is writing to" in line for line in errors)


def test_ctrl_c_ends_with_130_and_the_next_run_goes_on(server: PhotoPrismServer, tmp_path: Path) -> None:
    """Interrupted in the middle of a file, the command ends at once; run again, all is there."""
    with FaultProxy(server.url) as proxy:
        stall = faults.Stall(after=1000)
        proxy.script(stall, match="/api/v1/dl/")
        # A background job of a shell would ignore Ctrl-C.
        code = """
import signal
from photoprism_client.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
        with subprocess.Popen(
            [sys.executable, "-c", code, "export", "backup", "--no-fsync"],
            env=os.environ | {"PHOTOPRISM_URL": proxy.url, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            stall.gate.wait_for_arrivals(timeout_s=_LIMIT_S)
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=_LIMIT_S)
            stall.gate.open()
    assert (process.returncode, output, errors) == (130, "", "\ninterrupted\n")
    assert run(["export", "backup"]) == 0
    assert pictures(tmp_path / "backup") == originals(server)


def test_demo_exports_the_sample_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No server of the user's is needed."""
    assert run(["export", "backup", "--demo"]) == 0
    assert "24 files fetched" in capsys.readouterr().out
    for line in (tmp_path / "backup" / "SHA1SUMS").read_text(encoding="utf-8").splitlines():
        assert hashlib.sha1((tmp_path / "backup" / line[42:]).read_bytes()).hexdigest() == line[:40]


def test_demo_with_originals_of_ones_own(tmp_path: Path) -> None:
    """All pictures of the folder are in DEST, under the library's own paths; nothing is written into the folder."""
    with Library.sample(photos=12) as library:
        shutil.copytree(library.root, tmp_path / "Pictures")
    before = tree(tmp_path / "Pictures")
    assert run(["export", "backup", "--demo", "--originals", "Pictures"]) == 0
    sidecar = before.pop("2021/07/IMG_1.xmp")
    found = pictures(tmp_path / "backup")
    assert set(found.values()) == set(before.values())
    assert found.items() <= before.items()
    assert run(["export", "with-sidecars", "--demo", "--originals", "Pictures", "--sidecars"]) == 0
    assert pictures(tmp_path / "with-sidecars") == found | {"2021/07/IMG_1.xmp": sidecar}
    before["2021/07/IMG_1.xmp"] = sidecar
    assert tree(tmp_path / "Pictures") == before
