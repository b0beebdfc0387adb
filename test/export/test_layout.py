"""Templates become safe paths, and no two files share one, even where capitals and forms of accents do not count."""

import itertools
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photoprism_client import ApiTypeError, ApiValueError
from photoprism_client._files.names import key_of
from photoprism_client.export.collisions import resolve_collisions, tail_of, with_hash
from photoprism_client.export.state import State, WantedFile
from photoprism_client.export.template import FIELDS, Subject, Template
from photoprism_client.models import SearchPhoto
from photoprism_client.transfer import safe_name

SHA1 = "0123456789abcdef0123456789abcdef01234567"
SOURCE = "2021/07/IMG_1.JPG"
LONG = "é" * 300


def photo(**changes: Any) -> SearchPhoto:
    """Return a photo with everything that templates ask for; names as the server's."""
    known = {
        "UID": "pt9abcdefgh01234",
        "Type": "image",
        "Title": "At home",
        "TakenAtLocal": "2021-07-04T23:59:01Z",
        "OriginalName": "upload/P100.JPG",
        "CameraMake": "Canon",
        "CameraModel": "EOS 6D",
        "Country": "de",
    }
    found = SearchPhoto.from_dict({**known, **changes})
    assert found is not None
    return found


def path(template: str, source: str = SOURCE, album: str = "Zoo", **changes: Any) -> str:
    """Return the path that a template gives a file of this photo."""
    known = photo(**changes)
    subject = Subject(known, source, SHA1, album, known.original_name or "", tail_of(source))
    made, tail = Template(template).path(subject)
    assert made.endswith(tail)
    return made


BY_FIELD = {
    "path": "2021/07.JPG",
    "name": "IMG_1.JPG",
    "stem": "IMG_1.JPG",
    "ext": ".JPG",
    "taken": "2021-07-04.JPG",
    "year": "2021.JPG",
    "month": "07.JPG",
    "day": "04.JPG",
    "album": "Zoo.JPG",
    "title": "At home.JPG",
    "original_name": "P100.JPG",
    "camera": "Canon EOS 6D.JPG",
    "type": "image.JPG",
    "country": "de.JPG",
    "uid": "pt9abcdefgh01234.JPG",
    "hash8": "01234567.JPG",
}


def test_every_field_has_a_row() -> None:
    """A field that is added is tested."""
    assert set(BY_FIELD) == set(FIELDS)


@pytest.mark.parametrize(("field", "expected"), BY_FIELD.items())
def test_each_field(field: str, expected: str) -> None:
    """What it stands for; the extension of the file comes behind it."""
    assert path(f"{{{field}}}") == expected


@pytest.mark.parametrize("pattern", ["{taken:%Y/%m}", "{year}/{month}", "{taken:%Y}/{taken:%m}", "/{taken:%Y//%m}/"])
def test_a_slash_in_a_format_makes_a_folder(pattern: str) -> None:
    """So does one in the template; empty parts vanish."""
    assert path(f"{pattern}/{{name}}") == "2021/07/IMG_1.JPG"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{taken}", "unknown.JPG"),
        ("{taken:%Y/%m}/{name}", "unknown/IMG_1.JPG"),
        ("{year}/{month}/{day}/{name}", "unknown/unknown/unknown/IMG_1.JPG"),
    ],
)
def test_an_unknown_date_is_the_word_unknown(template: str, expected: str) -> None:
    """Once for a field, whatever its format; the server writes year 1 for it."""
    assert path(template, TakenAtLocal=None) == expected
    assert path(template, TakenAtLocal="0001-01-01T00:00:00Z") == expected


