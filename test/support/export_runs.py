"""Exports in tests: a run, the content of its folder, and the requests that the server received."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from photoprism_client import ApiClient, Configuration
from photoprism_client._files.names import split_extension
from photoprism_client.export import ExportOptions, ExportReport, FileReport, Selection, export
from photoprism_client.export.collisions import with_hash
from photoprism_client.testing import PhotoPrismServer

OWN = ".photoprism-images"
_PICTURES = ("/api/v1/dl/", "/api/v1/t/")


def options(**changes: Any) -> ExportOptions:
    """Return options for tests, without fsync."""
    return replace(ExportOptions(fsync=False), **changes)


class Run:
    """One export, its report and its requests."""

    def __init__(
        self, server: PhotoPrismServer, dest: Path, selection: Selection | None = None, **changes: Any
    ) -> None:
        before = len(server.requests)
        configuration = Configuration(host=server.url, username="admin", password="photoprism")
        self.files: list[FileReport] = []
        with ApiClient(configuration) as api_client:
            self.report: ExportReport = export(
                api_client, selection or Selection(), dest, options(**changes), on_file=self.files.append
            )
        asked = [request.path for request in list(server.requests)[before:]]
        self.pictures = [path for path in asked if path.startswith(_PICTURES)]
        self.asked = asked

    @property
    def counts(self) -> dict[str, int]:
        """Files by action, without those of which there are none."""
        return {action: count for action, count in self.report.counts.items() if count}


def details(run: Run) -> list[str]:
    """Return the photos whose details a run asked for."""
    return [path for path in run.asked if path.startswith("/api/v1/photos/p")]


def facts(dest: Path, name: str) -> dict[str, Any]:
    """Return what the JSON beside a file says."""
    found: dict[str, Any] = json.loads((dest / f"{name}.photoprism.json").read_text(encoding="utf-8"))
    return found


def albums(dest: Path) -> dict[str, list[str]]:
    """Return the paths that ``albums.json`` has for each album."""
    found = json.loads((dest / "albums.json").read_text(encoding="utf-8"))
    return {album["Title"]: [file["Path"] for file in album["Files"]] for album in found}


def tree(dest: Path) -> dict[str, str]:
    """Return SHA-1 by path of all files in a folder, but for an export's own."""
    return {
        path.relative_to(dest).as_posix(): hashlib.sha1(path.read_bytes()).hexdigest()
        for path in sorted(dest.rglob("*"))
        if path.is_file() and OWN not in path.relative_to(dest).parts
    }


def pictures(dest: Path) -> dict[str, str]:
    """Return SHA-1 by path of all files in a folder that are not an export's own."""
    return {path: sha1 for path, sha1 in tree(dest).items() if path not in {"SHA1SUMS", "albums.json"}}


def originals(server: PhotoPrismServer) -> dict[str, str]:
    """Return SHA-1 by path of the files that a default export has."""
    return {
        file.name: file.hash
        for photo in server.library.photos
        if photo.archived_at is None and photo.quality > -1
        for file in photo.files
        if file.root == "/" and not file.sidecar and not file.missing
    }


def record(dest: Path) -> dict[str, str]:
    """Return SHA-1 by path of what ``SHA1SUMS`` says."""
    lines = (dest / "SHA1SUMS").read_text(encoding="utf-8").splitlines()
    return {line[42:]: line[:40] for line in lines}


def trash(dest: Path) -> dict[str, str]:
    """Return SHA-1 by path of what is in the trash, without the day."""
    found = tree(dest / OWN / "trash") if (dest / OWN / "trash").exists() else {}
    return {path.partition("/")[2]: sha1 for path, sha1 in found.items()}


def stamps(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Return by what files and folders are known not to have been touched: which they are, their sizes and times."""
    return {path: stamp(path) for path in folder.rglob("*")}


def stamp(path: Path) -> tuple[int, int, int]:
    """Return facts of a file that change when it is written, and not when it is read."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def beside(path: str, source: str) -> str:
    """Return where a file goes whose path is taken; the digits are those of its stack.

    :param path: that it would have
    :param source: where it is in the library
    """
    return with_hash(path, split_extension(path)[1], source.removesuffix(split_extension(source)[1]))


def note_beside(path: str, source: str) -> str:
    """Return where metadata go whose path is taken; the digits are those of the file that they describe."""
    return with_hash(path, split_extension(path)[1], source)
