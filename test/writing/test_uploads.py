"""Uploads: of each file the server is asked what it has; nothing is sent in vain, lost or overwritten."""

import hashlib
import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    ApiTypeError,
    ApiValueError,
    BadRequestException,
    Configuration,
    ForbiddenException,
    NotAppliedError,
    NotFoundException,
    PhotosApi,
    UnauthorizedException,
    UploadedFile,
    UploadProgress,
    UploadReason,
    UploadState,
)
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from test.support.bodies import PNG
from test.support.clients import Connect, Serve
from test.support.manual_clock import ManualClock
from test.support.pictures import picture
from test.support.raw_server import Peer, answer

_POST, _PUT = "POST /api/v1/users/", "PUT /api/v1/users/"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title><rdf:li>Title in XMP</rdf:li></dc:title></x:xmpmeta>'


@pytest.fixture
def photos(client: ApiClient) -> PhotosApi:
    """Make the API of the client."""
    return PhotosApi(client)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Make a folder with files, by their names."""

    def make(**files: bytes) -> Path:
        path = tmp_path / "camera"
        path.mkdir(exist_ok=True)
        for name, data in files.items():
            target = path / name.replace("__", ".").replace("_in_", "/")
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        return path

    return make


def _states(results: list[UploadedFile]) -> dict[str, str]:
    return {result.path.name: str(result.state) for result in results}


def _reasons(results: list[UploadedFile]) -> dict[str, UploadReason | None]:
    assert {result.state for result in results} <= {UploadState.REFUSED}
    return {result.path.name: result.reason for result in results}


def _uploads(server: PhotoPrismServer, method: str = "POST") -> int:
    return sum(seen.method == method and "/upload/" in seen.path for seen in server.requests)


def _sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def test_file_is_uploaded_and_found_by_its_content(
    photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path]
) -> None:
    """The result names the photo that the server made, whose original is the file, byte for byte."""
    path = folder(one__jpg=picture(1)) / "one.jpg"
    (result,) = photos.upload(path)
    assert (result.path, result.state, result.reason, result.error) == (path, UploadState.UPLOADED, None, None)
    assert result.is_there
    assert result.sha1 == _sha1(picture(1))
    photo = photos.get_photo(result.photo_uid or "")
    assert photo.original_name == "one"
    assert (server.library.root / (photo.files[0].name or "")).read_bytes() == picture(1)


def test_file_that_is_there_is_not_sent(
    photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path]
) -> None:
    """A second run sends only what is missing, whatever the files are called now."""
    path = folder(a__jpg=picture(1), b__jpg=picture(2))
    first = photos.upload(path)
    (path / "a.jpg").rename(path / "renamed.jpg")
    folder(c__jpg=picture(3))
    server.requests.clear()
    second = photos.upload([path / "renamed.jpg", path / "b.jpg", path / "c.jpg"])
    assert _states(second) == {"renamed.jpg": "already there", "b.jpg": "already there", "c.jpg": "uploaded"}
    assert [result.photo_uid for result in second[:2]] == [result.photo_uid for result in first]
    assert _uploads(server) == 1


def test_archived_photo_is_told_from_others(
    photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path]
) -> None:
    """The server would throw an upload of it away, and nobody would see the picture."""
    path = folder(a__jpg=picture(1))
    (first,) = photos.upload(path)
    photos.archive(first.photo_uid or "")
    (second,) = photos.upload(path, albums="Trip")
    assert (second.state, second.photo_uid) == (UploadState.ALREADY_ARCHIVED, first.photo_uid)
    assert not second.is_there
    assert photos.get_photo(first.photo_uid or "").albums == []


def test_photo_without_a_date_is_in_review(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """What searches leave out until somebody approves it is told so."""
    (result,) = photos.upload(folder(a__jpg=picture(1, taken="")))
    assert result.state is UploadState.IN_REVIEW
    assert result.is_there


def test_two_files_of_one_name_are_both_kept(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """The server loses the first of two files of one name under one token; so each gets its own."""
    results = photos.upload(folder(one_in_same__jpg=picture(1), two_in_same__jpg=picture(2)))
    assert [result.state for result in results] == ["uploaded", "uploaded"]
    assert len({result.photo_uid for result in results}) == 2


def test_picture_and_its_xmp_go_together(
    photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path]
) -> None:
    """The server reads what the XMP says when it imports the picture."""
    results = photos.upload(folder(b__jpg=picture(2), pair__jpg=picture(1), pair__xmp=XMP))
    assert _states(results) == {"b.jpg": "uploaded", "pair.jpg": "uploaded", "pair.xmp": "uploaded"}
    assert results[1].photo_uid == results[2].photo_uid
    assert photos.get_photo(results[1].photo_uid or "").title == "Title in XMP"
    assert _uploads(server) == 2


def test_the_same_xmp_beside_other_pictures_is_sent_again(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """Sidecar files of many photos are the same; each belongs to its own picture."""
    photos.upload(folder(a__jpg=picture(1), a__xmp=XMP))
    results = photos.upload(folder(b__jpg=picture(2), b__jpg__xmp=XMP))
    assert [result.state for result in results][-2:] == ["uploaded", "uploaded"]
    assert {result.photo_uid for result in results[-2:]} == {results[-1].photo_uid}
    assert set(_states(photos.upload(folder())).values()) == {"already there"}


@pytest.mark.parametrize("is_there", [False, True])
def test_xmp_alone_is_refused(photos: PhotosApi, folder: Callable[..., Path], is_there: bool) -> None:
    """The server keeps a sidecar file only if it comes with a new picture; it would lose this one without a word."""
    if is_there:
        photos.upload(folder(a__jpg=picture(1)))
    results = photos.upload(folder(a__xmp=XMP))
    assert results[-1].state is UploadState.REFUSED
    assert results[-1].reason is UploadReason.NO_PICTURE


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        (".hidden.jpg", picture(1), UploadReason.HIDDEN_NAME),
        ("@eaDir.jpg", picture(1), UploadReason.HIDDEN_NAME),
        ("_.a.jpg", picture(1), UploadReason.HIDDEN_NAME),
        ("__a.jpg", picture(1), UploadReason.HIDDEN_NAME),
        ("empty.jpg", b"", UploadReason.EMPTY),
        ("letter.docx", b"Dear all", UploadReason.UNKNOWN_ENDING),
        ("jpg", picture(1), UploadReason.UNKNOWN_ENDING),
        ("a.", picture(1), UploadReason.UNKNOWN_ENDING),
        ("wrong.png", picture(1), UploadReason.WRONG_ENDING),
        ("wrong.jpg", PNG, UploadReason.WRONG_ENDING),
        ("wrong.tif", picture(1), UploadReason.WRONG_ENDING),
        ("text.JPEG", b"no picture", UploadReason.WRONG_ENDING),
    ],
)
def test_refused_file_is_not_sent(
    photos: PhotosApi, server: PhotoPrismServer, tmp_path: Path, name: str, data: bytes, reason: UploadReason
) -> None:
    """What the server would drop, delete or hide without a word is said before it is sent."""
    (tmp_path / name).write_bytes(data)
    assert _reasons(photos.upload(tmp_path / name)) == {name: reason}
    assert _uploads(server) == 0


@pytest.mark.parametrize(
    "name", ["UPPER.JPG", "_ab.jpg", "DSC 001 ü & #%+;.jpg", "日本 😀.jpg", "a[1] (2).jpg", "it's.jpeg"]
)
def test_odd_names_are_taken(photos: PhotosApi, tmp_path: Path, name: str) -> None:
    """Names that others trip over arrive as they are."""
    (tmp_path / name).write_bytes(picture(1))
    (result,) = photos.upload(tmp_path / name)
    assert result.state is UploadState.UPLOADED
    assert photos.get_photo(result.photo_uid or "").original_name == Path(name).stem


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_quotes_in_a_name_stay(photos: PhotosApi, tmp_path: Path) -> None:
    """Quotes and backslashes in a name are not changed on the way."""
    (tmp_path / 'a "b\\" c\\d.jpg').write_bytes(picture(1))
    (result,) = photos.upload(tmp_path)
    assert photos.get_photo(result.photo_uid or "").original_name == 'a "b\\" c\\d'


def test_folders_are_walked(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """All files of a folder come, also from folders in it, each once, in order; hidden folders are passed over."""
    path = folder(b__jpg=picture(2), a__jpg=picture(1), sub_in_c__jpg=picture(3), __git_in_d__jpg=picture(4))
    (path / "loop").symlink_to(path, target_is_directory=True)
    results = photos.upload([path / "b.jpg", str(path), path / "sub" / ".." / "a.jpg"])
    assert [result.path.relative_to(path).as_posix() for result in results] == [
        "b.jpg",
        "a.jpg",
        "sub/c.jpg",
        "sub/../a.jpg",
    ]
    assert [result.state for result in results] == ["uploaded"] * 3 + ["already there"]


def test_nothing_to_upload_asks_nothing(photos: PhotosApi, server: PhotoPrismServer, tmp_path: Path) -> None:
    """An empty folder is no error, and makes no album."""
    assert photos.upload(tmp_path, albums="Trip") == []
    assert photos.upload([]) == []
    assert list(server.requests) == []


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"paths": "nowhere.jpg"}, ApiValueError, "nowhere.jpg"),
        ({"paths": ["nowhere.jpg"]}, ApiValueError, r"paths\[0\]"),
        ({"paths": "a\0b"}, ApiValueError, r"paths\[0\]"),
        ({"paths": os.devnull}, ApiValueError, "neither"),
        ({"paths": b"a.jpg"}, ApiTypeError, "paths"),
        ({"paths": [b"a.jpg"]}, ApiTypeError, r"paths\[0\]"),
        ({"paths": None}, ApiTypeError, "NoneType"),
        ({"paths": [1]}, ApiTypeError, "int"),
        ({"albums": 1}, ApiTypeError, "albums"),
        ({"albums": [1]}, ApiTypeError, "albums"),
        ({"albums": b"Trip"}, ApiTypeError, "albums"),
        ({"albums": ""}, ApiValueError, "empty"),
        ({"progress": 1}, ApiTypeError, "progress"),
    ],
)
def test_bad_arguments_are_refused_before_anything_is_sent(
    photos: PhotosApi,
    server: PhotoPrismServer,
    folder: Callable[..., Path],
    arguments: dict[str, Any],
    error: type[Exception],
    message: str,
) -> None:
    """A wrong argument is an error that names it, and no request."""
    paths = folder(a__jpg=picture(1))
    with pytest.raises(error, match=message):
        photos.upload(**{"paths": paths, **arguments})
    assert list(server.requests) == []


def test_new_and_old_photos_go_into_albums(photos: PhotosApi, folder: Callable[..., Path], client: ApiClient) -> None:
    """Albums by title, UID or model; one that does not exist is made; photos that were there before go in as well."""
    albums = AlbumsApi(client)
    known, other = albums.ensure("Known"), albums.ensure("Other")
    photos.upload(folder(a__jpg=picture(1)))
    results = photos.upload(
        folder(b__jpg=picture(2), c__jpg=picture(3, taken="")), albums=["New", known.uid or "", other]
    )
    uids = {result.photo_uid for result in results}
    assert len(uids) == 3
    for title in ("New", "Known", "Other"):
        album = albums.find_album(title)
        assert {photo.uid for photo in photos.iterate(s=album.uid or "")} == uids
    assert (photos.get_photo(results[2].photo_uid or "").quality or 0) < 3, "the server approves what is added later"


def test_unknown_album_is_an_error(
    photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path], client: ApiClient
) -> None:
    """The server would take the UID of an album that does not exist, and put the photo into none."""
    path = folder(a__jpg=picture(1))
    with pytest.raises(NotFoundException):
        photos.upload(path, albums="at00000000000000")
    filtered = next(AlbumsApi(client).iterate(type="folder"))
    with pytest.raises(ApiValueError, match="folder"):
        photos.upload(path, albums=filtered)
    assert _uploads(server) == 0


def test_progress_tells_bytes_of_each_file(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """It ends at the size of each file that was sent, and says so at once for one that was there."""
    photos.upload(folder(a__jpg=picture(1)))
    path, seen = folder(b__jpg=picture(2), b__xmp=XMP), list[UploadProgress]()
    photos.upload(path, progress=seen.append)
    assert {(step.path.name, step.total) for step in seen if step.done == step.total} == {
        ("a.jpg", len(picture(1))),
        ("b.jpg", len(picture(2))),
        ("b.xmp", len(XMP)),
    }


@pytest.mark.parametrize("error", [OSError("stop"), ValueError("stop"), RuntimeError("stop")])
def test_progress_can_end_an_upload(
    photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path], error: Exception
) -> None:
    """What it raises comes out as it is, and no file is imported."""

    def stop(_: UploadProgress) -> None:
        raise error

    with pytest.raises(type(error), match="stop"):
        photos.upload(folder(a__jpg=picture(1)), progress=stop)
    assert _uploads(server, "PUT") == 0


def test_file_that_changes_fails_and_the_others_go_on(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """A file that is written to after it was hashed is not uploaded as something else; nor what belongs to it."""
    path = folder(a__jpg=picture(1) + bytes(600_000), a__xmp=XMP, b__jpg=picture(2))

    def change(step: UploadProgress) -> None:
        if step.path.name == "a.jpg":
            step.path.write_bytes(picture(3))

    results = photos.upload(path, progress=change)
    assert _states(results) == {"a.jpg": "failed", "a.xmp": "failed", "b.jpg": "uploaded"}
    assert [result.reason for result in results] == [UploadReason.CHANGED, UploadReason.CHANGED, None]
    assert str(path / "a.jpg") in str(results[0].error)
    assert _states(photos.upload(path)) == {"a.jpg": "uploaded", "a.xmp": "uploaded", "b.jpg": "already there"}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="anybody can read everything")
def test_unreadable_file_fails_and_the_others_go_on(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """A file without leave to read is that file's failure."""
    path = folder(a__jpg=picture(1), b__jpg=picture(2))
    (path / "a.jpg").chmod(0)
    results = photos.upload(path)
    assert [(result.state, result.reason) for result in results] == [
        ("failed", UploadReason.UNREADABLE),
        ("uploaded", None),
    ]


