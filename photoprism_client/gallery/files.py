"""The files of a gallery: written under names that say what they hold, so that a page never finds a part of them."""

from collections.abc import Collection
from hashlib import sha1
from pathlib import Path

from photoprism_client._files import atomic
from photoprism_client.export.collisions import with_hash
from photoprism_client.export.metadata_files import WHOLE_EXPORT
from photoprism_client.export.own_names import GALLERY_FOLDER, GALLERY_PAGE
from photoprism_client.export.publishing import remove
from photoprism_client.export.run import Run
from photoprism_client.export.state import KnownFile

_CONTENT = "gallery"  # no SHA-1: an export does not look for a thumbnail's content
_NAME_DIGITS = 12
_PAGE_TAIL = ".html"


class GalleryFiles:
    """Writes the files of a gallery, and removes those that its page no longer names.

    :param run: the run.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._used: set[str] = set()

    def has(self, name: str, describes: str) -> bool:
        """Tell whether a file is there; a file that we did not write counts, and is left alone.

        :param name: relative to the folder.
        :param describes: the path of the picture that it shows by now.
        :return: whether it is; then it stays when the others are removed.
        :raises OSError: the disk failed.
        """
        known = self._run.state.known.get(name)
        if self._run.destination.stat(name) is None:
            return False
        if known is not None and known.is_ours and known.describes != describes:
            self._run.state.known.put(known._replace(describes=describes))
        self._used.add(name)
        return True

    def add(self, name: str, data: bytes, describes: str = WHOLE_EXPORT) -> None:
        """Write a file, unless something has its name already.

        :param name: relative to the folder; the same name always has the same content.
        :param data: its bytes.
        :param describes: the path of the picture that it shows.
        :raises OSError: the file system refused.
        """
        if not self.has(name, describes):
            self._publish(name, data, describes, overwrite=False)
            self._used.add(name)

    def add_script(self, name: str, tail: str, text: str) -> str:
        """Write a text under a name that ends in digits of its hash.

        :param name: in the gallery's folder.
        :param tail: its extension.
        :param text: what it holds.
        :return: the whole name, relative to the gallery's folder.
        :raises OSError: the file system refused.
        """
        data = text.encode()
        full_name = f"{name}-{_digest(data)[:_NAME_DIGITS]}{tail}"
        self.add(f"{GALLERY_FOLDER}/{full_name}", data)
        return full_name

    def write_page(self, text: str) -> str:
        """Write the page, replacing an older one; a page that we did not write, or that was changed, is left alone.

        :param text: the page.
        :return: its name, which has eight digits where the plain one is taken.
        :raises OSError: the file system refused; the older page is still there.
        """
        data, name, turn = text.encode(), GALLERY_PAGE, 0
        while self._is_occupied(name):
            name = with_hash(GALLERY_PAGE, _PAGE_TAIL, GALLERY_PAGE, turn)
            turn += 1
        is_there = self._run.destination.stat(name) is not None
        known = self._run.state.known.get(name)
        if not is_there or known is None or known.sha1 != _digest(data):
            self._publish(name, data, WHOLE_EXPORT, overwrite=is_there)
        return name

    def remove_unused(self, shown: Collection[str]) -> int:
        """Move files that the page does not name to the trash, but for thumbnails of pictures that are still here.

        :param shown: paths of the pictures that the page shows.
        :return: how many.
        :raises OSError: the file system refused.
        """
        known = self._run.state.known
        unused = [file for file in known.in_folder(GALLERY_FOLDER) if file.is_ours and file.path not in self._used]
        gone = [file for file in unused if file.describes in shown or known.get(file.describes) is None]
        removed = 0
        for file in gone:
            if self._run.destination.stat(file.path) is None:  # a killed run moved it
                known.forget(file.path)
            elif self._run.destination.is_intact(file):
                remove(self._run, file)
                removed += 1
        return removed

    def _is_occupied(self, name: str) -> bool:
        """Tell whether something is there that is not our page, or that was changed since."""
        if self._run.destination.stat(name) is None:
            return False
        known = self._run.state.known.get(name)
        if known is not None and known.is_ours and self._run.destination.is_intact(known):
            return False
        found = self._run.destination.look_at(name)
        if known is not None and found is not None:
            self._run.state.known.put(found)
        return True

    def _publish(self, name: str, data: bytes, describes: str, *, overwrite: bool) -> None:
        run, digest = self._run, _digest(data)
        part: Path = run.destination.incoming / "gallery"
        atomic.write_part(part, [data], fsync=run.options.fsync)
        run.destination.make_folders(name)
        run.journal.add(name, digest)
        size, mtime_ns = run.destination.publish(part, name, fsync=run.options.fsync, overwrite=overwrite)
        run.state.known.put(KnownFile(name, _CONTENT, digest, size, mtime_ns, is_ours=True, describes=describes))


def _digest(data: bytes) -> str:
    return sha1(data, usedforsecurity=False).hexdigest()
