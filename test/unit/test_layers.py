"""Imports only point down: the drawing of the design, read from every module's source."""

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import photoprism_client
import pytest_photoprism

pytestmark = pytest.mark.once

PACKAGE = "photoprism_client"
ROOT = Path(photoprism_client.__file__).parent

# Modules that the generator writes share a line: those of models import each other, in no circle.
_WRITTEN = "<written>"

# The modules of each package, from top to bottom. A module may import from the lines below its own, and nothing else of
# its package. A package stands for all that is in it, and has a table of its own further down.
LAYERS: dict[str, tuple[str, ...]] = {
    "": (
        "__main__",
        "cli",
        "__init__",
        "fs gallery thumbs",
        "export",
        "api",
        "writing",
        "transfer",
        "api_client rest",
        "_call",
        "_session",
        "_profiles _transport",
        "configuration models media",
        "sizes",
        "_settings _content _files api_response version",
        "_clock _http_dates _error_facts",
        "exceptions",
        "_error_texts",
        "redaction _identifiers _notebook _warn _wording _write_locks",
    ),
    "_call": (
        "bulk_iterator",
        "bulk_run",
        "bulk_pauses",
        "bulk_items",
        "bulk_forms",
        "caller",
        "decoding request",
        "payload",
        "__init__ endpoint missing_originals multipart retry rows serialization",
    ),
    "_content": (
        "checks",
        "archive",
        "__init__ signatures",
    ),
    "_files": (
        "whole",
        "atomic names",
        "__init__ disk view",
    ),
    "_notebook": (
        "media",
        "__init__ html scaling",
    ),
    "_profiles": (
        "resolving",
        "profiles",
        "__init__ keyrings",
    ),
    "_session": (
        "client_session",
        "session",
        "shared_login shared_logins",
        "credentials login_file tokens",
        "__init__ reply",
    ),
    "_settings": (
        "environment",
        "logging_settings setting_checks",
        "__init__ address validation",
    ),
    "_transport": (
        "bulk client",
        "bulk_connection",
        "lender pools",
        "lean_pools response",
        "failures",
        "wire",
        "bulk_head credentials gateway raw_answers",
        "__init__ chunks head request worker_threads",
    ),
    "api": (
        "cover_lookup download_api photo_lookup",
        "notebook_pictures selection_zip",
        "album_members",
        "images_api",
        "pictures_in_bulk sources",
        "photos_api",
        "bulk_sources",
        "albums_api authentication_api config_api errors_api faces_api files_api folders_api labels_api"
        " library_api links_api markers_api photos_in_bulk server_api services_api settings_api stacks_api"
        " subjects_api users_api videos_api",
        "_generated",
        "_operations",
        "album_titles filters source_making",
        "local_days patterns",
        "paging",
        "__init__ _answers filter_values finding folder_paths known_dates listings pages_ahead picture_fetcher"
        " pictures_of refusals",
    ),
    "api._generated": (_WRITTEN,),
    "cli": (
        "__init__",
        "commands",
        "album archive demo download edit export gallery login search thumbs upload",
        "changes",
        "settings transfers",
        "export_view selecting",
        "output",
        "errors options",
    ),
    "export": (
        "__init__",
        "mirror verifying",
        "earlier_runs",
        "metadata_files",
        "fetching prune",
        "plan publishing",
        "listing",
        "collisions run",
        "destination metadata_formats resolving",
        "listed_photos photo_metadata selection state template",
        "own_names regions report sha1sums side_by_side",
    ),
    "export.state": (
        "__init__",
        "state",
        "known_files small_tables wanted_files",
        "schema",
    ),
    "fs": (
        "__init__",
        "file_system",
        "looking_up",
        "identity",
        "connection",
        "open_file",
        "fetching",
        "reading",
        "addresses clients missing read_only",
        "tree",
        "failures options ranges targets",
    ),
    "fs.tree": (
        "tree",
        "group_tree library_tree",
        "folder_files",
        "searching",
        "listings names views",
        "__init__ entries paths",
    ),
    "gallery": (
        "__init__",
        "making",
        "building",
        "files page",
        "photos",
    ),
    "models": (
        _WRITTEN,
        "_additions reading",
        "base model_list",
        "__init__ cards shown",
    ),
    "testing": (
        "__init__",
        "proxy server",
        "library sockets",
    ),
    "testing.library": (
        "importing",
        "stacking turning",
        "snapshots",
        "library",
        "arranging naming rebuilding",
        "photo_changes",
        "faces relations",
        "catalogue",
        "reindexing",
        "edge_cases indexing",
        "__init__ items media_types picture_facts sample spelling videos",
    ),
    "testing.proxy": (
        "fault_proxy",
        "exchange faults",
        "body_faults range_faults scripts",
        "fault request_reader upstream",
        "messages",
        "__init__ waiting",
    ),
    "testing.server": (
        "server",
        "routes",
        "file_writes people places site uploads videos zips",
        "album_zip images listing sessions",
        "label_writes link_writes",
        "album_writes batch_writes photo_writes",
        "config_answer settings",
        "server_state",
        "photo_rows search thumbnails",
        "access compression file_rows files selections text_filters",
        "__init__ answers bodies group_rows limits multipart requests_seen search_terms tokens",
    ),
    "thumbs": (
        "__init__",
        "saving",
        "folder shards",
        "pictures tar",
    ),
    "transfer": (
        "__init__",
        "batch",
        "bulk_fetching copying fetching",
        "verification",
        "works",
        "receiving shared_items throttling",
        "partial source target",
    ),
    "writing": (
        "album_content restoring uploads",
        "people photo_batches photo_edits photo_labels upload_requests",
        "edit_values local_files tally",
        "__init__ items upload_results",
    ),
}
KNOW_URLLIB3 = "_transport."
# Beside the package: what pytest loads in each of its runs.
PLUGIN = Path(pytest_photoprism.__file__)


