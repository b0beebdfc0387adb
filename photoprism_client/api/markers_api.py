"""`MarkersApi`: faces and other marked parts of pictures."""

from photoprism_client.api._generated.markers import MarkersOperations


class MarkersApi(MarkersOperations):
    """Faces and other marked parts of pictures.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
