"""The command itself: usage, missing extras, interruption, and errors in one line."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import urllib3

from photoprism_client.cli.commands import run
from photoprism_client.version import __version__

ROOT = Path(__file__).parents[2]
CALL_MAIN = "from photoprism_client.cli import main; main()"


def start(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Start Python with the package on its path and warnings as errors."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    )


@pytest.mark.parametrize("mode", ["public", "password"])
def test_serve_serves_until_interrupted(mode: str) -> None:
    """The first line is the address, which answers; Ctrl-C ends it with 130 and no traceback."""
    with start(CALL_MAIN, "serve", "--port", "0", "--mode", mode) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        with urllib3.PoolManager() as pool:
            assert pool.request("GET", f"{url}/api/v1/status").json() == {"status": "operational"}
            config = pool.request("GET", f"{url}/api/v1/config").json()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=120)
    assert config["public"] is (mode == "public")
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert ("password photoprism" in errors) is (mode == "password")


@pytest.mark.parametrize(
    "arguments", [["unheard-of"], ["demo", "--unheard-of"], ["serve", "--port", "99999"], ["serve", "--mode", "x"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be understood is said with the usage, and the exit status is 2."""
    assert run(arguments) == 2
    assert "Usage:" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["demo", "--help"], ["--version"]])
def test_help_and_version_end_with_0(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Help and version go to stdout."""
    assert run(arguments) == 0
    assert "photoprism-images" in capsys.readouterr().out


def test_an_error_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that cannot be made is said in one line; --debug shows where."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    target = str(tmp_path / "file" / "out")
    assert run(["demo", target]) == 1
    assert capsys.readouterr().err.strip().count("\n") == 0
    with pytest.raises(OSError, match="file"):
        run(["--debug", "demo", target])


@pytest.mark.parametrize(("module", "extra"), [("click", "all"), ("rich", "all"), ("uvicorn", "testing")])
def test_a_missing_extra_is_named(module: str, extra: str) -> None:
    """Without its extra a command says in one line how to get it."""
    hide = f"""
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == {module!r} else found(name, *rest)
{CALL_MAIN}
"""
    with start(hide, "demo") as process:
        output, errors = process.communicate(timeout=120)
    assert process.returncode == 1
    assert output == ""
    assert errors.count("\n") == 1
    assert module in errors
    assert f"photoprism-images[{extra}]" in errors


def test_main_ends_with_the_exit_code() -> None:
    """The console script's function leaves with the code of the command."""
    with start(CALL_MAIN, "unheard-of") as process:
        process.communicate(timeout=120)
    assert process.returncode == 2


def test_the_package_is_the_command_too() -> None:
    """`python -m photoprism_client` works where the console script is not on the path."""
    command = [sys.executable, "-m", "photoprism_client", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"photoprism-images, version {__version__}\n")
