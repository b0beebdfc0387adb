"""``python -m codegen`` writes what the table describes, and prints which files that changed.

With ``--check`` it writes nothing, and ends with 1 where a file is not up to date.
"""

import sys

from codegen.write import stale, write


def main(arguments: list[str]) -> int:
    """Run the command.

    :param arguments: of the command.
    :return: its exit code.
    """
    is_check = arguments == ["--check"]
    paths = stale() if is_check else write()
    for path in paths:
        print(path)  # noqa: T201  # the output of a command
    return 1 if is_check and paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
