"""What the server has no more is removed, but only when that is certain."""

from photoprism_client._wording import Advice
from photoprism_client.api.files_api import FilesApi
from photoprism_client.api.filters import PhotoQuery
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import NotFoundException, header_of
from photoprism_client.export.destination import Destination
from photoprism_client.export.place import Placer
from photoprism_client.export.report import KEPT, REMOVED, Ledger
from photoprism_client.export.state import Known, State

_FEW = 100  # files that may always be removed at once
_PERCENT = 100
_KINDS: tuple[PhotoQuery, ...] = ({}, {"archived": True}, {"hidden": True})


class Pruner:
    """Removes what is gone.

    :param api_client: whom to ask through.
    :param state: what is wanted and known.
    :param destination: the folder.
    :param placer: changes it.
    :param ledger: is told of each file.
    :param max_prune: files at the most; None for 100, or 1 % of all where that is more.
    """

    def __init__(
        self,
        api_client: ApiClient,
        state: State,
        destination: Destination,
        placer: Placer,
        ledger: Ledger,
        max_prune: int | None,
    ) -> None:
        self._photos, self._files = PhotosApi(api_client), FilesApi(api_client)
        self._state, self._destination, self._placer = state, destination, placer
        self._ledger, self._max_prune = ledger, max_prune

    def keep(self) -> int:
        """Tell of files that the server did not list, and leave them.

        :return: how many.
        """
        return sum([self._note_kept(known) for known in list(self._state.unwanted())])

    def run(self, *, dry: bool, is_familiar: bool) -> str | None:
        """Remove what is gone on the server and unchanged here.

        :param dry: only tell.
        :param is_familiar: whether the server had any of what earlier runs wrote; else it may be another server.
        :return: why nothing was removed although something could be, or None.
        :raises ApiException: the server does not say what it has.
        :raises OSError: the file system refused.
        """
        unwanted = [known for known in self._state.unwanted() if self._destination.is_intact(known)]
        placed = {known.path for known in unwanted if self._is_in_place(known)}
        candidates = self._candidates(unwanted, placed)
        if candidates and not is_familiar:
            self.keep()
            return "nothing of what was exported before is on this server"
        most = max(_FEW, self._state.count_known() // _PERCENT) if self._max_prune is None else self._max_prune
        if len(candidates) > most:
            self.keep()
            return Advice(
                "{count} files would be removed, and {max_prune} allows {most}",
                count=str(len(candidates)),
                most=str(most),
            )
        gone = self._gone(candidates, placed)
        self._ledger.begin("pruning", len(gone))
        for known in gone:
            if dry:
                self._ledger.note(REMOVED, known.path, size=known.size, sha1=known.sha1)
            else:
                self._placer.remove(known)
            self._ledger.step(known.path)
        removed = {known.path for known in gone}
        for known in list(self._state.unwanted()):
            if known.path not in removed:
                self._note_kept(known)
        return None

    def _candidates(self, unwanted: list[Known], placed: set[str]) -> list[Known]:
        """Return those that no listing has, archived and hidden ones included, or whose content is elsewhere by now."""
        hashes = {hash_of(known) for known in unwanted}
        left = self._not_listed(hashes) if hashes else hashes
        return [known for known in unwanted if hash_of(known) in left or known.path in placed]

    def _gone(self, candidates: list[Known], placed: set[str]) -> list[Known]:
        """Return those that the server has no more, and those whose content is where it is wanted by now."""
        left = {hash_of(known) for known in candidates if known.path not in placed}
        gone = {sha1 for sha1 in sorted(left) if self._is_unknown(sha1)}
        return [known for known in candidates if known.path in placed or hash_of(known) in gone]

    def _not_listed(self, hashes: set[str]) -> set[str]:
        """Return hashes that are in none of the server's listings, which ask for nothing in particular."""
        left = set(hashes)
        for only in _KINDS:
            for photo in self._photos.iterate(on_change=self._note_change, **only):
                left.difference_update(file.hash for file in photo.files if file.hash)
        return left

    def _note_change(self, changed: str) -> None:
        """Say so; no file is removed for that, since the server is asked for each."""
        self._ledger.warn("", changed)

    def _is_unknown(self, sha1: str) -> bool:
        try:
            self._files.get_file(sha1)
        except NotFoundException as error:
            # A page in HTML would only say that something in between does not know this server any more.
            return (header_of(error, "Content-Type") or "").lower().startswith("application/json")
        return False

    def _is_in_place(self, known: Known) -> bool:
        others = (other for other in self._state.holders(known.origin) if other.path != known.path)
        return any(
            self._state.wants(other.path, other.origin) and self._destination.is_intact(other) for other in others
        )

    def _note_kept(self, known: Known) -> bool:
        """Note that a file stays; false for one that somebody removed here."""
        can_look = self._destination.can_name(known.path)
        if is_there := not can_look or self._destination.stamp(known.path) is not None:
            self._ledger.note(KEPT, known.path, size=known.size, sha1=known.sha1)
        else:
            self._state.forget(known.path)
        return is_there


def hash_of(known: Known) -> str:
    """Return the hash of the server's file that a file was made of.

    :param known: the file.
    :return: SHA-1, 40 hex digits.
    """
    return known.origin.partition("_")[0]
