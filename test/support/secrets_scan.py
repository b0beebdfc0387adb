"""Looks for secrets and addresses of a server in what was written."""

import base64
from collections.abc import Mapping
from urllib.parse import quote

from photoprism_client.testing import PhotoPrismServer


def secrets_of(server: PhotoPrismServer) -> dict[str, str]:
    """Return what must not be in a file that may be published.

    :param server: after it was used: the access tokens are those that it was asked with.
    :return: secrets by name; the address without its scheme, and the port with its colon.
    """
    address = server.url.partition("://")[2]
    given = {request.headers["X-Auth-Token"] for request in server.requests if "X-Auth-Token" in request.headers}
    return {
        "preview token": server.preview_token,
        "download token": server.download_token,
        "password": str(server.password),
        "address": address,
        "port": f":{address.rpartition(':')[2]}",
        **{f"access token {number}": token for number, token in enumerate(sorted(given))},
    }


def found_in(text: str, secrets: Mapping[str, str]) -> set[str]:
    """Return the names of the secrets that a text has: as they are, quoted as in URLs, or in base64.

    :param text: what was written.
    :param secrets: by name.
    :return: the names.
    """
    return {name for name, secret in secrets.items() if any(form in text for form in _forms(secret))}


def _forms(secret: str) -> set[str]:
    # Base64 of the middle of a text has three forms; a few letters at the ends depend on what is beside.
    shifted = (base64.b64encode(bytes(shift) + secret.encode()).decode()[4:-4] for shift in range(3))
    return {secret, quote(secret, safe=""), *(form for form in shifted if len(form) >= 8)}