def test_file_that_vanishes_fails(photos: PhotosApi, folder: Callable[..., Path]) -> None:
    """A file that is deleted before its turn is that file's failure, with the error of the system."""
    path = folder(a__jpg=picture(1), b__jpg=picture(2))
    results = photos.upload(path, progress=lambda step: (path / "b.jpg").unlink(missing_ok=True))
    assert [(result.state, result.reason) for result in results] == [
        ("uploaded", None),
        ("failed", UploadReason.UNREADABLE),
    ]
    assert isinstance(results[1].error, FileNotFoundError)


def test_file_over_the_limit_is_refused_and_the_next_one_not_sent(
    library: Library, folder: Callable[..., Path]
) -> None:
    """The server stores it without indexing it. Its limit is asked for then, and counts for the files that follow."""
    path = folder(a__jpg=picture(1) + bytes(1_100_000), b__jpg=picture(2) + bytes(1_200_000), c__jpg=picture(3))
    with (
        PhotoPrismServer(library, mode="password", owns_library=False, originals_limit_mb=1) as server,
        ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client,
    ):
        results = PhotosApi(client).upload(path)
        assert [result.reason for result in results] == [UploadReason.TOO_LARGE, UploadReason.TOO_LARGE, None]
        assert _uploads(server) == 2


def test_limit_is_asked_for_before_a_large_file(library: Library, tmp_path: Path) -> None:
    """Sending it in vain would take too long."""
    path = tmp_path / "a.mp4"
    with path.open("wb") as file:
        file.write(b"\0\0\0\x18ftypmp42")
        file.truncate(101 * 1024 * 1024)
    with (
        PhotoPrismServer(library, mode="password", owns_library=False, originals_limit_mb=100) as server,
        ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client,
    ):
        assert _reasons(PhotosApi(client).upload(path)) == {"a.mp4": UploadReason.TOO_LARGE}
        assert _uploads(server) == 0


