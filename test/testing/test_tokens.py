"""Tokens and sessions in both eras."""

from __future__ import annotations

import json

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.support.manual_clock import ManualClock
from test.support.plain_requests import get, get_json, log_in
from test.support.replay import send

APP_PASSWORD = "abcdef-ABCDEF-012345-zzzzzz"


def _thumb(server: PhotoPrismServer, token: str) -> int:
    return get(server, f"/t/{server.library.photos[0].hash}/{token}/tile_50").status


def _download(server: PhotoPrismServer, token: str) -> int:
    return get(server, f"/dl/{server.library.photos[0].hash}?t={token}").status


def test_memory_tokens_are_forgotten_and_come_back(server: PhotoPrismServer) -> None:
    """After a restart both are refused until one authenticated request; then the very same ones work."""
    preview, download = server.preview_token, server.download_token
    server.restart()
    assert (_thumb(server, preview), _download(server, download)) == (403, 403)
    assert (server.preview_token, server.download_token) == (preview, download)
    assert (_thumb(server, preview), _download(server, download)) == (403, 403)
    get_json(server, "/photos?count=1")
    assert (_thumb(server, preview), _download(server, download)) == (200, 200)


def test_memory_tokens_expire_for_good_when_told(server: PhotoPrismServer) -> None:
    """`expire_tokens` gives new ones, and the old ones never come back."""
    preview, download = server.preview_token, server.download_token
    server.expire_tokens()
    answer = get(server, "/photos?count=1", {"X-Auth-Token": server.access_token})
    assert (_thumb(server, preview), _download(server, download)) == (403, 403)
    assert _thumb(server, answer.headers["X-Preview-Token"]) == 200
    assert _download(server, answer.headers["X-Download-Token"]) == 200


def test_memory_tokens_outlive_a_logout(server: PhotoPrismServer) -> None:
    """Logging out ends the session, not the tokens."""
    session = json.loads(log_in(server).body)
    token = {"X-Auth-Token": session["access_token"]}
    assert send(server, "DELETE", "/api/v1/session", token).status == 200
    assert get(server, "/session", token).status == 401
    assert _download(server, session["config"]["downloadToken"]) == 200


def test_signed_download_tokens_last_an_hour(signed: PhotoPrismServer, clock: ManualClock) -> None:
    """A signed token tells its expiry, works until then, and is renewed by every search."""
    token = signed.download_token
    assert int(token.partition(".")[0]) == int(clock.now()) + 3600
    clock.advance(3599)
    assert _download(signed, token) == 200
    clock.advance(2)
    assert _download(signed, token) == 403
    renewed = get(signed, "/photos?count=1", {"X-Auth-Token": signed.access_token}).headers["X-Download-Token"]
    assert _download(signed, renewed) == 200


def test_signed_tokens_survive_a_restart(signed: PhotoPrismServer) -> None:
    """Nothing is kept in memory, so a restart changes nothing."""
    preview, download = signed.preview_token, signed.download_token
    signed.restart()
    assert (_thumb(signed, preview), _download(signed, download)) == (200, 200)


def test_signed_download_tokens_belong_to_their_session(signed: PhotoPrismServer) -> None:
    """After a logout they are void; the preview token stays."""
    session = json.loads(log_in(signed).body)
    config = session["config"]
    assert (_thumb(signed, config["previewToken"]), _download(signed, config["downloadToken"])) == (200, 200)
    send(signed, "DELETE", "/api/v1/session", {"X-Auth-Token": session["access_token"]})
    assert (_thumb(signed, config["previewToken"]), _download(signed, config["downloadToken"])) == (200, 403)


@pytest.mark.parametrize("token", ["", "1.2.HS256-3", "9999999999.x.HS256-00", "no.HS256-", ".HS256-"])
def test_forged_download_tokens_are_refused(signed: PhotoPrismServer, token: str) -> None:
    """Only what the server signed opens originals."""
    assert _download(signed, token) == 403


def test_expire_and_revoke_in_the_signed_era(signed: PhotoPrismServer) -> None:
    """`expire_tokens` voids download tokens only; `revoke_sessions` the access tokens with all that hangs on them."""
    access, download = signed.access_token, signed.download_token
    signed.expire_tokens()
    assert _download(signed, download) == 403
    renewed = get(signed, "/photos?count=1", {"X-Auth-Token": access}).headers["X-Download-Token"]
    assert _download(signed, renewed) == 200
    signed.revoke_sessions()
    assert get(signed, "/session", {"X-Auth-Token": access}).status == 401
    assert _download(signed, renewed) == 403
    assert signed.access_token != access


