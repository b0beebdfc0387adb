"""Where generated code imports hand-written names from. A hand-written module that moves is changed here only."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache

from codegen.registry import CHOICES, MODELS
from codegen.text import WIDTH, snake_case

_CLIENT = "photoprism_client"

#: Hand-written names to their modules.
HOMES = {
    # The standard library and pydantic.
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "import_module": "importlib",
    "IntEnum": "enum",
    "StrEnum": "enum",
    "TYPE_CHECKING": "typing",
    "Annotated": "typing",
    "Unpack": "typing",
    "AliasChoices": "pydantic",
    "Field": "pydantic",
    # What operations stand on.
    "Operation": f"{_CLIENT}.api._operations",
    "Operations": f"{_CLIENT}.api._operations",
    "Sent": f"{_CLIENT}.api._operations",
    "a_list": f"{_CLIENT}.api._answers",
    "an_object": f"{_CLIENT}.api._answers",
    "features": f"{_CLIENT}.api._answers",
    "nothing": f"{_CLIENT}.api._answers",
    "one": f"{_CLIENT}.api._answers",
    "several": f"{_CLIENT}.api._answers",
    "ALBUM_CHECKS": f"{_CLIENT}.api.filters",
    "FACE_CHECKS": f"{_CLIENT}.api.filters",
    "FOLDER_CHECKS": f"{_CLIENT}.api.filters",
    "LABEL_CHECKS": f"{_CLIENT}.api.filters",
    "PHOTO_CHECKS": f"{_CLIENT}.api.filters",
    "PhotoFilters": f"{_CLIENT}.api.filters",
    "SUBJECT_CHECKS": f"{_CLIENT}.api.filters",
    "Texts": f"{_CLIENT}.api.filters",
    "number": f"{_CLIENT}.api.filter_values",
    "one_of": f"{_CLIENT}.api.filter_values",
    "yes_or_no": f"{_CLIENT}.api.filter_values",
    "readable_folder": f"{_CLIENT}.api.folder_paths",
    "ApiResponse": f"{_CLIENT}.api_response",
    "Body": f"{_CLIENT}._call.endpoint",
    "Endpoint": f"{_CLIENT}._call.endpoint",
    "MediaBytes": f"{_CLIENT}.media",
    "Files": f"{_CLIENT}._call.payload",
    "CallOptions": f"{_CLIENT}._call.request",
    "RequestTimeout": f"{_CLIENT}._call.request",
    "RESTResponse": f"{_CLIENT}._transport.response",
    "ThumbSize": f"{_CLIENT}.sizes",
    "DownloadResult": f"{_CLIENT}.transfer",
    "Member": f"{_CLIENT}.transfer",
    "Progress": f"{_CLIENT}.transfer",
    "text": f"{_CLIENT}._settings.validation",
    "whole_number": f"{_CLIENT}._settings.validation",
    # What models stand on.
    "FileAdditions": f"{_CLIENT}.models._additions",
    "FolderListingAdditions": f"{_CLIENT}.models._additions",
    "PhotoAdditions": f"{_CLIENT}.models._additions",
    "WholePhotoAdditions": f"{_CLIENT}.models._additions",
    "Form": f"{_CLIENT}.models.base",
    "LIST_OR_NULL": f"{_CLIENT}.models.base",
    "LocalTime": f"{_CLIENT}.models.base",
    "Model": f"{_CLIENT}.models.base",
    "Time": f"{_CLIENT}.models.base",
}

#: Names that operations use in annotations only: they are imported for type checkers, and annotations quote them.
FOR_TYPE_CHECKERS = frozenset(
    {*MODELS, *CHOICES, "DownloadResult", "Files", "Member", "PhotoFilters", "Progress", "Sequence", "Texts", "Unpack"}
)


def module_of(name: str) -> str:
    """Return the module of a model or an enumeration, without its package.

    :param name: of the class.
    :return: such as ``entity_album``.
    """
    return (MODELS[name].module if name in MODELS else "") or snake_case(name)


def home_of(name: str) -> str:
    """Return the module that a name is imported from.

    :param name: hand-written or generated.
    :return: its full name.
    """
    return HOMES.get(name) or f"{_CLIENT}.models.{module_of(name)}"


@cache
def names_in(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that code needs from elsewhere.

    :param code: a module without imports.
    :return: those that it needs when it runs, and those of quoted annotations.
    """
    tree = ast.parse(code)
    known = HOMES.keys() | MODELS.keys() | CHOICES.keys()
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    running = _names(tree) & known - defined
    quoted = {name for text in _annotations(tree) for name in _names(ast.parse(text))} & known - defined
    return frozenset(running), frozenset(quoted - running)


def import_block(names: Iterable[str], indent: str = "") -> list[str]:
    """Write imports, sorted as ``ruff`` sorts them.

    :param names: what to import.
    :param indent: blanks at the beginning of each line.
    :return: the lines; the standard library, other packages and ours with an empty line between.
    """
    modules: dict[str, set[str]] = {}
    for name in names:
        modules.setdefault(home_of(name), set()).add(name)
    lines: list[str] = []
    previous = None
    for module in sorted(modules, key=lambda module: (_group(module), module)):
        if previous not in {None, _group(module)}:
            lines.append("")
        previous = _group(module)
        lines += _import(module, sorted(modules[module], key=_sort_key), indent)
    return lines


def _import(module: str, names: list[str], indent: str) -> list[str]:
    line = f"{indent}from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"{indent}from {module} import (", *(f"{indent}    {name}," for name in names), f"{indent})"]


def _group(module: str) -> int:
    package = module.partition(".")[0]
    return {_CLIENT: 2, "pydantic": 1}.get(package, 0)


def _sort_key(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def _annotations(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        found = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for part in (inner for annotation in found if annotation for inner in ast.walk(annotation)):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value


def _names(tree: ast.AST) -> set[str]:
    """Return the names that code reads; those that it assigns to are its own."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
