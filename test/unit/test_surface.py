"""The client is a drop-in: names, parameters, their order and defaults are those that OpenAPI Generator 7.26 makes."""

import importlib
import inspect
from collections.abc import Callable

import pytest

import photoprism_client
from photoprism_client.api_client import ApiClient
from photoprism_client.api_response import ApiResponse
from photoprism_client.configuration import Configuration
from photoprism_client.rest import RESTClientObject, RESTResponse, contenttype_matches

NAMES = {
    "photoprism_client": "ApiAttributeError ApiClient ApiException ApiKeyError ApiResponse ApiTypeError ApiValueError"
    " Configuration I18nResponse ImagesApi OpenApiException api api_client api_response configuration exceptions"
    " models rest",
    "photoprism_client.api": "ImagesApi images_api",
    "photoprism_client.api.images_api": "ImagesApi",
    "photoprism_client.models": "I18nResponse",
    "photoprism_client.models.i18n_response": "I18nResponse",
    "photoprism_client.rest": "is_socks_proxy_url contenttype_matches should_bypass_proxies RESTResponse"
    " RESTClientObject ApiException ApiValueError",
    "photoprism_client.exceptions": "OpenApiException ApiTypeError ApiValueError ApiAttributeError ApiKeyError"
    " ApiException BadRequestException NotFoundException UnauthorizedException ForbiddenException ServiceException"
    " ConflictException UnprocessableEntityException render_path",
    "photoprism_client.api_response": "ApiResponse",
    "photoprism_client.api_client": "ApiClient",
    "photoprism_client.configuration": "GenericAuthSetting OAuth2AuthSetting APIKeyAuthSetting BasicAuthSetting"
    " BearerFormatAuthSetting BearerAuthSetting HTTPSignatureAuthSetting AuthSettings HostSettingVariable HostSetting"
    " Configuration",
}


@pytest.mark.parametrize(("module", "name"), [(module, name) for module in NAMES for name in NAMES[module].split()])
def test_every_generated_name_is_there(module: str, name: str) -> None:
    """What user code imports from a generated client can be imported from this one."""
    assert hasattr(importlib.import_module(module), name)


def test_rest_raises_the_same_class() -> None:
    """``photoprism_client.rest.ApiException`` is the one that calls raise."""
    assert importlib.import_module("photoprism_client.rest").ApiException is photoprism_client.ApiException


PLACEHOLDERS = {"album_cover": "uid", "folder_cover": "uid", "label_cover": "uid", "get_thumb": "thumb"}
PICTURES = {name: [first, "token", "size"] for name, first in PLACEHOLDERS.items()}
FILES = {"download_album": ["uid"], "get_photo_download": ["uid"], "get_download": ["hash"]}
METHODS = {
    f"{name}{form}": parameters
    for name, parameters in {**PICTURES, **FILES}.items()
    for form in ("", "_with_http_info", "_without_preload_content")
}
OPTIONS = ["_request_timeout", "_request_auth", "_content_type", "_headers", "_host_index"]


def test_there_are_thirty_two_methods() -> None:
    """Seven endpoints in three forms and our fourth, four methods of ours, and nothing else."""
    public = {name for name, _ in inspect.getmembers(photoprism_client.ImagesApi, inspect.isfunction) if name[0] != "_"}
    assert public == {
        *METHODS,
        *(f"{name}_to_file" for name in {**PICTURES, **FILES}),
        "cover_of",
        "get_covers",
        "get_thumbs",
        "thumb_of",
    }
    assert len(METHODS) == 21


@pytest.mark.parametrize("name", sorted({**PICTURES, **FILES}))
def test_to_file_takes_the_parameters_and_a_path(name: str) -> None:
    """The fourth form takes the path after what is asked for, then what the others take; the rest by keyword only."""
    parameters = list(inspect.signature(getattr(photoprism_client.ImagesApi, f"{name}_to_file")).parameters.values())
    first, *rest = {**PICTURES, **FILES}[name]
    positional = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    assert positional == ["self", first, "path", *rest, *OPTIONS]
    ours = {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}
    assert {"overwrite": False, "progress": None, "fsync": True}.items() <= ours.items()


