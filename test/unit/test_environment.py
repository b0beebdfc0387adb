"""Variables that stand for parameters: which, what wins, and that a bad one is refused without being shown."""

import inspect
import traceback
from pathlib import Path

import pytest

from photoprism_client import ApiTypeError, ApiValueError, Configuration
from photoprism_client._settings.environment import SECRET_VARIABLES, VARIABLES, read_environment

_SECRET = "cAnAry-passw0rd"
# Those whose secret is one text; headers have a test of their own.
_SECRET_VARIABLES = [variable for variable in SECRET_VARIABLES if variable != "PHOTOPRISM_HEADERS"]
_VALUES: dict[str, tuple[str, object]] = {
    "host": ("https://photos.example.com", "https://photos.example.com"),
    "headers": ("X-Gate: open", {"X-Gate": "open"}),
    "proxy": ("http://proxy:3128", "http://proxy:3128"),
    "verify_ssl": ("0", False),
    "verify_x509_strict": ("no", False),
    "warn_plain_http": ("off", False),
    "shared_login": ("on", True),
    "connect_timeout_s": ("2.5", 2.5),
    "read_timeout_s": ("2.5", 2.5),
    "archive_timeout_s": ("2.5", 2.5),
}


def _told(error: BaseException) -> str:
    beneath = [error.__cause__, error.__context__]
    texts = [f"{each!r} {each.args!r} {vars(each)!r}" for each in (error, *beneath) if each is not None]
    return "\n".join([*texts, *traceback.format_exception(error)])


def test_nothing_set_is_nothing_read() -> None:
    """Without variables, or with empty ones, the defaults hold."""
    assert read_environment({}) == {}
    assert read_environment(dict.fromkeys(VARIABLES, "") | {"PHOTOPRISM_PASSWORD_FILE": ""}) == {}
    assert Configuration.from_environment({}).host == Configuration().host


def test_every_variable_stands_for_a_parameter() -> None:
    """No variable is read that `Configuration` does not know."""
    assert set(VARIABLES.values()) <= set(inspect.signature(Configuration).parameters)


@pytest.mark.parametrize("variable", VARIABLES)
def test_each_variable_alone(variable: str) -> None:
    """What a variable holds is the value of its parameter: seconds as a number, yes and no as such."""
    parameter = VARIABLES[variable]
    text, value = _VALUES.get(parameter, ("some-text", "some-text"))
    assert getattr(Configuration.from_environment({variable: text}), parameter) == value


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument, the variables of the process count."""
    monkeypatch.setenv("PHOTOPRISM_URL", "photos.example.com/library/browse")
    monkeypatch.setenv("PHOTOPRISM_USERNAME", "anna")
    configuration = Configuration.from_environment()
    assert (configuration.host, configuration.username) == ("https://photos.example.com", "anna")


def test_parameters_win_over_variables() -> None:
    """What is passed in counts, None included."""
    environ = {"PHOTOPRISM_URL": "https://photos.example.com", "PHOTOPRISM_PASSWORD": _SECRET}
    configuration = Configuration.from_environment(environ, host="nas", password=None, verify_ssl=False)
    assert (configuration.host, configuration.password, configuration.verify_ssl) == ("https://nas", None, False)


def test_token_wins_over_app_password() -> None:
    """Of two variables for one parameter, the first of the table counts, if it is not empty."""
    both = {"PHOTOPRISM_APP_PASSWORD": "app", "PHOTOPRISM_TOKEN": "token"}
    assert read_environment(both) == {"access_token": "token"}
    assert read_environment(both | {"PHOTOPRISM_TOKEN": ""}) == {"access_token": "app"}


@pytest.mark.parametrize(
    "content",
    [_SECRET, f"{_SECRET}\n", f"{_SECRET}\r\n", f"{_SECRET}\nsecond line\n", f"\ufeff{_SECRET}\n"],
)
def test_password_file(tmp_path: Path, content: str) -> None:
    """The first line of the file is the password, without what ends it; blanks are the password's own."""
    file = tmp_path / "password"
    file.write_bytes(content.encode())
    environ = {"PHOTOPRISM_PASSWORD_FILE": str(file)}
    assert read_environment(environ) == {"password": _SECRET}
    assert Configuration.from_environment(environ).password == _SECRET
    file.write_text(" two words \n", encoding="utf-8")
    assert read_environment(environ) == {"password": " two words "}