@pytest.mark.parametrize(
    ("template", "year", "month"),
    [
        ("{taken:%Y/%m}/{name}", "1978/unknown/IMG_1.JPG", "1978/05/IMG_1.JPG"),
        ("{taken:%Y/%m/%d}/{name}", "1978/unknown/IMG_1.JPG", "1978/05/unknown/IMG_1.JPG"),
        ("{year}/{month}/{day}/{name}", "1978/unknown/unknown/IMG_1.JPG", "1978/05/unknown/IMG_1.JPG"),
        ("{taken}", "1978-unknown.JPG", "1978-05-unknown.JPG"),
    ],
)
def test_a_date_is_known_in_part(template: str, year: str, month: str) -> None:
    """The word stands for the rest of it; no month or day is made of the local time, which means nothing then."""
    assert path(template, Year=1978, Month=-1, Day=-1) == year
    assert path(template, Year=1978, Month=5, Day=-1) == month
    assert path(template, Year=-1, Month=-1, Day=-1) == path(template, TakenAtLocal=None)


@pytest.mark.parametrize(
    ("template", "source", "expected"),
    [
        ("{path}/{name}", "a.jpg", "a.jpg"),
        ("{path}/{name}", "//a///b//c.jpg", "a/b/c.jpg"),
        ("{album}/{name}", SOURCE, "IMG_1.JPG"),
        ("{album}/{title}", SOURCE, "IMG_1.JPG"),
        ("{album}", "x/.jpg", ".jpg"),
        (" / . /{album}/ .. /{name}", SOURCE, "IMG_1.JPG"),
        ("../{name}", SOURCE, "IMG_1.JPG"),
        ("/etc/{name}", SOURCE, "etc/IMG_1.JPG"),
        ("{{x}}/{name}", SOURCE, "{x}/IMG_1.JPG"),
    ],
)
def test_empty_parts_vanish(template: str, source: str, expected: str) -> None:
    """Where nothing is left, the file's own name is; nothing leads out of the folder."""
    assert path(template, source, album="", Title="") == expected


@pytest.mark.parametrize(
    ("template", "source", "title", "expected"),
    [
        ("{title}", "a.JPG", "x.jpg", "x.jpg"),
        ("{title}", "a.jpg", "x.JPG", "x.JPG"),
        ("{title}", "a.dng", "x.jpg", "x.jpg.dng"),
        ("{title}{ext}", "a.dng", "x", "x.dng"),
        ("{stem}-{hash8}{ext}", "b/a.tar.gz", "", "a.tar-01234567.gz"),
        ("{title}", "a", "x", "x"),
        ("{title}", "a." + "b" * 33, "x", "x"),
        ("{name}.bak", "a.jpg", "", "a.jpg.bak.jpg"),
        ("{title}", ".hidden", "x", "x"),
    ],
)
def test_the_extension_is_put_behind_what_does_not_end_in_it(
    template: str, source: str, title: str, expected: str
) -> None:
    """Capitals do not count; what is over 32 bytes long is none."""
    assert path(template, source, Title=title) == expected


@pytest.mark.parametrize("field", ["album", "title", "type", "country", "camera"])
@pytest.mark.parametrize("value", ["a/b\\c", "../../c", "/etc/c", "C:\\c"])
def test_slashes_in_values_lead_nowhere(field: str, value: str) -> None:
    """A value is one part of the path, whatever is in it."""
    names = {"title": "Title", "type": "Type", "country": "Country", "camera": "CameraModel"}
    changes = {"CameraMake": "", names[field]: value} if field in names else {}
    made = path(f"x/{{{field}}}/{{name}}", album=value, **changes)
    assert made.count("/") == 2
    assert made == f"x/{safe_name(value.replace('/', '_').replace(chr(92), '_'))}/IMG_1.JPG"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("..", "x/unnamed/IMG_1.JPG"),
        (".", "x/unnamed/IMG_1.JPG"),
        (" . ", "x/unnamed/IMG_1.JPG"),
        (" ", "x/unnamed/IMG_1.JPG"),
        ("\u200b", "x/unnamed/IMG_1.JPG"),
        ("a\0b", "x/a_b/IMG_1.JPG"),
        ("CON", "x/CON_/IMG_1.JPG"),
        ("nul.txt", "x/nul_.txt/IMG_1.JPG"),
        ("a.. ", "x/a/IMG_1.JPG"),
        ("a\u202eb", "x/ab/IMG_1.JPG"),
        ("e\u0301", "x/é/IMG_1.JPG"),
        ("{name}", "x/{name}/IMG_1.JPG"),
        ("%Y", "x/%Y/IMG_1.JPG"),
        (".photoprism-images", "x/_.photoprism-images/IMG_1.JPG"),
        ("👩\u200d👧", "x/👩\u200d👧/IMG_1.JPG"),
    ],
)
def test_hostile_values_become_safe_names(value: str, expected: str) -> None:
    """Dots, NUL, devices of Windows, marks of direction, and what would be a field or a format."""
    assert path("x/{title}/{name}", Title=value) == expected
    assert path("x/{album}/{name}", album=value) == expected


