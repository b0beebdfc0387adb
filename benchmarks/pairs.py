"""Measuring in turn, and what remains of it: ratios with their median and range."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

#: What one measurement found, by the name of the metric.
Sample = Mapping[str, float]


class Summary(NamedTuple):
    """The middle and the ends of some values."""

    median: float
    low: float
    high: float


def summarise(values: Sequence[float]) -> Summary:
    """Summarise values.

    :param values: at least one.
    :return: their median, the least and the greatest.
    :raises ValueError: there are none.
    """
    if not values:
        raise ValueError("values must hold at least one number")
    return Summary(statistics.median(values), min(values), max(values))


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Divide pair by pair.

    :param ours: a value for each pair.
    :param theirs: likewise; all above 0.
    :return: the ratios in the same order.
    :raises ValueError: the lengths differ, or a value of *theirs* is not above 0.
    """
    if any(value <= 0 for value in theirs):
        raise ValueError("theirs must hold numbers above 0")
    return [our / their for our, their in zip(ours, theirs, strict=True)]


def interleave(measures: Sequence[Callable[[], Sample]], pairs: int) -> list[list[Sample]]:
    """Measure in turn, A B A B and so on, so that a slow moment of the machine meets all alike.

    A first round that does not count fills the caches of the disk and of compiled modules.

    :param measures: what to call.
    :param pairs: how often to call each, 1 or more.
    :return: for each of *measures* its samples in the order of the rounds.
    """
    for measure in measures:
        measure()
    rounds = [[measure() for measure in measures] for _ in range(pairs)]
    return [list(samples) for samples in zip(*rounds, strict=True)]
