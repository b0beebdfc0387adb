"""What an export did: counts, what went wrong, and a line for each file."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

#: What became of a file. ``new`` was fetched, ``kept`` is gone on the server and still here.
NEW, UNCHANGED, COPIED, MOVED, REPLACED, ADOPTED = "new", "unchanged", "copied", "moved", "replaced", "adopted"
SKIPPED, FAILED, CONFLICT, KEPT, REMOVED = "skipped", "failed", "conflict", "kept", "removed"
#: Of a folder, or of the whole run.
WARNING = "warning"
ACTIONS = (NEW, UNCHANGED, COPIED, MOVED, REPLACED, ADOPTED, SKIPPED, FAILED, CONFLICT, KEPT, REMOVED, WARNING)

_MOST_PROBLEMS = 1000


class FileReport(NamedTuple):
    """What became of one file.

    ``action`` is one of ``new``, ``unchanged``, ``copied``, ``moved``, ``replaced``, ``adopted`` (it was there already,
    with the right content), ``conflict`` (it was changed here: it is left alone, and the server's file is beside it),
    ``kept`` (the server has it no more), ``removed`` (to the trash), ``skipped``, ``failed`` and ``warning`` (of a
    folder, or of the run where the path is empty; it counts as no file).
    """

    action: str
    #: Path in the folder of the export; of what is not there, in the library.
    path: str
    #: Bytes, where known.
    size: int = 0
    #: SHA-1, 40 hex digits, where known.
    sha1: str | None = None
    #: Why, where that needs a word.
    reason: str | None = None


class ExportProgress(NamedTuple):
    """How far an export is."""

    #: ``listing``, ``comparing``, ``fetching``, ``metadata`` or ``pruning``; ``verifying`` where that is asked for.
    stage: str
    #: Files done of this stage, and in all; 0 where that is not known.
    files: int = 0
    files_total: int = 0
    #: Bytes fetched, and to be fetched; of ``verifying``, bytes read, and to be read.
    size: int = 0
    size_total: int = 0
    #: The file at hand, as a path in the folder or the library.
    path: str = ""


class Watcher(Protocol):
    """Is told how far an export is, also in the threads that fetch; what it raises ends the run."""

    def __call__(self, progress: ExportProgress, /) -> object:
        """Take where the run is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export did.

    :param counts: files by action, see :class:`FileReport`.
    :param sizes: their bytes by action, as far as these are known.
    :param reasons: skipped, failed and conflicting files by reason.
    :param problems: the first thousand files that failed or were in conflict.
    :param warnings: the first thousand warnings, such as a folder that the server lists and cannot be asked for.
    :param size: bytes that were fetched; of a dry run, those that would be.
    :param seconds: how long it took.
    :param metadata: metadata files that were written.
    :param stopped_by: why the run ended early, or None.
    :param prune_refused: why nothing was removed although that was asked for, or None.
    :param is_dry: whether nothing was changed.
    :param is_listed: whether nothing can be missing from what the server listed; false where it changed too fast.
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
    is_dry: bool = False
    is_listed: bool = True

    @property
    def is_complete(self) -> bool:
        """Whether all that is wanted is in the folder, and all that was asked for was done."""
        troubles = self.counts.get(FAILED, 0) + self.counts.get(CONFLICT, 0)
        return not troubles and self.is_listed and self.stopped_by is None and self.prune_refused is None

    @property
    def in_place(self) -> int:
        """Files that are in the folder as the server has them."""
        return sum(self.counts.get(action, 0) for action in (NEW, UNCHANGED, COPIED, MOVED, REPLACED, ADOPTED))


class Ledger:
    """Takes note of what becomes of files.

    :param on_file: is told of each, or None.
    :param progress: is told how far the run is, or None.
    """

    def __init__(self, on_file: Callable[[FileReport], object] | None, progress: Watcher | None) -> None:
        self._on_file, self._progress = on_file, progress
        self._lock = threading.Lock()
        self.counts: Counter[str] = Counter()
        self.sizes: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.problems: list[FileReport] = []
        self.warnings: list[FileReport] = []
        self.size = self.metadata = 0
        #: Whether nothing can be missing from what the server listed.
        self.is_listed = True
        self._stage = ExportProgress("listing")
        self._under_way: dict[str, int] = {}

    @property
    def has_failures(self) -> bool:
        """Whether a file failed or is in conflict."""
        return bool(self.counts[FAILED] or self.counts[CONFLICT])

    def note(
        self, action: str, path: str, *, size: int = 0, sha1: str | None = None, reason: str | None = None
    ) -> None:
        """Note what became of a file; the parameters are those of :class:`FileReport`."""
        self.counts[action] += 1
        self.sizes[action] += size
        if reason is not None:
            self.reasons[reason] += 1
        if action in {FAILED, CONFLICT} and len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(FileReport(action, path, size, sha1, reason))
        if self._on_file is not None:
            self._on_file(FileReport(action, path, size, sha1, reason))

    def warn(self, path: str, reason: str) -> None:
        """Note what somebody should know of.

        :param path: of a folder in the library; empty where it is about the whole run.
        :param reason: in a sentence.
        """
        found = FileReport(WARNING, path, reason=reason)
        if len(self.warnings) < _MOST_PROBLEMS:
            self.warnings.append(found)
        if self._on_file is not None:
            self._on_file(found)

    def note_change(self, changed: str) -> None:
        """Note that a listing changed so much that items may be missing from it.

        :param changed: how.
        """
        self.is_listed = False
        self.warn("", changed)

    def begin(self, stage: str, files_total: int = 0, size_total: int = 0) -> None:
        """Begin a stage of the run."""
        self._stage = ExportProgress(stage, 0, files_total, 0, size_total)
        self._show()

    def step(self, path: str, size: int = 0, *, files: int = 1) -> None:
        """Note that a file is done, or several."""
        with self._lock:
            now = self._stage
            self._stage = now._replace(files=now.files + files, size=now.size + size, path=path)
            self._under_way.pop(path, None)
        self._show()

    def receiving(self, path: str, done: int) -> None:
        """Note how many bytes of a file are here."""
        with self._lock:
            self._under_way[path] = done
            self._stage = self._stage._replace(path=path)
        self._show()

    def _show(self) -> None:
        if self._progress is not None:
            with self._lock:
                now = self._stage
                shown = now._replace(size=now.size + sum(self._under_way.values()))
            self._progress(shown)
