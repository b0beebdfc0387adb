"""One login for all processes of a user: who logs in, who waits, what is in the file, and who may open it."""

import fcntl
import json
import os
import pickle
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import (
    ApiClient,
    ApiValueError,
    Configuration,
    ImagesApi,
    RateLimitException,
    TransportError,
    UnauthorizedException,
)
from photoprism_client._session.login_file import LoginFile, default_folder
from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.proxy import faults
from test.server.conftest import LogIn, Start
from test.support.manual_clock import ManualClock
from test.support.sessions import (
    APP_PASSWORD,
    CLIENT_LOGIN,
    ERAS,
    LOGIN,
    LOGOUT,
    Era,
    asked,
    at_once,
    listing,
)
from test.support.sharing_processes import Processes
from test.support.waiting import wait_until

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are neither forks nor locks here")

_WORKERS = 16
_PASSWORD = "cAnAry password"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that does not exist yet."""
    return tmp_path / "new" / "logins"


Settings = Callable[..., dict[str, Any]]


@pytest.fixture
def shared(folder: Path) -> Settings:
    """Make settings of a client that shares its login."""

    def make(server: PhotoPrismServer, **settings: Any) -> dict[str, Any]:
        own = settings or {"username": "admin", "password": _PASSWORD}
        return {"host": server.url, "shared_login": str(folder), **own}

    return make


def private(start: Start, **options: Any) -> PhotoPrismServer:
    """Start a server on which the password is a canary."""
    return start(users={"admin": _PASSWORD, "bob": "builder"}, **options)


def file_in(folder: Path) -> Path:
    """Return the only file with a login."""
    (found,) = folder.glob("login-*.json")
    return found


def written(folder: Path) -> dict[str, Any]:
    """Return what is in the only file with a login."""
    found: dict[str, Any] = json.loads(file_in(folder).read_bytes())
    return found


@pytest.mark.once
@pytest.mark.parametrize("tokens", ERAS)
def test_sixteen_processes_log_in_once(start: Start, shared: Settings, folder: Path, sha1: str, tokens: Era) -> None:
    """Also after the session ended on the server, and none of them logs out: the last may still be at work."""
    server = private(start, tokens=tokens)
    with Processes(_WORKERS, sha1, shared(server)) as processes:
        assert processes.call() == ["ok"] * _WORKERS
        assert asked(server, LOGIN) == 1
        server.revoke_sessions()
        server.expire_tokens()
        assert processes.call() == ["ok"] * _WORKERS
        assert asked(server, LOGIN) == 2
    assert asked(server, LOGOUT) == 0
    assert _PASSWORD not in file_in(folder).read_text()
    assert set(written(folder)) == {"host", "user", "access_token", "ends_at", "renew_at"}
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())] == [0o700, 0o600, 0o600]


@pytest.mark.once
def test_more_than_ten_logins_at_once_are_too_many_without_sharing(start: Start, sha1: str, folder: Path) -> None:
    """The server counts each as a failed one while it checks the password, and refuses an eleventh; one is enough."""
    gate = faults.Gate()
    server = private(start, during_login=lambda: gate.pass_through(lambda: False))
    held = {"host": server.url, "username": "admin", "password": _PASSWORD}
    with ThreadPoolExecutor(1) as thread, Processes(11, sha1, held) as processes:
        results = thread.submit(processes.call)
        gate.wait_for_arrivals(10, timeout_s=60)
        wait_until(lambda: [seen.status for seen in server.requests] == [429])
        gate.open()
        assert sorted(each.partition(":")[0] for each in results.result()) == ["RateLimitException", *["ok"] * 10]
    with Processes(11, sha1, held | {"shared_login": str(folder)}) as processes:
        assert processes.call() == ["ok"] * 11


@pytest.mark.once
def test_wrong_password_of_sixteen_processes_is_sent_once(
    start: Start, shared: Settings, folder: Path, sha1: str
) -> None:
    """So it locks nobody out; the right one is sent at once."""
    server = private(start)
    with Processes(_WORKERS, sha1, shared(server, username="admin", password="cAnAry wrong")) as processes:
        refused = processes.call()
    assert {each.partition(":")[0] for each in refused} == {"UnauthorizedException"}
    assert all("username or password is wrong" in each for each in refused)
    assert sum("Another process of this user was refused" in each for each in refused) == _WORKERS - 1
    assert asked(server, LOGIN) == 1
    assert "cAnAry" not in file_in(folder).read_text()
    with Processes(2, sha1, shared(server)) as processes:
        assert processes.call() == ["ok", "ok"]
    assert asked(server, LOGIN) == 2


def test_one_code_is_enough_for_all(start: Start, shared: Settings, folder: Path, log_in: LogIn) -> None:
    """A person is asked for the code of a second factor once, not by each process."""
    server = private(start, codes={"bob": "389796"})
    prompts: list[str] = []

    def prompt() -> str:
        prompts.append("code?")
        return "389796"

    settings = shared(server, username="bob", password="builder", one_time_code=prompt)
    clients = [ApiClient(Configuration(**settings)) for _ in range(4)]
    for client in clients:
        assert client.session.status().user == "bob"
        client.close()
    assert prompts == ["code?"]


def test_wrong_code_is_not_sent_again_and_another_one_is(start: Start, shared: Settings) -> None:
    """A refusal is for the code that was refused."""
    server = private(start, codes={"bob": "389796"})
    for code, count in (("000000", 1), ("000000", 1), ("389796", 2)):
        settings = shared(server, username="bob", password="builder", one_time_code=code)
        with ApiClient(Configuration(**settings)) as client:
            if count == 2:
                assert client.session.status().user == "bob"
            else:
                with pytest.raises(UnauthorizedException, match="one_time_code is wrong"):
                    client.session.status()
        assert asked(server, LOGIN) == count


def test_oauth_clients_share_a_token(start: Start, shared: Settings, sha1: str) -> None:
    """Of a client, too, one process asks for the access token, and none revokes it."""
    server = private(start, clients={"cs5": "cAnAry-secret"})
    for _ in range(2):
        with ApiClient(Configuration(**shared(server, client_id="cs5", client_secret="cAnAry-secret"))) as client:
            ImagesApi(client).get_download(sha1)
    assert asked(server, CLIENT_LOGIN) == 1
    assert asked(server, ("POST", "/api/v1/oauth/revoke")) == 0


@pytest.mark.parametrize("way", ["access token", "app password", "app password as password"])
def test_what_needs_no_login_touches_no_file(start: Start, shared: Settings, folder: Path, sha1: str, way: str) -> None:
    """App passwords and access tokens are used as they are, and are not written anywhere."""
    server = private(start, app_passwords={APP_PASSWORD: "admin"})
    ways = {
        "access token": {"access_token": server.access_token},
        "app password": {"access_token": APP_PASSWORD},
        "app password as password": {"username": "admin", "password": APP_PASSWORD},
    }
    with ApiClient(Configuration(**shared(server, **ways[way]))) as client:
        ImagesApi(client).get_thumb(sha1)
    assert not folder.exists()


def test_public_server_leaves_no_login(start: Start, shared: Settings, folder: Path, sha1: str) -> None:
    """There is nothing to share where everyone is let in."""
    server = start(mode="public")
    with ApiClient(Configuration(**shared(server))) as client:
        ImagesApi(client).get_thumb(sha1)
    assert list(folder.glob("*.json")) == []


def test_users_and_servers_are_told_apart(start: Start, shared: Settings, folder: Path) -> None:
    """One folder is enough for all: nobody gets the login of another user or server."""
    servers = [private(start), private(start)]
    for user, password in (("admin", _PASSWORD), ("bob", "builder")):
        for server in servers:
            with ApiClient(Configuration(**shared(server, username=user, password=password))) as client:
                assert client.session.status().user == user
    assert [asked(server, LOGIN) for server in servers] == [2, 2]
    assert len(list(folder.glob("*.json"))) == 4


def test_pickled_client_and_threads_use_the_login(start: Start, shared: Settings, sha1: str) -> None:
    """A client that went to another process needs no other login, nor does a second one of this process."""
    server = private(start)
    with ApiClient(Configuration(**shared(server))) as client:
        ImagesApi(client).get_thumb(sha1)
        clients = [pickle.loads(pickle.dumps(client)) for _ in range(4)]
        waiting = iter(clients)
        at_once(4, lambda: ImagesApi(next(waiting)).get_download(sha1))
        for other in clients:
            other.close()
    assert asked(server, LOGIN) == 1


def test_log_out_ends_the_session_for_all(start: Start, shared: Settings, folder: Path) -> None:
    """The server forgets it, the file is removed, and who goes on logs in anew."""
    server = private(start)
    with ApiClient(Configuration(**shared(server))) as one, ApiClient(Configuration(**shared(server))) as other:
        one.session.status()
        token = written(folder)["access_token"]
        other.session.log_out()
        assert asked(server, LOGOUT) == 1
        assert list(folder.glob("*.json")) == []
        with ApiClient(Configuration(host=server.url, access_token=token)) as late:
            assert late.call_api("GET", "/api/v1/session").status == 401
        assert one.session.status().user == "admin"
    assert asked(server, LOGIN) == 2


def test_log_out_without_sharing(start: Start, log_in: LogIn) -> None:
    """A client that does not share ends its session, once, and not an access token that was passed in."""
    server = start()
    session = log_in(server).api_client.session
    session.log_out()
    assert asked(server, LOGOUT) == 0
    session.status()
    for _ in range(2):
        session.log_out()
    assert asked(server, LOGOUT) == 1
    assert session.status().user == "admin"
    given = log_in(server, access_token=server.access_token).api_client.session
    given.log_out()
    assert given.status().user == "admin"


def test_login_that_is_about_to_end_is_renewed_once(
    start: Start, log_in: LogIn, shared: Settings, hands: ManualClock, folder: Path
) -> None:
    """A client that starts in its last minute makes another, and the first client takes that."""
    server = private(start)
    settings = shared(server)
    first = log_in(server, **settings)
    listing(first)
    hands.advance(written(folder)["renew_at"] - hands.now() + 1)
    for images in (log_in(server, **settings), first, log_in(server, **settings)):
        listing(images)
    assert asked(server, LOGIN) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{half",
        b"\xff",
        b"[]",
        b"[" * 100_000,
        b'{"access_token": "of nobody"}',
        "token",
        "line end",
        "other host",
        "salt",
    ],
)
def test_broken_file_counts_as_none(
    start: Start, log_in: LogIn, shared: Settings, folder: Path, hands: ManualClock, content: bytes | str
) -> None:
    """As a power failure or another program leaves it: a login is made, and written in its place."""
    server = private(start)
    listing(log_in(server, **shared(server)))
    good = written(folder)
    bad: dict[str, dict[str, Any]] = {
        "token": {"access_token": 5},
        "line end": {"access_token": "a\nb"},
        "other host": {"host": "https://x.org"},
        "salt": {
            "access_token": "",
            "refused": {"status": 401, "until": hands.now() + 30, "salt": "\ud800", "mark": 1},
        },
    }
    file_in(folder).write_bytes(content if isinstance(content, bytes) else json.dumps(good | bad[content]).encode())
    listing(log_in(server, **shared(server)))
    assert asked(server, LOGIN) == 2
    assert written(folder)["access_token"] != good["access_token"]


def _read_by_others(folder: Path) -> None:
    file_in(folder).chmod(0o640)


def _entered_by_others(folder: Path) -> None:
    folder.chmod(0o755)


def _of_another_user(folder: Path) -> None:
    _as_root()
    os.chown(file_in(folder), 54321, -1)


def _in_the_folder_of_another_user(folder: Path) -> None:
    _as_root()
    os.chown(folder, 54321, -1)


def _a_link(folder: Path) -> None:
    found = file_in(folder)
    found.rename(folder / "elsewhere")
    found.symlink_to(folder / "elsewhere")


def _a_file(folder: Path) -> None:
    folder.rename(folder.with_name("gone"))
    folder.touch()


def _as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_read_by_others, r"others may open .*\.json \(mode 640\), which holds a login: chmod 600 it"),
        (_entered_by_others, r"others may open .*/logins \(mode 755\), which holds a login: chmod 700 it"),
        (_of_another_user, r"\.json belongs to another user: name another folder as shared_login"),
        (_in_the_folder_of_another_user, r"/logins belongs to another user: name another folder"),
        (_a_link, r"a login cannot be shared in .*\.json: .*; name another folder as shared_login"),
        (_a_file, r"a login cannot be shared in .*/logins: .*; name another folder as shared_login"),
    ],
)
def test_what_others_may_open_is_refused(
    start: Start, log_in: LogIn, shared: Settings, folder: Path, spoil: Callable[[Path], None], said: str
) -> None:
    """No login is read from there, none is written there, and the password is not sent."""
    server = private(start)
    listing(log_in(server, **shared(server)))
    spoil(folder)
    before = len(server.requests)
    with pytest.raises(ApiValueError, match=said):
        listing(log_in(server, **shared(server)))
    assert len(server.requests) == before


def test_login_that_cannot_be_written_is_used_and_ended(
    start: Start, log_in: LogIn, shared: Settings, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A full disk costs the sharing, not the calls: the client does not share its login, and logs out at the end."""
    server = private(start)
    listing(log_in(server, **shared(server)))
    file_in(folder).with_name(f"{file_in(folder).name}.part").mkdir()
    server.revoke_sessions()
    images = log_in(server, **shared(server))
    listing(images)
    listing(images)
    images.api_client.close()
    assert "the login cannot be shared" in caplog.text
    assert (asked(server, LOGIN), asked(server, LOGOUT)) == (2, 1)


