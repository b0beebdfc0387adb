"""N4 to N7, P4, P6: a body of a real server that is cut on its way is fetched again, and never taken for whole."""

import pytest

from photoprism_client import IntegrityError, TransportError
from photoprism_client.testing.proxy import faults
from test.support.through import KINDS, Through, sha1

_UNFRAMED = (faults.DropHeader("Content-Length"), faults.DropHeader("Transfer-Encoding"))
_CUTS = {
    "end": faults.Cut(1000),
    "reset": faults.Cut(1000, reset=True),
    "right after the head": faults.Cut(0),
    "between chunks": faults.Cut(1000, between_chunks=True),
}


def test_nothing_happens_without_a_script(through: Through) -> None:
    """The proxy by itself harms nothing: all kinds come through it whole, in one request each."""
    for kind in KINDS:
        assert through.is_good(kind, through.fetch(kind))
    assert [seen.faults for seen in through.proxy.requests] == [()] * len(KINDS)


@pytest.mark.parametrize("cut", _CUTS.values(), ids=_CUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_n4_n5_cut_body_is_fetched_again(through: Through, sleeps: list[float], kind: str, cut: faults.Cut) -> None:
    """What was cut by an end or a reset is thrown away, and the next try returns the whole."""
    through.proxy.script(cut)
    assert through.is_good(kind, through.fetch(kind))
    assert [seen.range for seen in through.proxy.requests] == [None, None]
    assert through.proxy.requests[0].sent == cut.after
    assert sleeps == [0.5]


@pytest.mark.parametrize("cut", _CUTS.values(), ids=_CUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_n7_body_that_is_always_cut_is_our_error(through: Through, kind: str, cut: faults.Cut) -> None:
    """After three tries a body that never comes whole is a TransportError: bounded, and never half a file."""
    through.proxy.always(cut)
    with pytest.raises(TransportError, match="broke off"):
        through.fetch(kind)
    assert len(through.proxy.requests) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_n5_claimed_length_that_does_not_come(through: Through, kind: str) -> None:
    """A length beyond the body, and the connection's end there, is a cut body."""
    through.proxy.script(faults.ContentLength(+1))
    assert through.is_good(kind, through.fetch(kind))
    assert len(through.proxy.requests) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_n6_cut_without_any_length_is_refused(through: Through, kind: str) -> None:
    """Where neither length nor chunks tell the end, hash, end mark and end record do: a cut body is refused."""
    through.proxy.script((*_UNFRAMED, faults.Cut(1000)))
    with pytest.raises(IntegrityError):
        through.fetch(kind)
    assert len(through.proxy.requests) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_n6_whole_without_any_length_is_taken(through: Through, kind: str) -> None:
    """A whole body that ends with its connection is what it is."""
    through.proxy.script(_UNFRAMED)
    assert through.is_good(kind, through.fetch(kind))
    assert len(through.proxy.requests) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_n6_surplus_is_not_the_next_answer(through: Through, kind: str) -> None:
    """Bytes behind the claimed length are never read as the beginning of another answer."""
    length = faults.ContentLength(-1)
    through.proxy.script(length)
    if kind == "file":  # in memory its hash tells that it is another
        through.fetch(kind)
    else:
        with pytest.raises(IntegrityError):
            through.fetch(kind)
    assert through.is_good(kind, through.fetch(kind))
    assert through.proxy.connections == 2


def test_p4_short_original_does_not_have_the_hash(through: Through) -> None:
    """In memory a file that is short and says so is returned: its hash tells that it is not the one asked for."""
    through.proxy.script(faults.Shorten(1000))
    data = through.fetch("file")
    assert len(data) == 1000 < through.file["Size"]
    assert sha1(data) != through.file["Hash"]


@pytest.mark.parametrize("size", [0, 3, 21, 1000])
def test_p6_short_zip_is_refused(through: Through, size: int) -> None:
    """A zip that lost its end before it got its length is refused by its end record."""
    through.proxy.script(faults.Shorten(size))
    with pytest.raises(IntegrityError, match="expected a whole zip"):
        through.fetch("zip")
