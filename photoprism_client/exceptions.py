"""Every error that this package raises.

::

    OpenApiException
    ├── ApiTypeError, ApiValueError, ApiAttributeError, ApiKeyError     a wrong argument, before any I/O
    ├── LookupFailedError                     no album, label, folder or person has the name, or several have it
    ├── TargetExistsError                     another file has the name to write to
    ├── TargetInUseError                      another transfer is writing to the same place
    └── ApiException                          a call failed: status, reason, headers, body, method, url
        ├── BadRequestException               400
        ├── UnauthorizedException             401
        │   └── GatewayLoginError             something in front of the server wants a login
        ├── ForbiddenException                403
        ├── NotFoundException                 404
        │   └── MissingOriginalError          the server cannot find a file on its disk
        ├── ConflictException                 409
        ├── UnprocessableEntityException      422
        ├── RateLimitException                429
        ├── ServiceException                  500 to 599
        ├── TransportError                    status 0: no answer, or one that broke off
        ├── PlaceholderException              an icon came instead of a picture
        ├── NotAppliedError                   the server did not do all of a change
        └── IntegrityError                    bytes that cannot be trusted
            ├── ChangedOnServerError          the file changed since the server indexed it
            └── IncompleteArchiveError        a zip lacks members

``except ApiException`` catches every failure of a call. Errors are masked: no token, password or cookie is in their
message, ``repr``, headers or body.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from photoprism_client._error_texts import HttpResponse, decisive_in, followed_by, masked
from photoprism_client.redaction import redact_headers, redact_text

__all__ = [
    "ApiAttributeError",
    "ApiException",
    "ApiKeyError",
    "ApiTypeError",
    "ApiValueError",
    "BadRequestException",
    "ChangedOnServerError",
    "ConflictException",
    "ForbiddenException",
    "GatewayLoginError",
    "IncompleteArchiveError",
    "IntegrityError",
    "LookupFailedError",
    "MissingOriginalError",
    "NotAppliedError",
    "NotFoundException",
    "OpenApiException",
    "PlaceholderException",
    "RateLimitException",
    "ServiceException",
    "TargetExistsError",
    "TargetInUseError",
    "TransportError",
    "UnauthorizedException",
    "UnprocessableEntityException",
]

_SHOWN_BODY = 500  # characters of a body in a message; the attribute holds more
_CHANGE_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})
_MAY_BE_DONE = "The server may have carried out the request: see what is there before you send it again."


class OpenApiException(Exception):
    """The root of all errors of this package."""


class _LocatedError(OpenApiException):
    """An error with the location of the faulty item in the data.

    :param msg: the message.
    :param path_to_item: keys and indices that lead to the faulty item, or None.
    """

    def __init__(self, msg: str, path_to_item: Sequence[str | int] | None = None) -> None:
        self.path_to_item = path_to_item
        super().__init__(f"{msg} at {render_path(path_to_item)}" if path_to_item else msg)


class ApiTypeError(_LocatedError, TypeError):
    """An argument has the wrong type.

    :param msg: the message.
    :param path_to_item: keys and indices that lead to the faulty item, or None.
    :param valid_classes: the types that are allowed, or None.
    :param key_type: whether the faulty item is a key of a mapping, or None.
    """

    def __init__(
        self,
        msg: str,
        path_to_item: Sequence[str | int] | None = None,
        valid_classes: tuple[type, ...] | None = None,
        key_type: bool | None = None,
    ) -> None:
        self.valid_classes = valid_classes
        self.key_type = key_type
        super().__init__(msg, path_to_item)


class ApiValueError(_LocatedError, ValueError):
    """An argument has a value that is not allowed."""


class ApiAttributeError(_LocatedError, AttributeError):
    """There is no such attribute."""


class ApiKeyError(_LocatedError, KeyError):
    """There is no such key."""

    def __str__(self) -> str:
        # KeyError would show the repr of the message.
        return str(self.args[0])


class LookupFailedError(OpenApiException, LookupError):
    """Nothing on the server has a name, or several things have it.

    :param kind: what was looked up, in one word: ``album``, ``label``, ``folder``, ``person`` …
    :param wanted: the name that was looked up.
    :param close: names that are similar, the most similar first.
    :param uids: where several things have the name, the UID of each.
    """

    def __init__(self, kind: str, wanted: str, close: Sequence[str] = (), uids: Sequence[str] = ()) -> None:
        super().__init__(kind, wanted, close, uids)
        self.kind, self.wanted, self.close, self.uids = kind, wanted, tuple(close), tuple(uids)

    def __str__(self) -> str:
        if self.uids:
            count = len(self.uids)
            return f"{count} {self.kind}s are called {self.wanted!r}: pass one of the UIDs {', '.join(self.uids)}"
        hint = f"; close: {', '.join(self.close)}" if self.close else ""
        return f"no {self.kind} is called {self.wanted!r}{hint}"


class TargetExistsError(OpenApiException, FileExistsError):
    """Another file has the name that a download needs; that file is left as it is."""


class TargetInUseError(OpenApiException):
    """Another transfer, in this process or another, is writing to the same place."""


class ApiException(OpenApiException):
    """A call failed: the answer was an error, there was none, or it cannot be trusted.

    :param status: HTTP status; 0 if there was no answer.
    :param reason: HTTP reason phrase, or what happened in a few words.
    :param http_resp: the answer; it fills in whatever the other arguments leave out.
    :param body: text of the body.
    :param data: the decoded body, if there is one.
    :param headers: header names to values; stored masked.
    :param message: what failed and what to do about it, for a person; stored masked.
    :param method: HTTP method of the request.
    :param url: URL of the request; stored masked.
    """

    def __init__(
        self,
        status: int | None = None,
        reason: str | None = None,
        http_resp: HttpResponse | None = None,
        *,
        body: str | None = None,
        data: object = None,
        headers: Mapping[str, str] | None = None,
        message: str | None = None,
        method: str | None = None,
        url: str | None = None,
    ) -> None:
        if http_resp is not None:
            status = http_resp.status if status is None else status
            reason = http_resp.reason if reason is None else reason
            body = bytes(http_resp.data).decode("utf-8", "replace") if body is None else body
            headers = http_resp.headers if headers is None else headers
        self.status = status
        self.reason = None if reason is None else redact_text(reason)
        super().__init__(self.status, self.reason)
        self.body = None if body is None else redact_text(body)
        self.headers = None if headers is None else redact_headers(headers)
        self._decisive = decisive_in(headers or {})
        self.data = redact_text(data) if isinstance(data, str) else data
        self.message = None if message is None else masked(message)
        self.method = method
        self.url = None if url is None else redact_text(url)

    @classmethod
    def from_response(cls, *, http_resp: HttpResponse, body: str | None, data: object) -> NoReturn:
        """Raise the exception for the status of an answer.

        :param http_resp: the answer.
        :param body: its text, or None.
        :param data: its decoded body, or None.
        :raises ApiException: always, of the class that :func:`exception_class` returns.
        """
        raise exception_class(http_resp.status)(http_resp=http_resp, body=body, data=data)

    def narrowed(self, kind: "type[_Kind]", message: str) -> "_Kind":
        """Return the same failure as an error of a narrower class; this one stays as it is.

        :param kind: a subclass of this error's class that adds no parameters of its own.
        :param message: what failed and what to do about it, for a person; stored masked.
        :return: an error of that class with the status, headers, body, method and URL of this one.
        """
        return _restore(kind, self.args, {**self.__dict__, "message": masked(message)})

    def __str__(self) -> str:
        lines = [f"({self.status})", f"Reason: {self.reason}"]
        if self.url:
            lines.append(f"Request: {self.method} {self.url}")
        if self.message:
            lines.append(self.message)
        if self.headers:
            lines.append(f"HTTP response headers: {self.headers}")
        if self.body:
            more = len(self.body) - _SHOWN_BODY
            lines.append(f"HTTP response body: {self.body[:_SHOWN_BODY]}" + (f"… ({more} more)" if more > 0 else ""))
        return "\n".join(lines) + "\n"

    def __repr__(self) -> str:
        return f"{type(self).__name__}(status={self.status}, reason={self.reason!r}, url={self.url!r})"

    def __reduce__(self) -> tuple[object, ...]:
        # Process pools pickle exceptions; the default would call __init__ with args alone.
        return _restore, (type(self), self.args, self.__dict__)


_Kind = TypeVar("_Kind", bound=ApiException)


class BadRequestException(ApiException):
    """400: the server cannot process the request."""


class UnauthorizedException(ApiException):
    """401: the server wants a login, or does not accept the credentials."""


class GatewayLoginError(UnauthorizedException):
    """Something in front of the server, such as a reverse proxy, wants a login.

    The answer, or the redirect to a login page, is not the server's, and says nothing about the credentials for it.
    """


class ForbiddenException(ApiException):
    """403: the token is not accepted here, or the user lacks the permission."""


class NotFoundException(ApiException):
    """404: there is no such thing; the message says whether the URL is a PhotoPrism API at all."""


class MissingOriginalError(NotFoundException):
    """404 with an icon: the server cannot find the file on its disk, or does not know the photo; don't ask again."""


