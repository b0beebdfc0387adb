"""Every ``--help`` has its options in groups, and two examples that run as printed."""

import re
import shlex
import subprocess
from pathlib import Path

import click
import pytest

from photoprism_client.cli.commands import run
from photoprism_client.testing.library.sample import write_sample
from test.docs.conftest import APP_PASSWORD, LIMIT_S, PASSWORD, serve_until_interrupted
from test.support.cli_page import commands, help_of

pytestmark = pytest.mark.once

_WIDTH = 100
_GROUPS = ["What", "Where", "How", "Connection"]
# What a reader of an example has done before, by the command.
_BEFORE = {
    "logout": "photoprism-images login --url https://photos.example.com --username admin\n"
    "photoprism-images login --url https://photos.example.com --app-password --profile frame",
    "gallery": "photoprism-images export --demo photos",
    "verify": "photoprism-images export --demo photos",
}


def examples_of(name: str) -> list[str]:
    """Return the examples in a help text."""
    return [line.strip() for line in help_of(name).partition("\nExamples:\n")[2].splitlines()]


def _is_served(example: str) -> bool:
    return " serve" in example


def _is_alone(example: str) -> bool:
    """Tell whether an example needs neither a server, nor a shell to write to a file."""
    return not re.search(r" (?:serve|login|logout)\b| > ", example)


EXAMPLES = [example for name in commands() for example in examples_of(name)]


@pytest.mark.parametrize("name", commands())
def test_help_is_in_groups_and_has_two_examples(name: str) -> None:
    """Groups stand in one order, no option stands outside, and examples are of the command and not too long to read."""
    text = help_of(name)
    titles = re.findall(r"^([A-Z][A-Za-z ]*):$", text, re.MULTILINE)
    if not isinstance(commands()[name], click.Group):
        assert titles[:-1] == [group for group in _GROUPS if group in titles]
    assert titles[-1] == "Examples"
    examples = examples_of(name)
    assert len(examples) == 2
    assert all(example.startswith(f"{name} ") or example == name for example in examples)
    assert all(len(example) <= _WIDTH for example in examples)


@pytest.mark.parametrize("example", [example for example in EXAMPLES if _is_alone(example)])
def test_example_runs(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader can paste an example that needs no server into a folder with pictures, and see it end with 0."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    if "Pictures" in example:
        write_sample(tmp_path / "Pictures", 6)
    for line in [*_BEFORE.get(shlex.split(example)[1], "").splitlines(), example]:
        assert run(shlex.split(line)[1:]) == 0


@pytest.mark.parametrize(
    "example", [example for example in EXAMPLES if not _is_alone(example) and not _is_served(example)]
)
def test_example_runs_in_a_shell(example: str, preloaded: dict[str, str], tmp_path: Path) -> None:
    """A reader can paste an example that asks a server, or writes to a pipe, with passwords in variables."""
    own = {
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PHOTOPRISM_PASSWORD": PASSWORD,
    }
    if "--app-password" in example or " logout" in example:
        own["PHOTOPRISM_APP_PASSWORD"] = APP_PASSWORD
    done = subprocess.run(
        ["sh", "-e", "-c", f"{_BEFORE.get(shlex.split(example)[1], '')}\n{example}"],
        capture_output=True,
        timeout=LIMIT_S,
        cwd=tmp_path,
        env=preloaded | own,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [path.read_bytes()[:2] for path in tmp_path.glob("*.zip")] == [b"PK"] * (".zip" in example)


@pytest.mark.parametrize("example", [example for example in EXAMPLES if _is_served(example)])
def test_example_serves_until_interrupted(example: str, environment: dict[str, str], tmp_path: Path) -> None:
    """An example of ``serve`` prints the address of a server that answers."""
    assert serve_until_interrupted(example, environment, tmp_path) == 130
