"""`Configuration`: the generated signature, checks on assignment, secrets never shown, proxies, copies and logs."""

import copy
import inspect
import logging
import os
import pickle
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3

from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiTypeError, ApiValueError, OpenApiException

SECRET = "canary7x2k9"

# What OpenAPI Generator 7.26 makes, in its order; what comes after debug is ours.
GENERATED: list[tuple[str, object]] = [
    ("host", None),
    ("api_key", None),
    ("api_key_prefix", None),
    ("username", None),
    ("password", None),
    ("access_token", None),
    ("server_index", None),
    ("server_variables", None),
    ("server_operation_index", None),
    ("server_operation_variables", None),
    ("ignore_operation_servers", False),
    ("ssl_ca_cert", None),
    ("retries", None),
    ("ca_cert_data", None),
    ("cert_file", None),
    ("key_file", None),
    ("verify_ssl", True),
    ("assert_hostname", None),
    ("tls_server_name", None),
    ("connection_pool_maxsize", None),
    ("proxy", None),
    ("no_proxy", None),
    ("proxy_headers", None),
    ("proxy_ssl_context", None),
    ("safe_chars_for_path_param", ""),
    ("client_side_validation", True),
    ("socket_options", None),
    ("datetime_format", "%Y-%m-%dT%H:%M:%S.%f%z"),
    ("date_format", "%Y-%m-%d"),
]
KEYWORD_ONLY: list[tuple[str, object]] = [
    ("debug", None),
    ("one_time_code", None),
    ("client_id", None),
    ("client_secret", None),
    ("preview_token", None),
    ("download_token", None),
    ("raise_on_placeholder", False),
    ("connect_timeout_s", 10.0),
    ("read_timeout_s", 60.0),
    ("archive_timeout_s", 300.0),
    ("headers", None),
    ("key_password", None),
    ("verify_x509_strict", None),
    ("warn_plain_http", True),
    ("shared_login", False),
]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep proxies of this machine, the default configuration and log levels out of, and inside, each test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "REQUEST_METHOD"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    loggers = [logging.getLogger(name) for name in ("photoprism_client", "urllib3")]
    levels = [logger.level for logger in loggers]
    Configuration.set_default(None)
    yield
    Configuration.set_default(None)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def test_the_signature_is_the_generated_one() -> None:
    """Every generated parameter is there, in its order, with its default; additions are keyword-only."""
    parameters = list(inspect.signature(Configuration).parameters.values())
    positional = [(p.name, p.default) for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    keyword = [(p.name, p.default) for p in parameters if p.kind is p.KEYWORD_ONLY]
    assert positional == GENERATED
    assert keyword == KEYWORD_ONLY


@pytest.mark.parametrize("name", [name for name, _ in GENERATED + KEYWORD_ONLY])
def test_every_parameter_is_documented_and_readable(name: str) -> None:
    """Each setting is an attribute and stands in the docstring."""
    assert hasattr(Configuration(), name)
    documented = Configuration.__doc__ or ""
    assert f":param {name}:" in documented


def test_the_defaults_are_the_generated_ones() -> None:
    """Without arguments it is the demo server, verified TLS, no credentials, and 16 connections or more."""
    settings = Configuration()
    assert settings.host == "http://demo.photoprism.app"
    assert (settings.server_index, settings.verify_ssl, settings.debug) == (0, True, False)
    assert (settings.api_key, settings.api_key_prefix, settings.server_variables) == ({}, {}, {})
    assert settings.connection_pool_maxsize == max(16, min(5 * (os.cpu_count() or 1), 1000))
    assert (settings.proxy, settings.no_proxy, settings.logger_file) == (None, None, None)
    assert settings.auth_settings() == {}


@pytest.mark.parametrize(("cores", "size"), [(None, 16), (2, 16), (4, 20), (200, 1000), (384, 1000)])
def test_the_pool_fits_any_machine(monkeypatch: pytest.MonkeyPatch, cores: int | None, size: int) -> None:
    """The default pool is enough for 16 workers, and within the range allowed on machines of any size."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert Configuration().connection_pool_maxsize == size


def test_host_is_normalised_when_given_and_when_set() -> None:
    """The constructor and the attribute accept what people paste; ``server_index`` gives way to a host."""
    settings = Configuration(host="nas:2342/library/browse")
    assert (settings.host, settings.server_index) == ("https://nas:2342", None)
    settings = Configuration()
    settings.host = "localhost:2342/api/v1"
    assert (settings.host, settings.server_index) == ("http://localhost:2342", None)
    with pytest.raises(ApiValueError):
        settings.host = "ftp://nas"
    assert settings.host == "http://localhost:2342"


ALWAYS_WRONG: list[tuple[str, object, type[OpenApiException]]] = [
    ("username", 5, ApiTypeError),
    ("username", "", ApiValueError),
    ("password", f"{SECRET}\n", ApiValueError),
    ("access_token", f"{SECRET}\r\nX: y", ApiValueError),
    ("access_token", SECRET.encode(), ApiTypeError),
    ("access_token", f"{SECRET}\u20ac", ApiValueError),
    ("one_time_code", f"{SECRET}\r\n", ApiValueError),
    ("one_time_code", "", ApiValueError),
    ("one_time_code", 389796, ApiTypeError),
    ("client_id", "", ApiValueError),
    ("client_id", 5, ApiTypeError),
    ("client_secret", f"{SECRET}\n", ApiValueError),
    ("client_secret", SECRET.encode(), ApiTypeError),
    ("preview_token", f"{SECRET}\x00", ApiValueError),
    ("download_token", [SECRET], ApiTypeError),
    ("api_key", [SECRET], ApiTypeError),
    ("api_key_prefix", "x", ApiTypeError),
    ("verify_ssl", 0, ApiTypeError),
    ("verify_ssl", None, ApiTypeError),
    ("ssl_ca_cert", 5, ApiTypeError),
    ("ca_cert_data", 5, ApiTypeError),
    ("cert_file", b"x", ApiTypeError),
    ("key_file", 5, ApiTypeError),
    ("assert_hostname", 5, ApiTypeError),
    ("tls_server_name", "", ApiValueError),
    ("connection_pool_maxsize", 0, ApiValueError),
    ("connection_pool_maxsize", 1001, ApiValueError),
    ("connection_pool_maxsize", True, ApiTypeError),
    ("connection_pool_maxsize", 2.0, ApiTypeError),
    ("proxy", "ftp://proxy", ApiValueError),
    ("proxy", "http://proxy:0", ApiValueError),
    ("proxy", f"http://user:{SECRET}@proxy:99999", ApiValueError),
    ("proxy", f"http://user:1?{SECRET}@proxy:3128", ApiValueError),
    ("proxy", f"http://user:1#{SECRET}@proxy:3128", ApiValueError),
    ("proxy", "http://", ApiValueError),
    ("proxy", "http://[::1", ApiValueError),
    ("proxy", "", ApiValueError),
    ("proxy", 5, ApiTypeError),
    ("no_proxy", ["a"], ApiTypeError),
    ("proxy_headers", "x", ApiTypeError),
    ("proxy_ssl_context", True, ApiTypeError),
    ("safe_chars_for_path_param", None, ApiTypeError),
    ("safe_chars_for_path_param", "/", ApiValueError),
    ("safe_chars_for_path_param", "\\", ApiValueError),
    ("safe_chars_for_path_param", "%", ApiValueError),
    ("safe_chars_for_path_param", "?", ApiValueError),
    ("safe_chars_for_path_param", ":#", ApiValueError),
    ("client_side_validation", "no", ApiTypeError),
    ("socket_options", [1], ApiTypeError),
    ("retries", -1, ApiValueError),
    ("retries", 101, ApiValueError),
    ("retries", True, ApiTypeError),
    ("retries", 1.5, ApiTypeError),
    ("retries", "2", ApiTypeError),
    ("raise_on_placeholder", 1, ApiTypeError),
    ("connect_timeout_s", 0, ApiValueError),
    ("connect_timeout_s", -1, ApiValueError),
    ("connect_timeout_s", float("nan"), ApiValueError),
    ("read_timeout_s", float("inf"), ApiValueError),
    ("read_timeout_s", "60", ApiTypeError),
    ("archive_timeout_s", True, ApiTypeError),
]


@pytest.mark.parametrize(("name", "value", "error"), ALWAYS_WRONG)
def test_wrong_settings_are_refused_when_given_and_when_set(
    name: str, value: object, error: type[OpenApiException]
) -> None:
    """The constructor and an assignment refuse the same, name the setting, keep the old value and show no secret."""
    arguments: dict[str, Any] = {name: value}
    settings = Configuration()
    before = getattr(settings, name)
    for attempt in (lambda: Configuration(**arguments), lambda: setattr(settings, name, value)):
        with pytest.raises(error, match=f"{name} (must|may)") as caught:
            attempt()
        assert SECRET not in str(caught.value)
    assert getattr(settings, name) == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("username", None),
        ("password", "correct horse"),
        ("access_token", SECRET),
        ("ssl_ca_cert", "ca.pem"),
        ("ssl_ca_cert", Path("ca.pem")),
        ("ca_cert_data", b"DER"),
        ("assert_hostname", False),
        ("assert_hostname", "other.example"),
        ("connection_pool_maxsize", 1000),
        ("proxy", "socks5h://user:pw@proxy:1080"),
        ("proxy_headers", {"A": "b"}),
        ("safe_chars_for_path_param", "!$&'()*+,;=:@-._~aZ0"),
        ("retries", 0),
        ("retries", urllib3.Retry(3)),
        ("socket_options", [(1, 2, 3)]),
        ("connect_timeout_s", 0.5),
        ("debug", True),
    ],
)
def test_good_settings_are_kept(name: str, value: object) -> None:
    """What is allowed is stored as given, by the constructor and by an assignment."""
    arguments: dict[str, Any] = {name: value}
    assert getattr(Configuration(**arguments), name) == value
    settings = Configuration()
    setattr(settings, name, value)
    assert getattr(settings, name) == value


def test_the_default_configuration() -> None:
    """One is made at the first need and kept; one that was set is returned itself; None has a new one made."""
    first = Configuration.get_default()
    assert Configuration.get_default() is first
    assert Configuration.get_default_copy() is first
    mine = Configuration(host="nas")
    Configuration.set_default(mine)
    assert Configuration.get_default() is mine
    Configuration.set_default(None)
    assert Configuration.get_default() is not first


def _pickled(settings: Configuration) -> Configuration:
    copied = pickle.loads(pickle.dumps(settings))
    assert isinstance(copied, Configuration)
    return copied


@pytest.mark.parametrize("copy_of", [copy.deepcopy, _pickled])
def test_copies_are_equal_and_independent(copy_of: Callable[[Configuration], Configuration], tmp_path: Path) -> None:
    """A copy has every setting, shares no mutable one, and logs to the same file."""
    log = str(tmp_path / "client.log")
    settings = Configuration(host="nas", api_key={"a": "b"}, access_token=SECRET, socket_options=[(1, 2, 3)], retries=5)
    settings.logger_file = log
    copied = copy_of(settings)
    try:
        for name, _ in GENERATED + KEYWORD_ONLY:
            assert getattr(copied, name) == getattr(settings, name), name
        assert copied.logger_file == log
        copied.api_key["a"] = "c"
        copied.host = "other"
        assert (settings.api_key, settings.host) == ({"a": "b"}, "https://nas")
        assert set(copied.logger) == {"package_logger", "urllib3_logger"}
    finally:
        settings.logger_file = copied.logger_file = None


def test_a_shallow_copy_logs_each_line_once(tmp_path: Path) -> None:
    """It shares the handler of the file."""
    settings = Configuration()
    settings.logger_file = str(tmp_path / "client.log")
    copied = copy.copy(settings)
    logging.getLogger("photoprism_client").warning("once")
    copied.logger_file = None
    assert (tmp_path / "client.log").read_text(encoding="utf-8").count("once") == 1


def test_a_copy_shares_the_tls_context() -> None:
    """A TLS context cannot be copied, and does not keep a configuration from being copied."""
    context = ssl.create_default_context()
    assert copy.deepcopy(Configuration(proxy_ssl_context=context)).proxy_ssl_context is context


def _secret_settings() -> Configuration:
    return Configuration(
        host="https://nas",
        username="admin",
        password=SECRET,
        access_token=SECRET,
        one_time_code=SECRET,
        client_id="an-id",
        client_secret=SECRET,
        preview_token=SECRET,
        download_token=SECRET,
        api_key={"a": SECRET},
        proxy=f"http://user:{SECRET}@{SECRET}@proxy:3128",
        proxy_headers={"Proxy-Authorization": SECRET},
    )


def test_nothing_shows_a_secret() -> None:
    """``repr``, ``str`` and the debug report say which secrets are held, and none of them."""
    settings = _secret_settings()
    for shown in (repr(settings), str(settings), settings.to_debug_report()):
        assert SECRET not in shown
        assert "has password, access_token, one_time_code, client_secret, preview_token, download_token" in shown
        assert "http://***@proxy:3128" in shown
    odd = Configuration(proxy=f'http://user:"{SECRET} <{SECRET}>@proxy:3128')
    assert SECRET not in odd.to_debug_report()
    assert repr(Configuration(host="nas")) == "<Configuration https://nas, proxy none, has no secrets>"
    assert settings.to_debug_report().startswith("Python SDK Debug Report:\nOS: ")


def test_the_log_file_is_masked(tmp_path: Path) -> None:
    """What our logger and urllib3's write goes to the file with every secret masked, in the format that was set."""
    settings = Configuration()
    path = tmp_path / "client.log"
    settings.logger_file = str(path)
    settings.logger_format = "%(name)s: %(message)s"
    settings.debug = True
    try:
        logging.getLogger("photoprism_client").debug("GET /api/v1/dl/abc?t=%s", SECRET)
        logging.getLogger("urllib3.connectionpool").debug('"GET %s HTTP/1.1" 200', f"/api/v1/t/abc/{SECRET}/tile_50")
        logging.getLogger("urllib3.anything").warning("X-Auth-Token: %s", SECRET)
    finally:
        settings.logger_file = None
    logging.getLogger("photoprism_client").warning("after")
    assert path.read_text(encoding="utf-8").splitlines() == [
        "photoprism_client: GET /api/v1/dl/abc?t=***",
        'urllib3.connectionpool: "GET /api/v1/t/abc/***/tile_50 HTTP/1.1" 200',
        "urllib3.anything: X-Auth-Token: ***",
    ]


def test_the_log_file_can_be_changed(tmp_path: Path) -> None:
    """A second file takes over from the first, with a format set before it."""
    settings = Configuration()
    settings.logger_format = "%(message)s"
    for name in ("a", "b"):
        settings.logger_file = str(tmp_path / name)
        logging.getLogger("photoprism_client").warning("to %s", name)
    assert (settings.logger_file, settings.logger_format) == (str(tmp_path / "b"), "%(message)s")
    settings.logger_file = None
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in ("a", "b")] == ["to a\n", "to b\n"]