@pytest.mark.parametrize("name", sorted(METHODS))
def test_methods_take_the_generated_parameters(name: str) -> None:
    """The same names in the same order, positional or by keyword; only ``token`` and ``size`` got defaults."""
    parameters = list(inspect.signature(getattr(photoprism_client.ImagesApi, name)).parameters.values())[1:]
    positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    assert [p.name for p in positional] == METHODS[name] + OPTIONS
    defaults = {p.name: p.default for p in positional if p.default is not p.empty}
    added = {"token": None, "size": "fit_720"} if "token" in METHODS[name] else {}
    assert defaults == {**added, **dict.fromkeys(OPTIONS), "_host_index": 0}
    ours = {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}
    assert ours == ({} if "token" in METHODS[name] else {"t": None})
    assert len(positional) + len(ours) == len(parameters)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_methods_return_what_their_form_says(name: str) -> None:
    """Bytes, an answer with status and headers, or an open answer; each names its endpoint."""
    method = getattr(photoprism_client.ImagesApi, name)
    returned = inspect.signature(method).return_annotation
    expected: dict[str, object] = {"info": ApiResponse[photoprism_client.MediaBytes], "content": RESTResponse}
    assert returned == expected.get(name.rsplit("_", 1)[1], photoprism_client.MediaBytes)
    assert "Source: GET /api/v1/" in (method.__doc__ or "")


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (photoprism_client.ImagesApi, ["api_client"]),
        (ApiClient, ["configuration", "header_name", "header_value", "cookie"]),
        (ApiClient.set_default_header, ["self", "header_name", "header_value"]),
        (ApiClient.get_default, []),
        (ApiClient.set_default, ["default"]),
        (
            ApiClient.call_api,
            ["self", "method", "url", "header_params", "body", "post_params", "_request_timeout"],
        ),
        (ApiClient.response_deserialize, ["self", "response_data", "response_types_map"]),
        (ApiClient.sanitize_for_serialization, ["self", "obj"]),
        (ApiClient.deserialize, ["self", "response_text", "response_type", "content_type"]),
        (ApiClient.select_header_accept, ["self", "accepts"]),
        (ApiClient.select_header_content_type, ["self", "content_types"]),
        (
            ApiClient.update_params_for_auth,
            ["self", "headers", "queries", "auth_settings", "resource_path", "method", "body", "request_auth"],
        ),
        (Configuration.set_default, ["default"]),
        (Configuration.get_default, []),
        (Configuration.get_default_copy, []),
        (Configuration.get_api_key_with_prefix, ["self", "identifier", "alias"]),
        (Configuration.get_basic_auth_token, ["self"]),
        (Configuration.auth_settings, ["self"]),
        (Configuration.to_debug_report, ["self"]),
        (Configuration.get_host_settings, ["self"]),
        (Configuration.get_host_from_settings, ["self", "index", "variables", "servers"]),
        (RESTResponse, ["resp"]),
        (RESTResponse.getheaders, ["self"]),
        (RESTResponse.getheader, ["self", "name", "default"]),
        (RESTClientObject, ["configuration"]),
        (
            RESTClientObject.request,
            ["self", "method", "url", "headers", "body", "post_params", "_request_timeout"],
        ),
        (photoprism_client.ApiTypeError, ["msg", "path_to_item", "valid_classes", "key_type"]),
        (photoprism_client.ApiValueError, ["msg", "path_to_item"]),
        (photoprism_client.ApiAttributeError, ["msg", "path_to_item"]),
        (photoprism_client.ApiKeyError, ["msg", "path_to_item"]),
        (photoprism_client.ApiException, ["status", "reason", "http_resp"]),
    ],
)
def test_other_signatures_are_the_generated_ones(function: Callable[..., object], parameters: list[str]) -> None:
    """Positional parameters have the generated names and order; what we added is keyword-only."""
    found = inspect.signature(function).parameters.values()
    assert [p.name for p in found if p.kind is p.POSITIONAL_OR_KEYWORD] == parameters


@pytest.mark.parametrize(
    ("content_type", "expected"),
    [
        ("application/json", True),
        ("Application/JSON; charset=utf-8", True),
        ("application/problem+json", True),
        ("application/jsonx", False),
        ("text/json", False),
        ("application/json+xml", False),
        ("", False),
    ],
)
def test_contenttype_matches(content_type: str, expected: bool) -> None:
    """Parameters, case and a suffix are seen through."""
    assert contenttype_matches(content_type, "application", "json") is expected
