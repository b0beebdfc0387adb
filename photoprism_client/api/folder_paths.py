"""What a server makes of the path of a folder that it is asked for: some of the paths that it lists, it cannot read.

It takes a backslash for a slash, drops some characters wherever they stand and some at both ends, and takes a path that
has ``..`` in it, or that is too long, for the originals themselves. So it answers for another folder, or for none.
Source: pkg/clean/path.go of the server, and answers of a server.
"""

from photoprism_client.exceptions import ApiValueError

_DROPPED = frozenset('|"?*%<>{}')
_NOT_AT_THE_ENDS = " ~./"
_MOST_BYTES = 512


def as_server_reads(path: str) -> str:
    """Return the path that a server reads where it is asked for a folder.

    :param path: the folder, below the originals, without a slash at its ends.
    :return: the path of the folder that it answers for; empty for the originals themselves.
    """
    read = path.replace("\\", "/").strip()
    if len(path.encode("utf-8", "surrogatepass")) > _MOST_BYTES or ".." in read or "//" in read:
        return ""
    kept = "".join(letter for letter in read if letter.isprintable() and letter not in _DROPPED)
    kept = kept.strip(_NOT_AT_THE_ENDS)
    return "" if "/." in kept or ".." in kept or "//" in kept else kept


def is_readable(path: str) -> bool:
    """Tell whether a server answers for the folder that it is asked for.

    :param path: the folder, as it is listed.
    :return: whether it does.
    """
    return as_server_reads(path) == path


def unreadable(path: str) -> str:
    """Say why a server cannot be asked for a folder.

    :param path: the folder, which is not :func:`is_readable`.
    :return: the words.
    """
    read = as_server_reads(path)
    other = f"it reads that as {read!r}" if read else "it reads that as the originals themselves"
    return f"the server cannot be asked for the folder {path!r}: {other}"


def readable_folder(name: str, path: str) -> str:
    """Check the path of a folder that is asked for.

    :param name: of the argument; the message says what it is by itself.
    :param path: the folder, below the originals, without a slash at its ends.
    :return: the path.
    :raises ApiValueError: the server cannot be asked for it.
    """
    if not is_readable(path):
        raise ApiValueError(unreadable(path))
    return path
