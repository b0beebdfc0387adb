"""Imports only point down: the drawing of the design, read from every module's source."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import photoprism_client

PACKAGE = "photoprism_client"
ROOT = Path(photoprism_client.__file__).parent

# From top to bottom; "" is the package itself. A module may import from lower layers, never from its own.
# A name stands for a module or a whole package, which imports freely within itself.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("cli", "filesystem"),
    ("",),
    ("export",),
    ("api",),
    ("transfer",),
    ("api_client",),
    ("generated",),
    ("request", "decoding", "serialization", "session"),
    ("rest",),
    ("response", "pools", "session_reply"),
    ("failures", "wire"),
    ("head",),
    ("configuration", "endpoint", "retry", "models", "media"),
    ("log_settings",),
    ("sizes", "address", "auth_settings", "environment", "payload", "validation", "version", "api_response"),
    ("exceptions",),
    ("redaction",),
)
LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}
KNOW_URLLIB3 = {"failures", "pools", "rest", "wire"}

Import = tuple[str, str]  # the module that imports, what it imports; dotted, ours without the package's name


def _modules() -> dict[str, str]:
    found = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return found


MODULES = _modules()


def _is_for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and _is_for_type_checkers(child):
            for other in child.orelse:
                yield other
                yield from _nodes(other)
        else:
            yield child
            yield from _nodes(child)


def _absolute(importer: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    here = [PACKAGE, *importer.split(".")] if importer else [PACKAGE]
    is_package = not importer or any(name.startswith(f"{importer}.") for name in MODULES)
    base = here[: len(here) - node.level + (1 if is_package else 0)]
    return ".".join([*base, node.module] if node.module else base)


def imports_of(importer: str, source: str) -> set[str]:
    """Return what a module imports when it runs, also inside of functions, as dotted names."""
    found: set[str] = set()
    for node in _nodes(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(importer, node)
            for alias in node.names:
                member = f"{module}.{alias.name}"
                is_module = member.startswith(f"{PACKAGE}.") and member.removeprefix(f"{PACKAGE}.") in MODULES
                found.add(member if is_module else module)
    return found


def _ours(names: set[str]) -> set[str]:
    return {name.removeprefix(PACKAGE).removeprefix(".") for name in names if f"{name}.".startswith(f"{PACKAGE}.")}


def _room(module: str) -> str:
    return module.partition(".")[0]


def faults_of(importer: str, source: str) -> list[str]:
    """Return what is wrong with the imports of a module: a sentence each."""
    names = imports_of(importer, source)
    room, faults = _room(importer), []
    for imported in sorted(_ours(names)):
        goal = _room(imported)
        if goal == room:
            continue
        if room == "testing":
            faults.append(f"{importer} imports {imported}: testing shares nothing with the client")
        elif goal == "testing":
            if room != "cli":
                faults.append(f"{importer} imports {imported}: only cli may")
        elif goal not in LEVELS or room not in LEVELS or LEVELS[goal] <= LEVELS[room]:
            faults.append(f"{importer} imports {imported}: that is not below it")
    if room != "testing" and room not in KNOW_URLLIB3 and any(_room(name) == "urllib3" for name in names):
        faults.append(f"{importer} imports urllib3")
    return faults


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_down(module: str) -> None:
    """Each module has its place in the table and imports only what stands below it."""
    assert _room(module) in LEVELS or _room(module) == "testing"
    assert faults_of(module, MODULES[module]) == []


def test_redaction_imports_nothing_of_ours() -> None:
    """The lowest room stands alone, and so do the models."""
    assert _ours(imports_of("redaction", MODULES["redaction"])) == set()
    assert {_room(name) for name in _ours(imports_of("models", MODULES["models"]))} <= {"models"}


def test_there_are_no_cycles() -> None:
    """No module imports itself by way of others, not even within a package."""
    graph = {name: _ours(imports_of(name, source)) - {name} for name, source in MODULES.items()}
    order = list(TopologicalSorter(graph).static_order())
    assert set(MODULES) <= set(order)


@pytest.mark.parametrize(
    ("importer", "source", "fault"),
    [
        ("redaction", "from photoprism_client.exceptions import ApiException", "redaction imports exceptions"),
        ("media", "def f():\n    import photoprism_client.api.images_api", "media imports api.images_api"),
        ("media", "from photoprism_client import ApiClient", "media imports : that is not below it"),
        ("media", "from photoprism_client import rest", "media imports rest"),
        ("media", "from .rest import Timeouts", "media imports rest"),
        ("api.images_api", "from .. import cli", "api.images_api imports cli"),
        ("api", "from ..cli import main", "api imports cli"),
        ("endpoint", "from photoprism_client.retry import Clock", "endpoint imports retry"),
        ("api", "from photoprism_client.filesystem import x", "api imports filesystem"),
        ("api", "from photoprism_client.unlisted import x", "api imports unlisted"),
        ("unlisted", "from photoprism_client.redaction import x", "unlisted imports redaction"),
        ("session", "from photoprism_client.testing import Library", "session imports testing: only cli may"),
        ("testing.rows", "from photoprism_client.sizes import ThumbSize", "testing.rows imports sizes"),
        ("session", "import urllib3.util.retry", "session imports urllib3"),
        ("media", "if TYPE_CHECKING:\n    pass\nelse:\n    import photoprism_client.rest", "media imports rest"),
        (
            "media",
            "try:\n    from photoprism_client.wire import x\nexcept ImportError:\n    pass",
            "media imports wire",
        ),
    ],
)
def test_an_import_that_points_up_is_seen(importer: str, source: str, fault: str) -> None:
    """The test above would fail for each of these."""
    assert [found for found in faults_of(importer, source) if found.startswith(fault)]


@pytest.mark.parametrize(
    ("importer", "source"),
    [
        ("media", "if TYPE_CHECKING:\n    from photoprism_client.rest import RESTResponse\n    import urllib3"),
        ("media", "from photoprism_client.exceptions import ApiException\nimport os"),
        ("cli.demo", "from photoprism_client.testing import Library\nfrom photoprism_client import ApiClient"),
        ("testing.rows", "from photoprism_client.testing.items import Item\nimport urllib3"),
        ("rest", "import urllib3"),
        ("api", "from .images_api import ImagesApi"),
    ],
)
def test_a_good_import_is_no_fault(importer: str, source: str) -> None:
    """Downward imports, those for type checkers, and those within a package are allowed."""
    assert faults_of(importer, source) == []
