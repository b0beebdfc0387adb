"""Run the Python snippets of a page, one after the other in one namespace, and report what each printed.

The example scripts can be imported, as if they were beside the snippets; so can the stand-in for PyTorch, if needed.

``main`` reads a JSON list of [name, code] from the file that its argument names, and writes one JSON text per line. It
stops at the first snippet that fails, or warns, with its traceback on stderr.
"""

import contextlib
import io
import json
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path

from test.support.doc_blocks import ROOT
from test.support.example_modules import STAND_INS

#: How Dask's warning begins that to make its folders took a second: the machine may just be busy.
SLOW_DISK = "Creating scratch directories"


def main() -> None:
    """Run what the file holds."""
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", SLOW_DISK)
    sys.path.append(str(ROOT / "examples"))
    names: dict[str, object] = {"__name__": "__main__"}
    snippets = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if any("from torch" in code for _, code in snippets) and find_spec("torch") is None:
        sys.path.append(str(STAND_INS))
    for name, code in snippets:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, name, "exec"), names)
        sys.stdout.write(json.dumps(printed.getvalue()) + "\n")
        sys.stdout.flush()
