"""Rows of a listing: made a few at a time, they are those that the whole answer holds, and fail where it fails."""

import json
from functools import partial
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client._call import rows as rows_of_answers
from photoprism_client._call.rows import Rows, pieces

pytestmark = pytest.mark.once

_TEXTS = st.one_of(st.text(max_size=3), st.sampled_from(['},{"A":', '"},{"A":1', '\\"},{', "[{", "A", "B"]))
# Objects within rows begin with the same key, as no real ones do.
_ROWS = st.fixed_dictionaries({"A": st.integers(0, 9)})
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("AB"), inner, max_size=2), st.lists(_ROWS)
    ),
    max_leaves=8,
)
_LISTS = st.lists(st.fixed_dictionaries({"A": _VALUES, "B": _VALUES}), max_size=6)


class Whole(Exception):
    """The whole was to be read."""


def refuse() -> Any:
    """Raise instead of reading the whole."""
    raise Whole


def in_blocks(body: bytes, size: int) -> list[bytes]:
    """Cut a body as it may come; the first block has at least the first key."""
    return [body[: size + 20], *(body[at : at + size] for at in range(size + 20, len(body), size))]


def in_pieces(size: int) -> Any:
    """Have rows made of pieces of at least so many bytes."""
    return mock.patch.object(rows_of_answers, "pieces", partial(pieces, size_bytes=size))


@given(_LISTS, st.integers(1, 30), st.integers(0, 40))
def test_rows_are_those_of_the_whole(rows: list[Any], block_size: int, piece_size: int) -> None:
    """Wherever blocks and pieces end, and whatever texts and inner objects look like, each row comes once, in order."""
    body = json.dumps(rows, separators=(",", ":")).encode()
    blocks = in_blocks(body, block_size)
    found = []
    for piece in pieces(blocks, piece_size):
        try:
            found += json.loads(piece)
        except ValueError:
            # Cut within a row: the piece says so, and what came before was right.
            assert found == rows[: len(found)]
            break
    else:
        assert found == rows
    made = Rows(blocks, json.loads, 100, lambda: json.loads(body), list)
    with in_pieces(piece_size):
        assert list(made) == list(made) == rows
    assert made.size_bytes == len(body)


def test_rows_are_made_when_they_are_reached() -> None:
    """Of a long answer, no more is read than was taken."""
    body = json.dumps([{"A": number, "B": "b" * 1000} for number in range(1000)], separators=(",", ":")).encode()
    seen: list[int] = []

    def read(piece: bytes) -> list[Any]:
        seen.append(len(piece))
        found: list[Any] = json.loads(piece)
        return found

    rows = iter(Rows([body], read, 1000, refuse, list))
    assert seen == []
    assert [next(rows)["A"] for _ in range(40)] == list(range(40))
    assert 40_000 < sum(seen) < 100_000


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"[1,2]", b' [ {"A": 1} , {"A": 2} ] ', b"[{}]", b"<html>", b"[{"]
)
def test_what_does_not_begin_with_an_object_is_read_as_a_whole(body: bytes) -> None:
    """It may be an empty list, or no list at all; whoever reads it knows."""
    assert b"".join(pieces([body], 0)) == body


@pytest.mark.parametrize(
    ("body", "before"),
    [
        (b'[{"A":1},{"A":2},{"A":', [1, 2]),
        (b'[{"A":1},{"A":2},{"A":3}', [1, 2]),
        (b'[{"A":1},{"A":2}]]', [1]),
        (b'[{"A":1},{"A":2}],{"A":3}]', [1]),
        (b'[{"A":1},{"A":' + b"[" * 200_000, [1]),
    ],
)
def test_the_whole_decides_where_a_piece_cannot_be_read(body: bytes, before: list[int]) -> None:
    """What came before was returned by then."""
    found: list[int] = []
    with pytest.raises(Whole), in_pieces(0):
        found.extend(row["A"] for row in Rows([body], json.loads, 9, refuse, list))
    assert found == before


def test_a_row_too_many_is_for_the_whole_to_refuse() -> None:
    """As many rows as were asked for are returned."""
    body = b'[{"A":1},{"A":2}]'
    assert list(Rows([body], json.loads, 2, refuse, list)) == [{"A": 1}, {"A": 2}]
    with pytest.raises(Whole):
        list(Rows([body], json.loads, 1, refuse, list))


def test_nothing_is_made_where_it_is_refused_to_begin() -> None:
    """The check runs before the first row is made, not when the answer comes."""
    rows = Rows([b"[]"], json.loads, 1, list, refuse)
    with pytest.raises(Whole):
        list(rows)
