"""A path has exactly the segments of its template, whatever the arguments; unknown sizes warn and name close ones."""

import re
import warnings
from enum import Enum
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client._call.endpoint import Body, Endpoint, UnknownSizeWarning, quote_segment, warn_of_unknown_size
from photoprism_client.exceptions import ApiTypeError, ApiValueError, OpenApiException
from photoprism_client.sizes import KNOWN_SIZES, ThumbSize

ROW = Endpoint("get_thumb", "/api/v1/t/{thumb}/{token}/{size}", "image/jpeg", Body.PICTURE, "preview")


class Size(str, Enum):  # noqa: UP042  # the older way, as user code has it
    """An Enum of texts, whose ``str()`` is the member's name."""

    SMALL = "tile_50"
    ODD = "a b"


@pytest.mark.parametrize(
    ("value", "safe", "quoted"),
    [
        ("pqnzigq156lndozm", "", "pqnzigq156lndozm"),
        ("a-b_c~d.e", "", "a-b_c~d.e"),
        ("...", "", "..."),
        (".hidden", "", ".hidden"),
        ("a b", "", "a%20b"),
        ("a+b&c=d", "", "a%2Bb%26c%3Dd"),
        ("a+b&c=d", "+&", "a+b&c%3Dd"),
        ("?x#y", "", "%3Fx%23y"),
        ("%2e%2e", "", "%252e%252e"),
        ("ü€", "", "%C3%BC%E2%82%AC"),
        (ThumbSize.FIT_720, "", "fit_720"),
        (Size.SMALL, "", "tile_50"),
        (Size.ODD, "", "a%20b"),
    ],
)
def test_values_are_quoted(value: str, safe: str, quoted: str) -> None:
    """Characters outside of the unreserved ones are quoted, but for those asked to stay; an Enum means its value."""
    result = quote_segment("uid", value, safe)
    assert result == quoted
    assert type(result) is str


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("", ApiValueError),
        (".", ApiValueError),
        ("..", ApiValueError),
        ("a/b", ApiValueError),
        ("/a/../../b", ApiValueError),
        ("a\\b", ApiValueError),
        ("a\r\nX-Evil: 1", ApiValueError),
        ("a\x00", ApiValueError),
        ("a\x7f", ApiValueError),
        ("\ud800", ApiValueError),
        (5, ApiTypeError),
        (b"abc", ApiTypeError),
        (None, ApiTypeError),
    ],
)
def test_hostile_values_are_refused(value: object, error: type[OpenApiException]) -> None:
    """What is not one segment is refused with the argument's name, before any request."""
    with pytest.raises(error, match=r"^uid must be"):
        quote_segment("uid", value)


@given(value=st.text(), safe=st.text("!$&'()*+,;=:@-._~"))
def test_a_value_is_exactly_one_segment(value: str, safe: str) -> None:
    """Whatever passes is one segment that a server reads back as the value, and that no URL joining resolves away."""
    try:
        quoted = quote_segment("uid", value, safe)
    except ApiValueError:
        return
    assert quoted.isascii()
    assert not set(quoted) & set("/\\?# \r\n")
    assert unquote(quoted) == value
    joined = urlsplit(urljoin("http://h/a/x", f"http://h/a/{quoted}/c"))
    assert joined.path.split("/") == ["", "a", quoted, "c"]
    assert (joined.netloc, joined.query, joined.fragment) == ("h", "", "")


@given(values=st.tuples(*[st.text()] * 3))
def test_a_path_has_the_segments_of_its_template(values: tuple[str, str, str]) -> None:
    """Three hostile arguments together do not leave the path either."""
    try:
        path = ROW.path(dict(zip(("thumb", "token", "size"), values, strict=True)))
    except ApiValueError:
        return
    assert path.startswith("/api/v1/t/")
    assert [unquote(part) for part in path.split("/")] == ["", "api", "v1", "t", *values]


def test_a_row_fills_in_its_template() -> None:
    """Arguments go to their places, quoted unless they may stay; a row without arguments is its template."""
    values = {"thumb": "abc", "token": "x+y", "size": "tile_50", "other": "unused"}
    assert ROW.path(values) == "/api/v1/t/abc/x%2By/tile_50"
    assert ROW.path(values, "+") == "/api/v1/t/abc/x+y/tile_50"
    assert Endpoint("status", "/api/v1/status", "*/*", Body.FILE, "download").path({}) == "/api/v1/status"
    assert (ROW.method, "_parts" in repr(ROW)) == ("GET", False)


@pytest.mark.parametrize("size", sorted(KNOWN_SIZES))
def test_known_sizes_do_not_warn(size: str) -> None:
    """No known size, as text or member, warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_of_unknown_size(size)


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ("tile_550", "unknown thumbnail size 'tile_550'; did you mean tile_50"),
        ("fit720", "did you mean fit_720"),
        ("FIT_720", "unknown thumbnail size 'FIT_720'"),
        ("zzz", "; known are colors, fit_1280"),
    ],
)
def test_an_unknown_size_warns_and_helps(size: str, message: str) -> None:
    """The warning names close sizes, or all where none is close."""
    with pytest.warns(UnknownSizeWarning, match=re.escape(message)):
        warn_of_unknown_size(size)