def test_sessions_expire(signed: PhotoPrismServer, clock: ManualClock) -> None:
    """A session ends after the time that its login answer names."""
    session = json.loads(log_in(signed).body)
    clock.advance(session["expires_in"] + 1)
    assert get(signed, "/session", {"X-Auth-Token": session["access_token"]}).status == 401


def test_app_passwords_work_as_token_and_as_password(library: Library) -> None:
    """An app password is an access token as it is, and the password of a login."""
    with PhotoPrismServer(library, mode="password", app_passwords={APP_PASSWORD: "admin"}, tokens="signed") as server:
        config = get_json(server, "/config", APP_PASSWORD)
        assert get_json(server, "/photos?count=1", APP_PASSWORD)
        assert log_in(server, APP_PASSWORD).status == 200
        assert _download(server, config["downloadToken"]) == 200


def test_config_without_login_says_public(server: PhotoPrismServer) -> None:
    """The trap of the real server: mode and tokens say public although a password is needed."""
    config = json.loads(get(server, "/config").body)
    assert (config["mode"], config["previewToken"], config["downloadToken"]) == ("public", "public", "public")
    assert (config["public"], config["authMode"]) == (False, "password")


def test_another_session_cannot_be_deleted(server: PhotoPrismServer) -> None:
    """DELETE /session/{id} ends the own session only."""
    session = json.loads(log_in(server).body)
    token = {"X-Auth-Token": session["access_token"]}
    assert send(server, "DELETE", f"/api/v1/session/{'0' * 64}", token).status == 403
    assert send(server, "DELETE", f"/api/v1/session/{session['session_id']}", token).status == 200


def test_a_login_without_json_is_a_bad_request(server: PhotoPrismServer) -> None:
    """Anything but an object of strings is 400, as plain text, and is not counted as a failed login."""
    for body in (b"", b"nonsense", b"[1]"):
        answer = send(server, "POST", "/api/v1/session", body=body)
        assert (answer.status, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_a_login_with_a_good_token_keeps_its_session(server: PhotoPrismServer) -> None:
    """The session is the one of the token sent along, not a new one."""
    body = json.dumps({"username": "admin", "password": "photoprism"}).encode()
    answer = send(server, "POST", "/api/v1/session", {"X-Auth-Token": server.access_token}, body)
    assert json.loads(answer.body)["access_token"] == server.access_token


def test_only_the_own_session_can_be_read(server: PhotoPrismServer) -> None:
    """GET /session/{id} is for the session itself."""
    session_id = get_json(server, "/session")["session_id"]
    assert get_json(server, f"/session/{session_id}")["session_id"] == session_id
    assert get(server, f"/session/{'0' * 64}", {"X-Auth-Token": server.access_token}).status == 403


def test_clients_without_a_user(library: Library) -> None:
    """Photo and album searches are refused to them, labels and folders are not, and their tokens open pictures."""
    form = b"grant_type=client_credentials&client_id=c&client_secret=s"
    with PhotoPrismServer(library, mode="password", clients={"c": "s"}) as server:
        token = json.loads(send(server, "POST", "/api/v1/oauth/token", body=form).body)["access_token"]
        headers = {"X-Auth-Token": token}
        statuses = {path: get(server, f"/{path}?count=1", headers).status for path in ("photos", "albums", "labels")}
        assert statuses == {"photos": 400, "albums": 400, "labels": 200}
        assert get_json(server, "/folders/originals", token)["folders"]
        config = get_json(server, "/config", token)
        assert (_thumb(server, config["previewToken"]), _download(server, config["downloadToken"])) == (200, 200)
        revoked = send(server, "POST", "/api/v1/oauth/revoke", body=b"token=" + token.encode())
        assert (revoked.status, get(server, "/labels?count=1", headers).status) == (200, 401)


def test_a_public_server_lets_everyone_in(library: Library) -> None:
    """Any login succeeds, any token does, both tokens are `public`, logging out changes nothing; OAuth is refused."""
    with PhotoPrismServer(library) as server:
        session = json.loads(log_in(server, "whatever").body)
        assert (session["config"]["previewToken"], session["config"]["downloadToken"]) == ("public", "public")
        assert (server.preview_token, server.download_token) == ("public", "public")
        assert send(server, "DELETE", "/api/v1/session").status == 200
        server.restart()
        server.expire_tokens()
        assert (_thumb(server, "anything"), _download(server, "")) == (200, 200)
        assert send(server, "POST", "/api/v1/oauth/token", body=b"").status == 403
        assert send(server, "POST", "/api/v1/oauth/revoke", body=b"").status == 403
