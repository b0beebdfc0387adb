"""Any encoding of output and of file names: what it lacks is escaped, a file that it cannot name fails alone."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from photoprism_client.cli import main
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.export_runs import OWN, Run, originals, pictures, record, tree

pytestmark = pytest.mark.once

_LIMIT_S = 600
_UTF_8 = {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
_C_LOCALE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
_CANNOT = "this system's file-system encoding cannot write its name"
UMLAUT, KANJI = "2022/Ferien & Spaß/DSC 001 ü.jpg", "2023/日本/富士山 #1.jpg"


class Printed(NamedTuple):
    """What a command printed, and how it ended."""

    code: int
    out: bytes
    err: bytes


class Site(NamedTuple):
    """A server, and a folder for commands to run in."""

    server: PhotoPrismServer
    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        """What commands find in their environment."""
        return {
            "PHOTOPRISM_URL": self.server.url,
            "PHOTOPRISM_USERNAME": "admin",
            "PHOTOPRISM_PASSWORD": "photoprism",
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "COLUMNS": "200",
        }

    def print_in(self, encoding: str, *commands: tuple[str, ...]) -> list[Printed]:
        """Run commands here, with output in an encoding."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            for name, value in self.variables.items():
                patch.setenv(name, value)
            return [self._printed(patch, encoding, command) for command in commands]

    def _printed(self, patch: pytest.MonkeyPatch, encoding: str, command: tuple[str, ...]) -> Printed:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding, errors) for errors in ("strict", "backslashreplace")]
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "argv", ["photoprism-images", *command])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = []
        for stream in streams:
            stream.flush()
            printed.append(stream.buffer.getvalue())
        return Printed(int(ended.value.code or 0), *printed)

    def run(self, environment: dict[str, str], *commands: tuple[str, ...]) -> list[Printed]:
        """Run commands in a process with an environment of its own."""
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}  # tox sets it
        own = {"PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "test.support.run_commands", json.dumps(commands)],
            env={**inherited, **self.variables, **own, **environment},
            cwd=self.folder,
            capture_output=True,
            timeout=_LIMIT_S,
            check=True,
        )
        return [
            Printed(code, *((self.folder / f"{number}.{name}").read_bytes() for name in ("out", "err")))
            for number, code in enumerate(json.loads(done.stdout))
        ]


@pytest.fixture(scope="module")
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server whose library has names from several scripts."""
    library = Library.sample(photos=8)
    library.add_album("Zoë 富 👩", library.photos)
    library.add_label("Größe 富", library.photos)
    with PhotoPrismServer(library, mode="password") as server:
        yield server


@pytest.fixture
def site(server: PhotoPrismServer, tmp_path: Path) -> Site:
    """Return the server, and a folder of the test's own."""
    return Site(server, tmp_path)


def commands(server: PhotoPrismServer) -> dict[str, tuple[str, ...]]:
    """Return commands that print names of the library, by what they are called here."""
    hashes = originals(server)
    album = next(album.uid for album in server.library.albums if album.title == "Everything")
    lists = ("search", "albums", "labels", "folders", "status")
    return {
        **{name: (name,) for name in lists},
        **{f"{name} --json": (name, "--json") for name in lists},
        "dry run": ("export", "photos", "--dry-run"),
        "export": ("export", "photos", "--metadata", "json"),
        "export again": ("export", "photos", "--metadata", "json", "--json"),
        "verify": ("verify", "photos"),
        "verify --json": ("verify", "photos", "--json"),
        "download": ("download", hashes[KANJI], hashes[UMLAUT], hashes["2021/07/IMG_1.JPG"], "--workers", "1"),
        "download --json": ("download", hashes[KANJI], hashes["2021/07/IMG_1.JPG"], "--workers", "1", "--json"),
        "album": ("album", album),
        "no album": ("album", "Zoé 富"),
        "thumb": ("thumb", hashes[KANJI]),
        "cover": ("cover", album),
        "demo": ("demo", "demo"),
        "help": ("export", "--help"),
    }


def _unescaped(text: str) -> str:
    return re.sub(r"(?:\\u[0-9a-f]{4})+", lambda found: str(json.loads(f'"{found[0]}"')), text)


def _settled(text: str) -> str:
    """Return a text without what is another in each run: ports, moments, and how long it took."""
    return re.sub(r'127\.0\.0\.1:\d+|"seconds": [0-9.e-]+|fetched in .*|[0-9-]{10}.\d\d:\d\d:\d\d', "", text)


@pytest.fixture(scope="module")
def as_utf_8(server: PhotoPrismServer, tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    """Return what the commands print where every character can be."""
    return Site(server, tmp_path_factory.mktemp("utf-8")).print_in("utf-8", *commands(server).values())


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "ascii"])
def test_output_is_the_same_but_for_escapes(site: Site, as_utf_8: list[Printed], encoding: str) -> None:
    """Each command ends as it does elsewhere; with escapes undone, each says the same, and JSON is JSON."""
    asked = commands(site.server)
    done = site.print_in(encoding, *asked.values())
    for name, printed, expected in zip(asked, done, as_utf_8, strict=True):
        out, err = printed.out.decode(encoding), printed.err.decode(encoding)
        assert (name, printed.code) == (name, expected.code)
        assert _settled(_unescaped(out)) == _settled(expected.out.decode())
        assert _settled(_unescaped(err)) == _settled(expected.err.decode())
        if "--json" in asked[name]:
            wanted = [json.loads(line).keys() for line in expected.out.splitlines()]
            assert [json.loads(line).keys() for line in out.splitlines()] == wanted
    found = dict(zip(asked, done, strict=True))
    assert b"\\u5bcc" in found["albums"].out
    assert (b"\\u00eb" in found["albums"].out) == (encoding == "ascii")
    assert (found["no album"].code, found["export"].code, found["download"].code) == (1, 0, 0)


