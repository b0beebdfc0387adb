"""B3: a path that cannot be written to is refused before any request."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiTypeError, ApiValueError, ImagesApi
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import Item, download_all, fetch
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import CALLS, PICTURE_CALLS, Call, Connect, Serve
from test.support.raw_server import RawServer, answer, answering
from test.support.served_file import Served

_UID = "as6sg6bxpogaaba7"
_named = pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)


@pytest.fixture
def server(serve: Serve) -> RawServer:
    """Start a server that would answer well."""
    return serve(answering(answer(JPEG)))


@pytest.fixture
def images(server: RawServer, connect: Connect) -> ImagesApi:
    """Make the API of its client."""
    return connect(server.url)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """Make a folder that must stay empty."""
    path = tmp_path / "pictures"
    path.mkdir()
    return path


def _nothing_happened(server: RawServer, folder: Path) -> bool:
    return server.connections == 0 and list(folder.iterdir()) == []


def _bad_paths(tmp_path: Path, folder: Path) -> dict[str, tuple[Any, type[Exception]]]:
    (tmp_path / "file").write_bytes(b"the owner's")
    (folder / "sub").mkdir()
    return {
        "missing folder": (tmp_path / "none" / "a.jpg", ApiValueError),
        "missing folder, with a slash": (f"{tmp_path}/none/", ApiValueError),
        "home": ("~/a.jpg", ApiValueError),
        "file in place of the folder": (tmp_path / "file" / "a.jpg", ApiValueError),
        "file with a slash": (f"{tmp_path}/file/", ApiValueError),
        "nothing": ("", ApiValueError),
        "NUL": (f"{folder}/a\0b", ApiValueError),
        "bytes": (os.fsencode(folder / "a.jpg"), ApiTypeError),
        "number": (7, ApiTypeError),
        "None": (None, ApiTypeError),
        "name of 300 bytes": (folder / ("a" * 300), OSError),
        "name of 128 letters in 256 bytes": (folder / ("é" * 128), OSError),
    }


@_named
def test_b3_unusable_path_is_refused_before_any_request(
    server: RawServer, images: ImagesApi, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    """A file instead of a folder, ``~``, a missing folder or a long name is an error before any request."""
    monkeypatch.chdir(tmp_path)
    for reason, (path, error) in _bad_paths(tmp_path, empty).items():
        with pytest.raises(error) as caught:
            call(images, "_to_file", path=path)
        assert server.connections == 0, reason
        assert not re.search(r"[\0]", str(caught.value)), reason
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["file", "pictures", "sub"]
    assert (tmp_path / "file").read_bytes() == b"the owner's"


@pytest.mark.parametrize("option", ["overwrite", "fsync"])
@_named
def test_option_that_is_not_a_bool_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call, option: str
) -> None:
    """A text such as "no", which Python takes for true, is refused."""
    with pytest.raises(ApiTypeError, match=f"{option} must be True or False"):
        call(images, "_to_file", path=empty / "a", **{option: "no"})
    assert _nothing_happened(server, empty)


@_named
def test_b3_folder_without_leave_to_write_is_refused_before_any_request(
    server: RawServer, images: ImagesApi, empty: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    """A folder that cannot be written to is an error before anything is asked for."""
    monkeypatch.setattr(os, "access", lambda *_args: False)  # permissions do not bind root
    with pytest.raises(PermissionError, match="cannot be written to"):
        call(images, "_to_file", path=empty / "a.jpg")
    assert _nothing_happened(server, empty)


@pytest.mark.parametrize("call", PICTURE_CALLS, ids=lambda call: call.name)
def test_b3_folder_in_the_place_of_the_file_is_refused(
    server: RawServer, images: ImagesApi, empty: Path, call: Call
) -> None:
    """Where a folder has the name that the file would get in another folder, it stays, and nothing is asked for."""
    name = f"{_UID}_fit_720.jpg"
    (empty / name).mkdir()
    with pytest.raises(ApiValueError, match="is a folder"):
        call(images, "_to_file", path=empty, **{call.required[0]: _UID})
    assert server.connections == 0
    assert (empty / name).is_dir()


def test_b3_unusable_paths_in_a_batch_fail_their_own_items(
    serve: Serve, connect: Connect, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each bad path is an outcome with its error, without a request; the good ones beside them come."""
    monkeypatch.chdir(tmp_path)
    served = Served(JPEG)
    server = serve(served)
    source = ImageSources(connect(server.url).api_client).original(served.hash)
    bad = [Item(source, path) for path, _ in _bad_paths(tmp_path, empty).values()]
    items = [Item(source, empty / "a.jpg"), *bad, Item(source, empty / "b.jpg")]
    outcomes = list(download_all(items, 2))
    assert {outcome.item.path for outcome in outcomes if outcome.result} == {empty / "a.jpg", empty / "b.jpg"}
    assert len(outcomes) == len(items)
    assert len(server.requests) <= 2


def test_b3_file_in_the_place_of_what_was_asked_is_left(
    server: RawServer, images: ImagesApi, empty: Path, tmp_path: Path
) -> None:
    """``fetch`` refuses what the methods refuse."""
    (tmp_path / "file").write_bytes(b"the owner's")
    source = ImageSources(images.api_client).thumb(SOME_HASH)
    for path in (tmp_path / "file", tmp_path / "file" / "a", tmp_path / "none" / "a", "", 7):
        with pytest.raises((OSError, ApiValueError, ApiTypeError)):
            fetch(source, path)  # type: ignore[arg-type]  # that is the test
    assert (tmp_path / "file").read_bytes() == b"the owner's"
    assert _nothing_happened(server, empty)
