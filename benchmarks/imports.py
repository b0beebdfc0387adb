"""How long it takes until an API can be used."""

from functools import partial

from benchmarks import clients, isolated
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

# Nothing but `time` is imported before: what the package needs is part of its cost.
_CODE = "import time; start = time.perf_counter(); import {0}; {0}.ImagesApi(); print(time.perf_counter() - start)"


def _measure(package: str, setting: Setting) -> Sample:
    """Measure ``import …; ImagesApi()``, without the start of the interpreter."""
    return {"ms": float(isolated.run_python(["-c", _CODE.format(package)], setting.peer)) * 1e3}


def _contender(package: str) -> Contender:
    return Contender(package, partial(_measure, package), package == clients.GENERATED)


ROWS = (
    Row(
        "import",
        "import and ImagesApi() in a fresh interpreter",
        _contender(clients.OURS),
        (Comparison("ms", "ms", _contender(clients.GENERATED), Goal("ratio", "at most", 0.5)),),
        needs_server=False,
    ),
)
