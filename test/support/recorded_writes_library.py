"""A library like the one of the recorded writes: paths, dates, numbers and labels where answers depend on them."""

from __future__ import annotations

import io
import json
import os
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path, PurePosixPath

from PIL import Image

from photoprism_client.testing import Library
from photoprism_client.testing.library.items import LabelMark, Marker, Photo, make_uid
from photoprism_client.testing.library.sample import draw, write_picture
from photoprism_client.testing.library.videos import video_bytes

RECORDED = Path(__file__).parents[1] / "contract" / "recorded" / "writes.json"
_EMPTY = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
_HUGE_BYTES = 28_000_000
_XMP = """<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description><dc:title><rdf:Alt>
<rdf:li xml:lang='x-default'>Title in XMP</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>
"""
_INDEXED = datetime(2026, 11, 25, 21, 10, 6, tzinfo=UTC)
_CAMERA = ("Canon", "EOS 6D")
# The day on which a picture was taken by its path; None for a file without a date.
_TAKEN = {
    "2018/stack/IMG_1.jpg": datetime(2018, 9, 10, 3, 16, 13, tzinfo=UTC),
    "2022/Ferien & Spaß/DSC 001 ü.jpg": datetime(2022, 1, 10, 12, 0, 0, tzinfo=UTC),
    "bulk/2001/IMG_0001.jpg": datetime(2001, 1, 31, 0, 30, 0, tzinfo=UTC),
    "bulk/2001/IMG_0021.jpg": datetime(2001, 2, 2, 0, 45, 0, tzinfo=UTC),
    **{f"Faces/{name}.jpg": None for name in ("1", "10", "2", "3", "4", "5", "o1")},
    "live/IMG_0006.jpg": datetime(2018, 5, 4, 9, 21, 0, tzinfo=UTC),
    **{
        f"misc/IMG_{number + 1:04}.jpg": datetime(2001 + number, 2 + number, 2 + number, 1 + number, tzinfo=UTC)
        for number in range(5)
    },
    "misc/IMG_4120.JPG": datetime(2006, 7, 4, 9, 35, 36, tzinfo=UTC),
    "misc/IMG_E4120.JPG": datetime(2006, 7, 4, 9, 35, 36, tzinfo=UTC),
    "misc/beach_sand.jpg": datetime(2017, 6, 6, 9, 30, 0, tzinfo=UTC),
    "misc/cat_black.jpg": datetime(2019, 1, 2, 3, 4, 5, tzinfo=UTC),
    "misc/cat_brown.jpg": datetime(2016, 5, 6, 7, 8, 9, tzinfo=UTC),
    "misc/dog.jpg": datetime(2015, 5, 6, 7, 8, 9, tzinfo=UTC),
    "misc/fjord.jpg": datetime(2018, 9, 11, 10, 0, 0, tzinfo=UTC),
    "misc/nodate.jpg": None,
}
_OTHER_FILES = {
    "2018/stack/IMG_1.dng": b"II*\0\x08\0\0\0" + bytes(6) + b"raw" * 9000,
    "heic/iphone_7.heic": b"\0\0\0\x18ftypheic" + b"heic" * 9000,
    "live/IMG_0006.mp4": video_bytes(2, number=1),
    "misc/IMG_4120.AAE": b"<?xml version='1.0'?><plist/>\n",
    "misc/christmas.mp4": video_bytes(10, number=2),
}
#: Where the photos of the recording are, by their placeholders.
PHOTOS = {
    "<photo-a>": "misc/IMG_0002.jpg",
    "<photo-b>": "misc/IMG_0003.jpg",
    "<photo-c>": "misc/IMG_0004.jpg",
    "<photo-d>": "misc/IMG_0005.jpg",
    "<photo-e>": "misc/IMG_0001.jpg",
    "<photo-f>": "bulk/2001/IMG_0021.jpg",
    "<photo-unicode>": "2022/Ferien & Spaß/DSC 001 ü.jpg",
    "<photo-review>": "Faces/10.jpg",
    "<photo-face-1>": "Faces/1.jpg",
    "<photo-face-2>": "Faces/2.jpg",
    "<photo-nodate>": "misc/nodate.jpg",
    "<photo-gps>": "misc/fjord.jpg",
    "<photo-cat>": "misc/cat_black.jpg",
    "<photo-cat-2>": "misc/cat_brown.jpg",
    "<photo-dog>": "misc/dog.jpg",
    "<photo-beach>": "misc/beach_sand.jpg",
    "<photo-heic>": "heic/iphone_7.heic",
    "<photo-live>": "live/IMG_0006.jpg",
    "<photo-stack>": "2018/stack/IMG_1.jpg",
    "<photo-two>": "misc/IMG_4120.JPG",
}
_HASHES = {
    "<hash-a>": "misc/IMG_0002.jpg",
    "<hash-e>": "misc/IMG_0001.jpg",
    "<hash-b>": "misc/IMG_0003.jpg",
    "<hash-gone>": "misc/christmas.mp4",
    "<hash-video>": "live/IMG_0006.mp4",
    "<hash-live-jpg>": "live/IMG_0006.jpg",
    "62202b68b06cc39d01d3eed8a7bdfbf760381db8": "2018/stack/IMG_1.dng",
}
_FILES = {
    "<file-e>": "misc/IMG_0001.jpg",
    "<file-a>": "misc/IMG_0002.jpg",
    "<file-jpg>": "2018/stack/IMG_1.jpg",
    "<file-dng>": "2018/stack/IMG_1.dng",
    "<file-edited>": "misc/IMG_E4120.JPG",
    "<file-plain>": "misc/IMG_4120.JPG",
    "<file-aae>": "misc/IMG_4120.AAE",
    "<file-heic>": "heic/iphone_7.heic",
    "<file-heic-jpg>": "heic/iphone_7.heic.jpg",
    "<file-live-jpg>": "live/IMG_0006.jpg",
    "<file-live-mp4>": "live/IMG_0006.mp4",
    "<file-of-face-1>": "Faces/1.jpg",
}
# The server sorts selected photos by UID, so these must sort as they did there.
_SORTED = ("<photo-f>", "<photo-e>", "<photo-a>", "<photo-b>", "<photo-d>", "<photo-c>", "<photo-cat-2>", "<photo-cat>")
_NUMBERS = {
    "<photo-f>": 3, "<photo-gps>": 13, "<photo-unicode>": 14, "<photo-live>": 15, "<photo-e>": 16, "<photo-a>": 17,
    "<photo-b>": 18, "<photo-c>": 19, "<photo-d>": 20, "<photo-cat>": 21, "<photo-beach>": 22, "<photo-cat-2>": 24,
}  # fmt: skip
_KEYWORDS = {
    "<photo-a>": "beach, grey, mountain, portrait, street",
    "<photo-b>": "grey, mountain, sunset",
}
_ALBUMS = 11  # of all types
_TITLES = {
    "<photo-a>": "Street / 2002",
    "<photo-b>": "Sunset / 2003",
    "<photo-c>": "Street / 2004",
    "<photo-f>": "Street / 2001",
    "<photo-unicode>": "U / 2022",
    **dict.fromkeys(("<photo-face-1>", "<photo-face-2>", "<photo-review>"), "Faces"),
}
# The labels that the server found, in the order of their numbers, and the pictures that carry them.
_LABELS = {
    "Street": ("<photo-a>", "<photo-c>", "<photo-f>"),
    "Water": ("<photo-gps>",),
    "Sunset": ("<photo-b>", "<photo-c>"),
    "Mountain": ("<photo-a>", "<photo-b>"),
    "Beach": ("<photo-a>", "<photo-c>"),
    "Portrait": ("<photo-a>", "<photo-c>"),
    "People": ("<photo-face-1>", "<photo-face-2>"),
}
# Where pictures were taken: latitude and longitude.
_PLACES = {
    "<photo-gps>": (65.05557777777777, -16.62570277777778),
    "<photo-cat-2>": (48.53870833333333, 9.01216111111111),
    **dict.fromkeys(("<photo-beach>", "<photo-live>", "<photo-cat>", "<photo-unicode>"), (50.0, 9.0)),
}
_IN_REVIEW = ("<photo-unicode>", "<photo-gps>", "<photo-cat>", "<photo-cat-2>", "<photo-dog>", "<photo-beach>")
# Where faces are, and how far each is from the middle of the cluster: that decides which of them lose their person.
_FACES = {
    "Faces/1.jpg": 0.4636,
    "Faces/2.jpg": 0.40,
    "Faces/3.jpg": 0.365,
    "Faces/5.jpg": 0.38,
    "Faces/o1.jpg": 0.37,
    "Faces/4.jpg": 0.5,
}
_AREA = (0.41015625, 0.20117188, 0.49479166, 0.37109375)
_MARKERS = {"<marker-3>": "Faces/3.jpg", "<marker-4>": "Faces/5.jpg", "<marker-5>": "Faces/o1.jpg"}
_LABEL_UNCERTAINTY = {"Portrait": 35}


