"""`ServerApi`: the server itself."""

from photoprism_client.api._generated.server import ServerOperations


class ServerApi(ServerOperations):
    """The server itself.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
