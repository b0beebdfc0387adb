"""Run the Python snippets of a page, one after the other in one namespace, and report what each printed.

Reads a JSON list of [name, code] from stdin and writes one JSON text per line. It stops at the first snippet that
fails, with its traceback on stderr.
"""

import contextlib
import io
import json
import sys


def main() -> None:
    """Run what stdin holds."""
    names: dict[str, object] = {"__name__": "__main__"}
    for name, code in json.load(sys.stdin):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, name, "exec"), names)
        sys.stdout.write(json.dumps(printed.getvalue()) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