@pytest.mark.parametrize("template", ["{path}/{name}", "{path}/./{name}", "x/{path}/{title}/{name}"])
@pytest.mark.parametrize("folder", ["..", "...", " ", "a/../b", "a/ . /b"])
def test_a_folder_that_cannot_have_its_name_has_another(template: str, folder: str) -> None:
    """It does not vanish: its files are not mixed with those of the folder above."""
    made = path(template, f"{folder}/IMG_1.JPG", Title="")
    expected = "/".join("unnamed" if not part.strip(". ") else part for part in folder.split("/"))
    assert made == template.replace("{path}", expected).replace("/./", "/").replace(
        "/{title}/{name}", "/{name}"
    ).replace("{name}", "IMG_1.JPG")


@pytest.mark.parametrize("name", ["..", ".", "a\0.jpg", "CON.jpg", "a\\..\\b.jpg", "SHA1SUMS", ".photoprism-images"])
@pytest.mark.parametrize("template", ["{path}/{name}", "{path}/./{name}", "{path}/{title}", "{original_name}"])
def test_hostile_names_stay_in_the_folder(name: str, template: str) -> None:
    """Each part is a safe name, in whatever folder the server says that the file is."""
    for source in (name, f"{name}/{name}", f"../../{name}", f"/{name}"):
        made = path(template, source, Title=name, OriginalName=source)
        assert made
        assert all(part not in {"", ".", ".."} and safe_name(part) == part for part in made.split("/"))


@pytest.mark.parametrize("template", ["{title}", "{album}/{title}", "{title}-{album}", "{path}/{name}", "{stem}{ext}"])
def test_long_parts_keep_their_extension(template: str) -> None:
    """A part of 300 letters is cut to 255 bytes, the last one before the extension."""
    made = path(template, f"{LONG}/{LONG}.jpeg", album=LONG, Title=LONG)
    assert made.endswith(".jpeg")
    assert all(200 < len(part.encode()) <= 255 for part in made.split("/"))


def test_long_parts_that_differ_stay_different() -> None:
    """Also where they differ only in what is cut."""
    assert path("{title}", Title=LONG + "a") != path("{title}", Title=LONG + "b")


@pytest.mark.parametrize(
    ("make", "model", "expected"),
    [
        ("Canon", "Canon EOS 6D", "Canon EOS 6D"),
        ("CANON", "Canon EOS 6D", "Canon EOS 6D"),
        ("Apple", "iPhone 7", "Apple iPhone 7"),
        ("", "Unknown", "Unknown"),
        ("Apple", "", "Apple"),
        (None, None, ""),
    ],
)
def test_a_camera_has_its_make_once(make: str | None, model: str | None, expected: str) -> None:
    """Many models begin with it."""
    made = path("x/{camera}/{name}", CameraMake=make, CameraModel=model)
    assert made == (f"x/{expected}/IMG_1.JPG" if expected else "x/IMG_1.JPG")


