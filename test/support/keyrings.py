"""Keyrings for commands in other processes, chosen with ``PYTHON_KEYRING_BACKEND``."""

import os
from pathlib import Path

import keyring.backend
from keyring.errors import KeyringLocked

# Importing this module counts as touching the keyring.
if found := os.environ.get("TEST_KEYRING_TOUCHED"):
    Path(found).touch()


class Locked(keyring.backend.KeyringBackend):
    """A keyring that is never unlocked."""

    priority = 5.0

    def get_password(self, service: str, username: str) -> str | None:
        """Refuse."""
        raise KeyringLocked("Failed to unlock the collection!")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse."""
        raise KeyringLocked("Failed to unlock the collection!")

    def delete_password(self, service: str, username: str) -> None:
        """Refuse."""
        raise KeyringLocked("Failed to unlock the collection!")


class Broken(Locked):
    """A keyring that fails with an error that is not a keyring error."""

    def get_password(self, service: str, username: str) -> str | None:
        """Fail."""
        raise AttributeError("'NoneType' object has no attribute 'Unlock'")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Fail."""
        raise AttributeError("'NoneType' object has no attribute 'Unlock'")


class Absent(Locked):
    """A keyring that keeps nothing, as on a server without a desktop."""

    priority = 0.0
