"""What to do when the server refuses a search, put into the error that says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from photoprism_client._wording import Advice
from photoprism_client.exceptions import BadRequestException

_FILTER = Advice(
    "The server refuses one of the filters: {q} has an unknown key, or {s, album or uid} names what does not exist; an"
    " access token of an OAuth client without a user is refused, too: use an app password."
)


@contextmanager
def explained() -> Iterator[None]:
    """Explain a 400 within the ``with`` block; the server says only "Unable to do that".

    Where the client knows that it asks as an OAuth client, it has explained the error itself.

    :return: a context manager.
    """
    try:
        yield
    except BadRequestException as error:
        if error.message is None:
            error.message = _FILTER
        raise