def test_a_photo_of_which_nothing_is_known_has_a_path() -> None:
    """Every field is then empty, or a word."""
    bare = SearchPhoto.model_validate({})
    for field in FIELDS:
        assert Template(f"{{{field}}}").path(Subject(bare, "a.jpg", SHA1, tail=".jpg"))[0]
    assert Template("{album}").path(Subject(bare, "a.jpg", "", tail=".jpg")) == ("a.jpg", ".jpg")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{nmae}", "{nmae}"),
        ("{}", "{}"),
        ("{0}", "{0}"),
        ("{name.real}", "{name.real}"),
        ("{name[0]}", "{name[0]}"),
        ("{Name}", "{Name}"),
        ("{ name }", "{ name }"),
        ("{name", "cannot be read"),
        ("name}", "cannot be read"),
        ("{name!r}", "must hold fields"),
        ("{name:>10}", "only taken has a format"),
        ("{year:04}", "only taken has a format"),
        ("{taken:{name}}", "only taken has a format"),
        ("{taken:%Y\0}", "only taken has a format"),
        ("{taken:%Y\n}", "only taken has a format"),
        ("{taken:\ud800}", "only taken has a format"),
        ("", "must hold fields"),
        ("photos", "must hold fields"),
        ("{{name}}", "must hold fields"),
    ],
)
def test_a_bad_template_is_refused(template: str, said: str) -> None:
    """Before anything is asked for; the message says what is wrong."""
    with pytest.raises(ApiValueError) as refusal:
        Template(template)
    assert said in str(refusal.value)


@pytest.mark.parametrize("template", [None, 1, b"{name}", ["{name}"]])
def test_a_template_is_a_text(template: Any) -> None:
    """Anything else is of the wrong type."""
    with pytest.raises(ApiTypeError, match="template"):
        Template(template)


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("/\\. :\0%{}éCON\u202e")), max_size=300)
ANSWERED = TEXTS.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))  # JSON holds no lone surrogates
TEMPLATES = st.lists(
    st.one_of(st.sampled_from([f"{{{name}}}" for name in FIELDS]), st.sampled_from(["/", ".", " ", "x", "..", "é"])),
    min_size=1,
    max_size=8,
).map("".join)


@given(TEMPLATES.filter(lambda text: "{" in text), TEXTS, ANSWERED, ANSWERED, st.none() | st.datetimes())
@example("{title}", "a.jpg", "\u200b", "", None)
@example("{path}/{name}", "\u200b/\u200b", "", "", None)
def test_every_path_is_safe(template: str, source: str, title: str, album: str, taken: datetime | None) -> None:
    """Whatever a server says: parts that are safe names, of 255 bytes at most, none of them our own folder."""
    known = photo(Title=title, CameraModel=album, TakenAtLocal=taken and taken.replace(tzinfo=UTC))
    subject = Subject(known, source, SHA1, album, title, tail_of(source), (".photoprism", tail_of(source)))
    made, tail = Template(template).path(subject)
    assert made.endswith(tail)
    for part in made.split("/"):
        assert part not in {"", ".", ".."}
        assert safe_name(part) == part
        assert len(part.encode()) <= 255
    assert not made.lower().startswith(".photoprism-images")


@pytest.mark.parametrize("name", ["SHA1SUMS", "sha1sums", "albums.json", "Albums.JSON"])
def test_a_folder_of_a_name_of_ours_gets_another(name: str) -> None:
    """Only at the top, where ours is; a later check distinguishes a file of that name from ours."""
    assert path("{path}/{name}", f"{name}/a.jpg") == path("{album}/{name}", "a.jpg", album=name) == f"{name}_/a.jpg"
    assert path("{path}/{name}", f"x/{name}/a.jpg") == f"x/{name}/a.jpg"
    assert path("{path}/{name}", name) == name


# Keys, and paths that are told apart by them.


@pytest.mark.parametrize(
    ("one", "other"),
    [("A/b.JPG", "a/B.jpg"), ("é.jpg", "e\u0301.jpg"), ("É.jpg", "e\u0301.jpg"), ("Straße", "STRASSE"), ("ΑΣ", "ας")],
)
def test_what_a_disk_may_take_for_one_has_one_key(one: str, other: str) -> None:
    """Capitals, and accents in one sign or two."""
    assert key_of(one) == key_of(other)


