"""``photoprism-images thumbs``: what it prints, and how it ends."""

import json
import re
from pathlib import Path

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing import PhotoPrismServer
from test.support.clients import Serve
from test.support.photo_server import ICON, PhotoServer


@pytest.fixture
def photos(home: Path, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> PhotoServer:
    """Yield a server of photos that the environment names."""
    script = PhotoServer(8)
    monkeypatch.setenv("PHOTOPRISM_URL", serve(script).url)
    return script


def test_thumbs_of_a_private_server(
    home: Path, named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Selected, in a size, as shards; again, nothing is fetched. The report has a line for each."""
    command = ["thumbs", "shards", "--type", "image", "--size", "tile_100", "--shards", "3", "--report", "r.jsonl"]
    assert run([*command, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    count = facts["counts"]["new"]
    assert count > 3
    rows = [json.loads(line) for line in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["action"] for row in rows] == ["new"] * count
    assert rows[0]["path"] == f"thumbs-000000.tar/{rows[0]['sha1']}.jpg"
    assert run(command) == 0
    assert capsys.readouterr().out.startswith(f"  {count} files unchanged\nNothing was fetched in ")
    assert run(["thumbs", "shards"]) == 1
    assert "holds thumbnails of tile_100: choose another folder for tile_224" in capsys.readouterr().err


def test_a_missing_thumbnail_is_told_and_the_rest_is_there(
    photos: PhotoServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 3, then 1 where none came."""
    photos.reply = lambda number: ICON if number == 3 else None
    assert run(["thumbs", "a", "--no-fsync"]) == 3
    output = capsys.readouterr()
    assert output.err == "failed: 2026/3.jpg: the server has no picture of it in this size\n"
    assert re.match(r"  7 files fetched  +\d.*\n  1 file failed\nWhy:\n  1 the server has no", output.out)
    photos.reply = lambda number: ICON
    photos.asked.clear()  # until then, the index has them
    assert run(["thumbs", "b", "--no-fsync"]) == 1
    assert "The run ended early: originals are missing on the server's disk" in capsys.readouterr().err


def test_dry_run_says_what_would_be_fetched(photos: PhotoServer, capsys: pytest.CaptureFixture[str]) -> None:
    """By name; sizes are not known before. Nothing is written, and no thumbnail asked for."""
    photos.count = 1
    assert run(["thumbs", "a", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "would fetch: 2026/0.jpg",
        "This was a dry run: nothing was changed.",
        "  1 file would be fetched",
        "1 thumbnail would be fetched.",
    ]
    assert (Path("a").exists(), photos.asked) == (False, [])
    assert run(["thumbs", "a", "--no-fsync"]) == 0
    capsys.readouterr()
    assert run(["thumbs", "a", "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing would be fetched."


@pytest.mark.parametrize(
    "option",
    [("--shards", "0"), ("--shards", "1000001"), ("--connections", "17"), ("--size", "large"), ("--sidecars",)],
)
def test_wrong_usage(photos: PhotoServer, option: tuple[str, ...]) -> None:
    """Exit code 2, before anything is made or asked."""
    assert run(["thumbs", "a", *option]) == 2
    assert not Path("a").exists()


def test_progress_has_pictures_a_second(
    photos: PhotoServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal, with how many there are so far."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "150")
    photos.count = 300
    assert run(["thumbs", "a", "--no-fsync"]) == 0
    shown = capsys.readouterr().err
    assert "fetching" in shown
    assert re.search(r"\d/s", shown)
    assert re.search(r"\d files", shown)
