"""`ConfigApi`: what a server says about itself."""

from photoprism_client.api._generated.config import ConfigOperations


class ConfigApi(ConfigOperations):
    """The configuration of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
