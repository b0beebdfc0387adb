"""The JSON that the server answers with: pages of a listing, and a photo."""

import json
from pathlib import Path

PHOTOS = 10_000
PAGE_SIZE = 1000
_OVERLAP = 5  # rows that our pages share, so that nothing is missed; the other client asks for the same pages
#: Recorded answers.
SAMPLES = Path(__file__).resolve().parent.parent / "test" / "contract" / "recorded" / "samples.json"


def offsets() -> range:
    """Return the offsets of the pages.

    :return: so many that the last page is not full.
    """
    return range(0, PHOTOS, PAGE_SIZE - _OVERLAP)


def write_pages(folder: Path) -> None:
    """Write the pages that the server answers with, each to ``photos-<offset>``: recorded rows with UIDs of their own.

    :param folder: where to.
    """
    # Of one file each: rows are counted by file.
    rows = [row for row in json.loads(SAMPLES.read_text(encoding="utf-8"))["photos_merged"] if len(row["Files"]) == 1]
    texts = [json.dumps(row).replace(row["UID"], "{uid}") for row in rows]
    photos = [texts[number % len(texts)].replace("{uid}", f"p{number:015d}") for number in range(PHOTOS)]
    for offset in offsets():
        page = ",".join(photos[offset : offset + PAGE_SIZE])
        (folder / f"photos-{offset}").write_text(f"[{page}]", encoding="utf-8")


def write_photo(path: Path) -> None:
    """Write the details of a photo that the server answers with: recorded ones, with the server's blanks.

    :param path: where to.
    """
    photo = json.loads(SAMPLES.read_text(encoding="utf-8"))["photo"]
    path.write_text(json.dumps(photo, indent=4), encoding="utf-8")
