"""The seven picture methods, and the types of the fixtures ``serve`` and ``connect``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest

from photoprism_client import ImagesApi, MediaBytes
from test.support.raw_server import RawServer, Script


class Serve(Protocol):
    """Start a server that is closed after the test."""

    def __call__(self, script: Script, **options: Any) -> RawServer:
        """Start it; the options are those of :class:`RawServer`."""


class Connect(Protocol):
    """Make the API of a client that is closed after the test and never really sleeps."""

    def __call__(self, url: str, *, client: Mapping[str, Any] | None = None, **settings: Any) -> ImagesApi:
        """Make it; *settings* are those of ``Configuration``, *client* those of ``ApiClient``."""


#: How the names of the four forms of a method end.
FORMS = ("", "_with_http_info", "_without_preload_content", "_to_file")


class Call(NamedTuple):
    """One of the seven methods, and how to call it with any arguments."""

    name: str
    #: Its parameters that become segments of the path.
    segments: tuple[str, ...]
    #: Parameters that must be given.
    required: tuple[str, ...]

    def __call__(self, images: ImagesApi, form: str = "", /, **arguments: Any) -> MediaBytes:
        """Call it; *form* is the end of the name of one of its three forms."""
        values = dict.fromkeys(self.required, "as6sg6bxpogaaba7") | arguments
        method: Callable[..., MediaBytes] = getattr(images, self.name + form)
        return method(**values)

    def in_form(self, images: ImagesApi, form: str, folder: Path, /, **arguments: Any) -> Any:
        """Call one of :data:`FORMS`; the one that writes a file writes into *folder*."""
        path = {"path": folder / "a"} if form == "_to_file" else {}
        return self(images, form, **path, **arguments)


CALLS = (
    Call("album_cover", ("uid", "token", "size"), ("uid",)),
    Call("download_album", ("uid",), ("uid",)),
    Call("folder_cover", ("uid", "token", "size"), ("uid",)),
    Call("get_download", ("hash",), ("hash",)),
    Call("get_photo_download", ("uid",), ("uid",)),
    Call("get_thumb", ("thumb", "token", "size"), ("thumb",)),
    Call("label_cover", ("uid", "token", "size"), ("uid",)),
)
PICTURE_CALLS = tuple(call for call in CALLS if "size" in call.segments)


class _Many(Call):
    """A thumbnail that is fetched as if it were one of many."""

    def __call__(self, images: ImagesApi, form: str = "", /, **arguments: Any) -> MediaBytes:
        """Fetch it; there are no other forms."""
        with images.get_thumbs([arguments.pop("thumb", "as6sg6bxpogaaba7")], **arguments) as thumbs:
            found: MediaBytes = next(thumbs)
        return found


MANY = _Many("get_thumbs", ("thumb", "token", "size"), ())


class ImagesByMany(ImagesApi):
    """The API, but for `get_thumb`, which fetches its thumbnail as if it were one of many."""

    def get_thumb(self, thumb: str, *arguments: Any, **options: Any) -> MediaBytes:
        """Fetch a thumbnail; its time limit is that of the configuration."""
        if (limit := options.pop("_request_timeout", None)) is not None:
            configuration = self.api_client.configuration
            both = limit if isinstance(limit, tuple) else (limit, limit)
            configuration.connect_timeout_s, configuration.read_timeout_s = both
        with self.get_thumbs([thumb], *arguments, **options) as thumbs:
            found: MediaBytes = next(thumbs)
        return found


#: Run a test with both ways to fetch a thumbnail.
by_one_or_many = pytest.mark.parametrize("connect", ["get_thumb", "get_thumbs"], indirect=True)
