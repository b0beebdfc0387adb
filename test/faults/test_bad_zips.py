"""P1, P5 to P7, S3: zips that are cut, hold something else, lack members, or name them to do harm."""

import io
import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from photoprism_client import (
    IntegrityError,
)
from photoprism_client.exceptions import IncompleteArchiveError
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Member, download_all
from test.support.bodies import EMPTY_ZIP, JPEG, sha1
from test.support.downloads import (
    Downloads,
    FolderDownloads,
)

_ERROR = b'{"error":"Something went wrong"}'

_zip_each_way = pytest.mark.parametrize("way", ["memory", "disk"], indirect=True)

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


@pytest.mark.parametrize("at", [50, 2000, 20_000])
def test_p1_flipped_byte_in_a_zip_member_is_found(folder: FolderDownloads, at: int) -> None:
    """A byte that differs in a member fails its CRC: the zip is fetched again, without a Range."""
    folder.script("zip", faults.Flip(max(at, 60), bits=1))
    folder.fetch("zip")
    assert folder.is_good("zip")
    assert folder.ranges("zip") == [None, None]


@pytest.mark.parametrize(
    "fault",
    [
        *(faults.Append(data) for data in (_ERROR, b"\n", b"PK\x05\x06")),
        *(faults.Replace(data) for data in (_ERROR, EMPTY_ZIP)),
    ],
    ids=["error after the end", "line after the end", "another end", "error alone", "no members"],
)
@_zip_each_way
def test_p5_zip_with_something_else_in_it_is_refused(way: Downloads, fault: faults.Fault) -> None:
    """Bytes after the end record, a message instead of the zip, or no members show that packing went wrong."""
    way.always("zip", fault)
    with pytest.raises(IntegrityError):
        way.fetch("zip")
    assert len(way.requests("zip")) == way.downloads
    assert way.has_nothing("zip")


@_zip_each_way
def test_p5_error_before_the_central_directory_is_found(way: Downloads) -> None:
    """A message among the members shifts the directory, so that the zip does not add up."""
    good = way.site.images.download_album(way.album)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        start = archive.start_dir
    way.script("zip", faults.Replace(bytes(good[:start]) + _ERROR + bytes(good[start:])))
    way.recover("zip")
    assert way.is_good("zip")
    assert len(way.requests("zip")) == 2


@pytest.mark.parametrize("size", [0, 3, 21, 1000, -4, -21, -22, -40])
@_zip_each_way
def test_p6_cut_zip_is_refused(way: Downloads, size: int) -> None:
    """A zip that lost its end before it got its length is refused by its end record."""
    good = bytes(way.site.images.download_album(way.album))
    way.script("zip", faults.Replace(good[:size]))
    way.recover("zip")
    assert way.is_good("zip")


def test_p7_zip_without_a_member_is_refused_by_name(folder: FolderDownloads) -> None:
    """A file that should be in the zip and is not is named; the zip is not written."""
    wanted = Member("ab" * 20, "2020/01/gone.jpg")
    with pytest.raises(IntegrityError, match=r"lacks 1: 2020/01/gone\.jpg"):
        folder.fetch("zip", members=[wanted])
    assert len(folder.requests("zip")) == 1
    assert folder.has_nothing("zip")


@pytest.mark.parametrize("names", _NAMES.values(), ids=_NAMES)
def test_zip_with_hostile_names_is_one_file_and_nothing_more(folder: FolderDownloads, names: list[str]) -> None:
    """A whole zip is written byte for byte as it came; nothing in it is taken for a path, here or anywhere."""
    body, digests = _zip(*names)
    folder.allowed.add(sha1(body))
    before = _tree(folder.path.parent)
    folder.script("zip", faults.Replace(body))
    # Each member counts by its bytes: of two with one name both are seen.
    result = folder.fetch("zip", members=[Member(digest, "any") for digest in digests])
    assert (result.sha1, result.missing) == (sha1(body), ())
    assert folder.target("zip").read_bytes() == body
    assert _tree(folder.path.parent) - before == {"pictures/album.zip"}
    assert len(folder.requests("zip")) == 1


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_zip_with_a_member_that_is_no_file_makes_no_such_thing(folder: FolderDownloads, kind: int) -> None:
    """A member may call itself a link, a pipe or a device: none is made."""
    body, _ = _zip("link", "folder/", mode=kind | 0o777)
    folder.allowed.add(sha1(body))
    before = _tree(folder.path.parent)
    folder.script("zip", faults.Replace(body))
    folder.fetch("zip")
    assert _tree(folder.path.parent) - before == {"pictures/album.zip"}


def test_zip_in_a_batch_is_one_file_and_nothing_more(folder: FolderDownloads) -> None:
    """A batch does the same."""
    body, _ = _zip(*_NAMES["parent folder"], *_NAMES["NUL"])
    folder.allowed.add(sha1(body))
    before = _tree(folder.path.parent)
    folder.script("zip", faults.Replace(body))
    assert download_all([Item(folder.source("zip"), folder.target("zip"))]).finish().is_complete
    assert _tree(folder.path.parent) - before == {"pictures/album.zip"}


def test_zip_whose_second_twin_hides_a_missing_file_is_refused(folder: FolderDownloads) -> None:
    """Two members of the name that a missing file has do not stand for it: the bytes count."""
    body, digests = _zip("one.jpg", "one.jpg")
    folder.script("zip", faults.Replace(body))
    with pytest.raises(IncompleteArchiveError, match="lacks 1: one") as caught:
        folder.fetch("zip", members=[Member(digests[0], "first"), Member("ab" * 20, "one.jpg")])
    assert caught.value.missing == ("one.jpg",)
    assert folder.has_nothing("zip")
