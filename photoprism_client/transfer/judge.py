"""The verdict on a whole body: right, wrong, changed on the server, or not all of it."""

from typing import NamedTuple, TypeVar

from photoprism_client._content.archive import read_archive
from photoprism_client._content.checks import Body, Head, check
from photoprism_client._wording import Advice
from photoprism_client.exceptions import (
    ApiException,
    ChangedOnServerError,
    IncompleteArchiveError,
    PlaceholderException,
)
from photoprism_client.transfer import answers
from photoprism_client.transfer.intake import Intake
from photoprism_client.transfer.partial import Origin
from photoprism_client.transfer.source import Member, Options, Source

E = TypeVar("E", bound=ApiException)


class Absent(NamedTuple):
    """Names of an album's files that are not in its zip, in order."""

    #: Those that should be.
    missing: tuple[str, ...] = ()
    #: Those that the server leaves out on purpose.
    left_out: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """What a body turned out to be."""

    #: Why it is not what was asked for, or None.
    fault: str | None = None
    #: Whether it is another file than the one that was indexed, and that is accepted.
    is_changed: bool = False
    #: Files that a zip lacks, where that is allowed or the server's purpose.
    absent: Absent = Absent()


class Judge:
    """Judges the bodies of one source.

    :param source: what was asked for.
    :param options: what the caller accepts.
    :param intake: holds the body.
    """

    def __init__(self, source: Source, options: Options, intake: Intake) -> None:
        self._source, self._options, self._intake = source, options, intake

    def judge(self, head: Head, origin: Origin) -> Verdict:
        """Judge a whole body.

        :param head: what is known of it beside its bytes.
        :param origin: of its answer.
        :return: the verdict; a fault may be gone when the body is fetched again.
        :raises PlaceholderException: it is the server's icon for "no picture".
        :raises ChangedOnServerError: the file changed since it was indexed, and that is not accepted.
        :raises IncompleteArchiveError: the zip lacks members, and that is not allowed.
        """
        if self._source.body is Body.PICTURE:
            return Verdict(self._check(head))
        return self._file(head, origin) if self._source.body is Body.FILE else self._archive(head)

    def error(self, kind: type[E], reason: str, message: str | None = None, status: int | None = 200) -> E:
        """Make an error about this source.

        :param kind: its class.
        :param reason: what happened.
        :param message: what to do about it.
        :param status: of the answer.
        :return: the error, to be raised.
        """
        return kind(status, reason, message=message, method="GET", url=self._source.title)

    def _check(self, head: Head) -> str | None:
        """Say why the body cannot be what was asked for, by itself."""
        with self._intake.content() as content:
            verdict = check(self._source.body, content, head)
        if verdict.is_placeholder:
            raise self.error(
                PlaceholderException,
                "placeholder",
                "The server has no picture for this: it is unknown, empty, not indexed, or not offered in this size."
                " Nothing was written.",
            )
        return verdict.fault

    def _file(self, head: Head, origin: Origin) -> Verdict:
        if self._source.sha1 is None:
            return Verdict(self._check(head))
        expected, received = self._source.sha1.lower(), self._intake.sha1()
        if received == expected:
            return Verdict()
        fault = f"expected SHA-1 {expected}, got {received} ({self._intake.size} bytes)"
        # A page of a proxy, or a body whose end cannot be told, is no changed file, whatever its size.
        page = self._check(head)
        if page is not None or not self._differs_from_index(head, origin):
            return Verdict(fault if page is None else f"{fault}: {page}")
        if self._options.accept_changed:
            return Verdict(is_changed=True)
        raise self.error(
            ChangedOnServerError,
            f"the file changed on the server since it was indexed: {fault}",
            Advice("{Let the server index it again, or pass accept_changed=True to take it as it is.}"),
        )

    def _differs_from_index(self, head: Head, origin: Origin) -> bool:
        """Tell whether the index describes another file than the one that came."""
        indexed = None if self._source.current is None else self._source.current()
        if indexed is None:
            return False
        modified = answers.moment_of(origin.last_modified)
        if indexed.modified is not None and modified is not None and int(indexed.modified) != int(modified):
            return True
        # Without a length, fewer bytes are more likely a body that was cut.
        return head.is_framed and indexed.size not in {None, self._intake.size}

    def _archive(self, head: Head) -> Verdict:
        self._intake.spill()
        ratio = self._options.limits.archive_ratio
        with self._intake.content() as content:
            archive = read_archive(content, head.media_type, ratio=ratio, is_hashed=self._source.members is not None)
        if archive.fault is not None or self._source.members is None:
            return Verdict(archive.fault)
        absent = absent_members(self._source.members, archive.digests)
        missing = absent.missing
        if missing and not self._options.allow_missing:
            error = self.error(
                IncompleteArchiveError,
                f"the zip has {archive.members} members and lacks {len(missing)}: {', '.join(missing)}",
                Advice(
                    "The server leaves out what it cannot find on its disk. Pass {allow_missing=True} to take the rest."
                ),
            )
            error.missing = missing
            raise error
        return Verdict(absent=absent)


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
