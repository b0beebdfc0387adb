"""The models: pydantic classes, imported when they are first used. Written by codegen, do not edit."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoprism_client.models.config_category_label import ConfigCategoryLabel
    from photoprism_client.models.config_client_config import ConfigClientConfig
    from photoprism_client.models.config_client_counts import ConfigClientCounts
    from photoprism_client.models.config_client_disable import ConfigClientDisable
    from photoprism_client.models.config_client_position import ConfigClientPosition
    from photoprism_client.models.config_options import ConfigOptions
    from photoprism_client.models.config_thumb_size import ConfigThumbSize
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
    from photoprism_client.models.entity_album import EntityAlbum
    from photoprism_client.models.entity_camera import EntityCamera
    from photoprism_client.models.entity_cell import EntityCell
    from photoprism_client.models.entity_country import EntityCountry
    from photoprism_client.models.entity_details import EntityDetails
    from photoprism_client.models.entity_error import EntityError
    from photoprism_client.models.entity_face import EntityFace
    from photoprism_client.models.entity_file import EntityFile
    from photoprism_client.models.entity_folder import EntityFolder
    from photoprism_client.models.entity_label import EntityLabel
    from photoprism_client.models.entity_lens import EntityLens
    from photoprism_client.models.entity_link import EntityLink
    from photoprism_client.models.entity_marker import EntityMarker
    from photoprism_client.models.entity_person import EntityPerson
    from photoprism_client.models.entity_photo import EntityPhoto
    from photoprism_client.models.entity_photo_label import EntityPhotoLabel
    from photoprism_client.models.entity_place import EntityPlace
    from photoprism_client.models.entity_service import EntityService
    from photoprism_client.models.entity_subject import EntitySubject
    from photoprism_client.models.env_resources import EnvResources
    from photoprism_client.models.env_resources_memory import EnvResourcesMemory
    from photoprism_client.models.folder_listing import FolderListing
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
    from photoprism_client.models.oauth_token_response import OAuthTokenResponse
    from photoprism_client.models.search_album import SearchAlbum
    from photoprism_client.models.search_face import SearchFace
    from photoprism_client.models.search_geo_result import SearchGeoResult
    from photoprism_client.models.search_label import SearchLabel
    from photoprism_client.models.search_photo import SearchPhoto
    from photoprism_client.models.search_subject import SearchSubject
    from photoprism_client.models.session_deleted import SessionDeleted
    from photoprism_client.models.session_response import SessionResponse
    from photoprism_client.models.session_user import SessionUser
    from photoprism_client.models.sql_null_time import SqlNullTime
    from photoprism_client.models.time_duration import TimeDuration

_MODULES = {
    "ConfigCategoryLabel": "config_category_label",
    "ConfigClientConfig": "config_client_config",
    "ConfigClientCounts": "config_client_counts",
    "ConfigClientDisable": "config_client_disable",
    "ConfigClientPosition": "config_client_position",
    "ConfigOptions": "config_options",
    "ConfigThumbSize": "config_thumb_size",
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
    "EntityAlbum": "entity_album",
    "EntityCamera": "entity_camera",
    "EntityCell": "entity_cell",
    "EntityCountry": "entity_country",
    "EntityDetails": "entity_details",
    "EntityError": "entity_error",
    "EntityFace": "entity_face",
    "EntityFile": "entity_file",
    "EntityFolder": "entity_folder",
    "EntityLabel": "entity_label",
    "EntityLens": "entity_lens",
    "EntityLink": "entity_link",
    "EntityMarker": "entity_marker",
    "EntityPerson": "entity_person",
    "EntityPhoto": "entity_photo",
    "EntityPhotoLabel": "entity_photo_label",
    "EntityPlace": "entity_place",
    "EntityService": "entity_service",
    "EntitySubject": "entity_subject",
    "EnvResources": "env_resources",
    "EnvResourcesMemory": "env_resources_memory",
    "FolderListing": "folder_listing",
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
    "OAuthTokenResponse": "oauth_token_response",
    "SearchAlbum": "search_album",
    "SearchFace": "search_face",
    "SearchGeoResult": "search_geo_result",
    "SearchLabel": "search_label",
    "SearchPhoto": "search_photo",
    "SearchSubject": "search_subject",
    "SessionDeleted": "session_deleted",
    "SessionResponse": "session_response",
    "SessionUser": "session_user",
    "SqlNullTime": "sql_null_time",
    "TimeDuration": "time_duration",
}
_SUBMODULES = frozenset(_MODULES.values())

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
