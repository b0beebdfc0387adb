"""The records of a photo server: pictures, their files, people, albums, labels and folders.

They have no behaviour beyond small properties. ``indexing`` makes them, ``library`` keeps them.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

NEVER = datetime(1, 1, 1, tzinfo=UTC)
ORIGINALS = "/"
SIDECAR = "sidecar"
UNKNOWN = "Unknown"
NO_LONGER = 100  # the uncertainty, in percent, of a label that somebody took off a picture
_SPELLED = str.maketrans({"ß": "ss", "&": " and ", "@": "at", "'": "", "’": "", '"': ""})
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def make_uid(prefix: str, *parts: str) -> str:
    """Return an identifier in the server's form: one letter and 15 of a-z0-9, the same for the same *parts*.

    :param prefix: the letter that tells the kind (p photo, f file, a album, l label, d folder, j person,
        m marker, u user)
    :param parts: what the identifier is derived from
    :return: 16 characters
    """
    number = int.from_bytes(hashlib.sha256("\0".join((prefix, *parts)).encode()).digest(), "big")
    letters = []
    for _ in range(15):
        number, digit = divmod(number, 36)
        letters.append(_DIGITS[digit])
    return prefix + "".join(letters)


def slug(text: str) -> str:
    """Return *text* as the server writes it into names: lower case, ASCII, dashes; ``unknown`` when nothing is left."""
    return plain_slug(text) or "unknown"


def plain_slug(text: str) -> str:
    """Return *text* in lower case, ASCII, dashes and underscores; empty when nothing is left."""
    spelled = text.translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", plain.lower()).strip("-_")


@dataclass(eq=False)
class Marker:
    """Where on a file a person is seen; ``x``, ``y``, ``w`` and ``h`` are fractions of the picture as it is shown.

    ``review`` means that the server is not sure that this is a face; naming the face keeps it. ``invalid`` means that a
    user rejected the face. ``src`` is ``image`` for what the server found and ``manual`` for what a user marked,
    ``subj_src`` who named it: ``manual`` for a user, empty for the server, which names all faces of one cluster alike.
    ``face_id`` is that cluster, ``face_dist`` how far the face is from its middle.
    """

    uid: str
    person_uid: str
    x: float
    y: float
    w: float
    h: float
    score: int = 100
    review: bool = False
    invalid: bool = False
    src: str = "image"
    subj_src: str = "manual"
    face_id: str = ""
    face_dist: float = -1
    created_at: datetime | None = None

    @property
    def area(self) -> str:
        """The crop area in the server's form: thousandths, three hex digits each."""
        return "".join(f"{int(part * 1000):03x}" for part in (self.x, self.y, self.w, self.h))


@dataclass(eq=False)
class File:
    """One file of the index: an original of the user, or a preview that the server made of one.

    ``name`` is its path in the library with ``/`` between the parts, ``disk`` where its bytes are. ``error`` says why
    it cannot be shown (empty: it can). ``missing`` is set when someone asked for it and it was gone. ``original_name``
    is the one it had when it was imported, with its folder (empty: it was not). ``duration`` is in nanoseconds.
    A file that is not ``searchable`` is in no search until the next indexing, though its picture has it.
    """

    uid: str
    photo_uid: str
    name: str
    root: str
    hash: str
    size: int
    modified: float
    disk: Path
    file_type: str
    media_type: str
    mime: str
    codec: str = ""
    width: int = 0
    height: int = 0
    orientation: int = 1
    primary: bool = False
    sidecar: bool = False
    missing: bool = False
    error: str = ""
    original_name: str = ""
    markers: list[Marker] = field(default_factory=list)
    duration: int = 0
    searchable: bool = True

    @property
    def base(self) -> str:
        """The name without its folder."""
        return self.name.rpartition("/")[2]

    @property
    def portrait(self) -> bool:
        """Higher than wide, as it is shown."""
        return self.height > self.width

    @property
    def displayable(self) -> bool:
        """Whether thumbnails can be made of this very file."""
        return self.file_type in {"jpg", "png"} and not self.error


