"""`FacesApi`: the faces that a server found."""

from photoprism_client.api._generated.faces import FacesOperations


class FacesApi(FacesOperations):
    """The faces that a server found.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
