"""What somebody typed is found among what a server lists, by UID or name; or an error says which names are close.

Names are compared in Unicode's form NFC: an accent may be typed as a character of its own and stored within its letter.
"""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from photoprism_client.exceptions import LookupFailedError

T = TypeVar("T")

_MOST_CLOSE_NAMES = 5
_CLOSE = 0.4  # of 1, as difflib counts


def composed(text: str) -> str:
    """Write accents in one way, wherever that is possible with one character.

    :param text: any text.
    :return: it in NFC.
    """
    return unicodedata.normalize("NFC", text)


def matching(wanted: str, items: Iterable[T], names_of: Callable[[T], Iterable[str | None]]) -> list[T]:
    """Find items by a name; capitals count.

    :param wanted: what was typed.
    :param items: what there is.
    :param names_of: tells UID and names of an item.
    :return: all that have it.
    """
    name = composed(wanted)
    return [item for item in items if any(name == composed(known) for known in names_of(item) if known)]


def unknown(kind: str, wanted: str, names: Iterable[str | None]) -> LookupFailedError:
    """Make the error for a name that nothing has.

    :param kind: what was looked for, in one word.
    :param wanted: what was typed.
    :param names: those that there are.
    :return: the error, to be raised; its message has close names.
    """
    from difflib import get_close_matches  # seldom needed, and slow to import

    known = {composed(name): name for name in names if name}
    close = get_close_matches(composed(wanted), known, _MOST_CLOSE_NAMES, cutoff=_CLOSE)
    return LookupFailedError(kind, wanted, [known[name] for name in close])
