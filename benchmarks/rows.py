"""What is compared: rows, contenders and goals, and how a row is run."""

import shutil
from collections.abc import Callable
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
    ``folder``, which is removed in the end.
    """

    base_url: str
    peer: Path | None
    large_bytes: int
    count: int
    folder: Path
    secure_url: str = ""
    certificate: str = ""


@dataclass(frozen=True)
class Contender:
    """One side of a comparison: its name in the table, how it is measured once, and the program that it needs."""

    name: str
    measure: Callable[[Setting], Sample]
    is_generated: bool = False
    program: str | None = None

    def missing(self, peer: Path | None) -> str | None:
        """Tell why this cannot be measured.

        :param peer: folder of the generated client, or None.
        :return: the reason, or None where it can.
        """
        if self.is_generated and peer is None:
            return "--peer DIR was not given"
        if self.program is not None and shutil.which(self.program) is None:
            return f"{self.program} is not installed"
        return None


@dataclass(frozen=True)
class Goal:
    """A limit for the median of the ratios, or for the median of our own values."""

    of: Literal["ratio", "ours"]
    relation: Literal["at most", "at least"]
    limit: float
    unit: str = "x"

    def __str__(self) -> str:
        return f"{self.relation} {self.limit:g} {self.unit}"

    def is_met(self, ratio: Summary, ours: Summary) -> bool:
        """Tell whether a result meets the goal.

        :param ratio: of the pairs' ratios.
        :param ours: of our values.
        :return: whether the median of the one that counts keeps the limit.
        """
        value = ratio.median if self.of == "ratio" else ours.median
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
        return None if goal is None else goal.is_met(summarise(self.ratios), summarise(self.ours))


class Missing(NamedTuple):
    """A row, or one comparison of it, without a result, and why."""

    row: str
    peer: str
    why: str


def split_by_peer(row: Row, peer: Path | None) -> tuple[list[Comparison], list[Missing]]:
    """Part the comparisons that can be made from those whose peer is missing.

    :param row: the row.
    :param peer: folder of the generated client, or None.
    :return: those that can be made, and what is left out.
    """
    usable, missing = [], {}
    for one in row.comparisons:
        why = one.peer.missing(peer)
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