class ConflictException(ApiException):
    """409: the request conflicts with the data on the server."""


class UnprocessableEntityException(ApiException):
    """422: the request is well-formed, but its content is not accepted."""


class RateLimitException(ApiException):
    """429: too many requests, logins or bad tokens from this address; wait before the next one."""


class ServiceException(ApiException):
    """500 to 599: the server, or a proxy in front of it, failed."""


class TransportError(ApiException):
    """There was no answer, or it broke off: refused, timed out, cut, or not HTTP. The status is 0.

    :param reason: what happened, in a few words.
    :param message: what to do about it.
    :param method: HTTP method of the request.
    :param url: URL of the request; stored masked.
    :param is_passing: whether another attempt may succeed; false for a certificate that is not accepted.
    :param is_unsent: whether the server certainly got no part of the request.
    """

    def __init__(
        self,
        reason: str,
        *,
        message: str | None = None,
        method: str | None = None,
        url: str | None = None,
        is_passing: bool = True,
        is_unsent: bool = False,
    ) -> None:
        super().__init__(0, reason, message=message, method=method, url=url)
        self.is_passing = is_passing
        self.is_unsent = is_unsent
        if self.may_be_done:
            self.message = followed_by(self.message, _MAY_BE_DONE)

    @property
    def may_be_done(self) -> bool:
        """Whether the server may have carried out a request that changes something."""
        return not self.is_unsent and self.method is not None and self.method not in _CHANGE_NOTHING


