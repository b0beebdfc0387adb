"""Snippets that use what a generated client does not have; type checkers read them, nobody runs them."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import assert_type

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    BulkIterator,
    Configuration,
    CropArea,
    DownloadApi,
    EntityPhoto,
    ImagesApi,
    IntegrityError,
    Listing,
    MediaBytes,
    ModelList,
    OpenApiException,
    PhotosApi,
    PlaceholderException,
    RateLimitException,
    SearchAlbum,
    SearchPhoto,
    ThumbSize,
    TransportError,
    UploadedFile,
    UploadProgress,
    UploadState,
    crop_thumb,
    parse_thumb,
)
from photoprism_client.fs import PhotoPrismFileSystem


def media(picture: MediaBytes, target: os.PathLike[str]) -> None:
    """See that the facts of a picture are typed, and a slice is a plain bytearray."""
    assert_type(picture.content_type, str | None)
    assert_type(picture.filename, str | None)
    assert_type(picture.last_modified, datetime | None)
    assert_type(picture.is_placeholder, bool)
    assert_type(picture.save(target), Path)
    assert_type(picture.save("a.jpg"), Path)
    assert_type(picture[:10], bytearray)
    assert_type(bytes(picture), bytes)


def sizes(api: ImagesApi, file_hash: str) -> None:
    """Pass a size as text or member; it can be chosen by pixels."""
    assert_type(ThumbSize.for_pixels(500, 500, crop=True), ThumbSize)
    api.get_thumb(file_hash, size=ThumbSize.TILE_500)
    api.get_thumb(crop_thumb(file_hash, CropArea(0.1, 0.1, 0.5, 0.5)), size="tile_320")
    assert_type(parse_thumb(file_hash), tuple[str, CropArea | None])
    assert_type(ThumbSize.FIT_720.width, int)


def many(api: ImagesApi, hashes: list[str], photos: Iterator[SearchPhoto]) -> None:
    """Fetch many thumbnails: what comes depends on the options, and what was passed keeps its type."""
    for picture in api.get_thumbs(hashes, size="tile_224"):
        assert_type(picture, MediaBytes)
    for result in api.get_thumbs(hashes, errors="return", connections=8):
        assert_type(result, MediaBytes | OpenApiException)
    for photo, thumb in api.get_thumbs(photos, ordered=False):
        assert_type(photo, SearchPhoto)
        assert_type(thumb, MediaBytes)
    with api.get_thumbs(photos, ordered=False, errors="return") as pairs:
        assert_type(pairs, BulkIterator[tuple[SearchPhoto, MediaBytes | OpenApiException]])
        pairs.close()


def many_others(api: ImagesApi, photos: PhotosApi, albums: list[SearchAlbum], uids: list[str]) -> None:
    """Fetch details of many photos, and many covers: what comes depends on the options in the same way."""
    for whole in photos.get_photos(uids):
        assert_type(whole, EntityPhoto)
    for photo, result in photos.get_photos(photos.iterate(), ordered=False, errors="return"):
        assert_type(photo, SearchPhoto)
        assert_type(result, EntityPhoto | OpenApiException)
    assert_type(list(api.get_covers(albums)), list[MediaBytes])
    assert_type(list(api.get_covers(albums, ordered=False)), list[tuple[SearchAlbum, MediaBytes]])


def listings(photos: PhotosApi, albums: AlbumsApi) -> None:
    """Turn what `iterate` returns into a list of the same models; slices of it are such lists, too."""
    listing = photos.iterate(year=2021)
    assert_type(listing, Listing[SearchPhoto])
    assert_type(next(listing), SearchPhoto)
    found = listing.to_list()
    assert_type(found, ModelList[SearchPhoto])
    assert_type(found[:2], ModelList[SearchPhoto])
    assert_type(found[0], SearchPhoto)
    assert_type([*albums.iterate()], list[SearchAlbum])
    assert_type(ModelList(sorted(found, key=str)), ModelList[SearchPhoto])
    listing.close()


def errors(api: ImagesApi, file_hash: str) -> MediaBytes | None:
    """Each error has a class, and its facts are attributes."""
    try:
        return api.get_download(file_hash, t="a token")
    except PlaceholderException:
        return None
    except TransportError as error:
        assert_type(error.is_passing, bool)
        assert_type(error.url, str | None)
        return None
    except (RateLimitException, IntegrityError) as error:
        assert_type(error.headers, dict[str, str] | None)
        assert_type(str(error), str)
        return None


def clients() -> ApiClient:
    """Our settings are keyword-only."""
    return ApiClient(
        Configuration(
            "nas:2342", preview_token="x", raise_on_placeholder=True, connect_timeout_s=3, read_timeout_s=60.0
        )
    )


def file_system(fs: PhotoPrismFileSystem) -> None:
    """Read bytes, or errors in their place."""
    for path, body in fs.iter_cat(path for path, _ in fs.iter_find("thumbs/tile_224/originals")):
        assert_type(path, str)
        assert_type(body, bytes)
    for _, found in fs.iter_cat("labels/Sunset", recursive=True, on_error="return"):
        assert_type(found, bytes | OSError)
    assert_type(fs.exists("originals/a.jpg"), bool)


def uploads(photos: PhotosApi, zips: DownloadApi, folder: Path) -> None:
    """Upload paths of any kind into albums of any kind, and zip what came of it."""

    def tell(step: UploadProgress) -> None:
        assert_type(step.path, Path)

    found = photos.upload(folder, albums="Trip", progress=tell)
    assert_type(found, list[UploadedFile])
    assert_type(found[0].state, UploadState)
    photos.upload(["a.jpg", folder / "b.jpg"], albums=[photos.get_photo("pt0").albums[0], "Trip"])
    zips.zip_of("a.zip", photos=[file.photo_uid for file in found if file.photo_uid], albums="at00000000000000")
