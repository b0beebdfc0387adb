"""Turn a folder of files into the index of a photo server: digests, dates, stacks, folders.

Nothing is ever written into the folder. Files that the server would have to convert (RAW, GIF, HEIC, video …) get a
JPEG in a folder that the caller names; the real server keeps such files apart from the originals, too.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from photoprism_client.testing.library.items import ORIGINALS, SIDECAR, File, Folder, Photo, make_uid
from photoprism_client.testing.library.media_types import MEDIA_TYPES, MediaType, media_type_of, stack_name
from photoprism_client.testing.library.picture_facts import Facts, read_facts, write_preview
from photoprism_client.testing.library.videos import read_video

_UPLOADED = re.compile(r"\d{8}_\d{6}_[0-9A-F]{8}(?:\.\d{5})?")
_LONGEST_COUNTER = 4
_LONGEST_LIVE_NS = 3_100_000_000
_COUNTER_WORDS = {"img", "dsc", "dscf", "dscn", "pict", "mvi", "vid", "pxl"}
_WORD = re.compile(r"\d*[^\W\d_]\w*?(?=_|\W|$)")


@dataclass
class Index:
    """The result of indexing: pictures, folders and skipped files.

    ``duplicates`` are files with the content of another path: the server records them but lists only the first.
    ``skipped`` maps the path of every other file that is not listed to the reason.
    """

    photos: list[Photo] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)
    duplicates: dict[str, str] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)


def index_folder(root: Path, previews: Path, known: Iterable[str] = ()) -> Index:
    """Index every file below *root*.

    :param root: the folder of originals; hidden files and folders in it are left out
    :param previews: where JPEGs of files that browsers cannot show are written
    :param known: paths that were listed before; of several with one content, such a one stays the one that is listed
    :return: pictures in the order in which they were found, folders sorted by path
    """
    index = Index()
    seen = {sha1_of(root / name): name for name in known if (root / name).is_file()}
    for folder, names in _walk(root):
        if folder:
            index.folders.append(folder_of(root, folder))
        for base, members in _stacks(folder, names, index).items():
            files = [file for name in members if (file := _file(root, name, seen, index))]
            if any(not file.sidecar for file in files):
                index.photos.append(picture_of(len(index.photos) + 1, folder, base, files, previews))
            else:
                index.skipped.update({file.name: "belongs to no picture" for file in files})
    return index


def _walk(root: Path) -> Iterator[tuple[str, list[str]]]:
    # The real server follows links to folders as well; a folder is not entered twice.
    met = {os.path.realpath(root)}
    for folder, subfolders, names in os.walk(root, followlinks=True):
        shown = sorted(name for name in subfolders if not name.startswith(".") and _is_text(name))
        inner = {name: os.path.realpath(Path(folder, name)) for name in shown}
        subfolders[:] = [name for name, real in inner.items() if real not in met]
        met.update(inner.values())
        relative = Path(folder).relative_to(root).as_posix()
        yield ("" if relative == "." else relative), sorted(name for name in names if not name.startswith("."))


def _stacks(folder: str, names: list[str], index: Index) -> dict[str, list[str]]:
    stacks: dict[str, list[str]] = {}
    for name in names:
        path = str(PurePosixPath(folder, name))
        if not _is_text(name):
            index.skipped[path] = "its name is not UTF-8"
        elif media_type_of(name) is None:
            index.skipped[path] = "not a type that the server knows"
        else:
            stacks.setdefault(stack_name(name), []).append(path)
    return stacks


def _is_text(name: str) -> bool:
    """Tell whether a name was UTF-8 on disk: else it cannot be sent as JSON."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def folder_of(root: Path, path: str) -> Folder:
    """Return the record of a folder below *root*."""
    modified = datetime.fromtimestamp((root / path).stat().st_mtime, UTC)
    title = path.rpartition("/")[2].replace("_", " ").replace("-", " ")
    return Folder(make_uid("d", path), path, title[:1].upper() + title[1:], modified)


def _file(root: Path, name: str, seen: dict[str, str], index: Index) -> File | None:
    disk, kind = root / name, MEDIA_TYPES[name.rpartition(".")[2].lower()]
    try:
        digest = sha1_of(disk)
    except OSError as exc:
        index.skipped[name] = f"cannot be read: {exc.strerror}"
        return None
    sidecar = kind.media == "sidecar"
    listed = name if sidecar else seen.setdefault(digest, name)
    if listed != name:
        index.duplicates[name] = listed
        return None
    return _record(disk, name, kind, digest)


def file_of(root: Path, name: str) -> File:
    """Return the record of one original.

    :param name: its path in the library, with an ending that the server knows
    :raises OSError: it cannot be read
    """
    return _record(root / name, name, MEDIA_TYPES[name.rpartition(".")[2].lower()], sha1_of(root / name))


def _record(disk: Path, name: str, kind: MediaType, digest: str) -> File:
    uid, stat = make_uid("f", name, digest), disk.stat()
    return File(
        uid, "", name, ORIGINALS, digest, stat.st_size, stat.st_mtime, disk, kind.file_type, kind.media, kind.mime,
        sidecar=kind.media == "sidecar",
    )  # fmt: skip


