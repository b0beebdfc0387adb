"""Where `get` writes what it fetches: the rules of fsspec for files, folders, patterns and lists."""

import os
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from fsspec.utils import other_paths

from photoprism_client.exceptions import ApiValueError


class Pair(NamedTuple):
    """A path of the file system, and one of this machine."""

    source: str
    target: str


class Expand(NamedTuple):
    """How a file system finds what paths mean."""

    paths: Callable[..., list[str]]
    is_dir: Callable[[str], bool]
    is_pattern: Callable[[str], bool]


def targets_of(
    given: str | Sequence[str], target: Any, expand: Expand, *, recursive: bool, maxdepth: int | None
) -> list[Pair]:
    """Return which path goes where.

    :param given: a path, a pattern, or several.
    :param target: a file or folder of this machine, one that ends in a slash, or a list with one for each path; a
        ``~`` at its beginning is the home folder.
    :param expand: how to find out what the paths mean.
    :param recursive: whether folders are meant with all that is in them.
    :param maxdepth: levels to go down at the most.
    :return: pairs, folders among them.
    :raises ApiValueError: lists differ in length, a file would be written outside of *target*, or two as one.
    """
    if isinstance(target, list | tuple):
        if isinstance(given, str) or len(given) != len(target):
            raise ApiValueError("the list of local paths must name one for each of a list of paths")
        return _paired(given, [os.fspath(one) for one in target])
    is_one, folder = isinstance(given, str), os.path.expanduser(os.fspath(target))
    sources = expand.paths(given, recursive=recursive, maxdepth=maxdepth)
    files = sources
    if is_one and (not recursive or maxdepth is not None):
        files = [source for source in sources if not expand.is_dir(source)]  # as cp without -r
    if not files:
        return []
    if isinstance(given, str) and expand.is_pattern(given):
        sources = files  # a folder stays among them, so that paths begin there, even if it has a single file
    exists = _goes_into_folder(given, folder, len(sources), expand)
    targets = dict(zip(sources, other_paths(sources, folder, exists=exists, flatten=not is_one), strict=True))
    found = [targets[file] for file in files]
    _refuse_outside(folder, found)
    return _paired(files, found)


def _paired(sources: Sequence[str], targets: Sequence[str]) -> list[Pair]:
    by_target: dict[str, str] = {}
    for source, target in zip(sources, targets, strict=True):
        other = by_target.setdefault(os.path.abspath(target), source)
        if other != source:
            raise ApiValueError(f"{other!r} and {source!r} would both be {target!r}: nothing was fetched")
    return [Pair(*pair) for pair in zip(sources, targets, strict=True)]


def _goes_into_folder(given: str | Sequence[str], target: str, count: int, expand: Expand) -> bool:
    """Tell whether what is fetched goes into a folder that has its name."""
    if not isinstance(given, str):
        return False
    if expand.is_pattern(given):
        return count == 1
    return (target.endswith("/") or os.path.isdir(target)) and not given.endswith("/")


def _refuse_outside(folder: str, targets: Sequence[str]) -> None:
    root = os.path.abspath(folder)
    for target in targets:
        if os.path.commonpath([root, os.path.abspath(target)]) != root:
            raise ApiValueError(f"{target!r} is outside of {folder!r}: nothing was fetched")