@given(TEXTS)
def test_a_key_does_not_depend_on_form_or_case(text: str) -> None:
    """It is the same for a text, its other forms of writing accents, and for itself."""
    key = key_of(text)
    assert key == key_of(unicodedata.normalize("NFD", text)) == key_of(unicodedata.normalize("NFC", text))
    assert key == key_of(key)
    assert key_of(text.casefold()) == key


@given(st.text(st.characters(max_codepoint=127), max_size=50))
def test_the_short_way_for_ascii_has_the_same_result(text: str) -> None:
    """It spares most of a library the long one."""
    assert key_of(text) == unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


@given(TEXTS, TEXTS)
def test_a_path_told_apart_is_safe_and_in_the_same_folder(name: str, source: str) -> None:
    """Each turn gives another, which depends on nothing but the path on the server."""
    taken = f"folder/{safe_name(name)}"
    made = [with_hash(taken, tail_of(taken), source, turn) for turn in range(4)]
    assert len({taken, *made}) == 5
    assert made == [with_hash(taken, tail_of(taken), source, turn) for turn in range(4)]
    for one in made:
        folder, _, last = one.partition("/")
        assert folder == "folder"
        assert safe_name(last) == last


def row(source: str, where: str | None = None, created: float = 0.0, uid: str = "") -> WantedFile:
    """Return a wanted file; it differs from all others by its path in the library."""
    shown = where or source
    made, tail = Template().path(Subject(SearchPhoto(), shown, SHA1, tail=tail_of(shown)))
    stack = source.removesuffix(tail_of(source))
    return WantedFile(source, made, SHA1, SHA1, 1, created, None, uid, "", stack, tail)


def placed(rows: Iterable[WantedFile]) -> dict[str, str]:
    """Return the paths that wanted files get, by their paths in the library."""
    with State(None) as state:
        state.wanted.add(rows)
        state.wanted.end_listing()
        resolve_collisions(state.wanted)
        return {wanted.source: wanted.path for wanted in state.wanted.all()}


COLLISIONS = {
    "case": [row("a/Photo.jpg"), row("A/photo.jpg"), row("a/photo.JPG")],
    "forms": [row("n/caf\u00e9.jpg"), row("m/cafe\u0301.jpg", "n/caf\u00e9.jpg")],
    "sharp s": [row("straße.jpg"), row("STRASSE.jpg")],
    "one name": [row(f"{folder}/x.jpg", "x.jpg") for folder in "abcdef"],
    "file and folder": [row("a"), row("a/b.jpg"), row("A/c.jpg")],
    "file and folder of another case": [row("x/Holiday"), row("X/HOLIDAY/1.jpg")],
    "file and folder within": [row("a/b"), row("a/b/c/d.jpg"), row("a/b/C")],
    "our own names": [row("SHA1SUMS"), row("sha1sums"), row("albums.json"), row("ALBUMS.JSON"), row("a/SHA1SUMS")],
    "folders of our own names": [row("SHA1SUMS/a.jpg"), row("sha1sums/b.jpg"), row("albums.json/c.jpg")],
    "a file for a name of ours, and folders": [row("sha1sums/a.jpg"), row("SHA1SUMS")],
    "a suffix that somebody has": [
        row("a/x.jpg", "x.jpg"),
        row("b/x.jpg", "x.jpg"),
        row(with_hash("x.jpg", ".jpg", "b/x")),
    ],
    "suffixes that somebody has": [
        row("a/x.jpg", "x.jpg"),
        row("b/x.jpg", "x.jpg"),
        *(row(with_hash("x.jpg", ".jpg", "b/x", turn)) for turn in range(3)),
    ],
    "a folder that has somebody's suffix": [
        row("a/x", "x"),
        row("b/x", "x"),
        row(f"{with_hash('x', '', 'b/x')}/y.jpg"),
    ],
}


