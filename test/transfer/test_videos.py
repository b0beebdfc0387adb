"""N4, N5: videos are files of known length and version: what breaks off is resumed, and a stand-in is no video."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client import ApiClient, Configuration, MissingOriginalError, PhotosApi, TransportError, VideosApi
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.library.videos import video_bytes
from photoprism_client.testing.proxy import faults
from test.support.bodies import sha1
from test.support.manual_clock import ManualClock
from test.support.pictures import picture

VIDEO = video_bytes(3, number=7, size=3_000_000)
JPEG = picture(9)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhotoPrismServer]:
    """Start a server with a live photo: a picture and its video."""
    folder = tmp_path_factory.mktemp("live")
    (folder / "a.mp4").write_bytes(VIDEO)
    (folder / "a.jpg").write_bytes(JPEG)
    with (
        PhotoPrismServer(Library.sample(photos=2)) as server,
        ApiClient(Configuration(host=server.url)) as client,
    ):
        PhotosApi(client).upload(folder)
        yield server


@pytest.fixture
def videos(proxy: FaultProxy) -> Iterator[VideosApi]:
    """Make the API of a client of the proxy that never really sleeps."""
    with ApiClient(Configuration(host=proxy.url), clock=ManualClock().clock) as client:
        yield VideosApi(client)


def _ranges(proxy: FaultProxy) -> list[str | None]:
    return [seen.range for seen in proxy.requests if "/videos/" in seen.path]


@pytest.mark.parametrize("digest", [sha1(VIDEO), sha1(JPEG)], ids=["video", "picture"])
def test_video_into_memory_and_file(videos: VideosApi, tmp_path: Path, digest: str) -> None:
    """The hash of the video or of the picture that belongs to it gets the video."""
    body = videos.get_video(digest)
    assert bytes(body) == VIDEO
    assert (body.content_type, body.is_placeholder) == ("video/mp4", False)
    result = videos.get_video_to_file(digest, tmp_path)
    assert (result.path.name, result.path.read_bytes()) == (f"{digest}.mp4", VIDEO)


def test_part_of_a_video(videos: VideosApi) -> None:
    """A player asks for parts; both forms give them."""
    info = videos.get_video_with_http_info(sha1(VIDEO), _headers={"Range": "bytes=100-199"})
    assert info.status_code == 206
    assert bytes(info.data) == VIDEO[100:200]
    assert (info.headers or {})["Content-Range"] == f"bytes 100-199/{len(VIDEO)}"
    with videos.get_video_without_preload_content(sha1(VIDEO), _headers={"Range": "bytes=-10"}) as response:
        assert response.read() == VIDEO[-10:]


def test_n5_cut_video_is_resumed(videos: VideosApi, proxy: FaultProxy, tmp_path: Path) -> None:
    """It goes on at the byte where it broke off."""
    proxy.script(faults.Cut(2_000_000), match="/videos/")
    result = videos.get_video_to_file(sha1(VIDEO), tmp_path / "a.mp4")
    assert result.path.read_bytes() == VIDEO
    assert _ranges(proxy) == [None, "bytes=2000000-"]


def test_n7_later_call_goes_on(videos: VideosApi, proxy: FaultProxy, tmp_path: Path) -> None:
    """What an earlier call left is taken up by the next one; until then no file has the name."""
    proxy.always(faults.Cut(0), match="/videos/")
    proxy.script(faults.Cut(2_000_000), match="/videos/")
    with pytest.raises(TransportError):
        videos.get_video_to_file(sha1(VIDEO), tmp_path / "a.mp4")
    assert not (tmp_path / "a.mp4").exists()
    proxy.clear()
    before = len(_ranges(proxy))
    result = videos.get_video_to_file(sha1(VIDEO), tmp_path / "a.mp4")
    assert (result.path.read_bytes(), result.resumed_from) == (VIDEO, 2_000_000)
    assert _ranges(proxy)[before:] == ["bytes=2000000-"]


@pytest.mark.parametrize("digest", [sha1(VIDEO), sha1(JPEG)], ids=["video", "picture"])
def test_missing_video_is_not_replaced_by_another(
    videos: VideosApi, server: PhotoPrismServer, tmp_path: Path, digest: str
) -> None:
    """The server sends a video that says that the file is missing: it never gets the name of the file."""
    file = server.library.file(sha1(VIDEO))
    assert file is not None
    server.remove_original(file.name)
    try:
        with pytest.raises(MissingOriginalError):
            videos.get_video_to_file(digest, tmp_path / "a.mp4")
    finally:
        server.restore_original(file.name)
        file.missing = False
    assert list(tmp_path.iterdir()) == []
