"""B2: time-outs, sizes and options of a wrong kind are refused before any I/O, with what is allowed."""

import itertools
import math
import re
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    ApiTypeError,
    ApiValueError,
    Configuration,
    EntityFile,
    SearchAlbum,
    ThumbSize,
    UnknownSizeWarning,
)
from photoprism_client.transfer import download_all
from test.support.bodies import JPEG, SOME_HASH, SVG, ZIP
from test.support.clients import CALLS, FORMS, PICTURE_CALLS, Call, Connect, Serve
from test.support.raw_server import answer, answering

_BAD_NUMBERS = [0, -1, 0.0, -0.5, math.nan, math.inf, -math.inf, 86_401, 10**400]
_BAD_PAIRS = [(1, 0), (-1, 1), (math.nan, 1), (1, math.inf)]
_BAD_TYPES = [True, False, "5", b"5", [1, 2], {"connect": 1}, Decimal(5), object()]
_TIMEOUTS = ["connect_timeout_s", "read_timeout_s", "archive_timeout_s"]


@pytest.mark.parametrize("value", [*_BAD_NUMBERS, *_BAD_PAIRS], ids=str)
def test_b2_timeouts_out_of_range(serve: Serve, connect: Connect, tmp_path: Path, value: Any) -> None:
    """A time-out must be a number of seconds above 0; the message names the range."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for call, form in itertools.product(CALLS, FORMS):
        with pytest.raises(ApiValueError, match=r"_request_timeout.* above 0 and at most 86400"):
            call.in_form(images, form, tmp_path, _request_timeout=value)
    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [*_BAD_TYPES, (1,), (1, 2, 3), (), (1, "2"), (None, 1), (True, 1)])
def test_b2_timeouts_of_other_types(serve: Serve, connect: Connect, tmp_path: Path, value: Any) -> None:
    """A time-out is a number or a pair of these; a bool is neither."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for call, form in itertools.product(CALLS, FORMS):
        with pytest.raises(ApiTypeError, match="_request_timeout"):
            call.in_form(images, form, tmp_path, _request_timeout=value)
    with pytest.raises(ApiTypeError, match="_request_timeout"):
        images.api_client.call_api("GET", "/api/v1/status", _request_timeout=value)
    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [1, 0.5, 86_400, (1, 2.5), (0.001 * 5000, 86_400.0), None])
def test_b2_usable_timeouts(serve: Serve, connect: Connect, tmp_path: Path, value: Any) -> None:
    """Whole numbers and fractions are accepted, alone and in pairs."""
    images = connect(serve(answering(answer(JPEG))).url)
    assert images.get_thumb(SOME_HASH, _request_timeout=value) == JPEG
    assert images.get_thumb_to_file(SOME_HASH, tmp_path / "a", _request_timeout=value).size == len(JPEG)


@pytest.mark.parametrize("name", _TIMEOUTS)
@pytest.mark.parametrize("value", _BAD_NUMBERS)
def test_b2_configured_timeouts_out_of_range(name: str, value: Any) -> None:
    """The same holds for time-outs of a configuration."""
    with pytest.raises(ApiValueError, match=f"{name} must be above 0"):
        Configuration(**{name: value})


@pytest.mark.parametrize("name", _TIMEOUTS)
@pytest.mark.parametrize("value", [*_BAD_TYPES, None])
def test_b2_configured_timeouts_of_other_types(name: str, value: Any) -> None:
    """No setting turns a time-out off."""
    with pytest.raises(ApiTypeError, match=f"{name} must be seconds"):
        Configuration(**{name: value})


@pytest.mark.parametrize("name", ["connection_pool_maxsize", "retries"])
@pytest.mark.parametrize("value", [-1, 10_000])
def test_b2_counts_out_of_range(name: str, value: int) -> None:
    """Counts have a range, which the message tells."""
    settings: dict[str, Any] = {name: value}
    with pytest.raises(ApiValueError, match=rf"{name} must be from \d+ to \d+"):
        Configuration(**settings)


@pytest.mark.parametrize("name", ["connection_pool_maxsize", "retries"])
@pytest.mark.parametrize("value", [True, 1.5, "3", math.nan])
def test_b2_counts_of_other_types(name: str, value: Any) -> None:
    """Counts are whole numbers; a bool is none."""
    settings: dict[str, Any] = {name: value}
    with pytest.raises(ApiTypeError, match=f"{name} must be a whole number"):
        Configuration(**settings)


@pytest.mark.parametrize("call", PICTURE_CALLS, ids=lambda call: call.name)
@pytest.mark.parametrize("form", ["", "_with_http_info", "_without_preload_content"])
def test_b2_unknown_size_warns_where_it_was_written(serve: Serve, connect: Connect, call: Call, form: str) -> None:
    """An unknown size is sent, with one warning that names the close ones and points at the caller's line."""
    server = serve(answering(answer(SVG, "image/svg+xml")))
    images = connect(server.url)
    method = getattr(images, call.name + form)
    with pytest.warns(UnknownSizeWarning, match=r"unknown thumbnail size 'fit_721'; did you mean fit_720") as caught:
        result = method("as6sg6bxpogaaba7", size="fit_721")
    if form == "_without_preload_content":
        result.close()
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert server.requests[0].target.endswith("/fit_721")