def _modules() -> dict[str, str]:
    found = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return found


MODULES = _modules()
SHOWN = {"ApiClient", "Configuration"}
PACKAGES = {"", *(name.rpartition(".")[0] for name in MODULES)}


def _levels(package: str, layers: tuple[str, ...]) -> dict[str, int]:
    levels = {name: level for level, names in enumerate(layers) for name in names.split()}
    if _WRITTEN in levels:
        for module, source in MODULES.items():
            parent, _, name = module.rpartition(".") if module not in PACKAGES else (module, "", "__init__")
            if parent == package and "written by codegen" in source.partition("\n")[0]:
                levels.setdefault(name, levels[_WRITTEN])
    return levels


LEVELS = {package: _levels(package, layers) for package, layers in LAYERS.items()}


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


def _top(module: str) -> str:
    return module.partition(".")[0]


def _meeting(*pair: str) -> tuple[str, str, str]:
    """Return the innermost package that two modules are in, and what of it each of them is in."""
    one, other = (f"{name}.__init__".strip(".").split(".") if name in PACKAGES else name.split(".") for name in pair)
    depth = next(depth for depth, parts in enumerate(zip(one, other, strict=False)) if parts[0] != parts[1])
    return ".".join(one[:depth]), one[depth], other[depth]


def faults_of(importer: str, source: str) -> list[str]:
    """Return what is wrong with the imports of a module: a sentence each."""
    names, faults = imports_of(importer, source), []
    for imported in sorted(_ours(names) - {importer}):
        package, one, other = _meeting(importer, imported)
        levels = LEVELS.get(package, {})
        if "testing" in {one, other} and not package:
            if one == "testing":
                faults.append(f"{importer} imports {imported}: testing shares nothing with the client")
            elif one != "cli":
                faults.append(f"{importer} imports {imported}: only cli may")
        elif levels.get(one) == levels.get(other) == levels.get(_WRITTEN, -1):
            continue
        elif one not in levels or other not in levels or levels[other] <= levels[one]:
            faults.append(f"{importer} imports {imported}: that is not below it")
    is_free = importer.startswith((KNOW_URLLIB3, "testing"))
    if not is_free and any(name.partition(".")[0] == "urllib3" for name in names):
        faults.append(f"{importer} imports urllib3")
    return faults


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_point_down(module: str) -> None:
    """Each module has its place in the table and imports only what stands below it."""
    parent, _, name = module.rpartition(".")
    package, name = (module, "__init__") if module in PACKAGES else (parent, name)
    assert name in LEVELS[package]
    assert faults_of(module, MODULES[module]) == []


def test_the_tables_hold_nothing_else() -> None:
    """What was removed or renamed is in no table."""
    there = {f"{package}.{name}".removesuffix("__init__").strip(".") for package in LEVELS for name in LEVELS[package]}
    assert there - set(MODULES) == {f"{package}.{_WRITTEN}" for package in ("api._generated", "models")}


def strangers_of(package: str, modules: Mapping[str, str]) -> set[str]:
    """Return what the modules of a package import of ours outside of it."""
    inside = {name: source for name, source in modules.items() if _top(name) == package}
    assert inside
    imported = {name for importer, source in inside.items() for name in _ours(imports_of(importer, source))}
    return {_top(name) for name in imported} - {package}


