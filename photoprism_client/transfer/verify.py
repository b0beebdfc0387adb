"""Whether bytes are what they should be: pictures by signature and end, files without a hash, zips member by member."""

import hashlib
import zipfile
import zlib
from typing import NamedTuple

from photoprism_client._files.view import FileView
from photoprism_client.media import is_whole, media_type_of
from photoprism_client.transfer.source import Member

_BLOCK = 1024 * 1024
_SVG = "image/svg+xml"
_NO_FILE = frozenset({"text/html", "application/json", "text/plain"})
_EMPTY_ZIP = 22  # bytes
_END_OF_PICTURE = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND\xae\x42\x60\x82"}

Content = bytes | FileView


class Facts(NamedTuple):
    """What the head of an answer says about its body."""

    #: ``Content-Type`` without parameters, in lower case, or None.
    media_type: str | None
    #: Whether ``Content-Disposition`` says attachment: the server sends files so, a proxy its pages not.
    is_attachment: bool
    #: Whether it had a length or came in chunks, so that its end was seen.
    is_framed: bool


class Archive(NamedTuple):
    """What a zip holds."""

    #: Why it cannot be trusted, or None.
    fault: str | None
    #: SHA-1 of each member.
    digests: frozenset[str] = frozenset()
    members: int = 0


def is_placeholder(content: Content, facts: Facts) -> bool:
    """Tell whether a body that should be a picture is the server's icon for "no picture".

    :param content: the body.
    :param facts: of its answer.
    :return: whether it is.
    """
    seen = media_type_of(content)
    return seen == _SVG or (seen is None and facts.media_type == _SVG)


def picture_fault(content: Content, *, is_framed: bool) -> str | None:
    """Say why a body is no whole JPEG or PNG.

    :param content: the body.
    :param is_framed: whether its end was seen: then data may follow the picture's end.
    :return: the reason, or None for a whole picture.
    """
    seen = media_type_of(content)
    if seen not in _END_OF_PICTURE:
        return f"expected a JPEG or PNG, got {len(content)} bytes of {seen or 'no known kind'}"
    if is_whole(content) or (is_framed and content.rfind(_END_OF_PICTURE[seen]) > 0):
        return None
    return f"the picture is cut: {len(content)} bytes came, and they do not end as {seen} does"


def file_fault(content: Content, facts: Facts) -> str | None:
    """Say why a body whose hash is not known cannot be taken for a file.

    :param content: the body.
    :param facts: of its answer.
    :return: the reason, or None.
    """
    seen = media_type_of(content)
    is_page = seen in {"text/html", _SVG} or (seen is None and facts.media_type in _NO_FILE)
    if not content or (is_page and not facts.is_attachment):
        return f"expected a file, got {len(content)} bytes of {facts.media_type or 'no type'}"
    if not facts.is_framed and is_whole(content) is not True:
        return f"the end of the file cannot be told: {len(content)} bytes came, without a length"
    return None


def archive_of(content: Content, path: str, facts: Facts, *, ratio: int) -> Archive:
    """Check that a zip is whole and read every member of it. Nothing is extracted.

    :param content: the zip.
    :param path: where it is on disk.
    :param facts: of its answer.
    :param ratio: how many times larger than the zip its members may be, all together.
    :return: what it holds, or why it cannot be trusted.
    :raises OSError: the disk failed.
    """
    if media_type_of(content) != "application/zip" or not is_whole(content):
        return Archive(f"expected a whole zip, got {len(content)} bytes of {facts.media_type or 'no type'}")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if fault := _lies(members, len(content), ratio):
                return Archive(fault)
            digests = frozenset(_sha1(archive, member) for member in members)
    # What zipfile raises for damaged files; NotImplementedError for kinds of compression that it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OverflowError) as error:
        return Archive(f"the zip is damaged: {error}")
    is_empty_album = len(content) == _EMPTY_ZIP and facts.media_type == "application/octet-stream" and facts.is_framed
    if not members and not is_empty_album:
        return Archive("the zip is empty, although the server did not say that the album is")
    return Archive(None, digests, len(members))


class Absent(NamedTuple):
    """Names of an album's files that are not in its zip, in order."""

    #: Those that should be.
    missing: tuple[str, ...] = ()
    #: Those that the server leaves out on purpose.
    left_out: tuple[str, ...] = ()


def absent_members(expected: tuple[Member, ...], digests: frozenset[str]) -> Absent:
    """Return which files of an album are not in its zip.

    :param expected: the files of the album.
    :param digests: SHA-1 of each member of the zip.
    :return: their names.
    """
    absent = [member for member in expected if member.sha1.lower() not in digests]
    meant = {member.name for member in absent if member.is_private or member.is_held_back}
    names = [member.name for member in absent]
    return Absent(tuple(name for name in names if name not in meant), tuple(name for name in names if name in meant))


def _lies(members: list[zipfile.ZipInfo], size: int, ratio: int) -> str | None:
    """Say why the sizes in a central directory cannot be true."""
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if packed > size:
        return f"the zip claims {packed} bytes of members, and has {size}"
    if unpacked > size * ratio:
        return f"the zip of {size} bytes claims to unpack to {unpacked}"
    return None


def _sha1(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    digest = hashlib.sha1(usedforsecurity=False)
    received = 0
    with archive.open(member) as file:
        while block := file.read(_BLOCK):  # checks the CRC at the end
            digest.update(block)
            received += len(block)
    if received != member.file_size:
        raise zipfile.BadZipFile(f"a member of {member.file_size} bytes has {received}")
    return digest.hexdigest()
