"""URLs of the file system: ``photoprism://HOST[:PORT]/PATH``, or ``photoprism:///PATH`` for the configured server.

Some libraries put ``photoprism://`` before a path that they got from a listing. So a host with the name of a folder of
the root, such as ``photoprism://thumbs/…``, is that folder.
"""

import re
from typing import NamedTuple

from photoprism_client._settings.address import normalise_host
from photoprism_client.exceptions import ApiValueError
from photoprism_client.fs.tree.paths import ROOTS

PROTOCOL = "photoprism"

_SCHEME = re.compile(rf"{PROTOCOL}:(?://|:)", re.IGNORECASE)
_OTHER_SCHEMES = ("http:", "https:")


class Address(NamedTuple):
    """A path, and which server it is on."""

    #: As the URL has it, with a port if it names one; None for the configured server.
    host: str | None
    #: Without slashes at its ends, and with single ones in it; empty for the root.
    path: str
    username: str | None = None


def address_of(url: str) -> Address:
    """Split a URL, or take a path as it is.

    :param url: a URL of this file system, or a path.
    :return: server and path. Nothing is decoded: a path may hold ``#``, ``?`` and ``%``.
    :raises ApiValueError: the URL holds a password, which the message does not show, or a second scheme.
    """
    scheme = _SCHEME.match(url)
    if scheme is None or scheme[0].endswith("::"):
        return Address(None, _plain(url[scheme.end() :] if scheme else url))
    netloc, _, path = url[scheme.end() :].partition("/")
    user, at, host = netloc.rpartition("@")
    if ":" in user:
        raise ApiValueError(
            "a URL must not hold a password, since URLs are logged and shared: set PHOTOPRISM_APP_PASSWORD, or pass"
            " username= and password=, access_token= or profile= as storage options"
        )
    if netloc in _OTHER_SCHEMES:
        raise ApiValueError(f"a URL names a server without {netloc}//: pass an address with a scheme as host=")
    if netloc in ROOTS:
        return Address(None, _plain(f"{netloc}/{path}"))
    return Address(host or None, _plain(path), user if at and user else None)


def url_of(path: str, host: str | None) -> str:
    """Return the URL of a path.

    :param path: without slashes at its ends.
    :param host: base URL of the server, normalised; None if none is known.
    :return: a URL that leads to the same server, or one without a server where that cannot be written: for a server
        below a sub-path, or one whose scheme differs from the default for its name.
    """
    name = "" if host is None else host.partition("://")[2]
    is_writable = (
        bool(name)
        and name not in ROOTS
        and "/" not in name
        and not name.startswith("[")
        and normalise_host(name) == host
    )
    return f"{PROTOCOL}://{name if is_writable else ''}/{path}"


def is_at(host: str, base_url: str) -> bool:
    """Tell whether the host of a URL is a server.

    :param host: as :class:`Address` has it.
    :param base_url: of the server, normalised.
    :return: whether it has that name and port; the scheme and a sub-path are not in these URLs.
    """
    scheme, _, rest = base_url.partition("://")
    return normalise_host(f"{scheme}://{host}") == f"{scheme}://{rest.partition('/')[0]}"


def _plain(path: str) -> str:
    return re.sub("/{2,}", "/", path.strip("/"))