@pytest.mark.parametrize(
    ("package", "allowed"),
    [("redaction", set()), ("_warn", set()), ("_content", set()), ("models", {"redaction", "_notebook"})],
)
def test_what_stands_alone(package: str, allowed: set[str]) -> None:
    """The lowest modules, the checks of bodies and the models could be taken out of the package as they are."""
    assert strangers_of(package, MODULES) == allowed


def test_a_stranger_in_any_module_is_seen() -> None:
    """The test above would fail for an import in one of a package's modules, also where a layer below allows it."""
    sources = {
        "models": "",
        "models.photos": "from .base import Model\nfrom photoprism_client.sizes import ThumbSize",
        "models.files": "def f():\n    from photoprism_client import ApiClient",
        "media": "import photoprism_client._transport.client",
    }
    assert strangers_of("models", sources) == {"sizes", ""}


def test_plugin_imports_the_client_only_when_a_fixture_is_used() -> None:
    """At its top the plugin imports nothing but pytest, and nothing in the package imports the plugin."""
    source = PLUGIN.read_text(encoding="utf-8")
    assert _ours(imports_of("", source)) == {"", "testing", "_clock"}
    at_the_top = ast.Module([node for node in ast.parse(source).body if not isinstance(node, ast.FunctionDef)], [])
    assert {_top(name) for name in imports_of("", ast.unparse(at_the_top))} - sys.stdlib_module_names == {"pytest"}
    assert [name for name, text in MODULES.items() if PLUGIN.stem in map(_top, imports_of(name, text))] == []


def sizes_of(source: str) -> tuple[int, dict[str, int]]:
    """Return the lines of a module, and the methods of each of its classes."""
    classes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return len(source.splitlines()), {
        found.name: sum(isinstance(node, functions) for node in found.body) for found in classes
    }


@pytest.mark.parametrize("module", sorted(MODULES))
def test_modules_and_classes_stay_short(module: str) -> None:
    """What somebody writes by hand fits in a head: 400 lines a module, 25 methods a class, 30 of those users see."""
    source = MODULES[module]
    if "written by codegen" in source.partition("\n")[0]:
        return
    lines, methods = sizes_of(source)
    assert lines <= 400
    assert {name: count for name, count in methods.items() if count > (30 if name in SHOWN else 25)} == {}


def test_sizes_are_counted() -> None:
    """The test above would fail for one line or method more."""
    source = "class A:\n" + "".join(f"    def f{number}(self): ...\n" for number in range(26))
    assert sizes_of(source) == (27, {"A": 26})


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
        ("_call.endpoint", "from photoprism_client._call.request import x", "_call.endpoint imports _call.request"),
        ("api", "from photoprism_client.filesystem import x", "api imports filesystem"),
        ("api", "from photoprism_client.unlisted import x", "api imports unlisted"),
        ("unlisted", "from photoprism_client.redaction import x", "unlisted imports redaction"),
        ("session", "from photoprism_client.testing import Library", "session imports testing: only cli may"),
        ("testing.rows", "from photoprism_client.sizes import ThumbSize", "testing.rows imports sizes"),
        ("testing.library.items", "from photoprism_client.testing.server import site", "testing.library.items imports"),
        ("session", "import urllib3.util.retry", "session imports urllib3"),
        (
            "media",
            "if TYPE_CHECKING:\n    pass\nelse:\n    import photoprism_client._transport.client",
            "media imports _transport.client",
        ),
        (
            "media",
            "try:\n    from photoprism_client._transport.wire import x\nexcept ImportError:\n    pass",
            "media imports _transport.wire",
        ),
    ],
)
def test_an_import_that_points_up_is_seen(importer: str, source: str, fault: str) -> None:
    """The test above would fail for each of these."""
    assert [found for found in faults_of(importer, source) if found.startswith(fault)]


@pytest.mark.parametrize(
    ("importer", "source"),
    [
        (
            "media",
            "if TYPE_CHECKING:\n    from photoprism_client._transport.client import RESTResponse\n    import urllib3",
        ),
        ("media", "from photoprism_client.exceptions import ApiException\nimport os"),
        ("cli.demo", "from photoprism_client.testing import Library\nfrom photoprism_client import ApiClient"),
        ("testing.server.photo_rows", "from photoprism_client.testing.library.items import Item\nimport urllib3"),
        ("_transport.client", "import urllib3"),
        ("api.sources", "from ._generated.images import GET_THUMB"),
    ],
)
def test_a_good_import_is_no_fault(importer: str, source: str) -> None:
    """Downward imports, those for type checkers, and those within a package are allowed."""
    assert faults_of(importer, source) == []
