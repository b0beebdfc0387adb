"""TLS: who is trusted, under which name, and who we are."""

import ssl
import sys
from pathlib import Path
from typing import Any

import pytest
import urllib3

from photoprism_client import ApiClient, ApiValueError, Configuration, TransportError
from test.support.bodies import JPEG, SOME_HASH
from test.support.certificates import (
    asking_context,
    authority,
    ca_file,
    ca_pem,
    client_files,
    context_of,
    home_made,
    server_context,
)
from test.support.clients import Connect, Serve, by_one_or_many
from test.support.raw_server import RawServer, answer, answering

_NAME = "photos.example.com"


@pytest.fixture
def secure(serve: Serve) -> RawServer:
    """Return a server of pictures with a certificate for loopback."""
    return serve(answering(answer(JPEG)), tls=server_context())


@pytest.fixture
def misnamed(serve: Serve) -> RawServer:
    """Return a server of pictures with a certificate for another name than the one it is reached by."""
    return serve(answering(answer(JPEG)), tls=server_context(_NAME))


@by_one_or_many
def test_authority_as_a_file(secure: RawServer, connect: Connect, tmp_path: Path) -> None:
    """`ssl_ca_cert` names a PEM file of those who are trusted; connections are kept under TLS, too."""
    images = connect(secure.url, ssl_ca_cert=ca_file(tmp_path))
    assert images.get_thumb(SOME_HASH) == JPEG
    assert images.get_thumb(SOME_HASH) == JPEG
    assert secure.connections == 1


@by_one_or_many
def test_authority_as_pem_text(secure: RawServer, connect: Connect) -> None:
    """`ca_cert_data` takes PEM text."""
    assert connect(secure.url, ca_cert_data=ca_pem()).get_thumb(SOME_HASH) == JPEG


@by_one_or_many
def test_authority_as_der_bytes(secure: RawServer, connect: Connect) -> None:
    """`ca_cert_data` takes DER bytes."""
    der = ssl.PEM_cert_to_DER_cert(ca_pem())
    assert connect(secure.url, ca_cert_data=der).get_thumb(SOME_HASH) == JPEG


@by_one_or_many
def test_large_body_under_tls(serve: Serve, connect: Connect) -> None:
    """A body of many records arrives whole, in one piece and in parts."""
    body = JPEG[:-2] + bytes(3_000_000) + JPEG[-2:]
    secure = serve(answering(answer(body)), tls=server_context())
    images = connect(secure.url, ca_cert_data=ca_pem())
    assert images.get_thumb(SOME_HASH) == body
    with images.get_thumb_without_preload_content(SOME_HASH) as response:
        assert b"".join(response.stream(70_000)) == body


@by_one_or_many
def test_tls_server_name_is_asked_and_checked(misnamed: RawServer, connect: Connect) -> None:
    """`tls_server_name` is the name that the certificate must have."""
    images = connect(misnamed.url, ca_cert_data=ca_pem(), tls_server_name=_NAME)
    assert images.get_thumb(SOME_HASH) == JPEG
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, ca_cert_data=ca_pem(), tls_server_name="other.example.com").get_thumb(SOME_HASH)


@by_one_or_many
def test_tls_server_name_is_sent(serve: Serve, connect: Connect) -> None:
    """The name goes into the handshake, for servers that have several certificates."""
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(_NAME).configure_cert(context)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    secure = serve(answering(answer(JPEG)), tls=context)
    connect(secure.url, ca_cert_data=ca_pem(), tls_server_name=_NAME).get_thumb(SOME_HASH)
    assert names == [_NAME]


@by_one_or_many
def test_assert_hostname_false_accepts_another_name(misnamed: RawServer, connect: Connect) -> None:
    """With False the name is not compared; the authority still is."""
    images = connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname=False)
    assert images.get_thumb(SOME_HASH) == JPEG
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, assert_hostname=False).get_thumb(SOME_HASH)


@by_one_or_many
def test_assert_hostname_names_another(misnamed: RawServer, connect: Connect) -> None:
    """With a name, that name is expected instead of the host's."""
    assert connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname=_NAME).get_thumb(SOME_HASH) == JPEG
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname="other.example.com").get_thumb(SOME_HASH)
    assert misnamed.connections == 2


@by_one_or_many
@pytest.mark.parametrize("value", [True, None])
def test_assert_hostname_is_on(misnamed: RawServer, connect: Connect, value: bool | None) -> None:
    """Without it, or with True, the name is compared."""
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(misnamed.url, ca_cert_data=ca_pem(), assert_hostname=value).get_thumb(SOME_HASH)


