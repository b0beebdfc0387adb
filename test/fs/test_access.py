"""Which server, as whom: URLs, storage options, the environment; and no secret in what is shown, stored or pickled."""

import logging
import multiprocessing
import os
import pickle
import threading
from pathlib import Path
from typing import Any

import fsspec
import pytest

from photoprism_client._profiles import profiles
from photoprism_client._settings.address import normalise_host
from photoprism_client.fs import PhotoPrismFileSystem
from photoprism_client.fs.addresses import Address, address_of, url_of
from photoprism_client.testing import Library, PhotoPrismServer
from test.fs.conftest import PICTURE, OpenLibrary
from test.support.secrets_scan import found_in, secrets_of

WHO = {"username": "admin", "password": "photoprism"}


def logins(server: PhotoPrismServer) -> int:
    """Return how many logins there were."""
    return len([seen for seen in server.requests if (seen.method, seen.path) == ("POST", "/api/v1/session")])


ADDRESSES = {
    "photoprism://photos.example.com/originals/a.jpg": ("photos.example.com", "originals/a.jpg", None),
    "photoprism://photos.example.com:2342/albums/A B/c#d?e%f.jpg": (
        "photos.example.com:2342",
        "albums/A B/c#d?e%f.jpg",
        None,
    ),
    "photoprism://photos.example.com": ("photos.example.com", "", None),
    "photoprism://photos.example.com/": ("photos.example.com", "", None),
    "photoprism:///originals/": (None, "originals", None),
    "photoprism://jane@nas/labels": ("nas", "labels", "jane"),
    "photoprism://thumbs/tile_224/labels/a.jpg": (None, "thumbs/tile_224/labels/a.jpg", None),
    "photoprism://albums": (None, "albums", None),
    "photoprism://albums:80/labels": ("albums:80", "labels", None),
    "photoprism://": (None, "", None),
    "originals/2022": (None, "originals/2022", None),
    "/originals/2022/": (None, "originals/2022", None),
    "originals//2022///07/": (None, "originals/2022/07", None),
    "photoprism://nas//originals//2022": ("nas", "originals/2022", None),
    "": (None, "", None),
}


@pytest.mark.once
@pytest.mark.parametrize(("url", "expected"), ADDRESSES.items(), ids=list(ADDRESSES))
def test_urls_name_server_and_path(url: str, expected: tuple[str | None, str, str | None]) -> None:
    """A URL is split into server and path; slashes at the ends of a path, and repeated ones, mean nothing."""
    assert address_of(url) == Address(*expected)


@pytest.mark.once
@pytest.mark.parametrize(
    ("host", "url"),
    {
        "https://photos.example.com": "photoprism://photos.example.com/originals/a",
        "https://photos.example.com:8443": "photoprism://photos.example.com:8443/originals/a",
        "http://127.0.0.1:2342": "photoprism://127.0.0.1:2342/originals/a",
        "http://photos.example.com": "photoprism:///originals/a",
        "https://photos.example.com/photos": "photoprism:///originals/a",
        "http://[::1]:2342": "photoprism:///originals/a",
        "https://thumbs": "photoprism:///originals/a",
    }.items(),
)
def test_urls_lead_back(host: str, url: str) -> None:
    """A path becomes a URL with its server, where such a URL leads to the same server."""
    assert url_of("originals/a", host) == url
    found = address_of(url).host
    assert found is None or normalise_host(found) == host


@pytest.mark.once
@pytest.mark.parametrize("ask", [fsspec.open, fsspec.url_to_fs, PhotoPrismFileSystem._strip_protocol])
def test_password_in_a_url_is_refused_and_not_shown(ask: Any) -> None:
    """URLs are logged: one with a password is refused before anything is sent, and is not repeated."""
    with pytest.raises(ValueError, match="PHOTOPRISM_APP_PASSWORD") as caught:
        ask("photoprism://jane:geheim123@photos.example.com/originals/a.jpg")
    assert "geheim123" not in str(caught.value)
    assert "geheim123" not in repr(caught.value)


@pytest.mark.once
@pytest.mark.parametrize("host", ["jane:geheim123@nas", "https://jane:geheim 123@nas", "jane:geheim/123@nas"])
def test_password_in_the_host_is_refused_before_options_are_shown(host: str) -> None:
    """No file system is made with it as an option, and the error does not repeat it."""
    with pytest.raises(ValueError, match="host") as caught:
        PhotoPrismFileSystem(host=host)
    assert "geheim" not in f"{caught.value!r} {caught.value}"


