"""Libraries of small pictures, trees of their servers, and the check that a tree agrees with itself."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from photoprism_client import ApiClient, Configuration
from photoprism_client.fs.entries import Entry
from photoprism_client.fs.tree import Tree
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture


def pictures_at(root: Path, paths: Iterable[str]) -> Library:
    """Index small pictures, each another one, at these paths."""
    for number, path in enumerate(paths):
        write_picture(root / path, number, (32, 24))
    return Library.from_folder(root)


def tree_of(server: PhotoPrismServer, **options: Any) -> Tree:
    """Make the tree of a server; it keeps nothing, unless told to."""
    return Tree(ApiClient(Configuration(host=server.url)), **{"use_listings_cache": False, **options})


def walked(tree: Tree, path: str) -> dict[str, Entry]:
    """Return all files below a folder, folder by folder."""
    found: dict[str, Entry] = {}
    for entry in tree.children(path):
        inner = f"{path}/{entry.name}"
        if entry.kind == "file":
            found[inner] = entry
        else:
            assert tree.entry(inner) == entry
            found |= walked(tree, inner)
    return found


def assert_agrees(tree: Tree, path: str) -> dict[str, Entry]:
    """Assert that folders, walks and paths tell the same of what is below a folder; return it."""
    files = walked(tree, path)
    below = list(tree.below(path))
    assert dict(below) == files
    assert len(below) == len(files)
    assert {inner: tree.entry(inner) for inner in files} == files
    return files
