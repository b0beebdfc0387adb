"""The shapes of authentication and host settings, as type checkers see them in a generated client."""

from typing import Literal, NotRequired, TypedDict

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
