"""Run the Python snippets of a page, one after the other in one namespace, and report what each printed.

The example scripts can be imported, as if they were beside the snippets.

``main`` reads a JSON list of [name, code] from the file that its argument names, and writes one JSON text per line. It
stops at the first snippet that fails, or warns, with its traceback on stderr.
"""

import contextlib
import io
import json
import sys
import warnings
from pathlib import Path

from test.support.doc_blocks import ROOT


def main() -> None:
    """Run what the file holds."""
    warnings.simplefilter("error")
    sys.path.append(str(ROOT / "examples"))
    names: dict[str, object] = {"__name__": "__main__"}
    for name, code in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, name, "exec"), names)
        sys.stdout.write(json.dumps(printed.getvalue()) + "\n")
        sys.stdout.flush()
