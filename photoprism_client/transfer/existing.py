"""Files that are there already: the right one is left alone, and another one is an error, or replaced if asked."""

from pathlib import Path

from photoprism_client._content.checks import GOOD, Body, Head, check
from photoprism_client._content.signatures import media_type_of
from photoprism_client._files import atomic
from photoprism_client.transfer.partial import Partial
from photoprism_client.transfer.source import DownloadResult, Options
from photoprism_client.transfer.target import existing_file, sha1_of

#: Bytes that tell what a file is.
SIGNATURE_SIZE = 1024


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
