"""H7, H8: the icon for "no picture" is never taken for a picture; a missing original is not asked for twice."""

import pickle
from pathlib import Path
from typing import Any, Literal

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    Configuration,
    FoldersApi,
    ForbiddenException,
    ImagesApi,
    LabelsApi,
    MissingOriginalError,
    NotFoundException,
    PlaceholderException,
)
from photoprism_client._clock import Clock
from photoprism_client.api.sources import ImageSources
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.transfer import Item, download_all
from test.support.bodies import JPEG, SOME_HASH, SVG, sha1
from test.support.clients import MANY, PICTURE_CALLS, Call, Connect, Serve, by_one_or_many
from test.support.contract_site import Site
from test.support.downloads import FILES, PICTURES, FolderDownloads
from test.support.many import get_all, hashes, picture, pictures, thumb_in
from test.support.raw_server import Peer, answer, answering
from test.support.sessions import json_answer

_LABELS = [
    "image/svg+xml",
    "image/svg+xml; charset=utf-8",
    "image/jpeg",
    "application/octet-stream",
    "text/plain",
    None,
]

_SHAPES = {
    "plain": SVG,
    "declaration": b'<?xml version="1.0" encoding="UTF-8"?>\n' + SVG,
    "byte order mark": b"\xef\xbb\xbf" + SVG,
    "comment": b"<!-- icon -->\n" + SVG,
    "doctype": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n' + SVG,
    "capitals": SVG.replace(b"<svg", b"<SVG"),
}


@pytest.mark.parametrize("call", [*PICTURE_CALLS, MANY], ids=lambda call: call.name)
@pytest.mark.parametrize("label", _LABELS)
def test_h7_icon_is_flagged(serve: Serve, connect: Connect, call: Call, label: str | None) -> None:
    """Covers and thumbnails return the icon, flagged as a placeholder, however the server labels it."""
    server = serve(answering(answer(SVG, label)))
    result = call(connect(server.url))
    assert result == SVG
    assert result.is_placeholder
    assert "placeholder" in repr(result)


@by_one_or_many
@pytest.mark.parametrize("shape", _SHAPES.values(), ids=_SHAPES)
def test_h7_icon_is_known_in_any_shape(serve: Serve, connect: Connect, shape: bytes) -> None:
    """An SVG is known by its text, with all that XML allows before it."""
    server = serve(answering(answer(shape, "image/jpeg")))
    assert connect(server.url).get_thumb(SOME_HASH).is_placeholder


@by_one_or_many
def test_h7_label_alone_is_enough(serve: Serve, connect: Connect) -> None:
    """Bytes without a known signature that are labelled as SVG count as the icon."""
    server = serve(answering(answer(b"<g/>", "image/svg+xml")))
    assert connect(server.url).get_thumb(SOME_HASH).is_placeholder


@by_one_or_many
def test_h7_picture_labelled_svg_is_a_picture(serve: Serve, connect: Connect) -> None:
    """The bytes decide, not the label: a JPEG is not an icon."""
    server = serve(answering(answer(JPEG, "image/svg+xml")))
    assert not connect(server.url).get_thumb(SOME_HASH).is_placeholder


@pytest.mark.parametrize("call", [*PICTURE_CALLS, MANY], ids=lambda call: call.name)
@pytest.mark.parametrize("form", ["", "_with_http_info"])
def test_h7_icon_raises_where_that_is_configured(serve: Serve, connect: Connect, call: Call, form: str) -> None:
    """With `raise_on_placeholder` the icon is an error that says what it means, after one request."""
    server = serve(answering(answer(SVG, "image/svg+xml")))
    with pytest.raises(PlaceholderException, match="no picture") as caught:
        call(connect(server.url, raise_on_placeholder=True), form)
    assert caught.value.status == 200
    assert len(server.requests) == 1
    assert server.connections == 1


@by_one_or_many
def test_h7_raising_leaves_the_connection_usable(serve: Serve, connect: Connect) -> None:
    """The icon was read to its end, so its connection serves the next call."""
    server = serve(answering(answer(SVG, "image/svg+xml"), answer(JPEG)))
    images = connect(server.url, raise_on_placeholder=True)
    with pytest.raises(PlaceholderException):
        images.get_thumb(SOME_HASH)
    assert images.get_thumb(SOME_HASH) == JPEG
    assert server.connections == 1


@pytest.mark.parametrize("raise_on_placeholder", [False, True])
@pytest.mark.parametrize("fields", [(), ('Content-Disposition: attachment; filename="logo.svg"',)])
def test_h7_svg_original_is_known_by_its_hash(
    serve: Serve, connect: Connect, fields: tuple[str, ...], raise_on_placeholder: bool
) -> None:
    """A user's own SVG, whose SHA-1 is the hash asked for, is a file like any other."""
    server = serve(answering(answer(SVG, "image/svg+xml", *fields)))
    result = connect(server.url, raise_on_placeholder=raise_on_placeholder).get_download(sha1(SVG))
    assert result == SVG
    assert not result.is_placeholder