@by_one_or_many
def test_verification_can_be_turned_off(misnamed: RawServer, connect: Connect) -> None:
    """With `verify_ssl=False` any certificate is accepted, and urllib3 warns that it is."""
    images = connect(misnamed.url, verify_ssl=False)
    with pytest.warns(urllib3.exceptions.InsecureRequestWarning):
        assert images.get_thumb(SOME_HASH) == JPEG


@by_one_or_many
@pytest.mark.parametrize("in_one_file", [True, False])
def test_client_certificate_is_shown(serve: Serve, connect: Connect, tmp_path: Path, in_one_file: bool) -> None:
    """A server that wants to know who comes gets `cert_file`, with its key in the same file or in `key_file`."""
    secure = serve(answering(answer(JPEG)), tls=asking_context())
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


@by_one_or_many
def test_client_without_its_certificate(serve: Serve, connect: Connect) -> None:
    """Without a certificate such a server ends the connection, and that is our error."""
    secure = serve(answering(answer(JPEG)), tls=asking_context())
    with pytest.raises(TransportError, match="client certificate") as caught:
        connect(secure.url, ca_cert_data=ca_pem()).get_thumb(SOME_HASH)
    assert not caught.value.is_passing
    assert secure.requests == []
    assert secure.connections == 1


@by_one_or_many
def test_client_certificate_of_somebody_else(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """One that the server does not trust is refused, and that is said; no other try is made."""
    secure = serve(answering(answer(JPEG)), tls=asking_context())
    own = tmp_path / "own.pem"
    own.write_bytes(home_made(self_signed=True).server)
    with pytest.raises(TransportError, match="refuses our client certificate") as caught:
        connect(secure.url, ca_cert_data=ca_pem(), cert_file=str(own)).get_thumb(SOME_HASH)
    assert caught.value.message == "Check cert_file."
    assert secure.connections == 1


@by_one_or_many
def test_key_with_a_pass_phrase(serve: Serve, connect: Connect, tmp_path: Path) -> None:
    """`key_password` opens an encrypted key; it is in no text."""
    secure = serve(answering(answer(JPEG)), tls=asking_context())
    files = client_files(tmp_path, "open sesame")
    images = connect(
        secure.url,
        ca_cert_data=ca_pem(),
        cert_file=str(files.certificate),
        key_file=str(files.encrypted),
        key_password="open sesame",
    )
    assert images.get_thumb(SOME_HASH) == JPEG
    assert "open sesame" not in repr(images.api_client.configuration)
    assert "key_password" in repr(images.api_client.configuration)


@pytest.mark.parametrize(
    ("pass_phrase", "says"),
    [(None, "is encrypted: set key_password"), ("sesame", "key_password is not the pass phrase")],
)
def test_key_without_its_pass_phrase(tmp_path: Path, pass_phrase: str | None, says: str) -> None:
    """Nobody is asked on the terminal: it is an error when the client is made."""
    files = client_files(tmp_path, "open sesame")
    configuration = Configuration(
        "https://127.0.0.1:9",
        cert_file=str(files.certificate),
        key_file=str(files.encrypted),
        key_password=pass_phrase,
    )
    with pytest.raises(ApiValueError, match=says):
        ApiClient(configuration)


def test_key_alone_is_no_certificate(tmp_path: Path) -> None:
    """A key without a certificate would be passed over without a word."""
    with pytest.raises(ApiValueError, match="set cert_file"):
        ApiClient(Configuration("https://127.0.0.1:9", key_file=str(client_files(tmp_path).key)))


def test_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """The message has the path, and the setting that it came from."""
    certificate = str(client_files(tmp_path).certificate)
    missing = str(tmp_path / "missing.pem")
    faults: dict[str, dict[str, Any]] = {
        "ssl_ca_cert": {"ssl_ca_cert": missing},
        "cert_file": {"cert_file": missing},
        "key_file": {"cert_file": certificate, "key_file": missing},
    }
    for setting, held in faults.items():
        with pytest.raises(ApiValueError, match=f"{setting}.* cannot be used: .*missing.pem"):
            ApiClient(Configuration("https://127.0.0.1:9", **held))


def test_key_of_another_certificate(tmp_path: Path) -> None:
    """Certificate and key that do not belong together are refused when the client is made."""
    (tmp_path / "other").mkdir()
    certificate, key = client_files(tmp_path).certificate, client_files(tmp_path / "other").key
    with pytest.raises(ApiValueError, match=r"client\.pem, .*client\.key: .*belong together"):
        ApiClient(Configuration("https://127.0.0.1:9", cert_file=str(certificate), key_file=str(key)))


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


_STRICT = "breaks a rule of RFC 5280"


@pytest.fixture
def home(serve: Serve, tmp_path: Path) -> RawServer:
    """Return a server whose certificate a home-made authority signed, without an Authority Key Identifier."""
    return serve(answering(answer(JPEG)), tls=context_of(home_made().server, tmp_path))


@by_one_or_many
def test_authority_key_identifier_is_missing(home: RawServer, connect: Connect) -> None:
    """Where Python's strict rules hold, the error says which was broken, and names the setting short of no check."""
    authority_of_home = home_made().authority.decode()
    with pytest.raises(TransportError, match="certificate is refused: Missing Authority Key Identifier") as caught:
        connect(home.url, ca_cert_data=authority_of_home, verify_x509_strict=True).get_thumb(SOME_HASH)
    assert _STRICT in (caught.value.message or "")
    assert "verify_x509_strict=False" in (caught.value.message or "")
    assert connect(home.url, ca_cert_data=authority_of_home, verify_x509_strict=False).get_thumb(SOME_HASH) == JPEG


@by_one_or_many
def test_strict_rules_are_pythons_by_default(home: RawServer, connect: Connect) -> None:
    """Left out, the rules are checked from Python 3.13 on."""
    images = connect(home.url, ca_cert_data=home_made().authority.decode())
    if sys.version_info >= (3, 13):
        with pytest.raises(TransportError, match="Missing Authority Key Identifier"):
            images.get_thumb(SOME_HASH)
    else:
        assert images.get_thumb(SOME_HASH) == JPEG


@by_one_or_many
def test_less_strict_is_not_unchecked(serve: Serve, home: RawServer, connect: Connect, tmp_path: Path) -> None:
    """Without the strict rules, authority, name and dates are checked as ever, and each has its own advice."""
    over = serve(answering(answer(JPEG)), tls=context_of(home_made(is_over=True).server, tmp_path))
    misnamed = serve(answering(answer(JPEG)), tls=server_context(_NAME))
    ca = home_made(is_over=True).authority.decode()
    for url, given, says, advice in (
        (home.url, ca_pem(), "unable to get local issuer certificate", "pass ssl_ca_cert"),
        (over.url, ca, "certificate has expired", "Check the clock here"),
        (misnamed.url, ca_pem(), "IP address mismatch", "another name: check host"),
    ):
        with pytest.raises(TransportError, match=f"certificate is refused: .*{says}") as caught:
            connect(url, ca_cert_data=given, verify_x509_strict=False).get_thumb(SOME_HASH)
        assert advice in (caught.value.message or "")


@by_one_or_many
def test_strict_rules_hold_after_a_redirect_to_https(serve: Serve, home: RawServer, connect: Connect) -> None:
    """A client that begins with http has the same settings for https."""
    plain = serve(answering(answer(b"", None, f"Location: {home.url}/x", status="301 Moved Permanently")))
    images = connect(plain.url, ca_cert_data=home_made().authority.decode(), verify_x509_strict=False)
    assert images.get_thumb(SOME_HASH) == JPEG
    with pytest.raises(TransportError, match="certificate is refused"):
        connect(plain.url, verify_x509_strict=False).get_thumb(SOME_HASH)


@by_one_or_many
@pytest.mark.parametrize("strict", [None, False])
def test_self_signed_certificate_is_its_own_authority(
    serve: Serve, connect: Connect, tmp_path: Path, strict: bool | None
) -> None:
    """The server's certificate itself, as the file of authorities, is trusted; without it, the error says so."""
    made = home_made(self_signed=True)
    server = serve(answering(answer(JPEG)), tls=context_of(made.server, tmp_path))
    with pytest.raises(TransportError, match="self-signed certificate") as caught:
        connect(server.url, verify_x509_strict=strict).get_thumb(SOME_HASH)
    assert "pass ssl_ca_cert" in (caught.value.message or "")
    images = connect(server.url, ca_cert_data=made.authority.decode(), verify_x509_strict=strict)
    assert images.get_thumb(SOME_HASH) == JPEG
