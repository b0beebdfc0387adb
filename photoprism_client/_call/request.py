"""What a user asks becomes a request: arguments checked, headers merged, the token put in its place."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from photoprism_client._call.endpoint import Body, Endpoint, parameters_of, quote_segment
from photoprism_client._call.payload import Payload
from photoprism_client._settings.address import origin_of, split_base_url
from photoprism_client._settings.validation import header, text
from photoprism_client._transport.credentials import PUBLIC_TOKEN
from photoprism_client._transport.request import Request, Timeouts
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiTypeError, ApiValueError

#: Users cannot set these in a call: a compressed picture cannot be verified, and ``Host`` follows from the address.
FIXED_HEADERS = frozenset({"accept-encoding", "host"})

RequestTimeout = float | tuple[float, float] | None
#: One authentication setting: ``{"in": "header" | "query" | "cookie", "key": …, "value": …}``.
RequestAuth = Mapping[str, object]
#: Names and values of the query, not yet quoted.
Query = Sequence[tuple[str, str]]
#: Fields of a form.
PostParams = Sequence[tuple[str, Any]] | Mapping[str, Any] | None
#: Header names to values; numbers are written as text.
Headers = Mapping[str, str | float]

_GOOD = frozenset({200})
_GOOD_WRITE = frozenset({200, 201, 202, 204})
_HAVE_BODIES = frozenset({"PATCH", "POST", "PUT"})
_GOOD_IF_ASKED = {"if-modified-since": 304, "if-none-match": 304, "range": 206}
_LEAVES_PATH = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?:/|$)|[\x00-\x20\x7f\\]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class CallOptions(NamedTuple):
    """The options that every method takes, in their order: see docs/options.md."""

    request_timeout: RequestTimeout = None
    request_auth: RequestAuth | None = None
    content_type: str | None = None
    headers: Headers | None = None
    host_index: int = 0

    def __repr__(self) -> str:
        return "<CallOptions>"  # authentication and headers are secrets


class CallInput(NamedTuple):
    """What a user asks, not yet checked."""

    endpoint: Endpoint
    #: Values by parameter; without a ``token``, the session's is used.
    arguments: Mapping[str, str | None] = {}
    options: CallOptions = CallOptions()
    query: Query = ()
    #: The body to send.
    payload: Payload | None = None

    def __repr__(self) -> str:
        return f"<CallInput for {self.endpoint.name}>"  # a token may be among the arguments


class Call(NamedTuple):
    """What a user asks, checked; it becomes a request with a token and the headers of the client."""

    asked: CallInput
    #: The arguments of the path, quoted; without ``token`` if the user named none.
    segments: dict[str, str]
    #: The preview or download token that the user named.
    token: str | None
    #: The user's headers, and ``request_auth`` in one of them.
    headers: dict[str, str]
    auth_query: Query
    auth_secret: str | None
    timeouts: Timeouts
    good: frozenset[int]

    def __repr__(self) -> str:
        return f"<Call of {self.asked.endpoint.name}>"

    @property
    def names_asker(self) -> bool:
        """Whether the user says who asks."""
        return self.auth_secret is not None or has_access_token(self.headers)

    def request(self, base_url: str, token: str | None, defaults: Mapping[str, str], *, is_ours: bool) -> Request:
        """Make the request.

        :param base_url: scheme, host and sub-path.
        :param token: the token for the path or query, if the endpoint has one.
        :param defaults: headers of the client, as :func:`default_headers` returns them.
        :param is_ours: whether it carries the client's credentials, rather than the user's.
        :return: the request.
        :raises ApiValueError: the token is not one safe path segment.
        """
        endpoint, _, _, query, payload = self.asked
        segments = self.segments
        if endpoint.token == "download" and token is not None:  # noqa: S105  # the name of a kind
            query = (*query, ("t", token))
        elif endpoint.token and self.token is None:
            segments = {**segments, "token": quote_segment("token", token)}
        is_json = endpoint.body is Body.JSON  # which may come compressed; a compressed picture cannot be verified
        headers = {"Accept": endpoint.accept, **defaults, "Accept-Encoding": "gzip" if is_json else "identity"}
        if payload is not None:
            headers = merge_headers(headers, {"Content-Type": payload.media_type})
        if self.headers:
            headers = merge_headers(headers, self.headers)
        origin, sub_path = split_base_url(base_url)
        target = sub_path + endpoint.template.format_map(segments)
        if query or self.auth_query:
            target += f"?{urlencode((*query, *self.auth_query), quote_via=quote)}"
        secrets = (*filter(None, (token, self.auth_secret)), *(payload.secrets if payload else ()))
        sends_secret = self.auth_secret is not None or bool(payload and payload.secrets)
        nothing = b"" if endpoint.method in _HAVE_BODIES else None  # a server may wait for a length
        return Request(
            endpoint.method,
            origin,
            target,
            headers,
            self.timeouts,
            payload=payload.data if payload else nothing,
            decode_content=is_json,
            has_secret=sends_secret or (is_ours and token not in {None, PUBLIC_TOKEN}),
            good=self.good,
            secrets=secrets,
            is_repeatable=endpoint.is_repeatable,
            is_ours=is_ours,
        )


def patient_options(settings: Configuration) -> CallOptions:
    """Return options of a call that the server answers only when it has done the work, such as making a zip.

    :param settings: the timeouts.
    :return: options with the longer one.
    """
    return CallOptions((settings.connect_timeout_s, max(settings.read_timeout_s, settings.archive_timeout_s)))


def prepare(asked: CallInput, settings: Configuration) -> Call:
    """Check what a user asks, before anything is sent for it.

    :param asked: what the user asks.
    :param settings: timeouts, and the characters to leave unquoted in a path.
    :return: the call.
    :raises ApiTypeError: an argument or option has the wrong type.
    :raises ApiValueError: an argument or option has a value that is not allowed.
    """
    endpoint, arguments, options, _, _ = asked
    if options.host_index != 0 or isinstance(options.host_index, bool):
        raise ApiValueError(f"_host_index must be 0, the only host, not {options.host_index!r}")
    headers, auth_query = {}, list[tuple[str, str]]()
    good = _GOOD if endpoint.method == "GET" else _GOOD_WRITE
    if options.headers is not None or options.content_type is not None:
        headers = merge_headers(caller_headers(options))
        good |= {_GOOD_IF_ASKED[name.lower()] for name in headers if name.lower() in _GOOD_IF_ASKED}
    apply_auth(options.request_auth, headers, auth_query)
    token, safe = arguments.get("token"), settings.safe_chars_for_path_param
    if endpoint.token == "download" and token is not None:  # noqa: S105  # the name of a kind
        text("t", token)
    segments = {}
    for name in parameters_of(endpoint.template):
        if name != "token" or token is not None:
            segments[name] = quote_segment(name, arguments[name], safe)
    first_byte_s = settings.archive_timeout_s if endpoint.body is Body.ARCHIVE else settings.read_timeout_s
    timeouts = Timeouts.of(options.request_timeout, Timeouts(settings.connect_timeout_s, first_byte_s))
    secret = None if options.request_auth is None else str(options.request_auth["value"])
    return Call(asked, segments, token, headers, auth_query, secret, timeouts, good)


def own_url(base_url: str, url: str) -> str:
    """Check a URL that a user passed.

    :param base_url: the configured host.
    :param url: a path from ``/`` on, or a whole URL.
    :return: the whole URL.
    :raises ApiValueError: it leads to another server, out of its path, or cannot be sent.
    """
    whole = base_url + url if url.startswith("/") else url
    if origin_of(whole) != origin_of(base_url):
        raise ApiValueError("url must be a path, or lead to the configured host: credentials never travel elsewhere")
    if _LEAVES_PATH.search(whole.partition("?")[0].partition("://")[2]) or _CONTROL.search(whole):
        raise ApiValueError(
            "the path of url must not hold '.', '..', blanks or backslashes, nor url control characters"
        )
    return whole


def merge_headers(*layers: Mapping[str, Any]) -> dict[str, str]:
    """Merge headers, ignoring case; a later layer wins over an earlier one. Change no layer.

    :param layers: names to values.
    :return: a new dict.
    :raises ApiTypeError: a name or value is not text.
    :raises ApiValueError: a name or value cannot stand in a header.
    """
    merged: dict[str, tuple[str, str]] = {}
    for layer in layers:
        for name, value in layer.items():
            checked = header(name, value)
            merged[checked[0].lower()] = checked
    return dict(merged.values())


def default_headers(headers: Mapping[str, Any], cookie: str | None) -> dict[str, str]:
    """Check and merge the headers of a client; drop those that are fixed.

    :param headers: names to values.
    :param cookie: the ``Cookie`` header, or None.
    :return: a new dict.
    :raises ApiTypeError: a name or value is not text.
    :raises ApiValueError: a name or value cannot stand in a header.
    """
    merged = merge_headers(_without_fixed(headers), {} if cookie is None else {"Cookie": cookie})
    # Spelled as in Call.request, which then need not compare names for each request.
    return {"Accept" if name.lower() == "accept" else name: value for name, value in merged.items()}


def has_access_token(headers: Mapping[str, Any]) -> bool:
    """Tell whether headers carry an access token. ``Basic`` is for a proxy: the server refuses it.

    :param headers: names to values.
    :return: whether they do.
    """
    return any(
        name.lower() in {"x-auth-token", "x-session-id"}
        or (name.lower() == "authorization" and not str(value).lower().startswith("basic "))
        for name, value in headers.items()
    )


def apply_auth(setting: RequestAuth | None, headers: dict[str, str], query: list[tuple[str, str]]) -> None:
    """Add an authentication setting to the headers or the query.

    :param setting: ``{"in": "header" | "query" | "cookie", "key": …, "value": …}``, or None.
    :param headers: changed for ``header`` and ``cookie``.
    :param query: changed for ``query``.
    :raises ApiTypeError: the setting is not a mapping.
    :raises ApiValueError: its ``in`` is another, or its key or value cannot be sent.
    """
    if setting is None:
        return
    if not isinstance(setting, Mapping):
        raise ApiTypeError(f"_request_auth must be a mapping, not {type(setting).__name__}")
    place, value = setting.get("in"), text("the value of _request_auth", setting.get("value"))
    if place == "query":
        query.append((text("the key of _request_auth", setting.get("key")), value))
    elif place in {"header", "cookie"}:
        name, value = header("Cookie" if place == "cookie" else setting.get("key"), value)
        for other in [known for known in headers if known.lower() == name.lower()]:
            del headers[other]
        headers[name] = value
    else:
        raise ApiValueError(f"the 'in' of _request_auth must be header, query or cookie, not {place!r}")


def caller_headers(options: CallOptions) -> dict[str, Any]:
    """Return the headers that a user passed; drop those that are fixed.

    :param options: the user's.
    :return: names to values, not checked yet.
    :raises ApiTypeError: the headers are not a mapping.
    """
    asked: dict[str, Any] = {}
    if options.content_type is not None:
        asked["Content-Type"] = text("_content_type", options.content_type)
    if options.headers is not None:
        if not isinstance(options.headers, Mapping):
            raise ApiTypeError(f"_headers must be a mapping, not {type(options.headers).__name__}")
        asked.update(_without_fixed(options.headers))
    return asked


def _without_fixed(headers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in headers.items() if str(name).lower() not in FIXED_HEADERS}