_HOLD = """
import sys, time
from photoprism_client._clock import Clock
from photoprism_client._session.login_file import LoginFile
with LoginFile(*sys.argv[1:]).locked(Clock()):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_killed_process_leaves_no_lock(start: Start, shared: Settings, folder: Path) -> None:
    """Others wait while it lives, and go on when it is gone, whatever ended it."""
    server = private(start)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(folder), server.url, "user admin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        waits: list[float] = []

        def sleep(seconds: float) -> None:
            waits.append(seconds)
            holder.kill()
            holder.wait()

        hands = ManualClock()
        clock = hands.clock._replace(sleep=sleep)
        with ApiClient(Configuration(**shared(server)), clock=clock) as client:
            assert client.session.status().user == "admin"
    assert len(waits) == 1
    assert asked(server, LOGIN) == 1


def test_process_that_hangs_is_not_waited_for_without_end(
    start: Start, shared: Settings, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """After a minute the others go on by themselves, and the log says so."""
    server, hands = private(start), ManualClock()
    clock = hands.clock._replace(sleep=hands.advance)
    with (
        LoginFile(folder, server.url, "user admin").locked(hands.clock),
        ApiClient(Configuration(**shared(server)), clock=clock) as client,
    ):
        assert client.session.status().user == "admin"
    assert "going on without it" in caplog.text
    assert asked(server, LOGIN) == 1


def test_lock_is_free_although_a_child_inherited_it(folder: Path, hands: ManualClock) -> None:
    """A process that is forked during a login has the file open, and does not hold the lock after it."""

    def fail(_seconds: float) -> None:
        raise AssertionError("the lock is still held")

    clock = hands.clock._replace(sleep=fail)
    login = LoginFile(folder, "https://photos.example.com", "user admin")
    ours, childs = os.pipe()
    with login.locked(clock):
        child = os.fork()
        if not child:
            os.close(childs)
            os.read(ours, 1)
            os._exit(0)
    os.close(ours)
    try:
        with login.locked(clock):
            pass
    finally:
        os.close(childs)
        os.waitpid(child, 0)


def test_disk_without_locks_is_warned_of(
    start: Start, shared: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The login is shared all the same, and several processes may make it."""

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    server = private(start)
    for _ in range(2):
        with ApiClient(Configuration(**shared(server))) as client:
            client.session.status()
    assert asked(server, LOGIN) == 1
    assert "logins cannot be locked here" in caplog.text


