"""S6: an argument is one segment of the path or it is refused; nothing climbs out of the URL."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client import ApiTypeError, ApiValueError, Configuration
from photoprism_client._call.endpoint import quote_segment
from photoprism_client.api._generated import images
from photoprism_client.api.sources import ImageSources
from test.support.bodies import JPEG, SOME_HASH, ZIP
from test.support.clients import CALLS, FORMS, Call, Connect, Serve
from test.support.raw_server import answer, answering

REFUSED = {
    "empty": "",
    "dot": ".",
    "dots": "..",
    "climb": "/a/../../b",
    "slash": "a/b",
    "slash at the end": "a/",
    "slash before": "/etc/passwd",
    "backslash": "a\\b",
    "windows path": "C:\\Windows",
    "network path": "\\\\host\\share",
    "nul": "a\x00b",
    "line end": "a\r\nX-Injected: 1",
    "line feed": "a\n",
    "tab": "a\tb",
    "delete": "a\x7f",
    "escape": "\x1b[2J",
    "half a surrogate pair": "a\ud800",
}
QUOTED = {
    "quoted climb": ("%2e%2e%2f", "%252e%252e%252f"),
    "quoted dots": ("%2e%2e", "%252e%252e"),
    "three dots": ("...", "..."),
    "query": ("a?t=x", "a%3Ft%3Dx"),
    "fragment": ("a#b", "a%23b"),
    "blank": ("a b", "a%20b"),
    "plus": ("a+b", "a%2Bb"),
    "semicolon": ("a;b", "a%3Bb"),
    "at": ("user@host", "user%40host"),
    "colon": ("http:a", "http%3Aa"),
    "template": ("{uid}", "%7Buid%7D"),
    "umlaut": ("ü", "%C3%BC"),
    "beyond the first plane": ("\U0001f4f7", "%F0%9F%93%B7"),
    "next line": ("a\x85b", "a%C2%85b"),
    "line separator": ("a\u2028b", "a%E2%80%A8b"),
    "right to left": ("a\u202eb", "a%E2%80%AEb"),
    "one dot leader": ("\u2024\u2024", "%E2%80%A4%E2%80%A4"),
    "division slash": ("a\u2215b", "a%E2%88%95b"),
    "space only": (" ", "%20"),
    "quotes": ("'\"", "%27%22"),
    "tilde": ("~", "~"),
    "long": ("a" * 4000, "a" * 4000),
}
PLACES = [(call, name) for call in CALLS for name in call.segments]
TOKENS_IN_QUERY = [call for call in CALLS if "token" not in call.segments]


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED)
@pytest.mark.filterwarnings("ignore:unknown thumbnail size")
def test_s6_refused_before_any_request(serve: Serve, connect: Connect, tmp_path: Path, value: str) -> None:
    """Each argument of each call, in each form, must be one segment; else no request is sent and no file made."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for call, name in PLACES:
        for form in FORMS:
            with pytest.raises(ApiValueError, match=f"{name} must be"):
                call.in_form(images, form, tmp_path, **{name: value})
        with pytest.raises(ApiValueError, match=f"{name} must be"):
            call(images, "_to_file", path=tmp_path, **{name: value})  # the value would be a part of the file's name
    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("value", "sent"), QUOTED.values(), ids=QUOTED)
@pytest.mark.filterwarnings("ignore:unknown thumbnail size")
def test_s6_anything_else_is_quoted(serve: Serve, connect: Connect, value: str, sent: str) -> None:
    """Whatever else an argument holds arrives quoted, within its own segment: a form of uid is never guessed."""
    of_zips, of_others = serve(answering(answer(ZIP))), serve(answering(answer(JPEG)))
    for call, name in PLACES:
        server = of_zips if call.name == "download_album" else of_others
        call(connect(server.url), **{name: value})
        path = server.requests[-1].target.partition("?")[0]
        assert f"/{sent}" in path, (call.name, name)
        template = getattr(images, call.name.upper()).endpoint.template
        assert path.count("/") == template.count("/"), (call.name, name)