def sha1_of(path: Path) -> str:
    """Return the SHA-1 of a whole file in hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha1").hexdigest()


def picture_of(number: int, folder: str, base: str, files: list[File], previews: Path, *, decode: bool = True) -> Photo:
    """Make one picture of files that belong together: choose its primary file, find its date, type and title.

    :param number: its number in the index
    :param folder: path of its folder in the library
    :param base: the name that the files share
    :param files: its files, at least one of which is not a sidecar
    :param previews: where a JPEG is written if browsers can show none of them
    :param decode: whether a picture that is cut is hidden
    """
    facts = {file.uid: read_facts(file.disk, decode=decode) for file in files if file.media_type in {"image", "raw"}}
    for file in files:
        _apply(facts.get(file.uid), file)
        if file.media_type == "video":
            seen = read_video(file.disk)
            file.duration, facts[file.uid] = seen.duration_ns, Facts(taken_local=seen.taken)
    _choose_primary(files, facts, previews)
    best = facts.get(next((file.uid for file in files if file.primary), ""), Facts())
    if not best.taken_local:
        best = next((found for found in facts.values() if found.taken_local), best)
    return _described(number, folder, base, files, best)


def _apply(facts: Facts | None, file: File) -> None:
    if facts is None:
        file.codec = "avc1" if file.media_type == "video" else ""
        return
    file.width, file.height, file.orientation = facts.width, facts.height, facts.orientation
    file.codec = "jpeg" if file.file_type == "jpg" else file.file_type
    if facts.error and file.file_type in {"jpg", "png"}:
        file.error = facts.error


def _choose_primary(files: list[File], facts: dict[str, Facts], previews: Path) -> None:
    shown = sorted((file for file in files if file.displayable), key=lambda file: file.file_type != "jpg")
    if not shown and not any(file.error for file in files):
        source = next(file for file in files if not file.sidecar)
        preview = _preview_of(source, previews)
        facts[preview.uid] = facts.get(source.uid, Facts())
        files.insert(0, preview)
        shown = [preview]
    if shown:
        shown[0].primary = True
        files.sort(key=lambda file: not file.primary)


def _preview_of(source: File, previews: Path) -> File:
    disk = previews / f"{source.hash}.jpg"
    width, height = write_preview(source.disk, disk, source.hash)
    source.width, source.height = width, height
    name, digest = f"{source.name}.jpg", sha1_of(disk)
    stat = disk.stat()
    return File(
        make_uid("f", name, digest), "", name, SIDECAR, digest, stat.st_size, stat.st_mtime, disk,
        "jpg", "image", "image/jpeg", width=width, height=height,
    )  # fmt: skip


def _described(number: int, folder: str, base: str, files: list[File], facts: Facts) -> Photo:
    first = files[0]
    taken = facts.taken_local or datetime.fromtimestamp(int(first.modified), UTC)
    created = datetime.fromtimestamp(int(max(file.modified for file in files)), UTC)
    photo = Photo(
        number=number, uid=make_uid("p", folder, base, first.hash), path=folder, name=base, title="",
        type=_type_of(files, facts), taken_at=taken - facts.utc_offset, taken_at_local=taken,
        taken_src="meta" if facts.taken_local else "", time_zone=facts.zone_name if facts.taken_local else "UTC",
        created_at=created, updated_at=created, files=files,
        camera_make=facts.camera_make, camera_model=facts.camera_model or "Unknown",
    )  # fmt: skip
    if facts.taken_local:
        photo.year, photo.month, photo.day = taken.year, taken.month, taken.day
    photo.quality = 3 if facts.taken_local else 1
    if photo.primary is None:
        photo.quality = -1
    photo.title = _title(file_title(photo), photo.year)
    for file in files:
        file.photo_uid = photo.uid
    return photo


def _type_of(files: list[File], facts: Facts) -> str:
    kinds = {file.media_type for file in files if file.root == ORIGINALS}
    if "raw" in kinds:
        return "raw"
    if "video" in kinds:
        is_short = any(0 < file.duration <= _LONGEST_LIVE_NS for file in files)
        return "live" if is_short or "image" in kinds else "video"
    return "animated" if facts.animated else "image"


def title_words(base: str) -> str:
    """Return what the name of a picture says for a title; empty when it is only a counter."""
    words = [word for word in _WORD.findall(base) if word.lower() not in _COUNTER_WORDS]
    return " ".join(word[:1].upper() + word[1:] for word in words)


def file_title(photo: Photo) -> str:
    """Return the title that follows from the name of a picture, for an upload from the one that it had before."""
    if not _UPLOADED.fullmatch(photo.name):
        return title_words(photo.name)
    title = title_words(photo.original_name)
    return title if len(title) > _LONGEST_COUNTER else ""


def _title(words: str, year: int) -> str:
    name = words or "Unknown"
    return f"{name} / {year}" if year > 0 else name
