"""H6: a compressed body is refused, never decoded and never kept."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import ForbiddenException, IntegrityError
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.bodies import JPEG, SOME_HASH, ZIP, sha1
from test.support.clients import CALLS, MANY, Call, Connect, Serve, by_one_or_many
from test.support.downloads import KINDS, Downloads, FolderDownloads, each_way
from test.support.raw_server import answer, answering, chunked

_GZIP = gzip.compress(JPEG)


@pytest.fixture
def packing() -> Iterator[PhotoPrismServer]:
    """Start a server in its gzip mode, which compresses originals and photos, but no thumbnails and zips."""
    with PhotoPrismServer(Library.sample(photos=8), gzip=True) as server:
        yield server


@pytest.mark.parametrize("lost", [0, 9])
@each_way
def test_h6_compressed_on_its_way_is_refused(way: Downloads, kind: str, lost: int) -> None:
    """A body that was compressed on its way, whole or cut, is refused by its head, after one request."""
    way.script(kind, faults.Gzip(lost=lost))
    with pytest.raises(IntegrityError, match="encoded as gzip"):
        way.fetch(kind)
    assert [seen.headers["Accept-Encoding"] for seen in way.requests(kind)] == ["identity"]
    assert way.has_nothing(kind)
    way.fetch(kind)
    assert way.is_good(kind)


def test_h6_compressed_rest_is_never_appended(folder: FolderDownloads) -> None:
    """A rest that was compressed on its way is refused; what came before it does not become a file."""
    folder.script("original", faults.Cut(1000), faults.Gzip())
    with pytest.raises(IntegrityError, match="encoded as gzip"):
        folder.fetch("original")
    assert not folder.target("original").exists()


@pytest.mark.parametrize("call", [*CALLS, MANY], ids=lambda call: call.name)
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_h6_compressed_answer_is_refused(serve: Serve, connect: Connect, call: Call, form: str) -> None:
    """In each form of each call a compressed answer is an IntegrityError, once; its connection is closed."""
    server = serve(answering(answer(_GZIP, "image/jpeg", "Content-Encoding: gzip")))
    with pytest.raises(IntegrityError, match="encoded as gzip") as caught:
        call(connect(server.url), form)
    assert caught.value.status == 200
    server.wait_for_ends(1)
    assert len(server.requests) == 1


@by_one_or_many
@pytest.mark.parametrize(
    "encoding", ["GZIP", " br ", "deflate", "zstd", "gzip, identity", "identity, gzip", "x-unheard-of"]
)
def test_h6_every_encoding_is_refused(serve: Serve, connect: Connect, encoding: str) -> None:
    """Whatever the encoding is called, known to urllib3 or not, it is refused by its name."""
    server = serve(answering(answer(_GZIP, "image/jpeg", f"Content-Encoding: {encoding}")))
    with pytest.raises(IntegrityError, match=encoding.strip().lower()):
        connect(server.url).get_thumb(SOME_HASH)


def test_h6_chunked_gzip_is_refused(serve: Serve, connect: Connect) -> None:
    """A body that is compressed and in chunks, as the real server sends it, is refused."""
    fields = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    server = serve(answering(answer(chunked(_GZIP), "image/jpeg", *fields, length=None)))
    with pytest.raises(IntegrityError, match="encoded as gzip"):
        connect(server.url).get_download(SOME_HASH)
    server.wait_for_ends(1)


@by_one_or_many
@pytest.mark.parametrize("field", ["Content-Encoding: identity", "Content-Encoding: Identity", "Content-Encoding:"])
def test_h6_identity_is_no_encoding(serve: Serve, connect: Connect, field: str) -> None:
    """An answer that says it is not encoded is read."""
    server = serve(answering(answer(JPEG, "image/jpeg", field)))
    assert connect(server.url).get_thumb(SOME_HASH) == JPEG


@by_one_or_many
def test_h6_client_still_works_afterwards(serve: Serve, connect: Connect) -> None:
    """A refused answer costs its connection only."""
    server = serve(answering(answer(_GZIP, "image/jpeg", "Content-Encoding: gzip"), answer(JPEG)))
    images = connect(server.url)
    with pytest.raises(IntegrityError):
        images.get_thumb(SOME_HASH)
    assert images.get_thumb(SOME_HASH) == JPEG


@by_one_or_many
def test_h6_compressed_error_keeps_its_status(serve: Serve, connect: Connect) -> None:
    """An error is the error of its status, however its body is packed."""
    body = gzip.compress(b'{"error":"forbidden"}')
    server = serve(answering(answer(body, "application/json", "Content-Encoding: gzip", status="403 Forbidden")))
    with pytest.raises(ForbiddenException):
        connect(server.url).get_thumb(SOME_HASH)


@pytest.mark.parametrize("call", [*CALLS, MANY], ids=lambda call: call.name)
def test_h6_identity_is_asked_for(serve: Serve, connect: Connect, call: Call) -> None:
    """Every picture call asks for the body as it is, and names the server as its host, once each."""
    body, kind = (ZIP, "application/zip") if call.name == "download_album" else (JPEG, "image/jpeg")
    server = serve(answering(answer(body, kind)))
    call(connect(server.url))
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert server.requests[0].headers["host"] == server.netloc


def test_h6_callers_accept_encoding_and_host_have_no_effect(serve: Serve, connect: Connect) -> None:
    """Neither a call's headers nor the client's can change what these two say, in whatever case they are written."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    images.api_client.set_default_header("ACCEPT-encoding", "br")
    images.api_client.set_default_header("hOST", "elsewhere.example.com")
    images.get_thumb(SOME_HASH, _headers={"accept-encoding": "gzip", "HOST": "elsewhere.example.com", "X-Mine": "1"})
    raw = server.requests[0].raw.lower()
    assert raw.count(b"\r\naccept-encoding: ") == 1
    assert raw.count(b"\r\nhost: ") == 1
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert server.requests[0].headers["host"] == server.netloc
    assert server.requests[0].headers["x-mine"] == "1"


