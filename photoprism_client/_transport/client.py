"""One exchange with the server: timeouts, the one repeat on a stale connection, redirects by our rules."""

import json
import logging
import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3
from urllib3.filepost import encode_multipart_formdata

from photoprism_client._settings.address import Origin, origin_of
from photoprism_client._settings.validation import seconds
from photoprism_client._transport.credentials import CredentialGuard
from photoprism_client._transport.failures import FAILURES, raise_failure
from photoprism_client._transport.gateway import WANTS_LOGIN, is_login_redirect, login_advice
from photoprism_client._transport.pools import make_pools
from photoprism_client._transport.response import RESTResponse
from photoprism_client._transport.wire import StaleConnectionError
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiException, ApiTypeError, ApiValueError, GatewayLoginError
from photoprism_client.redaction import redact_text

if TYPE_CHECKING:
    from photoprism_client.configuration import Configuration

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 3
_NO_RETRIES = urllib3.Retry(False)

_logger = logging.getLogger("photoprism_client")


class Timeouts(NamedTuple):
    """How long to wait for a connection, and for the next bytes of an answer; in seconds."""

    connect_s: float
    read_s: float

    @classmethod
    def of(cls, value: object, default: "Timeouts") -> "Timeouts":
        """Read what a caller passed as ``_request_timeout``.

        :param value: None, seconds, or a pair (connect, read) of these.
        :param default: what None stands for.
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


class RESTClientObject:
    """The transport of an :class:`ApiClient`: pools of connections to one server.

    It is safe to share between threads, and drops connections that it inherited by a fork.

    :param configuration: TLS, proxy, pool and timeout settings are read once, here.
    :raises ApiValueError: a certificate cannot be used, or a SOCKS proxy lacks PySocks.
    """

    def __init__(self, configuration: "Configuration") -> None:
        self._configuration = configuration
        self._default_timeouts = Timeouts(configuration.connect_timeout_s, configuration.read_timeout_s)
        #: Origins that redirected to https, and where to.
        self._upgrades: dict[Origin, Origin] = {}
        self._open()

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        body: object = None,
        post_params: Sequence[tuple[str, Any]] | Mapping[str, Any] | None = None,
        _request_timeout: float | tuple[float, float] | Timeouts | None = None,
        *,
        decode_content: bool = True,
    ) -> RESTResponse:
        """Send a request and return the open answer, whatever its status.

        A GET is sent again once where a kept connection turns out to be dead, and follows up to three redirects within
        the same host; any other method does neither.

        :param method: HTTP method.
        :param url: absolute URL, quoted.
        :param headers: header names to values.
        :param body: what to send as JSON, or text or bytes for another ``Content-Type``.
        :param post_params: form fields, for a form ``Content-Type``.
        :param _request_timeout: seconds, or a pair (connect, read).
        :param decode_content: whether a compressed body is to be decoded while it is read.
        :return: the open answer; the caller reads or closes it.
        :raises ApiValueError: the method, the URL or the combination of bodies cannot be sent.
        :raises ApiException: a redirect leads where we do not follow.
        :raises TransportError: no answer came.
        """
        method = method.upper()
        if method not in _METHODS:
            raise ApiValueError(f"method must be one of {', '.join(sorted(_METHODS))}, not {method!r}")
        timeouts = Timeouts.of(_request_timeout, self._default_timeouts)
        given = {"Host" if name.lower() == "host" else name: value for name, value in (headers or {}).items()}
        sent, payload = _payload(method, given, body, post_params)
        return self.send(method, origin_of(url), _target(url), sent, timeouts, payload, decode_content=decode_content)

    def send(
        self,
        method: str,
        origin: Origin,
        target: str,
        headers: dict[str, str],
        timeouts: Timeouts,
        payload: bytes | None = None,
        *,
        decode_content: bool = False,
        has_secret: bool = False,
    ) -> RESTResponse:
        """Send a request that is checked and encoded; see :meth:`request`.

        :param method: HTTP method, in upper case.
        :param origin: where to.
        :param target: path and query, quoted.
        :param headers: header names to values, checked.
        :param timeouts: how long to wait.
        :param payload: the encoded body.
        :param decode_content: whether a compressed body is to be decoded while it is read.
        :param has_secret: whether the request is known to carry a credential.
        :return: the open answer; the caller reads or closes it.
        :raises ApiValueError: there are credentials, and nobody named the host.
        :raises ApiException: a redirect leads where we do not follow.
        :raises TransportError: no answer came.
        """
        if self._process != os.getpid():
            self._open()
        for _ in range(_MOST_REDIRECTS + 1):
            origin = self._upgrades.get(origin, origin)
            self._guard.check(method, origin, target, headers, payload, has_secret=has_secret)
            response = self._exchange(method, origin, target, headers, payload, timeouts, decode_content)
            if response.status not in _REDIRECTS:
                return response
            origin, target = self._next_hop(response, origin, f"{origin.url}{target}")
        raise ApiException(
            response.status,
            "too many redirects",
            message=Advice("Check {host}."),
            method=method,
            url=f"{origin.url}{target}",
        )

    def close(self) -> None:
        """Close all connections that are not in use; those in use close when their answer is read."""
        # urllib3 closes a pool only when the last reference to it goes.
        kept = [self._manager.pools.get(key) for key in self._manager.pools.keys()]  # noqa: SIM118  # it is no dict
        for pool in [*kept, *self._pools.values()]:
            if pool is not None:
                pool.close()
        self._pools.clear()
        self._manager.clear()

    def _open(self) -> None:
        self._manager = make_pools(self._configuration)
        self._is_direct = isinstance(self._manager, urllib3.PoolManager) and self._manager.proxy is None
        self._pools: dict[Origin, urllib3.HTTPConnectionPool] = {}
        self._timeouts: dict[Timeouts, urllib3.Timeout] = {}
        self._guard = CredentialGuard(self._configuration)
        self._process = os.getpid()

    def _exchange(
        self,
        method: str,
        origin: Origin,
        target: str,
        headers: dict[str, str],
        payload: bytes | None,
        timeouts: Timeouts,
        decode_content: bool,
    ) -> RESTResponse:
        headers = {"Host": origin.netloc, **headers}
        url = origin.url + target
        options: dict[str, Any] = {
            "body": payload,
            "headers": headers,
            "timeout": self._timeouts.get(timeouts) or self._timeout(timeouts),
            "retries": _NO_RETRIES,
            "redirect": False,
            "preload_content": False,
            "decode_content": decode_content,
        }
        answer = failure = None
        for is_repeat in (False, True):
            failure = None
            try:
                answer = self._send(method, origin, target, url, options)
                break
            except FAILURES as error:
                failure = error
            if is_repeat or method != "GET" or not _is_stale(failure):
                break
        if answer is None:
            _logger.debug("%s %s -> no answer", method, redact_text(url))
            raise_failure(failure or OSError("no answer"), method, url)
        if _logger.isEnabledFor(logging.DEBUG):
            kind = answer.headers.get("Content-Type")
            _logger.debug("%s %s -> %s %s", method, redact_text(url), answer.status, kind)
        return RESTResponse(answer, method=method, url=url)

    def _send(self, method: str, origin: Origin, target: str, url: str, options: dict[str, Any]) -> Any:
        if not self._is_direct:
            return self._manager.urlopen(method, url, **options)
        pool = self._pools.get(origin)
        if pool is None:
            pool = self._pools[origin] = self._manager.connection_from_host(origin.host, origin.port, origin.scheme)
        return pool.urlopen(method, target, assert_same_host=False, **options)

    def _timeout(self, timeouts: Timeouts) -> urllib3.Timeout:
        timeout = urllib3.Timeout(connect=timeouts.connect_s, read=timeouts.read_s)
        if len(self._timeouts) < 100:
            self._timeouts[timeouts] = timeout
        return timeout

    def _next_hop(self, response: RESTResponse, origin: Origin, base: str) -> tuple[Origin, str]:
        """Return where a redirect leads if we may follow it: GET only, same host, never away from https."""
        location = response.getheader("Location") or ""
        response.close()
        new, goal = None, location
        try:
            goal = urljoin(base, location)
            new = origin_of(goal)
        except ValueError:  # an ApiValueError is one, too
            pass
        is_upgrade = new is not None and origin.scheme == "http" and new.scheme == "https" and new.host == origin.host
        if new is not None and is_login_redirect(base, goal):
            seen = f"a redirect to a login page of {new.url}"
            raise GatewayLoginError(
                response.status,
                f"redirect refused: {WANTS_LOGIN}",
                message=login_advice(seen),
                method=response.method,
                url=base,
            )
        if response.method != "GET" or new is None or not (new == origin or is_upgrade):
            raise ApiException(
                response.status,
                "redirect refused",
                message=_refusal(response.method, new, is_upgrade),
                method=response.method,
                url=base,
            )
        if is_upgrade:
            self._upgrades[origin] = new
        return new, _target(goal)


def contenttype_matches(contenttype: str, maintype: str, subtype: str) -> bool:
    """Tell whether a ``Content-Type`` is a media type, also by a suffix such as ``+json``.

    :param contenttype: the header's value.
    :param maintype: such as ``application``.
    :param subtype: such as ``json``.
    :return: whether it fits; parameters and case do not count.
    """
    pattern = rf"{re.escape(maintype)}/(?:[^+;]+\+)?{re.escape(subtype)}(?:[ \t]*;.*)?"
    return re.fullmatch(pattern, contenttype, re.IGNORECASE) is not None


def _refusal(method: str, goal: Origin | None, is_upgrade: bool) -> Advice:
    if is_upgrade and goal:
        return Advice(
            "A {method} is never sent a second time: the server wants https, so {pass host=}{url}.",
            method=method,
            url=repr(goal.url),
        )
    return Advice(
        "It leads to {url}, and only a GET is followed, within the same host and not away from https, so that no"
        " credentials travel elsewhere. Check {host}, and whether something in front of the server wants a login.",
        url=goal.url if goal else "no http address",
    )


def _target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _is_stale(error: BaseException) -> bool:
    return isinstance(error, urllib3.exceptions.ProtocolError) and any(
        isinstance(argument, StaleConnectionError) for argument in error.args
    )


def _payload(
    method: str, headers: dict[str, str], body: object, post_params: Any
) -> tuple[dict[str, str], bytes | None]:
    """Encode what is to be sent as its ``Content-Type`` says; without one, it is JSON."""
    if body is not None and post_params:
        raise ApiValueError("body and post_params exclude each other")
    if body is None and not post_params:
        return headers, b"" if method in {"PATCH", "POST", "PUT"} else None
    name = next((name for name in headers if name.lower() == "content-type"), "Content-Type")
    kind = headers.get(name, "application/json")
    if contenttype_matches(kind, "application", "x-www-form-urlencoded") and post_params:
        return headers, urlencode(post_params, doseq=True).encode("ascii")
    if contenttype_matches(kind, "multipart", "form-data") and post_params:
        encoded, headers[name] = encode_multipart_formdata(post_params)
        return headers, encoded
    if isinstance(body, (str, bytes)) and (name in headers and not contenttype_matches(kind, "application", "json")):
        return headers, body.encode("utf-8") if isinstance(body, str) else body
    headers[name] = kind
    return headers, json.dumps(body).encode("ascii")