@pytest.mark.parametrize("name", ["logger", "logger_stream_handler", "logger_file_handler", "logger_formatter"])
def test_what_the_log_is_made_of_can_be_set(name: str) -> None:
    """Loggers, handlers and formatter are attributes as in a generated client, of this configuration alone."""
    settings, value = Configuration(), object()
    setattr(settings, name, value)
    assert getattr(settings, name) is value
    assert getattr(Configuration(), name) is not value


def test_debug_sets_the_levels_of_the_loggers() -> None:
    """True means DEBUG for our logger and urllib3's, false WARNING; left out, the application's levels stay."""
    ours, urllib3s = logging.getLogger("photoprism_client"), logging.getLogger("urllib3")
    ours.setLevel(logging.ERROR)
    assert not Configuration().debug
    assert ours.level == logging.ERROR
    settings = Configuration(debug=True)
    assert (ours.level, urllib3s.level, settings.debug) == (logging.DEBUG, logging.DEBUG, True)
    settings.debug = False
    assert (ours.level, urllib3s.level, settings.debug) == (logging.WARNING, logging.WARNING, False)
    with pytest.raises(ApiTypeError, match="debug must be True or False"):
        settings.debug = 1  # type: ignore[assignment]  # that is the test


@pytest.mark.parametrize(
    ("variables", "host", "proxy"),
    [
        ({"http_proxy": "http://proxy:3128"}, "http://nas", "http://proxy:3128"),
        ({"http_proxy": "http://proxy:3128"}, "https://nas", None),
        ({"https_proxy": "proxy:3128"}, "https://nas", "http://proxy:3128"),
        ({"all_proxy": "socks5://proxy:1080"}, "https://nas", "socks5://proxy:1080"),
        ({"all_proxy": "http://all", "http_proxy": "http://own"}, "http://nas", "http://own"),
        ({"HTTPS_PROXY": "http://upper"}, "https://nas", "http://upper"),
        ({"http_proxy": ""}, "http://nas", None),
    ],
)
def test_proxies_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], host: str, proxy: str | None
) -> None:
    """The variable of the host's scheme counts, then ``all_proxy``; also where the host is set later."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Configuration(host=host).proxy == proxy
    later = Configuration(host="x.example")
    later.host = host
    assert later.proxy == proxy


def test_what_is_given_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy and ``no_proxy`` that were passed or set stay, whatever the environment or a new host says."""
    monkeypatch.setenv("http_proxy", "http://environment")
    monkeypatch.setenv("no_proxy", "nas.local")
    assert Configuration(host="http://nas").no_proxy == "nas.local"
    given = Configuration(host="http://nas", proxy="http://mine", no_proxy="")
    assert (given.proxy, given.no_proxy) == ("http://mine", "")
    given.host = "http://other"
    assert given.proxy == "http://mine"
    unset = Configuration(host="http://nas")
    unset.proxy = None
    unset.host = "http://other"
    assert unset.proxy is None


