"""Every snippet of the README and the documentation runs as printed, and prints what the page says."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.library.sample import write_sample
from test.docs.conftest import LIMIT_S, serve_until_interrupted
from test.support.doc_blocks import PAGES, Block, blocks_of, is_run, named_files, shows
from test.support.optional_libraries import skipped_without
from test.support.preloaded_command import Commands

pytestmark = pytest.mark.once

_SETUP_COMMANDS = 2  # the first shell blocks of the README make environments; CI runs them as they are

PYTHON = {
    page: [b for b in blocks_of(page, "python") if "def test_" not in b.text and is_run(page, b)] for page in PAGES
}
PYTEST = [block for page in PAGES for block in blocks_of(page, "python") if "def test_" in block.text]
_SHELL = {page: blocks_of(page, "sh", "console") for page in PAGES}
SETUP, SHELL = _SHELL[PAGES[0]][:_SETUP_COMMANDS], _SHELL[PAGES[0]][_SETUP_COMMANDS:]
SHELL += [block for page in PAGES[1:] for block in _SHELL[page]]

#: What the snippets of a page import beyond what the package needs, and the environment of tox that has it.
_NEEDED = {
    "notebooks.md": ("notebooks", ("pandas", "tqdm")),
    "clusters.md": ("clusters", ("dask", "distributed")),
    "tables.md": ("clusters", ("pandas", "pyarrow")),
    "training.md": ("clusters", ("datasets", "webdataset")),
}

Outcome = tuple[list[str], str]


@pytest.fixture(scope="session")
def outcome_of(
    environment: dict[str, str],
    photos_server: PhotoPrismServer,
    commands: Commands,
    fill_in: Callable[[str], str],
    lay_out: Callable[[Path], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path], Outcome]:
    """Run the Python snippets of a page, once, and return what each printed, and what came on stderr."""
    known: dict[Path, Outcome] = {}

    def run(page: Path) -> Outcome:
        if page not in known:
            folder = tmp_path_factory.mktemp(page.stem)
            lay_out(folder)
            photos_server.reset()  # what another page changed
            snippets = tmp_path_factory.mktemp("snippets") / f"{page.stem}.json"
            snippets.write_text(json.dumps([(block.name, fill_in(block.text)) for block in PYTHON[page]]), "utf-8")
            program = "test.support.run_doc_page"
            done = commands.run(str(snippets), environment=environment, folder=folder, program=program)
            known[page] = [json.loads(line) for line in done.stdout.splitlines()], done.stderr
        return known[page]

    return run


@pytest.mark.parametrize(
    ("page", "number"),
    [
        pytest.param(page, number, id=block.name, marks=skipped_without(*_NEEDED.get(page.name, ("", ()))))
        for page, blocks in PYTHON.items()
        for number, block in enumerate(blocks)
    ],
)
def test_python_snippet_runs_and_prints_what_the_page_shows(
    page: Path, number: int, outcome_of: Callable[[Path], Outcome], fill_in: Callable[[str], str]
) -> None:
    """A reader can paste the snippets of a page, in their order, and see what the page shows."""
    printed, errors = outcome_of(page)
    assert number < len(printed), errors
    expected = PYTHON[page][number].output
    if expected is not None:
        assert shows(fill_in(expected), printed[number]), printed[number]


@pytest.mark.parametrize("block", PYTEST, ids=lambda block: block.name)
def test_pytest_snippet_passes(block: Block, environment: dict[str, str], tmp_path: Path) -> None:
    """A reader can save a snippet with tests as a file, and pytest runs and passes them.

    What it imports of the same page is saved as well, under the name in its first line.
    """
    for name, text in named_files(block.page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "test_snippet.py").write_text(block.text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "test_snippet.py"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=LIMIT_S, cwd=tmp_path, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) == block.text.count("def test_")


@pytest.mark.once
@pytest.mark.parametrize("block", [b for b in SHELL if " serve" not in b.text], ids=lambda block: block.name)
def test_shell_snippet_runs(
    block: Block,
    preloaded: dict[str, str],
    photos_server: PhotoPrismServer,
    fill_in: Callable[[str], str],
    lay_out: Callable[[Path], None],
    tmp_path: Path,
) -> None:
    """A reader can paste a shell snippet into a folder with what the page names, and it ends with 0."""
    if "Pictures" in block.text:
        write_sample(tmp_path / "Pictures", 6)
    lay_out(tmp_path)
    photos_server.reset()  # what the snippets of a page changed
    # Logins, shared ones too, are kept in folders of the snippet's own, never in the keyring of whoever runs the tests.
    own = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    own["XDG_RUNTIME_DIR"] = str(tmp_path)
    done = subprocess.run(
        ["sh", "-e", "-c", fill_in(block.text)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        cwd=tmp_path,
        env=preloaded | own,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if block.output is not None:
        assert shows(fill_in(block.output), done.stdout), done.stdout


@pytest.mark.once
@pytest.mark.parametrize("block", [b for b in SHELL if " serve" in b.text], ids=lambda block: block.name)
def test_serve_snippet_serves_until_interrupted(block: Block, environment: dict[str, str], tmp_path: Path) -> None:
    """A snippet with ``serve`` prints the address of a server that answers, and Ctrl-C ends it with 130."""
    assert serve_until_interrupted(block.text, environment, tmp_path) == 130


@pytest.mark.once
def test_readme_begins_with_the_two_setup_commands() -> None:
    """CI takes the first two shell blocks of the README: an export that is checked, and all checks of the project."""
    demo, checks = SETUP
    assert "pip install '.[all]'" in demo.text
    assert "photoprism-images export --demo photoprism-demo" in demo.text
    assert "sha1sum -c SHA1SUMS" in demo.text
    assert checks.text.strip().endswith("tox run -e py,lint,types")
    assert demo.text.count("\n") == checks.text.count("\n") == 1


@pytest.mark.once
@pytest.mark.parametrize(
    "block",
    [b for page in PAGES for b in blocks_of(page, "python", "sh", "console") if is_run(page, b)],
    ids=lambda block: block.name,
)
def test_snippet_has_known_placeholders_only(block: Block, fill_in: Callable[[str], str]) -> None:
    """What a reader must fill in is one of a few words in angle brackets, so that a test can do it, too."""
    assert re.findall(r"\"<[a-z0-9 ]+>\"", fill_in(block.text)) == []
