"""No secret that stands at a known place, or is known by its text, survives redaction."""

import json
import logging
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client.redaction import (
    MASK,
    RedactingFilter,
    redact_headers,
    redact_logger,
    redact_text,
    redact_user_info,
    secrets_in,
)

SECRET = "canary7x2k9"
HASH = "2cad9168fa6acc5c5c2965ddf6ec465ca42fd818"

PLACES = [
    "https://h/api/v1/t/" + HASH + "/{}/tile_500",
    "https://h/sub/api/v1/t/" + HASH + "-016014058037/{}/tile_500",
    "/api/v1/albums/aqnzdzhcvd5fhjnb/t/{}/fit_720",
    "/api/v1/labels/lqnzdzhcvd5fhjnb/t/{}/fit_720",
    "/api/v1/subjects/jqnzdzhcvd5fhjnb/t/{}/fit_720",
    "/api/v1/folders/t/dqnzdzhcvd5fhjnb/{}/fit_720",
    "/api/v1/videos/" + HASH + "/{}/avc",
    "/api/v1/session/{}",
    "/api/v1/sessions/{}",
    "/api/v1/dl/" + HASH + "?t={}",
    "https://h/x?name=a&t={}&b=c#d",
    "https://h/x?token={}",
    "https://h/x?access_token={}",
    "https://h/x?a=b;session_id={}",
    "https://h/x?CODE={}",
    "https://{}@h/x",
    "https://admin:{}@h/x",
    "see http://{}:x@h/x, or another",
    '{{"access_token": "{}"}}',
    '{{"session_id":"{}","user":"a"}}',
    '{{"config":{{"previewToken":"{}","downloadToken":"x"}}}}',
    '{{"config":{{"previewToken":"x","downloadToken":"{}"}}}}',
    '{{"username": "admin", "password": "{}"}}',
    "{{'password': '{}'}}",
    "X-Auth-Token: {}",
    "x-session-id={}",
    "Authorization: Bearer {}",
    "authorization: basic {}",
    "Authorization: Digest of {}",
    "Proxy-Authorization: {}",
    "Set-Cookie: session={}; Path=/",
    "Cookie: theme=dark; session={}",
    "{{'X-Auth-Token': '{}'}}",
    "{{'X-Auth-Token': b'{}'}}",
    "{{'CF-Access-Jwt-Assertion': '{}'}}",
    "HTTPHeaderDict({{'X-Download-Token': '{}', 'X-Preview-Token': 'x'}})",
    "grant_type=password&client_secret={}&client_id=x",
    "api_key={}",
    'cut off: {{"access_token": "{}',
    "cut off: {{'password': '{}\\",
    '"{{\\"access_token\\": \\"{}\\"}}"',
]


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_at_a_known_place_is_masked(place: str) -> None:
    """Every place where a PhotoPrism URL, header or body carries a secret is known."""
    shown = redact_text(place.format(SECRET))
    assert SECRET not in shown
    assert MASK in shown


@given(
    place=st.sampled_from(PLACES),
    token=st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("Cs", "Cc")), min_size=1),
)
def test_no_quoted_token_leaks_from_any_known_place(place: str, token: str) -> None:
    """Whatever a token is made of: once quoted for a URL, nothing of it is left but the mask."""
    canary = SECRET + quote(token, safe="")
    shown = redact_text(place.format(canary))
    assert SECRET not in shown
    assert canary not in shown


@given(password=st.text(st.characters(codec="utf-8")))
def test_no_json_password_leaks(password: str) -> None:
    """A password in a JSON body is masked, with every quote and backslash that it holds."""
    for ascii_only in (True, False):
        body = json.dumps({"user": "a", "password": SECRET + password, "z": 1}, ensure_ascii=ascii_only)
        assert json.loads(redact_text(body)) == {"user": "a", "password": MASK, "z": 1}


@given(cut=st.integers(min_value=0, max_value=60))
def test_a_body_cut_within_a_token_shows_no_part_of_it(cut: int) -> None:
    """A snippet that ends in the middle of a token hides the half that it has."""
    body = f'{{"user": "admin", "access_token": "{SECRET}"}}'
    shown = redact_text(body[: cut or None])
    assert SECRET[:3] not in shown


@given(text=st.text() | st.sampled_from(PLACES).map(lambda place: place.format(SECRET)))
def test_redaction_is_idempotent(text: str) -> None:
    """Text that passes twice, once in the error and once in the log, reads the same."""
    once = redact_text(text)
    assert redact_text(once) == once


