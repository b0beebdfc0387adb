"""CONTRIBUTING.md and SECURITY.md name commands, files and tests that exist."""

import ast
import configparser
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.write import outputs
from photoprism_client.testing import Library, PhotoPrismServer
from test.docs.conftest import clean_environment
from test.support.doc_blocks import ROOT, blocks_of

pytestmark = pytest.mark.once

_CONTRIBUTING, _SECURITY = ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"
_COMMANDS = [line for block in blocks_of(_CONTRIBUTING, "sh") for line in block.text.splitlines()]
_PATH = re.compile(r"(?<![\w/.-])(?:\.ci|codegen|docs|photoprism_client|test)(?:/\w[\w.]*)+/?")
_TEST = re.compile(r"\btest/\w+/test_\w+\.py::test_\w+")
_LIMIT_S = 600


@pytest.fixture(scope="module")
def server() -> PhotoPrismServer:
    """Return the server that stands for a real one, not yet started."""
    return PhotoPrismServer(Library.sample(photos=24), mode="password", users={"NAME": "PASSWORD"})


def _command(part: str) -> str:
    (command,) = (line for line in _COMMANDS if part in line)
    return command


def _pytest(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the page with the Python that runs the tests."""
    arguments = command.removeprefix(".venv/bin/pytest").split()
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        capture_output=True,
        text=True,
        timeout=_LIMIT_S,
        cwd=ROOT,
        env=clean_environment(),
        check=False,
    )


@pytest.mark.parametrize("page", [_CONTRIBUTING, _SECURITY], ids=lambda page: page.name)
def test_paths_exist(page: Path) -> None:
    """Every file and folder that a page names is there."""
    named = set(_PATH.findall(page.read_text(encoding="utf-8")))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_folder_of_tests_is_named() -> None:
    """A newcomer finds each folder of tests in the table."""
    folders = {f"{path.parent.relative_to(ROOT).as_posix()}/" for path in (ROOT / "test").glob("*/test_*.py")}
    rows = [line for line in _CONTRIBUTING.read_text(encoding="utf-8").splitlines() if line.startswith("| `test/")]
    assert folders - set(re.findall(r"`(test/\w+/)`", "\n".join(rows))) == set()


def test_page_names_no_generated_module() -> None:
    """Nobody is sent to a file that the generator writes over."""
    named = {path for path in _PATH.findall(_CONTRIBUTING.read_text(encoding="utf-8")) if path.endswith("/")}
    generated = {f"{Path(path).parent.as_posix()}/" for path in outputs() if path.endswith(".py")}
    assert named & (generated - {"photoprism_client/api/"}) == set()


def test_one_test_file_runs_as_printed() -> None:
    """The first command that a newcomer copies ends well."""
    done = _pytest(_command("test/unit/"))
    assert done.returncode == 0, done.stdout


def test_contract_tests_run_against_a_server_that_is_named(server: PhotoPrismServer) -> None:
    """The command for a real server works with a URL in the place of ``URL``, and asks that server."""
    with server:
        done = _pytest(_command("--server").replace("URL", server.url))
        assert done.returncode == 0, done.stdout
        assert len(server.requests) > 10


def test_options_of_pytest_exist() -> None:
    """Each long option that a command has is known to pytest."""
    given = {option for line in _COMMANDS if "pytest" in line for option in re.findall(r" (--[a-z]+)", line)}
    known = _pytest(".venv/bin/pytest --help").stdout
    assert {"--dist", "--numprocesses", "--password", "--server", "--username"} == given
    assert [option for option in sorted(given) if not re.search(rf"{option}\b", known)] == []


def test_environments_of_tox_exist() -> None:
    """``py`` is tox's own; the others are in tox.ini."""
    tox = configparser.ConfigParser()
    tox.read(ROOT / "tox.ini", encoding="utf-8")
    _, _, names = _command("tox run").rpartition(" ")
    assert [name for name in names.split(",") if name != "py" and f"testenv:{name}" not in tox] == []


def test_modules_that_are_run_exist() -> None:
    """``python -m`` finds each module that a command names."""
    named = [name for line in _COMMANDS for name in re.findall(r"python -m ([\w.]+)", line)]
    assert named
    assert [name for name in named if importlib.util.find_spec(name) is None] == []


def test_selection_of_the_documentation_selects() -> None:
    """The command for the tests of one page finds some, and only those of that page."""
    done = _pytest(f"{_command('test/docs -k')} --collect-only -q")
    assert done.returncode == 0, done.stdout
    names = [line for line in done.stdout.splitlines() if "::" in line]
    assert names
    assert [name for name in names if "search.md" not in name] == []


@pytest.mark.parametrize("name", sorted(set(_TEST.findall(_SECURITY.read_text(encoding="utf-8")))))
def test_test_that_shows_a_promise_exists(name: str) -> None:
    """A test that was renamed or removed is missed here."""
    path, _, function = name.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_promise_has_a_test() -> None:
    """No promise without somebody who would notice that it is broken."""
    rows = re.findall(r"^\| (?!Promise|---)(.+?) \| (.+?) \|$", _SECURITY.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows
    assert [promise for promise, tests in rows if not all(_TEST.fullmatch(name) for name in tests.split(", "))] == []
