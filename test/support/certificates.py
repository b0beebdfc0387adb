"""A CA for tests, and certificates for servers and clients that it signs."""

import datetime
import functools
import ipaddress
import ssl
from pathlib import Path
from typing import NamedTuple

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


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


class HomeMade(NamedTuple):
    """Certificates made by hand: the authority's as PEM, and a server's with its key."""

    authority: bytes
    server: bytes


@functools.cache
def home_made(*, self_signed: bool = False, is_over: bool = False) -> HomeMade:
    """Make a certificate for loopback and nas.example.com as old recipes do: without an Authority Key Identifier.

    :param self_signed: let the server's certificate sign itself.
    :param is_over: make it expired.
    """
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Home CA")])
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    constraints = x509.BasicConstraints(ca=True, path_length=None)
    authority = _blank(ca_name, ca_name, ca_key).add_extension(constraints, critical=True).sign(ca_key, hashes.SHA256())
    made = _blank(name, name if self_signed else ca_name, key, is_over=is_over)
    loopback = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    names = x509.SubjectAlternativeName([loopback, x509.DNSName("nas.example.com")])
    server = made.add_extension(names, critical=False).sign(key if self_signed else ca_key, hashes.SHA256())
    pem = server.public_bytes(serialization.Encoding.PEM)
    return HomeMade(
        pem if self_signed else authority.public_bytes(serialization.Encoding.PEM),
        pem
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def context_of(pem: bytes, folder: Path) -> ssl.SSLContext:
    """Return TLS settings of a server with a certificate and key, which are written to *folder*."""
    path = folder / "server.pem"
    path.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def asking_context(*names: str, wants: ssl.VerifyMode = ssl.CERT_REQUIRED) -> ssl.SSLContext:
    """Return TLS settings of a server, default for loopback, that asks for a client certificate of our CA."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = wants
    authority().issue_cert(*(names or ("127.0.0.1", "localhost"))).configure_cert(context)
    authority().configure_trust(context)
    return context


class ClientFiles(NamedTuple):
    """A client certificate and its key, in files of their own; the key once more, encrypted."""

    certificate: Path
    key: Path
    encrypted: Path


def client_files(folder: Path, pass_phrase: str = "open sesame") -> ClientFiles:
    """Write the certificate of a client to files in *folder*."""
    own = authority().issue_cert("client@example.com")
    files = ClientFiles(folder / "client.pem", folder / "client.key", folder / "client.encrypted.key")
    own.cert_chain_pems[0].write_to_path(files.certificate)
    own.private_key_pem.write_to_path(files.key)
    key = serialization.load_pem_private_key(own.private_key_pem.bytes(), None)
    encryption = serialization.BestAvailableEncryption(pass_phrase.encode())
    files.encrypted.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption)
    )
    return files


def _blank(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, is_over: bool = False
) -> x509.CertificateBuilder:
    today = datetime.datetime.now(datetime.UTC)
    days = (-20, -10) if is_over else (-1, 30)
    begin, end = (today + datetime.timedelta(days=day) for day in days)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    return made.serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)
