"""Profiles: an address and an app password or session token, in the keyring or in a file that only its owner reads."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from photoprism_client._files import atomic

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

KIND = Literal["app password", "session"]

_SERVICE = "photoprism-images"
_FILE_MODE = 0o600


class Profile(NamedTuple):
    """A server, who is known there, and by what. ``token`` is never a password of the user's own."""

    url: str
    username: str | None = None
    kind: KIND = "session"
    token: str | None = None

    def __repr__(self) -> str:
        return f"<Profile {self.url}, {self.username}, {self.kind}>"


def folder() -> Path:
    """Return the folder of the settings.

    :return: such as ``~/.config/photoprism-images``; it need not exist.
    """
    import platformdirs

    return Path(platformdirs.user_config_dir("photoprism-images", appauthor=False))


def read(name: str) -> Profile | None:
    """Read a profile.

    :param name: of the profile.
    :return: the profile with its token, or None where there is none of that name.
    :raises click.ClickException: the file cannot be read.
    """
    entry = _read_all().get(name)
    if entry is None:
        return None
    token = entry.get("token") or _from_keyring(name)
    kind: KIND = "app password" if entry.get("kind") == "app password" else "session"
    return Profile(entry.get("url", ""), entry.get("username") or None, kind, token)


def write(name: str, profile: Profile) -> str:
    """Keep a profile.

    :param name: of the profile.
    :param profile: its token goes to the keyring, and into the file only where there is no keyring.
    :return: where the token is, for a person.
    """
    entries = _read_all()
    entry = {"url": profile.url, "username": profile.username or "", "kind": profile.kind}
    where = "the keyring"
    if profile.token and not _to_keyring(name, profile.token):
        entry["token"] = profile.token
        where = str(_path())
    entries[name] = entry
    _write_all(entries)
    return where


def remove(name: str) -> None:
    """Forget a profile and its token.

    :param name: of the profile.
    """
    entries = _read_all()
    if entries.pop(name, None) is not None:
        _write_all(entries)
    backend = _keyring()
    if backend is not None and backend.get_password(_SERVICE, name) is not None:
        backend.delete_password(_SERVICE, name)


def _path() -> Path:
    return folder() / "profiles.toml"


def _read_all() -> dict[str, dict[str, str]]:
    try:
        text = _path().read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        return {name: dict(entry) for name, entry in tomllib.loads(text).items() if isinstance(entry, dict)}
    except tomllib.TOMLDecodeError as error:
        raise click.ClickException(f"{_path()} is not TOML: {error}") from None


def _write_all(entries: Mapping[str, Mapping[str, str]]) -> None:
    lines = []
    for name, entry in sorted(entries.items()):
        lines += [f"[{_quoted(name)}]", *(f"{key} = {_quoted(value)}" for key, value in entry.items()), ""]
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, ["\n".join(lines).encode()], part=path.with_suffix(".new"), mode=_FILE_MODE)


def _quoted(text: str) -> str:
    escaped = "".join(
        f"\\u{ord(char):04x}" if char in '"\\' or ord(char) < 0x20 or ord(char) == 0x7F else char for char in text
    )
    return f'"{escaped}"'


def _keyring() -> "KeyringBackend | None":
    """Return the keyring, or None where there is none that keeps anything."""
    import keyring

    backend = keyring.get_keyring()
    return backend if backend.priority >= 1 else None


def _from_keyring(name: str) -> str | None:
    backend = _keyring()
    return None if backend is None else backend.get_password(_SERVICE, name)


def _to_keyring(name: str, token: str) -> bool:
    from keyring.errors import KeyringError

    backend = _keyring()
    if backend is None:
        return False
    try:
        backend.set_password(_SERVICE, name, token)
    except KeyringError:
        return False  # locked, or without a desktop to ask on
    return True
