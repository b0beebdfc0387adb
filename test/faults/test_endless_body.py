"""S4: a body without an end, or with an absurd length, costs a bounded amount of memory, disk and reading."""

import contextlib
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from photoprism_client import (
    ApiException,
    IntegrityError,
    NotFoundException,
)
from photoprism_client._call import decoding
from photoprism_client._clock import Clock
from photoprism_client._content.checks import MOST_PICTURE
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, Limits, Member, download_all, fetch
from test.support.bodies import JPEG, SOME_HASH, ZIP
from test.support.clients import MANY, PICTURE_CALLS, Call, Connect, Serve, by_one_or_many
from test.support.downloads import (
    FILES,
    FolderDownloads,
    MemoryDownloads,
)
from test.support.raw_server import Peer, Script, answer, answering

_CHUNKED = answer(b"", "image/jpeg", "Transfer-Encoding: chunked", length=None)

_UNFRAMED = answer(b"", "image/jpeg", length=None)


def _endless(head: bytes, part: bytes, sent: list[int]) -> Script:
    def script(peer: Peer) -> None:
        if peer.request() is None:
            return
        peer.send(head)
        with contextlib.suppress(OSError):
            while True:
                peer.send(part)
                sent.append(len(part))

    return script


_QUICK = Clock(sleep=lambda seconds: None)


@pytest.mark.parametrize("call", [*PICTURE_CALLS, MANY], ids=lambda call: call.name)
@pytest.mark.parametrize(
    ("head", "part"), [(_CHUNKED, b"10000\r\n" + b"a" * 65536 + b"\r\n"), (_UNFRAMED, b"a" * 65536)]
)
def test_s4_endless_picture_is_given_up(
    serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch, call: Call, head: bytes, part: bytes
) -> None:
    """A picture larger than the limit is refused after one request, and its connection closed."""
    monkeypatch.setattr(decoding, "MOST_PICTURE", 500_000)
    sent: list[int] = []
    server = serve(_endless(head, part, sent))
    with pytest.raises(IntegrityError, match="too much for a picture") as caught:
        call(connect(server.url))
    server.wait_for_ends(1)
    assert len(server.requests) == 1
    assert caught.value.body is None


@pytest.mark.parametrize("length", [256 * 1024 * 1024 + 1, 10**12, 10**17, 10**18 - 1, 2**63, 10**30])
@pytest.mark.parametrize("call", [*PICTURE_CALLS, MANY], ids=lambda call: call.name)
def test_s4_absurd_length_of_a_picture_is_refused(serve: Serve, connect: Connect, call: Call, length: int) -> None:
    """A length beyond any picture is refused from the head alone: nothing is allocated, nothing waited for."""
    server = serve(answering(answer(b"", "image/jpeg", length=length)))
    with pytest.raises(ApiException):
        call(connect(server.url, retries=0))
    server.wait_for_ends(1)


@pytest.mark.parametrize("length", [10**16, 10**18 - 1, 2**63, 10**30])
def test_s4_absurd_length_of_a_file_is_refused(serve: Serve, connect: Connect, length: int) -> None:
    """A file may be large; one that no memory holds is our error, not a MemoryError."""
    server = serve(answering(answer(b"", "video/mp4", "Content-Disposition: attachment", length=length)))
    images = connect(server.url, retries=0)
    for call in (images.get_download, images.get_photo_download, images.download_album):
        with pytest.raises(ApiException):
            call(SOME_HASH)


def test_s4_the_bound_is_256_mib() -> None:
    """The bound is far above any thumbnail, and holds for pictures only: a zip or an original may be larger."""
    assert MOST_PICTURE == Limits().picture_bytes == 256 * 1024 * 1024