def test_full_disk_ends_the_upload(photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path]) -> None:
    """The server's 400 is raised; once something was sent, with what became of it, and what is left."""
    path = folder(a__jpg=picture(1), b__jpg=picture(2), c__jpg=picture(3))
    server.fill_disk()
    with pytest.raises(BadRequestException) as caught:
        photos.upload(path)
    assert not isinstance(caught.value, NotAppliedError)
    server.free_disk()
    with pytest.raises(NotAppliedError, match="2 of 3 not known to be uploaded") as stopped:
        photos.upload(path, progress=lambda step: server.fill_disk() if step.path.name == "b.jpg" else None)
    assert stopped.value.items == (str(path / "b.jpg"), str(path / "c.jpg"))
    assert _states(stopped.value.done) == {"a.jpg": "uploaded"}
    assert isinstance(stopped.value.__cause__, BadRequestException)
    server.free_disk()
    assert _states(photos.upload(path)) == {"a.jpg": "already there", "b.jpg": "uploaded", "c.jpg": "uploaded"}


@pytest.mark.parametrize("feature", ["upload", "import"])
def test_switched_off_uploads_are_an_error(
    photos: PhotosApi, server: PhotoPrismServer, folder: Callable[..., Path], feature: str
) -> None:
    """Where the server takes no uploads at all, that is no matter of single files."""
    server.switch_off(feature)
    with pytest.raises((ForbiddenException, NotAppliedError)) as caught:
        photos.upload(folder(a__jpg=picture(1)))
    assert caught.value.status == 403


