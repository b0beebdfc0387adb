"""What is compared: rows, contenders and goals, and how a row is run."""

import importlib.util
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, NamedTuple

from benchmarks.pairs import Sample, Summary, interleave, ratios, summarise


@dataclass(frozen=True)
class Setting:
    """What every measurement is told.

    ``base_url`` is the server's, empty for a row that needs none; ``secure_url`` the same over https, and
    ``certificate`` the file with that of its authority; ``peer`` the folder of the generated client, or None;
    ``large_bytes`` the size of the large file, ``count`` how many thumbnails go to disk, below
    ``folder``, which is removed in the end; ``server`` the file that describes the real server, or None.
    """

    base_url: str
    peer: Path | None
    large_bytes: int
    count: int
    folder: Path
    secure_url: str = ""
    certificate: str = ""
    server: Path | None = None


@dataclass(frozen=True)
class Given:
    """What the command line names to compare with: the folder of the generated client, other libraries, a server."""

    peer: Path | None = None
    libraries: bool = False
    server: str | None = None


@dataclass(frozen=True)
class Contender:
    """One side of a comparison: its name in the table, how it is measured once, and what it needs.

    That is the generated client, a program, a library (the name of its module), or a real server.
    """

    name: str
    measure: Callable[[Setting], Sample]
    is_generated: bool = False
    program: str | None = None
    library: str | None = None
    is_of_server: bool = False

    def missing(self, given: Given) -> str | None:
        """Tell why this cannot be measured.

        :param given: what the command line names.
        :return: the reason, or None where it can.
        """
        if self.is_of_server and given.server is None:
            return "--server URL was not given"
        if self.is_generated and given.peer is None:
            return "--peer DIR was not given"
        if self.library is not None and not given.libraries:
            return "--libraries was not given"
        if self.library is not None and importlib.util.find_spec(self.library) is None:
            return f"{self.library} is not installed"
        if self.program is not None and shutil.which(self.program) is None:
            return f"{self.program} is not installed"
        return None


@dataclass(frozen=True)
class Goal:
    """A limit for a median: of the ratios, of our own values, or of the differences between ours and the peer's."""

    of: Literal["ratio", "ours", "difference"]
    relation: Literal["at most", "at least"]
    limit: float
    unit: str = "x"

    def __str__(self) -> str:
        return f"{self.relation} {self.limit:g} {self.unit}"

    def is_met(self, found: Mapping[str, Summary]) -> bool:
        """Tell whether a result meets the goal.

        :param found: the summary of each value that a goal can be of.
        :return: whether the median of the one that counts keeps the limit.
        """
        value = found[self.of].median
        return value <= self.limit if self.relation == "at most" else value >= self.limit


@dataclass(frozen=True)
class Comparison:
    """One line of the table: a metric, its unit, and who is compared with."""

    metric: str
    unit: str
    peer: Contender
    goal: Goal | None = None


@dataclass(frozen=True)
class Row:
    """One thing that is measured. ``about`` is a sentence for the list of rows."""

    name: str
    about: str
    ours: Contender
    comparisons: tuple[Comparison, ...]
    needs_server: bool = True


class Line(NamedTuple):
    """The result of a comparison."""

    row: str
    comparison: Comparison
    ours: list[float]
    theirs: list[float]

    @property
    def ratios(self) -> list[float]:
        """Our value over theirs, for each pair."""
        return ratios(self.ours, self.theirs)

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        goal = self.comparison.goal
        if goal is None:
            return None
        differences = [our - their for our, their in zip(self.ours, self.theirs, strict=True)]
        found = {"ratio": self.ratios, "ours": self.ours, "difference": differences}
        return goal.is_met({name: summarise(values) for name, values in found.items()})


class Missing(NamedTuple):
    """A row, or one comparison of it, without a result, and why."""

    row: str
    peer: str
    why: str


def split_by_peer(row: Row, given: Given) -> tuple[list[Comparison], list[Missing]]:
    """Part the comparisons that can be made from those whose peer is missing.

    :param row: the row.
    :param given: what the command line names.
    :return: those that can be made, and what is left out.
    """
    if (why := row.ours.missing(given)) is not None:
        return [], [Missing(row.name, "", why)]
    usable, missing = [], {}
    for one in row.comparisons:
        why = one.peer.missing(given)
        if why is None:
            usable.append(one)
        else:
            missing[one.peer.name] = why
    return usable, [Missing(row.name, name, why) for name, why in missing.items()]


def run(row: Row, comparisons: list[Comparison], setting: Setting, pairs: int) -> list[Line]:
    """Measure a row.

    :param row: the row.
    :param comparisons: those of its comparisons to make.
    :param setting: what the measurements are told.
    :param pairs: how many pairs, 1 or more.
    :return: a line for each comparison.
    """
    contenders = list(dict.fromkeys([row.ours, *(one.peer for one in comparisons)]))
    samples = interleave([partial(one.measure, setting) for one in contenders], pairs)
    found = dict(zip(contenders, samples, strict=True))
    return [
        Line(
            row.name,
            one,
            [sample[one.metric] for sample in found[row.ours]],
            [sample[one.metric] for sample in found[one.peer]],
        )
        for one in comparisons
    ]
