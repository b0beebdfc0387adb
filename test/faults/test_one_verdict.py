"""P4: memory and disk apply the same checks to every body, however it is labelled and framed."""

import io
import itertools
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photoprism_client import ImagesApi, IntegrityError, PlaceholderException
from photoprism_client.transfer import DownloadResult
from test.support.bodies import EMPTY_ZIP, JPEG, LOGIN_PAGE, PNG, SOME_HASH, SVG, TIFF, ZIP, sha1
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, answer, chunked

pytestmark = pytest.mark.once

_ERROR = b'{"error":"Something went wrong"}'
_DIRECTORY = ZIP.index(b"PK\x01\x02")


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jpg", bytes(1_000_000))
    return file.getvalue()


BODIES = {
    "a jpeg": JPEG,
    "a png": PNG,
    "a jpeg with a trailer": JPEG + b"motion photo",
    "a png with a trailer": PNG + b"more",
    "a jpeg without its last byte": JPEG[:-1],
    "half a jpeg": JPEG[: len(JPEG) // 2],
    "a png without its last byte": PNG[:-1],
    "a png without its end": PNG[:-12],
    "the beginning of a jpeg": b"\xff\xd8\xff",
    "a gif": b"GIF89a" + bytes(40) + b";",
    "a webp": b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(40),
    "a tiff": TIFF,
    "text": b"Service unavailable",
    "json": _ERROR,
    "a page": LOGIN_PAGE,
    "the icon": SVG,
    "the icon in other words": b"<!-- icon -->\n" + SVG.upper(),
    "a part of the icon": b"<g/>",
    "nothing": b"",
    "a zip": ZIP,
    "an empty zip": EMPTY_ZIP,
    "a cut zip": ZIP[:-3],
    "a zip with a flipped bit": ZIP[:100] + bytes([ZIP[100] ^ 1]) + ZIP[101:],
    "a zip with an error after it": ZIP + _ERROR,
    "a zip with an error in it": ZIP[:_DIRECTORY] + _ERROR + ZIP[_DIRECTORY:],
    "a zip that claims too much": _bomb(),
}
LABELS = ("image/jpeg", "image/svg+xml", "text/html", "application/json", "application/octet-stream", None)
FRAMES = ("length", "chunks", "none")

Fetch = Callable[[ImagesApi, bytes], bytearray]
Save = Callable[[ImagesApi, bytes, Path], DownloadResult]
KINDS: dict[str, tuple[Fetch, Save]] = {
    "thumb": (
        lambda images, _: images.get_thumb(SOME_HASH),
        lambda images, _, path: images.get_thumb_to_file(SOME_HASH, path, fsync=False),
    ),
    "cover": (
        lambda images, _: images.album_cover("as6sg6bxpogaaba7"),
        lambda images, _, path: images.album_cover_to_file("as6sg6bxpogaaba7", path, fsync=False),
    ),
    "changed original": (
        lambda images, _: images.get_download(SOME_HASH),
        lambda images, _, path: images.get_download_to_file(SOME_HASH, path, accept_changed=True, fsync=False),
    ),
    "original": (
        lambda images, body: images.get_download(sha1(body)),
        lambda images, body, path: images.get_download_to_file(sha1(body), path, fsync=False),
    ),
    "zip": (
        lambda images, _: images.download_album("as6sg6bxpogaaba7"),
        lambda images, _, path: images.download_album_to_file("as6sg6bxpogaaba7", path, fsync=False),
    ),
}


def answers(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a name and an answer for each way to label and frame a body."""
    for label, frame, is_attachment in itertools.product(LABELS, FRAMES, (False, True)):
        fields = ["Last-Modified: Fri, 17 May 2024 10:11:12 GMT"]
        fields += ["Connection: close"] if frame == "none" else []
        fields += ["Content-Disposition: attachment; filename=a.jpg"] if is_attachment else []
        if frame == "chunks":
            sent = answer(b"", label, *fields, "Transfer-Encoding: chunked", length=None)
            sent += chunked(*[body] if body else [])
        else:
            sent = answer(body, label, *fields, length=None if frame == "none" else -1)
        yield f"{label}, {frame}, {'attached' if is_attachment else 'inline'}", sent


def in_memory(fetch: Fetch, images: ImagesApi, body: bytes) -> str:
    """Return what memory says of a body."""
    try:
        found = fetch(images, body)
    except IntegrityError:
        return "refused"
    assert found == body
    return "placeholder" if found.is_placeholder else "good"  # type: ignore[attr-defined]  # MediaBytes


def on_disk(save: Save, images: ImagesApi, body: bytes, path: Path) -> str:
    """Return what disk says of a body; nothing is left."""
    try:
        save(images, body, path)
    except IntegrityError:
        return "refused"
    except PlaceholderException:
        return "placeholder"
    assert path.read_bytes() == body
    path.unlink()
    return "good"


def verdicts(serve: Serve, connect: Connect, kind: str, body: bytes, folder: Path) -> dict[str, tuple[str, str]]:
    """Return what memory and disk say, for each way to label and frame a body."""
    index = answer(json.dumps({"Name": "a.jpg", "Size": 10_000_000, "ModTime": 5}).encode(), "application/json")
    current = [b""]

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            if "/files/" not in seen.target:
                peer.send(current[0])
                if b"Connection: close" in current[0]:
                    return
            else:
                peer.send(index)

    images = connect(serve(script).url)
    fetch, save = KINDS[kind]
    found = {}
    for name, sent in answers(body):
        current[0] = sent
        found[name] = (in_memory(fetch, images, body), on_disk(save, images, body, folder / "a"))
    assert list(folder.iterdir()) == []
    return found


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("kind", KINDS)
def test_memory_and_disk_give_the_same_verdict(
    serve: Serve, connect: Connect, tmp_path: Path, kind: str, body: bytes
) -> None:
    """Each odd body is good, a placeholder or refused in both ways."""
    found = verdicts(serve, connect, kind, body, tmp_path)
    assert {name: pair for name, pair in found.items() if pair[0] != pair[1]} == {}
    if kind == "original":
        assert set(found.values()) == {("good", "good")}


@pytest.mark.parametrize(
    ("kind", "name", "good"),
    [
        ("thumb", "a jpeg", len(LABELS) * 3 * 2),
        ("thumb", "a jpeg with a trailer", len(LABELS) * 2 * 2),
        ("thumb", "a jpeg without its last byte", 0),
        ("thumb", "half a jpeg", 0),
        ("thumb", "text", 0),
        ("thumb", "a gif", 0),
        ("changed original", "a gif", len(LABELS) * 2 * 2),
        ("changed original", "a page", len(LABELS) * 2),
        ("zip", "a zip", len(LABELS) * 3 * 2),
        ("zip", "an empty zip", 3 * 2),
        ("zip", "a zip with a flipped bit", 0),
    ],
)
def test_what_is_taken(serve: Serve, connect: Connect, tmp_path: Path, kind: str, name: str, good: int) -> None:
    """Whole pictures, files that no proxy made, and whole zips are taken; nothing that is cut is."""
    found = list(verdicts(serve, connect, kind, BODIES[name], tmp_path).values())
    assert found.count(("good", "good")) == good