class PlaceholderException(ApiException):
    """The server sent its icon for "no picture" instead of a picture."""


class NotAppliedError(ApiException):
    """The server did not do all that a change asked for, whatever it answered; or a call failed in the middle.

    :param message: what was not done, and why if that is known.
    :param items: what was not done: UIDs, or names of fields.
    :param done: what was done, or what the server has now; the method says which.
    :param cause: the error of a call that ended the change; None if the server answered that all was well.
    """

    def __init__(
        self, message: str, *, items: Iterable[str] = (), done: object = None, cause: ApiException | None = None
    ) -> None:
        if cause is None:
            super().__init__(200, "not applied", message=message)
        else:
            super().__init__(cause.status, cause.reason, message=message, method=cause.method, url=cause.url)
        #: What was not done: UIDs, or names of fields.
        self.items = tuple(items)
        #: What was done, or what the server has now.
        self.done: Any = done


class IntegrityError(ApiException):
    """The bytes cannot be trusted: they are not what was asked for, not whole, or wrongly encoded."""


class ChangedOnServerError(IntegrityError):
    """The file changed since the server indexed it under this hash."""


class IncompleteArchiveError(IntegrityError):
    """A zip is whole but lacks members; ``missing`` holds their names.

    The zip is not kept: a call with ``allow_missing``, which accepts it, fetches it again.
    """

    missing: tuple[str, ...] = ()


_BY_STATUS: dict[int, type[ApiException]] = {
    400: BadRequestException,
    401: UnauthorizedException,
    403: ForbiddenException,
    404: NotFoundException,
    409: ConflictException,
    422: UnprocessableEntityException,
    429: RateLimitException,
}


def exception_class(status: int) -> type[ApiException]:
    """Return the class of the error for an HTTP status.

    :param status: 300 to 599.
    :return: a subclass of :class:`ApiException`, or :class:`ApiException` itself if the status has none.
    """
    if 500 <= status <= 599:
        return ServiceException
    return _BY_STATUS.get(status, ApiException)


def render_path(path_to_item: Sequence[str | int]) -> str:
    """Write the path to an item as Python subscripts.

    :param path_to_item: keys and indices.
    :return: such as ``['files'][0]``.
    """
    return "".join(f"[{step!r}]" for step in path_to_item)


def _restore(cls: type[_Kind], args: tuple[object, ...], state: dict[str, object]) -> _Kind:
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error