def test_api_keys_have_their_prefix() -> None:
    """A key is found by name or alias, with its prefix, after the hook had its chance to renew it."""
    settings = Configuration(api_key={"a": "key", "c": ""}, api_key_prefix={"a": "Token"})
    assert settings.get_api_key_with_prefix("a") == "Token key"
    assert settings.get_api_key_with_prefix("b", "a") == "Token key"
    assert settings.get_api_key_with_prefix("b") is None
    assert settings.get_api_key_with_prefix("c", alias="d") is None

    def renew(renewed: Configuration) -> None:
        renewed.api_key["b"] = "new"

    settings.refresh_api_key_hook = renew
    assert settings.get_api_key_with_prefix("b") == "new"


def test_credentials_as_headers() -> None:
    """User and password as ``Basic``; the access token as the server's own header."""
    assert Configuration(username="Aladdin", password="open sesame").get_basic_auth_token() == (
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    )
    assert Configuration().get_basic_auth_token() == "Basic Og=="
    assert Configuration(access_token=SECRET).auth_settings() == {
        "AccessToken": {"type": "api_key", "in": "header", "key": "X-Auth-Token", "value": SECRET}
    }


def test_hosts_of_the_description() -> None:
    """There is one; variables are filled in, and checked where the description lists values."""
    settings = Configuration(host="nas")
    assert [host["url"] for host in settings.get_host_settings()] == ["http://demo.photoprism.app"]
    assert settings.get_host_from_settings(None) == "https://nas"
    assert settings.get_host_from_settings(0) == "http://demo.photoprism.app"
    variable: Any = {"description": "", "default_value": "a", "enum_values": ["a", "b"]}
    free: Any = {"description": "", "default_value": "80", "enum_values": []}
    servers: Any = [{"url": "http://{name}:{port}", "description": "", "variables": {"name": variable, "port": free}}]
    assert settings.get_host_from_settings(0, servers=servers) == "http://a:80"
    assert settings.get_host_from_settings(0, {"name": "b", "port": "81"}, servers) == "http://b:81"
    with pytest.raises(ApiValueError, match="must be one of"):
        settings.get_host_from_settings(0, {"name": "c"}, servers)
    for index in (-1, 1):
        with pytest.raises(ApiValueError, match="server_index must be from 0 to 0"):
            settings.get_host_from_settings(index)
    with pytest.raises(ApiValueError, match="server_index"):
        Configuration(server_index=5)
    wrong: Any = ["0"]
    with pytest.raises(ApiTypeError, match="server_index must be a whole number"):
        Configuration(server_index=wrong)
