"""The forms of a server's identifiers: SHA-1 of files, and UIDs of photos, albums and other things."""

import re

#: SHA-1 of a file, as the server writes it.
SHA1 = re.compile(r"[0-9a-f]{40}")
#: A UID: a letter for the kind of thing, and 15 letters or digits.
UID = re.compile(r"[a-z][0-9a-z]{15}")


def is_uid(text: str, kind: str = "") -> bool:
    """Tell whether a text has the form of a UID.

    :param text: any text.
    :param kind: the letter it must begin with, such as ``p`` for photos and ``a`` for albums; empty for any.
    :return: whether it does.
    """
    return text.startswith(kind) and UID.fullmatch(text) is not None