@pytest.mark.parametrize(("passed_s", "back_s", "logins"), [(59, 0, 1), (61, 0, 2), (0, 3600, 2)])
def test_refusal_lasts_a_minute(
    start: Start, shared: Settings, hands: ManualClock, passed_s: int, back_s: int, logins: int
) -> None:
    """As long as the server needs to give back a try; a wall clock that was set back does not make it longer."""
    server = private(start)
    settings = shared(server, username="admin", password="wrong")
    for clock in (hands.clock, hands.clock._replace(now=lambda: hands.now() - back_s)):
        with ApiClient(Configuration(**settings), clock=clock) as client, pytest.raises(UnauthorizedException):
            client.session.status()
        hands.advance(passed_s)
    assert asked(server, LOGIN) == logins


def test_limited_address_is_left_alone(start: Start, log_in: LogIn, shared: Settings, hands: ManualClock) -> None:
    """A 429 is for all processes, for ten seconds; it says nothing of the password."""
    server = private(start)
    for number in range(10):
        with pytest.raises(UnauthorizedException):
            listing(log_in(server, username="admin", password=f"wrong {number}"))
    settings = shared(server)
    for _ in range(3):
        with pytest.raises(RateLimitException) as caught:
            listing(log_in(server, **settings))
        assert (caught.value.method, caught.value.url) == ("POST", f"{server.url}/api/v1/session")
    assert (asked(server, LOGIN), hands.sleeps) == (11, [])
    hands.advance(600)
    listing(log_in(server, **settings))


