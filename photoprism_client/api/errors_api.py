"""`ErrorsApi`: the log of a server."""

from photoprism_client.api._generated.errors import ErrorsOperations


class ErrorsApi(ErrorsOperations):
    """The log of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
