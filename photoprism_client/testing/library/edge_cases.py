"""Generate a small library of edge cases for exports: kinds of files, stacks, and above all names.

The pictures are tiny and all different, except for one intended copy.
"""

import io
import random
import unicodedata
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from photoprism_client.testing.library.sample import draw, write_picture
from photoprism_client.testing.library.videos import video_bytes

_SIZE = (96, 64)
_FIRST_DATE = datetime(2021, 7, 1, 10, 0, 0)
_FAMILY = "👨‍👩‍👧‍👦"
_UPPER_CASE_DEVICE = "windows/aux.PNG"
_ACCENTED = "Café Zoë.jpg"
# Pictures with a date, by role. A disk or system that cannot store one of the names gets the others.
_PICTURES = {
    "plain": "2021/plain.jpg",
    "year one": "-rf.jpg",
    "private": "2021/private.jpg",
    "archived": "2021/archived.jpg",
    "in three albums": "2021/albums.jpg",
    "caption": "2021/caption.jpg",
    "case twin 1": "case/a/Photo.jpg",
    "case twin 2": "case/A/photo.jpg",
    "case twin 3": "case/a/photo.JPG",
    "reserved name": "windows/con.jpg",
    "trailing dot in a folder": "windows/folder./dot.jpg",
    "trailing blank in a folder": "windows/folder /blank.jpg",
    "forbidden signs": 'windows/what: "why?" a*b|c<d>\\e.jpg',
    "name of 250 bytes": f"long/{'é' * 123}.jpg",
    "cjk": "日本/富士山.jpg",
    "emoji": f"emoji/{_FAMILY}.jpg",
    "nfc": f"nfc/{unicodedata.normalize('NFC', _ACCENTED)}",
    "nfd": f"nfd/{unicodedata.normalize('NFD', _ACCENTED)}",
    "own name": "SHA1SUMS.jpg",
}
# Files that share a picture with another.
_SHARED = {
    "no zone": "plain",
    "zone name": "cjk",
    "person": "in three albums",
    "place": "caption",
    "leading dash": "year one",
}


def write_edge_cases(root: Path) -> dict[str, str]:
    """Write the library below *root*.

    :param root: an empty folder
    :return: paths by role, without files that this disk or system cannot store
    """
    roles = {}
    for number, (role, path) in enumerate(_PICTURES.items()):
        if _is_free(root, path):
            write_picture(root / path, number, _SIZE, _FIRST_DATE + timedelta(days=number))
            roles[role] = path
    roles |= {role: roles[other] for role, other in _SHARED.items() if other in roles}
    for write in (_write_stacks, _write_kinds, _write_dates, _write_oddities):
        roles |= write(root)
    return roles


def _is_free(root: Path, path: str) -> bool:
    try:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        with (root / path).open("x"):
            return True
    except OSError:
        return False


def _write_stacks(root: Path) -> dict[str, str]:
    folder = root / "stacks"
    for number, name in enumerate(("RAW_1.JPG", "THREE_1.JPG"), start=100):
        write_picture(folder / name, number, _SIZE, _FIRST_DATE + timedelta(days=number))
    for number, name in enumerate(("RAW_1.DNG", "THREE_1.DNG", "LIVE_1.HEIC", "LIVE_1.MOV", "ONE_1.HEIC")):
        _write_noise(folder / name, number)
    _write_flat(folder / "THREE_1.PNG", "purple")
    for name in ("RAW_1.xmp", "RAW_1.JPG.json", "LIVE_1.aae"):
        (folder / name).write_text(f"<!-- {name} -->\n", encoding="utf-8")
    return {
        "raw and jpeg": "stacks/RAW_1.JPG",
        "stack of three": "stacks/THREE_1.JPG",
        "live": "stacks/LIVE_1.HEIC",
        "preview by the server": "stacks/ONE_1.HEIC",
        "user sidecar": "stacks/RAW_1.xmp",
    }


def _write_kinds(root: Path) -> dict[str, str]:
    folder = root / "kinds"
    folder.mkdir()
    _write_flat(folder / "primary.png", "green")
    frames = [Image.new("RGB", _SIZE, shade) for shade in ("red", "blue")]
    frames[0].save(folder / "moves.gif", save_all=True, append_images=frames[1:])
    (folder / "video.mp4").write_bytes(video_bytes(12, number=8, size=400))
    return {"png": "kinds/primary.png", "gif": "kinds/moves.gif", "video": "kinds/video.mp4"}


def _write_dates(root: Path) -> dict[str, str]:
    write_picture(root / "dates/unknown.jpg", 110, _SIZE)
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: "2019:06:06 23:29:51", 0x9011: "+02:00"})
    Image.new("RGB", _SIZE, "orange").save(root / "dates/utc+2.jpg", exif=exif)
    return {"unknown date": "dates/unknown.jpg", "zone utc+2": "dates/utc+2.jpg"}


def _write_oddities(root: Path) -> dict[str, str]:
    copy, hidden = root / "twice/copy of plain.jpg", root / "hidden/cut.jpg"
    for path in (copy, hidden):
        path.parent.mkdir()
    roles = {"duplicate": "twice/copy of plain.jpg", "hidden": "hidden/cut.jpg"}
    if _is_free(root, _UPPER_CASE_DEVICE):
        _write_flat(root / _UPPER_CASE_DEVICE, "brown")
        roles["reserved name, upper case"] = _UPPER_CASE_DEVICE
    copy.write_bytes((root / _PICTURES["plain"]).read_bytes())
    whole = io.BytesIO()
    draw(111, _SIZE).save(whole, "JPEG")
    hidden.write_bytes(whole.getvalue()[: whole.tell() // 2])
    return roles


def _write_noise(path: Path, number: int) -> None:
    path.write_bytes(random.Random(number).randbytes(400 + number))  # noqa: S311 - bytes to copy, not a secret


def _write_flat(path: Path, colour: str) -> None:
    Image.new("RGB", _SIZE, colour).save(path)
