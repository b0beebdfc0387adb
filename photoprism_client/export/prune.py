"""Removes what the server no longer has, but only when that is certain."""

from photoprism_client._error_facts import media_type_of_error
from photoprism_client._wording import Advice
from photoprism_client.api.files_api import FilesApi
from photoprism_client.exceptions import NotFoundException
from photoprism_client.export.listed_photos import ListedPhotos
from photoprism_client.export.own_names import GALLERY_FOLDER, GALLERY_PAGE
from photoprism_client.export.publishing import remove
from photoprism_client.export.resolving import KINDS
from photoprism_client.export.run import Run
from photoprism_client.export.state import KnownFile

_FEW = 100  # files that may always be removed at once
_PERCENT = 100


def keep_unwanted(run: Run) -> int:
    """Report files that the server did not list, and leave them.

    :param run: the run.
    :return: how many are there.
    """
    return sum(1 for known in run.state.known.unwanted() if _keep(run, known))


def prune(run: Run, *, is_familiar: bool) -> str | None:
    """Remove what is gone on the server and unchanged here; in a dry run, only report it.

    :param run: the run.
    :param is_familiar: whether the server had any of what earlier runs wrote; otherwise it may be another server.
    :return: why nothing was removed although something could be, or None.
    :raises ApiException: the server does not say what it has.
    :raises OSError: the file system refused.
    """
    unwanted = [known for known in run.state.known.unwanted() if run.destination.is_intact(known)]
    elsewhere = {known.path for known in unwanted if _is_elsewhere(run, known)}
    candidates = _candidates(run, unwanted, elsewhere)
    if candidates and not is_familiar:
        keep_unwanted(run)
        return "nothing of what was exported before is on this server"
    most = run.options.max_prune
    if most is None:
        most = max(_FEW, run.state.known.count() // _PERCENT)
    if len(candidates) > most:
        keep_unwanted(run)
        count = str(len(candidates))
        return Advice("{count} files would be removed, and {max_prune} allows {most}", count=count, most=str(most))
    gone = _gone(run, candidates, elsewhere)
    run.report.begin("pruning", len(gone))
    for known in gone:
        if run.options.dry_run:
            run.report.add("removed", known.path, size=known.size, sha1=known.sha1)
            run.state.known.forget(known.path)
        else:
            remove(run, known)
        run.report.step(known.path)
    keep_unwanted(run)
    return None


def is_of_server(error: NotFoundException) -> bool:
    """Tell whether it is the server that does not know something.

    A page in HTML would only say that something in between does not know this server any more.

    :param error: what was raised.
    :return: whether it is.
    """
    return media_type_of_error(error).startswith("application/json")


def forget_gallery(run: Run) -> None:
    """Forget the gallery if its folder was removed here.

    :param run: the run.
    :raises OSError: the disk failed.
    """
    known = run.state.known
    if (files := known.in_folder(GALLERY_FOLDER)) and run.destination.stat(GALLERY_FOLDER) is None:
        for path in (GALLERY_PAGE, *(file.path for file in files)):
            if run.destination.stat(path) is None:
                known.forget(path)


def _candidates(run: Run, unwanted: list[KnownFile], elsewhere: set[str]) -> list[KnownFile]:
    """Return files that are in no listing, not even of archived or hidden photos, or whose content is elsewhere now."""
    unlisted = {known.server_hash for known in unwanted}
    photos = ListedPhotos(run.api_client, ["files.hash"])
    for only in KINDS if unlisted else ():
        # A listing that changes meanwhile removes nothing by mistake: the server is asked for each file.
        for photo in photos.iterate(on_change=lambda how: run.report.warn("", how), **only):
            unlisted.difference_update(file.hash for file in photo.files if file.hash)
    return [known for known in unwanted if known.server_hash in unlisted or known.path in elsewhere]


def _gone(run: Run, candidates: list[KnownFile], elsewhere: set[str]) -> list[KnownFile]:
    """Return files that the server no longer has, and those whose content is elsewhere now."""
    unlisted = {known.server_hash for known in candidates if known.path not in elsewhere}
    gone = {sha1 for sha1 in sorted(unlisted) if _is_unknown(run, sha1)}
    return [known for known in candidates if known.path in elsewhere or known.server_hash in gone]


def _is_unknown(run: Run, sha1: str) -> bool:
    try:
        FilesApi(run.api_client).get_file(sha1)
    except NotFoundException as error:
        return is_of_server(error)
    return False


def _is_elsewhere(run: Run, known: KnownFile) -> bool:
    """Tell whether the content of a file is at another path, where it is wanted."""
    others = (other for other in run.state.known.with_content(known.content) if other.path != known.path)
    return any(
        run.state.wanted.includes(other.path, other.content) and run.destination.is_intact(other) for other in others
    )


def _keep(run: Run, known: KnownFile) -> bool:
    """Report that a file stays, and return True; forget one that somebody removed here, and return False."""
    # A file that this process cannot name counts as there.
    is_there = not run.destination.can_name(known.path) or run.destination.stat(known.path) is not None
    if is_there:
        run.report.add("kept", known.path, size=known.size, sha1=known.sha1)
    else:
        run.state.known.forget(known.path)
    return is_there
