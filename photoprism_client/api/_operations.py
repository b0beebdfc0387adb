"""`Operation` and `Operations`: what the generated classes stand on.

A generated method hands its arguments to one of four methods of `Operations`, together with the description of its
operation, which says where each argument goes and how the answer is read.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, Literal, NamedTuple, TypeVar, cast

from photoprism_client._call.decoding import read_json
from photoprism_client._call.endpoint import Body, Endpoint, quote_segment
from photoprism_client._call.payload import Payload, files_payload, form_payload, json_payload
from photoprism_client._call.request import CallInput, CallOptions
from photoprism_client._call.rows import Rows
from photoprism_client._settings.validation import text
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api.picture_fetcher import ClientFetcher
from photoprism_client.api.refusals import explained
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiTypeError
from photoprism_client.media import MediaBytes

if TYPE_CHECKING:
    from photoprism_client._call.bulk_iterator import BulkInput, BulkIterator
    from photoprism_client.transfer import DownloadResult

T = TypeVar("T")

Check = Callable[[str, object], str]

_NO_OPTIONS = CallOptions()
_ORIGINALS = frozenset({"original", "primary_file"})
_PARAMETER = re.compile(r"\{(\w+)\}")


class Sent(NamedTuple):
    """A body that is one argument: a mapping, or a form of a model."""

    #: The name of the argument.
    name: str
    #: The module and the class of the form; empty where only a mapping is taken.
    module: str = ""
    form: str = ""
    #: Whether an empty object is sent where the argument is missing.
    is_optional: bool = False


class Operation(Generic[T]):
    """The description of an operation: what to send, and how to read what comes.

    :param endpoint: method, path and token.
    :param read: makes the result of the body's bytes.
    :param query: checks of the arguments that go to the query.
    :param required: arguments of the query that must not be None.
    :param numbers: arguments of the path that may be numbers.
    :param rest: the argument that is the rest of the path, slashes included.
    :param rest_check: refuses what it must not be.
    :param body: the argument that is the body, as JSON.
    :param json: arguments that are values of a JSON object.
    :param form: arguments that are values of a form.
    :param optional: those of them that may be None, and are left out then.
    :param fixed: values of the form that are always sent.
    :param files: the argument that names files to send.
    :param header: the argument that stands for the session's access token.
    :param is_sessionless: whether nothing of the client's session is sent, and nothing is tried again.
    :param has_secrets: whether the texts of the body are secrets.
    :param has_filters: whether the server's refusal of a filter is to be explained.
    :param file: what the form that writes files checks.
    :param filename: name of such a file in a folder, where the server sends none, with arguments in braces.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        read: Callable[[bytes], Any],
        *,
        query: Mapping[str, Check] | None = None,
        required: tuple[str, ...] = (),
        numbers: tuple[str, ...] = (),
        rest: str | None = None,
        rest_check: Callable[[str, str], object] | None = None,
        body: Sent | None = None,
        json: tuple[str, ...] = (),
        form: tuple[str, ...] = (),
        optional: tuple[str, ...] = (),
        fixed: Mapping[str, str] | None = None,
        files: str | None = None,
        header: str | None = None,
        is_sessionless: bool = False,
        has_secrets: bool = False,
        has_filters: bool = False,
        file: Literal["picture", "original", "primary_file", "archive", "video", "file"] = "file",
        filename: str = "",
    ) -> None:
        self.endpoint, self.read, self.query, self.required = endpoint, read, query, required
        self.numbers, self.rest, self.rest_check = numbers, rest, rest_check
        self.body, self.json, self.form, self.optional = body, json, form, optional
        self.fixed, self.files = fixed or {}, files
        self.segments = tuple(_PARAMETER.findall(endpoint.template))
        self.header, self.is_sessionless = header, is_sessionless
        self.has_secrets, self.has_filters = has_secrets, has_filters
        self.file, self.filename = file, filename

    def call(self, values: Mapping[str, object], options: CallOptions = _NO_OPTIONS) -> CallInput:
        """Check the arguments, and put each where it goes.

        :param values: the arguments of the method.
        :param options: the user's.
        :return: what to send.
        :raises ApiTypeError: an argument is missing or has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        """
        if self.endpoint.body is not Body.JSON:
            # Bytes: nothing but a path, which ApiClient fills in together with the token.
            return CallInput(self.endpoint, cast("Mapping[str, str | None]", values), options)
        endpoint, arguments = self.endpoint, {name: self._segment(name, values[name]) for name in self.segments}
        if self.rest is not None:
            endpoint, arguments = _with_rest(endpoint, self.rest, values[self.rest], self.rest_check)
        endpoint.path(arguments)  # refuses what is wrong before the session logs in
        checked = cast("dict[str, str | None]", arguments)
        return CallInput(endpoint, checked, options, self._query(values), self._payload(values))

    def explaining(self) -> AbstractContextManager[None]:
        """Return a context that explains a refused filter.

        :return: the context.
        """
        return explained() if self.has_filters else nullcontext()

    def _segment(self, name: str, value: object) -> object:
        is_number = name in self.numbers and isinstance(value, int) and not isinstance(value, bool)
        return str(value) if is_number else value

    def _query(self, values: Mapping[str, object]) -> list[tuple[str, str]]:
        if self.query is None:
            return []
        from photoprism_client.api.filters import checked

        elsewhere = {*self.segments, self.rest}
        asked = {name: value for name, value in values.items() if name not in elsewhere}
        return checked(
            self.query, {name: value for name, value in asked.items() if value is not None or name in self.required}
        )

    def _payload(self, values: Mapping[str, object]) -> Payload | None:
        if self.body is not None:
            return json_payload(_plain(self.body, values[self.body.name]), is_secret=self.has_secrets)
        if self.json:
            return json_payload(self._texts(self.json, values), is_secret=self.has_secrets)
        if self.form:
            return form_payload({**self.fixed, **self._texts(self.form, values)})
        return None if self.files is None else files_payload(values[self.files])

    def _texts(self, names: tuple[str, ...], values: Mapping[str, object]) -> dict[str, str]:
        return {
            name: text(name, values[name]) for name in names if values[name] is not None or name not in self.optional
        }


