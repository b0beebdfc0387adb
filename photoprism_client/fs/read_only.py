"""`ReadOnly`: refuses everything by which fsspec would change a file system."""

from typing import Any, NoReturn

from fsspec.spec import AbstractFileSystem

from photoprism_client.fs.failures import refuse_to_write


class ReadOnly(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
    """A file system whose methods that write raise ``OSError`` with ``EROFS``; nothing is sent."""

    def _refuse(self, path: object = None, *args: Any, **options: Any) -> NoReturn:
        refuse_to_write(self._strip_protocol(path) if isinstance(path, str) else path)

    def _refuse_second(self, source: object, path: object = None, *args: Any, **options: Any) -> NoReturn:
        self._refuse(path)

    mkdir = makedirs = rmdir = rm = rm_file = _rm = touch = pipe = pipe_file = write_text = mv = _refuse
    put = put_file = cp_file = copy = _refuse_second

    def start_transaction(self) -> NoReturn:
        """Refuse a transaction: there is nothing to write."""
        self._refuse()

    def sign(self, path: str, expiration: int = 100, **options: Any) -> NoReturn:
        """Refuse to make a URL that anybody could read: it would hold a token of the session.

        :raises NotImplementedError: always.
        """
        raise NotImplementedError("photoprism:// signs no URLs: they would hold a token that opens the whole library")
