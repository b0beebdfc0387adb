"""N1 to N3, S4: no answer, a late one, a slow one and one without end cost a bounded time and number of tries."""

import pytest

from photoprism_client import IntegrityError, TransportError
from photoprism_client._call import decoding
from photoprism_client.testing.proxy import faults
from test.support.through import KINDS, Through


@pytest.mark.parametrize("kind", KINDS)
def test_n1_unreachable_is_our_error_and_passes(through: Through, sleeps: list[float], kind: str) -> None:
    """A port where nobody listens is a TransportError after three tries; when somebody does, the client goes on."""
    through.fetch(kind)
    with through.proxy.unreachable(), pytest.raises(TransportError):
        through.fetch(kind)
    assert sleeps == [0.5, 1.0]
    assert through.is_good(kind, through.fetch(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_n1_refused_requests_are_sent_again(through: Through, kind: str) -> None:
    """A connection that is closed or reset instead of answered is made again."""
    through.proxy.script(faults.Refuse(), faults.Refuse(reset=True))
    assert through.is_good(kind, through.fetch(kind))
    assert len(through.proxy.requests) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_n1_server_that_restarts_is_not_noticed(through: Through, sleeps: list[float], kind: str) -> None:
    """Kept connections that ended meanwhile are made anew, without a wait."""
    through.fetch(kind)
    through.proxy.cut_connections()
    assert through.is_good(kind, through.fetch(kind))
    assert sleeps == []


@pytest.mark.parametrize("kind", KINDS)
def test_n2_silence_ends_in_our_error(through: Through, kind: str) -> None:
    """A request that stays without an answer is a TransportError that names the time-out, after three tries."""
    through.proxy.always(faults.Delay())
    with pytest.raises(TransportError, match="no answer in time"):
        through.fetch(kind, timeout=0.2)
    assert len(through.proxy.requests) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_n2_stalled_body_is_fetched_again(through: Through, kind: str) -> None:
    """A body that stops is given up in time; the next try returns the whole."""
    stall = faults.Stall(1000)
    through.proxy.script(stall)
    assert through.is_good(kind, through.fetch(kind, timeout=1.0))
    assert [seen.faults for seen in through.proxy.requests] == [(stall,), ()]


@pytest.mark.parametrize("kind", KINDS)
def test_n3_body_in_drips_is_put_together(through: Through, kind: str) -> None:
    """A body in parts of odd sizes is put together as it was."""
    drip = faults.Drip(size=1013)
    drip.gate.open()
    through.proxy.script(drip)
    assert through.is_good(kind, through.fetch(kind))
    assert len(through.proxy.requests) == 1


@pytest.mark.parametrize("in_chunks", [False, True])
def test_s4_endless_thumbnail_is_given_up(through: Through, monkeypatch: pytest.MonkeyPatch, in_chunks: bool) -> None:
    """A picture that goes on beyond the bound is refused once, and its connection closed."""
    monkeypatch.setattr(decoding, "MOST_PICTURE", 500_000)
    through.proxy.script(faults.Endless(chunked=in_chunks))
    with pytest.raises(IntegrityError, match="too much for a picture"):
        through.fetch("thumb")
    (seen,) = through.proxy.requests
    seen.wait_for_end()
