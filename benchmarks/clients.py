"""The clients that are compared, each as a function that makes one call; used inside a fresh interpreter."""

import http.client
import importlib
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urlsplit

from benchmarks.server import FILE_HASH, THUMB_BYTES

OURS = "photoprism_client"
GENERATED = "generated_photoprism"
POOL_MANAGER = "urllib3 PoolManager.request"
HTTP_CLIENT = "http.client"

#: One call; it returns the body.
Fetch = Callable[[], bytes | bytearray]

_THUMB_PATH = f"/api/v1/t/{FILE_HASH}/public/tile_224"


class ImagesApi(Protocol):
    """What both API clients have."""

    def get_thumb(self, thumb: str, token: str, size: str) -> bytes | bytearray:
        """Fetch a thumbnail."""

    def get_download(self, hash: str) -> bytes | bytearray:
        """Fetch a file."""


def thumb_fetcher(name: str, base_url: str) -> Fetch:
    """Make the function that fetches a thumbnail with a client, and call it once.

    :param name: of the client.
    :param base_url: of the server.
    :return: the function.
    :raises ValueError: what it fetched is not the thumbnail.
    """
    make = {POOL_MANAGER: _pool_manager, HTTP_CLIENT: _http_client}.get(name)
    fetch = _get_thumb(name, base_url) if make is None else make(base_url)
    if len(fetch()) != THUMB_BYTES:
        raise ValueError(f"{name} did not fetch the thumbnail")
    return fetch


def images_api(name: str, base_url: str) -> ImagesApi:
    """Make an API client with its default settings.

    :param name: of its package.
    :param base_url: of the server.
    :return: the API.
    """
    module = importlib.import_module(name)
    api: ImagesApi = module.ImagesApi(module.ApiClient(module.Configuration(host=base_url)))
    return api


def _get_thumb(name: str, base_url: str) -> Fetch:
    get_thumb = images_api(name, base_url).get_thumb
    return lambda: get_thumb(FILE_HASH, "public", "tile_224")


def _pool_manager(base_url: str) -> Fetch:
    import urllib3

    request, url = urllib3.PoolManager().request, base_url + _THUMB_PATH
    return lambda: request("GET", url).data


def _http_client(base_url: str) -> Fetch:
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc)

    def fetch() -> bytes:
        connection.request("GET", _THUMB_PATH)
        return connection.getresponse().read()

    return fetch
