"""TLS: who is trusted, under which name, and who we are."""

import ssl
from pathlib import Path

import pytest
import urllib3

from photoprism_client import ApiClient, ApiValueError, Configuration, TransportError
from test.bodies import JPEG, SOME_HASH
from test.certificates import authority, ca_file, ca_pem, server_context
from test.clients import Connect, Serve
from test.rawserver import RawServer, answer, answering

_NAME = "photos.example.com"


@pytest.fixture
def secure(serve: Serve) -> RawServer:
    """Return a server of pictures with a certificate for loopback."""
    return serve(answering(answer(JPEG)), tls=server_context())


@pytest.fixture
def misnamed(serve: Serve) -> RawServer:
    """Return a server of pictures with a certificate for another name than the one it is reached by."""
    return serve(answering(answer(JPEG)), tls=server_context(_NAME))


def test_authority_as_a_file(secure: RawServer, connect: Connect, tmp_path: Path) -> None:
    """`ssl_ca_cert` names a PEM file of those who are trusted; connections are kept under TLS, too."""
    images = connect(secure.url, ssl_ca_cert=ca_file(tmp_path))
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert secure.connections == 1


def test_authority_as_pem_text(secure: RawServer, connect: Connect) -> None:
    """`ca_cert_data` takes PEM text."""
    assert connect(secure.url, ca_cert_data=ca_pem()).get_thumb(SOME_HASH) == JPEG


def test_authority_as_der_bytes(secure: RawServer, connect: Connect) -> None:
    """`ca_cert_data` takes DER bytes."""
    der = ssl.PEM_cert_to_DER_cert(ca_pem())
    assert connect(secure.url, ca_cert_data=der).get_thumb(SOME_HASH) == JPEG


def test_large_body_under_tls(serve: Serve, connect: Connect) -> None:
    """A body of many records arrives whole, in one piece and in parts."""
    body = JPEG[:-2] + bytes(3_000_000) + JPEG[-2:]
    secure = serve(answering(answer(body)), tls=server_context())
    images = connect(secure.url, ca_cert_data=ca_pem())
    assert images.get_thumb(SOME_HASH) == body
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        assert b"".join(response.stream(70_000)) == body


def test_tls_server_name_is_asked_and_checked(misnamed: RawServer, connect: Connect) -> None:
    """`tls_server_name` is the name that the certificate must have."""
    images = connect(misnamed.url, ca_cert_data=ca_pem(), tls_server_name=_NAME)
    assert images.get_thumb(SOME_HASH) == JPEG
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, ca_cert_data=ca_pem(), tls_server_name="other.example.com").get_thumb(SOME_HASH)


def test_tls_server_name_is_sent(serve: Serve, connect: Connect) -> None:
    """The name goes into the handshake, for servers that have several certificates."""
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(_NAME).configure_cert(context)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    secure = serve(answering(answer(JPEG)), tls=context)
    connect(secure.url, ca_cert_data=ca_pem(), tls_server_name=_NAME).get_thumb(SOME_HASH)
    assert names == [_NAME]


def test_assert_hostname_false_accepts_another_name(misnamed: RawServer, connect: Connect) -> None:
    """With False the name is not compared; the authority still is."""
    images = connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname=False)
    assert images.get_thumb(SOME_HASH) == JPEG
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, assert_hostname=False).get_thumb(SOME_HASH)


def test_assert_hostname_names_another(misnamed: RawServer, connect: Connect) -> None:
    """With a name, that name is expected instead of the host's."""
    assert connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname=_NAME).get_thumb(SOME_HASH) == JPEG
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname="other.example.com").get_thumb(SOME_HASH)
    assert misnamed.connections == 2


@pytest.mark.parametrize("value", [True, None])
def test_assert_hostname_is_on(misnamed: RawServer, connect: Connect, value: bool | None) -> None:
    """Without it, or with True, the name is compared."""
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname=value).get_thumb(SOME_HASH)


def test_verification_can_be_turned_off(misnamed: RawServer, connect: Connect) -> None:
    """With `verify_ssl=False` any certificate is accepted, and urllib3 warns that it is."""
    images = connect(misnamed.url, verify_ssl=False)
    with pytest.warns(urllib3.exceptions.InsecureRequestWarning):
        assert images.get_thumb(SOME_HASH) == JPEG


def _asking_for_certificates() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.verify_mode = ssl.CERT_REQUIRED
    authority().issue_cert("127.0.0.1").configure_cert(context)
    authority().configure_trust(context)
    return context


@pytest.mark.parametrize("in_one_file", [True, False])
def test_client_certificate_is_shown(serve: Serve, connect: Connect, tmp_path: Path, in_one_file: bool) -> None:
    """A server that wants to know who comes gets `cert_file`, with its key in the same file or in `key_file`."""
    secure = serve(answering(answer(JPEG)), tls=_asking_for_certificates())
    own = authority().issue_cert("client@example.com")
    certificate, key = tmp_path / "client.pem", tmp_path / "client.key"
    if in_one_file:
        own.private_key_and_cert_chain_pem.write_to_path(certificate)
    else:
        own.cert_chain_pems[0].write_to_path(certificate)
        own.private_key_pem.write_to_path(key)
    images = connect(
        secure.url,
        ca_cert_data=ca_pem(),
        cert_file=str(certificate),
        key_file=None if in_one_file else str(key),
    )
    assert images.get_thumb(SOME_HASH) == JPEG


def test_client_without_its_certificate(serve: Serve, connect: Connect) -> None:
    """Without a certificate such a server ends the connection, and that is our error."""
    secure = serve(answering(answer(JPEG)), tls=_asking_for_certificates())
    with pytest.raises(TransportError):
        connect(secure.url, ca_cert_data=ca_pem(), retries=0).get_thumb(SOME_HASH)
    assert secure.requests == []


@pytest.mark.parametrize("name", ["ssl_ca_cert", "cert_file"])
@pytest.mark.parametrize("content", [None, "", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_unusable_files_are_told_at_once(tmp_path: Path, name: str, content: str | None) -> None:
    """A certificate file that is missing or holds none is an ApiValueError when the client is made."""
    path = tmp_path / "certificate.pem"
    if content is not None:
        path.write_text(content, "ascii")
    configuration = Configuration(host="https://127.0.0.1:9")
    setattr(configuration, name, str(path))
    with pytest.raises(ApiValueError, match="cannot be used"):
        ApiClient(configuration)


@pytest.mark.parametrize("data", ["junk", b"junk", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_unusable_data_is_told_at_once(data: str | bytes) -> None:
    """CA data that holds no certificate is an ApiValueError when the client is made."""
    with pytest.raises(ApiValueError, match="cannot be used"):
        ApiClient(Configuration(host="https://127.0.0.1:9", ca_cert_data=data))
