"""The reference of the modules: pages that name classes and functions, whose docstrings mkdocstrings then shows.

APIs, models, the configuration and the errors have separate pages in ``docs``. What is named is read from the
source, not imported, so that the site is built without the dependencies of the package.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PACKAGE = "photoprism_client"
_HAVE_PAGES = frozenset({"Configuration", "ImagesApi", "PhotoFilters", "PhotoQuery", "__version__"})


class Module(NamedTuple):
    """A public module, and what its page says before its names."""

    name: str
    title: str
    intro: str

    @property
    def page(self) -> str:
        """Path of its page, below the folder of pages."""
        return f"reference/{self.name}.md"


MODULES = (
    Module(
        _PACKAGE,
        "Client and pictures",
        "What `photoprism_client` has besides the APIs, the models, "
        "[`Configuration`](../Configuration.md) and the [errors](../errors.md).",
    ),
    Module(f"{_PACKAGE}.transfer", "Transfer", "Files to disk. [Many files to disk](../transfer.md) shows how."),
    Module(f"{_PACKAGE}.export", "Export", "A library in a folder. [Export](../export.md) shows how."),
    Module(f"{_PACKAGE}.gallery", "Gallery", "A page beside an export. [Gallery](../gallery.md) shows how."),
    Module(
        f"{_PACKAGE}.thumbs",
        "Thumbnails by hash",
        "A folder for training. [Thumbnails by hash](../thumbs.md) shows how.",
    ),
    Module(
        f"{_PACKAGE}.fs",
        "File system",
        "A library for fsspec. [A library as a file system](../file_system.md) shows how.",
    ),
    Module(f"{_PACKAGE}.testing", "Testing", "A server for tests. [Testing](../testing.md) shows how."),
    Module(f"{_PACKAGE}.testing.proxy.faults", "Faults", "For the [proxy](../testing.md#the-proxy-for-faults)."),
)


def page_of(module: Module, root: Path) -> str:
    """Write the page of a module.

    :param module: what to show.
    :param root: folder of the package.
    :return: Markdown with a directive for each name.
    """
    names = [f"::: {module.name}.{name}" for name in names_of(module.name, root)]
    return "\n\n".join([f"# {module.title}", f"{module.intro} The module is `{module.name}`.", *names]) + "\n"


def names_of(module: str, root: Path) -> list[str]:
    """Return the public names of a module that no other page describes.

    :param module: its dotted name.
    :param root: folder of the package.
    :return: names, sorted.
    """
    path = root.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    tree = ast.parse(source.read_text(encoding="utf-8"))
    listed = _listed(tree)
    return sorted(listed if listed is not None else {*_published(tree)} - _HAVE_PAGES)


def _listed(tree: ast.Module) -> list[str] | None:
    """Return what ``__all__`` lists; None without one."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


def _published(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module without ``__all__`` imports as themselves."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (one.name for one in node.names if one.name == one.asname)
