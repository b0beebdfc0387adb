"""`Request`: one request as a value, ready to send, and how long to wait for its answer."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from photoprism_client._settings.address import Origin
from photoprism_client._settings.validation import seconds
from photoprism_client.exceptions import ApiTypeError
from photoprism_client.redaction import redact_text


class Timeouts(NamedTuple):
    """How long to wait for a connection, and for the next bytes of an answer; in seconds."""

    connect_s: float
    read_s: float

    @classmethod
    def of(cls, value: object, default: "Timeouts") -> "Timeouts":
        """Read the value of ``_request_timeout``.

        :param value: None, seconds, or a pair (connect, read) of seconds.
        :param default: the timeouts that None stands for.
        :return: both timeouts.
        :raises ApiTypeError: it is anything else.
        :raises ApiValueError: a number is not above 0, or above a day.
        """
        if value is None:
            return default
        if isinstance(value, tuple):
            if len(value) != 2:
                raise ApiTypeError(f"_request_timeout must be seconds or a pair (connect, read), not {value!r}")
            return cls(seconds("_request_timeout[0]", value[0]), seconds("_request_timeout[1]", value[1]))
        both = seconds("_request_timeout", value)
        return cls(both, both)


class StreamedBody(Protocol):
    """A body that is read while it is sent, once for each try."""

    #: Bytes of the whole body.
    size: int

    def __iter__(self) -> Iterator[bytes]:
        """Return the parts, from the first on."""


class BodyError(Exception):
    """The body of a request cannot be made.

    :param error: why; what sends the request raises it.
    """

    def __init__(self, error: Exception) -> None:
        super().__init__(error)
        self.error = error


class Request(NamedTuple):
    """A request, checked and encoded, and what its sender must know when the answer comes."""

    #: HTTP method, in upper case.
    method: str
    origin: Origin
    #: Path and query, quoted.
    target: str
    headers: dict[str, str]
    timeouts: Timeouts
    payload: bytes | StreamedBody | None = None
    #: Whether a compressed body is decoded while it is read.
    decode_content: bool = False
    #: Whether it is known to carry a credential, not just a token that the user named: that only opens pictures.
    has_secret: bool = False
    #: Statuses of good answers: 206 and 304 only if the user's own headers ask for them.
    good: frozenset[int] = frozenset({200})
    #: Secrets that it carries outside of its headers.
    secrets: tuple[str, ...] = ()
    #: Whether sending it twice does what sending it once does.
    is_repeatable: bool = True
    #: Whether it carries our credentials: then the tokens in the headers of the answer are ours.
    is_ours: bool = False

    def __repr__(self) -> str:
        # Whatever shows the variables of a traceback, as pytest does, shows this.
        return f"<Request {self.method} {redact_text(self.url, self.secrets)}>"

    @property
    def url(self) -> str:
        """The whole URL."""
        return self.origin.url + self.target
