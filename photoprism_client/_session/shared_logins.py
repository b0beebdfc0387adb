"""The logins that processes of this user share: which there are, and what ends one of them."""

import os
from datetime import UTC, datetime
from typing import Any, NamedTuple

from photoprism_client._session.login_file import LoginFile, default_folder
from photoprism_client._session.tokens import is_usable

# A password that is never sent: to end a session takes its access token, which is in the file.
_NOT_SENT = "-"


class SharedLoginFacts(NamedTuple):
    """A login that processes share, without its token."""

    #: Base URL of the server.
    host: str
    #: ``user`` or ``client``.
    kind: str
    #: Name of the user, or ID of the client.
    name: str
    #: When it ends; None if that is not known.
    expires_at: datetime | None
    folder: str

    @property
    def settings(self) -> dict[str, Any]:
        """Parameters of ``Configuration`` with which ``session.log_out()`` ends it, without any login."""
        names = ("client_id", "client_secret") if self.kind == "client" else ("username", "password")
        return {
            **dict.fromkeys(("access_token", "username", "password", "client_id", "client_secret", "one_time_code")),
            **dict.fromkeys(("preview_token", "download_token")),
            **dict(zip(names, (self.name, _NOT_SENT), strict=True)),
            "host": self.host,
            "shared_login": self.folder,
        }


def shared_logins(wanted: object) -> list[SharedLoginFacts]:
    """Return the logins that are shared.

    :param wanted: the folder of them, as in ``Configuration.shared_login``; anything else for the default folder.
    :return: those with a session, by the names of their files.
    :raises ApiValueError: a file cannot be read, others may open it, or this user has no home folder.
    """
    folder = os.fspath(wanted if isinstance(wanted, str | os.PathLike) else default_folder(os.environ))
    found = []
    for values in LoginFile.all_in(folder):
        if is_usable(values.get("access_token")):
            kind, _, name = values["user"].partition(" ")
            found.append(SharedLoginFacts(values["host"], kind, name, _time(values.get("ends_at")), folder))
    return found


def _time(seconds: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int | float) else None
    except (OverflowError, OSError, ValueError):
        return None
