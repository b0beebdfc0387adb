"""Turn errors of urllib3, ssl, sockets and http.client into `TransportError`, without the URLs that they quote."""

import re
import socket
import ssl
from collections.abc import Iterator
from http.client import BadStatusLine, HTTPException, LineTooLong

from urllib3 import exceptions as errors
from urllib3.util.ssl_match_hostname import CertificateError

from photoprism_client._transport.wire import BrokenConnectionError, HandshakeError
from photoprism_client._wording import Advice
from photoprism_client.exceptions import TransportError

#: The errors of an exchange: urllib3 raises HTTPError, sockets and ssl raise OSError, http.client also ValueError.
FAILURES = (errors.HTTPError, HTTPException, OSError, ValueError)


def transport_error(error: BaseException, method: str, url: str) -> TransportError:
    """Turn the error of an exchange into ours; raise it outside of the ``except`` block.

    urllib3's errors hold the URL with its token, and http.client's quote the answer, which may repeat it. So only the
    error of the socket or of ssl beneath them is kept, as the cause.

    :param error: one of :data:`FAILURES`.
    :param method: HTTP method of the request.
    :param url: URL of the request; stored masked.
    :return: the error to raise.
    """
    root = _root(error)
    # A proxy that makes no tunnel is quoted in an OSError without a number.
    is_quote = isinstance(error, errors.ProxyError) and getattr(root, "errno", None) is None
    cause = root if isinstance(root, OSError) and not is_quote else None
    reason, advice = _explain(error, root)
    is_ours = isinstance(root, ssl.SSLError) and _of_our_certificate(root) is not None
    is_passing = not is_ours and not isinstance(root, _BAD_CERTIFICATE)
    is_unsent = not is_passing or _is_unsent(error)
    result = TransportError(reason, message=advice, method=method, url=url, is_passing=is_passing, is_unsent=is_unsent)
    result.__cause__ = cause
    return result


def is_stale(error: BaseException) -> bool:
    """Tell whether a kept connection broke off before an answer: the server may have closed it while it was idle.

    :param error: one of :data:`FAILURES`.
    :return: whether it did.
    """
    return any(isinstance(beneath, BrokenConnectionError) and beneath.is_kept for beneath in _chain(error))


def _is_unsent(error: BaseException) -> bool:
    """Tell whether the server certainly got no part of the request: no connection was made, or it took no byte."""
    return any(
        beneath.is_unsent if isinstance(beneath, BrokenConnectionError) else isinstance(beneath, _NOT_CONNECTED)
        for beneath in _chain(error)
    )


