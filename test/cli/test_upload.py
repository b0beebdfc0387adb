"""``upload``: files of this computer, each looked up on the server afterwards."""

import json
from pathlib import Path

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing import PhotoPrismServer
from test.cli.test_album import members_of, methods_of
from test.cli.test_listing import rows

_KNOWN = "2021/08/IMG_0010.JPG"


@pytest.fixture
def pictures(home: Path, named_server: PhotoPrismServer) -> Path:
    """Make a folder with a picture that the server has, one that it does not have, and a text."""
    folder = home / "Pictures"
    (folder / "deep").mkdir(parents=True)
    known = (named_server.library.root / _KNOWN).read_bytes()
    (folder / "known.jpg").write_bytes(known)
    (folder / "deep" / "new.jpg").write_bytes(known + b"another")
    (folder / "notes.doc").write_text("Pier 4", encoding="utf-8")
    return folder


def _uploads(server: PhotoPrismServer) -> int:
    return sum(seen.method == "POST" and "/upload/" in seen.path for seen in server.requests)


def test_upload_says_what_became_of_each_file(
    named_server: PhotoPrismServer, pictures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missing is sent, what is there is not, and both are in the album; a text is refused with the reason."""
    assert run(["upload", "Pictures", "--album", "Harbour", "--album", "Favourites", "--json"]) == 3
    first = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {Path(row["File"]).name: row["Change"] for row in first} == {
        "known.jpg": "already there",
        "new.jpg": "uploaded",
        "notes.doc": "refused: the server does not know files with this ending",
    }
    found = {Path(row["File"]).name: row for row in rows(["upload", "Pictures/deep", "Pictures/known.jpg"], capsys)}
    assert {name: row["Change"] for name, row in found.items()} == dict.fromkeys(found, "already there")
    assert set(found) == {"new.jpg", "known.jpg"}
    uids = {row["UID"] for row in found.values()}
    assert members_of(named_server, "Harbour") == uids
    assert members_of(named_server, "Favourites") > uids
    assert _uploads(named_server) == 1


def test_nothing_uploaded_is_a_failure(
    named_server: PhotoPrismServer, pictures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code tells whether all, some or none of the files are there."""
    assert run(["upload", "Pictures/notes.doc"]) == 1
    assert run(["upload", "Pictures/known.jpg"]) == 0
    assert _uploads(named_server) == 0


def test_a_dry_run_sends_nothing(
    named_server: PhotoPrismServer, pictures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files are read and looked up, and no album is created."""
    found = rows(["upload", "Pictures", "--album", "Harbour", "--dry-run"], capsys)
    assert {Path(row["File"]).name: row["Change"].partition(":")[0] for row in found} == {
        "known.jpg": "already there",
        "new.jpg": "would be uploaded",
        "notes.doc": "refused",
    }
    assert methods_of(named_server) == {"GET"}
    assert "Harbour" not in {album.title for album in named_server.library.albums}


def test_a_path_that_is_not_there_is_wrong_usage(
    named_server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is sent where one of the paths has a slip of the pen."""
    assert run(["upload", "Pictures"]) == 2
    assert "'Pictures' does not exist" in capsys.readouterr().err
    assert list(named_server.requests) == []


def test_uploads_that_are_switched_off_fail_in_one_line(
    named_server: PhotoPrismServer, pictures: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server that takes no uploads says so at the first file that is to be sent."""
    named_server.switch_off("upload")
    assert run(["upload", "Pictures/deep"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "403" in said.err
