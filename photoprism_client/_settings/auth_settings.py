"""Authentication and host settings, in the form that a generated client gives them."""

import base64
from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from photoprism_client._settings.validation import whole_number
from photoprism_client.exceptions import ApiValueError

GenericAuthSetting = TypedDict("GenericAuthSetting", {"type": str, "in": str, "key": str, "value": str})
OAuth2AuthSetting = TypedDict(
    "OAuth2AuthSetting",
    {"type": Literal["oauth2"], "in": Literal["header"], "key": Literal["Authorization"], "value": str},
)
APIKeyAuthSetting = TypedDict(
    "APIKeyAuthSetting", {"type": Literal["api_key"], "in": str, "key": str, "value": str | None}
)
BasicAuthSetting = TypedDict(
    "BasicAuthSetting",
    {"type": Literal["basic"], "in": Literal["header"], "key": Literal["Authorization"], "value": str | None},
)
BearerFormatAuthSetting = TypedDict(
    "BearerFormatAuthSetting",
    {
        "type": Literal["bearer"],
        "in": Literal["header"],
        "format": Literal["JWT"],
        "key": Literal["Authorization"],
        "value": str,
    },
)
BearerAuthSetting = TypedDict(
    "BearerAuthSetting",
    {"type": Literal["bearer"], "in": Literal["header"], "key": Literal["Authorization"], "value": str},
)
HTTPSignatureAuthSetting = TypedDict(
    "HTTPSignatureAuthSetting",
    {"type": Literal["http-signature"], "in": Literal["header"], "key": Literal["Authorization"], "value": None},
)


class AuthSettings(TypedDict, total=False):
    """The ways to authenticate that a configuration holds, by name."""

    AccessToken: APIKeyAuthSetting


class HostSettingVariable(TypedDict):
    """A variable part of a host URL."""

    description: str
    default_value: str
    enum_values: list[str]


class HostSetting(TypedDict):
    """A host that an API description offers."""

    url: str
    description: str
    variables: NotRequired[dict[str, HostSettingVariable]]


def access_token_setting(access_token: str | None) -> AuthSettings:
    """Return how an access token is sent.

    :param access_token: the token, or None.
    :return: the setting with the token in it, or nothing.
    """
    if access_token is None:
        return {}
    return {"AccessToken": {"type": "api_key", "in": "header", "key": "X-Auth-Token", "value": access_token}}


def basic_auth(username: str | None, password: str | None) -> str:
    """Write user name and password as an ``Authorization`` or ``Proxy-Authorization`` header.

    :param username: the name; None for an empty one.
    :param password: the password; None for an empty one.
    :return: ``Basic`` and the encoded pair.
    """
    pair = f"{username or ''}:{password or ''}"
    return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"


def host_url(servers: Sequence[HostSetting], index: int, variables: Mapping[str, str]) -> str:
    """Return a host's URL with its variables filled in.

    :param servers: the hosts to choose from.
    :param index: position among them, from 0.
    :param variables: values by name; a variable that is left out takes its default.
    :return: the URL.
    :raises ApiTypeError: *index* is not a whole number.
    :raises ApiValueError: there is no such position, or a value is not among those allowed.
    """
    whole_number(0, len(servers) - 1)("server_index", index)
    url = servers[index]["url"]
    for name, variable in servers[index].get("variables", {}).items():
        value = variables.get(name, variable["default_value"])
        allowed = variable.get("enum_values")
        if allowed and value not in allowed:
            raise ApiValueError(f"the variable {name} of the host must be one of {allowed}, not {value!r}")
        url = url.replace(f"{{{name}}}", value)
    return url
