"""The verdict on a whole body: right, wrong, changed on the server, or not all of it."""

from typing import NamedTuple, TypeVar

from photoprism_client.endpoint import Body
from photoprism_client.exceptions import (
    ApiException,
    ChangedOnServerError,
    IncompleteArchiveError,
    PlaceholderException,
)
from photoprism_client.transfer import disk, verify
from photoprism_client.transfer.intake import Intake
from photoprism_client.transfer.partial import Origin, Partial
from photoprism_client.transfer.source import Options, Source

E = TypeVar("E", bound=ApiException)


class Verdict(NamedTuple):
    """What a body turned out to be."""

    #: Why it is not what was asked for, or None.
    fault: str | None = None
    #: Whether it is another file than the one that was indexed, and that is accepted.
    is_changed: bool = False
    #: Names of files that a zip lacks, and that is allowed.
    missing: tuple[str, ...] = ()


class Judge:
    """Judges the bodies of one source.

    :param source: what was asked for.
    :param options: what the caller accepts.
    :param intake: holds the body.
    :param partial: the file that a zip is read from.
    """

    def __init__(self, source: Source, options: Options, intake: Intake, partial: Partial) -> None:
        self._source, self._options, self._intake, self._partial = source, options, intake, partial

    def judge(self, facts: verify.Facts, origin: Origin) -> Verdict:
        """Judge a whole body.

        :param facts: of its answer.
        :param origin: of its answer.
        :return: the verdict; a fault may be gone when the body is fetched again.
        :raises PlaceholderException: it is the server's icon for "no picture".
        :raises ChangedOnServerError: the file changed since it was indexed, and that is not accepted.
        :raises IncompleteArchiveError: the zip lacks members, and that is not allowed.
        """
        if self._source.body is Body.PICTURE:
            return self._picture(facts)
        return self._file(facts, origin) if self._source.body is Body.FILE else self._archive(facts)

    def error(self, kind: type[E], reason: str, message: str | None = None, status: int | None = 200) -> E:
        """Make an error about this source.

        :param kind: its class.
        :param reason: what happened.
        :param message: what to do about it.
        :param status: of the answer.
        :return: the error, to be raised.
        """
        return kind(status, reason, message=message, method="GET", url=self._source.title)

    def _picture(self, facts: verify.Facts) -> Verdict:
        with self._intake.content() as content:
            self._refuse_placeholder(content, facts)
            return Verdict(verify.picture_fault(content, is_framed=facts.is_framed))

    def _refuse_placeholder(self, content: verify.Content, facts: verify.Facts) -> None:
        if verify.is_placeholder(content, facts):
            raise self.error(
                PlaceholderException,
                "placeholder",
                "The server has no picture for this: it is unknown, empty, not indexed, or not offered in this"
                " size. Nothing was written.",
            )

    def _file(self, facts: verify.Facts, origin: Origin) -> Verdict:
        if self._source.sha1 is None:
            with self._intake.content() as content:
                if not facts.is_attachment:  # a file that is an SVG comes as one
                    self._refuse_placeholder(content, facts)
                return Verdict(verify.file_fault(content, facts))
        expected, received = self._source.sha1.lower(), self._intake.sha1()
        if received == expected:
            return Verdict()
        fault = f"expected SHA-1 {expected}, got {received} ({self._intake.size} bytes)"
        with self._intake.content() as content:
            # A page of a proxy, or a body whose end cannot be told, is no changed file, whatever its size.
            page = verify.file_fault(content, facts)
        if page is not None or not self._differs_from_index(facts, origin):
            return Verdict(fault if page is None else f"{fault}: {page}")
        if self._options.accept_changed:
            return Verdict(is_changed=True)
        raise self.error(
            ChangedOnServerError,
            f"the file changed on the server since it was indexed: {fault}",
            "Let the server index it again, or pass accept_changed=True to take it as it is.",
        )

    def _differs_from_index(self, facts: verify.Facts, origin: Origin) -> bool:
        """Tell whether the index describes another file than the one that came."""
        indexed = None if self._source.current is None else self._source.current()
        if indexed is None:
            return False
        modified = disk.moment_of(origin.last_modified)
        if indexed.modified is not None and modified is not None and int(indexed.modified) != int(modified):
            return True
        # Without a length, fewer bytes are more likely a body that was cut.
        return facts.is_framed and indexed.size not in {None, self._intake.size}

    def _archive(self, facts: verify.Facts) -> Verdict:
        self._intake.spill()
        ratio = self._options.limits.archive_ratio
        with self._intake.content() as content:
            archive = verify.archive_of(content, self._partial.path, facts, ratio=ratio)
        if archive.fault is not None or self._source.members is None:
            return Verdict(archive.fault)
        missing = verify.missing_members(self._source.members, archive.digests)
        if missing and not self._options.allow_missing:
            error = self.error(
                IncompleteArchiveError,
                f"the zip has {archive.members} members and lacks {len(missing)}: {', '.join(missing)}",
                "The server leaves out what it cannot find on its disk. Pass allow_missing=True to take the rest.",
            )
            error.missing = missing
            raise error
        return Verdict(missing=missing)