@dataclass(eq=False)
class Photo:
    """One picture with all its files, the primary one first.

    ``taken_at_local`` carries UTC as its zone but means local time, as on the wire. ``year``, ``month`` and ``day`` are
    -1 when the date is not known. ``quality`` is 1 to 7, below 3 means "in review", -1 hidden. ``keywords`` of None are
    made of path and title. ``country`` has two letters, ``zz`` when it is not known; ``altitude`` is in metres.

    ``purged_at`` says since when all its originals are gone. ``as_indexed`` is what the last indexing made of some
    fields: where they differ now, somebody edited them, and the next indexing leaves them alone. ``sent`` holds what
    writes set beyond these fields, by its name in JSON: where a value comes from (``TitleSrc``), exposure, camera.
    ``stack`` is -1 for a picture that was split from a stack. ``created_by`` is the UID of the user who uploaded it.
    """

    number: int
    uid: str
    path: str
    name: str
    title: str
    type: str
    taken_at: datetime
    taken_at_local: datetime
    taken_src: str
    time_zone: str
    created_at: datetime
    updated_at: datetime
    files: list[File] = field(default_factory=list)
    year: int = -1
    month: int = -1
    day: int = -1
    camera_make: str = ""
    camera_model: str = "Unknown"
    quality: int = 3
    favorite: bool = False
    private: bool = False
    edited_at: datetime | None = None
    archived_at: datetime | None = None
    caption: str = ""
    keywords: str | None = None
    notes: str = ""
    subject: str = ""
    artist: str = ""
    copyright: str = ""
    license: str = ""
    lat: float = 0
    lng: float = 0
    altitude: int = 0
    country: str = "zz"
    place_label: str = UNKNOWN
    place_city: str = UNKNOWN
    place_state: str = UNKNOWN
    purged_at: datetime | None = None
    as_indexed: dict[str, object] = field(default_factory=dict, repr=False)
    sent: dict[str, object] = field(default_factory=dict, repr=False)
    stack: int = 0
    created_by: str = ""

    @property
    def primary(self) -> File | None:
        """The file that stands for the picture, None when it has none that can be shown."""
        return next((file for file in self.files if file.primary), None)

    @property
    def original(self) -> File:
        """The user's own file: the first with root ``/`` that is not a sidecar."""
        return next((file for file in self.files if file.root == ORIGINALS and not file.sidecar), self.files[0])

    @property
    def hash(self) -> str:
        """SHA-1 of the primary file, or of the first one."""
        return (self.primary or self.files[0]).hash

    @property
    def file_name(self) -> str:
        """Path of the primary file in the library, or of the first one."""
        return (self.primary or self.files[0]).name

    @property
    def original_name(self) -> str:
        """The name that one of the files had when it was imported, without its ending: the last that was indexed."""
        names = [file.original_name for file in self.files if file.original_name]
        return names[-1].removesuffix(PurePosixPath(names[-1]).suffix) if names else ""

    @property
    def camera(self) -> str:
        """Make and model in one."""
        return f"{self.camera_make} {self.camera_model}".strip()


@dataclass(eq=False)
class Folder:
    """A folder of the originals; ``path`` has no slash at either end."""

    uid: str
    path: str
    title: str
    modified_at: datetime


@dataclass(eq=False)
class Album:
    """An album: a list of pictures, or (type ``folder``) whatever lies in ``path``.

    ``thumb`` is the hash of the assigned cover; None lets the server choose one and report it, an empty text means that
    none is assigned. ``texts`` holds what writes set, by its name in JSON. ``own_filter`` makes a search of it.
    """

    uid: str
    title: str
    slug: str
    created_at: datetime
    type: str = "album"
    path: str = ""
    photo_uids: list[str] = field(default_factory=list)
    favorite: bool = False
    private: bool = False
    thumb: str | None = None
    number: int = 0
    own_filter: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    created_by: str = ""
    updated_at: datetime | None = None
    deleted_at: datetime | None = None

    @property
    def filter(self) -> str:
        """The search that a folder's album stands for; empty for an album of chosen pictures."""
        if self.own_filter or self.type != "folder":
            return self.own_filter
        quoted = f'"{self.path}"' if not self.path.replace("/", "").isalnum() else self.path
        return f"path:{quoted} public:true"


@dataclass
class LabelMark:
    """Why a picture carries a label: who found that (``source``), and how unsure it is, in percent."""

    source: str = "manual"
    uncertainty: int = 0


@dataclass(eq=False)
class Label:
    """A label and the pictures that carry it; ``thumb`` as in ``Album``.

    A label whose ``priority`` is below 0 is listed only when all labels are asked for. ``marks`` has the pictures for
    which more is known than that someone put the label on them, by UID; with an uncertainty of 100 a picture does not
    count.
    """

    number: int
    uid: str
    name: str
    slug: str
    created_at: datetime
    photo_uids: list[str] = field(default_factory=list)
    favorite: bool = False
    thumb: str | None = None
    priority: int = 10
    custom_slug: str = ""
    marks: dict[str, LabelMark] = field(default_factory=dict)
    updated_at: datetime | None = None

    @property
    def counted_uids(self) -> list[str]:
        """The pictures that count, by UID."""
        return [uid for uid in self.photo_uids if self.mark_of(uid).uncertainty < NO_LONGER]

    def mark_of(self, photo_uid: str) -> LabelMark:
        """Return why a picture carries the label."""
        return self.marks.get(photo_uid, LabelMark())


@dataclass(eq=False)
class Person:
    """A person whose face is marked on pictures.

    ``former_names``, in lower case, still find the person. ``counts`` are the files and pictures that a deleted person
    had when it was deleted.
    """

    uid: str
    name: str
    slug: str
    created_at: datetime
    favorite: bool = False
    hidden: bool = False
    private: bool = False
    excluded: bool = False
    updated_at: datetime | None = None
    deleted_at: datetime | None = None
    former_names: set[str] = field(default_factory=set)
    counts: tuple[int, int] = (0, 0)


@dataclass(eq=False)
class Face:
    """A cluster of faces that look alike; naming one of them names all that no user has named.

    ``radius`` is how far a face may be from the middle, smaller after each collision: a face of it that belongs to
    somebody else. ``src`` is ``manual`` for a cluster that was made by naming a face.
    """

    id: str
    person_uid: str
    samples: int
    created_at: datetime
    src: str = ""
    hidden: bool = False
    collisions: int = 0
    radius: float = 0


@dataclass(eq=False)
class Link:
    """A link to an album; ``expires`` in seconds after ``modified_at``, 0 for never; ``max_views`` of 0 is no limit."""

    uid: str
    share_uid: str
    token: str
    slug: str = ""
    expires: int = 0
    max_views: int = 0
    views: int = 0
    has_password: bool = False
    created_by: str = ""
    created_at: datetime = NEVER
    modified_at: datetime = NEVER
