"""What to do when the server refuses a search, put into the error that says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from photoprism_client.exceptions import BadRequestException
from photoprism_client.session import Session

_CLIENT = (
    "The server refuses searches for photos and albums to OAuth clients that belong to no user: make an app password in"
    " the settings of a user's account, and pass it as access_token instead of client_id and client_secret."
)
_FILTER = (
    "The server refuses one of the filters: q has an unknown key, or s, album or uid names what does not exist; an"
    " access token of an OAuth client without a user is refused, too: use an app password."
)


@contextmanager
def explained(session: Session) -> Iterator[None]:
    """Explain a 400 within the ``with`` block; the server says only "Unable to do that".

    :param session: tells who asks.
    :return: a context manager.
    """
    try:
        yield
    except BadRequestException as error:
        if error.message is None:
            error.message = _CLIENT if session.credential == "client" else _FILTER
        raise
