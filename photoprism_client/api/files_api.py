"""`FilesApi`: what is known of files."""

from photoprism_client.api._generated.files import FilesOperations


class FilesApi(FilesOperations):
    """The files of a server.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