def test_password_wins_over_its_file() -> None:
    """The file is not read where the password is there."""
    environ = {"PHOTOPRISM_PASSWORD": _SECRET, "PHOTOPRISM_PASSWORD_FILE": "/nonexistent"}
    assert read_environment(environ) == {"password": _SECRET}


@pytest.mark.parametrize("variable", SECRET_VARIABLES)
def test_every_secret_may_be_in_a_file(tmp_path: Path, variable: str) -> None:
    """Each variable with a secret has a variant that names a file; where the variable is set, that is not read."""
    parameter = VARIABLES[variable]
    text, value = _VALUES.get(parameter, (_SECRET, _SECRET))
    file = tmp_path / "secret"
    file.write_text(f"{text}\n", encoding="utf-8")
    assert read_environment({f"{variable}_FILE": str(file)}) == {parameter: value}
    assert read_environment({f"{variable}_FILE": "/nonexistent", variable: text}) == {parameter: value}
    with pytest.raises(ApiValueError, match=f"{variable}_FILE names a file that cannot be used: /nonexistent"):
        read_environment({f"{variable}_FILE": "/nonexistent"})


def test_what_is_no_secret_has_no_file() -> None:
    """A variable such as PHOTOPRISM_URL_FILE is not ours, and is not read."""
    others = set(VARIABLES) - set(SECRET_VARIABLES)
    assert read_environment({f"{variable}_FILE": "/nonexistent" for variable in others}) == {}


def test_token_in_a_file_wins_over_an_app_password(tmp_path: Path) -> None:
    """The order of the table holds for files, too."""
    file = tmp_path / "token"
    file.write_text("from-the-file", encoding="utf-8")
    environ = {"PHOTOPRISM_TOKEN_FILE": str(file), "PHOTOPRISM_APP_PASSWORD": "app"}
    assert read_environment(environ) == {"access_token": "from-the-file"}


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        ("Authorization: Basic YW5uYTpnNHRl", {"Authorization": "Basic YW5uYTpnNHRl"}),
        ("A: 1\nB:  2:3 \r\n\n", {"A": "1", "B": "2:3"}),
        ('{"CF-Access-Client-Id": "an-id", "CF-Access-Client-Secret": "x"}', None),
        (' {"A": "1"}', {"A": "1"}),
        ("{}", {}),
    ],
)
def test_headers(tmp_path: Path, text: str, headers: dict[str, str] | None) -> None:
    """A header a line, as HTTP has them, or a JSON object for places that take one line only; in a file likewise."""
    headers = {"CF-Access-Client-Id": "an-id", "CF-Access-Client-Secret": "x"} if headers is None else headers
    file = tmp_path / "headers"
    file.write_text(text, encoding="utf-8")
    assert Configuration.from_environment({"PHOTOPRISM_HEADERS": text}).headers == headers
    assert Configuration.from_environment({"PHOTOPRISM_HEADERS_FILE": str(file)}).headers == headers


@pytest.mark.parametrize(
    "text",
    [
        *(_SECRET, f"A: 1\n{_SECRET}", f": {_SECRET}", f'{{"A": "{_SECRET}"', f'{{"A": 1, "B": "{_SECRET}"}}'),
        *(f"A B: {_SECRET}", f"A: {_SECRET}\x00", f"A: {_SECRET}\u20ac", f"X-Auth-Token: {_SECRET}"),
    ],
)
def test_unusable_headers_are_not_shown(text: str) -> None:
    """An invalid header, or one that the client sets, is refused before anything is sent, without its value."""
    with pytest.raises(ApiValueError) as caught:
        Configuration.from_environment({"PHOTOPRISM_HEADERS": text})
    assert _SECRET not in _told(caught.value)


