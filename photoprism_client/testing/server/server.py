"""The embedded server: a thread with its own socket, and methods for tests to change what it serves."""

import asyncio
import contextlib
import copy
import hashlib
import logging
import shutil
import socket
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import uvicorn
from starlette.types import ASGIApp

from photoprism_client.testing.library.items import File
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.snapshots import Snapshot
from photoprism_client.testing.server.access import Access, Accounts, Session
from photoprism_client.testing.server.compression import Compressed
from photoprism_client.testing.server.requests_seen import Dated, Logged, OriginForm, RequestLog
from photoprism_client.testing.server.routes import make_app
from photoprism_client.testing.server.server_state import CHANGING, ServerState
from photoprism_client.testing.server.settings import default_settings, switch
from photoprism_client.testing.server.thumbnails import NoThumbnail, Thumbnails
from photoprism_client.testing.sockets import listen

DEFAULT_USERS = {"admin": "photoprism"}
ALBUM_DOWNLOADS = {"originals": True, "mediaRaw": False, "mediaSidecar": False}
_MEGABYTE = 1024 * 1024
_TICK_S = 1.0
_WAIT_S = 60.0


class _Uncancelled(logging.Filter):
    """Drop reports of uvicorn about transfers that closing the server cut."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


_UNCANCELLED = _Uncancelled()


class _Worker(uvicorn.Server):
    """A uvicorn server that reports when it is ready and stops at once, without polling ten times a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        logging.getLogger("uvicorn.error").addFilter(_UNCANCELLED)  # once, however many servers there are
        self.ready = threading.Event()
        self._stop: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        while self._stop is not None and not self._stop.is_set():
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), _TICK_S)

    def stop(self) -> None:
        """End the main loop, from another thread; transfers under way are cut."""
        if self._loop is not None and self._stop is not None:
            with contextlib.suppress(RuntimeError):  # the loop ended by itself
                self._loop.call_soon_threadsafe(self._stop.set)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # A connection that was accepted a moment ago is known to its task alone. The task begins while the server is
        # open, else nothing would ever close the connection; it is cancelled below.
        loop = asyncio.get_running_loop()
        for listener in sockets or []:
            with contextlib.suppress(NotImplementedError):  # the loop that Windows has
                loop.remove_reader(listener)
        await asyncio.sleep(0)
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for server in self.servers:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(server.wait_closed(), _TICK_S)


