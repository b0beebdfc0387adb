"""Collisions of paths: no two wanted files have the same path, and files of one stack keep one stem.

A stack is the files of a photo that differ only by their extension: RAW and JPEG, both parts of a live photo, sidecar
files. Programs find them together by their stem. So where a name is taken, the whole stack gets a suffix.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count

from photoprism_client._files.disk import MAX_NAME_BYTES
from photoprism_client._files.names import extension_of, is_extension, key_of, short_hash, split_extension
from photoprism_client.export.own_names import RESERVED_KEYS
from photoprism_client.export.selection import is_sidecar_name
from photoprism_client.export.state import WantedFile
from photoprism_client.export.state.wanted_files import WantedFiles
from photoprism_client.transfer import safe_name, with_suffix


def tail_of(name: str, others: Collection[str] = ()) -> str:
    """Return the extension of a file; the rest of its name is the stem.

    :param name: path of the file.
    :param others: paths of the photo's files, in lower case: a sidecar file that is called after one of them, such as
        ``IMG_1.JPG.json``, has its extension as well.
    :return: the extension with its dot; empty where there is none.
    """
    described, extension = split_extension(name.rpartition("/")[2])
    if others and is_sidecar_name(name) and name.removesuffix(extension).lower() in others:
        whole = split_extension(described)[1] + extension
        return whole if is_extension(whole) else extension
    return extension


def with_hash(path: str, tail: str, reason: str, turn: int = 0, *, name_bytes: int = MAX_NAME_BYTES) -> str:
    """Add eight digits to a path that is taken: ``name (xxxxxxxx).ext``.

    :param path: the path that is taken.
    :param tail: its extension.
    :param reason: what the digits are a hash of, such as a path in the library without its extension, so that they stay
        when a file changes.
    :param turn: how many such paths were taken as well.
    :param name_bytes: bytes that a name may have.
    :return: another path in the same folder.
    """
    folder, slash, name = path.rpartition("/")
    suffix = short_hash(f"{reason}\n{turn}" if turn else reason)
    return folder + slash + with_suffix(name, suffix, tail=tail, most_bytes=name_bytes)


def distinct_names(paths: Iterable[str]) -> list[str]:
    """Return distinct names for files in one folder; those of one stack keep one stem.

    :param paths: of the files in the library.
    :return: a safe name for each, in order; with a suffix where another photo has the name already.
    """
    owners: dict[str, str] = {}
    names = []
    for path in paths:
        tail = tail_of(path)
        stack, name = path.removesuffix(tail), safe_name(path.rpartition("/")[2])
        stem = key_of(name.removesuffix(extension_of(name, tail)))
        is_first = owners.setdefault(stem, stack) == stack
        names.append(name if is_first else with_hash(name, extension_of(name, tail), stack))
    return names


def resolve_collisions(wanted: WantedFiles, name_bytes: int = MAX_NAME_BYTES) -> None:
    """Give each wanted file a path of its own, also on disks that ignore case and forms of accents.

    Of several stacks with one stem, the one that the server met first keeps it. The order in which they were listed
    does not matter.

    :param wanted: the wanted files; their paths are changed.
    :param name_bytes: bytes that a name may have.
    """
    blocked = wanted.folder_keys() | RESERVED_KEYS
    for stem in sorted({*wanted.contested_stems(), *wanted.stems_of(blocked)}):
        is_free = True
        for group in _groups(wanted.with_stem(stem)):
            rows = group
            if is_free and not any(key_of(row.path) in blocked for row in group):
                is_free = False
            else:
                rows = next(rename_group(wanted, group, blocked, name_bytes))
            _tell_equal_paths_apart(wanted, rows, blocked, name_bytes)


def rename_group(
    wanted: WantedFiles, rows: Sequence[WantedFile], blocked: Collection[str], name_bytes: int
) -> Iterator[list[WantedFile]]:
    """Give files that share a stem a new one that is free, and another one with each iteration.

    :param wanted: the wanted files; their paths are changed.
    :param rows: the files, in the order in which :meth:`WantedFiles.with_stem` returns them.
    :param blocked: keys of paths that no file can have: those of folders, and our own.
    :param name_bytes: bytes that a name may have.
    :return: an endless iterator; each item is all files with their new paths.
    """
    for turn in count():
        paths = [with_hash(row.path, row.tail, rows[0].stack, turn, name_bytes=name_bytes) for row in rows]
        if not any(_is_taken(wanted, path, row.tail, blocked) for row, path in zip(rows, paths, strict=True)):
            yield [wanted.rename(row, path) for row, path in zip(rows, paths, strict=True)]


def _groups(rows: Iterable[WantedFile]) -> Iterator[list[WantedFile]]:
    """Split files that share a stem into groups that may keep one: a stack, and other stacks of the same photo.

    Stacks of one photo may get one stem from the template, such as its title. They keep it unless two files would have
    the same path.
    """
    stacks: dict[str, list[WantedFile]] = {}
    of_photo: dict[str, dict[str, None]] = {}
    for row in rows:
        stacks.setdefault(row.stack, []).append(row)
        of_photo.setdefault(row.uid, {})[row.stack] = None
    while stacks:
        first = next(iter(stacks))
        group = stacks.pop(first)
        keys = {key_of(row.path) for row in group}
        for other in of_photo.get(group[0].uid, ()) if group[0].uid else ():
            others = {key_of(row.path) for row in stacks.get(other, ())}
            if others and keys.isdisjoint(others):
                group += stacks.pop(other)
                keys |= others
        yield group


def _tell_equal_paths_apart(
    wanted: WantedFiles, rows: Iterable[WantedFile], blocked: Collection[str], name_bytes: int
) -> None:
    """Give each file of a group a path of its own: two may differ only by the case of their extensions."""
    keys: set[str] = set()
    for row in rows:
        turn, path = 0, row.path
        while key_of(path) in keys or (turn and _is_taken(wanted, path, row.tail, blocked)):
            path, turn = with_hash(row.path, row.tail, row.source, turn, name_bytes=name_bytes), turn + 1
        keys.add(key_of(path))
        if turn:
            wanted.rename(row, path)


def _is_taken(wanted: WantedFiles, path: str, tail: str, blocked: Collection[str]) -> bool:
    return key_of(path) in blocked or wanted.has_stem(path.removesuffix(tail))
