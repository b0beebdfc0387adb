"""One exchange with the server: timeouts, one repeat on a stale connection, and which redirects are followed."""

import json
import logging
import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3
from urllib3.filepost import encode_multipart_formdata
from urllib3.util.url import _encode_target

from photoprism_client._settings.address import Origin, origin_of
from photoprism_client._transport.bulk_head import Heads
from photoprism_client._transport.credentials import CredentialGuard
from photoprism_client._transport.failures import FAILURES, is_stale, transport_error
from photoprism_client._transport.gateway import WANTS_LOGIN, is_login_redirect, login_advice
from photoprism_client._transport.lean_pools import LeanPool
from photoprism_client._transport.lender import Lender, Slots
from photoprism_client._transport.pools import make_pools, proxy_of
from photoprism_client._transport.request import BodyError, Request, Timeouts
from photoprism_client._transport.response import RESTResponse
from photoprism_client._transport.wire import BodyParts
from photoprism_client._wording import Advice
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import ApiException, ApiValueError, GatewayLoginError
from photoprism_client.redaction import redact_text

_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
#: Statuses of redirects.
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_REDIRECTS = 3
_NO_RETRIES = urllib3.Retry(False)

_logger = logging.getLogger("photoprism_client")


class RESTClientObject:
    """The transport of an :class:`ApiClient`: pools of connections to one server.

    Threads can share it. After a fork, the child drops the connections that it inherited.

    :param configuration: its TLS, proxy, pool and timeout settings are read once, here.
    :raises ApiValueError: a certificate cannot be used, or a SOCKS proxy lacks PySocks.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._default_timeouts = Timeouts(configuration.connect_timeout_s, configuration.read_timeout_s)
        # Origins that redirect to https, and where they redirect to.
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
    ) -> RESTResponse:
        """Send a request and return the open answer, whatever its status.

        A compressed body is decoded while it is read. A GET is sent once more if the server had closed a kept
        connection, and follows up to three redirects within the same host. Other methods follow none, and are sent once
        more only if that connection took no byte of the request.

        :param method: HTTP method.
        :param url: absolute URL, quoted.
        :param headers: header names to values.
        :param body: what to send as JSON, or text or bytes for another ``Content-Type``.
        :param post_params: form fields, for a form ``Content-Type``.
        :param _request_timeout: seconds, or a pair (connect, read).
        :return: the open answer; the caller reads or closes it.
        :raises ApiValueError: the method, the URL or the combination of bodies cannot be sent.
        :raises ApiException: a redirect leads somewhere that is not followed.
        :raises TransportError: no answer came.
        """
        method = method.upper()
        if method not in _METHODS:
            raise ApiValueError(f"method must be one of {', '.join(sorted(_METHODS))}, not {method!r}")
        timeouts = Timeouts.of(_request_timeout, self._default_timeouts)
        given = {"Host" if name.lower() == "host" else name: value for name, value in (headers or {}).items()}
        sent, payload = _payload(method, given, body, post_params)
        return self.send(
            Request(
                method,
                origin_of(url),
                _target(url),
                sent,
                timeouts,
                payload,
                decode_content=True,
                is_repeatable=method == "GET",
            )
        )

    def send(self, request: Request, response: RESTResponse | None = None) -> RESTResponse:
        """Send a request that is checked and encoded; see :meth:`request`.

        :param request: the request.
        :param response: the open answer to it, if it was sent by others: then redirects are followed from there.
        :return: the open answer; the caller reads or closes it.
        :raises ApiValueError: there are credentials, and the host was never configured.
        :raises ApiException: a redirect leads somewhere that is not followed.
        :raises TransportError: no answer came.
        :raises OSError: a file of the body cannot be read, or changed while it was read.
        """
        if self._process != os.getpid():
            self._open()  # this process was forked: its parent goes on using the same sockets
        for _ in range(_MAX_REDIRECTS + 1):
            if response is None:
                if upgrade := self._upgrades.get(request.origin):
                    request = request._replace(origin=upgrade)
                self._guard.check(request)
                response = self._send_repeating_stale(request)
            if response.status not in REDIRECTS:
                return response
            last, response = response, None
            request = self._redirected(request, last)
        raise _refused(last, "too many redirects", Advice("Check {host}."))

    def lend(self, request: Request) -> tuple[Request, Lender | None]:
        """Say where many requests like one go to, and lend the connections for them.

        :param request: one of them; nothing is sent.
        :return: the request with the origin that it really goes to; and what lends connections to there, or None if a
            proxy is between.
        :raises ApiValueError: there are credentials, and the host was never configured.
        """
        if self._process != os.getpid():
            self._open()
        if upgrade := self._upgrades.get(request.origin):
            request = request._replace(origin=upgrade)
        self._guard.check(request)
        pool = self._direct_pool(request.origin)
        lender = None if pool is None else Lender(pool, self._slots, self._heads, request.timeouts)
        return request, lender

    def close(self) -> None:
        """Close all connections that are not in use; those in use close when their answer is read."""
        # clear() alone would not do: urllib3 closes a pool only when the last reference to it goes.
        kept = [self._manager.pools.get(key) for key in self._manager.pools.keys()]  # noqa: SIM118  # not a dict
        for pool in [*kept, *self._pools.values()]:
            if pool is not None:
                pool.close()
        self._pools.clear()
        self._manager.clear()

    def _open(self) -> None:
        self._manager = make_pools(self._configuration)
        self._is_direct = proxy_of(self._configuration) is None
        self._pools: dict[Origin, LeanPool] = {}
        self._guard = CredentialGuard(self._configuration)
        self._slots, self._heads = Slots(), Heads()
        self._process = os.getpid()

    def _direct_pool(self, origin: Origin) -> LeanPool | None:
        """Return the pool for an origin; None if a proxy is between, since its connections are not ours."""
        pool = self._pools.get(origin)
        if pool is None and self._is_direct:
            made = self._manager.connection_from_host(origin.host, origin.port, origin.scheme)
            pool = self._pools[origin] = cast("LeanPool", made)
        return pool

    def _send_repeating_stale(self, request: Request) -> RESTResponse:
        """Send a request, and once more if a kept connection had been closed by the server.

        A server may close an idle connection at any moment, also while a request is on its way. What might have been
        carried out by then is sent again only if that does no harm.
        """
        is_last = False
        while True:
            try:
                return self._send_once(request)
            except BodyError as unread:
                raise unread.error from None
            except FAILURES as failure:
                is_last = is_last or not is_stale(failure)
                found = transport_error(failure, request.method, request.url)
            if is_last or not (request.is_repeatable or found.is_unsent):
                break
            is_last = True
        _logger.debug("%s %s -> no answer", request.method, redact_text(request.url))
        raise found

    def _send_once(self, request: Request) -> RESTResponse:
        method, origin, payload, timeouts = request.method, request.origin, request.payload, request.timeouts
        headers = {"Host": origin.netloc, **request.headers}
        if payload is None or isinstance(payload, bytes):
            body: bytes | BodyParts | None = payload
        else:
            headers["Content-Length"] = str(payload.size)
            body = BodyParts(payload, timeouts.read_s)
        pool, decode_content = self._direct_pool(origin), request.decode_content
        answer: Any
        if pool is not None:
            answer = pool.exchange(method, request.target, headers, body, timeouts, decode_content=decode_content)
        else:
            answer = self._manager.urlopen(
                method,
                request.url,
                headers=headers,
                body=body,
                timeout=_timeout(timeouts),
                retries=_NO_RETRIES,
                redirect=False,
                preload_content=False,
                decode_content=decode_content,
            )
        if _logger.isEnabledFor(logging.DEBUG):
            kind = answer.headers.get("Content-Type")
            _logger.debug("%s %s -> %s %s", method, redact_text(request.url), answer.status, kind)
        return RESTResponse(answer, method=method, url=request.url)

    def _redirected(self, request: Request, response: RESTResponse) -> Request:
        """Return the request to follow a redirect with, if it may be followed: GET, same host, not away from https."""
        response.close()
        origin, new, goal = request.origin, None, ""
        try:
            goal = urljoin(request.url, response.getheader("Location") or "")
            new = origin_of(goal)
        except ValueError:  # an ApiValueError is one, too
            pass
        is_upgrade = new is not None and origin.scheme == "http" and new.scheme == "https" and new.host == origin.host
        if new is not None and is_login_redirect(request.url, goal):
            advice = login_advice(f"a redirect to a login page of {new.url}")
            raise _refused(response, f"redirect refused: {WANTS_LOGIN}", advice, GatewayLoginError)
        if request.method != "GET" or new is None or not (new == origin or is_upgrade):
            raise _refused(response, "redirect refused", _refusal(request.method, new, is_upgrade))
        if is_upgrade:
            # Remembered, so that the next request and its credentials go over https from the start.
            self._upgrades[origin] = new
        return request._replace(origin=new, target=_target(goal))


def contenttype_matches(contenttype: str, maintype: str, subtype: str) -> bool:
    """Tell whether a ``Content-Type`` header names a media type; a suffix such as ``+json`` counts as the type.

    :param contenttype: the header's value; its parameters and case are ignored.
    :param maintype: such as ``application``.
    :param subtype: such as ``json``.
    :return: whether it does.
    """
    pattern = rf"{re.escape(maintype)}/(?:[^+;]+\+)?{re.escape(subtype)}(?:[ \t]*;.*)?"
    return re.fullmatch(pattern, contenttype, re.IGNORECASE) is not None


def _refused(
    response: RESTResponse, reason: str, advice: Advice, kind: type[ApiException] = ApiException
) -> ApiException:
    return kind(response.status, reason, message=advice, method=response.method, url=response.url)


def _refusal(method: str, goal: Origin | None, is_upgrade: bool) -> Advice:
    if is_upgrade and goal:
        return Advice(
            "A {method} is never sent twice: the server wants https, so {pass host=}{url}.",
            method=method,
            url=repr(goal.url),
        )
    return Advice(
        "It leads to {url}, and only a GET is followed, within the same host and not away from https, so that no"
        " credentials travel elsewhere. Check {host}, and whether something in front of the server wants a login.",
        url=goal.url if goal else "no http address",
    )


@lru_cache(maxsize=100)
def _timeout(timeouts: Timeouts) -> urllib3.Timeout:
    # May be shared: urllib3 makes a copy for each request.
    return urllib3.Timeout(connect=timeouts.connect_s, read=timeouts.read_s)


def _target(url: str) -> str:
    """Return path and query of a URL, with everything quoted that cannot stand there."""
    parts = urlsplit(url)
    return _encode_target(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")


def _payload(
    method: str, headers: dict[str, str], body: object, post_params: Any
) -> tuple[dict[str, str], bytes | None]:
    """Encode a body in the form that its ``Content-Type`` names, or as JSON if there is none."""
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
