"""Certificates for servers and clients of tests, made once: a CA, and what it signs."""

import functools
import ssl
from pathlib import Path

import trustme


@functools.cache
def authority() -> trustme.CA:
    """Return the CA that tests trust."""
    return trustme.CA()


@functools.cache
def server_context(*names: str) -> ssl.SSLContext:
    """Return TLS settings of a server with a certificate for *names*; default loopback."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(*(names or ("127.0.0.1", "localhost", "::1"))).configure_cert(context)
    return context


def ca_pem() -> str:
    """Return the CA's certificate as PEM text."""
    return authority().cert_pem.bytes().decode("ascii")


def ca_file(folder: Path) -> str:
    """Write the CA's certificate to a file in *folder* and return its path."""
    path = folder / "ca.pem"
    authority().cert_pem.write_to_path(path)
    return str(path)
