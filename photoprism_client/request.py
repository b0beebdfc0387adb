"""What a caller asks becomes a request: headers merged, the token put in its place, the path filled in."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from photoprism_client.address import Origin, split_base_url
from photoprism_client.endpoint import Body, Endpoint
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.payload import Payload
from photoprism_client.rest import Timeouts
from photoprism_client.validation import header, text

#: In a picture's request these are ours: a compressed picture cannot be verified, and ``Host`` is the address.
FIXED_HEADERS = frozenset({"accept-encoding", "host"})

RequestTimeout = float | tuple[float, float] | None


class CallOptions(NamedTuple):
    """The options that every method takes, in their order: see docs/options.md."""

    request_timeout: RequestTimeout = None
    request_auth: Mapping[str, Any] | None = None
    content_type: str | None = None
    headers: Mapping[str, Any] | None = None
    host_index: int = 0


class Request(NamedTuple):
    """A request that is ready to be sent."""

    method: str
    origin: Origin
    target: str
    headers: dict[str, str]
    timeouts: Timeouts
    #: Statuses that are good answers: 206 and 304 only where the caller's own headers ask for them.
    good: frozenset[int]
    #: What this request carries besides headers that must not be shown.
    secrets: tuple[str, ...]
    #: The encoded body.
    body: bytes | None = None


_GOOD = frozenset({200})
_GOOD_WRITE = frozenset({200, 201, 202, 204})


def merge_headers(*layers: Mapping[str, Any]) -> dict[str, str]:
    """Merge headers; a later layer wins over an earlier one, without regard to case. No layer is changed.

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
    """Check and merge the headers of a client, without those that are fixed in a picture's request.

    :param headers: names to values.
    :param cookie: the ``Cookie`` header, or None.
    :return: a new dict.
    :raises ApiTypeError: a name or value is not text.
    :raises ApiValueError: a name or value cannot stand in a header.
    """
    merged = merge_headers(_without_fixed(headers), {} if cookie is None else {"Cookie": cookie})
    # Spelled as in build, which then need not compare names for each request.
    return {"Accept" if name.lower() == "accept" else name: value for name, value in merged.items()}


def says_who(headers: Mapping[str, Any]) -> bool:
    """Tell whether headers name an access token; the server refuses ``Basic``, which is for a proxy before it.

    :param headers: names to values.
    :return: whether they do.
    """
    return any(
        name.lower() in {"x-auth-token", "x-session-id"}
        or (name.lower() == "authorization" and not str(value).lower().startswith("basic "))
        for name, value in headers.items()
    )


def build(
    endpoint: Endpoint,
    arguments: Mapping[str, str | None],
    options: CallOptions,
    *,
    base_url: str,
    token: str | None,
    defaults: Mapping[str, str],
    timeouts: Timeouts,
    query: Sequence[tuple[str, str]] = (),
    safe: str = "",
    payload: Payload | None = None,
) -> Request:
    """Make the request for an endpoint.

    :param endpoint: the row of the table.
    :param arguments: values of the path parameters.
    :param options: the caller's.
    :param base_url: scheme, host and sub-path.
    :param token: the token for the path or query, where the endpoint has one.
    :param defaults: headers of the client, as :func:`merge_headers` returns them.
    :param timeouts: what no ``_request_timeout`` stands for.
    :param query: names and values, to be quoted.
    :param safe: characters not to be quoted in path parameters.
    :param payload: the body.
    :return: the request.
    :raises ApiTypeError: an argument or option has the wrong type.
    :raises ApiValueError: an argument or option has a value that is not allowed.
    """
    if options.host_index != 0 or isinstance(options.host_index, bool):
        raise ApiValueError(f"_host_index must be 0, the only host, not {options.host_index!r}")
    encoding = "gzip" if endpoint.body is Body.JSON else "identity"
    headers = {"Accept": endpoint.accept, **defaults, "Accept-Encoding": encoding}
    good = _GOOD if endpoint.method == "GET" else _GOOD_WRITE
    if payload is not None:
        headers = merge_headers(headers, {"Content-Type": payload.media_type})
    if options.headers is not None or options.content_type is not None:
        asked = caller_headers(options)
        headers, good = merge_headers(headers, asked), _good(good, asked)
    pairs = list(query)
    values = dict(arguments)
    if endpoint.token == "preview":  # noqa: S105  # the name of a kind
        values["token"] = token
    elif endpoint.token == "download":  # noqa: S105  # the name of a kind
        pairs.append(("t", text("t", token)))
    apply_auth(options.request_auth, headers, pairs)
    origin, sub_path = split_base_url(base_url)
    target = sub_path + endpoint.path(values, safe)
    if pairs:
        target += f"?{urlencode(pairs, quote_via=quote)}"
    given = None if options.request_auth is None else str(options.request_auth["value"])
    secrets = tuple(secret for secret in (token, given) if secret is not None)
    wait = Timeouts.of(options.request_timeout, timeouts)
    if payload is not None:
        return Request(endpoint.method, origin, target, headers, wait, good, (*secrets, *payload.secrets), payload.data)
    # Without a body, a length of 0 is sent where a server may wait for one.
    body = b"" if endpoint.method in {"PATCH", "POST", "PUT"} else None
    return Request(endpoint.method, origin, target, headers, wait, good, secrets, body)


def apply_auth(setting: Mapping[str, Any] | None, headers: dict[str, str], query: list[tuple[str, str]]) -> None:
    """Put an authentication setting where it says.

    :param setting: ``{"in": "header" | "query" | "cookie", "key": …, "value": …}``, or None.
    :param headers: changed for ``header`` and ``cookie``.
    :param query: changed for ``query``.
    :raises ApiTypeError: it is not a mapping.
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
    """Return the headers that a caller passed, without those that are fixed in a picture's request.

    :param options: the caller's.
    :return: names to values; these are not checked yet.
    :raises ApiTypeError: they are no mapping.
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


def _good(usual: frozenset[int], asked: Mapping[str, Any]) -> frozenset[int]:
    names = {name.lower() for name in asked}
    good = set(usual)
    if "range" in names:
        good.add(206)
    if names & {"if-modified-since", "if-none-match"}:
        good.add(304)
    return frozenset(good)
