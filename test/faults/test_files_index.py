"""An index that says nonsense about a file whose bytes are wrong: they are refused all the same."""

import pytest

from photoprism_client import ChangedOnServerError, IntegrityError
from photoprism_client.testing.proxy import faults
from test.support.landing import Landing

_NONSENSE = {
    "nothing": b"",
    "page": b"<html>",
    "null": b"null",
    "list": b"[]",
    "text": b'"file"',
    "half": b'{"Size":',
    "no facts": b"{}",
    "facts of other types": b'{"Size":"many","ModTime":"today","Name":7}',
    "facts that are null": b'{"Size":null,"ModTime":null,"Name":null}',
    "endless time": b'{"ModTime":1e999}',
    "no number": b'{"ModTime":NaN}',
    "endless time by name": b'{"ModTime":Infinity}',
    "time before all": b'{"ModTime":-62135596800}',
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("facts", _NONSENSE.values(), ids=_NONSENSE)
def test_index_that_says_nonsense_changes_no_verdict(landing: Landing, facts: bytes) -> None:
    """A flipped byte stays an IntegrityError, and not that of a changed file, whatever the index answers."""
    landing.always("original", faults.Flip(1000, bits=1))
    landing.proxy.always(faults.Status(200, {"Content-Type": "application/json"}, facts), match="/files/")
    with pytest.raises(IntegrityError, match="a second download was no better") as caught:
        landing.save("original")
    assert not isinstance(caught.value, ChangedOnServerError)
    assert len(landing.requests("original")) == 2
    assert (landing.target("original").exists(), landing.orphans) == (False, [])


@pytest.mark.parametrize("status", [401, 403, 404, 500, 503])
def test_index_that_does_not_answer_changes_no_verdict(landing: Landing, status: int) -> None:
    """Neither does an index that is closed to this user, or broken."""
    landing.always("original", faults.Flip(1000, bits=1))
    landing.proxy.always(faults.Status(status, {"Content-Type": "application/json"}, b"{}"), match="/files/")
    with pytest.raises(IntegrityError, match="a second download was no better"):
        landing.save("original")
    assert (landing.target("original").exists(), landing.orphans) == (False, [])
