"""`Identified`: which server a file system is about and as whom, in URLs, in pickles and where it is shown."""

import os
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from photoprism_client.exceptions import ApiValueError
from photoprism_client.fs.addresses import PROTOCOL, address_of, is_at, url_of
from photoprism_client.fs.connection import Connection
from photoprism_client.fs.options import Access, StorageOptions, variables
from photoprism_client.fs.read_only import ReadOnly


class _Environment:
    """The variables that count, as an attribute of a class: fsspec keeps an instance for each state of them."""

    def __get__(self, instance: object, owner: object) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(variables().items()))


class Identified(ReadOnly):
    """A file system that knows its server, and shows no secret of it."""

    protocol = PROTOCOL
    root_marker = ""
    _environment = _Environment()
    _extra_tokenize_attributes = ("_environment",)

    _access: Access

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._access.where}>"

    @property
    def storage_options(self) -> StorageOptions:
        """The options as they were passed; ``repr`` hides secrets."""
        return self._options

    @storage_options.setter
    def storage_options(self, value: Mapping[str, Any]) -> None:
        self._options = StorageOptions(value)

    @cached_property
    def _connection(self) -> Connection:
        return Connection.shared(self._access)

    @cached_property
    def _fs_token(self) -> str:
        # fsspec's own is a plain hash of all options, passwords among them, and of the process and thread.
        return self._access.fingerprint()

    @property
    def fsid(self) -> str:
        """The URL of the root."""
        return self.unstrip_protocol("")

    def to_dict(self, *, include_password: bool = True) -> dict[str, Any]:
        """Return what this file system can be made of again; see fsspec.

        :param include_password: whether secrets among the options are in it.
        :return: a dictionary for JSON.
        """
        made: dict[str, Any] = super().to_dict()
        return made if include_password else dict(StorageOptions(made).without_secrets())

    @classmethod
    def _strip_protocol(cls, path: Any) -> Any:
        if isinstance(path, list):
            return [cls._strip_protocol(one) for one in path]
        return address_of(os.fspath(path)).path

    @staticmethod
    def _get_kwargs_from_urls(path: str) -> dict[str, Any]:
        address = address_of(os.fspath(path))
        found = {"host": address.host, "username": address.username}
        return {name: value for name, value in found.items() if value is not None}

    def unstrip_protocol(self, name: str) -> str:
        """Return the URL of a path.

        :param name: a path or URL.
        :return: a URL with the server in it, as far as that can be written; see docs/file_system.md.
        """
        return url_of(self._path(name), self._connection.configuration.host)

    def _path(self, path: Any) -> str:
        """Return the path in what may be a URL, unless that leads to another server."""
        address = address_of(os.fspath(path))
        if address.host is not None and not is_at(address.host, self._connection.configuration.host):
            raise ApiValueError(f"this file system is that of {self._access.where}, and not of {address.host}")
        return address.path
