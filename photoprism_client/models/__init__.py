"""The models: pydantic classes named as in the API description, imported when they are first used."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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

_MODULES = {
    "ConfigClientConfig": "config",
    "ConfigClientCounts": "config",
    "ConfigThumbSize": "config",
    "EntityAlbum": "albums",
    "EntityCamera": "photos",
    "EntityCell": "photos",
    "EntityDetails": "photos",
    "EntityFace": "faces",
    "EntityFile": "files",
    "EntityFolder": "folders",
    "EntityLabel": "labels",
    "EntityLens": "photos",
    "EntityMarker": "files",
    "EntityPhoto": "photos",
    "EntityPhotoLabel": "photos",
    "EntityPlace": "photos",
    "EntitySubject": "subjects",
    "FolderListing": "folders",
    "I18nResponse": "i18n_response",
    "OAuthTokenResponse": "sessions",
    "SearchAlbum": "albums",
    "SearchFace": "faces",
    "SearchLabel": "labels",
    "SearchPhoto": "photos",
    "SearchSubject": "subjects",
    "SessionDeleted": "sessions",
    "SessionResponse": "sessions",
    "SessionUser": "sessions",
}

__all__ = [
    "ConfigClientConfig",
    "ConfigClientCounts",
    "ConfigThumbSize",
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
    "FolderListing",
    "I18nResponse",
    "OAuthTokenResponse",
    "SearchAlbum",
    "SearchFace",
    "SearchLabel",
    "SearchPhoto",
    "SearchSubject",
    "SessionDeleted",
    "SessionResponse",
    "SessionUser",
]


def __getattr__(name: str) -> object:
    # pydantic takes longer to import than all of this package; a script that fetches pictures never needs it.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
