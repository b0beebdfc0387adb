"""`Caller`: sends the calls of a client; each step handles one concern and leaves the rest to the next.

::

    fetch, open, ask            check the arguments before anything is sent, and read the good answer
      _send_handling_retries      send again what may pass by itself
        _send_handling_renewal      send once more with renewed tokens if ours were refused
          _send_masking_secrets       mask secrets in whatever error is raised
            _good                       an error for a bad answer, the tokens of a good one
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar
from weakref import WeakSet

from photoprism_client._call import decoding
from photoprism_client._call.endpoint import Body, Endpoint, warn_of_unknown_size
from photoprism_client._call.payload import form_payload, json_payload
from photoprism_client._call.request import (
    Call,
    CallInput,
    Headers,
    PostParams,
    RequestTimeout,
    default_headers,
    has_access_token,
    merge_headers,
    own_url,
    prepare,
)
from photoprism_client._call.retry import CallTries, more_tries
from photoprism_client._call.rows import Rows
from photoprism_client._clock import Clock
from photoprism_client._error_facts import mask
from photoprism_client._session.credentials import LoginData
from photoprism_client._session.reply import Reply
from photoprism_client._session.session import Session
from photoprism_client._transport.client import RESTClientObject
from photoprism_client._transport.credentials import is_login, token_in_url
from photoprism_client._transport.request import Request
from photoprism_client._transport.response import RESTResponse
from photoprism_client._wording import Advice
from photoprism_client.api_response import ApiResponse
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiException, ApiValueError, BadRequestException, GatewayLoginError
from photoprism_client.media import MediaBytes
from photoprism_client.redaction import secrets_in

T = TypeVar("T")
Finish = Callable[[RESTResponse], T]
Read = Callable[[bytes], T]

_ACCESS_TOKEN = "X-Auth-Token"  # noqa: S105  # the name of a header
_GOOD_FOR_SESSION = frozenset(range(200, 300))
_NOT_FOR_CLIENTS = Advice(
    "The server cannot use the request. It refuses searches for photos and albums to OAuth clients, which have no user:"
    " make an app password in the settings of a user's account, and pass it as {access_token} instead of {client_id}"
    " and {client_secret}."
)


class Settings(Protocol):
    """What of an ``ApiClient`` counts for its calls; users may change it at any time."""

    configuration: Configuration
    default_headers: dict[str, Any]
    cookie: str | None
    rest_client: RESTClientObject


class Closable(Protocol):
    """What ends with the client."""

    def close(self) -> None: ...


class Caller:
    """Sends the calls of one client, from many threads.

    :param client: read at each call.
    :param clock: for waiting between tries.
    :param is_closed: whether to refuse all calls from the start.
    """

    def __init__(self, client: Settings, clock: Clock, *, is_closed: bool = False) -> None:
        self._client = client
        self._clock = clock
        self.is_closed = is_closed
        #: The iterators that go on sending, which end with the client.
        self.iterators: WeakSet[Closable] = WeakSet()
        self.session = Session(client.configuration, self._ask_for_session, clock)
        self._checked_headers: tuple[tuple[object, ...], dict[str, str]] = ((), {})

    def close(self) -> None:
        """Log out of the sessions that we opened and close all connections; refuse calls from now on."""
        if not self.is_closed:
            self.is_closed = True
            for iterator in list(self.iterators):
                iterator.close()
            try:
                self.session.close()
            finally:
                self._client.rest_client.close()

    def refuse_closed(self) -> None:
        """Refuse a call after :meth:`close`.

        :raises ApiValueError: the client is closed.
        """
        if self.is_closed:
            raise ApiValueError("this ApiClient is closed: make the call inside its with block, or make a new one")

    def check(self, asked: CallInput) -> None:
        """Refuse what any call with these arguments would refuse; nothing is sent.

        :param asked: what would be asked.
        :raises ApiTypeError: an argument or option has the wrong type.
        :raises ApiValueError: an argument or option has a value that is not allowed.
        """
        prepare(asked, self._client.configuration)

    def fetch(self, asked: CallInput) -> ApiResponse[MediaBytes]:
        """Fetch a picture, file or zip into memory.

        :param asked: what to ask.
        :return: the bytes, with status and headers.
        :raises PlaceholderException: a placeholder came, and ``raise_on_placeholder`` is set.
        """

        def finish(response: RESTResponse) -> ApiResponse[MediaBytes]:
            body = self._read_media(asked.endpoint, response, asked.arguments.get("hash"))
            return ApiResponse(response.status, response.headers, body)

        return self._send_handling_retries(self._prepare(asked), finish)

    def open(self, asked: CallInput, retries: int | None = None) -> RESTResponse:
        """Ask an endpoint and return the answer before its body is read.

        :param asked: what to ask.
        :param retries: more tries than the first; None for the configuration's. A transfer counts its own.
        :return: the open answer; close it or read it to its end.
        """

        def finish(response: RESTResponse) -> RESTResponse:
            if asked.endpoint.body is not Body.JSON:  # JSON may come compressed, and is decoded while it is read
                decoding.refuse_encoding(response)
            return response

        return self._send_handling_retries(self._prepare(asked), finish, retries)

    def ask(self, asked: CallInput, read: Read[T]) -> ApiResponse[T]:
        """Ask an endpoint that answers with JSON.

        :param asked: what to ask; what the body may hold grows with ``count`` in the query.
        :param read: makes a value of the body; raises ValueError for one that does not hold it.
        :return: the value, with status and headers.
        :raises IntegrityError: the body is not JSON, or not such a value.
        """
        return self._send_handling_retries(
            self._prepare(asked), lambda response: decoding.read_json(response, read, _rows_of(asked))
        )

    def ask_rows(self, asked: CallInput, read: Read[list[T]]) -> ApiResponse[Rows[T]]:
        """Ask an endpoint that answers with a JSON array, which may become rows later.

        :param asked: as for :meth:`ask`.
        :param read: makes rows of the bytes of an array; raises ValueError for one that does not hold them.
        :return: the rows, with status and headers; to begin with them raises ApiValueError after :meth:`close`.
        :raises IntegrityError: the body is too large; the rows raise it if they are not what was asked for.
        """

        def mask_error(error: ApiException) -> None:
            mask(error, (*self.session.secrets(), *secrets_in(self._default_headers())))

        return self._send_handling_retries(
            self._prepare(asked),
            lambda response: decoding.read_rows(response, read, _rows_of(asked), self.refuse_closed, mask_error),
        )

    def send_once(self, asked: CallInput, finish: Finish[T], token: str | None) -> T:
        """Send a request about a login, once; neither use nor change the session of this client.

        :param asked: what to ask, without arguments of the path.
        :param finish: makes the result of the answer, as soon as its head is there.
        :param token: the access token to send.
        :return: the result.
        """
        self.refuse_closed()
        return self._send_once(asked, finish, token)

    def send_any(
        self, method: str, url: str, headers: Headers, body: object, post_params: PostParams, timeout: RequestTimeout
    ) -> RESTResponse:
        """Send a request to any URL of the server, once: see ``ApiClient.call_api``."""
        self.refuse_closed()
        url = own_url(self._client.configuration.host, url)
        sent = merge_headers({"Accept-Encoding": "identity"}, self._default_headers(), headers)
        names_asker = has_access_token(self._client.default_headers) or has_access_token(headers)
        if not names_asker and token_in_url(url) is None and (token := self.session.access_token()):
            sent[_ACCESS_TOKEN] = token
        response = self._client.rest_client.request(method, url, sent, body, post_params, timeout)
        self.session.adopt_tokens(response.headers, is_ours=not names_asker)
        return response

    def error_of(self, response: RESTResponse, secrets: Sequence[str] = ()) -> ApiException:
        """Make the error for a bad answer.

        :param response: the open answer; it is closed.
        :param secrets: secrets of the request, to mask besides the client's.
        :return: the error.
        """
        secrets = (*self.session.secrets(), *secrets_in(self._default_headers()), *secrets)
        return decoding.error_of(response, self._client.configuration.host, secrets)

    def request(self, call: Call) -> tuple[Request, int]:
        """Make the request of a call, and say of which generation the tokens in it are.

        :param call: what to ask.
        :return: the request and the generation.
        :raises ApiException: a token is missing, and the client cannot get one.
        """
        generation = self.session.tokens.generation
        request = self._request(call)
        if generation != self.session.tokens.generation:
            # Tokens were found meanwhile, mostly by this very call: make sure which generation the request carries.
            generation = self.session.tokens.generation
            request = self._request(call)
        return request, generation

    def read(
        self, endpoint: Endpoint, read: Read[T] | None, request: Request, response: RESTResponse
    ) -> T | MediaBytes:
        """Read the answer to a request that others sent, as :meth:`fetch` and :meth:`ask` do.

        :param endpoint: what was asked.
        :param read: makes a value of JSON; None for media.
        :param request: what was sent.
        :param response: the open answer; it is read to its end or closed.
        :return: the bytes, or the value.
        """
        try:
            good = self._good(request, response)
            return self._read_media(endpoint, good) if read is None else decoding.read_json(good, read).data
        except ApiException as error:
            mask(error, self.secrets(request))
            raise

    def may_renew(self, call: Call, error: ApiException) -> bool:
        """Tell whether new tokens may help after an error; they would not help at a gateway.

        :return: whether a token of ours was refused.
        """
        is_about_tokens = error.status in {401, 403} and not isinstance(error, GatewayLoginError)
        return is_about_tokens and _carries_our_token(call, self._client.default_headers)

    def secrets(self, request: Request) -> tuple[str, ...]:
        """Return the literals to mask in what is said about a request."""
        return (*self.session.secrets(), *request.secrets, *secrets_in(request.headers))

    def _prepare(self, asked: CallInput) -> Call:
        self.refuse_closed()
        call = prepare(asked, self._client.configuration)
        size = asked.arguments.get("size")
        if size is not None and self._client.configuration.client_side_validation:
            warn_of_unknown_size(size)
        return call

    def _send_handling_retries(self, call: Call, finish: Finish[T], retries: int | None = None) -> T:
        tries = CallTries(more_tries(self._client.configuration.retries if retries is None else retries))
        while True:
            try:
                return self._send_handling_renewal(call, finish)
            except ApiException as error:
                # What failed may be a request of the session: a login is never sent again.
                wait_s = (
                    None
                    if is_login(error.method, error.url)
                    else tries.wait_after(error, self._clock, is_repeatable=_is_repeatable(call, error))
                )
                if wait_s is None or self.is_closed:
                    raise
            self._clock.sleep(wait_s)

    def _send_handling_renewal(self, call: Call, finish: Finish[T]) -> T:
        request, generation = self.request(call)
        try:
            return self._send_masking_secrets(request, finish)
        except ApiException as error:
            # After close, a login would leave a session open.
            if self.is_closed or not self.may_renew(call, error) or not self.session.renew(generation):
                raise
        result = self._send_masking_secrets(self._request(call), finish)
        self.session.note_accepted()
        return result

    def _send_masking_secrets(self, request: Request, finish: Finish[T]) -> T:
        try:
            return finish(self._good(request, self._client.rest_client.send(request)))
        except ApiException as error:
            mask(error, self.secrets(request))
            raise

    def _good(self, request: Request, response: RESTResponse) -> RESTResponse:
        """Raise the error for a bad answer; take over the tokens of a good one."""
        if response.status not in request.good:
            error = self.error_of(response, self.secrets(request))
            if isinstance(error, BadRequestException) and self.session.credential == "client":
                error.message = _NOT_FOR_CLIENTS
            raise error
        self.session.adopt_tokens(response.headers, is_ours=request.is_ours)
        return response

    def _read_media(self, endpoint: Endpoint, response: RESTResponse, file_hash: str | None = None) -> MediaBytes:
        body = decoding.read_media(endpoint, response, file_hash)
        if body.is_placeholder and self._client.configuration.raise_on_placeholder:
            raise decoding.placeholder_error(response)
        return body

    def _send_once(self, asked: CallInput, finish: Finish[T], token: str | None) -> T:
        settings = self._client.configuration
        headers = merge_headers(self._default_headers(), {_ACCESS_TOKEN: token} if token else {})
        request = prepare(asked, settings).request(settings.host, None, headers, is_ours=False)
        return self._send_masking_secrets(request._replace(good=_GOOD_FOR_SESSION), finish)

    def _ask_for_session(self, method: str, path: str, sent: LoginData) -> Reply:
        endpoint = Endpoint("session", path, "application/json", Body.JSON, None, method)
        payload = json_payload(sent.body) if sent.body else form_payload(sent.form) if sent.form else None

        def finish(response: RESTResponse) -> Reply:
            answer = decoding.read_json(response, decoding.read_object)
            return Reply(answer.headers or {}, answer.data)

        return self._send_once(CallInput(endpoint, payload=payload), finish, sent.token)

    def _request(self, call: Call) -> Request:
        token, headers = call.token, self._default_headers()
        is_ours = _carries_our_token(call, self._client.default_headers)
        if is_ours and call.asked.endpoint.token:
            token = self.session.token(call.asked.endpoint.token)
        elif is_ours and (access_token := self.session.access_token()):
            headers = {**headers, _ACCESS_TOKEN: access_token}
        return call.request(self._client.configuration.host, token, headers, is_ours=is_ours)

    def _default_headers(self) -> dict[str, str]:
        """Return the checked headers of the client; check again only if they changed."""
        client, gateway = self._client, self._client.configuration.headers
        current = (client.cookie, *gateway.items(), *client.default_headers.items())
        if current != self._checked_headers[0]:
            merged = merge_headers(gateway, client.default_headers)
            self._checked_headers = current, default_headers(merged, client.cookie)
        return self._checked_headers[1]


def _rows_of(asked: CallInput) -> int:
    """Return how many rows are asked for; 0 where the endpoint has none."""
    return max((int(value) for name, value in asked.query if name == "count"), default=0)


def _carries_our_token(call: Call, default_headers: Headers) -> bool:
    if call.asked.endpoint.token:
        return call.token is None
    return not call.names_asker and not has_access_token(default_headers)


def _is_repeatable(call: Call, error: ApiException) -> bool:
    """Tell whether what failed can be sent twice: the call, or a request of the session for it."""
    is_of_session = error.method is not None and error.method != call.asked.endpoint.method
    return error.method == "GET" if is_of_session else call.asked.endpoint.is_repeatable
