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

from photoprism_client._call.endpoint import UnknownSizeWarning
from photoprism_client._transport.credentials import InsecureTransportWarning
from photoprism_client.api.images_api import ImagesApi
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse
from photoprism_client.configuration import Configuration
from photoprism_client.exceptions import (
    ApiAttributeError,
    ApiException,
    ApiKeyError,
    ApiTypeError,
    ApiValueError,
    BadRequestException,
    ChangedOnServerError,
    ConflictException,
    ForbiddenException,
    GatewayLoginError,
    IncompleteArchiveError,
    IntegrityError,
    LookupFailedError,
    MissingOriginalError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
    RateLimitException,
    ServiceException,
    TargetExistsError,
    TargetInUseError,
    TransportError,
    UnauthorizedException,
    UnprocessableEntityException,
)
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import CropArea, ThumbSize, crop_thumb, parse_thumb
from photoprism_client.version import __version__

if TYPE_CHECKING:
    from photoprism_client.api.album_members import members_of_album
    from photoprism_client.api.albums_api import AlbumsApi
    from photoprism_client.api.authentication_api import AuthenticationApi
    from photoprism_client.api.config_api import ConfigApi
    from photoprism_client.api.faces_api import FacesApi
    from photoprism_client.api.files_api import FilesApi
    from photoprism_client.api.filters import PhotoFilters, PhotoQuery
    from photoprism_client.api.folders_api import FoldersApi, UnreadableFolderWarning
    from photoprism_client.api.labels_api import LabelsApi
    from photoprism_client.api.paging import ListingChangedWarning
    from photoprism_client.api.photos_api import PhotosApi
    from photoprism_client.api.sources import ImageSources
    from photoprism_client.api.subjects_api import SubjectsApi
    from photoprism_client.models.albums import EntityAlbum, SearchAlbum
    from photoprism_client.models.config import ConfigClientConfig, ConfigClientCounts, ConfigThumbSize
    from photoprism_client.models.faces import EntityFace, SearchFace
    from photoprism_client.models.files import EntityFile, EntityMarker
    from photoprism_client.models.folders import EntityFolder, FolderListing
    from photoprism_client.models.i18n_response import I18nResponse
    from photoprism_client.models.labels import EntityLabel, SearchLabel
    from photoprism_client.models.photos import (
        EntityCamera,
        EntityCell,
        EntityDetails,
        EntityLens,
        EntityPhoto,
        EntityPhotoLabel,
        EntityPlace,
        SearchPhoto,
    )
    from photoprism_client.models.sessions import OAuthTokenResponse, SessionDeleted, SessionResponse, SessionUser
    from photoprism_client.models.subjects import EntitySubject, SearchSubject

# Imported when they are first used: a script that fetches a picture needs none of them.
_LAZY = {
    "AlbumsApi": "api.albums_api",
    "AuthenticationApi": "api.authentication_api",
    "ConfigApi": "api.config_api",
    "FacesApi": "api.faces_api",
    "FilesApi": "api.files_api",
    "FoldersApi": "api.folders_api",
    "LabelsApi": "api.labels_api",
    "ImageSources": "api.sources",
    "ListingChangedWarning": "api.paging",
    "PhotoFilters": "api.filters",
    "PhotoQuery": "api.filters",
    "PhotosApi": "api.photos_api",
    "SubjectsApi": "api.subjects_api",
    "UnreadableFolderWarning": "api.folders_api",
    "members_of_album": "api.album_members",
}

__all__ = [
    "AlbumsApi",
    "ApiAttributeError",
    "ApiClient",
    "ApiException",
    "ApiKeyError",
    "ApiResponse",
    "ApiTypeError",
    "ApiValueError",
    "AuthenticationApi",
    "BadRequestException",
    "ChangedOnServerError",
    "ConfigApi",
    "ConfigClientConfig",
    "ConfigClientCounts",
    "ConfigThumbSize",
    "Configuration",
    "ConflictException",
    "CropArea",
    "EntityAlbum",
    "EntityCamera",
    "EntityCell",
    "EntityDetails",
    "EntityFace",
    "EntityFile",
    "EntityFolder",
    "EntityLabel",
    "EntityLens",
    "EntityMarker",
    "EntityPhoto",
    "EntityPhotoLabel",
    "EntityPlace",
    "EntitySubject",
    "FacesApi",
    "FilesApi",
    "FolderListing",
    "FoldersApi",
    "ForbiddenException",
    "GatewayLoginError",
    "I18nResponse",
    "ImageSources",
    "ImagesApi",
    "IncompleteArchiveError",
    "InsecureTransportWarning",
    "IntegrityError",
    "LabelsApi",
    "ListingChangedWarning",
    "LookupFailedError",
    "MediaBytes",
    "MissingOriginalError",
    "NotFoundException",
    "OAuthTokenResponse",
    "OpenApiException",
    "PhotoFilters",
    "PhotoQuery",
    "PhotosApi",
    "PlaceholderException",
    "RateLimitException",
    "SearchAlbum",
    "SearchFace",
    "SearchLabel",
    "SearchPhoto",
    "SearchSubject",
    "ServiceException",
    "SessionDeleted",
    "SessionResponse",
    "SessionUser",
    "SubjectsApi",
    "TargetExistsError",
    "TargetInUseError",
    "ThumbSize",
    "TransportError",
    "UnauthorizedException",
    "UnknownSizeWarning",
    "UnprocessableEntityException",
    "UnreadableFolderWarning",
    "__version__",
    "crop_thumb",
    "members_of_album",
    "parse_thumb",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LAZY.get(name, 'models')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
