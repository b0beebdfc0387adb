"""A6: no secret reaches a log, an exception or a `repr`, whatever a server does with what it was sent."""

import logging
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from photoprism_client import ApiException, Configuration, ImagesApi, OpenApiException, PhotosApi
from test.support.bodies import JPEG, SOME_HASH, SVG
from test.support.certificates import ca_pem, server_context
from test.support.clients import Connect, Serve
from test.support.raw_server import Peer, RawServer, Script, answer, answering, answering_and_closing

SECRETS = {
    "password": "cAnAry-passw0rd",
    "access_token": "cAnAry-access-69be27ac",
    "preview_token": "cAnAry-preview-1k2j3",
    "download_token": "1785000000.cAnAry-dl.HS256-Zm9v",
    "explicit preview": "cAnAry-explicit-preview",
    "explicit download": "cAnAry/explicit+download=",
    "cookie": "cAnAry-cookie-value",
    "header": "cAnAry-call-header",
    "request auth": "cAnAry-request-auth",
}
_MARK = "cAnAry"

Act = Callable[[ImagesApi], object]


class Canary(NamedTuple):
    """A client full of secrets, and all that it ever logged."""

    connect: Callable[[str], ImagesApi]
    log: Callable[[], str]


@pytest.fixture
def canary(connect: Connect, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> Iterator[Canary]:
    """Make clients full of secrets while every logger there is is open at DEBUG, and keep what they log."""
    names = [
        "",
        *(name for name in logging.root.manager.loggerDict if name.startswith(("urllib3", "photoprism"))),
        "http",
    ]
    for name in names:
        caplog.set_level(logging.DEBUG, logger=name)
    made: list[Configuration] = []

    def make(url: str) -> ImagesApi:
        images = connect(
            url,
            client={"cookie": f"session={SECRETS['cookie']}; theme=dark"},
            debug=True,
            ca_cert_data=ca_pem(),
            username="admin",
            **{name: SECRETS[name] for name in ("password", "access_token", "preview_token", "download_token")},
        )
        images.api_client.configuration.logger_file = str(tmp_path / "client.log")
        made.append(images.api_client.configuration)
        return images

    def log() -> str:
        records = "\n".join(f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records)
        file = tmp_path / "client.log"
        return caplog.text + records + (file.read_text("utf-8") if file.exists() else "")

    yield Canary(make, log)
    for configuration in made:
        configuration.logger_file = None


ACTS: dict[str, Act] = {
    "thumb, configured token": lambda images: images.get_thumb(SOME_HASH),
    "thumb, explicit token": lambda images: images.get_thumb(SOME_HASH, SECRETS["explicit preview"], "tile_500"),
    "thumbs, configured token": lambda images: list(images.get_thumbs([SOME_HASH])),
    "thumbs, explicit token": lambda images: list(images.get_thumbs([SOME_HASH], SECRETS["explicit preview"])),
    "photos": lambda images: list(PhotosApi(images.api_client).get_photos(["ps6sg6be2lvl0000"])),
    "album, explicit token": lambda images: images.album_cover("as6sg6bxpogaaba7", SECRETS["explicit preview"]),
    "label, configured token": lambda images: images.label_cover("ls6sg6b1wowuy3c2"),
    "folder, explicit token": lambda images: images.folder_cover("ds6sg6bxpogaaba7", SECRETS["explicit preview"]),
    "download, configured token": lambda images: images.get_download(SOME_HASH),
    "download, explicit token": lambda images: images.get_download(SOME_HASH, t=SECRETS["explicit download"]),
    "photo, explicit token": lambda images: images.get_photo_download("ps6sg6be2lvl0", t=SECRETS["explicit download"]),
    "zip, configured token": lambda images: images.download_album("as6sg6bxpogaaba7"),
    "http info": lambda images: images.get_thumb_with_http_info(SOME_HASH),
    "stream": lambda images: images.get_thumb_without_preload_content(SOME_HASH).read(),
    "caller's header": lambda images: images.get_thumb(
        SOME_HASH, _headers={"Authorization": f"Bearer {SECRETS['header']}"}
    ),
    "request auth in the query": lambda images: images.get_download(
        SOME_HASH, _request_auth={"in": "query", "key": "api_key", "value": SECRETS["request auth"]}
    ),
    "request auth in a header": lambda images: images.get_download(
        SOME_HASH, _request_auth={"in": "header", "key": "X-Mine", "value": SECRETS["request auth"]}
    ),
    "call_api": lambda images: images.api_client.response_deserialize(
        images.api_client.call_api("GET", "/api/v1/session"), {"200": "object"}
    ),
    "call_api with a token": lambda images: images.api_client.response_deserialize(
        images.api_client.call_api("GET", f"/api/v1/dl/{SOME_HASH}?t={SECRETS['download_token']}"), {"200": "str"}
    ),
    "login": lambda images: images.api_client.response_deserialize(
        images.api_client.call_api(
            "POST", "/api/v1/session", body={"username": "admin", "password": SECRETS["password"]}
        ),
        {"200": "object"},
    ),
}


def _echo(status: str, kind: str, around: tuple[bytes, bytes], *fields: str) -> Script:
    """Answer with all that was received, in the body and in header lines."""

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            lines = [f"X-Echo-{name}: {value}" for name, value in seen.headers.items()]
            whole = around[0] + seen.raw.replace(b"\r\n", b" ").replace(b'"', b"'") + around[1]
            peer.send(answer(whole, kind, f"X-Target: {seen.target}", *lines, *fields, status=status))

    return script


def _junk(peer: Peer) -> None:
    if (seen := peer.request()) is not None:
        peer.send(seen.raw)


def _redirect_away(peer: Peer) -> None:
    while (seen := peer.request()) is not None:
        secrets = "/".join(value for name, value in seen.headers.items() if name in {"x-auth-token", "cookie"})
        location = f"http://127.0.0.2{seen.target}&{secrets}"
        peer.send(answer(b"", None, f"Location: {location}", status="302 Found"))


def _redirect_in_circles(peer: Peer) -> None:
    while (seen := peer.request()) is not None:
        peer.send(answer(b"", None, f"Location: {seen.target}", status="302 Found"))


_JSON = ("application/json", (b'{"error":"', b'","code":1}'))
_HTML = ("text/html", (b"<html><body>Not found: ", b"</body></html>"))
SERVERS: dict[str, Script] = {
    "good": answering(
        answer(JPEG, "image/jpeg", "Set-Cookie: session=cAnAry-set-cookie", "X-Preview-Token: cAnAry-new")
    ),
    "200 json": _echo("200 OK", *_JSON),
    "200 html": _echo("200 OK", *_HTML),
    "200 text": _echo("200 OK", "text/plain", (b"", b"")),
    "200 icon": _echo("200 OK", "image/svg+xml", (SVG[:-6], b"</svg>")),
    "200 gzip": _echo("200 OK", "image/jpeg", (JPEG, b""), "Content-Encoding: gzip"),
    "206": _echo("206 Partial Content", "image/jpeg", (JPEG, b"")),
    "400 json": _echo("400 Bad Request", *_JSON),
    "401 json": _echo("401 Unauthorized", *_JSON),
    "403 text": _echo("403 Forbidden", "text/plain", (b"no: ", b"")),
    "404 html": _echo("404 Not Found", *_HTML),
    "404 json": _echo("404 Not Found", *_JSON),
    "429 json": _echo("429 Too Many Requests", *_JSON, "Retry-After: 1"),
    "500 html": _echo("500 Internal Server Error", *_HTML),
    "cut": answering_and_closing(answer(JPEG)[:-5]),
    "dropped": answering_and_closing(b""),
    "echo as junk": _junk,
    "redirect away": _redirect_away,
    "redirect in circles": _redirect_in_circles,
}


def _told(error: BaseException) -> str:
    """Return all that an error can show: its texts, attributes and traceback, and those of what is beneath it."""
    found, left, texts = set(), [error], []
    while left:
        each = left.pop()
        if each in found:
            continue
        found.add(each)
        texts += [str(each), repr(each), repr(each.args), repr(vars(each))]
        left += [beneath for beneath in (each.__cause__, each.__context__) if beneath is not None]
    return "\n".join(texts + traceback.format_exception(error))


def _raisers_variables(error: BaseException) -> str:
    """Return the variables of the functions that raised an error and what is beneath it, as pytest shows them."""
    found, left, texts = set(), [error], []
    while left:
        each = left.pop()
        if each not in found:
            found.add(each)
            *_, (frame, _) = traceback.walk_tb(each.__traceback__) if each.__traceback__ else [(None, 0)]
            texts.append("" if frame is None else repr(frame.f_locals))
            left += [beneath for beneath in (each.__cause__, each.__context__) if beneath is not None]
    return "\n".join(texts)


def _assert_clean(text: str) -> None:
    leaked = [name for name, secret in SECRETS.items() if secret in text]
    at = text.find(_MARK)
    assert not leaked, f"{leaked} in …{text[max(at - 200, 0) : at + 60]}…"
    assert _MARK not in text, text[max(at - 200, 0) : at + 60]


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("script", SERVERS.values(), ids=SERVERS)
def test_a6_canary_scan(serve: Serve, canary: Canary, name: str, script: Script) -> None:
    """No secret of any call is in logs, errors with all that is beneath them, or any `repr`, whatever is answered."""
    images = canary.connect(serve(script).url)
    told = ""
    try:
        ACTS[name](images)
    except OpenApiException as error:
        told = _told(error)
    _assert_clean(told)
    _assert_clean(canary.log())
    client = images.api_client
    _assert_clean(f"{client!r} {client.configuration!r} {client.configuration.to_debug_report()} {images!r}")


@pytest.mark.parametrize("name", ACTS)
def test_a6_nobody_there(serve: Serve, canary: Canary, name: str) -> None:
    """Errors of a closed port, a bad certificate or an unknown name contain no secret."""
    server = serve(answering(answer(JPEG)))
    server.close()
    secure = serve(answering(answer(JPEG)), tls=server_context("elsewhere.example.com"))
    for url in (server.url, secure.url, f"https://{server.netloc}", "http://nobody.local"):
        with pytest.raises(ApiException) as caught:
            ACTS[name](canary.connect(url))
        _assert_clean(_told(caught.value))
    _assert_clean(canary.log())


@pytest.mark.parametrize("held", [{}, {"access_token": None}], ids=["token", "login"])
@pytest.mark.parametrize("name", [name for name in ACTS if not name.startswith("call_api")])
def test_a6_variables_of_a_traceback(serve: Serve, connect: Connect, name: str, held: dict[str, Any]) -> None:
    """A report of a failed test, which has the variables of the function that raised, gives no secret away."""
    secrets = {key: SECRETS[key] for key in ("password", "access_token", "preview_token", "download_token")}
    for script in (SERVERS["401 json"], SERVERS["500 html"], SERVERS["cut"], SERVERS["dropped"]):
        client = {"cookie": f"session={SECRETS['cookie']}"}
        images = connect(serve(script).url, client=client, retries=0, username="admin", **{**secrets, **held})
        with pytest.raises(OpenApiException) as caught:
            ACTS[name](images)
        _assert_clean(_raisers_variables(caught.value))


def test_a6_log_tells_what_was_asked(serve: Serve, canary: Canary) -> None:
    """The log is of use all the same: method, path and status are there, with the token masked."""
    canary.connect(serve(answering(answer(JPEG))).url).get_thumb(SOME_HASH)
    assert f"/api/v1/t/{SOME_HASH}/***/fit_720 -> 200" in canary.log()


def test_a6_log_is_silent_by_default(serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    """Without debug, a good call leaves nothing in the log."""
    connect(serve(answering(answer(JPEG))).url).get_thumb(SOME_HASH)
    assert caplog.text == ""


@pytest.mark.parametrize("form", ["_with_http_info", "_without_preload_content"])
def test_a6_answers_do_not_print_tokens(serve: Serve, canary: Canary, form: str) -> None:
    """The `repr` of an answer, open or read, shows neither the token in its URL nor those in its headers."""
    images = canary.connect(serve(SERVERS["good"]).url)
    response: Any = getattr(images, f"get_download{form}")(SOME_HASH)
    _assert_clean(f"{response!r} {response}")
    getattr(response, "close", lambda: None)()


def test_a6_sources_do_not_print_tokens(connect: Connect) -> None:
    """A batch hands out the sources with its outcomes: printed, they show no token that was passed."""
    sources = connect("http://127.0.0.1:9").sources
    token = SECRETS["explicit preview"]
    _assert_clean(f"{sources.thumb(SOME_HASH, token=token)} {sources.album_cover('as6sg6bxpogaaba7', token=token)}")
    _assert_clean(f"{sources.original(SOME_HASH, token=token)} {sources.album_zip('as6sg6bxpogaaba7', token=token)}")


def test_a6_open_answer_that_breaks_off(serve: Serve, canary: Canary) -> None:
    """An error that comes while an open answer is read is masked as one that comes before."""
    images = canary.connect(serve(SERVERS["cut"]).url)
    with images.get_download_without_preload_content(SOME_HASH) as response, pytest.raises(ApiException) as caught:
        response.read()
    _assert_clean(_told(caught.value))


def test_a6_wrong_arguments_are_not_printed(canary: Canary) -> None:
    """A check that refuses a token or a header does not show it."""
    images = canary.connect("http://127.0.0.1:9")
    bad = f"{SECRETS['explicit preview']}\r\n"
    for act in (
        lambda: images.get_thumb(SOME_HASH, bad),
        lambda: images.get_download(SOME_HASH, t=bad),
        lambda: images.get_thumb(SOME_HASH, _headers={"X-Auth-Token": bad}),
        lambda: images.get_thumb(SOME_HASH, _request_auth={"in": "query", "key": "k", "value": bad}),
        lambda: images.api_client.set_default_header("X-Auth-Token", bad),
        lambda: setattr(images.api_client.configuration, "access_token", bad),
        lambda: setattr(images.api_client.configuration, "password", bad),
        lambda: Configuration(host=f"https://admin:{SECRETS['password']}@photos.example.com"),
        lambda: Configuration(proxy=f"gopher://admin:{SECRETS['password']}@proxy.example.com"),
        lambda: images.api_client.call_api("GET", f"http://127.0.0.2:1/x?t={SECRETS['download_token']}"),
        lambda: images.api_client.call_api("GET", f"/a/../b?t={SECRETS['download_token']}"),
    ):
        with pytest.raises(OpenApiException) as caught:
            act()
        _assert_clean(_told(caught.value))


def test_a6_proxy_password_is_masked(serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture) -> None:
    """The password of a proxy is in no log, error or `repr`: not when it works, refuses, or is not there."""
    caplog.set_level(logging.DEBUG)
    refusing = answer(b"cAnAry", "text/plain", status="407 Proxy Authentication Required")
    for script in (answering(answer(JPEG)), answering(refusing), answering_and_closing(b"")):
        for host in ("http://photos.example.com", "https://photos.example.com"):
            server: RawServer = serve(script)
            proxy = f"http://admin:{SECRETS['password']}@{server.netloc}"
            images = connect(host, proxy=proxy, debug=True, retries=0, password="cAnAry")
            try:
                images.get_thumb(SOME_HASH, _request_timeout=0.3)
            except ApiException as error:
                _assert_clean(_told(error))
            configuration = images.api_client.configuration
            _assert_clean(f"{configuration!r} {configuration.to_debug_report()} {images.api_client!r}")
            assert "admin" not in repr(configuration)
    _assert_clean(caplog.text)


def _proxy_that_repeats(peer: Peer) -> None:
    """Refuse with what was sent, and with the password, in the reason, in headers and in the body."""
    if (seen := peer.request()) is not None:
        told = f"{SECRETS['password']} {seen.headers.get('proxy-authorization', '')} {seen.headers.get('x-proxy', '')}"
        peer.send(answer(told.encode(), "text/plain", f"X-Told: {told}", status=f"407 No {told}"))


@pytest.mark.parametrize("host", ["http://photos.example.com", "https://photos.example.com"])
def test_a6_proxy_repeats_its_password(serve: Serve, connect: Connect, host: str) -> None:
    """A proxy that refuses with what it was sent puts nothing of it into an error, with a tunnel and without."""
    server = serve(_proxy_that_repeats)
    headers = {"X-Proxy": SECRETS["header"]}
    proxy = f"http://admin:{SECRETS['password']}@{server.netloc}"
    images = connect(host, proxy=proxy, proxy_headers=headers, no_proxy="", retries=0)
    with pytest.raises(ApiException) as caught:
        images.get_thumb(SOME_HASH)
    pair = b64encode(f"admin:{SECRETS['password']}".encode()).decode()
    assert pair not in _told(caught.value)
    _assert_clean(_told(caught.value))