@pytest.mark.parametrize("rows", COLLISIONS.values(), ids=COLLISIONS)
def test_collisions_end_the_same_in_any_order(rows: list[WantedFile]) -> None:
    """Whatever the server lists first: no two have one key, none is in the way of a folder or of our own names."""
    expected = placed(rows)
    check(expected)
    assert len(expected) == len(rows)
    for order in itertools.islice(itertools.permutations(rows), 24):
        assert placed(order) == expected


def check(paths: dict[str, str]) -> None:
    """Assert that a disk of any kind can hold these paths at once, beside our own files."""
    keys = [key_of(path) for path in paths.values()]
    assert len(set(keys)) == len(keys)
    folders = {"/".join(key.split("/")[:end]) for key in keys for end in range(1, key.count("/") + 1)}
    assert not folders & set(keys)
    assert not {"sha1sums", "albums.json"} & {*folders, *keys}


@pytest.mark.parametrize("first", ["a/x.jpg", "b/x.jpg", "c/x.jpg"])
def test_the_oldest_keeps_the_plain_name(first: str) -> None:
    """The one that the server met first; the others get a suffix of their own path."""
    rows = [row(source, "X.jpg", 0.0 if source == first else 1.0) for source in ("a/x.jpg", "b/x.jpg", "c/x.jpg")]
    paths = placed(rows)
    assert paths.pop(first) == "X.jpg"
    assert paths == {source: with_hash("X.jpg", ".jpg", source.removesuffix(".jpg")) for source in paths}


def test_equally_old_ones_go_by_their_path() -> None:
    """So that the result is the same in every run."""
    assert placed([row("b", "x"), row("a", "x")]) == {"a": "x", "b": with_hash("x", "", "b")}


def test_one_that_is_alone_keeps_the_name_that_it_has() -> None:
    """A name that looks like a suffixed one is not changed without need, nor one that only begins like another."""
    sources = ["x (1234abcd).jpg", "x.jpg", "x.jpg.xmp", "x", "y/SHA1SUMS", "SHA1SUMS.jpg"]
    assert placed(map(row, sources)) == dict(zip(sources, sources, strict=True))


STACK = ("a/IMG_1.JPG", "a/IMG_1.DNG", "a/IMG_1.xmp", "a/IMG_1.JPG.json")


def stack(folder: str, created: float = 0.0, title: str = "") -> list[WantedFile]:
    """Return the files of a photo, each with the name that a template without the folder gives it."""
    names = [f"{folder}/{name.rpartition('/')[2]}" for name in STACK]
    rows = []
    for name in names:
        tail = tail_of(name, {other.lower() for other in names})
        where = f"{title or 'IMG_1'}{tail}"
        stem = name.removesuffix(tail)
        rows.append(WantedFile(name, where, SHA1, SHA1, 1, created, None, f"uid of {folder}", "", stem, tail))
    return rows


def stems(paths: dict[str, str], folder: str) -> dict[str, str]:
    """Return the names of a photo's files by those in the library, each without what follows the first dot."""
    return {source: path.partition(".")[0] for source, path in paths.items() if source.startswith(f"{folder}/")}


def test_a_suffix_is_that_of_the_whole_stack() -> None:
    """RAW, JPEG and sidecars keep one stem, with one suffix, so that they are found together again."""
    paths = placed([*stack("b", 1.0), *stack("a")])
    assert [paths[source] for source in STACK] == ["IMG_1.JPG", "IMG_1.DNG", "IMG_1.xmp", "IMG_1.JPG.json"]
    suffixed = with_hash("IMG_1", "", "b/IMG_1")
    assert set(stems(paths, "b").values()) == {suffixed}
    assert paths["b/IMG_1.JPG.json"] == f"{suffixed}.JPG.json"


