"""Headers of tar archives: every tar reads them, and what is not whole is not taken for an archive."""

import io
import os
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoprism_client.thumbs import tar

pytestmark = pytest.mark.once

_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=100).filter(
    lambda name: len(name.encode()) <= 100 and not name.endswith("/")
)


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of some files."""
    parts = b"".join(tar.header(name, len(data)) + data + tar.padding(len(data)) for name, data in files.items())
    return parts + tar.end(len(parts))


def read(whole: bytes) -> dict[str, bytes]:
    """Read an archive as Python does."""
    with tarfile.open(fileobj=io.BytesIO(whole)) as opened:
        return {member.name: opened.extractfile(member).read() for member in opened}  # type: ignore[union-attr]


@given(_NAMES, st.integers(0, 8**11 - 1))
def test_header_is_that_of_tarfile(name: str, size: int) -> None:
    """Byte for byte, for any name that fits and any size."""
    info = tarfile.TarInfo(name)
    info.size = size
    assert tar.header(name, size) == info.tobuf(tarfile.USTAR_FORMAT, "utf-8")


@given(st.dictionaries(_NAMES, st.binary(max_size=1100), max_size=5))
@settings(max_examples=50)
def test_archive_is_read_by_tarfile_and_by_us(files: dict[str, bytes]) -> None:
    """Names and bytes come back in their order, and the archive consists of whole records."""
    whole = archive(files)
    assert len(whole) % 10240 == 0
    assert list(read(whole).items()) == list(files.items())
    descriptor = os.memfd_create("archive")
    try:
        os.write(descriptor, whole)
        found = list(tar.members(descriptor))
        assert [(one.name, whole[one.offset : one.offset + one.size]) for one in found] == list(files.items())
    finally:
        os.close(descriptor)


def test_archive_is_read_by_gnu_tar(tmp_path: Path) -> None:
    """Without a warning; the files that come out are those that went in."""
    files = {"a.jpg": b"x" * 512, "a.json": b"{}", "b.jpg": b"", "c" * 96 + ".jpg": b"y" * 1500}
    (tmp_path / "a.tar").write_bytes(archive(files))
    done = subprocess.run(["tar", "xvf", "a.tar"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == (list(files), "")
    assert {name: (tmp_path / name).read_bytes() for name in files} == files


@pytest.mark.parametrize(
    ("name", "size"), [("", 1), ("a" * 101, 1), ("ä" * 51, 1), ("a\0", 1), ("a/", 1), ("a", -1), ("a", 8**11)]
)
def test_what_does_not_fit_is_refused(name: str, size: int) -> None:
    """A name or size that another program would read differently never gets into an archive."""
    with pytest.raises(ValueError, match="tar archive"):
        tar.header(name, size)


@pytest.mark.parametrize("length", [0, 511, 512, 1024, 1535, 10240 - 1024])
def test_archive_without_its_end_is_not_whole(tmp_path: Path, length: int) -> None:
    """Wherever it is cut; nor is anything else than an archive."""
    whole = archive({"a.jpg": b"x" * 600, "b.jpg": b"y" * 7000})
    for data in (whole[:length], b"\xff\xd8\xff" * 400, whole[:1536] + b"z" * 512 + whole[2048:]):
        (tmp_path / "a.tar").write_bytes(data)
        descriptor = os.open(tmp_path / "a.tar", os.O_RDONLY)
        try:
            with pytest.raises(ValueError, match="no header"):
                list(tar.members(descriptor))
        finally:
            os.close(descriptor)
