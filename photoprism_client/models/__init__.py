"""The models: pydantic classes, imported when they are first used. Written by codegen, do not edit."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoprism_client.models.albums import EntityAlbum, SearchAlbum
    from photoprism_client.models.config import ConfigClientConfig, ConfigClientCounts, ConfigThumbSize
    from photoprism_client.models.config_category_label import ConfigCategoryLabel
    from photoprism_client.models.config_client_disable import ConfigClientDisable
    from photoprism_client.models.config_client_position import ConfigClientPosition
    from photoprism_client.models.config_options import ConfigOptions
    from photoprism_client.models.customize_download_name import CustomizeDownloadName
    from photoprism_client.models.customize_download_settings import CustomizeDownloadSettings
    from photoprism_client.models.customize_feature_settings import CustomizeFeatureSettings
    from photoprism_client.models.customize_import_settings import CustomizeImportSettings
    from photoprism_client.models.customize_index_settings import CustomizeIndexSettings
    from photoprism_client.models.customize_maps_settings import CustomizeMapsSettings
    from photoprism_client.models.customize_search_settings import CustomizeSearchSettings
    from photoprism_client.models.customize_settings import CustomizeSettings
    from photoprism_client.models.customize_share_settings import CustomizeShareSettings
    from photoprism_client.models.customize_stack_settings import CustomizeStackSettings
    from photoprism_client.models.customize_template_settings import CustomizeTemplateSettings
    from photoprism_client.models.customize_ui_settings import CustomizeUISettings
    from photoprism_client.models.entity_country import EntityCountry
    from photoprism_client.models.entity_error import EntityError
    from photoprism_client.models.entity_link import EntityLink
    from photoprism_client.models.entity_person import EntityPerson
    from photoprism_client.models.entity_service import EntityService
    from photoprism_client.models.env_resources import EnvResources
    from photoprism_client.models.env_resources_memory import EnvResourcesMemory
    from photoprism_client.models.faces import EntityFace, SearchFace
    from photoprism_client.models.files import EntityFile, EntityMarker
    from photoprism_client.models.folders import EntityFolder, FolderListing
    from photoprism_client.models.form_album import FormAlbum
    from photoprism_client.models.form_details import FormDetails
    from photoprism_client.models.form_face import FormFace
    from photoprism_client.models.form_file import FormFile
    from photoprism_client.models.form_label import FormLabel
    from photoprism_client.models.form_link import FormLink
    from photoprism_client.models.form_marker import FormMarker
    from photoprism_client.models.form_photo import FormPhoto
    from photoprism_client.models.form_selection import FormSelection
    from photoprism_client.models.form_service import FormService
    from photoprism_client.models.form_subject import FormSubject
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
    from photoprism_client.models.search_geo_result import SearchGeoResult
    from photoprism_client.models.sessions import OAuthTokenResponse, SessionDeleted, SessionResponse, SessionUser
    from photoprism_client.models.sql_null_time import SqlNullTime
    from photoprism_client.models.subjects import EntitySubject, SearchSubject
    from photoprism_client.models.time_duration import TimeDuration

_MODULES = {
    "ConfigCategoryLabel": "config_category_label",
    "ConfigClientConfig": "config",
    "ConfigClientCounts": "config",
    "ConfigClientDisable": "config_client_disable",
    "ConfigClientPosition": "config_client_position",
    "ConfigOptions": "config_options",
    "ConfigThumbSize": "config",
    "CustomizeDownloadName": "customize_download_name",
    "CustomizeDownloadSettings": "customize_download_settings",
    "CustomizeFeatureSettings": "customize_feature_settings",
    "CustomizeImportSettings": "customize_import_settings",
    "CustomizeIndexSettings": "customize_index_settings",
    "CustomizeMapsSettings": "customize_maps_settings",
    "CustomizeSearchSettings": "customize_search_settings",
    "CustomizeSettings": "customize_settings",
    "CustomizeShareSettings": "customize_share_settings",
    "CustomizeStackSettings": "customize_stack_settings",
    "CustomizeTemplateSettings": "customize_template_settings",
    "CustomizeUISettings": "customize_ui_settings",
    "EntityAlbum": "albums",
    "EntityCamera": "photos",
    "EntityCell": "photos",
    "EntityCountry": "entity_country",
    "EntityDetails": "photos",
    "EntityError": "entity_error",
    "EntityFace": "faces",
    "EntityFile": "files",
    "EntityFolder": "folders",
    "EntityLabel": "labels",
    "EntityLens": "photos",
    "EntityLink": "entity_link",
    "EntityMarker": "files",
    "EntityPerson": "entity_person",
    "EntityPhoto": "photos",
    "EntityPhotoLabel": "photos",
    "EntityPlace": "photos",
    "EntityService": "entity_service",
    "EntitySubject": "subjects",
    "EnvResources": "env_resources",
    "EnvResourcesMemory": "env_resources_memory",
    "FolderListing": "folders",
    "FormAlbum": "form_album",
    "FormDetails": "form_details",
    "FormFace": "form_face",
    "FormFile": "form_file",
    "FormLabel": "form_label",
    "FormLink": "form_link",
    "FormMarker": "form_marker",
    "FormPhoto": "form_photo",
    "FormSelection": "form_selection",
    "FormService": "form_service",
    "FormSubject": "form_subject",
    "I18nResponse": "i18n_response",
    "OAuthTokenResponse": "sessions",
    "SearchAlbum": "albums",
    "SearchFace": "faces",
    "SearchGeoResult": "search_geo_result",
    "SearchLabel": "labels",
    "SearchPhoto": "photos",
    "SearchSubject": "subjects",
    "SessionDeleted": "sessions",
    "SessionResponse": "sessions",
    "SessionUser": "sessions",
    "SqlNullTime": "sql_null_time",
    "TimeDuration": "time_duration",
}
_SUBMODULES = frozenset(_MODULES.values()) | {
    "config_client_config",
    "config_client_counts",
    "config_thumb_size",
    "entity_album",
    "entity_camera",
    "entity_cell",
    "entity_details",
    "entity_face",
    "entity_file",
    "entity_folder",
    "entity_label",
    "entity_lens",
    "entity_marker",
    "entity_photo",
    "entity_photo_label",
    "entity_place",
    "entity_subject",
    "folder_listing",
    "oauth_token_response",
    "search_album",
    "search_face",
    "search_label",
    "search_photo",
    "search_subject",
    "session_deleted",
    "session_response",
    "session_user",
}

__all__ = [
    "ConfigCategoryLabel",
    "ConfigClientConfig",
    "ConfigClientCounts",
    "ConfigClientDisable",
    "ConfigClientPosition",
    "ConfigOptions",
    "ConfigThumbSize",
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
    "FolderListing",
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
    "I18nResponse",
    "OAuthTokenResponse",
    "SearchAlbum",
    "SearchFace",
    "SearchGeoResult",
    "SearchLabel",
    "SearchPhoto",
    "SearchSubject",
    "SessionDeleted",
    "SessionResponse",
    "SessionUser",
    "SqlNullTime",
    "TimeDuration",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})
