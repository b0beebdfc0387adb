"""Run a command as a user whom the system does not know: ``python -m test.support.as_nobody UID ARGUMENT…``, as root.

The command runs once before, as root and without a word, so that all modules are loaded: a user who may not read the
folder of this Python could not load them.
"""

import contextlib
import io
import os
import sys

from photoprism_client.cli.commands import run


def main() -> int:
    """Run it twice."""
    user, *arguments = sys.argv[1:]
    home = os.environ.pop("HOME", None)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        run(arguments)
    os.setgroups([])
    os.setgid(int(user))
    os.setuid(int(user))
    if home:
        os.environ["HOME"] = home
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
