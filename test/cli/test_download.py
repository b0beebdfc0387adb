"""``download`` and ``album``: verified files, an exit code that tells how much is there, and nothing half."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from photoprism_client.cli.commands import run
from photoprism_client.cli.options import RATE
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture


@pytest.fixture
def public() -> Iterator[PhotoPrismServer]:
    """Yield a public server with a sample library."""
    with PhotoPrismServer(Library.sample(photos=12)) as server:
        yield server


@pytest.fixture(autouse=True)
def _own_place(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder of the test's own, without anybody's settings."""
    monkeypatch.chdir(tmp_path)


def sha1(path: Path) -> str:
    """Return the SHA-1 of a file."""
    return hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return what was printed as JSON."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_download_by_uid_means_the_original_files(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A photo's UID fetches its RAW and its JPEG under their own names; --primary the one that is shown."""
    photo = public.library.find("2021/07/IMG_1.JPG")
    assert run(["download", photo.uid, "--url", public.url, "--to", "all"]) == 0
    found = {file.name: sha1(file) for file in (tmp_path / "all").iterdir()}
    originals = {
        file.name.rpartition("/")[2]: file.hash for file in photo.files if file.root == "/" and not file.sidecar
    }
    assert found == originals
    assert {"IMG_1.JPG", "IMG_1.DNG"} == set(found)
    assert run(["download", photo.uid, "--url", public.url, "--to", "one/", "--primary"]) == 0
    assert [file.name for file in (tmp_path / "one").iterdir()] == ["IMG_1.JPG"]
    assert "1 fetched" in capsys.readouterr().err


