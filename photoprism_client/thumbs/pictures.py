"""`Picture`: one photo whose thumbnail is wanted; the listing of all; and what is written beside each in a shard."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from photoprism_client._identifiers import SHA1
from photoprism_client.api.paging import OnChange
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.export.listed_photos import joined
from photoprism_client.export.report import ReportBuilder
from photoprism_client.export.resolving import Resolved
from photoprism_client.export.selection import Selection
from photoprism_client.models import SearchPhoto

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Picture(NamedTuple):
    """A photo whose thumbnail is wanted."""

    #: SHA-1 of the file that shows it, by which its thumbnail is asked.
    hash: str
    photo: SearchPhoto

    def record(self, size: str) -> bytes:
        """Return what is known of it, as JSON.

        Each has every field, with a value of one type: loaders take the fields of the first few for those of all, and
        drop others without a word.

        :param size: of the thumbnail.
        :return: an object; docs/thumbs.md has its fields.
        """
        photo = self.photo
        facts: dict[str, str | int | bool] = {
            "uid": photo.uid or "",
            "hash": self.hash,
            "size": size,
            "type": photo.type or "",
            "title": photo.title or "",
            "caption": photo.caption or "",
            "taken_at": photo.taken_at.isoformat() if photo.taken_at else "",
            "taken_at_local": photo.taken_at_local.isoformat() if photo.taken_at_local else "",
            "width": photo.width or 0,
            "height": photo.height or 0,
            "file_name": photo.file_name or "",
            "favorite": bool(photo.favorite),
        }
        return _encode(facts).encode()


def pictures(
    api_client: ApiClient, selection: Selection, resolved: Resolved, report: ReportBuilder
) -> Iterator[Picture]:
    """List the pictures that are wanted; report what is left out, and what the server does not have.

    :param api_client: the server.
    :param selection: which photos.
    :param resolved: what its names mean.
    :param report: of the run.
    :return: an iterator.
    :raises ApiException: the server does not answer.
    """
    seen: set[bytes] = set()  # several photos may have one file, and a listing that shifts may repeat a photo
    found = _found(api_client, selection, resolved, report.listing_changed)
    for photo in selection.photos(found, lambda name, why: report.add("skipped", name, reason=why)):
        file = next((file for file in photo.files if file.primary), None)
        name, sha1 = photo.file_name or photo.uid or "", (photo.hash or "").lower()
        if file is not None and (reason := selection.refusal(file)) is not None:
            report.add("skipped", name, sha1=sha1 or None, reason=reason)
        elif not SHA1.fullmatch(sha1) or (file is not None and file.missing):
            # Not asked for: that could take it out of the server's index.
            report.add("failed", name, sha1=sha1 or None, reason="missing on the server's disk")
        elif (digest := bytes.fromhex(sha1)) not in seen:
            seen.add(digest)
            yield Picture(sha1, photo)


def _found(
    api_client: ApiClient, selection: Selection, resolved: Resolved, on_change: OnChange
) -> Iterable[SearchPhoto]:
    iterate: Callable[..., Iterator[SearchPhoto]] = PhotosApi(api_client).iterate
    listings = [iterate(on_change=on_change, **filters) for filters in resolved.listings(selection)]
    return joined(listings, latest_first=selection.recent is not None)
