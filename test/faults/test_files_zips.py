"""Zips whose members have hostile names: the zip is one file, nothing is taken out of it, nothing else is written."""

import io
import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from photoprism_client.exceptions import IncompleteArchiveError
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Member, download_all
from test.support.bodies import JPEG, sha1
from test.support.landing import Landing

_NAMES = {
    "parent folder": ["../outside.jpg", "../../outside.jpg"],
    "absolute": ["/etc/outside.jpg", "//outside.jpg"],
    "windows": ["C:\\outside.jpg", "C:outside.jpg", "..\\outside.jpg", "\\\\host\\share\\outside.jpg"],
    "NUL": ["inside.jpg\0../outside.jpg", "\0"],
    "twice": ["same.jpg", "same.jpg"],
    "differs by case": ["same.jpg", "SAME.JPG"],
    "ours": [".photoprism-config", ".photoprism-0.part", "notes of the owner.txt", "album.zip", "original.jpg"],
    "devices": ["CON", "nul.jpg", "a:b.jpg", "a.jpg:stream", "trailing. "],
    "control characters": ["a\x1b[2Jb.jpg", "a\r\nb.jpg", "\u202egpj.a"],
    "no name": ["", ".", "..", "/"],
    "long": ["a" * 300, "b/" * 500 + "c.jpg"],
}


def _zip(*names: str, mode: int = stat.S_IFREG | 0o644) -> tuple[bytes, list[str]]:
    """Make a zip; return it with the SHA-1 of each member: no two hold the same."""
    file, digests = io.BytesIO(), []
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of duplicate names
        for at, name in enumerate(names):
            info = zipfile.ZipInfo("x")
            info.filename, info.external_attr = name, mode << 16  # the constructor would cut it at NUL
            archive.writestr(info, JPEG + bytes([at]))
            digests.append(sha1(JPEG + bytes([at])))
    return file.getvalue(), digests


def _tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("names", _NAMES.values(), ids=_NAMES)
def test_zip_with_hostile_names_is_one_file_and_nothing_more(landing: Landing, names: list[str]) -> None:
    """A whole zip is written byte for byte as it came; nothing in it is taken for a path, here or anywhere."""
    body, digests = _zip(*names)
    landing.allowed.add(sha1(body))
    before = _tree(landing.path.parent)
    landing.script("zip", faults.Replace(body))
    # Each member counts by its bytes: of two with one name both are seen.
    result = landing.save("zip", members=[Member(digest, "any") for digest in digests])
    assert (result.sha1, result.missing) == (sha1(body), ())
    assert landing.target("zip").read_bytes() == body
    assert _tree(landing.path.parent) - before == {"pictures/album.zip"}
    assert len(landing.requests("zip")) == 1


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_zip_with_a_member_that_is_no_file_makes_no_such_thing(landing: Landing, kind: int) -> None:
    """A member may call itself a link, a pipe or a device: none is made."""
    body, _ = _zip("link", "folder/", mode=kind | 0o777)
    landing.allowed.add(sha1(body))
    before = _tree(landing.path.parent)
    landing.script("zip", faults.Replace(body))
    landing.save("zip")
    assert _tree(landing.path.parent) - before == {"pictures/album.zip"}


def test_zip_in_a_batch_is_one_file_and_nothing_more(landing: Landing) -> None:
    """A batch does the same."""
    body, _ = _zip(*_NAMES["parent folder"], *_NAMES["NUL"])
    landing.allowed.add(sha1(body))
    before = _tree(landing.path.parent)
    landing.script("zip", faults.Replace(body))
    assert download_all([Item(landing.source("zip"), landing.target("zip"))]).finish().is_complete
    assert _tree(landing.path.parent) - before == {"pictures/album.zip"}


def test_zip_whose_second_twin_hides_a_missing_file_is_refused(landing: Landing) -> None:
    """Two members of the name that a missing file has do not stand for it: the bytes count."""
    body, digests = _zip("one.jpg", "one.jpg")
    landing.script("zip", faults.Replace(body))
    with pytest.raises(IncompleteArchiveError, match="lacks 1: one") as caught:
        landing.save("zip", members=[Member(digests[0], "first"), Member("ab" * 20, "one.jpg")])
    assert caught.value.missing == ("one.jpg",)
    assert (landing.target("zip").exists(), landing.orphans) == (False, [])