def test_download_by_hash_is_left_alone_the_second_time(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rerun asks for no file that is there, and says so; a file of the same name is kept unless --overwrite."""
    file = public.library.photos[0].original
    ask = ["download", file.hash.upper(), "--url", public.url, "--json"]
    assert run(ask) == 0
    (first,) = printed(capsys)
    assert (first["sha1"], first["was_present"]) == (file.hash, False)
    public.requests.clear()
    assert run(ask) == 0
    assert [row["was_present"] for row in printed(capsys)] == [True]
    assert not any("/dl/" in seen.path for seen in public.requests)
    target = tmp_path / first["path"]
    target.write_bytes(b"another's")
    assert run(ask) == 1
    assert target.read_bytes() == b"another's"
    assert run([*ask, "--overwrite"]) == 0
    assert sha1(target) == file.hash


def test_download_tells_partly_from_failed(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With one file missing on the server's disk the others are fetched, and the exit code is 3; with none, 1."""
    here, gone = public.library.photos[0].original, public.library.photos[1].original
    public.remove_original(gone.name)
    assert run(["download", here.hash, gone.hash, "--url", public.url, "--to", "out"]) == 3
    output = capsys.readouterr()
    assert "1 fetched" in output.err
    assert "1 failed" in output.err
    assert [sha1(file) for file in (tmp_path / "out").iterdir()] == [here.hash]
    public.restore_original(gone.name)
    assert run(["download", "0" * 40, "--url", public.url]) == 1


def test_album_by_title_is_checked_file_by_file(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The zip has every original of the album; one that the server leaves out is named, and no file is written."""
    assert run(["album", "Favourites", "--url", public.url, "--to", "f.zip"]) == 0
    album = next(album for album in public.library.albums if album.title == "Favourites")
    with zipfile.ZipFile(tmp_path / "f.zip") as archive:
        held = {hashlib.sha1(archive.read(name), usedforsecurity=False).hexdigest() for name in archive.namelist()}
    wanted = {photo.original.hash for photo in public.library.photos if photo.uid in album.photo_uids}
    assert wanted <= held
    lost = public.library.photo(album.photo_uids[1])
    assert lost is not None
    public.remove_original(lost.original.name)
    capsys.readouterr()
    assert run(["album", album.uid, "--url", public.url, "--to", "g.zip"]) == 1
    assert lost.original.name.rpartition("/")[2] in capsys.readouterr().err
    assert not (tmp_path / "g.zip").exists()


def test_album_takes_what_there_is_when_told_to(
    public: PhotoPrismServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --allow-missing the zip is written, what it lacks is named, and the exit code is 3."""
    album = next(album for album in public.library.albums if album.title == "Favourites")
    lost = public.library.photo(album.photo_uids[1])
    assert lost is not None
    public.remove_original(lost.original.name)
    assert run(["album", "Favourites", "--url", public.url, "--to", "f.zip", "--allow-missing", "--json"]) == 3
    output = capsys.readouterr()
    assert json.loads(output.out)["missing"] == [lost.original.name]
    assert f"missing: {lost.original.name}" in output.err
    assert zipfile.is_zipfile(tmp_path / "f.zip")


def test_an_unknown_title_names_close_ones(public: PhotoPrismServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The error for a misspelled title suggests close ones; the one for an ambiguous title lists UIDs."""
    assert run(["album", "Favorites", "--url", public.url]) == 1
    assert "close: Favourites" in capsys.readouterr().err
    public.library.add_album("Twin", []).uid = "atwin00000000001"
    public.library.add_album("Twin", []).uid = "atwin00000000002"
    assert run(["album", "Twin", "--url", public.url]) == 1
    assert "atwin00000000001, atwin00000000002" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "rate"), [("1000", 1000.0), ("500k", 500e3), ("2M", 2e6), ("1.5G", 1.5e9)])
def test_rates_as_people_write_them(text: str, rate: float) -> None:
    """A rate is bytes a second, with k, M or G."""
    assert RATE.convert(text, None, None) == rate


@pytest.mark.parametrize("text", ["", "fast", "0", "-1", "inf", "nan", "1T"])
def test_other_rates_are_refused(text: str) -> None:
    """Anything but a rate above 0 is a usage error."""
    with pytest.raises(click.BadParameter, match="is not a rate"):
        RATE.convert(text, None, None)


def test_download_and_album_run_against_the_embedded_server(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With --demo both commands work without a server."""
    assert run(["album", "Favourites", "--demo", "--to", "d.zip"]) == 0
    assert zipfile.is_zipfile(tmp_path / "d.zip")
    assert run(["search", "--demo", "--limit", "1", "--json"]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert run(["download", row["UID"], "--demo", "--to", "out"]) == 0
    assert [sha1(file) for file in (tmp_path / "out").iterdir()] == [row["Hash"]]


def test_photos_of_one_name_do_not_replace_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --overwrite, too: all files of the second photo get one suffix; a second run changes nothing."""
    for number, folder in enumerate(("a", "b")):
        write_picture(tmp_path / "library" / folder / "IMG_1.JPG", number, (32, 24))
        (tmp_path / "library" / folder / "IMG_1.DNG").write_bytes(f"raw {number}".encode() * 100)
    with PhotoPrismServer(Library.from_folder(tmp_path / "library")) as server:
        one, two = (server.library.find(f"{folder}/IMG_1.JPG") for folder in ("a", "b"))
        ask = ["download", one.uid, two.uid, "--url", server.url, "--to", "all", "--overwrite"]
        assert run(ask) == 0
        output = capsys.readouterr()
        assert output.err.startswith("4 fetched ")
        written = {name: sha1(tmp_path / name) for name in output.out.splitlines()}
        assert sorted(written.values()) == sorted(file.hash for file in server.library.files)
        stems = {name: name.rpartition(".")[0] for name in written}
        assert {stem for name, stem in stems.items() if written[name] in {file.hash for file in one.files}} == {
            "all/IMG_1"
        }
        assert len({stem for name, stem in stems.items() if written[name] in {file.hash for file in two.files}}) == 1
        assert run(ask) == 0
        assert capsys.readouterr().err.startswith("0 fetched (0.0 MB), 4 were there")
    assert {f"all/{path.name}": sha1(path) for path in (tmp_path / "all").iterdir()} == written


def album_of(server: PhotoPrismServer) -> dict[str, str]:
    """Return the paths of an album's own files by SHA-1."""
    uids = next(album.photo_uids for album in server.library.albums if album.title == "Everything")
    photos = [photo for photo in server.library.photos if photo.uid in uids and photo.archived_at is None]
    return {file.hash: file.name for photo in photos for file in photo.files if file.root == "/" and not file.sidecar}


def zipped(path: Path) -> set[str]:
    """Return SHA-1 of the members of a zip."""
    with zipfile.ZipFile(path) as archive:
        return {hashlib.sha1(archive.read(name)).hexdigest() for name in archive.namelist()}


@pytest.mark.parametrize(
    ("tokens", "settings", "has_raw"),
    [
        ("signed", None, False),
        ("signed", {"originals": True, "mediaRaw": True, "mediaSidecar": False}, True),
        ("memory", {"originals": True, "mediaRaw": False, "mediaSidecar": True}, False),
        ("memory", None, True),
    ],
)
def test_album_without_what_the_settings_keep_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tokens: Any, settings: dict[str, bool] | None, has_raw: bool
) -> None:
    """By default servers since 2025 put no RAW files into zips: these are counted, and none is missing."""
    with PhotoPrismServer(Library.sample(photos=6), tokens=tokens, album_downloads=settings) as server:
        assert run(["album", "Everything", "--to", "all.zip", "--json", "--url", server.url]) == 0
        album = album_of(server)
        private = {file.hash for photo in server.library.photos if photo.private for file in photo.files}
    output = capsys.readouterr()
    raw = {sha1 for sha1, name in album.items() if name.endswith(".DNG")}
    held_back = (set() if has_raw else raw) | (set() if tokens == "signed" else private)
    assert len(raw) == len(private) == 1
    (facts,) = [json.loads(line) for line in output.out.splitlines()]
    assert facts["missing"] == []
    assert set(facts["held_back"]) == {album[sha1] for sha1 in held_back}
    assert zipped(tmp_path / "all.zip") >= set(album) - held_back
    assert not zipped(tmp_path / "all.zip") & held_back
    counts = ["1 of private photos"] * (tokens != "signed") + ["1 by the server's download settings"] * (not has_raw)
    assert output.err == (f"left out by the server on purpose: {', '.join(counts)}\n" if counts else "")


@pytest.mark.parametrize("tokens", ["memory", "signed"])
def test_album_that_lacks_a_file_is_an_error_whatever_the_settings(
    tokens: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A RAW file is missed where the server puts them into zips, and a JPEG always."""
    with PhotoPrismServer(Library.sample(photos=6), tokens=tokens) as server:
        server.remove_original("2021/07/IMG_1.DNG" if tokens == "memory" else "2021/07/IMG_1.JPG")
        assert run(["album", "Everything", "--to", "all.zip", "--url", server.url]) == 1
    assert "lacks 1: 2021/07/IMG_1." in capsys.readouterr().err
    assert not (tmp_path / "all.zip").exists()