def write_originals(root: Path) -> None:
    """Write the files of the recorded library below *root*."""
    for number, (path, taken) in enumerate(_TAKEN.items()):
        write_picture(root / path, 60 + number, (1200, 800), taken, _CAMERA if taken else ("", ""))
    for name, content in _OTHER_FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    for file in filter(Path.is_file, root.rglob("*")):
        os.utime(file, (_INDEXED.timestamp(), _INDEXED.timestamp()))


def make_library(root: Path) -> Library:
    """Index what `write_originals` wrote, and label it as the recorded library was."""
    library = Library.from_folder(root)
    _stack_edited(library)
    photos = {name: library.find(path) for name, path in PHOTOS.items()}
    for number, name in enumerate(_SORTED):
        _rename(photos[name], f"pt0recorded{number:05}")
    for photo in photos.values():
        library.update(photo, time_zone="")
    for name, title in _TITLES.items():
        library.update(photos[name], title=title, sent={"TitleSrc": ""})
        photos[name].as_indexed["title"] = title
    for name, keywords in _KEYWORDS.items():
        library.update(photos[name], keywords=keywords)
    for name, members in _LABELS.items():
        label = library.add_label(name, [photos[member] for member in members])
        marks = {uid: LabelMark("image", _LABEL_UNCERTAINTY.get(name, 20)) for uid in label.photo_uids}
        library.update(label, marks=marks, priority=0)
    face = photos["<photo-a>"].original
    library.update(face, markers=[Marker(make_uid("m", face.uid), "", 0.4, 0.2, 0.3, 0.3)])
    for name in ("<photo-unicode>", "<photo-cat>", "<photo-cat-2>"):
        library.update(photos[name], quality=2)
    library.add_faces((library.find(path) for path in _FACES), distances=_FACES.values())
    marker = library.find("Faces/1.jpg").files[0].markers[0]
    marker.x, marker.y, marker.w, marker.h = _AREA
    for name, place in _PLACES.items():
        library.update(photos[name], lat=place[0], lng=place[1])
    gps = datetime(2012, 8, 8, 22, 7, 18, tzinfo=UTC)
    library.update(photos["<photo-gps>"], taken_at=gps, taken_at_local=gps, year=2012, month=8, day=8)
    for name in _IN_REVIEW:
        library.update(photos[name], quality=2)
    for number, album in enumerate(library.albums, start=_ALBUMS - len(library.albums) + 1):
        library.update(album, number=number)
    _number(library, {photos[name].uid: number for name, number in _NUMBERS.items()})
    return library