@pytest.mark.parametrize("missing", range(len(STACK)))
def test_no_file_joins_the_stack_of_another_photo(missing: int) -> None:
    """One of another extension would be taken for a part of it, though no name is taken."""
    first, [other] = stack("a"), [stack("b", 1.0)[missing]]
    paths = placed([row for row in first if row.tail != other.tail] + [other])
    assert paths.pop(other.source) == with_hash("IMG_1", "", "b/IMG_1") + other.tail
    assert set(stems(paths, "a").values()) == {"IMG_1"}


def test_files_of_one_photo_join_as_long_as_their_names_differ() -> None:
    """A template that has not the names of files gives all those of a photo one stem; two of one kind need two."""
    live = [row("a/1.HEIC", "T.HEIC", uid="p"), row("a/E1.MOV", "T.MOV", uid="p")]
    assert placed(live) == {"a/1.HEIC": "T.HEIC", "a/E1.MOV": "T.MOV"}
    pairs = [*live, row("a/2.HEIC", "T.HEIC", uid="p"), row("a/2.MOV", "T.MOV", uid="p")]
    paths = placed(pairs)
    assert {paths["a/1.HEIC"], paths["a/E1.MOV"]} == {"T.HEIC", "T.MOV"}
    assert (paths["a/2.HEIC"], paths["a/2.MOV"]) == tuple(
        with_hash(f"T{tail}", tail, "a/2") for tail in (".HEIC", ".MOV")
    )
    others = [row("b/3.HEIC", "T.HEIC", -1.0, uid="q")]
    paths = placed([*others, *live])
    assert paths["b/3.HEIC"] == "T.HEIC"
    assert {paths["a/1.HEIC"], paths["a/E1.MOV"]} == {with_hash(f"T{tail}", tail, "a/1") for tail in (".HEIC", ".MOV")}


def test_extensions_that_differ_by_capitals_are_told_apart() -> None:
    """Within one stack; the others keep the stem."""
    paths = placed([row("a/x.JPG", uid="p"), row("a/x.jpg", uid="p"), row("a/x.dng", uid="p")])
    assert paths == {"a/x.JPG": "a/x.JPG", "a/x.jpg": with_hash("a/x.jpg", ".jpg", "a/x.jpg"), "a/x.dng": "a/x.dng"}


@pytest.mark.parametrize("tails", list(itertools.permutations([".JPG", ".dng", ".JPG.json", ".heif-sequence"], 3)))
@pytest.mark.parametrize("size", [235, 240, 246, 250, 251, 252, 300])
def test_a_stem_is_cut_for_all_files_or_for_none(tails: tuple[str, ...], size: int) -> None:
    """Also where the name of one would fit, and that of another not."""
    stem = "x" * size
    shared = tuple(sorted(tails, key=len, reverse=True))
    for template in ("{path}/{name}", "y/{title}", "{stem}{ext}"):
        made = [
            Template(template).path(Subject(photo(Title=stem), f"a/{stem}{tail}", SHA1, "", "", tail, shared))
            for tail in tails
        ]
        assert [tail for _, tail in made] == list(tails)
        assert len({path.removesuffix(tail) for path, tail in made}) == 1
        assert all(len(path.rpartition("/")[2]) <= 255 for path, _ in made)
        is_whole = size + max(map(len, tails)) <= 255
        assert made[0][0].removesuffix(tails[0]).endswith(stem) == is_whole


def test_long_stems_are_told_apart_as_one() -> None:
    """A suffix leaves the same of each."""
    tails = (".JPG", ".JPG.json", ".dng")
    for size in range(230, 252):
        made = {with_hash("x" * size + tail, tail, "reason").removesuffix(tail) for tail in tails}
        assert len(made) == 1


