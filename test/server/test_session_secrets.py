"""I4, A6: what the session holds or found is in no log, error, `repr` or report, whatever a server answers."""

import logging
import re
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from photoprism_client import ApiException, Configuration, ImagesApi, OpenApiException
from test.server.conftest import LogIn, Start
from test.support.bodies import JPEG, SOME_HASH
from test.support.clients import Serve
from test.support.raw_server import Peer, Script, Seen, answer
from test.support.sessions import ERAS, Era, json_answer, listing, login_answer

_MARK = "cAnAry"
_CODE = "cAnAry-0ne-time"
_SIGNED = "1999999999.cAnAry-session.HS256-signature"
_WAYS: dict[str, dict[str, Any]] = {
    "password": {"username": "admin", "password": "cAnAry-passw0rd"},
    "code as text": {"username": "admin", "password": "cAnAry-passw0rd", "one_time_code": _CODE},
    "code asked for": {"username": "admin", "password": "cAnAry-passw0rd", "one_time_code": lambda: _CODE},
    "app password": {"access_token": "cAnAry-aPp-passw0rd"},
    "client": {"client_id": "cs5cpu17n6gj2qo5", "client_secret": "cAnAry-client-s3cret"},
    "wrong tokens": {
        "username": "admin",
        "password": "cAnAry-passw0rd",
        "preview_token": "cAnAry-configured1",
        "download_token": "cAnAry-configured2",
    },
}
_CONFIG = {"public": False, "previewToken": "cAnAry-preview", "downloadToken": _SIGNED}
_GOOD_SESSION = login_answer("cAnAry-preview", _SIGNED, "cAnAry-access-t0ken")
_GOOD_CONFIG = json_answer(_CONFIG)
_WANTS_CODE = json_answer({"code": 32, "error": "passcode required"}, "401 Unauthorized")

Reply = Callable[[Seen], bytes]


def _echo(status: str, kind: str, around: tuple[bytes, bytes] = (b"", b"")) -> Reply:
    """Answer with all that came, in the body and in fields."""

    def reply(seen: Seen) -> bytes:
        lines = [f"X-Echo-{name}: {value}" for name, value in seen.headers.items()]
        lines.append(f"X-Echo-Body: {seen.body.decode('latin-1')}")
        whole = around[0] + seen.raw.replace(b"\r\n", b" ").replace(b'"', b"'") + around[1]
        return answer(whole, kind, f"X-Target: {seen.target}", *lines, status=status)

    return reply


def _bare(status: str) -> Reply:
    """Answer with the values alone, at no place where a secret is expected."""

    def reply(seen: Seen) -> bytes:
        words = re.findall(
            r"[\w.-]{6,}", f"{seen.body.decode('latin-1')} {' '.join(seen.headers.values())} {seen.target}"
        )
        return answer(" / ".join(words).encode("latin-1"), "text/plain", f"X-Words: {' '.join(words)}", status=status)

    return reply


def _away(seen: Seen) -> bytes:
    goal = f"http://127.0.0.2{seen.target}?{seen.body.decode('latin-1')}".replace(" ", "")
    return answer(b"", None, f"Location: {goal}", status="307 Temporary Redirect")


_JSON = ("application/json", (b'{"error":"', b'","code":1}'))
_REPLIES: dict[str, Reply] = {
    "200 json": _echo("200 OK", *_JSON),
    "200 html": _echo("200 OK", "text/html"),
    "400 json": _echo("400 Bad Request", *_JSON),
    "401 json": _echo("401 Unauthorized", *_JSON),
    "403 text": _echo("403 Forbidden", "text/plain"),
    "400 bare": _bare("400 Bad Request"),
    "401 bare": _bare("401 Unauthorized"),
    "403 bare": _bare("403 Forbidden"),
    "500 bare": _bare("500 Internal Server Error"),
    "404 html": _echo("404 Not Found", "text/html"),
    "429 json": _echo("429 Too Many Requests", *_JSON),
    "500 html": _echo("500 Internal Server Error", "text/html"),
    "redirect away": _away,
    "wants a code": lambda seen: _WANTS_CODE,
    "refuses a code": lambda seen: _bare("401 Unauthorized")(seen) if b'"code"' in seen.body else _WANTS_CODE,
    "junk": lambda seen: seen.raw,
    "cut": lambda seen: _echo("200 OK", *_JSON)(seen)[:-5],
    "dropped": lambda seen: b"",
}


def _server(login: Reply | None, session: Reply | None, call: Reply) -> Script:
    """Make a server whose answers to logins and questions of the session are good where none is given."""

    def reply(seen: Seen) -> bytes:
        if seen.method == "POST" and "revoke" not in seen.target:
            return login(seen) if login else _GOOD_SESSION
        if "/session" in seen.target or "/config" in seen.target or "revoke" in seen.target:
            return session(seen) if session else _GOOD_CONFIG if "/config" in seen.target else _GOOD_SESSION
        return call(seen)

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            whole = reply(seen)
            peer.send(whole)
            if not whole.startswith(b"HTTP/1.1 ") or whole.endswith(b"HTTP"):
                return
            if b"Content-Length" in whole.partition(b"\r\n\r\n")[0] and not _is_whole(whole):
                return

    return script


def _is_whole(sent: bytes) -> bool:
    head, _, body = sent.partition(b"\r\n\r\n")
    length = head.lower().rpartition(b"\r\ncontent-length: ")[2].split(b"\r\n")[0]
    return not length.isdigit() or int(length) == len(body)