def test_url_of_another_server_is_refused(fs: PhotoPrismFileSystem) -> None:
    """A file system does not take the path of another server for its own."""
    with pytest.raises(ValueError, match=r"not of photos\.example\.com"):
        fs.info(f"photoprism://photos.example.com/{PICTURE}")
    assert fs.info(fs.unstrip_protocol(PICTURE))["name"] == PICTURE


@pytest.mark.once
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_url_with_a_second_scheme_is_refused(scheme: str) -> None:
    """An address that was pasted whole does not look like a path that does not exist."""
    with pytest.raises(ValueError, match=f"without {scheme}://: pass .* as host="):
        fsspec.open(f"photoprism://{scheme}://photos.example.com/originals/a.jpg")


@pytest.mark.once
def test_url_with_the_separator_of_a_chain() -> None:
    """A path with ``::`` is cut by fsspec: the error says so, and how to open it."""
    with pytest.raises(ValueError, match=r"fsspec reads '::'.*fsspec\.filesystem"):
        fsspec.open("photoprism://photos.example.com/originals/a::b.jpg", username="admin", password="x")


def test_options_for_another_protocol_are_left_out(server: PhotoPrismServer) -> None:
    """Libraries pass all options with each URL, as those of a chain: they mean nothing here, and are not kept."""
    other = {"endpoint": "https://example.com", "token": "geheim123"}
    fs = fsspec.filesystem("photoprism", host=server.url, **WHO, hf=other)
    assert fs.ls("originals")
    assert fs.storage_options == {"host": server.url, **WHO}
    assert fs == pickle.loads(pickle.dumps(fs))
    assert "geheim123" not in repr(vars(fs)) + fs.to_json()
    with pytest.raises(TypeError, match="unknown storage option 'hf'"):
        PhotoPrismFileSystem(server.url, hf="x")


def test_unknown_options_are_refused() -> None:
    """An error for a name that no option has says which is meant; values are checked."""
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"hots": "x"}, "unknown storage option 'hots'; did you mean host"),
        ({"user": "x"}, "unknown storage option 'user'; did you mean username"),
        ({"blocksize": 5}, "did you mean block_size"),
        ({"url": "x"}, r"did you mean host\?"),
        ({"app_password": "geheim"}, r"did you mean access_token\?"),
        ({"xyzzy": 5}, r"unknown storage option 'xyzzy'; docs/file_system\.md lists the options"),
        ({"block_size": "5"}, "block_size"),
        ({"block_size": 0}, "block_size"),
        ({"connections": 17}, "connections"),
        ({"max_paths": -1}, "max_paths"),
        ({"listings_expiry_time": "300"}, "listings_expiry_time"),
        ({"use_listings_cache": "no"}, "use_listings_cache"),
    ]
    for options, fault in wrong:
        with pytest.raises((TypeError, ValueError), match=fault):
            PhotoPrismFileSystem(**options)
    nowhere = PhotoPrismFileSystem()
    assert repr(nowhere) == "<PhotoPrismFileSystem no server>"
    with pytest.raises(ValueError, match="no server is named"):
        nowhere.ls("")