def test_renewed_session_between_sending_and_importing(library: Library, folder: Callable[..., Path]) -> None:
    """What was sent belongs to the session that ended: it is sent again, or the server would import nothing."""
    with PhotoPrismServer(library, mode="password", owns_library=False) as server, FaultProxy(server.url) as proxy:

        class EndSession(faults.Fault):
            """The session ends right before this request."""

            def on_request(self, request: object) -> None:
                server.revoke_sessions()

        proxy.script(EndSession(), match=_PUT)
        configuration = Configuration(host=proxy.url, username="admin", password="photoprism")
        with ApiClient(configuration) as client:
            (result,) = PhotosApi(client).upload(folder(a__jpg=picture(1)))
        assert (result.state, _uploads(server)) == (UploadState.UPLOADED, 2)


def test_without_a_user_uploads_are_refused(library: Library, folder: Callable[..., Path]) -> None:
    """A server that wants a login says so; nothing is sent."""
    with (
        PhotoPrismServer(library, mode="password", owns_library=False) as server,
        ApiClient(Configuration(host=server.url)) as client,
    ):
        with pytest.raises(UnauthorizedException):
            PhotosApi(client).upload(folder(a__jpg=picture(1)))
        assert _uploads(server) == 0


@pytest.fixture
def proxied(server: PhotoPrismServer, hands: ManualClock) -> Any:
    """Make the API of a client behind a proxy that makes faults."""
    with FaultProxy(server.url) as proxy, ApiClient(Configuration(host=proxy.url), clock=hands.clock) as client:
        yield proxy, PhotosApi(client)


