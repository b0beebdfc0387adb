"""Files on disk that are to be uploaded: found, judged by name and content, grouped and hashed."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from photoprism_client._content.signatures import media_type_of
from photoprism_client.exceptions import ApiTypeError, ApiValueError
from photoprism_client.writing.upload_results import UploadReason

LocalPath: TypeAlias = str | os.PathLike[str]
LocalPaths: TypeAlias = LocalPath | Iterable[LocalPath]

_MOST_NAME = 255  # bytes
# Names that the import deletes or passes over (pkg/fs/ignore.go, pkg/fs/walk.go of the server).
_HIDDEN = (".", "@", "_.", "__")


def _endings(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Endings that the server knows (pkg/fs/file_exts.go): of what it takes by itself, and of what comes along.
_JPEG = _endings("jfi jfif jif jpe jpeg jpg")
_PNG = _endings("apng pn png pnga")
_HEIF = _endings("avci avcs avif avifs avis heic heics heif heifs hif")
_OTHER_IMAGES = _endings("bmp gif jxl mpo psd tif tiff webp")
_RAW = _endings(
    "3fr ari arw bay cap cr2 cr3 crw data dcr dcs dng drf eip erf fff gpr iiq k25 kdc mdc mef mos mrw nef nrw obm orf"
    " pef ptx pxn r3d raf raw rw2 rwl rwz sr2 srf srw x3f"
)
_VIDEOS = _endings(
    "3g2 3gp asf av1 avc avi dv evc f4v flv hevc m2ts m4v mjpeg mjpg mkv mov mp mp2 mp4 mpeg mpg mpv mts mxf ogg ogv"
    " ogx qt vvc webm wmv"
)
_VECTORS = _endings("ai epi eps eps2 eps3 epsf epsi ept ps ps2 ps3 svg")
_MAIN = _JPEG | _PNG | _HEIF | _OTHER_IMAGES | _RAW | _VIDEOS | _VECTORS
_SIDECARS = _endings("aae json markdown md nfo thm txt xml xmp yaml yml")
_KNOWN = _MAIN | _SIDECARS

# Media types by ending, where the server compares them.
_TYPES: dict[str, frozenset[str]] = {
    **dict.fromkeys(_JPEG, frozenset({"image/jpeg"})),
    **dict.fromkeys(_PNG, frozenset({"image/png"})),
    **dict.fromkeys(_HEIF, frozenset({"image/avif", "image/heic", "image/heic-sequence", "image/heif", "video/mp4"})),
    **dict.fromkeys(("tif", "tiff"), frozenset({"image/tiff"})),
    "gif": frozenset({"image/gif"}),
    "bmp": frozenset({"image/bmp"}),
    "webp": frozenset({"image/webp"}),
}
_SURE = _JPEG | _PNG | {"gif"}  # what has no other signature than ours


@dataclass(slots=True)
class LocalFile:
    """A file that is to be uploaded."""

    path: Path
    #: Bytes; known when it was read.
    size: int = 0
    #: SHA-1 of the content; empty until it was read.
    sha1: str = ""

    @property
    def is_main(self) -> bool:
        """Whether the server takes it by itself, rather than along with another file."""
        return _ending(self.path.name) in _MAIN

    @property
    def stem(self) -> tuple[Path, str]:
        """What files that belong together have in common: the folder, and the name without known endings."""
        name, dot, _ = self.path.name.rpartition(".")
        while _ending(name) in _KNOWN:
            name = name.rpartition(".")[0]
        return self.path.parent, name if dot else self.path.name

    def fault_of_name(self) -> UploadReason | None:
        """Tell why the server would not take a file of this name.

        :return: the reason, or None.
        """
        name = self.path.name
        if name.startswith(_HIDDEN):
            return UploadReason.HIDDEN_NAME
        if len(os.fsencode(name)) > _MOST_NAME:
            return UploadReason.LONG_NAME
        return None if _ending(name) in _KNOWN else UploadReason.UNKNOWN_ENDING

    def read(self) -> UploadReason | None:
        """Read the file for its size and SHA-1.

        :return: why the server would not take this content, or None.
        :raises OSError: it cannot be read.
        """
        with self.path.open("rb", buffering=0) as file:
            head = file.read(1024)
            file.seek(0)
            self.sha1 = hashlib.file_digest(file, lambda: hashlib.sha1(usedforsecurity=False)).hexdigest()
            self.size = file.tell()
        return _fault_of_content(_ending(self.path.name), head)


def find(paths: LocalPaths) -> list[LocalFile]:
    """Return the files that paths name, those in folders included.

    Hidden folders in a folder, and links to folders in it, are passed over.

    :param paths: files and folders, one or many.
    :return: each file once, in order; those of a folder sorted by path.
    :raises ApiTypeError: a path has the wrong type.
    :raises ApiValueError: a path does not exist, or is neither a file nor a folder.
    :raises OSError: a folder cannot be read.
    """
    found: dict[Path, LocalFile] = {}
    for path in _checked(paths):
        for file in _files_in(path) if path.is_dir() else [path]:
            found.setdefault(file.absolute(), LocalFile(file))
    return list(found.values())


def grouped(files: Iterable[LocalFile]) -> list[list[LocalFile]]:
    """Put files together that the server must get together: of one name, but for the ending, in one folder.

    :param files: the files.
    :return: groups, in the order of their first file.
    """
    groups: dict[tuple[Path, str], list[LocalFile]] = {}
    for file in files:
        groups.setdefault(file.stem, []).append(file)
    return list(groups.values())


def _checked(paths: object) -> list[Path]:
    several = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    if not isinstance(several, Iterable) or isinstance(several, (bytes, bytearray)):
        raise ApiTypeError(f"paths must be paths, one or many, not {type(paths).__name__}")
    found = []
    for number, path in enumerate(several):
        if not isinstance(path, (str, os.PathLike)) or isinstance(os.fspath(path), bytes):
            raise ApiTypeError(f"paths[{number}] must be a str or os.PathLike[str], not {type(path).__name__}")
        found.append(_existing(number, Path(path)))
    return found


def _existing(number: int, path: Path) -> Path:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise ApiValueError(f"paths[{number}] must be a file or folder that can be read: {path}: {error}") from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise ApiValueError(f"paths[{number}] must be a file or folder, and {path} is neither")
    return path


def _files_in(folder: Path) -> Iterator[Path]:
    def fail(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        yield from (path for name in sorted(names) if (path := Path(parent, name)).is_file())


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _fault_of_content(ending: str, head: bytes) -> UploadReason | None:
    if not head:
        return UploadReason.EMPTY
    allowed, found = _TYPES.get(ending), media_type_of(head)
    if allowed is None or found in allowed or (found is None and ending not in _SURE):
        return None
    return UploadReason.WRONG_ENDING
