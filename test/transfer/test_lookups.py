"""Look-ups of a source in the index: they are retried like any other read, and a missing answer is not an error."""

import json

import pytest

from photoprism_client import ApiException
from photoprism_client.api import source_making
from photoprism_client.transfer import FileFacts
from test.support.bodies import JPEG, LOGIN_PAGE, SOME_HASH, sha1
from test.support.clients import Connect, Serve
from test.support.raw_server import answer, answering
from test.transfer.conftest import Folder

FILE = {"Hash": sha1(JPEG), "Name": "2022/08/a.jpg", "Size": len(JPEG), "ModTime": 1_000_000_000, "Primary": True}
BUSY = answer(b"{}", "application/json", status="503 Busy")


def _json(value: object) -> bytes:
    return answer(json.dumps(value).encode(), "application/json")


def test_n7_the_hash_of_a_photo_is_asked_for_again(serve: Serve, connect: Connect, folder: Folder) -> None:
    """A look-up that fails in passing does not fail the download."""
    folder.allow(JPEG)
    photo = _json({"UID": "ps6sg6be2lvl0yh7", "Files": [{"Hash": SOME_HASH}, FILE]})
    server = serve(answering(BUSY, photo, answer(JPEG, "image/jpeg")))
    result = connect(server.url).get_photo_download_to_file("ps6sg6be2lvl0yh7", folder.path)
    assert result.path == folder / "a.jpg"
    assert len(server.requests) == 3


@pytest.mark.parametrize("files", [[], None, [{"Hash": SOME_HASH}], [{"Primary": True}]])
def test_a_photo_without_a_primary_file_is_an_error(
    serve: Serve, connect: Connect, folder: Folder, files: object
) -> None:
    """Nothing is guessed, and nothing is written."""
    server = serve(answering(_json({"UID": "ps6sg6be2lvl0yh7", "Files": files})))
    with pytest.raises(ApiException, match="does not tell the hash"):
        connect(server.url).get_photo_download_to_file("ps6sg6be2lvl0yh7", folder.path)


def test_n7_the_facts_of_a_file_are_asked_for_again(serve: Serve, connect: Connect) -> None:
    """Size, time and name without folders."""
    server = serve(answering(BUSY, _json(FILE)))
    facts = source_making.facts_of_file(connect(server.url).api_client, SOME_HASH)
    assert facts == FileFacts(len(JPEG), 1_000_000_000, "a.jpg")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "reply",
    [
        answer(b"{}", "application/json", status="404 Not Found"),
        answer(b"{}", "application/json", status="403 Forbidden"),
        answer(LOGIN_PAGE, "text/html"),
        answer(b"[" * 100_000, "application/json"),
        _json([FILE]),
    ],
    ids=["unknown", "forbidden", "a page", "deep", "a list"],
)
def test_h9_what_the_index_does_not_tell_is_none(serve: Serve, connect: Connect, reply: bytes) -> None:
    """An answer that does not describe a file leaves the question open."""
    server = serve(answering(*[reply] * 9))
    assert source_making.facts_of_file(connect(server.url, download_token="fixed").api_client, SOME_HASH) is None


def test_a_file_without_facts_has_none(serve: Serve, connect: Connect) -> None:
    """Each fact may be missing for itself."""
    server = serve(answering(_json({"Hash": SOME_HASH, "ModTime": -62135596800})))
    assert source_making.facts_of_file(connect(server.url).api_client, SOME_HASH) == FileFacts()