def test_refusal_elsewhere_is_not_remembered(start: Start, log_in: LogIn, shared: Settings, hands: ManualClock) -> None:
    """A process that was not refused itself asks when the minute is over: the password may be right by then."""
    server = private(start)
    settings = shared(server, username="admin", password="wrong")
    images = [log_in(server, **settings), log_in(server, **settings)]
    for each in images:
        with pytest.raises(UnauthorizedException):
            listing(each)
    hands.advance(61)
    with pytest.raises(UnauthorizedException):
        listing(images[1])
    assert asked(server, LOGIN) == 2


def test_outage_is_no_refusal(start: Start, shared: Settings, folder: Path) -> None:
    """What a dead server cannot say is not written."""
    server = private(start)
    settings = shared(server)
    server.close()
    for _ in range(2):
        with ApiClient(Configuration(retries=0, **settings)) as client, pytest.raises(TransportError):
            listing(ImagesApi(client))
    assert list(folder.glob("*.json")) == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"XDG_RUNTIME_DIR": "/run/user/1000", "XDG_CACHE_HOME": "/c"}, "/run/user/1000/photoprism-images"),
        ({"XDG_RUNTIME_DIR": "relative", "XDG_CACHE_HOME": "/c"}, "/c/photoprism-images"),
        ({}, "/home/anna/.cache/photoprism-images"),
    ],
)
def test_default_folder(monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], expected: str) -> None:
    """It is one that only this user has."""
    monkeypatch.setenv("HOME", "/home/anna")
    assert default_folder(environ) == Path(expected)


