"""`LibraryApi`: runs over the library: indexing and import."""

from photoprism_client.api._generated.library import LibraryOperations


class LibraryApi(LibraryOperations):
    """Runs over the library: indexing and import.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