class _AskForGzip(faults.Fault):
    """Change what a request allows, as a careless proxy does."""

    def on_request(self, request: faults.Request) -> None:
        """Allow gzip."""
        request.fields.set("Accept-Encoding", "gzip")


@pytest.mark.parametrize("kind", KINDS)
def test_file_is_asked_for_as_it_is(folder: FolderDownloads, kind: str) -> None:
    """Every kind of file is asked for without a compression, whatever the caller's headers say."""
    folder.fetch(kind, _headers={"Accept-Encoding": "gzip, br", "accept-encoding": "deflate"})
    assert folder.is_good(kind)
    assert [seen.headers["Accept-Encoding"] for seen in folder.requests(kind)] == ["identity"]


def test_compressing_server_sends_every_original_as_it_is(
    packing: PhotoPrismServer, connect: Connect, tmp_path: Path
) -> None:
    """Every file of a library has its SHA-1, though the server compresses for clients that allow it."""
    images = connect(packing.url)
    sources = ImageSources(images.api_client)
    files = [file for file in packing.library.files if file.disk.exists()]
    items = [Item(sources.original(file.hash), tmp_path / file.hash) for file in files]
    assert download_all(items, 4).finish().fetched == len({file.hash for file in files})
    assert {path.name for path in tmp_path.iterdir()} == {sha1(path.read_bytes()) for path in tmp_path.iterdir()}
    asked = [seen for seen in packing.requests if "/dl/" in seen.path]
    assert {seen.headers["accept-encoding"] for seen in asked} == {"identity"}


def test_compressing_server_sends_the_rest_as_it_is(
    packing: PhotoPrismServer, connect: Connect, tmp_path: Path
) -> None:
    """After a cut the rest comes uncompressed, too, and fits."""
    photo = packing.library.find("2022/Ferien & Spaß/DSC 001 ü.jpg")
    with FaultProxy(packing.url) as proxy:
        proxy.script(faults.Cut(1000), match="/dl/")
        clock = Clock(sleep=lambda seconds: None)
        connect(proxy.url, client={"clock": clock}).get_download_to_file(photo.hash, tmp_path / "a")
        assert [seen.status for seen in proxy.requests] == [200, 206]
    assert sha1((tmp_path / "a").read_bytes()) == photo.hash


@pytest.mark.parametrize("call", [call for call in CALLS if call.name in {"get_download", "get_photo_download"}])
def test_compressing_server_that_is_made_to_compress_writes_nothing(
    packing: PhotoPrismServer, connect: Connect, tmp_path: Path, call: Call
) -> None:
    """Where something on the way asks it to compress after all, the encoded answer is refused, and no file is made."""
    photo = packing.library.find("2022/Ferien & Spaß/DSC 001 ü.jpg")
    with FaultProxy(packing.url) as proxy:
        proxy.always(_AskForGzip(), match="/dl")
        subject = photo.hash if call.name == "get_download" else photo.uid
        with pytest.raises(IntegrityError, match="encoded as gzip"):
            call(connect(proxy.url), "_to_file", path=tmp_path / "a", **{call.required[0]: subject})
    assert list(tmp_path.iterdir()) == []
