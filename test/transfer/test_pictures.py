"""H7, N6, P4: thumbnails and covers become files only when they are whole JPEGs or PNGs."""

from collections.abc import Callable

import pytest

from photoprism_client import ImagesApi, IntegrityError, PlaceholderException, TransportError
from photoprism_client.exceptions import TargetExistsError
from photoprism_client.transfer import DownloadResult
from test.support.bodies import JPEG, LOGIN_PAGE, PNG, SOME_HASH, SVG, TIFF
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering, answering_and_closing
from test.transfer.conftest import Folder

CALLS: dict[str, Callable[..., DownloadResult]] = {
    "thumb": ImagesApi.get_thumb_to_file,
    "album": ImagesApi.album_cover_to_file,
    "label": ImagesApi.label_cover_to_file,
    "folder": ImagesApi.folder_cover_to_file,
}
HUGE = JPEG[:-2] + bytes(2_000_000) + JPEG[-2:]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    "body", [JPEG, PNG, HUGE, JPEG + b"trailer of the camera"], ids=["jpeg", "png", "huge", "more"]
)
def test_a_whole_picture_becomes_a_file(
    serve: Serve, connect: Connect, folder: Folder, call: Callable[..., DownloadResult], body: bytes
) -> None:
    """A JPEG or PNG that came whole is written, one request, nothing beside it; data after its end is allowed."""
    folder.allow(body)
    server = serve(answering(answer(body, "image/jpeg")))
    result = call(connect(server.url), SOME_HASH, folder / "a.jpg", size="tile_224")
    assert folder.finals == {"a.jpg": body}
    assert folder.partials == []
    assert (result.size, result.media_type) == (len(body), "image/png" if body == PNG else "image/jpeg")
    assert len(server.requests) == 1


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("kind", ["image/svg+xml", "image/jpeg"])
def test_h7_a_placeholder_is_never_written(
    serve: Serve, connect: Connect, folder: Folder, call: Callable[..., DownloadResult], kind: str
) -> None:
    """The server's icon is a PlaceholderException after one request, also when it is called a JPEG."""
    server = serve(answering(answer(SVG, kind)))
    with pytest.raises(PlaceholderException, match="Nothing was written"):
        call(connect(server.url), SOME_HASH, folder / "a.jpg")
    assert folder.finals == {}
    assert folder.partials == []
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "body", [b"", LOGIN_PAGE, TIFF, b"\xff\xd8\xff", JPEG[:-2]], ids=["none", "page", "tiff", "4", "cut"]
)
def test_p4_what_is_no_whole_picture_is_refused_after_a_second_try(
    serve: Serve, connect: Connect, folder: Folder, body: bytes
) -> None:
    """Bytes that are no whole JPEG or PNG are asked for once more, and are then an IntegrityError."""
    server = serve(answering(answer(body)))
    with pytest.raises(IntegrityError):
        connect(server.url).get_thumb_to_file(SOME_HASH, folder / "a.jpg")
    assert len(server.requests) == 2
    assert folder.finals == {}
    assert folder.partials == []


def test_n5_a_cut_picture_starts_again(serve: Serve, connect: Connect, folder: Folder) -> None:
    """What came of a cut thumbnail is forgotten, without a Range; the file is the second answer alone."""
    folder.allow(HUGE)
    server = serve(answering_and_closing(answer(HUGE)[:-5], answer(HUGE)))
    connect(server.url).get_thumb_to_file(SOME_HASH, folder / "a.jpg")
    assert "range" not in server.requests[1].headers
    assert folder.finals == {"a.jpg": HUGE}
    assert folder.partials == []


def test_n5_a_picture_that_is_always_cut_leaves_nothing(serve: Serve, connect: Connect, folder: Folder) -> None:
    """The same cut each time is not progress: five more attempts, then the error, and no partial file."""
    server = serve(answering_and_closing(answer(HUGE)[:-5]))
    with pytest.raises(TransportError):
        connect(server.url).get_thumb_to_file(SOME_HASH, folder / "a.jpg")
    assert len(server.requests) == 6
    assert folder.partials == []


def test_n6_without_a_length_a_picture_must_end(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A thumbnail without a length is taken when it ends as a JPEG does, and only then."""
    folder.allow(JPEG)
    server = serve(answering_and_closing(answer(JPEG[:-1], length=None), answer(JPEG, length=None)))
    connect(server.url).get_thumb_to_file(SOME_HASH, folder / "a.jpg")
    assert folder.finals == {"a.jpg": JPEG}
    images = connect(serve(answering_and_closing(answer(JPEG + b"more", length=None))).url)
    with pytest.raises(IntegrityError):
        images.get_thumb_to_file(SOME_HASH, folder / "b.jpg")


def test_s4_an_endless_picture_is_refused(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A body larger than any thumbnail ends the download; nothing of it is kept."""
    from photoprism_client.api.sources import ImageSources
    from photoprism_client.transfer import Limits, fetch

    server = serve(answering_and_closing(answer(HUGE, length=None)))
    client = connect(server.url).api_client
    source = ImageSources(client).thumb(SOME_HASH, "tile_224")
    with pytest.raises(IntegrityError, match="more than 1000000 bytes"):
        fetch(source, folder / "a.jpg", limits=Limits(picture_bytes=1_000_000))
    assert folder.partials == []
    assert len(server.requests) == 1


def test_a_picture_that_is_there_is_an_error_before_any_request(serve: Serve, connect: Connect, folder: Folder) -> None:
    """Its digest is not known beforehand: without overwrite it stays, and the server is not asked."""
    folder.allow(JPEG, PNG)
    server = serve(answering(answer(JPEG)))
    (folder / "a.jpg").write_bytes(PNG)
    images = connect(server.url)
    with pytest.raises(TargetExistsError, match="overwrite=True") as caught:
        images.get_thumb_to_file(SOME_HASH, folder / "a.jpg")
    assert isinstance(caught.value, FileExistsError)
    assert len(server.requests) == 0
    images.get_thumb_to_file(SOME_HASH, folder / "a.jpg", overwrite=True)
    assert folder.finals == {"a.jpg": JPEG}


def test_a_folder_gets_a_file_called_after_the_call(serve: Serve, connect: Connect, folder: Folder) -> None:
    """In a folder the file is called after subject and size."""
    folder.allow(JPEG)
    server = serve(answering(answer(JPEG)))
    result = connect(server.url).get_thumb_to_file(SOME_HASH, folder.path, size="tile_224")
    assert result.path == folder / f"{SOME_HASH}_tile_224.jpg"
