"""Snippets as users of a generated client write them; type checkers read them, nobody runs them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, assert_type

import photoprism_client
from photoprism_client.api.images_api import ImagesApi
from photoprism_client.api_response import ApiResponse
from photoprism_client.models import I18nResponse
from photoprism_client.rest import ApiException, RESTResponse


def as_the_documentation_has_it(uid: str, token: str, size: str) -> bytearray:
    """Write what the generator's page for a method shows."""
    configuration = photoprism_client.Configuration(host="http://demo.photoprism.app")
    with photoprism_client.ApiClient(configuration) as api_client:
        api_instance = photoprism_client.ImagesApi(api_client)
        try:
            api_response = api_instance.album_cover(uid, token, size)
            assert_type(api_response, photoprism_client.MediaBytes)
        except ApiException as error:
            assert_type(error.status, int | None)
            assert_type(error.body, str | None)
            raise
    return api_response


def every_form(api: ImagesApi, file_hash: str) -> None:
    """Get three types from the three forms of a method."""
    assert_type(api.get_download(file_hash), photoprism_client.MediaBytes)
    assert_type(api.get_download_with_http_info(file_hash), ApiResponse[photoprism_client.MediaBytes])
    assert_type(api.get_download_without_preload_content(file_hash), RESTResponse)
    info = api.get_thumb_with_http_info(file_hash, "public", "tile_500")
    assert_type(info.status_code, int)
    assert_type(info.headers, Mapping[str, str] | None)
    assert_type(info.data, photoprism_client.MediaBytes)
    assert_type(info.raw_data, bytes | bytearray)


def every_option(api: ImagesApi, uid: str) -> None:
    """Options go by keyword or position, as the generator types them."""
    api.label_cover(uid, "public", "tile_500", 5.0, {"in": "header", "key": "A", "value": "b"}, None, {"A": "b"}, 0)
    api.download_album(uid, _request_timeout=(3.0, 60.0), _headers={"A": "b"})
    api.get_photo_download(uid=uid, _request_timeout=5)


def reading(api: ImagesApi, uid: str, target: Path) -> None:
    """Use an open answer as a context manager and a binary stream."""
    with api.download_album_without_preload_content(uid) as response, target.open("wb") as file:
        assert_type(response, RESTResponse)
        assert_type(response.status, int)
        assert_type(response.getheader("Content-Type"), str | None)
        for part in response.stream(65536):
            assert_type(part, bytes)
            file.write(part)
    assert_type(response.read(), bytes)


def settings() -> None:
    """Every kind of setting is typed."""
    configuration = photoprism_client.Configuration(
        "https://photos.example.com", {"a": "b"}, access_token="x", ssl_ca_cert="ca.pem", retries=3, debug=False
    )
    configuration.verify_ssl = False
    configuration.proxy = "http://proxy:3128"
    configuration.debug = True
    assert_type(configuration.host, str)
    assert_type(configuration.connection_pool_maxsize, int)
    assert_type(photoprism_client.Configuration.get_default(), photoprism_client.Configuration)
    photoprism_client.Configuration.set_default(configuration)


def any_request(client: photoprism_client.ApiClient) -> I18nResponse | None:
    """Call endpoints without a method of their own."""
    response = client.call_api("GET", "/api/v1/status", {"Accept": "application/json"})
    assert_type(client.response_deserialize(response, {"2XX": "object"}), ApiResponse[Any])
    return photoprism_client.I18nResponse.from_json(response.read().decode())
