"""Whatever a person pastes becomes one base URL or a clear refusal; proxies are passed by as their rules say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoprism_client._settings.address import (
    Origin,
    is_nearby,
    is_socks_proxy_url,
    normalise_host,
    origin_of,
    should_bypass_proxies,
)
from photoprism_client.exceptions import ApiTypeError, ApiValueError

SECRET = "canary7x2k9"


@pytest.mark.parametrize(
    ("pasted", "base"),
    [
        # a scheme is kept
        ("https://photos.example.com", "https://photos.example.com"),
        ("http://photos.example.com/", "http://photos.example.com"),
        ("HTTPS://Photos.Example.COM", "https://photos.example.com"),
        # without one it is https
        ("photos.example.com", "https://photos.example.com"),
        ("  photos.example.com\n", "https://photos.example.com"),
        ("nas", "https://nas"),
        ("nas.local:2342", "https://nas.local:2342"),
        ("8.8.8.8", "https://8.8.8.8"),
        ("2606:4700::1111", "https://[2606:4700::1111]"),
        ("notlocalhost", "https://notlocalhost"),
        # or http for localhost and private addresses
        ("localhost", "http://localhost"),
        ("LocalHost:2342", "http://localhost:2342"),
        ("photos.localhost", "http://photos.localhost"),
        ("127.0.0.1:2342", "http://127.0.0.1:2342"),
        ("10.1.2.3", "http://10.1.2.3"),
        ("172.16.0.1", "http://172.16.0.1"),
        ("192.168.1.5:2342/", "http://192.168.1.5:2342"),
        ("::1", "http://[::1]"),
        ("[::1]", "http://[::1]"),
        ("[::1]:2342", "http://[::1]:2342"),
        ("fd00::5", "http://[fd00::5]"),
        ("https://192.168.1.5", "https://192.168.1.5"),
        # the port, unless it is the scheme's own
        ("https://example.com:443", "https://example.com"),
        ("http://example.com:80", "http://example.com"),
        ("http://example.com:443", "http://example.com:443"),
        ("https://example.com:65535", "https://example.com:65535"),
        ("https://example.com:", "https://example.com"),
        ("https://[2606:4700::1111]:8443", "https://[2606:4700::1111]:8443"),
        # names in other scripts
        ("bücher.example", "https://xn--bcher-kva.example"),
        ("http://BÜCHER.example:8080", "http://xn--bcher-kva.example:8080"),
        # what a browser or the API's own URLs add
        ("https://example.com/api/v1", "https://example.com"),
        ("https://example.com/api/v1/", "https://example.com"),
        ("https://example.com/api/v1/t/abc/public/tile_50?x=y", "https://example.com"),
        ("https://example.com/library/browse", "https://example.com"),
        ("https://example.com/library/albums/abc/view?view=cards#top", "https://example.com"),
        ("localhost:2342/library/login", "http://localhost:2342"),
        ("https://example.com?a=b", "https://example.com"),
        ("https://example.com#a", "https://example.com"),
        # sub-paths are kept
        ("https://example.com/photos", "https://example.com/photos"),
        ("https://example.com/photos//", "https://example.com/photos"),
        ("https://example.com/library", "https://example.com/library"),
        ("https://example.com/library/", "https://example.com/library"),
        ("https://example.com/photos/api/v1/config", "https://example.com/photos"),
        ("https://example.com/photos/library/browse", "https://example.com/photos"),
        ("https://example.com/library/api/v1", "https://example.com/library"),
        ("https://example.com/api/v1x", "https://example.com/api/v1x"),
        ("https://example.com/my/api", "https://example.com/my/api"),
        ("https://example.com/fotos-ä", "https://example.com/fotos-%C3%A4"),
        ("https://example.com/fotos-%C3%A4", "https://example.com/fotos-%C3%A4"),
    ],
)
def test_a_pasted_address_becomes_the_base(pasted: str, base: str) -> None:
    """Scheme, host, port and sub-path are found in every form that people paste."""
    assert normalise_host(pasted) == base
    assert normalise_host(base) == base


@pytest.mark.parametrize(
    ("pasted", "message"),
    [
        ("", "names no server"),
        ("https://", "names no server"),
        ("https:///path", "names no server"),
        (":2342", "names no server"),
        ("//example.com", "names no server"),
        ("ftp://example.com", "must begin with http:// or https://, not ftp://"),
        ("file:///etc/passwd", "must begin with http"),
        ("photoprism://example.com", "must begin with http"),
        ("socks5://example.com", "must begin with http"),
        (f"https://admin:{SECRET}@example.com", "pass username= and password= instead"),
        (f"{SECRET}@example.com", "pass username= and password= instead"),
        (f"https://admin:{SECRET}/@example.com", "not a usable address"),
        (f"admin:{SECRET}#@example.com", "not a usable address"),
        (f"https://admin:{SECRET}℀@example.com", "not a usable address"),
        ("https://@example.com", "pass username="),
        ("example.com:0", "from 1 to 65535, not 0"),
        ("example.com:99999", "not a usable address"),
        ("example.com:-1", "not a usable address"),
        ("example.com:port", "not a usable address"),
        ("mailto:admin", "not a usable address"),
        ("https://example.com:８０", "not a usable address"),
        ("https://[::1", "not a usable address"),
        ("https://[nonsense]", "not a usable address"),
        ("exa mple.com", "must not hold blanks"),
        ("example.com/\r\nX-Evil: 1", "must not hold blanks"),
        ("example.com\\@evil.com", "must not hold blanks"),
        ("<example.com>", "must not hold blanks"),
        ("https://{host}", "must not hold blanks"),
        ("a\xa0b.example", "no name can have"),
        ("a％b.example", "no name can have"),
        ("example.com／api", "not a usable address"),
        ("x" * 70 + "ü.example", "not a usable name"),
        ("\ud800.example", "not a usable name"),
        ("example.com/\ud800", "half of a surrogate pair"),
        ("example.com/../x", "'.' or '..'"),
        ("example.com/a/./b", "'.' or '..'"),
        ("example.com/a/..", "'.' or '..'"),
        ("example.com/a/%2e%2E/b", "'.' or '..'"),
        ("example.com/a%2Fb", "quoted dots and slashes"),
        ("example.com/a%5cb", "quoted dots and slashes"),
    ],
)
def test_an_unusable_address_is_refused_before_any_request(pasted: str, message: str) -> None:
    """What names no server, or would lead elsewhere, is our own error; user info is not repeated in it."""
    with pytest.raises(ApiValueError) as caught:
        normalise_host(pasted)
    assert message in str(caught.value)
    assert SECRET not in f"{caught.value} {caught.value.__context__}"


@pytest.mark.parametrize("value", [None, 5, b"https://example.com", ["https://example.com"]])
def test_an_address_is_text(value: object) -> None:
    """Another type is a type error that names the type."""
    with pytest.raises(ApiTypeError, match=f"not {type(value).__name__}"):
        normalise_host(value)  # type: ignore[arg-type]  # that is the test


NAMES = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?(\.[a-z]{2,8}){0,2}", fullmatch=True)
PATHS = st.lists(st.sampled_from(["library", "api", "v1", "photos", "browse", "ä", "a b", "", "x%20y", "api/v1"]))


@given(
    scheme=st.sampled_from(["", "http://", "https://", "HTTP://"]),
    name=NAMES | st.ip_addresses().map(lambda ip: f"[{ip}]" if ip.version == 6 else str(ip)) | st.text(min_size=1),
    port=st.just("") | st.integers(0, 70000).map(lambda port: f":{port}"),
    path=PATHS.map(lambda parts: "/" + "/".join(parts)) | st.text(),
)
def test_normalising_is_idempotent(scheme: str, name: str, port: str, path: str) -> None:
    """A base URL is its own base URL, is plain ASCII without blanks, and has an origin; or our own error is raised."""
    try:
        base = normalise_host(scheme + name + port + path)
    except ApiValueError:
        return
    assert normalise_host(base) == base
    assert base.isascii()
    assert base.isprintable()
    assert " " not in base
    assert not base.endswith("/")
    assert origin_of(base).scheme in {"http", "https"}


@pytest.mark.parametrize(
    ("url", "origin", "netloc"),
    [
        ("http://Example.com/x?y", Origin("http", "example.com", 80), "example.com"),
        ("https://example.com:8443", Origin("https", "example.com", 8443), "example.com:8443"),
        ("https://[::1]:443/x", Origin("https", "::1", 443), "[::1]"),
        ("http://[::1]:8080/x", Origin("http", "::1", 8080), "[::1]:8080"),
    ],
)
def test_origins_are_scheme_host_and_port(url: str, origin: Origin, netloc: str) -> None:
    """The scheme's own port is filled in, and left out where the origin is written."""
    assert origin_of(url) == origin
    assert origin_of(url).netloc == netloc
    assert origin_of(url).url == f"{origin.scheme}://{netloc}"


