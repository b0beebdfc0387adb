"""`LinksApi`: links that share albums."""

from photoprism_client.api._generated.links import LinksOperations


class LinksApi(LinksOperations):
    """Links that share albums.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
