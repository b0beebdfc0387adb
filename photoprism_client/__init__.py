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
    from photoprism_client._call.bulk_iterator import BulkIterator
    from photoprism_client.api import (
        AlbumsApi,
        AuthenticationApi,
        ConfigApi,
        DownloadApi,
        ErrorsApi,
        FacesApi,
        FilesApi,
        FoldersApi,
        LabelsApi,
        LibraryApi,
        LinksApi,
        MarkersApi,
        PhotosApi,
        ServerApi,
        ServicesApi,
        SettingsApi,
        StacksApi,
        SubjectsApi,
        UsersApi,
        VideosApi,
    )
    from photoprism_client.api.album_members import members_of_album
    from photoprism_client.api.filters import PhotoFilters, PhotoQuery
    from photoprism_client.api.folders_api import UnreadableFolderWarning
    from photoprism_client.api.paging import ListingChangedWarning
    from photoprism_client.api.sources import ImageSources
    from photoprism_client.models import (
        ConfigCategoryLabel,
        ConfigClientConfig,
        ConfigClientCounts,
        ConfigClientDisable,
        ConfigClientPosition,
        ConfigOptions,
        ConfigThumbSize,
        CustomizeDownloadName,
        CustomizeDownloadSettings,
        CustomizeFeatureSettings,
        CustomizeImportSettings,
        CustomizeIndexSettings,
        CustomizeMapsSettings,
        CustomizeSearchSettings,
        CustomizeSettings,
        CustomizeShareSettings,
        CustomizeStackSettings,
        CustomizeTemplateSettings,
        CustomizeUISettings,
        EntityAlbum,
        EntityCamera,
        EntityCell,
        EntityCountry,
        EntityDetails,
        EntityError,
        EntityFace,
        EntityFile,
        EntityFolder,
        EntityLabel,
        EntityLens,
        EntityLink,
        EntityMarker,
        EntityPerson,
        EntityPhoto,
        EntityPhotoLabel,
        EntityPlace,
        EntityService,
        EntitySubject,
        EnvResources,
        EnvResourcesMemory,
        FolderListing,
        FormAlbum,
        FormDetails,
        FormFace,
        FormFile,
        FormLabel,
        FormLink,
        FormMarker,
        FormPhoto,
        FormSelection,
        FormService,
        FormSubject,
        I18nResponse,
        OAuthTokenResponse,
        SearchAlbum,
        SearchFace,
        SearchGeoResult,
        SearchLabel,
        SearchPhoto,
        SearchSubject,
        SessionDeleted,
        SessionResponse,
        SessionUser,
        SqlNullTime,
        TimeDuration,
    )

# APIs and models are imported when they are first used, and so are these: a script that fetches a picture needs none.
_LAZY = {
    "BulkIterator": "_call.bulk_iterator",
    "ImageSources": "api.sources",
    "ListingChangedWarning": "api.paging",
    "PhotoFilters": "api.filters",
    "PhotoQuery": "api.filters",
    "UnreadableFolderWarning": "api.folders_api",
    "members_of_album": "api.album_members",
}
# Published modules that nothing here imports.
_SUBMODULES = frozenset({"models", "rest"})

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
    "BulkIterator",
    "ChangedOnServerError",
    "ConfigApi",
    "ConfigCategoryLabel",
    "ConfigClientConfig",
    "ConfigClientCounts",
    "ConfigClientDisable",
    "ConfigClientPosition",
    "ConfigOptions",
    "ConfigThumbSize",
    "Configuration",
    "ConflictException",
    "CropArea",
    "CustomizeDownloadName",
    "CustomizeDownloadSettings",
    "CustomizeFeatureSettings",
    "CustomizeImportSettings",
    "CustomizeIndexSettings",
    "CustomizeMapsSettings",
    "CustomizeSearchSettings",
    "CustomizeSettings",
    "CustomizeShareSettings",
    "CustomizeStackSettings",
    "CustomizeTemplateSettings",
    "CustomizeUISettings",
    "DownloadApi",
    "EntityAlbum",
    "EntityCamera",
    "EntityCell",
    "EntityCountry",
    "EntityDetails",
    "EntityError",
    "EntityFace",
    "EntityFile",
    "EntityFolder",
    "EntityLabel",
    "EntityLens",
    "EntityLink",
    "EntityMarker",
    "EntityPerson",
    "EntityPhoto",
    "EntityPhotoLabel",
    "EntityPlace",
    "EntityService",
    "EntitySubject",
    "EnvResources",
    "EnvResourcesMemory",
    "ErrorsApi",
    "FacesApi",
    "FilesApi",
    "FolderListing",
    "FoldersApi",
    "ForbiddenException",
    "FormAlbum",
    "FormDetails",
    "FormFace",
    "FormFile",
    "FormLabel",
    "FormLink",
    "FormMarker",
    "FormPhoto",
    "FormSelection",
    "FormService",
    "FormSubject",
    "GatewayLoginError",
    "I18nResponse",
    "ImageSources",
    "ImagesApi",
    "IncompleteArchiveError",
    "InsecureTransportWarning",
    "IntegrityError",
    "LabelsApi",
    "LibraryApi",
    "LinksApi",
    "ListingChangedWarning",
    "LookupFailedError",
    "MarkersApi",
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
    "SearchGeoResult",
    "SearchLabel",
    "SearchPhoto",
    "SearchSubject",
    "ServerApi",
    "ServiceException",
    "ServicesApi",
    "SessionDeleted",
    "SessionResponse",
    "SessionUser",
    "SettingsApi",
    "SqlNullTime",
    "StacksApi",
    "SubjectsApi",
    "TargetExistsError",
    "TargetInUseError",
    "ThumbSize",
    "TimeDuration",
    "TransportError",
    "UnauthorizedException",
    "UnknownSizeWarning",
    "UnprocessableEntityException",
    "UnreadableFolderWarning",
    "UsersApi",
    "VideosApi",
    "__version__",
    "crop_thumb",
    "members_of_album",
    "parse_thumb",
]


def __getattr__(name: str) -> object:
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = _LAZY.get(name, "api" if name.endswith("Api") else "models")
    return getattr(import_module(f"{__name__}.{module}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})
