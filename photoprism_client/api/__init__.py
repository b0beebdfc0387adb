"""The APIs: one class for each group of endpoints."""

from photoprism_client.api.albums_api import AlbumsApi
from photoprism_client.api.authentication_api import AuthenticationApi
from photoprism_client.api.config_api import ConfigApi
from photoprism_client.api.faces_api import FacesApi
from photoprism_client.api.files_api import FilesApi
from photoprism_client.api.folders_api import FoldersApi
from photoprism_client.api.images_api import ImagesApi
from photoprism_client.api.labels_api import LabelsApi
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api.subjects_api import SubjectsApi

__all__ = [
    "AlbumsApi",
    "AuthenticationApi",
    "ConfigApi",
    "FacesApi",
    "FilesApi",
    "FoldersApi",
    "ImagesApi",
    "LabelsApi",
    "PhotosApi",
    "SubjectsApi",
]