def _root(error: BaseException) -> BaseException:
    """Return the innermost error."""
    *_, root = _chain(error)
    return root


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Go from an error to the innermost one; urllib3 keeps what is beneath as the cause or among the arguments.

    The context doesn't count: it may be an error that the caller was handling when it called us.
    """
    seen: set[int] = set()
    beneath: BaseException | None = error
    while beneath is not None:
        yield beneath
        seen.add(id(beneath))
        inner = [beneath.__cause__, *beneath.args]
        beneath = next((found for found in inner if isinstance(found, BaseException) and id(found) not in seen), None)


# urllib3 raises ProxyError only until the proxy has made the connection.
_NOT_CONNECTED = (errors.NewConnectionError, errors.ConnectTimeoutError, errors.ProxyError, HandshakeError)


# urllib3 itself compares names if assert_hostname is one, and raises the second.
_BAD_CERTIFICATE = (ssl.SSLCertVerificationError, CertificateError)
# What to do about a bad certificate, by the error codes of OpenSSL (x509_vfy.h).
_CHECK_AUTHORITY = Advice(
    "No trusted authority signed it: pass {ssl_ca_cert}, a file with the certificate of the authority that did."
)
_CHECK_NAME = Advice("It is for another name: check {host}.")
_CHECK_DATE = Advice("Check the clock here, and that the server's certificate was renewed.")
_CHECK_RULES = Advice(
    "It breaks a rule of RFC 5280 that Python checks since 3.13: make a new one, or pass {verify_x509_strict=False};"
    " signature, name and dates are checked all the same."
)
_CHECK_CERTIFICATE = Advice("Check the host name, or pass {ssl_ca_cert}.")
_CERTIFICATE_ADVICE = {
    **dict.fromkeys((2, 18, 19, 20, 21), _CHECK_AUTHORITY),
    **dict.fromkeys((9, 10), _CHECK_DATE),
    **dict.fromkeys((62, 63, 64), _CHECK_NAME),
    **dict.fromkeys(range(80, 95), _CHECK_RULES),  # those of X509_V_FLAG_X509_STRICT
}
# The alerts of a server that got no certificate of ours, or a bad one.
_WANTS_CERTIFICATE = re.compile("CERTIFICATE_REQUIRED")
_REFUSES_CERTIFICATE = re.compile("ALERT_(?:BAD|UNSUPPORTED|UNKNOWN)_C|ALERT_CERTIFICATE|ALERT_ACCESS_DENIED")

_CHECK_TLS = Advice("Check that this port speaks TLS, and whether it wants a client certificate ({cert_file}).")
_CHECK_PROXY = Advice("Check {proxy}, its user and password, and {no_proxy}.")
_CHECK_PORT = Advice("Check {host} and port, and http or https.")
_WAIT_LONGER = Advice("Check {host} and port, or raise {connect_timeout_s}.")
_RAISE_TIMEOUT = Advice("Try again, or raise {read_timeout_s or _request_timeout}.")
_PASS_CERTIFICATE = Advice("Pass {cert_file}, and {key_file} if the key is in a file of its own.")
_TRY_AGAIN = Advice("Try again.")
# The first row that matches the error or the innermost one counts: reason ({} is the innermost error) and advice.
_EXPLANATIONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, Advice], ...] = (
    (errors.ProxyError, "the proxy cannot be used: {}", _CHECK_PROXY),
    (ssl.SSLError, "TLS failed: {}", _CHECK_TLS),
    (socket.gaierror, "the host name cannot be resolved: {}", Advice("Check the spelling of {host}.")),
    (ConnectionRefusedError, "connection refused", Advice("Check {host} and port, and that the server runs.")),
    # A subclass of ConnectTimeoutError, so it comes first.
    (errors.NewConnectionError, "no connection: {}", Advice("Check {host} and port, and the network.")),
    (errors.ConnectTimeoutError, "no connection in time", _WAIT_LONGER),
    ((errors.ReadTimeoutError, TimeoutError), "no answer in time", _RAISE_TIMEOUT),
    ((ConnectionError, errors.IncompleteRead), "the connection broke off: {}", _TRY_AGAIN),
    ((BadStatusLine, LineTooLong), "what answered does not speak HTTP", _CHECK_PORT),
    (HTTPException, "the connection broke off: {}", _TRY_AGAIN),
)


def _explain(error: BaseException, root: BaseException) -> tuple[str, Advice]:
    if isinstance(root, _BAD_CERTIFICATE):
        code, fault = getattr(root, "verify_code", 0), getattr(root, "verify_message", None) or root
        advice = _CHECK_NAME if isinstance(root, CertificateError) else _CERTIFICATE_ADVICE.get(code)
        return f"the server's certificate is refused: {fault}", advice or _CHECK_CERTIFICATE
    if isinstance(root, ssl.SSLError) and (found := _of_our_certificate(root)):
        return found
    for types, reason, advice in _EXPLANATIONS:
        if isinstance(root, types) or isinstance(error, types):
            return reason.format(str(root) or type(root).__name__), advice
    return f"{type(root).__name__}: {root}", Advice("Check {host}, {proxy} and TLS settings.")


def _of_our_certificate(error: ssl.SSLError) -> tuple[str, Advice] | None:
    alert = error.reason or ""
    if _WANTS_CERTIFICATE.search(alert):
        return "the server wants a client certificate", _PASS_CERTIFICATE
    if _REFUSES_CERTIFICATE.search(alert):
        return f"the server refuses our client certificate: {alert}", Advice("Check {cert_file}.")
    return None
