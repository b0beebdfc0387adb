"""`ApiClient`: a request is sent, tried again where that may help, and its answer decoded."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, ClassVar, Self, TypeVar

from photoprism_client.address import origin_of
from photoprism_client.api_response import ApiResponse
from photoprism_client.configuration import Configuration
from photoprism_client.decoding import error_of, placeholder_error, read_json, read_media, read_object, refuse_encoding
from photoprism_client.endpoint import Body, Endpoint, warn_of_unknown_size
from photoprism_client.exceptions import (
    ApiException,
    ApiTypeError,
    ApiValueError,
    BadRequestException,
    ForbiddenException,
    UnauthorizedException,
    mask,
)
from photoprism_client.generated import GeneratedSurface
from photoprism_client.media import MediaBytes
from photoprism_client.payload import Payload, form_payload, json_payload
from photoprism_client.redaction import redact_text, secrets_in
from photoprism_client.request import CallOptions, Request, build, default_headers, merge_headers, says_who
from photoprism_client.rest import RESTClientObject, RESTResponse, Timeouts
from photoprism_client.retry import SYSTEM_CLOCK, Clock, more_tries, wait_before_retry
from photoprism_client.session import Session
from photoprism_client.session_reply import Reply
from photoprism_client.validation import header
from photoprism_client.version import __version__

T = TypeVar("T")

_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_FOR_CLIENTS = (
    "The server cannot use the request. It refuses searches for photos and albums to OAuth clients, which have no user:"
    " make an app password in the settings of a user's account, and pass it as access_token instead of client_id and"
    " client_secret."
)
_LEAVES_PATH = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)|[\x00-\x20\x7f\\]", re.IGNORECASE)


class ApiClient(GeneratedSurface):
    """A connection to one server, shared by the APIs made with it.

    It is safe to use from many threads, closes its connections at the end of a ``with`` block, and can be pickled.

    :param configuration: settings; default :meth:`Configuration.get_default`.
    :param header_name: name of a header to send with each request.
    :param header_value: its value.
    :param cookie: a cookie to send with each request.
    :param clock: what to sleep and to draw chances with; a test passes its own.
    :raises ApiValueError: a certificate of the configuration cannot be used, or a header cannot be sent.
    """

    _default: ClassVar["ApiClient | None"] = None

    def __init__(
        self,
        configuration: Configuration | None = None,
        header_name: str | None = None,
        header_value: str | None = None,
        cookie: str | None = None,
        *,
        clock: Clock = SYSTEM_CLOCK,
    ) -> None:
        self.configuration = Configuration.get_default() if configuration is None else configuration
        self.default_headers: dict[str, Any] = {"User-Agent": f"photoprism-images/{__version__}/python"}
        if header_name is not None:
            self.set_default_header(header_name, header_value)
        self.cookie = cookie
        self.session = Session(self.configuration, self._ask_for_session, clock)
        self.rest_client = RESTClientObject(self.configuration)
        self.client_side_validation = self.configuration.client_side_validation
        self._checked_headers: tuple[tuple[object, ...], dict[str, str]] = ((), {})
        self._clock = clock
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<ApiClient {self.configuration.host}{', closed' if self._is_closed else ''}>"

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name not in {"rest_client", "session"}}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        # Another process asks for tokens of its own.
        self.session = Session(self.configuration, self._ask_for_session, self._clock)
        self.rest_client = RESTClientObject(self.configuration)

    def close(self) -> None:
        """Log out of a session that this client opened, and close all connections; a call made after it is refused.

        A second call changes nothing. A logout that fails is passed over.
        """
        if not self._is_closed:
            self._is_closed = True
            try:
                self.session.close()
            finally:
                self.rest_client.close()

    @property
    def clock(self) -> Clock:
        """What this client sleeps and draws chances with."""
        return self._clock

    @property
    def user_agent(self) -> str:
        """The ``User-Agent`` header."""
        return str(self.default_headers["User-Agent"])

    @user_agent.setter
    def user_agent(self, value: str) -> None:
        self.set_default_header("User-Agent", value)

    def set_default_header(self, header_name: str, header_value: str | None) -> None:
        """Set a header to be sent with each request.

        :param header_name: its name.
        :param header_value: its value.
        :raises ApiTypeError: name or value is not text.
        :raises ApiValueError: name or value cannot stand in a header.
        """
        name, value = header(header_name, header_value)
        self.default_headers[name] = value

    @classmethod
    def get_default(cls) -> "ApiClient":
        """Return the client that an API made without one uses; made at the first need.

        :return: the client.
        """
        if ApiClient._default is None:
            ApiClient._default = ApiClient()
        return ApiClient._default

    @classmethod
    def set_default(cls, default: "ApiClient | None") -> None:
        """Set the client that an API made without one uses.

        :param default: the client, or None to have a new one made at the next need.
        """
        ApiClient._default = default

    def fetch(
        self, endpoint: Endpoint, arguments: Mapping[str, str | None], options: CallOptions
    ) -> ApiResponse[MediaBytes]:
        """Fetch a picture, file or zip into memory.

        :param endpoint: what to ask.
        :param arguments: values by parameter; a ``token`` left out, or None, comes from the session.
        :param options: the caller's.
        :return: the bytes, with status and headers.
        :raises ApiException: the call failed.
        :raises PlaceholderException: an icon came, and ``raise_on_placeholder`` is set.
        """

        def finish(response: RESTResponse) -> ApiResponse[MediaBytes]:
            body = read_media(endpoint, response, _known_hash(arguments))
            if body.is_placeholder and self.configuration.raise_on_placeholder:
                raise placeholder_error(response)
            return ApiResponse(response.status, response.headers, body)

        return self._run(endpoint, arguments, options, finish)

    def open(
        self,
        endpoint: Endpoint,
        arguments: Mapping[str, str | None],
        options: CallOptions,
        query: Sequence[tuple[str, str]] = (),
        *,
        retries: int | None = None,
        payload: Payload | None = None,
    ) -> RESTResponse:
        """Ask an endpoint and return the answer before its body is read.

        :param endpoint: what to ask.
        :param arguments: values by parameter; a ``token`` left out, or None, comes from the session.
        :param options: the caller's.
        :param query: names and values of the query.
        :param retries: more tries than the first; None for the configuration's. A transfer counts its own.
        :param payload: the body to send.
        :return: the open answer; the caller closes it or reads it to its end.
        :raises ApiException: the call failed.
        """

        def finish(response: RESTResponse) -> RESTResponse:
            if endpoint.body is not Body.JSON:  # that may come compressed, and is decoded while it is read
                refuse_encoding(response)
            return response

        return self._run(endpoint, arguments, options, finish, query, retries, payload)

    def ask(
        self,
        endpoint: Endpoint,
        arguments: Mapping[str, str | None],
        options: CallOptions,
        read: Callable[[bytes], T],
        query: Sequence[tuple[str, str]] = (),
        payload: Payload | None = None,
    ) -> ApiResponse[T]:
        """Ask an endpoint that answers with JSON.

        :param endpoint: what to ask.
        :param arguments: values by path parameter.
        :param options: the caller's.
        :param read: makes a value of the body's bytes; its ValueError says that they do not hold one.
        :param query: names and values of the query.
        :param payload: the body to send.
        :return: the value, with status and headers.
        :raises ApiException: the call failed.
        :raises IntegrityError: the body is not JSON, or not such a value.
        """

        def finish(response: RESTResponse) -> ApiResponse[T]:
            value = read_json(response, read)
            return ApiResponse(response.status, response.headers, value)

        return self._run(endpoint, arguments, options, finish, query, None, payload)

    def send_once(
        self,
        endpoint: Endpoint,
        options: CallOptions,
        read: Callable[[bytes], T],
        *,
        token: str | None = None,
        body: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        payload: Payload | None = None,
    ) -> ApiResponse[T]:
        """Send a request about a login: not tried again, and without a part of :attr:`session` in it.

        :param endpoint: what to ask.
        :param options: the caller's.
        :param read: as for :meth:`ask`.
        :param token: the access token to send; None for none.
        :param body: what to send as JSON.
        :param form: what to send as a form.
        :param payload: what to send otherwise.
        :return: the value, with status and headers.
        :raises ApiException: the call failed.
        :raises IntegrityError: the body is not JSON, or not such a value.
        """
        if body is not None:
            payload = json_payload(body, is_secret=True)
        elif form is not None:
            payload = form_payload(form)
        response = self.open_once(endpoint, options, token=token, payload=payload)
        return ApiResponse(response.status, response.headers, read_json(response, read))

    def open_once(
        self, endpoint: Endpoint, options: CallOptions, *, token: str | None = None, payload: Payload | None = None
    ) -> RESTResponse:
        """Send a request as :meth:`send_once` does, and return the answer before its body is read.

        :param endpoint: what to ask.
        :param options: the caller's.
        :param token: the access token to send; None for none.
        :param payload: the body to send.
        :return: the open answer; the caller closes it or reads it to its end.
        :raises ApiException: the call failed.
        """
        self._refuse_closed()
        settings = self.configuration
        request = build(
            endpoint,
            {},
            options,
            base_url=settings.host,
            token=None,
            defaults={**self._defaults(), **({"X-Auth-Token": token} if token else {})},
            timeouts=Timeouts(settings.connect_timeout_s, settings.read_timeout_s),
            payload=payload,
        )
        response = self._exchange(request)
        if response.status not in request.good:
            raise error_of(response, settings.host, self._secrets(request))
        return response

    def call_api(
        self,
        method: str,
        url: str,
        header_params: Mapping[str, Any] | None = None,
        body: object = None,
        post_params: Sequence[tuple[str, Any]] | Mapping[str, Any] | None = None,
        _request_timeout: float | tuple[float, float] | None = None,
    ) -> RESTResponse:
        """Send any request to the configured server: the way to endpoints without a method of their own.

        The access token goes along, unless the URL carries a token or the headers say who asks. Nothing is tried
        again, and a status of 400 and above does not raise.

        :param method: HTTP method.
        :param url: a path from ``/`` on, such as ``/api/v1/status``, or a whole URL on the same server; quoted.
        :param header_params: headers; they win over the client's.
        :param body: what to send as JSON, or text or bytes for another ``Content-Type``.
        :param post_params: form fields, for a form ``Content-Type``.
        :param _request_timeout: seconds, or a pair (connect, read).
        :return: the open answer; ``read()`` or ``data`` has its body.
        :raises ApiValueError: the URL leads to another server or out of its path.
        :raises TransportError: no answer came.
        """
        self._refuse_closed()
        url = self._own_url(url)
        headers = merge_headers({"Accept-Encoding": "identity"}, self._defaults(), header_params or {})
        is_told = says_who(headers)
        if redact_text(url) == url and not is_told:
            headers.update(self.session.access_headers())
        response = self.rest_client.request(method, url, headers, body, post_params, _request_timeout)
        if not is_told or self.session.credential == "none":
            # What somebody else may open must not stand in for what our credentials may.
            self.session.adopt(response.headers)
        return response

    def response_deserialize(
        self, response_data: RESTResponse, response_types_map: Mapping[str, str | None] | None = None
    ) -> ApiResponse[Any]:
        """Decode an answer of :meth:`call_api`.

        :param response_data: the answer.
        :param response_types_map: type names by status: ``200``, ``2XX`` or ``default``.
        :return: the decoded body, with status and headers.
        :raises ApiException: the status is not 200 to 299, or the body does not hold such a value.
        """
        if not 200 <= response_data.status <= 299:
            secrets = (*self.session.secrets(), *secrets_in(self._defaults()))
            raise error_of(response_data, self.configuration.host, secrets)
        types, status = response_types_map or {}, str(response_data.status)
        response_type = types.get(status) or types.get(f"{status[0]}XX") or types.get("default")
        raw = response_data.data
        data: Any = None
        if response_type in {"bytearray", "bytes", "file"}:
            data = bytearray(raw)
        elif response_type is not None:
            data = self.deserialize(
                raw.decode("utf-8", "replace"), response_type, response_data.getheader("Content-Type")
            )
        return ApiResponse(response_data.status, response_data.headers, data, raw)

    def _run(
        self,
        endpoint: Endpoint,
        arguments: Mapping[str, str | None],
        options: CallOptions,
        finish: Callable[[RESTResponse], T],
        query: Sequence[tuple[str, str]] = (),
        retries: int | None = None,
        payload: Payload | None = None,
    ) -> T:
        """Send a request until it is answered well or another try is pointless."""
        self._refuse_closed()
        self._check_size(arguments)
        failed = 0
        while True:
            try:
                return self._send_as_us(endpoint, arguments, options, finish, query, payload)
            except ApiException as error:
                failed += 1
                left = more_tries(self.configuration.retries if retries is None else retries) - failed
                # What failed may be a request of the session: a login is never sent again.
                method = error.method or endpoint.method
                wait_s = wait_before_retry(method, error, failed, self._clock) if left >= 0 else None
                if wait_s is None:
                    raise
            self._clock.sleep(wait_s)

    def _send_as_us(
        self,
        endpoint: Endpoint,
        arguments: Mapping[str, str | None],
        options: CallOptions,
        finish: Callable[[RESTResponse], T],
        query: Sequence[tuple[str, str]],
        payload: Payload | None,
    ) -> T:
        """Send a request, and once more with renewed tokens where ours were refused."""
        generation = self.session.generation
        request = self._request(endpoint, arguments, options, query, payload)
        if generation != self.session.generation:
            # Tokens were found meanwhile, mostly by this call itself: which of them the request carries must be known.
            generation = self.session.generation
            request = self._request(endpoint, arguments, options, query, payload)
        try:
            return self._send(request, finish)
        except (ForbiddenException, UnauthorizedException):
            is_ours = arguments.get("token") is None if endpoint.token else not self._caller_says_who(options)
            if not is_ours or not self.session.recover(generation):
                raise
        result = self._send(self._request(endpoint, arguments, options, query, payload), finish)
        self.session.recovered()
        return result

    def _send(self, request: Request, finish: Callable[[RESTResponse], T]) -> T:
        try:
            return finish(self._open(request))
        except ApiException as error:
            mask(error, self._secrets(request))
            raise

    def _caller_says_who(self, options: CallOptions) -> bool:
        return options.request_auth is not None or says_who(self._defaults()) or says_who(options.headers or {})

    def _check_size(self, arguments: Mapping[str, str | None]) -> None:
        if self.configuration.client_side_validation and "size" in arguments:
            size = arguments["size"]
            if not isinstance(size, str):
                raise ApiTypeError(f"size must be a str, not {type(size).__name__}", valid_classes=(str,))
            warn_of_unknown_size(size)

    def _request(
        self,
        endpoint: Endpoint,
        arguments: Mapping[str, str | None],
        options: CallOptions,
        query: Sequence[tuple[str, str]],
        payload: Payload | None,
    ) -> Request:
        settings = self.configuration
        token, headers = arguments.get("token"), self._defaults()
        if endpoint.token is None:
            if not self._caller_says_who(options):
                headers = {**headers, **self.session.access_headers()}
        elif token is None:
            token = self.session.token(endpoint.token)
        first_byte_s = settings.archive_timeout_s if endpoint.body is Body.ARCHIVE else settings.read_timeout_s
        return build(
            endpoint,
            arguments,
            options,
            base_url=settings.host,
            token=token,
            defaults=headers,
            timeouts=Timeouts(settings.connect_timeout_s, first_byte_s),
            query=query,
            safe=settings.safe_chars_for_path_param,
            payload=payload,
        )

    def _exchange(self, request: Request) -> RESTResponse:
        return self.rest_client.send(
            request.method,
            request.origin,
            request.target,
            request.headers,
            request.timeouts,
            request.body,
            decode_content=request.headers["Accept-Encoding"] != "identity",
        )

    def _open(self, request: Request) -> RESTResponse:
        response = self._exchange(request)
        if response.status not in request.good:
            error = error_of(response, self.configuration.host, self._secrets(request))
            if isinstance(error, BadRequestException) and self.session.credential == "client":
                error.message = _NOT_FOR_CLIENTS
            raise error
        self.session.adopt(response.headers)
        return response

    def _secrets(self, request: Request) -> tuple[str, ...]:
        return (*self.session.secrets(), *request.secrets, *secrets_in(request.headers))

    def _ask_for_session(
        self, method: str, path: str, headers: Mapping[str, str], body: Mapping[str, str] | None
    ) -> Reply:
        """Send one of the session's own requests; it is not tried again, since a login is not."""
        is_form = "Content-Type" in headers
        sent = merge_headers(self._defaults(), {"Accept": "application/json", "Accept-Encoding": "identity"}, headers)
        url = self.configuration.host + path
        secrets = [*self.session.secrets(), *secrets_in(sent)]
        secrets += [value for name, value in (body or {}).items() if name in {"code", "token"}]
        try:
            response = self.rest_client.request(method, url, sent, None if is_form else body, body if is_form else None)
            if not 200 <= response.status <= 299:
                raise error_of(response, self.configuration.host, secrets)
            return Reply(response.headers, read_json(response, read_object))
        except ApiException as error:
            mask(error, secrets)
            raise

    def _defaults(self) -> dict[str, str]:
        """Return the checked headers of this client; checked again only after they were changed."""
        current = (self.cookie, *self.default_headers.items())
        if current != self._checked_headers[0]:
            self._checked_headers = current, default_headers(self.default_headers, self.cookie)
        return self._checked_headers[1]

    def _own_url(self, url: str) -> str:
        base = self.configuration.host
        whole = base + url if url.startswith("/") else url
        if origin_of(whole) != origin_of(base):
            raise ApiValueError(
                "url must be a path, or lead to the configured host: credentials never travel elsewhere"
            )
        if _LEAVES_PATH.search(whole.partition("?")[0].partition("://")[2]) or _CONTROL.search(whole):
            raise ApiValueError(
                "the path of url must not hold '.', '..', blanks or backslashes, nor url control characters"
            )
        return whole

    def _refuse_closed(self) -> None:
        if self._is_closed:
            raise ApiValueError("this ApiClient is closed: make the call inside its with block, or make a new one")


def _known_hash(arguments: Mapping[str, str | None]) -> str | None:
    file_hash = arguments.get("hash")
    return file_hash if file_hash is not None and _SHA1.fullmatch(file_hash) else None
