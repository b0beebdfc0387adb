"""``gallery`` and ``export --gallery``: what they say, and how they end."""

import json
from pathlib import Path

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing import FaultProxy, PhotoPrismServer
from photoprism_client.testing.proxy import faults

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def server(named_server: PhotoPrismServer) -> PhotoPrismServer:
    """Return the server that the environment names."""
    return named_server


def shown_on(server: PhotoPrismServer) -> int:
    """Return how many photos a default listing of a server has."""
    return sum(photo.archived_at is None and photo.quality > -1 for photo in server.library.photos)


def test_export_and_gallery_say_what_to_open(
    server: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last line has the numbers, and the path of the page."""
    count = shown_on(server)
    assert run(["export", "backup", "--gallery", "--no-fsync"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    page = Path("backup", "gallery.html")
    assert last == f"Gallery: {count} photos, {count} thumbnails fetched. Open {page} in a browser."
    assert (tmp_path / page).is_file()
    assert run(["gallery", "backup", "--no-fsync"]) == 0
    assert capsys.readouterr().out == f"Gallery: {count} photos, 0 thumbnails fetched. Open {page} in a browser.\n"


def test_json_has_the_report(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """One object each: of the gallery alone, or within that of the export."""
    assert run(["export", "backup", "--gallery", "--json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert run(["gallery", "backup", "--json", "--workers", "2"]) == 0
    alone = json.loads(capsys.readouterr().out)
    assert exported["gallery"]["fetched"] == exported["gallery"]["photos"] == alone["photos"] == shown_on(server)
    assert alone["page"] == "gallery.html"
    assert alone["fetched"] == 0


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("dest", ["nowhere", "."])
def test_folder_without_an_export_ends_with_advice(dest: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether the folder exists or not, the message names the command that makes both."""
    assert run(["gallery", dest]) == 1
    error = capsys.readouterr().err
    assert "holds no export yet: make one with `photoprism-images export DEST --gallery`" in error


def test_missing_thumbnails_end_with_3(
    server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In both commands, with a warning for each cause; all the rest is done."""
    with FaultProxy(server.url) as proxy:
        monkeypatch.setenv("PHOTOPRISM_URL", proxy.url)
        proxy.always(faults.Status(404), match="/api/v1/t/")
        assert run(["export", "backup", "--gallery"]) == 3
        said = capsys.readouterr()
        assert "warning: no thumbnail of " in said.err
        assert f"{shown_on(server)} failed" in said.out
        assert run(["gallery", "backup"]) == 3


def test_page_that_was_not_updated_ends_with_3(
    server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files are there, the page is not, and stderr says why."""
    with FaultProxy(server.url) as proxy:
        monkeypatch.setenv("PHOTOPRISM_URL", proxy.url)
        proxy.always(faults.Status(403), match="/api/v1/photos/p")
        assert run(["export", "backup", "--gallery"]) == 3
    assert "warning: the gallery was not updated: not allowed" in capsys.readouterr().err


def test_dry_run_says_nothing_of_a_gallery(server: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """It ends with 0, and asks for no thumbnail."""
    assert run(["export", "backup", "--gallery", "--dry-run"]) == 0
    assert "Gallery" not in capsys.readouterr().out
    assert not [request for request in server.requests if "/t/" in request.path]
