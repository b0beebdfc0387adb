"""`ApiResponse`: what the ``_with_http_info`` forms return."""

from collections.abc import Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class ApiResponse(Generic[T]):
    """A decoded answer with its status and headers.

    :param status_code: HTTP status.
    :param headers: header names to values; names are compared without regard to case.
    :param data: the decoded body.
    :param raw_data: the body's bytes; left out where *data* is these.
    """

    def __init__(
        self,
        status_code: int,
        headers: Mapping[str, str] | None = None,
        data: T | None = None,
        raw_data: bytes | bytearray | None = None,
    ) -> None:
        self.status_code = status_code
        self.headers = headers
        self.data: T = data  # type: ignore[assignment]  # None only where T allows it
        self._raw_data = raw_data

    @property
    def raw_data(self) -> bytes | bytearray:
        """The body's bytes."""
        if self._raw_data is None and isinstance(self.data, (bytes, bytearray)):
            return self.data
        return self._raw_data or b""

    def __repr__(self) -> str:
        return f"ApiResponse(status_code={self.status_code}, data={self.data!r})"
