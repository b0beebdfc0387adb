"""A folder in trouble: full, not to be written, with links planted in it; and no secret in anything that is kept."""

import errno
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from photoprism_client import ApiValueError
from photoprism_client.cli.commands import run as command
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.support.export_runs import OWN, Run, originals, pictures, record, stamp, stamps, tree
from test.support.limited_disks import limited, refused_after

MINE = b"of the owner"


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with a sample library and passwords."""
    with PhotoPrismServer(Library.sample(photos=12), mode="password") as server:
        yield server


def test_disk_that_is_full_for_a_file_stops_the_run_and_the_next_goes_on(
    server: PhotoPrismServer, tmp_path: Path
) -> None:
    """What is whole is recorded; what came is not asked for again, and what is begun is taken up or removed."""
    with refused_after(350_000, errno.ENOSPC, least=1000):  # a line of the record still fits
        run = Run(server, tmp_path, workers=1)
    assert str(run.report.stopped_by).startswith("the disk: ")
    assert not run.report.is_complete
    placed = pictures(tmp_path)
    assert placed == record(tmp_path)
    assert placed.items() <= originals(server).items()
    again = Run(server, tmp_path, workers=1)
    assert len(again.pictures) == len(originals(server)) - len(placed)
    assert pictures(tmp_path) == originals(server) == record(tmp_path)
    assert os.listdir(tmp_path / OWN / "incoming") == []


@pytest.mark.parametrize("size", [0, 1, 4096, 12_000, 20_000])
def test_disk_that_is_full_for_the_state_or_the_record_is_told_in_a_line(
    server: PhotoPrismServer,
    tmp_path: Path,
    size: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit code 1 and a word on the disk, no traceback; the next run is as good as a first one."""
    monkeypatch.setenv("PHOTOPRISM_PASSWORD", "photoprism")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    dest = tmp_path / "dest"
    with limited(size):
        code = command(["export", str(dest), "--url", server.url, "--username", "admin", "--workers", "1"])
    assert code in {1, 3}
    assert capsys.readouterr().err
    assert pictures(dest).items() <= originals(server).items()
    Run(server, dest)
    assert pictures(dest) == originals(server) == record(dest)