@pytest.mark.parametrize("call", PICTURE_CALLS, ids=lambda call: call.name)
def test_b2_unknown_size_of_a_file_warns_where_it_was_written(
    serve: Serve, connect: Connect, tmp_path: Path, call: Call
) -> None:
    """The form that writes a file points at the caller's line, too."""
    server = serve(answering(answer(JPEG)))
    method = getattr(connect(server.url), f"{call.name}_to_file")
    with pytest.warns(UnknownSizeWarning, match=r"'fit_721'; did you mean fit_720") as caught:
        method("as6sg6bxpogaaba7", tmp_path / "a.jpg", size="fit_721")
    assert [warning.filename for warning in caught] == [__file__]
    assert server.requests[0].target.endswith("/fit_721")


def test_b2_unknown_size_of_a_model_warns_where_it_was_written(serve: Serve, connect: Connect) -> None:
    """The methods that take a model point at the caller's line, too."""
    images = connect(serve(answering(answer(JPEG))).url)
    with pytest.warns(UnknownSizeWarning, match="'fit_721'") as of_thumb:
        images.thumb_of(EntityFile(hash=SOME_HASH), "fit_721")
    with pytest.warns(UnknownSizeWarning, match="'fit_721'") as of_cover:
        images.cover_of(SearchAlbum(uid="as6sg6bxpogaaba7"), "fit_721")
    assert [warning.filename for warning in (*of_thumb, *of_cover)] == [__file__] * 2


def test_b2_size_like_no_other_lists_all(serve: Serve, connect: Connect) -> None:
    """A size that resembles none is answered with the list of those that there are."""
    server = serve(answering(answer(SVG, "image/svg+xml")))
    with pytest.warns(UnknownSizeWarning, match=re.escape("known are colors, fit_1280")):
        connect(server.url).get_thumb(SOME_HASH, size="§§§")


@pytest.mark.parametrize("size", [*ThumbSize, "tile_160", "tile_320"])
def test_b2_known_sizes_are_silent(serve: Serve, connect: Connect, size: str) -> None:
    """A known size, by name or as a member, is sent without a word."""
    server = serve(answering(answer(JPEG)))
    connect(server.url).get_thumb(SOME_HASH, size=size)
    assert server.requests[0].target.endswith(f"/{size}")


def test_b2_no_warning_without_client_side_validation(serve: Serve, connect: Connect) -> None:
    """`client_side_validation=False` is for servers that know more sizes."""
    server = serve(answering(answer(JPEG)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        connect(server.url, client_side_validation=False).get_thumb(SOME_HASH, size="fit_9000")
    assert server.requests[0].target.endswith("/fit_9000")


@pytest.mark.parametrize("validation", [True, False])
@pytest.mark.parametrize("size", [720, None, b"fit_720", True, ["fit_720"]])
def test_b2_sizes_of_other_types(serve: Serve, connect: Connect, size: Any, validation: bool) -> None:
    """A size is text, checked or not."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiTypeError, match="size must be a str"):
        connect(server.url, client_side_validation=validation).get_thumb(SOME_HASH, size=size)
    assert server.connections == 0


@pytest.mark.parametrize("index", [1, -1, True, False, "0", None, 0.5])
def test_b2_host_index(serve: Serve, connect: Connect, index: Any) -> None:
    """There is one host, number 0; every call refuses another number, so that none goes to an unexpected host."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for call in CALLS:
        with pytest.raises((ApiValueError, ApiTypeError), match="_host_index must be 0"):
            call(images, _host_index=index)
    assert server.connections == 0


def test_b2_host_index_zero_is_the_configured_host(serve: Serve, connect: Connect) -> None:
    """Number 0 is the host of the configuration, as without it."""
    server = serve(answering(answer(ZIP)))
    assert connect(server.url).download_album("as6sg6bxpogaaba7", _host_index=0) == ZIP


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("_headers", [("X-Mine", "1")]),
        ("_headers", "X-Mine: 1"),
        ("_headers", {7: "1"}),
        ("_content_type", 7),
        ("_request_auth", "token"),
        ("_request_auth", {"in": "header", "key": "X-Mine", "value": None}),
        ("_request_auth", {"in": "header", "value": "a"}),
        ("_request_auth", {"in": "query", "value": "a"}),
    ],
)
def test_b2_options_of_other_types(serve: Serve, connect: Connect, option: str, value: Any) -> None:
    """Options of a wrong type are refused by name, before any I/O."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiTypeError):
        connect(server.url).get_download(SOME_HASH, **{option: value})
    assert server.connections == 0


@pytest.mark.parametrize("option", ["overwrite", "fsync", "accept_changed", "allow_missing"])
@pytest.mark.parametrize("value", [1, 0, "no", None, 2.0])
def test_b2_switches_of_other_types(option: str, value: Any) -> None:
    """A switch of a batch is True or False: the word "no" does not turn anything on."""
    with pytest.raises(ApiTypeError, match=option):
        download_all([], **{option: value})


@pytest.mark.parametrize("place", ["body", "", None, 7])
def test_b2_request_auth_elsewhere(serve: Serve, connect: Connect, place: Any) -> None:
    """An authentication goes into a header, the query or a cookie, and nowhere else."""
    server = serve(answering(answer(JPEG)))
    auth = {"in": place, "key": "X-Mine", "value": "a"}
    with pytest.raises(ApiValueError, match="must be header, query or cookie"):
        connect(server.url).get_thumb(SOME_HASH, _request_auth=auth)
    assert server.connections == 0


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "", "get me", "GET\t"])
def test_b2_unknown_methods(serve: Serve, connect: Connect, method: str) -> None:
    """A method that no API uses is refused."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiValueError, match="method must be one of"):
        connect(server.url).api_client.call_api(method, "/api/v1/status")
    assert server.connections == 0
