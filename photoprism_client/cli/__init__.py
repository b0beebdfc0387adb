"""The command ``photoprism-images``."""

import importlib.util
import sys

_NEEDED = ("click", "rich", "platformdirs", "keyring")


def main() -> None:
    """Run the command; without its extra, say in one line how to get it.

    :raises SystemExit: always, with the exit code.
    """
    if missing := [name for name in _NEEDED if importlib.util.find_spec(name) is None]:
        sys.stderr.write(f"photoprism-images needs {', '.join(missing)}: pip install 'photoprism-images[all]'\n")
        sys.exit(1)
    from photoprism_client.cli.commands import run
    from photoprism_client.cli.errors import EXIT_FAILED
    from photoprism_client.cli.output import escape_what_output_lacks, flush_output

    escape_what_output_lacks()
    try:
        code = run(sys.argv[1:])
    finally:
        is_written = flush_output()
    sys.exit(code if is_written else code or EXIT_FAILED)
