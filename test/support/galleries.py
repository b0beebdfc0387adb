"""Galleries in tests: a run, what its page names, and the data in its scripts."""

import json
import re
from pathlib import Path
from typing import Any

from photoprism_client import ApiClient, Configuration
from photoprism_client._clock import SYSTEM_CLOCK, Clock
from photoprism_client.export import ExportReport, FileReport, Selection
from photoprism_client.gallery import GalleryReport, export_with_gallery, make_gallery
from photoprism_client.testing import PhotoPrismServer
from test.support.export_runs import options

FOLDER = ".gallery"
_THUMBS = "/api/v1/t/"


class Run:
    """One run of ``export_with_gallery``, or of ``make_gallery`` where nothing is selected."""

    def __init__(
        self,
        server: PhotoPrismServer,
        dest: Path,
        selection: Selection | None = None,
        *,
        url: str = "",
        clock: Clock = SYSTEM_CLOCK,
        **changes: Any,
    ) -> None:
        before = len(server.requests)
        configuration = Configuration(host=url or server.url, username="admin", password="photoprism")
        self.files: list[FileReport] = []
        self.report: ExportReport | None = None
        with ApiClient(configuration, clock=clock) as api_client:
            if selection is None:
                made: GalleryReport | None = make_gallery(
                    api_client, dest, fsync=False, on_file=self.files.append, clock=clock, **changes
                )
            else:
                self.report, made = export_with_gallery(
                    api_client, selection, dest, options(**changes), on_file=self.files.append, clock=clock
                )
        self.made = made
        asked = [request.path for request in list(server.requests)[before:]]
        self.thumbs = [path for path in asked if path.startswith(_THUMBS)]
        self.others = [path for path in asked if not path.startswith(_THUMBS)]

    @property
    def gallery(self) -> GalleryReport:
        """What became of the gallery."""
        assert self.made is not None
        return self.made

    @property
    def warnings(self) -> list[str]:
        """What the run warned of."""
        return [file.reason or "" for file in self.files if file.action == "warning"]


def export(server: PhotoPrismServer, dest: Path, **changes: Any) -> Run:
    """Export everything, with the gallery."""
    return Run(server, dest, Selection(), **changes)


def _call(text: str, function: str) -> Any:
    found = re.fullmatch(rf"{function}\((.*)\);\n", text, re.DOTALL)
    assert found is not None
    return json.loads(f"[{found[1]}]")


def scripts(dest: Path, page: str = "gallery.html") -> list[Path]:
    """Return all files that a page names, by way of its index; each must be there and whole."""
    text = (dest / page).read_text(encoding="utf-8")
    named = [dest / name for name in re.findall(r'(?:src|href)="([^"]+)"', text) if name.startswith(f"{FOLDER}/")]
    (index,) = [path for path in named if path.name.startswith("index-")]
    ((facts),) = _call(index.read_text(encoding="ascii"), "galleryIndex")
    return [*named, *(dest / FOLDER / month for month in facts["months"])]


def photos(dest: Path, page: str = "gallery.html") -> list[dict[str, Any]]:
    """Return the photos of a page, in its order."""
    months = [path for path in scripts(dest, page) if re.match(r"\d{4}|unknown", path.name)]
    read = (_call(path.read_text(encoding="ascii"), "galleryMonth") for path in months)
    return [photo for _, found in read for photo in found]


def thumb_of(dest: Path, photo: dict[str, Any]) -> Path:
    """Return the path of a photo's thumbnail."""
    name = str(photo["thumb"])
    return dest / FOLDER / "thumbs" / name[:2] / f"{name}.jpg"


def preview_of(dest: Path, photo: dict[str, Any]) -> Path:
    """Return the path of a photo's preview."""
    name = str(photo["preview"])
    return dest / FOLDER / "previews" / name[:2] / f"{name}.jpg"


def thumbs(dest: Path) -> set[str]:
    """Return the names of all thumbnails that are there."""
    return {path.name for path in (dest / FOLDER / "thumbs").rglob("*") if path.is_file()}
