"""Run commands one after the other, each in its own process with its output in files, and print their exit codes.

A test starts this module in another environment, with the commands as JSON; all of them share one import.
"""

import json
import os
import sys

import photoprism_client.cli.commands  # noqa: F401  # before the fork: importing takes longest
from photoprism_client.cli import main

_KEPT = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def run(number: int, arguments: list[str]) -> int:
    """Run a command; its output goes to files that are called after its number."""
    child = os.fork()
    if not child:
        for descriptor, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(f"{number}.{name}", _KEPT, 0o666), descriptor)
        sys.argv[1:] = arguments
        main()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    codes = [run(number, arguments) for number, arguments in enumerate(json.loads(sys.argv[1]))]
    print(json.dumps(codes))  # noqa: T201  # read by the test
