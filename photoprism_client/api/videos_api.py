"""`VideosApi`: videos."""

from photoprism_client.api._generated.videos import VideosOperations


class VideosApi(VideosOperations):
    """Videos.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
