"""Certificates that are refused and heads that are no HTTP: no file is made of them."""

from pathlib import Path
from typing import Any

import pytest
import trustme

from photoprism_client import ApiException, TransportError
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.faults.test_odd_heads import JUNK
from test.support.bodies import JPEG
from test.support.certificates import ca_pem, server_context
from test.support.clients import CALLS, Call, Connect, Serve
from test.support.landing import FILES, KINDS, Landing
from test.support.raw_server import RawServer, answer, answering

_HEADS: dict[str, faults.Fault] = {
    "ssh": faults.StatusLine("SSH-2.0-OpenSSH_9.6"),
    "status of words": faults.StatusLine("HTTP/1.1 OK"),
    "unknown version": faults.StatusLine("HTTP/7.0 200 OK"),
    "field of a megabyte": faults.HugeHeader(),
    "too many fields": faults.HugeHeader(size=1, count=300),
    **{name: faults.Raw(JUNK[name]) for name in ("random", "only line ends", "http 2", "cut status line", "cut head")},
}


def _other_authority() -> str:
    return trustme.CA().cert_pem.bytes().decode("ascii")


@pytest.fixture(params=["unknown authority", "another authority", "another name"])
def refused(request: pytest.FixtureRequest, serve: Serve) -> tuple[RawServer, dict[str, Any]]:
    """Start a server whose certificate cannot be trusted, and say how to connect to it."""
    names = ("photos.example.com",) if request.param == "another name" else ()
    trust = {"another authority": _other_authority, "another name": ca_pem}.get(request.param)
    server = serve(answering(answer(JPEG)), tls=server_context(*names))
    return server, {} if trust is None else {"ca_cert_data": trust()}


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_refused_certificate_is_not_asked_again_and_makes_no_file(
    refused: tuple[RawServer, dict[str, Any]], connect: Connect, sleeps: list[float], tmp_path: Path, call: Call
) -> None:
    """Asking again would change nothing: one connection, no request, no wait, no file."""
    server, trust = refused
    with pytest.raises(TransportError, match="certificate is refused") as caught:
        call(connect(server.url, **trust), "_to_file", path=tmp_path / "a")
    assert not caught.value.is_passing
    assert (server.connections, server.requests, sleeps) == (1, [], [])
    assert list(tmp_path.iterdir()) == []


def test_refused_certificate_fails_each_item_of_a_batch(
    refused: tuple[RawServer, dict[str, Any]], connect: Connect, sleeps: list[float], tmp_path: Path
) -> None:
    """In a batch each file meets it once, without a second try."""
    server, trust = refused
    client = connect(server.url, **trust).api_client
    make = ImageSources(client).original
    with download_all([(make(name * 40), tmp_path / name) for name in "abc"], 2, clock=client.clock) as batch:
        assert [type(outcome.error) for outcome in batch] == [TransportError] * 3
    assert (server.connections, server.requests, sleeps) == (3, [], [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS)
@pytest.mark.parametrize("kind", KINDS)
def test_head_that_is_no_http_is_asked_for_again(landing: Landing, kind: str, head: faults.Fault) -> None:
    """Junk in the place of an answer costs one more request; nothing of it gets into the file."""
    landing.script(kind, head)
    landing.save(kind)
    assert landing.is_good(kind)
    assert landing.ranges(kind) == [None, None]


@pytest.mark.parametrize("head", _HEADS.values(), ids=_HEADS)
@pytest.mark.parametrize("kind", FILES)
def test_head_that_is_no_http_in_the_middle_of_a_file_is_passed_over(
    landing: Landing, kind: str, head: faults.Fault
) -> None:
    """Junk in the place of the rest costs one more request for the same rest."""
    landing.script(kind, faults.Cut(1000), head)
    landing.save(kind)
    assert landing.is_good(kind)
    # A head that ends with its connection is read as a 200 without a body: that is a new file, not a rest.
    rest = None if head == _HEADS["cut head"] else "bytes=1000-"
    assert landing.ranges(kind) == [None, "bytes=1000-", rest]


@pytest.mark.parametrize("kind", KINDS)
def test_head_that_is_never_http_ends_after_five_requests(landing: Landing, sleeps: list[float], kind: str) -> None:
    """What does not speak HTTP is an ApiException after five attempts, and leaves nothing."""
    landing.always(kind, faults.StatusLine("SSH-2.0-OpenSSH_9.6"))
    with pytest.raises(ApiException):
        landing.save(kind)
    assert len(landing.requests(kind)) == 5
    assert sleeps == [1.0, 2.0, 4.0, 8.0]
    assert (landing.target(kind).exists(), landing.orphans) == (False, [])


def test_head_that_is_no_http_fails_its_own_item_of_a_batch(landing: Landing) -> None:
    """Junk for one file is that file's failure; the others come."""
    landing.always("original", faults.HugeHeader())
    kinds = ("original", "thumb", "zip")
    items = [Item(landing.source(kind), landing.target(kind)) for kind in kinds]
    with download_all(items, 2, clock=Clock(sleep=lambda seconds: None)) as batch:
        failed = [outcome.item.path for outcome in batch if outcome.error]
    assert failed == [landing.target("original")]
    assert [landing.is_good(kind) for kind in kinds] == [False, True, True]
