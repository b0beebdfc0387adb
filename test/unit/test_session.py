"""Which tokens a call carries, and what is asked for them, without any server: the session's own rules."""

from collections.abc import Mapping
from typing import Any

import pytest

from photoprism_client._clock import SYSTEM_CLOCK
from photoprism_client._session.credentials import LoginData
from photoprism_client._session.reply import Reply
from photoprism_client._session.session import Session
from photoprism_client._transport.credentials import PUBLIC_TOKEN
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import IntegrityError


class Asked:
    """Answers the session's requests with one reply, and notes them."""

    def __init__(self, reply: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None) -> None:
        self.requests: list[tuple[str, str]] = []
        self._reply = Reply(headers or {}, reply or {})

    def __call__(self, method: str, path: str, sent: LoginData) -> Reply:
        """Note a request."""
        self.requests.append((method, path))
        return self._reply


def _session(asked: Asked | None = None, **settings: Any) -> Session:
    return Session(Configuration(host="nas", **settings), asked or Asked(), SYSTEM_CLOCK)


def test_without_credentials_the_word_public_is_sent() -> None:
    """A server in public mode wants this word, and no header; nothing is asked."""
    asked = Asked()
    session = _session(asked)
    assert (session.token("preview"), session.token("download"), PUBLIC_TOKEN) == ("public", "public", "public")
    assert session.access_token() is None
    assert session.secrets() == ()
    session.close()
    assert asked.requests == []


def test_each_kind_has_its_token() -> None:
    """Thumbnails go with the preview token, files with the download token, calls with the access token."""
    asked = Asked()
    session = _session(
        asked,
        password="correct horse",
        access_token="the-access-token",
        one_time_code="the-code",
        client_secret="the-client-secret",
        preview_token="the-preview-token",
        download_token="the-download-token",
        api_key={"a": "the-api-key", "b": ""},
    )
    assert session.token("preview") == "the-preview-token"
    assert session.token("download") == "the-download-token"
    assert session.access_token() == "the-access-token"
    assert set(session.secrets()) == {
        "correct horse",
        "the-access-token",
        "the-code",
        "the-client-secret",
        "the-preview-token",
        "the-download-token",
        "the-api-key",
    }
    assert asked.requests == []


@pytest.mark.parametrize(
    ("settings", "credential"),
    [
        ({}, "none"),
        ({"username": "anna"}, "none"),
        ({"password": "b"}, "none"),
        ({"client_id": "a"}, "none"),
        ({"preview_token": "a"}, "tokens"),
        ({"download_token": "a", "username": "anna"}, "tokens"),
        ({"username": "anna", "password": "b", "preview_token": "c"}, "password"),
        ({"username": "anna", "password": "b", "client_id": "c", "client_secret": "d"}, "client"),
        (
            {"username": "anna", "password": "b", "client_id": "c", "client_secret": "d", "access_token": "e"},
            "access token",
        ),
    ],
)
def test_which_credential_is_used(settings: dict[str, Any], credential: str) -> None:
    """Of several, the first of access token, client and password counts; half of a pair is none."""
    session = _session(**settings)
    assert session.credential == credential
    assert repr(session) == f"<Session at https://nas by {credential}>"


def test_tokens_of_an_answer_are_adopted_in_any_case() -> None:
    """Each alone, and both together; an answer without them changes nothing."""
    session = _session()
    before = session.tokens.generation
    session.adopt_tokens({})
    assert session.tokens.generation == before
    session.adopt_tokens({"X-Preview-Token": "a1"})
    session.adopt_tokens({"X-Download-Token": "b1"})
    assert (session.token("preview"), session.token("download")) == ("a1", "b1")
    session.adopt_tokens({"X-Preview-Token": "a2", "X-Download-Token": "b2"})
    assert (session.token("preview"), session.token("download")) == ("a2", "b2")
    assert session.tokens.generation > before
    assert set(session.secrets()) == {"a2", "b2"}


def test_same_token_again_is_no_news() -> None:
    """What is known already does not make threads try again that were refused with it."""
    session = _session()
    session.adopt_tokens({"X-Preview-Token": "a"})
    before = session.tokens.generation
    session.adopt_tokens({"X-Preview-Token": "a"})
    assert session.tokens.generation == before


def test_refused_tokens_without_credentials_cannot_be_renewed() -> None:
    """There is nobody to ask for."""
    asked = Asked()
    for settings in ({}, {"preview_token": "a"}):
        session = _session(asked, **settings)
        assert not session.renew(session.tokens.generation)
        assert session.renew(session.tokens.generation - 1)
    assert asked.requests == []


def test_login_without_a_token() -> None:
    """H9: an answer to the login that has none is an error of its own."""
    with pytest.raises(IntegrityError, match="without an access token"):
        _session(Asked({"config": {}}), username="a", password="b").token("preview")


@pytest.mark.parametrize("date", ["", "yesterday", "Sat, 99 Jul 2026 17:20:00 GMT", "Sat, 25 Jul 2026 17:20:00 -0000"])
def test_odd_dates_do_no_harm(date: str) -> None:
    """A date that cannot be read is passed over."""
    config = {"previewToken": "a", "downloadToken": "1999999999.session.HS256-signature"}
    session = _session(Asked({"config": config}, {"Date": date}), access_token="x")
    assert session.token("download") == config["downloadToken"]


def test_two_sessions_share_nothing() -> None:
    """Tokens of one client are not those of another."""
    first, second = _session(), _session()
    first.adopt_tokens({"X-Preview-Token": "a"})
    assert second.token("preview") == PUBLIC_TOKEN