@given(text=st.text(st.characters(exclude_characters=":=/@?"), max_size=200))
def test_text_without_secrets_is_unchanged(text: str) -> None:
    """Prose is left alone."""
    assert redact_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f"/api/v1/t/{HASH}/public/tile_500",
        "/api/v1/folders/t/dq/public/fit_720",
        f"/api/v1/dl/{HASH}?t=public",
        '{"downloadToken": "public"}',
        f"/api/v1/t/{HASH}/***/tile_500",
        "/api/v1/albums?count=10&q=title",
        "https://photos.example.com/library",
        "the password was wrong",
    ],
)
def test_what_is_no_secret_is_shown(text: str) -> None:
    """The word that public servers use for a token, a mask, and ordinary text stay readable."""
    assert redact_text(text) == text


def test_what_surrounds_a_secret_is_kept() -> None:
    """A masked URL still says which file in which size was asked for."""
    assert redact_text(f"GET https://h/api/v1/t/{HASH}/{SECRET}/tile_500 failed") == (
        f"GET https://h/api/v1/t/{HASH}/***/tile_500 failed"
    )
    assert redact_text(f"x?a=b&t={SECRET}&c=d") == "x?a=b&t=***&c=d"
    assert redact_text(f'{{"password":"{SECRET}","a":1}}') == '{"password":"***","a":1}'


@pytest.mark.parametrize(
    ("secrets", "text", "shown"),
    [
        (("hunter22",), "oops hunter22!", "oops ***!"),
        (("hunter22", "hunter22-long"), "hunter22-long", "***"),
        (("abc",), "abc and more", "abc and more"),
        (("public",), "a public server", "a public server"),
        ((), "hunter22", "hunter22"),
    ],
)
def test_known_secrets_are_masked_anywhere(secrets: tuple[str, ...], text: str, shown: str) -> None:
    """A literal secret is masked wherever it stands, the longest first; short ones and ``public`` are words."""
    assert redact_text(text, secrets) == shown


@pytest.mark.parametrize("password", [SECRET, f'"{SECRET}', f"a {SECRET}", f"<{SECRET}>", f"@{SECRET}@"])
def test_user_info_of_one_address_is_masked_whatever_it_holds(password: str) -> None:
    """With a scheme and without one; an address without a user stays as it is."""
    assert redact_user_info(f"http://user:{password}@proxy:3128") == "http://***@proxy:3128"
    assert redact_user_info(f"user:{password}@proxy") == "***@proxy"
    assert redact_user_info("http://proxy:3128/a") == "http://proxy:3128/a"


def test_secret_headers_are_masked_whatever_their_case() -> None:
    """Headers that hold secrets lose their value, the others keep theirs, in their order."""
    headers = {
        "Content-Type": "image/jpeg",
        "X-AUTH-token": SECRET,
        "set-cookie": f"a={SECRET}",
        "X-Preview-Token": "public",
        "Location": f"/api/v1/dl/x?t={SECRET}",
        "X-Note": f"it was {SECRET}",
    }
    assert list(redact_headers(headers, iter([SECRET])).items()) == [
        ("Content-Type", "image/jpeg"),
        ("X-AUTH-token", MASK),
        ("set-cookie", MASK),
        ("X-Preview-Token", "public"),
        ("Location", "/api/v1/dl/x?t=***"),
        ("X-Note", "it was ***"),
    ]
    assert headers["X-AUTH-token"] == SECRET


def _record(message: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord("urllib3", logging.DEBUG, __file__, 1, message, args, None)


def test_the_filter_masks_arguments_of_a_record() -> None:
    """A secret among the arguments of a log call is masked, and the record passes."""
    record = _record("%s %s", "GET", f"/api/v1/dl/x?t={SECRET}")
    assert RedactingFilter().filter(record)
    assert record.getMessage() == "GET /api/v1/dl/x?t=***"


def test_the_filter_masks_tracebacks() -> None:
    """A secret in the text of a logged exception is masked, whether the record was formatted already or not."""
    try:
        raise ValueError(f"bad url /x?t={SECRET}")
    except ValueError as error:
        fresh = _record("failed")
        fresh.exc_info = (ValueError, error, error.__traceback__)
    formatted = _record("failed")
    formatted.exc_text = f"ValueError: /x?t={SECRET}"
    for record in (fresh, formatted):
        assert RedactingFilter().filter(record)
        text = logging.Formatter().format(record)
        assert SECRET not in text
        assert "ValueError" in text


def test_a_logger_gets_one_filter() -> None:
    """Any number of clients leaves one filter on a logger."""
    logger = logging.getLogger("test.unit.redaction.one")
    redact_logger(logger.name)
    redact_logger(logger.name)
    assert [type(found) for found in logger.filters] == [RedactingFilter]


def test_secrets_of_a_request_are_known_from_its_headers() -> None:
    """Values of secret headers count, with and without scheme or name of a cookie; other headers do not."""
    found = secrets_in(
        {"Accept": "image/jpeg", "authorization": f"Bearer {SECRET}", "Cookie": f"a=b; session={SECRET}2"}
    )
    assert {f"Bearer {SECRET}", SECRET, f"{SECRET}2"} <= set(found)
    assert "image/jpeg" not in found
    assert secrets_in({}) == ()