def test_disk_without_room_is_seen_before_a_picture_is_asked_for(
    server: PhotoPrismServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sum of what is to come is known."""
    usage = shutil.disk_usage(tmp_path)._replace(free=10)
    count = len(server.requests)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage)
        with pytest.raises(OSError, match="no space") as caught:
            Run(server, tmp_path)
    assert caught.value.errno == errno.ENOSPC
    assert not [seen for seen in list(server.requests)[count:] if "/dl/" in seen.path]
    assert Run(server, tmp_path).report.is_complete


@contextmanager
def not_to_be_written(folder: Path) -> Iterator[None]:
    """Let this process not write into a folder: one that may write everywhere becomes nobody."""
    folder.chmod(0o555)
    if is_root := os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.parametrize("is_first", [True, False])
def test_folder_that_cannot_be_written_is_told_before_anything_is_asked(
    server: PhotoPrismServer, is_first: bool
) -> None:
    """An error of the system, and not a request; nothing is changed."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if not is_first:
            Run(server, folder)
            (folder / OWN).chmod(0o555)
            (folder / OWN / "lock").chmod(0o444)
        count, before = len(server.requests), tree(folder)
        with not_to_be_written(folder), pytest.raises(PermissionError):
            Run(server, folder)
        assert len(server.requests) == count
        assert tree(folder) == before
        if not is_first:
            (folder / OWN).chmod(0o755)


def test_file_in_the_place_of_the_folder_is_refused(server: PhotoPrismServer, tmp_path: Path) -> None:
    """It is left as it is, and nothing is asked; so for a folder in a folder that does not exist."""
    (tmp_path / "file").write_bytes(MINE)
    count = len(server.requests)
    for name in ("file", "none/dest", "file/dest"):
        with pytest.raises(ApiValueError):
            Run(server, tmp_path / name)
    assert (tmp_path / "file").read_bytes() == MINE
    assert len(server.requests) == count
    assert sorted(os.listdir(tmp_path)) == ["file"]


def test_link_to_another_folder_is_never_followed(server: PhotoPrismServer, tmp_path: Path) -> None:
    """What would go there fails, each by its name; nothing is written, replaced or removed outside."""
    dest, outside = tmp_path / "dest", tmp_path / "outside"
    Run(server, dest)
    (dest / "2021").rename(outside)
    (dest / "2021").symlink_to(outside)
    write_picture(server.library.root / "2021/08/IMG_0018.JPG", 100)
    (server.library.root / "2021/07/IMG_1.JPG").unlink()
    (server.library.root / "2021/08/IMG_0014.JPG").rename(server.library.root / "moved.JPG")
    write_picture(server.library.root / "2021/new.jpg", 101)
    server.library.reindex()
    before = stamps(outside)
    bytes_before = tree(outside)
    for _ in range(2):
        run = Run(server, dest, prune=True, metadata="json")
        assert not run.report.is_complete
        assert stamps(outside) == before
        assert tree(outside) == bytes_before
    (dest / "2021").unlink()
    Run(server, dest, prune=True, metadata="json")
    Run(server, dest, prune=True, metadata="json")
    found = pictures(dest)
    assert originals(server).items() <= found.items()
    assert tree(outside) == bytes_before


@pytest.mark.parametrize("leads", ["to a file", "to the right content", "nowhere", "to itself"])
def test_link_in_the_place_of_a_file_is_left_alone(server: PhotoPrismServer, tmp_path: Path, leads: str) -> None:
    """Ours goes to a name beside it; what it leads to is neither written nor made."""
    dest, outside = tmp_path / "dest", tmp_path / "outside.jpg"
    name = sorted(originals(server))[0]
    if leads == "to a file":
        outside.write_bytes(MINE)
    elif leads == "to the right content":
        shutil.copyfile(server.library.root / name, outside)
    (dest / name).parent.mkdir(parents=True)
    (dest / name).symlink_to(dest / name if leads == "to itself" else outside)
    before = stamp(outside) if outside.exists() else None
    for _ in range(2):
        assert Run(server, dest).report.is_complete
        assert (dest / name).is_symlink()
        assert (stamp(outside) if outside.exists() else None) == before
    assert sorted(record(dest).values()) == sorted(originals(server).values())
    assert name not in record(dest)


@pytest.mark.parametrize("name", [OWN, f"{OWN}/incoming", f"{OWN}/lock", f"{OWN}/trash", "SHA1SUMS"])
def test_link_in_the_place_of_our_own_is_never_written_through(
    server: PhotoPrismServer, tmp_path: Path, name: str
) -> None:
    """The run refuses, or puts its own in its place; what the link leads to is as it was."""
    dest, outside = tmp_path / "dest", tmp_path / "outside"
    Run(server, dest)
    is_folder = name in {OWN, f"{OWN}/incoming", f"{OWN}/trash"}
    if is_folder:
        outside.mkdir()
        (outside / "2000-01-01").mkdir()
        (outside / "2000-01-01" / "a").write_bytes(MINE)
        (outside / "b").write_bytes(MINE)
        shutil.rmtree(dest / name, ignore_errors=True)
    else:
        outside.write_bytes(MINE)
        (dest / name).unlink()
    (dest / name).symlink_to(outside)
    write_picture(server.library.root / sorted(originals(server))[0], 100)
    write_picture(server.library.root / "new.jpg", 101)
    server.library.reindex()
    before = tree(tmp_path / "outside") if is_folder else outside.read_bytes()
    for _ in range(2):
        with suppress(OSError):
            Run(server, dest, prune=True, trash_days=1)
        assert (tree(tmp_path / "outside") if is_folder else outside.read_bytes()) == before


@pytest.mark.parametrize("era", ["memory", "signed"])
def test_no_secret_is_kept_or_told(
    tmp_path: Path,
    era: str,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not a password or a token in any file, in what is printed or logged, also where requests fail."""
    caplog.set_level(logging.DEBUG)
    dest, report = tmp_path / "dest", tmp_path / "report"
    monkeypatch.setenv("PHOTOPRISM_PASSWORD", "canary-password")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    library = Library.sample(photos=8)
    with PhotoPrismServer(library, mode="password", tokens=era, users={"admin": "canary-password"}) as server:  # type: ignore[arg-type]  # one of the two
        server.remove_original(sorted(originals(server))[0])
        arguments = ["export", str(dest), "--url", server.url, "--username", "admin", "--report", str(report)]
        codes = [command([*arguments, "--metadata", "json", "--json"]), command([*arguments, "--metadata", "xmp"])]
        codes.append(command([*arguments[:1], str(tmp_path / "thumbs"), *arguments[2:], "--size", "tile_224"]))
        command(["verify", str(dest), "--url", server.url, "--username", "admin"])
        secrets = {"canary-password", server.preview_token, server.download_token, server.access_token}
        for seen in server.requests:
            secrets |= {value for name, value in seen.headers.items() if name.lower() == "x-auth-token"}
            secrets |= {value for name, value in parse_qsl(seen.query) if name == "t"}
            if "/api/v1/t/" in seen.path:
                secrets.add(seen.path.split("/")[5])
    assert codes == [3, 0, 0]
    printed = capfd.readouterr()
    told = [printed.out, printed.err, caplog.text]
    kept = [
        path.read_bytes() for path in [*dest.rglob("*"), *(tmp_path / "thumbs").rglob("*"), report] if path.is_file()
    ]
    assert len(secrets) >= 5
    assert json.loads(report.read_text().splitlines()[0])
    for secret in secrets:
        assert secret
        assert not any(secret in text for text in told)
        assert not any(secret.encode() in data for data in kept)
