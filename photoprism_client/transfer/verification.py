"""Whether what was received, or was there already, is the file that was asked for."""

from pathlib import Path
from typing import NamedTuple, TypeVar

from photoprism_client import exceptions
from photoprism_client._content.archive import read_archive
from photoprism_client._content.checks import GOOD, NO_PICTURE, Body, Head, check
from photoprism_client._content.signatures import media_type_of
from photoprism_client._error_facts import media_type_of_error
from photoprism_client._files import atomic
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiException, NotFoundException
from photoprism_client.transfer.partial import Partial, RemoteVersion
from photoprism_client.transfer.receiving import ReceivedBody
from photoprism_client.transfer.source import DownloadResult, Member, Options, Source
from photoprism_client.transfer.target import existing_file, sha1_of

#: Bytes that tell what a file is.
SIGNATURE_SIZE = 1024

E = TypeVar("E", bound=ApiException)


def existing_result(
    path: str, sha1: str | None, options: Options, partial: Partial, *, is_picture: bool = False
) -> DownloadResult | None:
    """Return the file that is there, if it is the right one.

    :param path: the final name.
    :param sha1: SHA-1 of the content, in lower case; None where it is not known.
    :param options: how to fetch.
    :param partial: the partial file for this name; what a killed run left of it is removed if the right one is there.
    :param is_picture: whether it is to hold a thumbnail or cover.
    :return: the file; None where nothing is there, or what is may be replaced.
    :raises TargetExistsError: another file has that name, and is not to be replaced.
    :raises OSError: the disk failed.
    """
    found = existing_file(path)
    if found is None:
        return None
    is_published = partial.is_same_file(found)
    is_kept = is_picture and options.keep_pictures and found.st_size <= options.limits.picture_bytes
    digest = sha1_of(path) if is_published or sha1 is not None or is_kept else None
    if digest is not None and (is_published or digest[0] == sha1 or (is_kept and _is_whole_picture(path))):
        partial.discard_leftover()
        return DownloadResult(
            path=Path(path), size=digest[1], sha1=digest[0], media_type=media_type_at(path), was_present=True
        )
    if not options.overwrite:
        raise atomic.exists_error(path)
    return None


def media_type_at(path: str) -> str | None:
    """Return the media type that the first bytes of a file show.

    :param path: where it is.
    :return: the media type, or None for bytes without a known signature.
    :raises OSError: it cannot be read.
    """
    with open(path, "rb") as file:
        return media_type_of(file.read(SIGNATURE_SIZE))


def _is_whole_picture(path: str) -> bool:
    head = Head(None, is_attachment=False, is_framed=False)
    return check(Body.PICTURE, Path(path).read_bytes(), head) == GOOD


class Verified(NamedTuple):
    """The result of a verification."""

    #: Why the body is not what was asked for, or None.
    fault: str | None = None
    #: Whether it is another file than the one that was indexed, and that is accepted.
    is_changed: bool = False
    #: Names of files that a zip lacks and should have, if that is allowed.
    missing: tuple[str, ...] = ()
    #: Names of files that the server held back on purpose.
    held_back: tuple[str, ...] = ()


def verify(source: Source, options: Options, body: ReceivedBody, head: Head, version: RemoteVersion) -> Verified:
    """Verify a whole body.

    :param source: what was asked for.
    :param options: what the caller accepts.
    :param body: the bytes.
    :param head: what the answer says about them.
    :param version: the version of the remote file.
    :return: the result; a fault may be gone when the body is fetched again.
    :raises PlaceholderException: it is the server's icon for "no picture".
    :raises ChangedOnServerError: the file changed since it was indexed, and that is not accepted.
    :raises IncompleteArchiveError: the zip lacks members, and that is not allowed.
    """
    if source.body is Body.ARCHIVE:
        return _archive(source, options, body, head)
    if source.body is Body.PICTURE or source.sha1 is None:
        return Verified(_fault(source, body, head))
    return _file(source, options, body, head, version)


