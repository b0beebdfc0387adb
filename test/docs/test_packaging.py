"""The distribution, its settings and the hosted checks agree with one another."""

import re
import tomllib
from importlib.metadata import metadata, requires, version
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

import photoprism_client
from test.support.doc_blocks import ROOT

pytestmark = pytest.mark.once

_NAME = "photoprism-images"
_SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_PROJECT: dict[str, Any] = _SETTINGS["project"]
_WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
_CORE = {"pydantic", "python-dateutil", "typing-extensions", "urllib3"}


def _core() -> list[Requirement]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines]


def _pythons() -> set[str]:
    """Return the versions of Python that the classifiers name."""
    found = (re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", text) for text in _PROJECT["classifiers"])
    return {match[1] for match in found if match}


def test_installed_dependencies_are_those_of_requirements_txt() -> None:
    """``requirements.txt`` is the one list of core dependencies; pyproject.toml reads it."""
    installed = [Requirement(line) for line in requires(_NAME) or ()]
    assert {str(found) for found in installed if found.marker is None} == {str(line) for line in _core()}
    assert _SETTINGS["tool"]["setuptools"]["dynamic"]["dependencies"] == {"file": ["requirements.txt"]}


def test_core_has_four_dependencies() -> None:
    """A new core dependency is a decision, not an accident."""
    assert {line.name for line in _core()} == _CORE


def test_installed_version_is_that_of_the_package() -> None:
    """``version.py`` is the one place that holds the version."""
    assert version(_NAME) == photoprism_client.__version__
    assert set(_PROJECT["dynamic"]) == {"version", "dependencies"}


def test_extra_all_has_every_extra() -> None:
    """``all`` installs every other extra, also one that is added later."""
    extras = _PROJECT["optional-dependencies"]
    (combined,) = (Requirement(line) for line in extras["all"])
    assert combined.name == _NAME
    assert combined.extras == set(extras) - {"all"}
    assert set(metadata(_NAME).get_all("Provides-Extra", [])) == set(extras)


def test_pythons_are_the_same_everywhere() -> None:
    """Classifiers, tox, the hosted checks and the README name the same versions of Python."""
    tox = (ROOT / "tox.ini").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {f"3.{minor}" for minor in re.findall(r"\bpy3(\d+)\b", tox)} == _pythons()
    assert set(re.findall(r"\b3\.1\d\b", readme)) == _pythons()
    assert set(_setup_python()["python-version"].split()) == _pythons()
    assert _PROJECT["requires-python"] == f">={min(_pythons())}"


@pytest.mark.parametrize("name", ["Documentation", "Source", "Issues", "Changelog"])
def test_urls_are_of_one_repository(name: str) -> None:
    """Readers of a package index find the documentation, the source, the issues and the changelog."""
    url, source = _PROJECT["urls"][name], _PROJECT["urls"]["Source"]
    assert url.startswith(source)
    path = re.fullmatch(r"/(?:tree|blob)/main/(.+)", url.removeprefix(source))
    assert path is None or (ROOT / path[1]).exists()


def _workflow() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(_WORKFLOW.read_text(encoding="utf-8"))
    return loaded


def _steps() -> list[dict[str, Any]]:
    (job,) = _workflow()["jobs"].values()
    steps: list[dict[str, Any]] = job["steps"]
    return steps


def _setup_python() -> dict[str, Any]:
    (step,) = (step for step in _steps() if step.get("uses", "").startswith("actions/setup-python@"))
    options: dict[str, Any] = step["with"]
    return options


def test_hosted_checks_are_those_of_ci_run() -> None:
    """The hosted checks run what a developer runs, and nothing else."""
    assert [step["run"] for step in _steps() if "run" in step] == [".ci/run"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_hosted_checks_may_only_read() -> None:
    """The workflow's token can read the repository and no more, and no step keeps it."""
    assert _workflow()["permissions"] == {"contents": "read"}
    (checkout,) = (step for step in _steps() if step.get("uses", "").startswith("actions/checkout@"))
    assert checkout["with"] == {"persist-credentials": False}
