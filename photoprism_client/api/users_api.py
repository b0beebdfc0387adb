"""`UsersApi`: the account of a user, and uploads."""

from photoprism_client.api._generated.users import UsersOperations


class UsersApi(UsersOperations):
    """The account of a user, and uploads.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """
