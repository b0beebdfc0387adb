"""Check that zips are whole, and hash their members. Nothing is extracted."""

import errno
import hashlib
import io
import zipfile
import zlib
from typing import Any, NamedTuple

from photoprism_client._content.signatures import ZIP, Buffer, is_whole, media_type_of

#: How many times larger than a zip its unpacked members may be.
MOST_RATIO = 100

_BLOCK = 1024 * 1024
_EMPTY_ALBUM = (22, "application/octet-stream")  # size and media type of the zip of an album without pictures


class Archive(NamedTuple):
    """What a zip holds."""

    #: Why it cannot be trusted, or None.
    fault: str | None
    #: SHA-1 of each member, if requested.
    digests: frozenset[str] = frozenset()
    members: int = 0


class _File(io.RawIOBase):
    """A zip as a readable file, without a copy of its bytes."""

    def __init__(self, content: Buffer) -> None:
        self._content = content
        self._at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set the position.

        :param offset: bytes.
        :param whence: what they are counted from.
        :return: the new position, in bytes from the beginning.
        """
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._content)}[whence]
        if start + offset < 0:
            raise OSError(errno.EINVAL, "before the beginning of the zip")  # as zipfile expects
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        """Read the next bytes.

        :param buffer: filled from its beginning.
        :return: number of bytes read; 0 at the end.
        """
        found = self._content[self._at : self._at + len(buffer)]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)


def read_archive(
    content: Buffer, media_type: str | None, *, ratio: int = MOST_RATIO, is_hashed: bool = False
) -> Archive:
    """Check that a zip is whole, and that each member has its CRC.

    :param content: the zip.
    :param media_type: the server's media type for it.
    :param ratio: how many times larger than the zip all unpacked members may be.
    :param is_hashed: whether to return the SHA-1 of each member.
    :return: what it holds, or why it cannot be trusted.
    """
    if media_type_of(content) != ZIP or not is_whole(content):
        return Archive(f"expected a whole zip, got {len(content)} bytes of {media_type or 'no type'}")
    digests = set()
    try:
        with zipfile.ZipFile(_File(content)) as archive:
            members = archive.infolist()
            if fault := _lies(members, len(content), ratio):
                return Archive(fault)
            for member in members:
                digests.add(_read(archive, member, is_hashed=is_hashed))
    # What zipfile raises for damaged files; RuntimeError includes NotImplementedError, for an unknown compression.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, OverflowError) as error:
        return Archive(f"the zip is damaged: {error}")
    if not members and (len(content), media_type) != _EMPTY_ALBUM:
        return Archive("the zip is empty, although the server did not say that the album is")
    return Archive(None, frozenset(digests) if is_hashed else frozenset(), len(members))


def _lies(members: list[zipfile.ZipInfo], size: int, ratio: int) -> str | None:
    """Return why the sizes in a central directory cannot be true, or None."""
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if packed > size:
        return f"the zip claims {packed} bytes of members, and has {size}"
    if unpacked > size * ratio:
        return f"the zip of {size} bytes claims to unpack to {unpacked}"
    return None


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, is_hashed: bool) -> str:
    """Read a member to its end and return its SHA-1, if that is wanted."""
    digest = hashlib.sha1(usedforsecurity=False)
    received = 0
    with archive.open(member) as file:
        while block := file.read(_BLOCK):  # checks the CRC at the end
            if is_hashed:
                digest.update(block)
            received += len(block)
    if received != member.file_size:
        raise zipfile.BadZipFile(f"a member of {member.file_size} bytes has {received}")
    return digest.hexdigest()
