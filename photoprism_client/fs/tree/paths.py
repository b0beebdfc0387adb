"""What a path of the file system names: which tree it is in, and which folder or file of that tree."""

import errno
from typing import NamedTuple

from photoprism_client.sizes import ThumbSize

THUMBS = "thumbs"
ORIGINALS = "originals"
#: The trees that have files, by their first parts; each of them is below each size of thumbnails, too.
TREES = ("albums", "labels", ORIGINALS, "people")
#: What is in the root.
ROOTS = (*TREES, THUMBS)

_NO_NAMES = frozenset({"", ".", ".."})
_SIZES = frozenset(ThumbSize)


class Location(NamedTuple):
    """What a path names."""

    path: str
    #: Size of thumbnails; None for originals, and for what is above the sizes.
    size: str | None = None
    #: One of :data:`TREES`; None for what is above them.
    tree: str | None = None
    #: The parts below the root of the tree.
    parts: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The path of the tree."""
        return f"{THUMBS}/{self.size}/{self.tree}" if self.size else self.tree or ""

    @property
    def place(self) -> str:
        """The path below the root of the tree; empty for the root itself."""
        return "/".join(self.parts)

    @property
    def parent(self) -> "Location":
        """The folder that this is in."""
        return self._replace(path=self.path.rpartition("/")[0], parts=self.parts[:-1])


def locate(path: str) -> Location:
    """Find out what a path names.

    :param path: without a slash at its ends; empty for the root.
    :return: what it names; whether that exists is known above the trees only.
    :raises FileNotFoundError: nothing can have this path.
    """
    size, (first, *rest) = None, path.split("/")
    if not path or path == THUMBS:
        return Location(path)
    if first == THUMBS:
        size, *rest = rest
        if size not in _SIZES:
            raise not_found(path, f"no such size of thumbnails: there are {', '.join(ThumbSize)}")
        if not rest:
            return Location(path, size)
        first, *rest = rest
    if first not in TREES:
        raise not_found(path, f"no such folder: there are {', '.join(TREES if size else ROOTS)}")
    if not _NO_NAMES.isdisjoint(rest):
        raise not_found(path)
    return Location(path, size, first, tuple(rest))


def names_in(location: Location) -> tuple[str, ...]:
    """Return the names of the folders in a folder above the trees.

    :param location: a location without a tree.
    :return: the names, in order.
    """
    if location.path == THUMBS:
        return tuple(ThumbSize)
    return TREES if location.size else ROOTS


def joined(folder: str, name: str) -> str:
    """Return the path of something in a folder.

    :param folder: the path of the folder; empty for the root.
    :param name: the name, or a path below the folder; empty for the folder itself.
    :return: the path.
    """
    return f"{folder}/{name}" if folder and name else folder or name


def not_found(path: str, reason: str = "no such file or folder") -> FileNotFoundError:
    """Make the error for a path that does not exist.

    :param path: the path.
    :param reason: why.
    :return: the error, to be raised.
    """
    return FileNotFoundError(errno.ENOENT, reason, path)


def not_a_directory(path: str) -> NotADirectoryError:
    """Make the error for a file where a folder is needed.

    :param path: the path.
    :return: the error, to be raised.
    """
    return NotADirectoryError(errno.ENOTDIR, "not a folder", path)