class Operations:
    """What all classes of operations have.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    :raises ApiTypeError: it is a configuration or an address: ``ApiClient(configuration)`` makes a client.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        if isinstance(api_client, str | Configuration):  # anything else may stand for a client in a test
            given = type(api_client).__name__
            raise ApiTypeError(f"api_client must be an ApiClient, not {given}: pass ApiClient(configuration)")
        self.api_client = ApiClient.get_default() if api_client is None else api_client

    def _ask(self, operation: Operation[T], values: Mapping[str, object], options: CallOptions) -> ApiResponse[T]:
        """Send an operation, and read its answer."""
        asked, caller = operation.call(values, options), self.api_client._caller
        with operation.explaining():
            if operation.is_sessionless:
                token = self._token(operation, values)
                return caller.send_once(asked, partial(read_json, read=operation.read), token)
            return caller.ask(asked, self._reader(operation))

    def _ask_rows(self, operation: Operation[list[T]], values: Mapping[str, object]) -> ApiResponse[Rows[T]]:
        """Send an operation that returns a list; its rows are made when they are reached."""
        asked, caller = operation.call(values), self.api_client._caller
        with operation.explaining():
            return caller.ask_rows(asked, self._reader(operation))

    def _reader(self, operation: Operation[T]) -> Callable[[bytes], T]:
        """Return what makes the result of an operation of a body; models that it makes can fetch their pictures."""
        return ClientFetcher(self.api_client).attached(operation.read)

    def _open(self, operation: Operation[T], values: Mapping[str, object], options: CallOptions) -> RESTResponse:
        """Send an operation, and return the answer before its body is read."""
        asked, caller = operation.call(values, options), self.api_client._caller
        with operation.explaining():
            if operation.is_sessionless:
                return caller.send_once(asked, lambda response: response, self._token(operation, values))
            return caller.open(asked)

    def _fetch(
        self, operation: Operation[MediaBytes], arguments: Mapping[str, str | None], options: CallOptions
    ) -> ApiResponse[MediaBytes]:
        """Fetch bytes into memory."""
        answer = self.api_client._caller.fetch(CallInput(operation.endpoint, arguments, options))
        if operation.file in _ORIGINALS:
            answer.data._set_fetcher(ClientFetcher(self.api_client))
        return answer

    def _fetch_many(self, asked: "BulkInput", connections: int, ordered: bool, errors: str) -> "BulkIterator[Any]":
        """Fetch many small answers."""
        from photoprism_client._call.bulk_iterator import BulkIterator, BulkOptions

        client, options = self.api_client, BulkOptions(connections, ordered, errors)
        client._caller.refuse_closed()
        return BulkIterator(client, client._caller, asked, options, client.clock)

    def _write(
        self,
        operation: Operation[MediaBytes],
        arguments: Mapping[str, str | None],
        options: CallOptions,
        path: str | os.PathLike[str],
        members: Sequence[Any] | None = None,
        **how: Any,
    ) -> "DownloadResult":
        """Fetch bytes into a file, which appears only when they are right."""
        from photoprism_client.api import source_making
        from photoprism_client.transfer import fetch

        if operation.file == "primary_file":
            self._refuse_bad(operation, arguments, options, path, how)
        known: dict[str, object] = {} if members is None else {"members": members}
        if operation.filename:
            known["name"] = operation.filename.format(**arguments)
        asked = source_making.Asked(self.api_client, operation.endpoint, arguments, options)
        source = getattr(source_making, operation.file)(asked, **known)
        return fetch(source, path, clock=self.api_client.clock, **how)

    def _refuse_bad(
        self,
        operation: Operation[MediaBytes],
        arguments: Mapping[str, str | None],
        options: CallOptions,
        path: str | os.PathLike[str],
        how: Mapping[str, Any],
    ) -> None:
        """Refuse a wrong argument before the server is asked for the hash."""
        from photoprism_client.transfer.source import Options
        from photoprism_client.transfer.target import existing_file, target_of

        Options(**how)
        self.api_client._caller.check(CallInput(operation.endpoint, arguments, options))
        target = target_of(path, None)
        if target.path is not None:
            existing_file(target.path)

    def _token(self, operation: Operation[T], values: Mapping[str, object]) -> str | None:
        """Return the access token that a sessionless operation is about."""
        if operation.header is None:
            return None
        token = values[operation.header]
        if token is not None:
            return text(operation.header, token)
        return self.api_client._caller.session.access_token()


def _with_rest(
    endpoint: Endpoint, name: str, value: object, check: Callable[[str, str], object] | None
) -> tuple[Endpoint, dict[str, object]]:
    """Return an endpoint with a parameter for each part of the rest of its path."""
    if not isinstance(value, str):
        raise ApiTypeError(f"{name} must be a str, not {type(value).__name__}", valid_classes=(str,))
    parts = value.strip("/").split("/") if value else []
    for part in parts:
        quote_segment(f"each part of {name}", part)
    if check is not None:
        check(name, "/".join(parts))
    if not parts:
        return endpoint, {}
    arguments: dict[str, object] = {f"part_{number}": part for number, part in enumerate(parts)}
    template = "/".join([endpoint.template.rstrip("/"), *(f"{{{part}}}" for part in arguments)])
    return endpoint._replace(template=template), arguments


def _plain(sent: Sent, value: object) -> Mapping[str, object]:
    """Return the plain values of a body."""
    from photoprism_client._call.serialization import sanitize

    if value is None and sent.is_optional:
        return {}
    if isinstance(value, Mapping):
        try:
            found: Mapping[str, object] = sanitize(value)
        except TypeError as error:
            raise ApiTypeError(f"{sent.name} must hold what JSON can: {error}") from None
        return found
    if sent.form:
        form = getattr(import_module(f"photoprism_client.models.{sent.module}"), sent.form)
        if isinstance(value, form):
            fields: Mapping[str, object] = cast("Any", value).to_dict()
            return fields
    allowed = f"a {sent.form} or a mapping" if sent.form else "a mapping"
    raise ApiTypeError(f"{sent.name} must be {allowed}, not {type(value).__name__}")
