"""`Clients`: the client of a file system, made when it is first needed, one in each process."""

import os
import weakref
from functools import cached_property

from photoprism_client._clock import SYSTEM_CLOCK
from photoprism_client.api_client import ApiClient
from photoprism_client.configuration import Configuration
from photoprism_client.fs.options import Access


class Clients:
    """Makes the client when it is first asked for. A forked process gets another one.

    :param access: which server, and as whom; nothing is read or sent before a call.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self._by_process: dict[int, ApiClient] = {}

    def __repr__(self) -> str:
        return f"<Clients: {self._access}>"

    @cached_property
    def configuration(self) -> Configuration:
        """The settings of the clients.

        :raises ApiTypeError: an option has the wrong type.
        :raises ApiValueError: no server is named, or a value is not allowed.
        """
        return self._access.configuration()

    @property
    def current(self) -> ApiClient:
        """The client of this process."""
        process = os.getpid()
        client = self._by_process.get(process)
        if client is None:
            made = ApiClient(self.configuration, clock=SYSTEM_CLOCK)
            client = self._by_process.setdefault(process, made)  # a lock could be held by another thread at a fork
            if client is made:
                weakref.finalize(self, _close, client, process)
        return client


def _close(client: ApiClient, process: int) -> None:
    """Log out, unless the client is that of a parent process."""
    if os.getpid() == process:
        client.close()
