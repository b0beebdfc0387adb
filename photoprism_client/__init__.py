"""The Python client for the pictures of a PhotoPrism server.

::

    import photoprism_client

    configuration = photoprism_client.Configuration(host="https://photos.example.com", preview_token="…")
    with photoprism_client.ApiClient(configuration) as api_client:
        images = photoprism_client.ImagesApi(api_client)
        images.get_thumb("<sha1>", size="tile_500").save("thumb.jpg")
"""

from typing import TYPE_CHECKING

from photoprism_client.api.images_api import ImagesApi
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse
from photoprism_client.configuration import Configuration
from photoprism_client.endpoint import UnknownSizeWarning
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
    IncompleteArchiveError,
    IntegrityError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
    RateLimitException,
    ServiceException,
    TransportError,
    UnauthorizedException,
    UnprocessableEntityException,
)
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import CropArea, ThumbSize, crop_thumb, parse_thumb
from photoprism_client.version import __version__

if TYPE_CHECKING:
    from photoprism_client.models.i18n_response import I18nResponse

__all__ = [
    "ApiAttributeError",
    "ApiClient",
    "ApiException",
    "ApiKeyError",
    "ApiResponse",
    "ApiTypeError",
    "ApiValueError",
    "BadRequestException",
    "ChangedOnServerError",
    "Configuration",
    "ConflictException",
    "CropArea",
    "ForbiddenException",
    "I18nResponse",
    "ImagesApi",
    "IncompleteArchiveError",
    "IntegrityError",
    "MediaBytes",
    "NotFoundException",
    "OpenApiException",
    "PlaceholderException",
    "RateLimitException",
    "ServiceException",
    "ThumbSize",
    "TransportError",
    "UnauthorizedException",
    "UnknownSizeWarning",
    "UnprocessableEntityException",
    "__version__",
    "crop_thumb",
    "parse_thumb",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from photoprism_client import models

    return getattr(models, name)
