"""Names of entries: safe as a part of a path, and told apart where several in one folder would be equal.

A name stays as it is where no other is equal. Where several are, each of them gets the UID of what it stands for, so
that no name depends on the order in which a server lists. A name that looks as if it had a UID already gets one, too.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from photoprism_client._files.disk import MAX_NAME_BYTES
from photoprism_client._files.names import safe_name, split_extension, with_suffix
from photoprism_client._identifiers import UID
from photoprism_client.fs.tree.entries import Entry

_WITH_UID = re.compile(rf".* \({UID.pattern}\)", re.DOTALL)


def titled(title: str, fallback: str) -> str:
    """Turn a title into a name.

    :param title: what users see, such as the title of an album.
    :param fallback: the name where nothing of the title is left.
    :return: the name.
    """
    return safe_name(title, fallback, tail="")


def is_plain(name: str, tail: str | None = None) -> bool:
    """Tell whether a name can stay as it is where no other is equal.

    :param name: of a file or folder.
    :param tail: its extension; None for the part from the last dot on.
    :return: whether it is short enough, and does not look as if it had a UID already.
    """
    stem = split_extension(name)[0] if tail is None else name
    return _WITH_UID.fullmatch(stem) is None and len(name.encode()) <= MAX_NAME_BYTES


def told_apart(entries: Iterable[Entry], *, tail: str | None = None, taken: Collection[str] = ()) -> list[Entry]:
    """Tell entries of one folder apart where their names are equal.

    :param entries: all of the folder, each with its own UID.
    :param tail: the extension of their names; None for the part from the last dot on.
    :param taken: names that none of them may have.
    :return: the entries, in the same order; each has a different name.
    """
    found = list(entries)
    counts = Counter(entry.name for entry in found)
    counts.update([*taken])
    return [
        entry
        if counts[entry.name] == 1 and is_plain(entry.name, tail)
        else entry._replace(name=with_suffix(entry.name, entry.uid or "", tail=tail))
        for entry in found
    ]