def test_environment_fills_what_options_leave_out(server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Server and credentials come from variables, and a changed variable counts for the next instance."""
    monkeypatch.setenv("PHOTOPRISM_URL", server.url)
    monkeypatch.setenv("PHOTOPRISM_APP_PASSWORD", server.access_token)
    first = fsspec.filesystem("photoprism")
    assert first.exists(PICTURE)
    assert fsspec.filesystem("photoprism") is first
    assert str(server.access_token) not in pickle.dumps(first).decode("latin-1")
    monkeypatch.setenv("PHOTOPRISM_APP_PASSWORD", "wrong-token-of-somebody-else")
    second = fsspec.filesystem("photoprism")
    assert second is not first
    assert second != first
    with pytest.raises(PermissionError):
        second.exists(PICTURE)
    assert first.exists("originals/2021")


def test_credentials_for_one_server_do_not_reach_another(
    server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Variables that say who asks count at the server that ``PHOTOPRISM_URL`` names, and not beside options."""
    monkeypatch.setenv("PHOTOPRISM_URL", "https://photos.example.com")
    monkeypatch.setenv("PHOTOPRISM_APP_PASSWORD", "token-for-the-example")
    with pytest.raises(PermissionError):
        fsspec.filesystem("photoprism", host=server.url).ls("originals")
    assert fsspec.filesystem("photoprism", host=server.url, **WHO).exists(PICTURE)
    assert not [seen for seen in server.requests if "token-for-the-example" in str(dict(seen.headers))]


def test_threads_share_one_login(server: PhotoPrismServer) -> None:
    """Fsspec makes an instance for each thread; they log in once, and share what was listed."""
    found = []

    def work() -> None:
        fs = fsspec.filesystem("photoprism", host=server.url, **WHO)
        found.append((id(fs), len(fs.cat_file(PICTURE))))

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len({size for _, size in found}) == 1
    assert len(found) == 6
    assert logins(server) == 1


def _read_in_child(fs: PhotoPrismFileSystem, results: Any) -> None:
    results.put((os.getpid(), len(fs.cat_file(PICTURE))))


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_have_clients_of_their_own(server: PhotoPrismServer, method: str) -> None:
    """A child that was forked or started logs in itself; the parent's session goes on."""
    fs = fsspec.filesystem("photoprism", host=server.url, **WHO)
    size = len(fs.cat_file(PICTURE))
    context: Any = multiprocessing.get_context(method)
    results = context.SimpleQueue()
    child = context.Process(target=_read_in_child, args=(fs, results))
    child.start()
    child.join(60)
    assert child.exitcode == 0
    assert results.get()[1] == size
    fs.invalidate_cache()
    assert fs.exists(PICTURE)
    assert logins(server) == 2


def test_processes_share_a_login(server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Sixteen processes that are given a password log in once, unless an option says otherwise."""
    monkeypatch.delenv("PHOTOPRISM_SHARED_LOGIN")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    fs = fsspec.filesystem("photoprism", host=server.url, **WHO)
    context: Any = multiprocessing.get_context("fork")
    results = context.SimpleQueue()
    children = [context.Process(target=_read_in_child, args=(fs, results)) for _ in range(16)]
    for child in children:
        child.start()
    found = [results.get()[1] for _ in children]
    for child in children:
        child.join(60)
    assert set(found) == {len(fs.cat_file(PICTURE))}
    assert logins(server) == 1
    assert fsspec.filesystem("photoprism", host=server.url, shared_login=False, **WHO).cat_file(PICTURE)
    assert logins(server) == 2


def test_profile_says_who_asks(server: PhotoPrismServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A login that the command keeps is enough: no secret is among the options, in the pickle or in the URL."""
    monkeypatch.setattr(profiles, "folder", lambda: tmp_path)
    token = server.access_token
    kept = f'[nas]\nurl = "{server.url}"\nusername = "admin"\nkind = "app password"\ntoken = "{token}"\n'
    (tmp_path / "profiles.toml").write_text(kept, encoding="utf-8")
    (tmp_path / "profiles.toml").chmod(0o600)
    fs = fsspec.filesystem("photoprism", profile="nas")
    assert fs.exists(PICTURE)
    assert fs.unstrip_protocol("labels") == f"photoprism://{server.url.partition('://')[2]}/labels"
    assert repr(fs) == "<PhotoPrismFileSystem profile nas>"
    assert token not in pickle.dumps(fs).decode("latin-1")
    with pytest.raises(ValueError, match="no login is named 'none'"):
        fsspec.filesystem("photoprism", profile="none").ls("")


def test_pickle_brings_the_same_options(server: PhotoPrismServer) -> None:
    """A copy is the same file system; options that the user passed are in it, and nothing that was found."""
    fs = fsspec.filesystem("photoprism", host=server.url, block_size=1000, **WHO)
    fs.cat_file(PICTURE)
    data = pickle.dumps(fs)
    PhotoPrismFileSystem.clear_instance_cache()
    copy = pickle.loads(data)
    assert copy == fs
    assert hash(copy) == hash(fs)
    assert copy.blocksize == 1000
    secrets = {name: secret for name, secret in secrets_of(server).items() if "token" in name}
    assert found_in(data.decode("latin-1"), secrets) == set()
    assert fsspec.AbstractFileSystem.from_json(fs.to_json()) == fs
    assert fsspec.AbstractFileSystem.from_dict(fs.to_dict()) == fs


def test_tokens_for_dask_tell_users_apart(server: PhotoPrismServer) -> None:
    """The token is the same in each process and thread, differs for each user and server, and holds no plain hash."""
    options: list[dict[str, Any]] = [
        {"host": server.url, **WHO},
        {"host": server.url, "username": "admin", "password": "other"},
    ]
    options += [{"host": server.url}, {"host": "https://photos.example.com", **WHO}]
    made = [PhotoPrismFileSystem(**one, skip_instance_cache=True) for one in options]
    assert len({fs._fs_token for fs in made}) == 4
    assert len({*made}) == 4
    tokens: list[str] = []
    thread = threading.Thread(target=lambda: tokens.append(PhotoPrismFileSystem(**options[0])._fs_token))
    thread.start()
    thread.join(60)
    assert tokens == [made[0]._fs_token]
    assert made[0].__dask_tokenize__() == made[0]._fs_token
    assert made[0]._fs_token != made[0]._fs_token_


def test_nothing_shown_or_logged_holds_a_secret(
    server: PhotoPrismServer, open_library: OpenLibrary, caplog: pytest.LogCaptureFixture
) -> None:
    """Representations, logs, errors and JSON without passwords hold no secret."""
    caplog.set_level(logging.DEBUG)
    fs = open_library(server.url)
    fs.cat_file(PICTURE)
    shown: list[str] = [repr(fs), repr(fs.storage_options), str(fs.storage_options), fs._fs_token]
    shown += [fs.to_json(include_password=False), repr(fs._access), repr(fs._connection), str(fs.fsid)]
    shown += [repr(fs._connection._clients), repr(fs.open(PICTURE)), repr(fs._connection.client)]
    fs.cat(["originals/2021/07/IMG_1.JPG", PICTURE])
    server.remove_original("2021/07/IMG_0002.JPG")
    server.remove_original("2021/07/IMG_1.JPG")
    thumb = f"thumbs/tile_100/{PICTURE}"
    for failed in fs.cat([PICTURE, "originals/2021/07/IMG_1.JPG", thumb], on_error="return").values():
        copy = pickle.loads(pickle.dumps(failed))
        assert (type(copy), copy.args, copy.filename) == (type(failed), failed.args, failed.filename)
        shown += [str(failed), repr(failed), str(failed.__cause__), repr(failed.__cause__)]
    secrets = {name: secret for name, secret in secrets_of(server).items() if name not in {"address", "port"}}
    secrets["password"] = "photoprism'"  # the word by itself is also the name of the protocol
    ours = ("photoprism_client", "fsspec", "urllib3")  # the embedded server logs in this process, too
    logged = [record.getMessage() for record in caplog.records if record.name.startswith(ours)]
    assert logged
    assert found_in("\n".join([*shown, *logged]), secrets) == set()
    assert "***" in shown[1]


def test_app_password_for_photos_reads_them(library: Library, open_library: OpenLibrary) -> None:
    """What it may not ask, such as times of change and which albums there are, hides no file from it."""
    app_password = "abcdef-ghijkl-mnopqr-stuvwx"
    allowed = {app_password: ("admin", "photos")}
    with PhotoPrismServer(library, mode="password", app_passwords=allowed, owns_library=False) as server:
        fs = open_library(server.url, username=None, password=None, access_token=app_password)
        assert fs.info(PICTURE)["mtime"] is None
        assert len(fs.cat_file(PICTURE)) == fs.info(PICTURE)["size"]
        for ask in (lambda: fs.modified(PICTURE), lambda: fs.ls("albums"), lambda: fs.ls("originals/2021")):
            with pytest.raises(PermissionError):
                ask()


def test_wrong_credentials_are_permission_errors(server: PhotoPrismServer, open_library: OpenLibrary) -> None:
    """What the server refuses is an error that names the path."""
    fs = open_library(server.url, username="admin", password="wrong")
    for ask in (fs.ls, fs.info, fs.exists, fs.find, fs.cat_file, fs.open):
        with pytest.raises(PermissionError) as caught:
            ask("originals/2021")
        assert caught.value.filename == "originals/2021"
    without = open_library(server.url, username=None, password=None)
    with pytest.raises(PermissionError, match="pass username= and password=, or an app password as access_token"):
        without.ls("originals")