@pytest.mark.parametrize("url", ["", "/x", "ftp://h/", "http://", "http://h:99999/", "http://[::1/", "javascript:x"])
def test_only_http_has_an_origin(url: str) -> None:
    """Any other URL is refused."""
    with pytest.raises(ApiValueError, match=r"not a URL|must begin with http"):
        origin_of(url)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("socks5://h:1080", True),
        ("SOCKS5H://h", True),
        ("socks4://h", True),
        ("socks4a://h", True),
        ("http://h", False),
        ("socks5", False),
        ("", False),
        (None, False),
    ],
)
def test_socks_proxies_are_known_by_their_scheme(url: str | None, expected: bool) -> None:
    """The four schemes, in any case, and nothing else."""
    assert is_socks_proxy_url(url) is expected


@pytest.mark.parametrize(
    ("url", "no_proxy", "expected"),
    [
        ("http://example.com/", "", False),
        ("http://example.com/", " , ", False),
        ("http://example.com/", "*", True),
        ("http://example.com/", "other.com, *", True),
        ("http://example.com/", "example.com", True),
        ("http://EXAMPLE.com/", "Example.COM", True),
        ("http://www.example.com/", "example.com", True),
        ("http://www.example.com/", ".example.com", True),
        ("http://example.com/", ".example.com", True),
        ("http://badexample.com/", "example.com", False),
        ("http://example.com.evil.org/", "example.com", False),
        ("http://example.com:8080/", "example.com:8080", True),
        ("http://www.example.com:8080/", "example.com:8080", True),
        ("http://example.com:8081/", "example.com:8080", False),
        ("http://example.com:8080/", "example.com", True),
        ("http://192.168.1.5:2342/", "192.168.1.5", True),
        ("http://192.168.1.5:2342/", "192.168.0.0/16", True),
        ("http://192.168.1.5:2342/", "192.168.1.0/24,10.0.0.0/8", True),
        ("http://172.16.0.1/", "192.168.0.0/16", False),
        ("http://[::1]:2342/", "::1", True),
        ("http://[fd00::5]/", "fd00::/8", True),
        ("http://[::1]/", "127.0.0.0/8", False),
        ("http://example.com/", "192.168.0.0/16", False),
        ("http://localhost/", "localhost,127.0.0.1", True),
        ("/no/host", "", True),
    ],
)
def test_no_proxy_rules(url: str, no_proxy: str, expected: bool) -> None:
    """Names fit themselves and all below them, with a port only that port; addresses and networks fit addresses."""
    assert should_bypass_proxies(url, no_proxy) is expected