@pytest.mark.parametrize("fault", [faults.Cut(0), faults.Cut(5), faults.Refuse(), faults.Status(503)], ids=str)
def test_lost_answer_to_sending_is_sent_again(proxied: Any, folder: Callable[..., Path], fault: faults.Fault) -> None:
    """Sent twice under one token, a file replaces itself; so a failure costs one more request."""
    proxy, photos = proxied
    proxy.script(fault, match=_POST)
    (result,) = photos.upload(folder(a__jpg=picture(1)))
    assert result.state is UploadState.UPLOADED


def test_lost_answer_to_importing_is_looked_up(proxied: Any, hands: ManualClock, folder: Callable[..., Path]) -> None:
    """What an import made is found all the same, and not sent twice."""
    proxy, photos = proxied
    proxy.script(faults.Cut(0), match=_PUT)
    (result,) = photos.upload(folder(a__jpg=picture(1)))
    assert (result.state, hands.sleeps) == (UploadState.UPLOADED, [])


@pytest.mark.parametrize("fault", [faults.Refuse(), faults.Status(504)], ids=str)
def test_import_that_may_go_on_is_waited_for(
    proxied: Any, hands: ManualClock, folder: Callable[..., Path], fault: faults.Fault
) -> None:
    """An import may take longer than a proxy waits for it: after half a minute the file is said to be waiting."""
    proxy, photos = proxied
    proxy.script(fault, match=_PUT)
    path = folder(a__jpg=picture(1), b__jpg=picture(2))
    assert _states(photos.upload(path)) == {"a.jpg": "waiting", "b.jpg": "uploaded"}
    assert sum(hands.sleeps) == 31
    assert _states(photos.upload(path)) == {"a.jpg": "uploaded", "b.jpg": "already there"}


