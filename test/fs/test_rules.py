"""Rules without a server: ranges, where files go, and how many may be missing."""

import subprocess
import sys

import pytest

from photoprism_client.exceptions import ApiException, NotFoundException, PlaceholderException
from photoprism_client.fs.missing import MissingFiles
from photoprism_client.fs.ranges import Range, merged, resolved
from photoprism_client.fs.targets import Expand, targets_of
from photoprism_client.fs.tree.listings import Listing, Listings

pytestmark = pytest.mark.once


@pytest.mark.parametrize("start", [None, 0, 3, 10, 15, -3, -10, -15])
@pytest.mark.parametrize("end", [None, 0, 3, 10, 15, -3, -10, -15])
def test_offsets_mean_what_they_mean_in_a_slice(start: int | None, end: int | None) -> None:
    """A range has the bytes that a slice of the file has."""
    body = b"0123456789"
    found = resolved(start, end, len(body))
    assert body[found.start : found.end] == body[start:end]
    assert 0 <= found.start <= found.end <= len(body)


@pytest.mark.parametrize(
    ("ranges", "gap", "expected"),
    [
        ([(0, 5), (5, 10)], 0, [(0, 10)]),
        ([(6, 10), (0, 5)], 0, [(0, 5), (6, 10)]),
        ([(6, 10), (0, 5)], 1, [(0, 10)]),
        ([(0, 10), (2, 3)], 0, [(0, 10)]),
        ([(3, 3), (0, 0)], 0, []),
    ],
)
def test_near_ranges_are_merged(ranges: list[Range], gap: int, expected: list[Range]) -> None:
    """What overlaps or is near is read together; empty ranges are not read."""
    assert merged([Range(*one) for one in ranges], gap) == expected


def test_nothing_is_written_outside_of_the_folder() -> None:
    """A path that climbs out of the folder is refused, whatever the server calls its files."""
    expand = Expand(lambda *_, **__: ["originals/a", "originals/a/../../../b"], lambda _: False, lambda _: False)
    with pytest.raises(ValueError, match="is outside of"):
        targets_of("originals", "/tmp/pictures/", expand, recursive=True, maxdepth=None)


def _miss(files: MissingFiles, sha1: str, error: Exception) -> None:
    with pytest.raises(type(error)), files.asking(sha1):
        raise error


@pytest.mark.parametrize(
    ("is_there", "error"),
    [(True, PlaceholderException(200, "placeholder")), (False, NotFoundException(404, "unknown"))],
    ids=["pictures that the server cannot show", "paths of a listing that is out of date"],
)
def test_files_that_stay_as_they_are_in_the_index_end_nothing(is_there: bool, error: ApiException) -> None:
    """What the index keeps, or never had, may be as many as they like: no request takes it out of the index."""
    files = MissingFiles(lambda sha1: is_there)
    for number in range(20):
        _miss(files, str(number), error)
    with files.asking("good"):
        pass


@pytest.mark.parametrize("after", [False, None])
def test_files_that_leave_the_index_end_the_reading(after: bool | None) -> None:
    """After the fifth in a row that left the index, or may have, nothing more is asked for until that is wanted."""
    answers = iter([True, after] if after is False else [None])
    files = MissingFiles(lambda sha1: next(answers))
    for number in range(5):
        _miss(files, str(number), NotFoundException(404, "gone"))
    asked = []
    with pytest.raises(PlaceholderException, match="originals mounted"), files.asking("6"):
        asked.append("6")
    assert asked == []
    files.forget()
    with files.asking("7"):
        asked.append("7")
    assert asked == ["7"]


def test_kept_listings_take_no_more_memory_by_use() -> None:
    """A listing that is loaded from memory leaves nothing behind, however many paths are loaded."""
    listings = Listings(1000, None)
    empty: Listing = {}

    def load_all() -> int:
        for number in range(100):
            listings.load(str(number), lambda: (empty, True))
        return sum(map(sys.getsizeof, vars(listings).values()))

    assert load_all() == load_all()


def test_the_extra_is_named() -> None:
    """Without fsspec, the error says what to install; the modules below need none."""
    code = """
import sys
sys.modules["fsspec"] = None
import photoprism_client.fs.tree.tree
try:
    from photoprism_client.fs import PhotoPrismFileSystem
except ModuleNotFoundError as error:
    print(error)
"""
    shown = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert "pip install 'photoprism-images[fs]'" in shown
