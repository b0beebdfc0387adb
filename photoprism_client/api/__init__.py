"""The APIs: one class for each group of operations, imported when it is first used. Written by codegen, do not edit."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoprism_client.api.albums_api import AlbumsApi
    from photoprism_client.api.authentication_api import AuthenticationApi
    from photoprism_client.api.config_api import ConfigApi
    from photoprism_client.api.download_api import DownloadApi
    from photoprism_client.api.errors_api import ErrorsApi
    from photoprism_client.api.faces_api import FacesApi
    from photoprism_client.api.files_api import FilesApi
    from photoprism_client.api.folders_api import FoldersApi
    from photoprism_client.api.images_api import ImagesApi
    from photoprism_client.api.labels_api import LabelsApi
    from photoprism_client.api.library_api import LibraryApi
    from photoprism_client.api.links_api import LinksApi
    from photoprism_client.api.markers_api import MarkersApi
    from photoprism_client.api.photos_api import PhotosApi
    from photoprism_client.api.server_api import ServerApi
    from photoprism_client.api.services_api import ServicesApi
    from photoprism_client.api.settings_api import SettingsApi
    from photoprism_client.api.stacks_api import StacksApi
    from photoprism_client.api.subjects_api import SubjectsApi
    from photoprism_client.api.users_api import UsersApi
    from photoprism_client.api.videos_api import VideosApi

_MODULES = {
    "AlbumsApi": "albums_api",
    "AuthenticationApi": "authentication_api",
    "ConfigApi": "config_api",
    "DownloadApi": "download_api",
    "ErrorsApi": "errors_api",
    "FacesApi": "faces_api",
    "FilesApi": "files_api",
    "FoldersApi": "folders_api",
    "ImagesApi": "images_api",
    "LabelsApi": "labels_api",
    "LibraryApi": "library_api",
    "LinksApi": "links_api",
    "MarkersApi": "markers_api",
    "PhotosApi": "photos_api",
    "ServerApi": "server_api",
    "ServicesApi": "services_api",
    "SettingsApi": "settings_api",
    "StacksApi": "stacks_api",
    "SubjectsApi": "subjects_api",
    "UsersApi": "users_api",
    "VideosApi": "videos_api",
}
_SUBMODULES = frozenset(_MODULES.values())

__all__ = [
    "AlbumsApi",
    "AuthenticationApi",
    "ConfigApi",
    "DownloadApi",
    "ErrorsApi",
    "FacesApi",
    "FilesApi",
    "FoldersApi",
    "ImagesApi",
    "LabelsApi",
    "LibraryApi",
    "LinksApi",
    "MarkersApi",
    "PhotosApi",
    "ServerApi",
    "ServicesApi",
    "SettingsApi",
    "StacksApi",
    "SubjectsApi",
    "UsersApi",
    "VideosApi",
]


def __getattr__(name: str) -> object:
    if name in _MODULES:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_SUBMODULES})
