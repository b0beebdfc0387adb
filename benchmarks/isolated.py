"""A measurement in a separate interpreter: nothing imported, cached or allocated before has a part in it."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.pairs import Sample

ROOT = Path(__file__).resolve().parent.parent
_TIMEOUT_S = 600
_SHOWN_LINES = 3


class MeasurementError(Exception):
    """A measurement failed; the message has the last lines that it printed."""


def call(function: str, peer: Path | None, **arguments: Any) -> Sample:
    """Call a function in a fresh interpreter.

    :param function: module and name with a colon between; it returns a sample.
    :param peer: folder to import the generated client from, or None.
    :param arguments: what JSON can hold.
    :return: what the function returned.
    :raises MeasurementError: it failed.
    """
    output = run_python(["-m", "benchmarks.isolated", function, json.dumps(arguments)], peer)
    result: dict[str, float] = json.loads(output)
    return result


def run_python(arguments: list[str], peer: Path | None) -> str:
    """Run a fresh interpreter that finds our package and the generated one.

    :param arguments: of the interpreter.
    :param peer: folder to import the generated client from, or None.
    :return: what it printed.
    :raises MeasurementError: it failed.
    """
    command = [sys.executable, *arguments]
    try:
        done = subprocess.run(
            command, env=_environment(peer), capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise MeasurementError(f"no result within {_TIMEOUT_S} seconds") from None
    if done.returncode:
        raise MeasurementError(" / ".join(done.stderr.strip().splitlines()[-_SHOWN_LINES:]) or str(done.returncode))
    return done.stdout


def peak_memory_bytes() -> int:
    """Return the most memory that this process held at once.

    :return: bytes. From ``/proc``, since ``getrusage`` counts what the parent held when it forked.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise MeasurementError("/proc/self/status has no VmHWM")


def _environment(peer: Path | None) -> dict[str, str]:
    """Return an environment that writes bytecode and has no proxy between us and loopback."""
    unwanted = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in unwanted and not name.lower().endswith("_proxy")
    }
    folders = [str(ROOT)] if peer is None else [str(ROOT), str(peer)]
    return {**kept, "PYTHONPATH": os.pathsep.join(folders)}


def _main(function: str, arguments: str) -> None:
    module, _, name = function.partition(":")
    print(json.dumps(getattr(importlib.import_module(module), name)(**json.loads(arguments))))


if __name__ == "__main__":
    _main(*sys.argv[1:])