@pytest.mark.once
def test_default_folder_needs_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the error says what to pass."""
    monkeypatch.setenv("HOME", "relative")
    with pytest.raises(ApiValueError, match="cannot be shared without a home folder: name a folder as shared_login"):
        default_folder({})


def test_true_means_the_default_folder(
    start: Start, log_in: LogIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a setting, or by the variable."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    server = private(start)
    listing(log_in(server, username="admin", password=_PASSWORD, shared_login=True))
    environ = {"PHOTOPRISM_URL": server.url, "PHOTOPRISM_USERNAME": "admin", "PHOTOPRISM_PASSWORD": _PASSWORD}
    made = Configuration.from_environment({**environ, "PHOTOPRISM_SHARED_LOGIN": "1"})
    with ApiClient(made) as client:
        listing(ImagesApi(client))
    assert asked(server, LOGIN) == 1
    assert len(list((tmp_path / "photoprism-images").glob("*.json"))) == 1


@pytest.mark.parametrize("fault", ["open to others", "a file", "no home"])
def test_without_a_default_folder_each_process_logs_in(
    start: Start,
    log_in: LogIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: str,
) -> None:
    """Nobody named a folder, so one that cannot be used is logged, and no error; the session ends with the client."""
    for name in ("XDG_RUNTIME_DIR", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, "" if fault == "no home" else str(tmp_path))
    monkeypatch.setenv("HOME", "relative")
    folder = tmp_path / "photoprism-images"
    folder.write_bytes(b"") if fault == "a file" else folder.mkdir()
    server = private(start)
    with ApiClient(Configuration(server.url, username="admin", password=_PASSWORD, shared_login=True)) as client:
        listing(ImagesApi(client))
        client.session.log_out()
        listing(ImagesApi(client))
    assert (asked(server, LOGIN), asked(server, LOGOUT)) == (2, 2)
    assert {record.getMessage().partition(":")[0] for record in caplog.records} == {"this process logs in for itself"}
    assert list(tmp_path.glob("*/*")) == []


@pytest.mark.once
@pytest.mark.parametrize(("value", "said"), [("", "must not be empty"), (5, "must be True, False or the path")])
def test_bad_setting(value: Any, said: str) -> None:
    """A folder is a path, which is made whole: processes run in different folders."""
    with pytest.raises((ApiValueError, TypeError), match=said):
        Configuration(shared_login=value)
    assert Configuration(shared_login=Path("logins")).shared_login == os.path.abspath("logins")
    with pytest.raises(ApiValueError, match="PHOTOPRISM_SHARED_LOGIN must be 1, 0 or the whole path of a folder"):
        Configuration.from_environment({"PHOTOPRISM_SHARED_LOGIN": "logins"})