class PhotoPrismServer:
    """A PhotoPrism-compatible server on its own port, from construction to ``close()`` or the end of a ``with`` block.

    :param library: what it serves
    :param mode: ``public`` lets everyone in; ``password`` asks for a login
    :param tokens: ``memory`` handles preview and download tokens as servers did up to early 2026, ``signed`` as since
        then
    :param users: names and passwords of those who may log in; default ``admin`` with the password ``photoprism``
    :param codes: one-time codes that users need besides the password, by name
    :param app_passwords: user name, or user name and scope, by app password (``xxxxxx-xxxxxx-xxxxxx-xxxxxx``)
    :param clients: secrets of OAuth clients by client id
    :param sub_path: path below which the server answers, such as ``/library``; everything else answers an HTML 404
    :param gzip: compress JSON and originals for clients that accept it
    :param album_downloads: what zips of albums hold, as the settings of servers since 2025 say: ``originals`` (True:
        nothing that the server made), ``mediaRaw`` and ``mediaSidecar``; default with ``signed`` tokens
        ``ALBUM_DOWNLOADS``, as there, and with ``memory`` None: a server without these settings, whose zips hold RAW
        files and what it made
    :param preview_limit_px: largest edge of thumbnails; larger sizes get the largest made, None for no limit
    :param read_only: refuse whatever changes files, as a server does that was started read-only; default None: only
        if the library was made from a folder of the caller's, so that the folder stays as it is
    :param originals_limit_mb: size of files, in units of 1048576 bytes, above which uploads are stored but not indexed
    :param yaml_sidecars: archive pictures as a server does that writes YAML sidecars: with everything in the albums of
        a selection
    :param during_login: called in a thread while a password is checked, such as ``lambda: time.sleep(0.1)``; until it
        returns, the login counts as a failed one, and an eleventh at the same time is answered with 429
    :param clock: returns seconds since 1970, for expiry, the limits on failed tries, and the ``Date`` of answers
    :param owns_library: close the library with the server
    :param host: address to listen on
    :param port: port to listen on, 0 for a free one
    :param ssl_certfile: certificate for https, None for http
    :param ssl_keyfile: its key
    :raises OSError: the port is taken, or the certificate cannot be read
    :raises ValueError: there is no user, or no such mode or kind of tokens
    """

    def __init__(
        self,
        library: Library,
        *,
        mode: Literal["public", "password"] = "public",
        tokens: Literal["memory", "signed"] = "memory",
        users: Mapping[str, str] = DEFAULT_USERS,
        codes: Mapping[str, str] | None = None,
        app_passwords: Mapping[str, str | tuple[str, str]] | None = None,
        clients: Mapping[str, str] | None = None,
        sub_path: str = "",
        gzip: bool = False,
        album_downloads: Mapping[str, bool] | None = None,
        preview_limit_px: int | None = None,
        read_only: bool | None = None,
        originals_limit_mb: int = 1000,
        yaml_sidecars: bool = True,
        during_login: Callable[[], object] | None = None,
        clock: Callable[[], float] = time.time,
        owns_library: bool = True,
        host: str = "127.0.0.1",
        port: int = 0,
        ssl_certfile: str | Path | None = None,
        ssl_keyfile: str | Path | None = None,
    ) -> None:
        _check("mode", mode, ("public", "password"))
        _check("tokens", tokens, ("memory", "signed"))
        if not isinstance(users, Mapping) or not users:
            raise ValueError(f"users must be passwords by name, of at least one user, not {users!r}")
        self.library = library
        self.requests = RequestLog()
        self._owns_library = owns_library
        self._user = next(iter(users))
        #: The first user and the password, for a login; None in public mode, where nobody needs one.
        self.username: str | None = None if mode == "public" else self._user
        self.password: str | None = None if mode == "public" else users[self._user]
        self._session: Session | None = None
        self._unmounted: Path | None = None
        self._snapshot: Snapshot | None = None
        self._changing: dict[str, object] = {}
        self._socket = listen(host, port)
        base_path = f"/{sub_path.strip('/')}" if sub_path.strip("/") else ""
        scheme = "https" if ssl_certfile else "http"
        shown_host = f"[{host}]" if ":" in host else host
        self.url = f"{scheme}://{shown_host}:{self._socket.getsockname()[1]}{base_path}"
        signed = tokens == "signed"
        accounts = Accounts(users, codes or {}, app_passwords or {}, clients or {})
        self._access = Access(accounts, public=mode == "public", signed=signed, clock=clock)
        self._thumbnails = Thumbnails(preview_limit_px, since_2026=signed, modified=library.indexed_at.timestamp())
        self._own_session()  # the first user has been here, so that memory tokens are known from the start
        downloads = ALBUM_DOWNLOADS if signed and album_downloads is None else album_downloads
        self._state = state = ServerState(
            library, self._access, self._thumbnails, self.url, base_path, signed, downloads,
            clock=clock, yaml_sidecars=yaml_sidecars, settings=default_settings(),
            originals_limit=originals_limit_mb * _MEGABYTE, during_login=during_login,
            read_only=not library.is_own if read_only is None else read_only,
        )  # fmt: skip
        app: ASGIApp = OriginForm(Dated(Logged(make_app(state), self.requests), clock))
        self._start(Compressed(app, f"{base_path}/api/v1") if gzip else app, ssl_certfile, ssl_keyfile)

    def _start(self, app: ASGIApp, certfile: str | Path | None, keyfile: str | Path | None) -> None:
        config = uvicorn.Config(
            app, lifespan="off", http="h11", ws="none", loop="asyncio", log_config=None, access_log=False,
            server_header=False, date_header=False, timeout_keep_alive=60,
            ssl_certfile=certfile, ssl_keyfile=str(keyfile) if keyfile else None,
        )  # fmt: skip
        try:
            config.load()  # here and not in the thread, so that a bad certificate is the caller's error
        except BaseException:
            self._socket.close()
            raise
        self._worker = _Worker(config)
        self._thread = threading.Thread(
            target=self._worker.run, kwargs={"sockets": [self._socket]}, name=f"photoprism {self.url}", daemon=True
        )
        self._thread.start()
        if not self._worker.ready.wait(_WAIT_S):
            raise RuntimeError(f"the server did not start within {_WAIT_S:g} s")

    def close(self) -> None:
        """Stop listening, cut what is under way, end the thread, and close the library if it is the server's."""
        self._worker.stop()
        self._thread.join(_WAIT_S)
        self._socket.close()
        if self._unmounted is not None:
            self.mount_originals()
        if self._owns_library:
            self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def access_token(self) -> str:
        """An access token of the first user; a session is opened for it without a login request."""
        return self._own_session().access_token

    @property
    def preview_token(self) -> str:
        """The preview token of the first user, as a client gets it; reading it does not activate tokens."""
        return self._access.tokens.preview(self._user)

    @property
    def download_token(self) -> str:
        """A download token of the first user; since 2026 one of the session of ``access_token``."""
        return self._access.tokens.download(self._user, self._own_session().id)

    def _own_session(self) -> Session:
        if self._session is None:
            self._session = self._access.open_session(self._user)
        return self._session

    def snapshot(self) -> None:
        """Remember what the library, the files on disk and the settings are now, for ``reset``."""
        library, state = self.library, self._state
        self._snapshot = Snapshot(library, files=library.is_own or not state.read_only)
        self._changing = copy.deepcopy({name: getattr(state, name) for name in CHANGING})

    def reset(self) -> None:
        """Return to the latest snapshot, and forget the requests and the failed tries; logins and tokens stay.

        Records of the library that were looked up before do not belong to it any more.

        :raises RuntimeError: there is no snapshot
        :raises OSError: a file cannot be written
        """
        if self._snapshot is None:
            raise RuntimeError("there is no snapshot to return to")
        if self._unmounted is not None:
            self.mount_originals()
        self._snapshot.restore()
        for name, value in copy.deepcopy(self._changing).items():
            setattr(self._state, name, value)
        for name in ("uploads", "import"):
            shutil.rmtree(self.library.work_folder(name))
        self._state.folder_answers.clear()
        self._access.logins.clear()
        self._access.access.clear()
        self.requests.clear()

    def restart(self) -> None:
        """Forget what a restart makes the server forget: memory tokens (until a request with a session), the limits."""
        self._own_session()
        self._access.tokens.restart()
        self._access.logins.clear()
        self._access.access.clear()

    def expire_tokens(self) -> None:
        """Make the tokens given so far void: signed download tokens; or all tokens of the memory era."""
        self._access.tokens.expire()

    def revoke_sessions(self) -> None:
        """End every session, so that access tokens answer 401."""
        self._access.revoke_all()
        self._session = None

    def switch_off(self, *features: str) -> None:
        """Switch features off, as the owner does in the settings; most of what belongs to them answers 403 then.

        :param features: ``upload``, ``import``, ``delete``, ``edit``, ``people``, ``download`` and others
        :raises ValueError: there is no such feature
        """
        switch(self._state.settings, features, on=False)

    def switch_on(self, *features: str) -> None:
        """Switch features on again.

        :param features: as for ``switch_off``
        :raises ValueError: there is no such feature
        """
        switch(self._state.settings, features, on=True)

    def refuse_people_changes(self, times: int) -> None:
        """Answer the next changes to people with 429: the server makes one at a time and refuses others meanwhile.

        :param times: how many requests are refused
        """
        self._state.busy_changes = times

    def fill_disk(self) -> None:
        """Let the disk of the server be full: uploads fail from now on."""
        self._state.disk_full = True

    def free_disk(self) -> None:
        """Let the disk of the server have space again."""
        self._state.disk_full = False

    def remove_original(self, path: str) -> None:
        """Remove a file from the disk, keeping its bytes for ``restore_original``; the index is not updated.

        :param path: its path in the library
        :raises KeyError: it is not in the index
        :raises FileNotFoundError: it was removed before
        """
        file = self._file(path)
        if file.primary and not file.error and file.disk.exists():
            with contextlib.suppress(NoThumbnail):  # a file that is no longer a picture has none
                self._thumbnails.prepare(file)
        file.disk.rename(_aside(file.disk))

    def restore_original(self, path: str) -> None:
        """Restore a file that ``remove_original`` removed.

        :param path: its path in the library
        :raises FileNotFoundError: it was not removed
        """
        disk = self.library.root / path
        _aside(disk).rename(disk)

    def change_original(self, path: str, data: bytes) -> None:
        """Change a file on disk; the index keeps its old hash, under which the new bytes are served.

        :param path: its path in the library
        :param data: its new bytes
        :raises KeyError: it is not in the index
        """
        self._file(path).disk.write_bytes(data)

    def unmount_originals(self) -> None:
        """Remove all originals at once, as if their disk were not mounted: the folder is there, and empty.

        The index is not updated. Previews and the thumbnails that indexing makes are still there.

        :raises RuntimeError: they are not mounted
        """
        if self._unmounted is not None:
            raise RuntimeError("the originals are not mounted")
        root = self.library.root
        self._unmounted = root.rename(root.with_name(f".{root.name}.unmounted"))
        root.mkdir()
        self._thumbnails.away = (root, self._unmounted)

    def mount_originals(self) -> None:
        """Restore what ``unmount_originals`` removed; closing the server does so, too.

        :raises RuntimeError: they are mounted
        :raises OSError: something was written into the empty folder
        """
        if self._unmounted is None:
            raise RuntimeError("the originals are mounted")
        self.library.root.rmdir()
        self._unmounted.rename(self.library.root)
        self._unmounted = self._thumbnails.away = None

    def _file(self, path: str) -> File:
        return next(file for file in self.library.find(path).files if file.name == path)


def _check(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} must be {' or '.join(map(repr, allowed))}, not {value!r}")


def _aside(disk: Path) -> Path:
    digest = hashlib.sha1(disk.name.encode()).hexdigest()  # noqa: S324 - a name that fits beside the longest
    return disk.with_name(f".{digest}.removed")
