"""`StacksApi`: photos that are made of several files."""

from photoprism_client.api._generated.stacks import StacksOperations


class StacksApi(StacksOperations):
    """Photos that are made of several files.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
