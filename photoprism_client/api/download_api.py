"""`DownloadApi`: zips of selected photos."""

from photoprism_client.api._generated.download import DownloadOperations


class DownloadApi(DownloadOperations):
    """Zips of selected photos.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