@pytest.mark.parametrize("value", [7, 1.5, True, b"abc", ["a"], ("a",), {"a": "b"}, object()])
def test_s6_other_types_are_refused(serve: Serve, connect: Connect, tmp_path: Path, value: Any) -> None:
    """A segment is a `str`: everything else is an ApiTypeError that names the argument, before any I/O."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for call, name in PLACES:
        for form in FORMS:
            with pytest.raises(ApiTypeError, match=f"{name} must be a str"):
                call.in_form(images, form, tmp_path, **{name: value})
    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_s6_none_is_no_value(serve: Serve, connect: Connect, tmp_path: Path, call: Call) -> None:
    """None leaves a token to the session, and has the wrong type for a UID, hash or size in every form of the call."""
    body = ZIP if call.name == "download_album" else JPEG
    server = serve(answering(answer(body)))
    images = connect(server.url)
    for form in FORMS:
        for name in set(call.segments) - {"token"}:
            with pytest.raises(ApiTypeError, match=f"{name} must be a str, not NoneType"):
                call.in_form(images, form, tmp_path, **{name: None})
    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []
    call(images, **{"token" if "token" in call.segments else "t": None})
    assert "public" in server.requests[0].target


@pytest.mark.parametrize("call", TOKENS_IN_QUERY, ids=lambda call: call.name)
@pytest.mark.parametrize("value", ["", "a\r\nX-Injected: 1", "a\x00", "\x7f", "a\ud800", 7, b"abc"])
def test_s6_token_in_the_query_is_checked(
    serve: Serve, connect: Connect, tmp_path: Path, call: Call, value: Any
) -> None:
    """A download token must be text that UTF-8 can hold, without control characters; else no request, no file."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url)
    for form in FORMS:
        with pytest.raises((ApiTypeError, ApiValueError), match="t must") as caught:
            call.in_form(images, form, tmp_path, t=value)
        assert "Injected" not in str(caught.value)
    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", TOKENS_IN_QUERY, ids=lambda call: call.name)
@pytest.mark.parametrize(
    ("value", "sent"), [("a&b=c", "a%26b%3Dc"), ("a#b", "a%23b"), ("a b+ü", "a%20b%2B%C3%BC"), ("../x", "..%2Fx")]
)
def test_s6_token_in_the_query_is_quoted(serve: Serve, connect: Connect, call: Call, value: str, sent: str) -> None:
    """A download token stays one value of the query, whatever it holds."""
    body = ZIP if call.name == "download_album" else JPEG
    server = serve(answering(answer(body)))
    call(connect(server.url), t=value)
    assert server.requests[0].target.endswith(f"?t={sent}")


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
def test_s6_refused_before_there_is_a_batch(
    serve: Serve, connect: Connect, make: Callable[[ImageSources, Any], object], value: str
) -> None:
    """The sources of a batch refuse the same values when they are made."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiValueError, match=r"must be (one path segment|text that UTF-8 can hold)"):
        make(ImageSources(connect(server.url).api_client), value)
    assert server.connections == 0


def test_s6_safe_characters_are_not_quoted(serve: Serve, connect: Connect) -> None:
    """`safe_chars_for_path_param` leaves characters as they are, of those that are legal in a segment."""
    server = serve(answering(answer(JPEG)))
    images = connect(server.url, safe_chars_for_path_param="@:+;")
    images.get_thumb("a@b:c+d;e=f")
    assert server.requests[0].target.startswith("/api/v1/t/a@b:c+d;e%3Df/")


@pytest.mark.parametrize("characters", ["/", "\\", "%", "?", "#", "@/", " ", "\r\n", "<", "[", "\x00"])
def test_s6_unsafe_characters_cannot_be_made_safe(characters: str) -> None:
    """What would change the shape of a URL cannot be left unquoted, when set and when given."""
    with pytest.raises(ApiValueError, match="safe_chars_for_path_param"):
        Configuration(safe_chars_for_path_param=characters)
    configuration = Configuration()
    with pytest.raises(ApiValueError, match="safe_chars_for_path_param"):
        configuration.safe_chars_for_path_param = characters


@pytest.mark.parametrize("value", ["..", ".", "a/b", "a\\b"])
def test_s6_safe_characters_do_not_let_a_climb_through(serve: Serve, connect: Connect, value: str) -> None:
    """Dots declared safe are still no way up."""
    server = serve(answering(answer(JPEG)))
    with pytest.raises(ApiValueError):
        connect(server.url, safe_chars_for_path_param=".!$&'()*+,;=:@-_~").get_thumb(value)
    assert server.connections == 0


class TestSegments:
    """Properties of every text."""

    _LEGAL: ClassVar[str] = "!$&'()*+,;=:@-._~"

    @given(st.text(min_size=1), st.sampled_from(["", _LEGAL]))
    def test_s6_every_text_is_one_segment_or_refused(self, text: str, safe: str) -> None:
        """A text is refused, or is quoted to one segment that decodes to it and means nothing else in a URL."""
        try:
            quoted = quote_segment("uid", text, safe)
        except ApiValueError:
            assert text in {".", ".."} or set(text) & set("/\\\x7f" + "".join(map(chr, range(32))))
        else:
            assert unquote(quoted) == text
            assert quoted not in {".", ".."}
            assert not set(quoted) & set("/\\?# \r\n")
            assert quoted.isascii()


def test_s6_crop_is_one_segment(serve: Serve, connect: Connect) -> None:
    """A hash followed by a crop area is sent unchanged."""
    server = serve(answering(answer(JPEG)))
    connect(server.url).get_thumb(f"{SOME_HASH}-016014058037", size="tile_160")
    assert server.requests[0].target == f"/api/v1/t/{SOME_HASH}-016014058037/public/tile_160"
