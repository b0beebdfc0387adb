"""Errors of urllib3, ssl, sockets and http.client become `TransportError`, without the URLs that they quote."""

import socket
import ssl
from http.client import BadStatusLine, HTTPException, LineTooLong
from typing import Never

from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
)
from urllib3.util.ssl_match_hostname import CertificateError

from photoprism_client.exceptions import TransportError

#: What an exchange can end with: HTTPError is urllib3's, OSError has sockets and ssl, ValueError is http.client's.
FAILURES = (HTTPError, HTTPException, OSError, ValueError)


def raise_failure(error: BaseException, method: str, url: str) -> Never:
    """Raise what an exchange ended with as our own error; call it outside of the ``except`` block.

    urllib3's errors hold the URL, with the token in it, and http.client's quote what was received, which may repeat it,
    so only the socket's or ssl's error beneath is kept as the cause.

    :param error: one of :data:`FAILURES`.
    :param method: HTTP method of the request.
    :param url: URL of the request; it is masked.
    :raises TransportError: always.
    """
    root = _root(error)
    cause = root if isinstance(root, OSError) else None
    reason, advice = _explain(error, root)
    is_passing = not isinstance(root, _BAD_CERTIFICATE)
    raise TransportError(reason, message=advice, method=method, url=url, is_passing=is_passing) from cause


def _root(error: BaseException) -> BaseException:
    """Return the error beneath, which urllib3 keeps as cause or among the arguments.

    Not the context: that may be an error which the caller was handling when it called us.
    """
    seen = {id(error)}
    while True:
        inner = [error.__cause__, *error.args]
        beneath = next((found for found in inner if isinstance(found, BaseException) and id(found) not in seen), None)
        if beneath is None:
            return error
        seen.add(id(beneath))
        error = beneath


# urllib3 compares names itself where assert_hostname is one.
_BAD_CERTIFICATE = (ssl.SSLCertVerificationError, CertificateError)
# The first row whose type the error or the one beneath it has: the reason ({} is the error beneath), and what to do.
_EXPLANATIONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, str], ...] = (
    (
        _BAD_CERTIFICATE,
        "the server's certificate is refused: {}",
        "Check the host name, or pass ssl_ca_cert.",
    ),
    (ProxyError, "the proxy cannot be used: {}", "Check proxy, its user and password, and no_proxy."),
    (ssl.SSLError, "TLS failed: {}", "Check that this port speaks TLS."),
    (socket.gaierror, "the host name cannot be resolved: {}", "Check the spelling of host."),
    (ConnectionRefusedError, "connection refused", "Check host and port, and that the server runs."),
    # urllib3 derives it from ConnectTimeoutError, so it goes first.
    (NewConnectionError, "no connection: {}", "Check host and port, and the way there."),
    (ConnectTimeoutError, "no connection in time", "Check host and port, or raise connect_timeout_s."),
    ((ReadTimeoutError, TimeoutError), "no answer in time", "Try again, or raise read_timeout_s or _request_timeout."),
    ((ConnectionError, IncompleteRead), "the connection broke off: {}", "Try again."),
    ((BadStatusLine, LineTooLong), "what answered does not speak HTTP", "Check host and port, and http or https."),
    (HTTPException, "the connection broke off: {}", "Try again."),
)


def _explain(error: BaseException, root: BaseException) -> tuple[str, str]:
    for types, reason, advice in _EXPLANATIONS:
        if isinstance(root, types) or isinstance(error, types):
            return reason.format(str(root) or type(root).__name__), advice
    return f"{type(root).__name__}: {root}", "Check host, proxy and TLS settings."
