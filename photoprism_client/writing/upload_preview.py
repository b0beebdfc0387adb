"""Tell what an upload would do: files are read, and looked up on the server, but none is sent."""

from pathlib import Path

from photoprism_client.writing.local_files import LocalFile, LocalPaths, find, grouped
from photoprism_client.writing.upload_requests import Apis
from photoprism_client.writing.upload_results import UploadedFile
from photoprism_client.writing.uploads import _Run


class _Preview(_Run):
    """An upload that ends where the first file would be sent."""

    def _send(self, files: list[LocalFile]) -> dict[Path, UploadedFile]:
        return {}


def preview(apis: Apis, paths: LocalPaths) -> dict[Path, UploadedFile | None]:
    """Tell what an upload of files would do.

    :param apis: what the upload would ask.
    :param paths: files and folders, one or many.
    :return: by path, what is known of each file; None for those that would be sent.
    :raises ApiValueError: a path is neither a file nor a folder, or no user is logged in.
    :raises ApiException: a call failed.
    :raises OSError: a folder cannot be read.
    """
    run, found = _Preview(apis, [], None), find(paths)
    results: dict[Path, UploadedFile] = {}
    for group in grouped(found):
        results |= run.upload(group)
    return {file.path: results.get(file.path) for file in found}
