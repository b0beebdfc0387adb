"""`AuthenticationApi`: sessions and access tokens, apart from the session that a client keeps for itself."""

from photoprism_client.api._generated.authentication import AuthenticationOperations


class AuthenticationApi(AuthenticationOperations):
    """Sessions of a server. Nothing here is tried again: servers count logins.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
