"""The seven picture methods, and the types of the fixtures ``serve`` and ``connect``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

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
