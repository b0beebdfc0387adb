"""`SettingsApi`: the settings of a server."""

from photoprism_client.api._generated.settings import SettingsOperations


class SettingsApi(SettingsOperations):
    """The settings of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
