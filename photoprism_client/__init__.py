"""The Python client for the pictures of a PhotoPrism server.

::

    import photoprism_client

    configuration = photoprism_client.Configuration("https://photos.example.com", username="…", password="…")
    with photoprism_client.ApiClient(configuration) as api_client:
        images = photoprism_client.ImagesApi(api_client)
        images.get_thumb("<sha1>", size="tile_500").save("thumb.jpg")
"""

from importlib import import_module
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import UnknownSizeWarning as UnknownSizeWarning
from photoprism_client._transport.credentials import InsecureTransportWarning as InsecureTransportWarning
from photoprism_client.api.images_api import ImagesApi as ImagesApi
from photoprism_client.api_client import ApiClient as ApiClient
from photoprism_client.api_response import ApiResponse as ApiResponse
from photoprism_client.configuration import Configuration as Configuration
from photoprism_client.exceptions import *
from photoprism_client.media import MediaBytes as MediaBytes
from photoprism_client.sizes import CropArea as CropArea
from photoprism_client.sizes import ThumbSize as ThumbSize
from photoprism_client.sizes import crop_thumb as crop_thumb
from photoprism_client.sizes import parse_thumb as parse_thumb
from photoprism_client.version import __version__ as __version__

if TYPE_CHECKING:
    from photoprism_client._call.bulk_iterator import BulkIterator as BulkIterator
    from photoprism_client.api import *
    from photoprism_client.api.album_members import members_of_album as members_of_album
    from photoprism_client.api.filters import PhotoFilters as PhotoFilters
    from photoprism_client.api.filters import PhotoQuery as PhotoQuery
    from photoprism_client.api.folders_api import UnreadableFolderWarning as UnreadableFolderWarning
    from photoprism_client.api.listings import Listing as Listing
    from photoprism_client.api.paging import ListingChangedWarning as ListingChangedWarning
    from photoprism_client.api.sources import ImageSources as ImageSources
    from photoprism_client.models import *
    from photoprism_client.models.model_list import ModelList as ModelList
    from photoprism_client.writing.upload_results import UploadedFile as UploadedFile
    from photoprism_client.writing.upload_results import UploadProgress as UploadProgress
    from photoprism_client.writing.upload_results import UploadReason as UploadReason
    from photoprism_client.writing.upload_results import UploadState as UploadState

# APIs and models are imported when they are first used, and so are these: a script that fetches a picture needs none.
_LAZY = {
    "BulkIterator": "_call.bulk_iterator",
    "ImageSources": "api.sources",
    "Listing": "api.listings",
    "ListingChangedWarning": "api.paging",
    "ModelList": "models.model_list",
    "PhotoFilters": "api.filters",
    "PhotoQuery": "api.filters",
    "UnreadableFolderWarning": "api.folders_api",
    "UploadProgress": "writing.upload_results",
    "UploadReason": "writing.upload_results",
    "UploadState": "writing.upload_results",
    "UploadedFile": "writing.upload_results",
    "members_of_album": "api.album_members",
}
# Published modules that nothing here imports.
_SUBMODULES = frozenset({"models", "rest"})


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    if name in _LAZY:
        return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    if name == "__all__":  # as the star of an import asks for it
        return _public_names()
    for package in ("api", "models"):
        module = import_module(f"{__name__}.{package}")
        if name in module.__all__:
            return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _public_names() -> list[str]:
    here = {name for name, value in globals().items() if getattr(value, "__module__", "").startswith(f"{__name__}.")}
    generated = (import_module(f"{__name__}.{package}").__all__ for package in ("api", "models"))
    return sorted({*here, *_LAZY, "__version__"}.union(*generated))


def __dir__() -> list[str]:
    return sorted({*globals(), *_public_names(), *_SUBMODULES})
