"""`members_of_album`: the files that an album's zip should hold, and which of them the server holds back."""

from collections.abc import Iterator, Mapping
from typing import Any

from photoprism_client.api.config_api import ConfigApi
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.models.customize_settings import CustomizeSettings
from photoprism_client.models.entity_file import EntityFile
from photoprism_client.models.entity_photo import EntityPhoto
from photoprism_client.models.search_photo import SearchPhoto
from photoprism_client.transfer.source import Member

_RAW = "raw"


def members_of_album(api_client: ApiClient, uid: str) -> Iterator[Member]:
    """Return the files that an album's zip should hold, for *members* of :meth:`ImagesApi.download_album_to_file`.

    :param api_client: the client to ask through.
    :param uid: Album UID.
    :return: the user's own files, without those that the server knows to be missing; those that it holds back on
        purpose are marked. It asks as it is iterated over.

    Source: GET /api/v1/config, GET /api/v1/photos
    """
    settings = _settings_of(ConfigApi(api_client).get_client_config().settings)
    for photo in PhotosApi(api_client).iterate(s=uid):
        yield from members_of_photo(photo, settings)


def members_of_photo(photo: EntityPhoto | SearchPhoto, settings: Mapping[str, object]) -> Iterator[Member]:
    """Return the files of a photo that a zip should hold.

    :param photo: the photo.
    :param settings: what zips have, as the server's settings say.
    :return: the user's own files, without those that the server knows to be missing.
    """
    for file in photo.originals:
        if file.hash and not file.missing:
            yield Member(
                file.hash,
                file.name or file.hash,
                is_private=photo.private or False,
                size=file.size,
                is_held_back=_is_held_back(file, settings),
            )


def _settings_of(settings: CustomizeSettings | None) -> dict[str, Any]:
    """Return the settings for zips of albums; empty for servers before 2025, which have none and leave nothing out.

    Source: internal/config/customize/album.go of the server; ``settings.download`` is for other zips.
    """
    albums = None if settings is None or settings.model_extra is None else settings.model_extra.get("albums")
    download = albums.get("download") if isinstance(albums, dict) else None
    return download if isinstance(download, dict) else {}


def _is_held_back(file: EntityFile, settings: Mapping[str, object]) -> bool:
    if file.media_type == _RAW and settings.get("mediaRaw") is False:
        return True
    return bool(file.sidecar) and settings.get("mediaSidecar") is False
