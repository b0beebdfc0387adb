"""`ClientFetcher`: fetches the pictures that a notebook shows of what a client found, by that client."""

import weakref
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from photoprism_client.api_client import ApiClient

if TYPE_CHECKING:
    from photoprism_client.models.cards import Pictures

T = TypeVar("T")


class ClientFetcher:
    """Fetches the pictures of models, and of original files, by the client that found them.

    It keeps no client alive: whether connections stay open must not depend on whether a photo is kept.

    :param client: the client.
    """

    def __init__(self, client: ApiClient) -> None:
        self._client = weakref.ref(client)

    def __call__(self, models: Sequence[Any], size: str, *, is_cover: bool) -> "Pictures":
        """Fetch pictures; see `PictureFetcher`."""
        # By name: what fetches pictures is made of operations, and operations make these.
        module = import_module("photoprism_client.api.notebook_pictures")
        pictures: Pictures = module.pictures_of(self._client(), models, size, is_cover=is_cover)
        return pictures

    def attached(self, read: Callable[[bytes], T]) -> Callable[[bytes], T]:
        """Return a reader that attaches this to the models which it makes.

        :param read: makes a model, a list of models, or something else of a body.
        :return: the reader.
        """

        def read_and_attach(body: bytes) -> T:
            found = read(body)
            if (attach := getattr(found, "_set_fetcher", None)) is not None:
                attach(self)
            return found

        return read_and_attach
