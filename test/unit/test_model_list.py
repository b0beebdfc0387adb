"""`ModelList` is a list that shows itself; what models know of their client goes nowhere else."""

import copy
import pickle
import pprint
from collections.abc import Callable
from typing import Any

import pytest

from photoprism_client import Listing, ModelList
from photoprism_client.models import SearchAlbum, SearchPhoto
from photoprism_client.models.cards import Pictures

PRINTED = """\
[
    SearchAlbum(uid='a0', title='Nr. 0'),
    SearchAlbum(uid='a1', title='Nr. 1'),
]"""


def _albums(count: int) -> ModelList[SearchAlbum]:
    return ModelList(SearchAlbum(uid=f"a{number}", title=f"Nr. {number}", notes="long") for number in range(count))


def test_each_model_is_a_line() -> None:
    """``repr``, ``str`` and ``pprint`` have a short line for each model, and 60 of them at most."""
    albums = _albums(2)
    assert repr(albums) == str(albums) == pprint.pformat(albums) == PRINTED
    assert repr(ModelList()) == "[]"
    many = repr(_albums(63)).splitlines()
    assert len(many) == 63
    assert many[-2] == "    … 3 more"


def test_it_is_a_list() -> None:
    """It compares, sorts, slices and pickles as one; a slice shows itself, too."""
    albums = _albums(3)
    assert albums == list(albums)
    assert albums[0].uid == "a0"
    assert type(albums[1:]) is ModelList
    assert [album.uid for album in albums[::-1]] == ["a2", "a1", "a0"]
    assert type(sorted(albums, key=lambda album: album.uid or "")) is list
    restored = pickle.loads(pickle.dumps(albums))
    assert (type(restored), restored) == (ModelList, albums)


def _fetcher(models: object, size: str, *, is_cover: bool) -> Pictures:
    raise AssertionError("nothing is shown")


COPIES: list[Callable[[Any], Any]] = [
    copy.copy,
    copy.deepcopy,
    lambda model: pickle.loads(pickle.dumps(model)),
    lambda model: model.model_copy(),
    lambda model: model.model_copy(deep=True),
]


@pytest.mark.parametrize("copied", COPIES)
def test_where_a_model_is_from_goes_nowhere(copied: Callable[[Any], Any]) -> None:
    """A client that a model came by is in no copy, pickle, text, dict or comparison."""
    known, unknown = SearchPhoto(uid="p1", title="A"), SearchPhoto(uid="p1", title="A")
    known._set_fetcher(_fetcher)
    assert getattr(known, "_fetcher", None) is _fetcher
    assert known == unknown
    assert copied(known) == unknown
    assert getattr(copied(known), "_fetcher", None) is None
    assert known.to_dict() == unknown.to_dict()
    assert [known.to_json(), repr(known), str(known)] == [unknown.to_json(), repr(unknown), str(unknown)]
    assert (vars(known), dict(known), known.model_fields_set) == (vars(unknown), dict(unknown), {"uid", "title"})


def test_a_listing_prints_as_what_it_is() -> None:
    """It tells what was asked for, reads nothing to be printed, and ends as any iterator."""

    def pages() -> Any:
        yield from _albums(2)

    asked = {"q": "https://x.example/api/v1/dl/1?t=s3cret", "type": None}
    listing: Listing[SearchAlbum] = Listing.of("albums", asked, pages())
    shown = "q='https://x.example/api/v1/dl/1?t=***'"
    assert repr(listing) == f"<albums of {shown}, page by page; to_list() reads them all>"
    assert iter(listing) is listing
    assert next(listing).uid == "a0"
    rest = listing.to_list()
    assert (type(rest), [album.uid for album in rest]) == (ModelList, ["a1"])
    assert listing.to_list() == []
    assert repr(Listing.of("labels", {"q": None}, pages())) == "<labels, page by page; to_list() reads them all>"


def test_a_closed_listing_is_at_its_end() -> None:
    """It lets go of what it reads, as a generator does."""
    ended = []

    def pages() -> Any:
        try:
            yield from _albums(2)
        finally:
            ended.append(True)

    listing: Listing[SearchAlbum] = Listing.of("albums", {}, pages())
    assert next(listing).uid == "a0"
    listing.close()
    listing.close()
    assert ended == [True]
    assert list(listing) == []
