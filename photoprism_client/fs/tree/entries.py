"""`Entry`: a file or folder of the file system, as the tree lists it."""

from typing import Literal, NamedTuple

Kind = Literal["file", "directory"]


class Entry(NamedTuple):
    """A file or folder; a tuple, since a large library has many in memory."""

    #: The last part of its path.
    name: str
    kind: Kind = "file"
    #: SHA-1 of the original file; of a thumbnail, the SHA-1 of the file that it is made of. None for a folder.
    sha1: str | None = None
    #: Bytes; None for a thumbnail, whose size is known once it is read. 0 for a folder.
    size: int | None = 0
    #: When the server came to know the file, in Unix seconds; None if that is not known.
    created: int | None = None
    photo_uid: str | None = None
    #: UID of the file; of a folder, UID of the album, label, person or folder.
    uid: str | None = None
    content_type: str | None = None
    #: Name of the thumbnail size, such as ``tile_224``; None for an original.
    thumb: str | None = None
