"""Which tokens a call carries: the configured ones as they are at that moment, else the word for public servers."""

import pickle

from photoprism_client.configuration import Configuration
from photoprism_client.session import PUBLIC_TOKEN, Session


def test_without_tokens_the_word_public_is_sent() -> None:
    """A server in public mode wants this word, and no header."""
    session = Session(Configuration(host="nas"))
    assert (session.token("preview"), session.token("download"), PUBLIC_TOKEN) == ("public", "public", "public")
    assert session.headers() == {}
    assert session.secrets() == ()


def test_each_kind_has_its_token() -> None:
    """Thumbnails go with the preview token, files with the download token, calls with the access token."""
    session = Session(
        Configuration(
            host="nas",
            password="correct horse",
            access_token="the-access-token",
            preview_token="the-preview-token",
            download_token="the-download-token",
            api_key={"a": "the-api-key", "b": ""},
        )
    )
    assert session.token("preview") == "the-preview-token"
    assert session.token("download") == "the-download-token"
    assert session.headers() == {"X-Auth-Token": "the-access-token"}
    assert set(session.secrets()) == {
        "correct horse",
        "the-access-token",
        "the-preview-token",
        "the-download-token",
        "the-api-key",
    }


def test_a_token_set_later_counts() -> None:
    """The configuration is read at each call."""
    configuration = Configuration(host="nas")
    session = Session(configuration)
    configuration.preview_token = "later"
    configuration.access_token = "even later"
    assert session.token("preview") == "later"
    assert session.headers() == {"X-Auth-Token": "even later"}


def test_a_session_crosses_process_borders() -> None:
    """Pickled with its client, it knows its tokens."""
    session = Session(Configuration(host="nas", preview_token="the-preview-token"))
    assert pickle.loads(pickle.dumps(session)).token("preview") == "the-preview-token"
