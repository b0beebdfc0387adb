"""Bad arguments of calls that write files: refused before the server hears of it and before a file is made."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiTypeError, ApiValueError, ImagesApi
from photoprism_client._call.endpoint import UnknownSizeWarning
from photoprism_client.api.sources import ImageSources
from photoprism_client.transfer import Item, download_all, fetch
from test.faults.test_hostile_arguments import PLACES, REFUSED, TOKENS_IN_QUERY
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import CALLS, PICTURE_CALLS, Call, Connect, Serve
from test.support.raw_server import RawServer, answer, answering
from test.support.serving import Served

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


@pytest.mark.parametrize(("call", "name"), PLACES, ids=lambda value: getattr(value, "name", value))
@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED)
@pytest.mark.filterwarnings("ignore:unknown thumbnail size")
def test_hostile_segment_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call, name: str, value: str
) -> None:
    """A hash, UID, token or size that is not one segment of a path is refused; with a folder as the path, too."""
    for path in (empty / "a", empty):
        with pytest.raises(ApiValueError, match=f"{name} must be"):
            call(images, "_to_file", path=path, **{name: value})
    assert _nothing_happened(server, empty)


@pytest.mark.parametrize(("call", "name"), PLACES, ids=lambda value: getattr(value, "name", value))
@pytest.mark.parametrize("value", [7, True, b"abc", ["a"], {"a": "b"}])
def test_segment_of_another_type_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call, name: str, value: Any
) -> None:
    """What is no text is an ApiTypeError that names the argument."""
    with pytest.raises(ApiTypeError, match=f"{name} must be a str"):
        call(images, "_to_file", path=empty / "a", **{name: value})
    assert _nothing_happened(server, empty)


@_named
def test_missing_segment_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call
) -> None:
    """None for the UID or hash is refused."""
    with pytest.raises((ApiTypeError, ApiValueError), match=f"{call.required[0]} must be"):
        call(images, "_to_file", path=empty / "a", **{call.required[0]: None})
    assert _nothing_happened(server, empty)


@pytest.mark.parametrize("call", TOKENS_IN_QUERY, ids=lambda call: call.name)
@pytest.mark.parametrize("value", ["", "a\r\nX-Injected: 1", "a\x00", "\x7f", "a\ud800", 7, b"abc"])
def test_token_with_a_line_end_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call, value: Any
) -> None:
    """A download token that is no text, or that would end the line it stands in, is refused."""
    with pytest.raises((ApiTypeError, ApiValueError)) as caught:
        call(images, "_to_file", path=empty / "a", t=value)
    assert "Injected" not in str(caught.value)
    assert _nothing_happened(server, empty)


@pytest.mark.parametrize(
    "headers", [{"X-Mine": "a\r\nX-Injected: 1"}, {"X\nMine": "a"}, {"X-Mine": "\u20ac"}, {"X-Mine": None}, "X-Mine: 1"]
)
@_named
def test_header_with_a_line_end_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call, headers: Any
) -> None:
    """A header that cannot be sent as one line is refused."""
    with pytest.raises((ApiTypeError, ApiValueError)):
        call(images, "_to_file", path=empty / "a", _headers=headers)
    assert _nothing_happened(server, empty)


@pytest.mark.parametrize("option", ["overwrite", "fsync"])
@_named
def test_option_that_is_not_a_bool_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call, option: str
) -> None:
    """A text such as "no", which Python takes for true, is refused."""
    with pytest.raises(ApiTypeError, match=f"{option} must be True or False"):
        call(images, "_to_file", path=empty / "a", **{option: "no"})
    assert _nothing_happened(server, empty)


_SOURCES: dict[str, Callable[[ImageSources, Any], object]] = {
    "original": ImageSources.original,
    "photo": ImageSources.primary_file,
    "thumb": ImageSources.thumb,
    "size": lambda sources, value: sources.thumb(SOME_HASH, value),
    "album cover": ImageSources.album_cover,
    "label cover": ImageSources.label_cover,
    "folder cover": ImageSources.folder_cover,
    "zip": ImageSources.album_zip,
}


@pytest.mark.parametrize("make", _SOURCES.values(), ids=_SOURCES)
@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED)
def test_hostile_segment_makes_no_source(
    server: RawServer, images: ImagesApi, make: Callable[[ImageSources, Any], object], value: str
) -> None:
    """What a batch is made of refuses the same, before there is a batch."""
    with pytest.raises(ApiValueError, match=r"must be (one path segment|text that UTF-8 can hold)"):
        make(ImageSources(images.api_client), value)
    assert server.connections == 0


@pytest.mark.parametrize(
    "timeout",
    [0, -1, 0.0, float("nan"), float("inf"), True, "5", "soon", (1, 0), (1,), (1, 2, 3), [1, 2], (None, True), 10**400],
    ids=repr,
)
@_named
def test_unusable_timeout_makes_no_request_and_no_file(
    server: RawServer, images: ImagesApi, empty: Path, call: Call, timeout: Any
) -> None:
    """What is no number of seconds above 0, or a pair of these, is refused, and the message tells the range."""
    with pytest.raises((ApiTypeError, ApiValueError), match=r"_request_timeout\S* must be"):
        call(images, "_to_file", path=empty / "a", _request_timeout=timeout)
    assert _nothing_happened(server, empty)


@pytest.mark.parametrize("timeout", [5, 0.5, (5, 0.5), (0.5, 5)])
def test_usable_timeouts_write_a_file(images: ImagesApi, empty: Path, timeout: Any) -> None:
    """Whole and broken numbers are taken, alone and in pairs."""
    assert images.get_thumb_to_file(SOME_HASH, empty / "a", _request_timeout=timeout).size == len(JPEG)


@pytest.mark.parametrize("call", PICTURE_CALLS, ids=lambda call: call.name)
def test_unknown_size_is_sent_with_one_warning(server: RawServer, images: ImagesApi, empty: Path, call: Call) -> None:
    """A size that no known server offers is sent; one warning names the close ones."""
    with pytest.warns(UnknownSizeWarning, match="did you mean fit_720") as caught:
        call(images, "_to_file", path=empty / "a", size="fit_721")
    assert len(caught) == 1
    assert server.requests[0].target.endswith("/fit_721")


@pytest.mark.parametrize("option", ["overwrite", "fsync", "accept_changed", "allow_missing"])
@pytest.mark.parametrize("value", [1, 0, "no", None, 2.0])
def test_switch_of_another_type_makes_no_batch(option: str, value: Any) -> None:
    """A switch is True or False: the word "no" does not turn anything on."""
    with pytest.raises(ApiTypeError, match=option):
        download_all([], **{option: value})


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
def test_unusable_path_is_refused_before_any_request(
    server: RawServer, images: ImagesApi, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    """A file in the place of a folder, ``~``, a folder that is missing, a name too long: an error, no request."""
    monkeypatch.chdir(tmp_path)
    for reason, (path, error) in _bad_paths(tmp_path, empty).items():
        with pytest.raises(error) as caught:
            call(images, "_to_file", path=path)
        assert server.connections == 0, reason
        assert not re.search(r"[\0]", str(caught.value)), reason
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["file", "pictures", "sub"]
    assert (tmp_path / "file").read_bytes() == b"the owner's"


@_named
def test_folder_without_leave_to_write_is_refused_before_any_request(
    server: RawServer, images: ImagesApi, empty: Path, monkeypatch: pytest.MonkeyPatch, call: Call
) -> None:
    """A folder that cannot be written to is an error before anything is asked for."""
    monkeypatch.setattr(os, "access", lambda *_args: False)  # permissions do not bind root
    with pytest.raises(PermissionError, match="cannot be written to"):
        call(images, "_to_file", path=empty / "a.jpg")
    assert _nothing_happened(server, empty)


@pytest.mark.parametrize("call", PICTURE_CALLS, ids=lambda call: call.name)
def test_folder_in_the_place_of_the_file_is_refused(
    server: RawServer, images: ImagesApi, empty: Path, call: Call
) -> None:
    """Where a folder has the name that the file would get in another folder, it stays, and nothing is asked for."""
    name = f"{_UID}_fit_720.jpg"
    (empty / name).mkdir()
    with pytest.raises(ApiValueError, match="is a folder"):
        call(images, "_to_file", path=empty, **{call.required[0]: _UID})
    assert server.connections == 0
    assert (empty / name).is_dir()


def test_unusable_paths_in_a_batch_fail_their_own_items(
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


def test_file_in_the_place_of_what_was_asked_is_left(
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