def test_unreachable_server_ends_the_upload(proxied: Any, hands: ManualClock, folder: Callable[..., Path]) -> None:
    """Without a server, no file is tried after the first; what was done is told."""
    proxy, photos = proxied
    path = folder(a__jpg=picture(1), b__jpg=picture(2), c__jpg=picture(3))
    proxy.script((), match=_POST)
    proxy.always(faults.Refuse(), match=_POST)
    with pytest.raises(NotAppliedError, match="2 of 3") as caught:
        photos.upload(path)
    assert (caught.value.status, _states(caught.value.done)) == (0, {"a.jpg": "uploaded"})


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (413, b"<html>413 Request Entity Too Large</html>", UploadReason.TOO_LARGE),
        (403, b'{"code":403,"error":"Upload might be offensive"}', UploadReason.OFFENSIVE),
    ],
)
def test_refusal_of_one_file_leaves_the_others(
    proxied: Any, folder: Callable[..., Path], status: int, body: bytes, reason: UploadReason
) -> None:
    """A proxy's limit, and what the server finds offensive, are matters of single files."""
    proxy, photos = proxied
    proxy.script(*[faults.Status(status, {"Content-Type": "application/json"}, body)], match=_POST)
    results = photos.upload(folder(a__jpg=picture(1), b__jpg=picture(2)))
    assert [(result.state, result.reason) for result in results] == [("refused", reason), ("uploaded", None)]


def test_photo_that_cannot_go_into_an_album_is_named(proxied: Any, folder: Callable[..., Path]) -> None:
    """The files are uploaded; the error says which photos are not in their album."""
    proxy, photos = proxied
    path = folder(a__jpg=picture(1))
    (result,) = photos.upload(path)
    proxy.always(faults.Status(200, {"Content-Type": "application/json"}, b"{}"), match="POST /api/v1/albums/")
    with pytest.raises(NotAppliedError, match="not in their albums") as caught:
        photos.upload(path, albums="Trip")
    assert caught.value.items == (result.photo_uid,)
    assert _states(caught.value.done) == {"a.jpg": "already there"}


def test_memory_does_not_grow_with_a_file(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """A file of 256 MiB passes through in parts, with its length announced."""
    path, size = tmp_path / "a.mp4", 256 * 1024 * 1024
    with path.open("wb") as file:
        file.write(b"\0\0\0\x18ftypmp42")
        file.truncate(size)
    lengths, peaks = list[int](), list[int]()
    gone = answer(b'{"code":404,"error":"Entity not found"}', "application/json", status="404 Not Found")

    def script(peer: Peer) -> None:
        while head := _head(peer):
            if "/session " in head:
                peer.send(answer(b'{"user":{"UID":"utp2yj2udbmb1j0k"}}', "application/json"))
            elif head.startswith("POST"):
                length = int(head.partition("Content-Length: ")[2].split("\r\n")[0])
                lengths.append(sum(len(peer.read(min(65536, length - at))) for at in range(0, length, 65536)))
                peaks.append(tracemalloc.get_traced_memory()[1])
                peer.send(answer(b"{}", "application/json"))
            elif head.startswith("PUT"):
                peer.read(len(b'{"albums": []}'))
                peer.send(answer(b"{}", "application/json"))
            else:
                peer.send(gone)

    server = serve(script)
    tracemalloc.start()
    try:
        (result,) = PhotosApi(connect(server.url).api_client).upload(path)
    finally:
        tracemalloc.stop()
    assert result.reason is UploadReason.NOT_INDEXED
    assert size < lengths[0] < size + 1000
    assert peaks[0] < 8 * 1024 * 1024


def _head(peer: Peer) -> str:
    head = peer.read(1)
    while head and not head.endswith(b"\r\n\r\n"):
        head += peer.read(1)
    return head.decode()
