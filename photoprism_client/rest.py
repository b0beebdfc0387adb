"""The transport under the name that a generated client has it; the code is in ``_transport/``."""

from photoprism_client._settings.address import is_socks_proxy_url, should_bypass_proxies
from photoprism_client._transport.client import RESTClientObject, contenttype_matches
from photoprism_client._transport.request import Timeouts
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import ApiException, ApiValueError

__all__ = [
    "ApiException",
    "ApiValueError",
    "RESTClientObject",
    "RESTResponse",
    "Timeouts",
    "contenttype_matches",
    "is_socks_proxy_url",
    "should_bypass_proxies",
]