_NEARBY = """
localhost photos.localhost nas NAS nas. nas.local a.b.lan x.home x.home.arpa x.internal x.intranet x.private x.corp
127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.20 169.254.1.1 100.64.0.1 0.0.0.0
::1 fe80::1 fe80::1%eth0 fd00::1 ::ffff:192.168.1.20
"""
_ANYWHERE = """
photos.example.com example.com. local.example.com notlocal.com xlocal.org nas.fritz.box localhost.example
8.8.8.8 172.32.0.1 192.169.0.1 2606:4700::1111 ::ffff:8.8.8.8
"""


@pytest.mark.parametrize("host", _NEARBY.split())
def test_hosts_nearby(host: str) -> None:
    """Nearby is this machine, a private network, one of a carrier or VPN, or a name that only private networks use."""
    assert is_nearby(host)


@pytest.mark.parametrize("host", _ANYWHERE.split())
def test_hosts_that_are_not_nearby(host: str) -> None:
    """All else may be anywhere."""
    assert not is_nearby(host)


@pytest.mark.parametrize("host", ["unix:/run/photoprism.sock", "unix:/", "http:/nas", "https:/nas:2342/", "file:/x"])
def test_paths_of_a_scheme_are_refused(host: str) -> None:
    """A socket's path, and an address with one slash, name no host; they used to become a host called unix or http."""
    with pytest.raises(ApiValueError, match="must begin with http:// or https://, not"):
        normalise_host(host)
