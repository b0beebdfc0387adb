"""Snippets as users of the whole package write them; type checkers read them, nobody runs them."""

from collections.abc import Mapping
from datetime import datetime
from typing import assert_type

import photoprism_client
from photoprism_client.api._generated.albums import AlbumsOperations
from photoprism_client.api._generated.files import FilesOperations
from photoprism_client.api._generated.photos import PhotosOperations
from photoprism_client.api.links_api import LinksApi
from photoprism_client.api_response import ApiResponse
from photoprism_client.models.entity_album import EntityAlbum
from photoprism_client.models.entity_link import EntityLink
from photoprism_client.models.entity_photo import EntityPhoto
from photoprism_client.models.entity_photo_label import EntityPhotoLabel
from photoprism_client.models.form_album import FormAlbum
from photoprism_client.models.form_photo import FormPhoto
from photoprism_client.models.form_selection import FormSelection
from photoprism_client.models.i18n_response import I18nResponse
from photoprism_client.models.search_album import SearchAlbum
from photoprism_client.models.search_photo import SearchPhoto
from photoprism_client.rest import RESTResponse
from photoprism_client.transfer import DownloadResult


def results(albums: AlbumsOperations, photos: PhotosOperations, links: LinksApi) -> None:
    """Get the type of the result from each form."""
    assert_type(albums.get_album("x"), EntityAlbum)
    assert_type(albums.get_album_with_http_info("x"), ApiResponse[EntityAlbum])
    assert_type(albums.get_album_without_preload_content("x"), RESTResponse)
    assert_type(albums.search_albums(10, 0, "newest", type=["album"]), list[SearchAlbum])
    assert_type(albums.delete_album_with_http_info("a").data, None)
    assert_type(albums.add_photos_to_album("a", FormSelection(photos=["b"])), dict[str, object])
    assert_type(albums.batch_albums_delete({"albums": ["b"]}), I18nResponse)
    assert_type(photos.search_photos(10, 3, 0, year=2020), list[SearchPhoto])
    assert_type(photos.like_photo("x"), dict[str, object])
    assert_type(links.get_album_links("x", 5.0), list[EntityLink])
    assert_type(links.get_album_links_with_http_info("x").raw_data, bytes | bytearray)


def bytes_of(albums: AlbumsOperations, files: FilesOperations) -> None:
    """Get bytes, or a file, in every class that has the operation."""
    assert_type(albums.album_cover("x"), photoprism_client.MediaBytes)
    assert_type(files.get_video("x", format="avc"), photoprism_client.MediaBytes)
    assert_type(files.zip_download_to_file("x", "a.zip", overwrite=True), DownloadResult)


def bodies(albums: AlbumsOperations, photos: PhotosOperations, changes: Mapping[str, object]) -> None:
    """Send a form or a mapping."""
    assert_type(albums.create_album(FormAlbum(title="x")), EntityAlbum)
    assert_type(albums.create_album({"Title": "x"}), EntityAlbum)
    assert_type(photos.update_photo("x", changes), EntityPhoto)
    assert_type(photos.remove_photo_label("x", 5), EntityPhoto)
    assert_type(photos.remove_photo_label("x", "5"), EntityPhoto)


def options(albums: AlbumsOperations) -> None:
    """Options go by name or position."""
    auth: dict[str, object] = {"in": "header", "key": "A", "value": "b"}
    headers: dict[str, str] = {"A": "b"}
    albums.get_album("x", 5.0, auth, None, headers, 0)
    albums.get_album("x", _request_auth=auth, _headers=headers, _request_timeout=(1, 2.5))


def models(photo: EntityPhoto) -> None:
    """Fields have types, and are assigned as such."""
    assert_type(photo.title, str | None)
    assert_type(photo.taken_at, datetime | None)
    assert_type(photo.labels, list[EntityPhotoLabel])
    assert_type(photo.labels[0].photo, EntityPhoto | None)
    assert_type(photo.hash, str | None)
    photo.title = "b"
    photo.taken_at = datetime(2024, 5, 1)
    assert_type(FormPhoto.from_dict(photo.to_dict()), FormPhoto | None)
    assert_type(photoprism_client.FormSelection(photos=["x"]), FormSelection)


def mistakes(albums: AlbumsOperations, photos: PhotosOperations, links: LinksApi) -> None:
    """Each of these lines is an error to a type checker: it would say so of a comment that is not needed."""
    albums.get_album()  # type: ignore[call-arg]  # a missing parameter
    albums.get_album(5)  # type: ignore[arg-type]  # a number for a UID
    albums.search_albums(10, typ="album")  # type: ignore[call-arg]  # a slip of the pen
    albums.search_albums("10")  # type: ignore[arg-type]  # a text for a number
    albums.create_album(FormPhoto(title="x"))  # type: ignore[arg-type]  # another form
    albums.get_album("x", _headers={"a": b"1"})  # type: ignore[dict-item]  # bytes in a header
    photos.search_photos(10, yaer=1)  # type: ignore[call-arg]  # a filter that does not exist
    photos.search_photos(10, year=[None])  # type: ignore[list-item]  # a value of another type
    links.api_v1_entity_uid_links_post("albums")  # type: ignore[arg-type]  # ours are keyword-only
    links.create_album_link("x")  # type: ignore[call-arg]  # a missing body
    FormAlbum(titel="x")  # type: ignore[call-arg]  # a slip of the pen
    FormAlbum(title=5)  # type: ignore[arg-type]  # a number for a text
    FormAlbum(Title="x")  # type: ignore[call-arg]  # the server's name: at run time only
    FormAlbum().titel = "x"  # type: ignore[attr-defined]  # a slip of the pen
    albums.get_album("x").titel  # type: ignore[attr-defined]  # noqa: B018  # a slip of the pen
    albums.delete_album("x").uid  # type: ignore[func-returns-value, attr-defined]  # noqa: B018  # None has no field