@pytest.mark.parametrize(("extension", "safe"), [(".j|g", ".j_g"), (".jpg ", ".jpg"), (".e\u0301", ".é"), (". ", "")])
def test_an_extension_that_cannot_be_in_a_name_is_still_one(extension: str, safe: str) -> None:
    """It is known where it begins, so that a suffix is put before it."""
    made, tail = Template().path(Subject(photo(), f"a/x{extension}", SHA1, tail=extension, tails=(extension,)))
    assert (made, tail) == (f"a/x{safe}", safe)
    assert with_hash(made, tail, "reason") == with_hash("a/x", "", "reason") + safe


def test_a_title_with_an_extension_gives_one_stem() -> None:
    """That of another file of the photo makes way for the file's own."""
    tails = (".JPG.json", ".dng", ".JPG")
    for title in ("IMG_7.JPG", "IMG_7.dng", "IMG_7.jpg", "IMG_7"):
        known = photo(Title=title)
        made = [Template("{title}").path(Subject(known, f"a{tail}", SHA1, "", "", tail, tails))[0] for tail in tails]
        assert {name.partition(".")[0] for name in made} == {"IMG_7"}
        assert [name.lower() for name in made] == ["img_7.jpg.json", "img_7.dng", "img_7.jpg"]


def test_a_photo_in_two_albums_of_nearly_one_title_is_there_once() -> None:
    """Its two places are one on many disks."""
    assert len(placed([row("x.jpg", "One/x.jpg"), row("x.jpg", "one/x.jpg")])) == 1


STACKS = st.lists(
    st.tuples(
        st.sampled_from("abAé"), st.sampled_from(["x", "X", "y"]), st.sampled_from(["x", "t"]), st.integers(0, 2)
    ),
    max_size=8,
    unique_by=lambda found: found[:2],
)


@given(
    STACKS, st.sets(st.sampled_from([".JPG", ".jpg", ".dng", ".MOV"]), min_size=1), st.randoms(use_true_random=False)
)
def test_any_stacks_keep_one_stem_each(found: list[tuple[str, str, str, int]], tails: set[str], chance: Any) -> None:
    """Whatever collides, and in whatever order it is listed; and no two photos share a stem."""
    rows = [
        WantedFile(
            f"{folder}/{name}{tail}",
            f"{shown}{tail}",
            SHA1,
            SHA1,
            1,
            created,
            None,
            folder,
            "",
            f"{folder}/{name}",
            tail,
        )
        for folder, name, shown, created in found
        for tail in sorted(tails)
    ]
    expected = placed(rows)
    check(expected)
    assert len(expected) == len(rows)
    of_stem: dict[str, set[str]] = {}
    for one in rows:
        made = expected[one.source]
        if one.tail != ".jpg" or ".JPG" not in tails:  # which differ by capitals: one of them has a stem of its own
            of_stem.setdefault(one.stack, set()).add(made.removesuffix(one.tail))
            of_stem[one.stack].add(made.removesuffix(one.tail))
    assert all(len(stems) == 1 for stems in of_stem.values())
    photos: dict[str, set[str]] = {}
    for stack_name, stems_of_it in of_stem.items():
        for stem in stems_of_it:
            photos.setdefault(key_of(stem), set()).add(stack_name.partition("/")[0])
    assert all(len(folders) == 1 for folders in photos.values())
    chance.shuffle(rows)
    assert placed(rows) == expected


PATHS = st.lists(st.sampled_from(["a", "A", "b", "é", "e\u0301", "SHA1SUMS", "albums.json"]), min_size=1, max_size=3)
ROWS = st.lists(
    st.tuples(PATHS.map("/".join).map(lambda text: unicodedata.normalize("NFC", text)), st.integers(0, 2)), max_size=12
).map(lambda found: [row(f"s{number}", where, created) for number, (where, created) in enumerate(found)])


@given(ROWS, st.randoms(use_true_random=False))
def test_any_paths_are_told_apart(rows: list[WantedFile], chance: Any) -> None:
    """In any order alike, and with no change to a path that is nobody else's."""
    expected = placed(rows)
    check(expected)
    assert len(expected) == len(rows)
    chance.shuffle(rows)
    assert placed(rows) == expected