def error_about(source: Source, kind: type[E], reason: str, message: str | None = None, status: int | None = 200) -> E:
    """Make an error about a source.

    :param source: what was asked for.
    :param kind: its class.
    :param reason: what happened.
    :param message: what to do about it.
    :param status: of the answer.
    :return: the error, to be raised.
    """
    return kind(status, reason, message=message, method="GET", url=source.title)


def classified(error: ApiException, source: Source) -> ApiException:
    """Give the 404 of a file that is missing on the server's disk a class of its own.

    :param error: what an attempt ended with.
    :param source: what was asked for.
    :return: the error to raise.
    """
    kind = media_type_of_error(error)
    if type(error) is not NotFoundException or source.body is not Body.FILE or not kind.startswith("image/svg"):
        return error
    advice = (
        "The server cannot find this file on its disk. Do not ask again: that may take it out of the server's index."
    )
    return error.narrowed(exceptions.MissingOriginalError, advice)


def absent_members(expected: tuple[Member, ...], digests: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which files of an album are not in its zip.

    :param expected: the files of the album.
    :param digests: SHA-1 of each member of the zip.
    :return: names of those that are missing, and of those that the server held back on purpose, in order.
    """
    absent = [member for member in expected if member.sha1.lower() not in digests]
    held_back = [member for member in absent if member.is_private or member.is_held_back]
    missing = tuple(member.name for member in absent if member not in held_back)
    return missing, tuple(member.name for member in held_back)


def _fault(source: Source, body: ReceivedBody, head: Head) -> str | None:
    """Say why a body by itself cannot be what was asked for."""
    verdict = check(source.body, body.content(), head)
    if verdict.is_placeholder:
        message = f"{NO_PICTURE} Nothing was written."
        raise error_about(source, exceptions.PlaceholderException, "placeholder", message)
    return verdict.fault


def _file(source: Source, options: Options, body: ReceivedBody, head: Head, version: RemoteVersion) -> Verified:
    expected, received = source.content, body.sha1()
    if received == expected:
        return Verified()
    fault = f"expected SHA-1 {expected}, got {received} ({body.size} bytes)"
    # A page of a proxy, or a body without a visible end, does not show a change, whatever its size.
    page = _fault(source, body, head)
    if page is not None or not _differs_from_index(source, body, head, version):
        return Verified(fault if page is None else f"{fault}: {page}")
    if options.accept_changed:
        return Verified(is_changed=True)
    raise error_about(
        source,
        exceptions.ChangedOnServerError,
        f"the file changed on the server since it was indexed: {fault}",
        Advice("{Let the server index it again, or pass accept_changed=True to take it as it is.}"),
    )


def _differs_from_index(source: Source, body: ReceivedBody, head: Head, version: RemoteVersion) -> bool:
    """Tell whether the index describes another file than the one that came."""
    indexed = None if source.current is None else source.current()
    if indexed is None:
        return False
    modified = version.modified
    if indexed.modified is not None and modified is not None and int(indexed.modified) != int(modified):
        return True
    # Without a length, fewer bytes are more likely a body that was cut.
    return head.is_framed and indexed.size not in {None, body.size}


def _archive(source: Source, options: Options, body: ReceivedBody, head: Head) -> Verified:
    body.flush()
    members, ratio = source.members, options.limits.archive_ratio
    archive = read_archive(body.content(), head.media_type, ratio=ratio, is_hashed=members is not None)
    if archive.fault is not None or members is None:
        return Verified(archive.fault)
    missing, held_back = absent_members(members, archive.digests)
    if missing and not options.allow_missing:
        error = error_about(
            source,
            exceptions.IncompleteArchiveError,
            f"the zip has {archive.members} members and lacks {len(missing)}: {', '.join(missing)}",
            Advice("The server skips files that are missing on its disk. Pass {allow_missing=True} to take the rest."),
        )
        error.missing = missing
        raise error
    return Verified(missing=missing, held_back=held_back)