_CALLS: dict[str, Callable[[ImagesApi], object]] = {
    "thumb": lambda images: images.get_thumb(SOME_HASH),
    "download": lambda images: images.get_download(SOME_HASH),
    "listing": listing,
    "call_api": lambda images: images.api_client.response_deserialize(
        images.api_client.call_api("GET", "/api/v1/photos"), {"200": "object"}
    ),
    "status": lambda images: images.api_client.session.status(),
}


def _told(error: BaseException) -> str:
    """Return all that an error can show, with what is beneath it."""
    found: list[BaseException] = []
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is not None and each not in found:
            found.append(each)
            left += [each.__cause__, each.__context__]
    texts = [f"{each} {each!r} {each.args!r} {vars(each)!r}" for each in found]
    return "\n".join([*texts, *traceback.format_exception(error)])


def _assert_clean(text: str) -> None:
    at = text.find(_MARK)
    assert at < 0, f"…{text[max(at - 300, 0) : at + 60]}…"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Open every logger at DEBUG, and return all that was written."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith(("urllib3", "photoprism"))]
    for name in ("", "http", *names):
        caplog.set_level(logging.DEBUG, logger=name)

    def written() -> str:
        return caplog.text + "\n".join(
            f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records
        )

    return written


def _about(images: ImagesApi) -> str:
    client = images.api_client
    configuration: Configuration = client.configuration
    return f"{client!r} {client.session!r} {configuration!r} {configuration.to_debug_report()} {images!r}"


def _act(images: ImagesApi, call: Callable[[ImagesApi], object]) -> str:
    """Call twice and close; return all that was told."""
    told = ""
    for _ in range(2):
        try:
            told += repr(call(images)) if call is _CALLS["status"] else str(call(images) and "")
        except OpenApiException as error:
            told += _told(error)
    told += _about(images)
    images.api_client.close()
    return told + _about(images)


@pytest.mark.parametrize("call", _CALLS.values(), ids=_CALLS)
@pytest.mark.parametrize("held", _WAYS.values(), ids=_WAYS)
@pytest.mark.parametrize("reply", _REPLIES.values(), ids=_REPLIES)
def test_answers_to_the_session_repeat_secrets(
    serve: Serve,
    log_in: LogIn,
    log: Callable[[], str],
    reply: Reply,
    held: dict[str, Any],
    call: Callable[[ImagesApi], object],
) -> None:
    """A login, a question who asks and a logout that are answered with what was sent give nothing away."""
    for login, session in ((reply, reply), (None, reply)):
        server = serve(_server(login, session, _echo("403 Forbidden", *_JSON)))
        _assert_clean(_act(log_in(server, debug=True, retries=0, **held), call))
    _assert_clean(log())


@pytest.mark.parametrize("call", _CALLS.values(), ids=_CALLS)
@pytest.mark.parametrize("held", _WAYS.values(), ids=_WAYS)
@pytest.mark.parametrize("reply", _REPLIES.values(), ids=_REPLIES)
def test_answers_to_calls_repeat_what_was_found(
    serve: Serve,
    log_in: LogIn,
    log: Callable[[], str],
    reply: Reply,
    held: dict[str, Any],
    call: Callable[[ImagesApi], object],
) -> None:
    """Tokens that the client found by itself are masked wherever a server repeats them."""
    server = serve(_server(None, None, reply))
    _assert_clean(_act(log_in(server, debug=True, retries=0, **held), call))
    _assert_clean(log())


@pytest.mark.parametrize("tokens", ERAS)
def test_embedded_server_and_real_tokens(
    start: Start, log_in: LogIn, log: Callable[[], str], sha1: str, tokens: Era
) -> None:
    """What a good session found is not shown either: tokens of both eras, the access token, the status."""
    server = start(tokens=tokens)
    images = log_in(server, username="admin", password="photoprism", debug=True)
    images.get_thumb(sha1)
    images.get_download(sha1)
    listing(images)
    shown = f"{_about(images)} {images.api_client.session.status()!r}"
    server.expire_tokens()
    images.get_download(sha1)
    images.api_client.close()
    seen = [*server.requests]
    secrets = {request.headers["x-auth-token"] for request in seen if "x-auth-token" in request.headers}
    secrets |= {request.query.removeprefix("t=") for request in seen if request.query.startswith("t=")}
    secrets |= {request.path.split("/")[-2] for request in seen if "/t/" in request.path}
    assert len(secrets) >= 4
    assert [secret for secret in secrets if secret in shown + log()] == []


def test_login_that_fails_does_not_mask_the_user_name(serve: Serve, log_in: LogIn) -> None:
    """A name is not a secret: the error can be read."""
    images = log_in(serve(_server(_REPLIES["400 json"], None, lambda seen: answer(JPEG))), **_WAYS["password"])
    with pytest.raises(ApiException) as caught:
        images.get_thumb(SOME_HASH)
    assert "'username': 'admin'" in str(caught.value)


def test_callable_is_not_shown(log_in: LogIn, serve: Serve) -> None:
    """Nor is the code that a callable closes over."""
    images = log_in(serve(_server(None, None, lambda seen: answer(JPEG))), **_WAYS["code asked for"])
    with suppress(ApiException):
        images.get_thumb(SOME_HASH)
    _assert_clean(_about(images))
