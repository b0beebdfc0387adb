"""``verify``: what is in order, and what is not, with a server and without."""

import json
from pathlib import Path

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing import PhotoPrismServer
from test.support.export_runs import OWN, originals, tree

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def server(named_server: PhotoPrismServer) -> PhotoPrismServer:
    """Return the server that the environment names."""
    return named_server


def test_verify_finds_all_in_order(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """With a server, its index is compared, too, and --offline asks nobody."""
    assert run(["export", "backup"]) == 0
    capsys.readouterr()
    server.requests.clear()
    assert run(["verify", "backup", "--offline"]) == 0
    lines = capsys.readouterr().out.splitlines()
    count = len(originals(server))
    assert lines[0].startswith(f"  {count} files as recorded  ")
    assert [line.split(maxsplit=1) for line in lines[1:]] == [["0", "changed"], ["0", "missing"], ["0", "extra"]]
    assert len(server.requests) == 0
    assert run(["verify", "backup"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].strip() == "0 absent: on the server, and not here"


def test_verify_changes_nothing_at_all(server: PhotoPrismServer, tmp_path: Path) -> None:
    """No file of the export's own is made or written either, whatever is left of them."""
    assert run(["export", "backup"]) == 0
    own = tmp_path / "backup" / OWN
    (own / "lock").unlink()
    before = {path: path.stat().st_mtime_ns for path in own.rglob("*")}
    assert run(["verify", "backup"]) == 0
    assert {path: path.stat().st_mtime_ns for path in own.rglob("*")} == before


def test_verify_without_any_server(
    server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where none is named, the record alone is compared."""
    assert run(["export", "backup"]) == 0
    monkeypatch.delenv("PHOTOPRISM_URL")
    server.requests.clear()
    assert run(["verify", "backup"]) == 0
    assert "absent" not in capsys.readouterr().out
    assert len(server.requests) == 0


def test_verify_names_what_is_wrong(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changed, missing and absent files end with 1, in lines or as JSON; extra ones are no fault."""
    assert run(["export", "backup"]) == 0
    dest = tmp_path / "backup"
    changed, missing, *_ = sorted(originals(server))
    (dest / "extra.txt").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert run(["verify", "backup"]) == 0
    assert "extra: extra.txt\n" in capsys.readouterr().out
    (dest / changed).write_bytes(b"edited here")
    (dest / missing).unlink()
    before = tree(dest)
    assert run(["verify", "backup"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        f"changed: {changed}",
        f"missing: {missing}",
        f"absent: {changed}",
        f"absent: {missing}",
    ] or lines[:4] == [f"changed: {changed}", f"missing: {missing}", f"absent: {missing}", f"absent: {changed}"]
    assert run(["verify", "backup", "--offline", "--json"]) == 1
    facts = json.loads(capsys.readouterr().out)
    size = sum(
        path.stat().st_size for path in dest.rglob("*") if path.relative_to(dest).as_posix() in originals(server)
    )
    assert facts == {
        "verified": len(originals(server)) - 2,
        "size": size - len(b"edited here"),
        "changed": [changed],
        "missing": [missing],
        "extra": ["extra.txt"],
        "absent": [],
        "is_good": False,
    }
    assert tree(dest) == before


def test_verify_asks_the_server_before_it_reads(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that does not answer is known at once; --offline needs none."""
    assert run(["export", "backup"]) == 0
    server.close()
    capsys.readouterr()
    assert run(["verify", "backup", "--url", "http://127.0.0.1:1"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    assert run(["verify", "backup", "--offline"]) == 0


def test_verify_of_a_part_asks_for_that_part(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """What was not selected is not missed; what was, is."""
    assert run(["export", "backup", "--album", "Favourites", "--size", "fit_720"]) == 0
    assert run(["verify", "backup"]) == 0
    album = next(album for album in server.library.albums if album.title == "Favourites")
    other = next(photo for photo in server.library.photos if photo.uid not in album.photo_uids and not photo.private)
    album.photo_uids.append(other.uid)
    server.library.update(album)
    capsys.readouterr()
    assert run(["verify", "backup"]) == 1
    assert f"absent: {other.file_name}\n" in capsys.readouterr().out
