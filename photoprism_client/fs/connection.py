"""`Connection`: what file systems with the same options share in a process: client, listings, and what was missing.

fsspec keeps an instance of a file system for each thread; if each had its own connection, each thread would log in.
"""

import weakref
from typing import NamedTuple

from photoprism_client.api_client import ApiClient
from photoprism_client.configuration import Configuration
from photoprism_client.fs.clients import Clients
from photoprism_client.fs.options import Access
from photoprism_client.fs.reading import Contents
from photoprism_client.fs.tree.tree import Tree

# A plain dictionary is safe to use from many threads; two connections of one kind do no harm.
_shared: "weakref.WeakValueDictionary[str, Connection]" = weakref.WeakValueDictionary()


class _Made(NamedTuple):
    """What is made for a client; a process that was forked makes its own."""

    client: ApiClient
    tree: Tree
    contents: Contents


class Connection:
    """A server, as one kind of user sees it.

    :param access: which server, and as whom; nothing is read or sent before a call.
    """

    def __init__(self, access: Access) -> None:
        self._access, self._clients = access, Clients(access)
        self._made: _Made | None = None

    def __repr__(self) -> str:
        return f"<Connection: {self._access}>"

    @classmethod
    def shared(cls, access: Access) -> "Connection":
        """Return the connection of this process for an access.

        :param access: which server, and as whom.
        :return: one that exists, or a new one.
        """
        key = access.key
        return _shared.get(key) or _shared.setdefault(key, cls(access))

    @property
    def configuration(self) -> Configuration:
        """The settings of the client; see :attr:`Clients.configuration` for errors."""
        return self._clients.configuration

    @property
    def client(self) -> ApiClient:
        """The client of this process."""
        return self._clients.current

    @property
    def tree(self) -> Tree:
        """Lists files."""
        return self._current.tree

    @property
    def contents(self) -> Contents:
        """Reads files."""
        return self._current.contents

    def forget(self, path: str | None) -> None:
        """Forget listings, and that originals were missing.

        :param path: of a folder; None for all.
        """
        if self._made is not None:
            self._made.contents.trust()
            self._made.tree.invalidate(path)

    @property
    def _current(self) -> _Made:
        client, made = self._clients.current, self._made
        if made is None or made.client is not client:
            tree = Tree(client, **self._access.listing)
            made = self._made = _Made(client, tree, Contents(self._clients, tree.newer))
        return made
