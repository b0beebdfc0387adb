"""`ApiClient`: what users see of a connection to a server; `_call` sends its calls."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from photoprism_client._call.caller import Caller
from photoprism_client._call.request import Headers, PostParams, RequestAuth, RequestTimeout, apply_auth
from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client._session.client_session import ClientSession
from photoprism_client._settings.validation import header, instance_of, optional
from photoprism_client._transport.client import RESTClientObject
from photoprism_client._transport.response import RESTResponse
from photoprism_client._write_locks import WriteLocks
from photoprism_client.api_response import ApiResponse
from photoprism_client.configuration import Configuration
from photoprism_client.version import __version__


class ApiClient:
    """A connection to one server, shared by the APIs made with it.

    It is safe to use from many threads, closes its connections at the end of a ``with`` block, and can be pickled.

    :param configuration: settings; default :meth:`Configuration.get_default`.
    :param header_name: name of a header to send with each request.
    :param header_value: its value.
    :param cookie: a cookie to send with each request.
    :param clock: for waiting and for expiry; tests pass their own.
    :raises ApiValueError: a certificate of the configuration cannot be used, or a header cannot be sent.
    """

    PRIMITIVE_TYPES = (float, bool, bytes, str, int)

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
        optional(instance_of(Configuration))("configuration", configuration)
        self.configuration = Configuration.get_default() if configuration is None else configuration
        self.default_headers: dict[str, Any] = {"User-Agent": f"photoprism-images/{__version__}/python"}
        if header_name is not None:
            self.set_default_header(header_name, header_value)
        self.cookie = cookie
        self.client_side_validation = self.configuration.client_side_validation
        #: For waiting and for expiry.
        self.clock = clock
        self._connect()

    def _connect(self, *, is_closed: bool = False) -> None:
        self.rest_client = RESTClientObject(self.configuration)
        self._caller = Caller(self, self.clock, is_closed=is_closed)
        self.session = ClientSession(self._caller.session)
        self._write_locks = WriteLocks()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<ApiClient {self.configuration.host}{', closed' if self._caller.is_closed else ''}>"

    def __getstate__(self) -> tuple[dict[str, object], bool]:
        # Another process asks for tokens of its own.
        remade = {"rest_client", "session", "_caller", "_write_locks"}
        return {name: value for name, value in self.__dict__.items() if name not in remade}, self._caller.is_closed

    def __setstate__(self, state: tuple[dict[str, object], bool]) -> None:
        self.__dict__.update(state[0])
        self._connect(is_closed=state[1])

    def close(self) -> None:
        """Log out of the sessions that this client opened, close all connections, and refuse later calls.

        A second call changes nothing. A logout that fails is ignored.
        """
        self._caller.close()

    @property
    def user_agent(self) -> str:
        """The ``User-Agent`` header."""
        return str(self.default_headers["User-Agent"])

    @user_agent.setter
    def user_agent(self, value: str) -> None:
        self.set_default_header("User-Agent", value)

    def set_default_header(self, header_name: str, header_value: str | None) -> None:
        """Send a header with each request.

        :param header_name: its name.
        :param header_value: its value.
        :raises ApiTypeError: name or value is not text.
        :raises ApiValueError: a header cannot carry the name or value.
        """
        name, value = header(header_name, header_value)
        self.default_headers[name] = value

    @classmethod
    def get_default(cls) -> "ApiClient":
        """Return the client of APIs that were made without one; make it if there is none yet.

        :return: the client.
        """
        if ApiClient._default is None:
            ApiClient._default = ApiClient()
        return ApiClient._default

    @classmethod
    def set_default(cls, default: "ApiClient | None") -> None:
        """Set the client of APIs that are made without one.

        :param default: the client, or None to make a new one when it is needed.
        """
        ApiClient._default = default

    def call_api(
        self,
        method: str,
        url: str,
        header_params: Headers | None = None,
        body: object = None,
        post_params: PostParams = None,
        _request_timeout: RequestTimeout = None,
    ) -> RESTResponse:
        """Send any request to the configured server, such as to an endpoint that has no method here.

        It carries the access token, unless the URL carries a token where the server reads one, or the headers say who
        asks. It is never sent again, and a status of 400 and above does not raise.

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
        return self._caller.send_any(method, url, header_params or {}, body, post_params, _request_timeout)

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
            raise self._caller.error_of(response_data)
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

    def sanitize_for_serialization(self, obj: Any) -> Any:
        """Turn a value into what JSON can hold: see :func:`photoprism_client._call.serialization.sanitize`.

        :param obj: the value.
        :return: plain values.
        """
        from photoprism_client._call.serialization import sanitize

        return sanitize(obj)

    def deserialize(self, response_text: str, response_type: str, content_type: str | None) -> Any:
        """Turn an answer's text into a value: see :func:`photoprism_client._call.serialization.deserialize`.

        :param response_text: the body.
        :param response_type: name of the type.
        :param content_type: the answer's ``Content-Type``, or None.
        :return: the value.
        :raises ApiException: the text does not hold such a value.
        """
        from photoprism_client._call.serialization import deserialize

        return deserialize(response_text, response_type, content_type)

    def select_header_accept(self, accepts: Sequence[str]) -> str | None:
        """Choose the ``Accept`` header among media types: JSON if it is offered, else the first.

        :param accepts: media types.
        :return: one of them, or None if there are none.
        """
        return next((kind for kind in accepts if "json" in kind.lower()), accepts[0] if accepts else None)

    def select_header_content_type(self, content_types: Sequence[str]) -> str | None:
        """Choose the ``Content-Type`` header among media types: JSON if it is offered, else the first.

        :param content_types: media types.
        :return: one of them, or None if there are none.
        """
        return self.select_header_accept(content_types)

    def update_params_for_auth(
        self,
        headers: dict[str, str],
        queries: list[tuple[str, str]],
        auth_settings: Sequence[str],
        resource_path: str,
        method: str,
        body: object,
        request_auth: RequestAuth | None = None,
    ) -> None:
        """Add authentication to headers or query.

        :param headers: changed by settings for a header or cookie.
        :param queries: changed by settings for the query.
        :param auth_settings: names in :meth:`Configuration.auth_settings`.
        :param resource_path: not used by the schemes of this API.
        :param method: likewise.
        :param body: likewise.
        :param request_auth: one setting to use instead of these.
        """
        configured: Mapping[str, Any] = self.configuration.auth_settings()
        settings = [configured.get(name) for name in auth_settings] if request_auth is None else [request_auth]
        for setting in settings:
            apply_auth(setting, headers, queries)