def test_s4_files_and_zips_have_no_bound(serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """What bounds a picture does not bound downloads."""
    monkeypatch.setattr(decoding, "MOST_PICTURE", 10)
    server = serve(answering(answer(JPEG), answer(ZIP)))
    images = connect(server.url)
    assert images.get_download(SOME_HASH) == JPEG
    assert images.download_album("as6sg6bxpogaaba7") == ZIP


@by_one_or_many
@pytest.mark.parametrize("head", [_CHUNKED, _UNFRAMED, answer(b"", "text/html", length=10**15)])
def test_s4_error_bodies_are_read_up_to_64_kib(serve: Serve, connect: Connect, head: bytes) -> None:
    """Of an error's body 64 KiB are read and kept, 500 characters shown, and the rest is never waited for."""
    body = b"10000\r\n" + b"a" * 65536 + b"\r\n" if head == _CHUNKED else b"a" * 65536
    server = serve(_endless(head.replace(b"200 OK", b"404 Not Found"), body, []))
    with pytest.raises(NotFoundException) as caught:
        connect(server.url).get_thumb(SOME_HASH)
    assert caught.value.body == "a" * 65536
    assert len(str(caught.value)) < 2000
    server.wait_for_ends(1)


@pytest.mark.parametrize("in_chunks", [False, True])
def test_s4_endless_thumbnail_is_given_up(
    memory: MemoryDownloads, monkeypatch: pytest.MonkeyPatch, in_chunks: bool
) -> None:
    """A picture larger than the limit is refused after one request, and its connection closed."""
    monkeypatch.setattr(decoding, "MOST_PICTURE", 500_000)
    memory.proxy.script(faults.Endless(chunked=in_chunks))
    with pytest.raises(IntegrityError, match="too much for a picture"):
        memory.fetch("thumb")
    (seen,) = memory.proxy.requests
    seen.wait_for_end()


@pytest.mark.parametrize("chunked", [True, False])
@pytest.mark.parametrize("kind", FILES)
def test_s4_endless_original_is_given_up(folder: FolderDownloads, kind: str, chunked: bool) -> None:
    """A body without length and end stops soon after the size that the index tells, and leaves nothing."""
    folder.always(kind, faults.Endless(chunked=chunked))
    with pytest.raises(IntegrityError, match="more than"):
        folder.fetch(kind)
    for seen in folder.requests(kind):
        seen.wait_for_end()
        assert seen.sent < folder.size + 32_000_000  # what fits into the sockets' buffers
    assert len(folder.requests(kind)) == 1
    assert folder.has_nothing(kind)


def test_s4_endless_rest_is_given_up(folder: FolderDownloads) -> None:
    """A rest that does not end stops at the size of the file that was begun."""
    folder.script("original", faults.Cut(1000), faults.Endless())
    with pytest.raises(IntegrityError, match=f"more than {folder.size} bytes"):
        folder.fetch("original")
    assert folder.has_nothing("original")


@pytest.mark.parametrize("chunked", [True, False])
def test_s4_endless_picture_for_a_file_is_given_up(folder: FolderDownloads, chunked: bool) -> None:
    """A thumbnail larger than its limit is refused after one request, alone and in a batch."""
    folder.always("thumb", faults.Endless(chunked=chunked))
    limits = Limits(picture_bytes=1_000_000)
    source, target = folder.source("thumb"), folder.target("thumb")
    with pytest.raises(IntegrityError, match="more than 1000000 bytes"):
        fetch(source, target, limits=limits, clock=_QUICK)
    with download_all([Item(source, target)], 1, limits=limits, clock=_QUICK) as batch:
        assert [type(outcome.error) for outcome in batch] == [IntegrityError]
    assert len(folder.requests("thumb")) == 2
    assert folder.has_nothing("thumb")


@pytest.mark.parametrize("chunked", [True, False])
def test_s4_endless_zip_is_given_up(folder: FolderDownloads, chunked: bool) -> None:
    """A zip that does not end stops soon after what its members can need, or else at the limit for any zip."""
    folder.always("zip", faults.Endless(chunked=chunked))
    with pytest.raises(IntegrityError, match="more than 1072672 bytes"):
        folder.fetch("zip", members=[Member("ab" * 20, "a.jpg", size=10_000)])
    source, target = folder.source("zip"), folder.target("zip")
    with pytest.raises(IntegrityError, match="more than 2000000 bytes"):
        fetch(source, target, limits=Limits(archive_bytes=2_000_000), clock=_QUICK)
    assert len(folder.requests("zip")) == 2
    assert folder.has_nothing("zip")


def test_s4_endless_zip_ends_before_the_disk_is_full(monkeypatch: pytest.MonkeyPatch, folder: FolderDownloads) -> None:
    """The space is looked at again and again while a body without a length grows."""
    folder.always("zip", faults.Endless())
    asked = []

    def usage(folder: Path) -> SimpleNamespace:
        asked.append(folder)
        return SimpleNamespace(free=10**9 if len(asked) == 1 else 1000)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    with pytest.raises(OSError, match="no space: 67108864 bytes are to come and 1000 are free"):
        folder.fetch("zip")
    assert len(asked) == 2
    assert len(folder.requests("zip")) == 1
    assert folder.has_nothing("zip")