def _stack_edited(library: Library) -> None:
    """Put ``IMG_E4120.JPG`` to the picture that it was edited from, as the real server does for names of iPhones."""
    picture, edited = library.find("misc/IMG_4120.JPG"), library.find("misc/IMG_E4120.JPG")
    library.photos.remove(edited)
    for file in edited.files:
        file.primary, file.photo_uid = False, picture.uid
        file.uid = f"fz{file.uid[2:]}"
    picture.files[1:1] = edited.files
    library.touch()


def _rename(photo: Photo, uid: str) -> None:
    photo.uid = uid
    for file in photo.files:
        file.photo_uid = uid


def _number(library: Library, numbers: dict[str, int]) -> None:
    free = iter(sorted(set(range(1, len(library.photos) + len(numbers) + 1)) - set(numbers.values())))
    for photo in library.photos:
        photo.number = numbers.get(photo.uid) or next(free)
    library.photos.sort(key=lambda photo: photo.number)


def known_values(library: Library) -> dict[str, str]:
    """Return what placeholders of the recording are in *library*, for those that requests show before answers do."""
    photos = {name: library.find(path).uid for name, path in PHOTOS.items()}
    files = {file.name: file for file in library.files}
    hashes = {name: files[path].hash for name, path in _HASHES.items()}
    markers = {name: library.find(path).files[0].markers[0].uid for name, path in _MARKERS.items()}
    uids = {name: files[path].uid for name, path in _FILES.items()}
    street = next(label.uid for label in library.labels if label.name == "Street")
    return photos | uids | hashes | markers | {"<label-street>": street}


def upload(name: str, sha1: str) -> bytes:
    """Return the bytes of a file that was uploaded: another one for each recorded SHA-1, dated as the recorded one."""
    number, taken, ending = int(sha1[:6], 16), _dates().get(sha1), PurePosixPath(name).suffix.lower()
    if sha1 == _EMPTY:
        return b""
    if ending == ".mp4":
        return video_bytes(2, taken, number=number)
    if ending == ".xmp":
        return _XMP.encode()
    if ending not in {"", ".jpg", ".png"}:
        return f"{name} {sha1}\n".encode()
    exif, buffer = Image.Exif(), io.BytesIO()
    if taken is not None:
        exif[0x0132] = taken.strftime("%Y:%m:%d %H:%M:%S")
    draw(number, (300, 200)).save(buffer, "PNG" if name == "pic.png" else "JPEG", exif=exif)
    data = buffer.getvalue() + bytes(_HUGE_BYTES if name == "huge.jpg" else 0)
    return data[: len(data) * 3 // 4] if name == "truncated.jpg" else data


@cache
def _dates() -> dict[str, datetime]:
    """Return when uploaded pictures were taken, by their recorded SHA-1: the server put that into their names."""
    found = {}
    for entry in json.loads(RECORDED.read_text(encoding="utf-8")):
        sha1 = re.search(r"\?count=5&hash=([0-9a-f]{40})", entry["request"]["path"])
        name = re.search(r"\b(20\d{6}_\d{6})_[0-9A-F]{8}", json.dumps(entry["response"].get("json_part")))
        if sha1 and name and not name[1].startswith("2026"):
            found[sha1[1]] = datetime.strptime(name[1], "%Y%m%d_%H%M%S").replace(tzinfo=UTC)
    return found
