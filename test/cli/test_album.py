"""``album``: without a command, an album is fetched."""

import zipfile
from pathlib import Path

import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing import PhotoPrismServer


def test_an_album_is_fetched_whether_the_command_is_named_or_not(named_server: PhotoPrismServer, home: Path) -> None:
    """``album TITLE`` is short for ``album fetch TITLE``, options first or last; a title may be that of a command."""
    named_server.library.add_album("fetch", named_server.library.photos[:1])
    wanted = {
        "a.zip": ["album", "Favourites"],
        "b.zip": ["album", "fetch", "Favourites"],
        "c.zip": ["album", "--allow-missing", "Favourites"],
        "d.zip": ["album", "fetch", "fetch"],
    }
    for name, arguments in wanted.items():
        assert run([*arguments, "--to", name]) == 0
    members = [len(zipfile.ZipFile(home / name).namelist()) for name in wanted]
    assert members[0] == members[1] == members[2] != members[3] == 1


def test_album_alone_shows_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is fetched where nothing is named; that is wrong usage."""
    assert run(["album"]) == 2
    assert "fetch" in capsys.readouterr().err
