"""What an export did: counts, what went wrong, and a line for each file."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

#: What became of a file that is in the folder as the server has it.
InPlace = Literal["new", "unchanged", "copied", "moved", "replaced", "adopted"]
#: What became of a file; ``warning`` is of a folder, or of the whole run.
FileAction = Literal[InPlace, "skipped", "failed", "conflict", "kept", "removed", "warning"]
#: The parts of a run that report progress, in their order; ``verifying`` is of ``verify`` alone.
Stage = Literal["listing", "comparing", "fetching", "metadata", "gallery", "pruning", "verifying"]

_TROUBLE = frozenset({"failed", "conflict"})
_MOST_PROBLEMS = 1000


class FileReport(NamedTuple):
    """What became of one file.

    ``action`` is ``new`` (it was fetched), ``unchanged``, ``copied``, ``moved``, ``replaced``, ``adopted`` (it was
    there already, with the right content), ``conflict`` (it was changed here: it is left alone, and the server's file
    is beside it), ``kept`` (the server no longer lists it), ``removed`` (to the trash), ``skipped``, ``failed`` or
    ``warning`` (of a folder, or of the whole run where the path is empty; not counted as a file).
    """

    action: FileAction
    #: Path in the folder of the export; in the library for a file that never got there.
    path: str
    #: Bytes, where known.
    size: int = 0
    #: SHA-1, 40 hex digits, where known.
    sha1: str | None = None
    #: Why, where the action alone does not say it.
    reason: str | None = None


class ExportProgress(NamedTuple):
    """How far an export is."""

    #: See :data:`Stage`.
    stage: Stage
    #: Files done in this stage, and in all; 0 where the number is not known.
    files: int = 0
    files_total: int = 0
    #: Bytes fetched, and to be fetched; of ``verifying``, bytes read, and to be read.
    size: int = 0
    size_total: int = 0
    #: The file at hand, as a path in the folder or the library.
    path: str = ""


#: Called with the progress of an export, also in the threads that fetch; an exception from it ends the run.
Watcher = Callable[[ExportProgress], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export did.

    :param counts: files by action, see :class:`FileReport`.
    :param sizes: their bytes by action, as far as they are known.
    :param reasons: skipped, failed and conflicting files by reason.
    :param problems: the first thousand files that failed or were in conflict.
    :param warnings: the first thousand warnings, such as a folder that cannot be listed.
    :param size: bytes fetched; of a dry run, bytes that would be.
    :param seconds: how long the run took.
    :param metadata: metadata files written.
    :param stopped_by: why the run ended early, or None.
    :param prune_refused: why nothing was removed although ``prune`` asked for it, or None.
    :param dry_run: whether the run changed nothing.
    :param is_listed: whether the listing is certainly whole; False where the library changed too fast.
    """

    counts: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    problems: tuple[FileReport, ...] = ()
    warnings: tuple[FileReport, ...] = ()
    size: int = 0
    seconds: float = 0.0
    metadata: int = 0
    stopped_by: str | None = None
    prune_refused: str | None = None
    dry_run: bool = False
    is_listed: bool = True

    @property
    def is_complete(self) -> bool:
        """Whether everything wanted is in the folder, and everything asked for was done."""
        has_trouble = any(self.counts.get(action) for action in _TROUBLE)
        return not has_trouble and self.is_listed and self.stopped_by is None and self.prune_refused is None

    @property
    def in_place(self) -> int:
        """How many files are in the folder as the server has them."""
        return sum(self.counts.get(action, 0) for action in get_args(InPlace))


class ReportBuilder:
    """Collects what becomes of files, and passes it on at once.

    :param on_file: called for each file, or None.
    :param progress: called with the progress of the run, or None.
    """

    def __init__(self, on_file: Callable[[FileReport], object] | None, progress: Watcher | None) -> None:
        self._on_file, self._progress = on_file, progress
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()
        self._sizes: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._problems: list[FileReport] = []
        self._warnings: list[FileReport] = []
        #: As in :class:`ExportReport`.
        self.size = self.metadata = 0
        self.is_listed = True
        self.stopped_by: str | None = None
        self._stage = ExportProgress("listing")
        self._received: dict[str, int] = {}

    @property
    def is_whole(self) -> bool:
        """Whether everything was listed, and no file failed or is in conflict, up to now."""
        has_trouble = self._counts["failed"] or self._counts["conflict"]
        return self.is_listed and self.stopped_by is None and not has_trouble

    def add(
        self, action: FileAction, path: str, *, size: int = 0, sha1: str | None = None, reason: str | None = None
    ) -> None:
        """Report what became of a file; the parameters are those of :class:`FileReport`."""
        self._counts[action] += 1
        self._sizes[action] += size
        if reason is not None:
            self._reasons[reason] += 1
        if action in _TROUBLE:
            self._pass_on(FileReport(action, path, size, sha1, reason), self._problems)
        elif self._on_file is not None:
            self._on_file(FileReport(action, path, size, sha1, reason))

    def warn(self, path: str, reason: str) -> None:
        """Report what a user should know.

        :param path: of a folder in the library; empty for the whole run.
        :param reason: in a sentence.
        """
        self._pass_on(FileReport("warning", path, reason=reason), self._warnings)

    def listing_changed(self, how: str) -> None:
        """Report that a listing changed so much that items may be missing from it."""
        self.is_listed = False
        self.warn("", how)

    def begin(self, stage: Stage, files_total: int = 0, size_total: int = 0) -> None:
        """Begin a stage of the run."""
        self._stage = ExportProgress(stage, 0, files_total, 0, size_total)
        self._show()

    def step(self, path: str, size: int = 0, *, files: int = 1) -> None:
        """Count one file of the stage as done, or several."""
        with self._lock:
            now = self._stage
            self._stage = now._replace(files=now.files + files, size=now.size + size, path=path)
            self._received.pop(path, None)
        self._show()

    def receiving(self, path: str, done: int) -> None:
        """Take how many bytes of a file have arrived."""
        with self._lock:
            self._received[path] = done
            self._stage = self._stage._replace(path=path)
        self._show()

    def build(self, *, seconds: float, dry_run: bool, prune_refused: str | None) -> ExportReport:
        """Return the report of the whole run."""
        return ExportReport(
            counts=dict(self._counts),
            sizes=dict(self._sizes),
            reasons=dict(self._reasons),
            problems=tuple(self._problems),
            warnings=tuple(self._warnings),
            size=self.size,
            seconds=seconds,
            metadata=self.metadata,
            stopped_by=self.stopped_by,
            prune_refused=prune_refused,
            dry_run=dry_run,
            is_listed=self.is_listed,
        )

    def _pass_on(self, found: FileReport, kept: list[FileReport]) -> None:
        if len(kept) < _MOST_PROBLEMS:
            kept.append(found)
        if self._on_file is not None:
            self._on_file(found)

    def _show(self) -> None:
        if self._progress is not None:
            with self._lock:
                now = self._stage
                shown = now._replace(size=now.size + sum(self._received.values()))
            self._progress(shown)
