"""Profiles: a server and how to reach it in a file, and the secrets for it in the keyring or in the same file."""

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from photoprism_client._files import atomic
from photoprism_client._profiles import keyrings
from photoprism_client.exceptions import ApiValueError

KIND = Literal["app password", "session"]

_FILE_MODE = 0o600
#: Parameters of ``Configuration`` that a profile keeps, apart from secrets.
SETTINGS = ("ssl_ca_cert", "cert_file", "key_file", "verify_ssl", "verify_x509_strict", "warn_plain_http", "proxy")
#: What is kept as a secret: the token, and parameters of ``Configuration``.
SECRETS = ("token", "headers", "key_password", "proxy")


class UnreadableError(ApiValueError):
    """The file of profiles cannot be read by this user."""


class Profile(NamedTuple):
    """A server, who is known there, and how to reach it. The token is never a password of the user's own."""

    url: str
    username: str | None = None
    kind: KIND = "session"
    #: Parameters of ``Configuration``.
    settings: Mapping[str, Any] = {}
    #: Secrets that are in the file, by name.
    secrets: Mapping[str, Any] = {}
    #: Names of secrets that are in the keyring.
    in_keyring: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Profile {self.url}, {self.username}, {self.kind}>"


def folder() -> Path | None:
    """Return the folder of the settings.

    :return: such as ``~/.config/photoprism-images``, which need not exist; None where this user has no home folder.
    :raises ApiValueError: the extra ``cli`` is not installed.
    """
    try:
        import platformdirs
    except ModuleNotFoundError as error:
        raise ApiValueError(f"profiles need {error.name}: pip install 'photoprism-images[cli]'") from None

    try:
        found = Path(platformdirs.user_config_dir("photoprism-images", appauthor=False))
    except RuntimeError:
        return None
    return found if found.is_absolute() else None  # some versions return "~/.config"


def read(name: str) -> Profile | None:
    """Read a profile from the file; the keyring is not touched.

    :param name: of the profile.
    :return: the profile, or None where there is none of that name.
    :raises UnreadableError: the file cannot be read.
    :raises ApiValueError: it holds something else, or the extra ``cli`` is not installed.
    """
    entry = _read_all().get(name)
    if entry is None:
        return None
    secrets = {key: entry[key] for key in SECRETS if key in entry}
    kind: KIND = "app password" if entry.get("kind") == "app password" else "session"
    in_keyring = entry.get("in_keyring", [] if secrets else ["token"])  # the first versions did not say
    settings = {key: entry[key] for key in SETTINGS if key in entry and key not in secrets}
    return Profile(entry.get("url", ""), entry.get("username") or None, kind, settings, secrets, tuple(in_keyring))


def secrets_of(name: str, profile: Profile, wanted: set[str]) -> dict[str, Any]:
    """Return secrets of a profile; the keyring is opened only if one of them is there.

    :param name: of the profile.
    :param profile: as it was read.
    :param wanted: names of the secrets.
    :return: those that there are.
    :raises ApiValueError: one is in a keyring that cannot be opened.
    """
    found = dict(profile.secrets)
    if wanted & set(profile.in_keyring):
        try:
            found |= keyrings.load(name)
        except keyrings.KeyringUnavailableError as error:
            advice = "Unlock it, or set PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD"
            raise ApiValueError(f"{error}. {advice}") from None
    return {key: value for key, value in found.items() if key in wanted}


def require_place() -> None:
    """Check that a profile can be kept, before anybody is asked for a password.

    :raises ApiValueError: the folder for it does not exist, or this user may not write to it.
    """
    path = folder()
    nearest = path and next((parent for parent in (path, *path.parents) if os.path.lexists(parent)), None)
    if nearest is None or not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        where = f" in {path}" if path else ""
        raise ApiValueError(
            f"a login cannot be kept{where}: set HOME or XDG_CONFIG_HOME to a folder of yours, or PHOTOPRISM_URL and"
            " PHOTOPRISM_APP_PASSWORD, which need none"
        )


def write(name: str, profile: Profile) -> str:
    """Keep a profile.

    :param name: of the profile.
    :param profile: its secrets go to the keyring, and into the file only where no keyring takes them.
    :return: where the secrets are, for a person.
    """
    entries = _read_all()
    entry = {"url": profile.url, "username": profile.username or "", "kind": profile.kind, **profile.settings}
    is_in_keyring = bool(profile.secrets) and _keep(name, profile.secrets)
    in_file, in_keyring = ({}, list(profile.secrets)) if is_in_keyring else (profile.secrets, [])
    entries[name] = {**entry, **in_file, "in_keyring": in_keyring}
    _write_all(entries)
    return "the keyring" if is_in_keyring else str(_path())


def remove(name: str) -> None:
    """Forget a profile and its secrets.

    :param name: of the profile.
    :raises ApiValueError: they are in a keyring that cannot be opened; nothing is forgotten then.
    """
    entries = _read_all()
    if name in entries and entries[name].get("in_keyring", ["token"]):
        keyrings.remove(name)
    if entries.pop(name, None) is not None:
        _write_all(entries)


def _keep(name: str, secrets: Mapping[str, Any]) -> bool:
    """Put secrets into the keyring; false where it does not take them: locked, or without a desktop to ask on."""
    try:
        keyrings.save(name, dict(secrets))
    except keyrings.KeyringUnavailableError:
        return False
    return True


def _path() -> Path | None:
    found = folder()
    return None if found is None else found / "profiles.toml"


def _read_all() -> dict[str, dict[str, Any]]:
    path = _path()
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        return {name: dict(entry) for name, entry in tomllib.loads(text).items() if isinstance(entry, dict)}
    except (FileNotFoundError, NotADirectoryError):  # such as below HOME=/dev/null
        return {}
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ApiValueError(f"{path} is not TOML: it is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ApiValueError(f"{path} is not TOML: {error}") from None


def _write_all(entries: Mapping[str, Mapping[str, Any]]) -> None:
    lines = []
    for name, entry in sorted(entries.items()):
        lines += [f"[{_toml(name)}]", *(f"{key} = {_toml(value)}" for key, value in entry.items()), ""]
    path = _path()
    if path is None:
        require_place()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write(path, ["\n".join(lines).encode()], part=path.with_suffix(".new"), mode=_FILE_MODE)


def _toml(value: object) -> str:
    """Write a value of TOML, which is that of JSON but for the sign after a key, and DEL, which must be escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", " = "), default=str)
    return text.replace("\x7f", "\\u007f")