def test_h7_icon_instead_of_an_original_is_flagged(serve: Serve, connect: Connect) -> None:
    """An SVG with another hash, and not sent as an attachment, is the icon."""
    server = serve(answering(answer(SVG, "image/svg+xml")))
    images = connect(server.url)
    assert images.get_download(SOME_HASH).is_placeholder
    assert images.get_photo_download("ps6sg6be2lvl0o98").is_placeholder


def test_h7_attached_svg_is_a_file(serve: Serve, connect: Connect) -> None:
    """The server sends files as attachments and never its icon: an edited SVG original is not a placeholder."""
    server = serve(answering(answer(SVG, "image/svg+xml", "Content-Disposition: attachment; filename=logo.svg")))
    result = connect(server.url).get_download(SOME_HASH)
    assert not result.is_placeholder
    assert result.filename == "logo.svg"


def test_h7_icon_is_never_saved(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """`save` refuses the icon, also one that went through a pickle, and leaves an existing file as it is."""
    target = tmp_path / "cover.jpg"
    target.write_bytes(JPEG)
    server = serve(answering(answer(SVG, "image/svg+xml")))
    icon = connect(server.url).album_cover("as6sg6bxpogaaba7")
    for each in (icon, pickle.loads(pickle.dumps(icon))):
        with pytest.raises(PlaceholderException, match="not written"):
            each.save(target)
    assert target.read_bytes() == JPEG
    assert list(tmp_path.iterdir()) == [target]


def test_h8_missing_file_is_told_from_an_unknown_one(serve: Serve, connect: Connect) -> None:
    """404 with the icon means a file gone from the server's disk, 404 with JSON an unknown one; neither is repeated."""
    gone = answer(SVG, "image/svg+xml", status="404 Not Found")
    unknown = answer(b'{"error":"record not found"}', "application/json", status="404 Not Found")
    server = serve(answering(gone, unknown))
    images = connect(server.url)
    with pytest.raises(NotFoundException, match="cannot find the file on its disk"):
        images.get_download(SOME_HASH)
    with pytest.raises(NotFoundException, match="record not found") as caught:
        images.get_download(SOME_HASH)
    assert "disk" not in str(caught.value)
    assert caught.value.data == {"error": "record not found"}
    assert len(server.requests) == 2


@by_one_or_many
def test_h7_icon_of_a_bad_token_is_forbidden(serve: Serve, connect: Connect) -> None:
    """403 with the icon is a refused token, not a placeholder, and is not repeated."""
    server = serve(answering(answer(SVG, "image/svg+xml", status="403 Forbidden")))
    with pytest.raises(ForbiddenException, match="token in the URL is not accepted"):
        connect(server.url).get_thumb(SOME_HASH)
    assert len(server.requests) == 1


@pytest.mark.parametrize("label", ["image/svg+xml", "image/jpeg"])
@pytest.mark.parametrize("kind", PICTURES)
def test_h7_icon_writes_nothing(folder: FolderDownloads, kind: str, label: str) -> None:
    """The server's icon for "no picture", whatever it is labelled, is an error of its own after one request."""
    folder.script(kind, (faults.Replace(SVG), faults.SetHeader("Content-Type", label)))
    with pytest.raises(PlaceholderException):
        folder.fetch(kind)
    assert len(folder.requests(kind)) == 1
    assert folder.has_nothing(kind)


@pytest.mark.parametrize("kind", FILES)
def test_h7_icon_is_no_changed_file(folder: FolderDownloads, kind: str) -> None:
    """An icon with status 200 that is not an attachment is not accepted as a changed file."""
    folder.always(kind, faults.Status(200, {"Content-Type": "image/svg+xml"}, SVG))
    with pytest.raises(PlaceholderException):
        folder.fetch(kind, accept_changed=True)
    assert folder.has_nothing(kind)


@pytest.mark.parametrize("kind", FILES)
def test_h8_missing_original_is_asked_for_once(folder: FolderDownloads, kind: str) -> None:
    """404 with an icon is a file that is missing on the server's disk, 404 with JSON one that it does not know."""
    folder.script(
        kind,
        faults.Status(404, {"Content-Type": "image/svg+xml"}, SVG),
        faults.Status(404, {"Content-Type": "application/json"}, b'{"error":"record not found"}'),
    )
    with pytest.raises(MissingOriginalError):
        folder.fetch(kind)
    with pytest.raises(NotFoundException) as caught:
        folder.fetch(kind)
    assert not isinstance(caught.value, MissingOriginalError)
    assert len(folder.requests(kind)) == 2
    assert folder.has_nothing(kind)


def test_h8_unmounted_originals_end_a_batch_after_five_requests(site: Site, folder: FolderDownloads) -> None:
    """When all originals are missing, a batch requests five, one at a time, and reports the reason."""
    folder.proxy.always(faults.Status(404, {"Content-Type": "image/svg+xml"}, SVG), match="/dl/")
    make = ImageSources(folder.images.api_client)
    items = [Item(make.original(file["Hash"]), folder.path / file["Hash"]) for file in site.originals]
    with download_all(items, 4, clock=Clock(sleep=lambda seconds: None)) as batch:
        summary = batch.finish()
    assert len(folder.requests("original")) == 5
    assert "originals mounted" in str(summary.stopped_by)
    assert folder.orphans == []


@pytest.mark.parametrize("mode", ["public", "password"])
@pytest.mark.parametrize(("connections", "most"), [(1, 5), (4, 5), (8, 9)])
def test_h8_unmounted_originals_end_many_thumbnails(
    mode: Literal["public", "password"], connections: int, most: int
) -> None:
    """Of thumbnails yet to be made, five are asked for, or one more than connections; the index loses no more.

    A client that has nothing but a preview token cannot ask the index, and takes the originals for missing.
    """
    with PhotoPrismServer(Library.sample(photos=20), mode=mode) as server:
        thumbs = [photo.hash for photo in server.library.photos]
        configuration = Configuration(host=server.url, preview_token=server.preview_token)
        server.unmount_originals()
        with ApiClient(configuration) as client:
            found = get_all(ImagesApi(client), thumbs, size="fit_3840", connections=connections, errors="return")
        asked = sum("/t/" in seen.path for seen in server.requests)
        assert asked <= most
        assert len(server.library.photos) >= len(thumbs) - most
        lost = [each for each in found if isinstance(each, PlaceholderException)]
        assert len(lost) == len(thumbs) - asked
        assert "are the originals mounted" in str(lost[0])


@pytest.mark.parametrize("kind", [AlbumsApi, FoldersApi, LabelsApi])
@pytest.mark.parametrize(("connections", "most"), [(1, 5), (8, 9)])
def test_h8_unmounted_originals_end_many_covers(
    kind: type[AlbumsApi | FoldersApi | LabelsApi], connections: int, most: int
) -> None:
    """Of covers that cannot be shown, no more are asked for than of thumbnails, also where the thumbnails are kept."""
    library = Library.sample(photos=40)
    for number, photo in enumerate(library.photos[:20]):
        library.add_album(f"{number} of one photo", [photo])
        library.add_label(f"{number} of one photo", [photo])
    with PhotoPrismServer(library) as server, ApiClient(Configuration(host=server.url)) as client:
        listed: list[Any] = list(kind(client).iterate())
        items = [item for item in listed if kind is FoldersApi or "of one photo" in f"{item}"]
        server.unmount_originals()
        found = list(ImagesApi(client).get_covers(items, connections=connections, errors="return"))
    lost = sum(file.missing for photo in library.photos for file in photo.files)
    assert 0 < lost <= most
    assert "are the originals mounted" in str(found[-1])


@pytest.mark.parametrize("tokens", ["memory", "signed"])
def test_h8_covers_that_are_not_there_end_nothing(tokens: Literal["memory", "signed"]) -> None:
    """Things without a picture, and those of which a server of 2026 has no cover, may be as many as they like."""
    library = Library.sample(photos=40)
    for number in range(20):
        library.add_album(f"Empty {number}")
        library.add_album(f"Full {number}", [library.photos[number]])
    with (
        PhotoPrismServer(library, mode="password", tokens=tokens) as server,
        ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client,
    ):
        albums, folders = list(AlbumsApi(client).iterate()), list(FoldersApi(client).iterate())
        items: list[Any] = [*albums, *folders, *folders[::-1]]
        found = list(ImagesApi(client).get_covers(items))
    assert [bool(each.is_placeholder) for each in found[: len(albums)]] == [not album.thumb for album in albums]
    assert sum(not each.is_placeholder for each in found[len(albums) :]) >= 2 * 8


def test_h8_icons_for_other_reasons_end_nothing(serve: Serve, connect: Connect) -> None:
    """Pictures that a server cannot show, many in a row, are flagged one at a time; then all go on as before."""

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if "/files/" in seen.target:
                peer.send(json_answer({"Missing": False}))
            elif 10 <= int(thumb_in(seen), 16) < 40:
                peer.send(answer(SVG, "image/svg+xml"))
            else:
                peer.send(answer(picture(thumb_in(seen))))

    server = serve(script)
    found = get_all(connect(server.url), hashes(60))
    assert [each.is_placeholder for each in found] == [False] * 10 + [True] * 30 + [False] * 20
    assert found[40:] == pictures(hashes(20, 40))
    assert sum("/files/" in seen.target for seen in server.requests) <= 2 * 30 / 4 + 4


def test_h8_unknown_hashes_end_nothing() -> None:
    """A list with many hashes that the index never had costs more requests, and brings all pictures that there are."""
    with PhotoPrismServer(Library.sample(photos=3)) as server, ApiClient(Configuration(host=server.url)) as client:
        known = [photo.hash for photo in server.library.photos]
        found = get_all(ImagesApi(client), [*hashes(20), *known], errors="return")
        assert [bool(each.is_placeholder) for each in found] == [True] * 20 + [False] * 3
