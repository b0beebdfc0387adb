"""The secrets of a login in the keyring of the desktop, opened only when one of them is needed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from photoprism_client.exceptions import ApiValueError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE = "photoprism-images"


class KeyringUnavailableError(ApiValueError):
    """There is no keyring here, or it is locked; the message names the login, and says which."""


def load(name: str) -> dict[str, Any]:
    """Read the secrets of a login.

    :param name: of the login.
    :return: secrets by name; empty where the keyring has none.
    :raises KeyringUnavailableError: the keyring cannot be opened.
    """
    with _opened(name) as keyring:
        text = keyring.get_password(_SERVICE, name) or "{}"
        found: dict[str, Any] = json.loads(text) if text.startswith("{") else {"token": text}  # an older format
        return found


def save(name: str, secrets: dict[str, Any]) -> None:
    """Keep the secrets of a login.

    :param name: of the login.
    :param secrets: by name.
    :raises KeyringUnavailableError: the keyring cannot be opened.
    """
    with _opened(name) as keyring:
        keyring.set_password(_SERVICE, name, json.dumps(secrets))


def remove(name: str) -> None:
    """Forget the secrets of a login, where there are any.

    :param name: of the login.
    :raises KeyringUnavailableError: the keyring cannot be opened.
    """
    with _opened(name) as keyring:
        if keyring.get_password(_SERVICE, name) is not None:
            keyring.delete_password(_SERVICE, name)


@contextmanager
def _opened(name: str) -> Iterator["KeyringBackend"]:
    """Open the keyring; an error of it becomes a :class:`KeyringUnavailableError`."""
    try:
        import keyring  # which looks for backends and settings in the home folder

        backend = keyring.get_keyring()
        if backend.priority < 1:
            raise LookupError("there is no keyring here")
        yield backend
    except Exception as error:  # noqa: BLE001  # a backend is third-party code, and may raise anything
        reason = " ".join(f"{error}".split()) or type(error).__name__
        raise KeyringUnavailableError(f"the login {name!r} is in a keyring that cannot be opened: {reason}") from None
