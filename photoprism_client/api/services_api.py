"""`ServicesApi`: other servers that files are shared with."""

from photoprism_client.api._generated.services import ServicesOperations


class ServicesApi(ServicesOperations):
    """Other servers that files are shared with.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