def test_file_that_cannot_be_named_fails_alone(site: Site) -> None:
    """In the C locale Python writes ASCII names only: these files come, each other one is reported with the reason."""
    asked = commands(site.server)
    done = dict(zip(asked, site.run(_C_LOCALE, *asked.values()), strict=True))
    for name, printed in done.items():
        assert b"Traceback" not in printed.err, name
        assert (printed.out + printed.err).isascii(), name
    assert {name: printed.code for name, printed in done.items() if printed.code} == {
        "dry run": 3,
        "export": 3,
        "export again": 3,
        "download": 3,
        "download --json": 3,
        "verify": 1,
        "verify --json": 1,
        "no album": 1,
    }
    lost = {UMLAUT, KANJI}
    kept = {name: sha1 for name, sha1 in originals(site.server).items() if name not in lost}
    found = pictures(site.folder / "photos")
    assert {name: sha1 for name, sha1 in found.items() if not name.endswith(".json")} == kept
    told = json.loads(done["export again"].out)
    assert {problem["path"]: problem["reason"] for problem in told["problems"]} == dict.fromkeys(lost, _CANNOT)
    assert _unescaped(done["export"].err.decode()).count(_CANNOT) == 2
    assert set(json.loads(done["verify --json"].out)["absent"]) == lost
    assert done["download"].err.count(b"the file-system encoding of this process, ascii, lacks a character") == 2
    assert done["download"].out == b"IMG_1.JPG\n"
    assert b"set PYTHONUTF8=1 or a UTF-8 locale" in done["download"].err


def _of_photos(found: dict[str, str]) -> dict[str, str]:
    return {path: sha1 for path, sha1 in found.items() if path not in {"SHA1SUMS", "albums.json"}}


def test_export_that_a_process_cannot_name_is_not_touched(site: Site) -> None:
    """A job that lost its locale takes nothing for gone: files and their record stay, also of what is gone for good."""
    dest = site.folder / "photos"
    Run(site.server, dest, metadata="json")
    (site.server.library.root / KANJI).rename(site.folder / "away")
    try:
        site.server.library.reindex()
        before, said = _of_photos(tree(dest)), _of_photos(record(dest))
        options = ("export", "photos", "--metadata", "json", "--prune", "--max-prune", "99")
        export, verify = site.run(_C_LOCALE, options, ("verify", "photos", "--offline"))
    finally:
        (site.folder / "away").rename(site.server.library.root / KANJI)
        site.server.library.reindex()
    assert (export.code, _of_photos(tree(dest)), _of_photos(record(dest))) == (3, before, said)
    assert b"Nothing was removed" in export.err
    assert verify.code == 1
    assert verify.err.startswith(b"photoprism-images: ")
    assert verify.err.count(b"\n") == 1
    assert b"set PYTHONUTF8=1" in verify.err
    assert set(Run(site.server, dest, metadata="json").counts) == {"unchanged"}


@pytest.mark.parametrize("environment", [_UTF_8, _C_LOCALE], ids=["UTF-8", "C locale"])
def test_names_that_are_not_utf_8_are_written_to_all_the_same(site: Site, environment: dict[str, str]) -> None:
    """A folder and files whose names are bytes of another encoding: used as they are, and told with escapes or so."""
    sha1 = originals(site.server)["2021/07/IMG_1.JPG"]
    odd = os.fsdecode(b"caf\xe9")
    done = site.run(
        environment,
        ("export", odd, "--report", f"{odd}.jsonl", "--exclude", "202[23]*", "--folder", "2021"),
        ("download", sha1, "--to", odd, "--json"),
        ("download", sha1, "--to", odd),
        ("thumb", sha1, "--to", f"{odd}.jpg"),
        ("verify", odd, "--offline", "--json"),
    )
    assert [printed.code for printed in done] == [0, 0, 0, 0, 0]
    names = {os.fsencode(name) for name in os.listdir(site.folder)}
    assert {b"caf\xe9", b"caf\xe9.jsonl", b"caf\xe9.jpg"} <= names
    assert json.loads(done[1].out.decode("utf-8", "surrogateescape"))["path"] == f"{odd}/IMG_1.JPG"
    is_escaped = environment is _UTF_8
    assert done[2].out == (b"caf\\udce9/IMG_1.JPG\n" if is_escaped else b"caf\xe9/IMG_1.JPG\n")
    found = json.loads(done[4].out.decode("utf-8", "surrogateescape"))
    assert (found["is_good"], found["extra"]) == (True, ["IMG_1.JPG"])
    assert OWN in os.listdir(site.folder / odd)


def test_extra_file_that_is_not_utf_8_is_only_named(site: Site) -> None:
    """A user's file whose name is not text does not end a check of the folder."""
    Run(site.server, site.folder / "photos")
    (site.folder / "photos" / os.fsdecode(b"\xff.jpg")).write_bytes(b"mine")
    lines, found = site.run(_UTF_8, ("verify", "photos", "--offline"), ("verify", "photos", "--offline", "--json"))
    assert (lines.code, found.code) == (0, 0)
    assert lines.out.startswith(b"extra: \\udcff.jpg\n")
    assert json.loads(found.out)["extra"] == ["\udcff.jpg"]


def test_query_that_is_not_utf_8_is_refused_in_a_line(site: Site) -> None:
    """What a shell hands over in another encoding cannot be asked for."""
    odd = os.fsdecode(b"M\xfcnchen")
    for printed in site.run(_UTF_8, ("search", odd), ("albums", odd), ("album", odd), ("export", "x", "--album", odd)):
        assert printed.code == 1
        assert printed.err.count(b"\n") == 1
        assert b"bytes that are not UTF-8" in printed.err