@pytest.mark.parametrize("text", ["2", "maybe", "yess"])
def test_yes_or_no(text: str) -> None:
    """Anything else is refused, and the message says what is taken."""
    for yes in ("1", "true", "YES", "on"):
        assert read_environment({"PHOTOPRISM_VERIFY_SSL": yes}) == {"verify_ssl": True}
    with pytest.raises(ApiValueError, match="PHOTOPRISM_VERIFY_SSL must be 1 or 0"):
        read_environment({"PHOTOPRISM_VERIFY_SSL": text})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file"),
        (b"", "its first line is empty"),
        (b"\n" + _SECRET.encode(), "its first line is empty"),
        (_SECRET.encode() + b"\xff", "it is not UTF-8 text"),
    ],
)
def test_unusable_password_file(tmp_path: Path, content: bytes | None, reason: str) -> None:
    """The error names variable, file and fault, and never what is in the file."""
    file = tmp_path / "secret-file"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ApiValueError, match=f"PHOTOPRISM_PASSWORD_FILE .*secret-file: {reason}") as caught:
        read_environment({"PHOTOPRISM_PASSWORD_FILE": str(file)})
    assert _SECRET not in _told(caught.value)
    assert _SECRET.encode().hex() not in _told(caught.value)


@pytest.mark.parametrize("path", [".", "with\0nul"])
def test_what_is_no_password_file(path: str) -> None:
    """A folder, or what can be no path, is refused likewise."""
    with pytest.raises(ApiValueError, match="PHOTOPRISM_PASSWORD_FILE"):
        read_environment({"PHOTOPRISM_PASSWORD_FILE": path})


@pytest.mark.parametrize("variable", _SECRET_VARIABLES)
@pytest.mark.parametrize("bad", [f"{_SECRET}\r\nX-Injected: 1", f"{_SECRET}\n", f"\t{_SECRET}", f"{_SECRET}\x00"])
def test_s7_line_ends_in_credentials(variable: str, bad: str) -> None:
    """CR, LF and other control characters are refused before anything is sent, and are not shown."""
    with pytest.raises(ApiValueError, match="control characters") as caught:
        Configuration.from_environment({variable: bad})
    assert _SECRET not in _told(caught.value)


def test_s7_line_end_in_the_password_file(tmp_path: Path) -> None:
    """A lone CR within the first line does not end it, and is refused."""
    file = tmp_path / "password"
    file.write_bytes(f"{_SECRET}\rX: 1\n".encode())
    with pytest.raises(ApiValueError, match="control characters") as caught:
        Configuration.from_environment({"PHOTOPRISM_PASSWORD_FILE": str(file)})
    assert _SECRET not in _told(caught.value)


@pytest.mark.parametrize("value", ["soon", "10s", "1,5"])
def test_seconds_that_are_no_number(value: str) -> None:
    """The error names the variable."""
    with pytest.raises(ApiValueError, match=f"PHOTOPRISM_READ_TIMEOUT must be a number of seconds, not '{value}'"):
        read_environment({"PHOTOPRISM_READ_TIMEOUT": value})


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "1e9"])
def test_seconds_out_of_range(value: str) -> None:
    """The limits are those of the parameter."""
    with pytest.raises(ApiValueError, match="connect_timeout_s must be above 0"):
        Configuration.from_environment({"PHOTOPRISM_CONNECT_TIMEOUT": value})


def test_wrong_settings_are_refused_as_ever() -> None:
    """Parameters passed in are checked as in the constructor."""
    with pytest.raises(ApiTypeError, match="password"):
        Configuration.from_environment({}, password=5)
