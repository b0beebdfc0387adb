"""Run a command under a user ID without an account; the arguments are ``UID COMMAND…``.

``main`` needs a process of its own, and root. It first runs the command silently as root, to load all modules: the user
may not be allowed to read the folder of this Python.
"""

import contextlib
import io
import os
import sys

from photoprism_client.cli.commands import run


def main() -> int:
    """Run the command as root, then as the user."""
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
