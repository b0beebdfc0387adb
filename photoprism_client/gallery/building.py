"""Builds a gallery: pictures first, then data, and the page last, so that it never names what is not there.

What a kill leaves at each step: an older page still names its own files, which are removed only after the new page has
its name; without an older page, there is none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from photoprism_client.api.images_api import ImagesApi
from photoprism_client.exceptions import OpenApiException
from photoprism_client.export.fetching import reason_of
from photoprism_client.export.metadata_files import MetadataFiles
from photoprism_client.export.own_names import GALLERY_FOLDER
from photoprism_client.export.run import Run
from photoprism_client.gallery import page
from photoprism_client.gallery.files import GalleryFiles
from photoprism_client.gallery.page import PREVIEWS, THUMBS
from photoprism_client.gallery.photos import ShownPhoto, shown_photos
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize
from photoprism_client.transfer.throttling import BandwidthLimit

#: Sizes by folder: of thumbnails, uncut and large enough for a tile on a screen of high density; and of previews, which
#: photos have whose own files no browser shows.
SIZES = {THUMBS: ThumbSize.FIT_720, PREVIEWS: ThumbSize.FIT_1920}
_NAMES = {THUMBS: "thumbnail", PREVIEWS: "preview"}

_COMMIT_EVERY = 100  # pictures; SHA1SUMS has what a crash loses
_NO_PICTURE = "the server has no picture of it in this size"
# Galleries of phones, and the server itself if it indexes the folder, leave the thumbnails out.
_MARKS = {".nomedia": b"", ".ppignore": b"*\n"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryReport:
    """What became of a gallery.

    :param page: the name of its page in the folder: ``gallery.html``, or with digits if that is a file of yours.
    :param photos: how many it shows.
    :param fetched: thumbnails and previews that were fetched.
    :param size: their bytes.
    :param failed: thumbnails and previews that could not be fetched; the page shows titles, or thumbnails, instead.
    :param removed: files of the gallery that were moved to the trash.
    """

    page: str
    photos: int = 0
    fetched: int = 0
    size: int = 0
    failed: int = 0
    removed: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every photo has its thumbnail, and its preview if it needs one."""
        return not self.failed


def build(run: Run, metadata: MetadataFiles) -> GalleryReport:
    """Make or update the gallery of a run.

    :param run: the run, whose files are in place.
    :param metadata: has the details of its photos.
    :return: what was done.
    :raises ApiException: the server does not say what it knows of a photo.
    :raises OSError: the disk is full or failed.
    """
    files = GalleryFiles(run)
    photos = shown_photos(run, metadata)
    for name, data in _MARKS.items():
        files.add(f"{GALLERY_FOLDER}/{name}", data)
    pictures = _Pictures(run, files)
    pictures.fetch(THUMBS, photos)
    pictures.fetch(PREVIEWS, (photo for photo in photos if not photo.is_viewable))
    name = files.write_page(_written(run, files, photos, pictures.there))
    run.state.commit()
    shown = {path for photo in photos for path in photo.paths}
    removed = files.remove_unused(shown) if run.report.is_listed else 0
    return GalleryReport(
        page=name,
        photos=len(photos),
        fetched=pictures.fetched,
        size=pictures.size,
        failed=pictures.failed,
        removed=removed,
    )


def _written(run: Run, files: GalleryFiles, photos: list[ShownPhoto], there: Mapping[str, Collection[str]]) -> str:
    """Write all that the page needs; return the page."""
    months = []
    for month, group in groupby(photos, key=lambda photo: photo.month):
        text = page.month_script(month, list(group), there)
        months.append(files.add_script(f"data/{month}", ".js", text))
    index = files.add_script("data/index", ".js", page.index_script(run.destination.root.name, months))
    style = files.add_script("gallery", ".css", page.asset("gallery.css"))
    script = files.add_script("gallery", ".js", page.asset("gallery.js"))
    return page.html(style=style, script=script, index=index)


class _Pictures:
    """Fetches the thumbnails and previews that are not there.

    :param run: the run.
    :param files: takes them.
    """

    def __init__(self, run: Run, files: GalleryFiles) -> None:
        self._run, self._files = run, files
        rate = run.options.max_bytes_per_s
        self._limit = None if rate is None else BandwidthLimit(rate, run.clock)
        #: By folder, names of the pictures that are there, see :attr:`ShownPhoto.thumb`.
        self.there: dict[str, set[str]] = {folder: set() for folder in SIZES}
        self.fetched = self.size = self.failed = 0

    def fetch(self, folder: str, photos: Iterable[ShownPhoto]) -> None:
        """Fetch what is missing, and warn of what cannot be fetched.

        :param folder: one of :data:`SIZES`.
        :param photos: whose pictures belong there.
        :raises OSError: the disk is full or failed.
        """
        missing: dict[str, ShownPhoto] = {}
        for photo in photos:
            if photo.picture and self._files.has(_path(folder, photo), photo.paths[0]):
                self.there[folder].add(photo.thumb)
            elif photo.picture:
                missing[photo.picture] = photo
        self._run.report.begin("gallery", len(missing))
        failures: defaultdict[str, list[str]] = defaultdict(list)
        connections = self._run.options.workers
        with ImagesApi(self._run.api_client).get_thumbs(
            list(missing), size=SIZES[folder], connections=connections, ordered=False, errors="return"
        ) as found:
            for picture, result in found:
                photo = missing[str(picture)]
                if (reason := self._keep(folder, photo, result)) is not None:
                    failures[reason].append(photo.paths[0])
                self._run.report.step(photo.paths[0])
        for reason, paths in failures.items():
            self.failed += len(paths)
            self._run.report.warn("", f"no {_NAMES[folder]} of {_counted(paths)}: {reason}")

    def _keep(self, folder: str, photo: ShownPhoto, found: MediaBytes | OpenApiException) -> str | None:
        """Write a picture; return why there is none."""
        if isinstance(found, OpenApiException):
            return reason_of(found)
        if found.is_placeholder:
            return _NO_PICTURE
        if self._limit is not None:
            self._limit.take(len(found))
        self._files.add(_path(folder, photo), bytes(found), photo.paths[0])
        self.there[folder].add(photo.thumb)
        self.fetched, self.size = self.fetched + 1, self.size + len(found)
        if not self.fetched % _COMMIT_EVERY:
            self._run.state.commit()
        return None


def _path(folder: str, photo: ShownPhoto) -> str:
    return f"{GALLERY_FOLDER}/{folder}/{photo.thumb[:2]}/{photo.thumb}.jpg"


def _counted(paths: list[str]) -> str:
    first, *others = paths
    return f"{first} and {len(others)} more" if others else first
