"""Results as a table for people and as JSON for machines."""

import json
import os
import platform
from collections.abc import Mapping, Sequence

from benchmarks.pairs import Summary, summarise
from benchmarks.rows import Line, Missing

_HEAD = ("row", "peer", "ours", "peer's", "ratio (min–max)", "goal", "")


def table(lines: Sequence[Line]) -> str:
    """Lay results out as a table.

    :param lines: the results.
    :return: text, a line for each and one for the head; no line end at its end.
    """
    cells = [_HEAD, *(_cells(line) for line in lines)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(_HEAD))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )


def missing_text(word: str, missing: Missing) -> str:
    """Say what has no result.

    :param word: ``left out`` or ``failed``.
    :param missing: the row, the peer and the reason.
    :return: one line.
    """
    against = f" against {missing.peer}" if missing.peer else ""
    return f"{word}: {missing.row}{against}: {missing.why}"


def as_json(
    lines: Sequence[Line], left_out: Sequence[Missing], failed: Sequence[Missing], facts: Mapping[str, object]
) -> str:
    """Write results as JSON.

    :param lines: the results.
    :param left_out: what was not measured, and why.
    :param failed: what could not be measured, and why.
    :param facts: about the run.
    :return: an object with ``facts``, ``results``, ``left_out`` and ``failed``.
    """
    document = {
        "facts": dict(facts),
        "results": [_result(line) for line in lines],
        "left_out": [one._asdict() for one in left_out],
        "failed": [one._asdict() for one in failed],
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def machine_facts() -> dict[str, object]:
    """Return what a reader needs to know of the machine.

    :return: versions and the number of processors.
    """
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processors": os.cpu_count(),
    }


def _cells(line: Line) -> tuple[str, ...]:
    one = line.comparison
    ratio = summarise(line.ratios)
    return (
        line.row,
        one.peer.name,
        f"{_short(summarise(line.ours).median)} {one.unit}",
        f"{_short(summarise(line.theirs).median)} {one.unit}",
        f"{ratio.median:.2f} ({ratio.low:.2f}–{ratio.high:.2f})",
        "" if one.goal is None else str(one.goal),
        {None: "", True: "met", False: "missed"}[line.is_met],
    )


def _short(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _result(line: Line) -> dict[str, object]:
    one = line.comparison
    return {
        "row": line.row,
        "metric": one.metric,
        "unit": one.unit,
        "peer": one.peer.name,
        "ours": _values(line.ours),
        "theirs": _values(line.theirs),
        "ratio": _values(line.ratios),
        "goal": None if one.goal is None else f"{one.goal.of} {one.goal}",
        "is_met": line.is_met,
    }


def _values(values: Sequence[float]) -> dict[str, object]:
    summary: Summary = summarise(values)
    return {**summary._asdict(), "values": list(values)}
