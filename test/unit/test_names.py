"""F4, F5, F6, S2: any text becomes one file name that every system takes."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photoprism_client._files import names
from photoprism_client._files.disk import MAX_NAME_BYTES
from photoprism_client._files.names import safe_name, short_hash, split_extension, with_suffix

TABLE = {
    "IMG_0001.JPG": "IMG_0001.JPG",
    "DSC 001 ü.jpg": "DSC 001 ü.jpg",
    "富士山 #1.jpg": "富士山 #1.jpg",
    "a+b=c & d.jpg": "a+b=c & d.jpg",
    "100%.jpg": "100%.jpg",
    ".hidden.jpg": ".hidden.jpg",
    "e\u0301.jpg": "é.jpg",
    "../../etc/passwd": ".._.._etc_passwd",
    "/abs.jpg": "_abs.jpg",
    "C:\\x.jpg": "C__x.jpg",
    "\\\\host\\share": "__host_share",
    "a\0b.jpg": "a_b.jpg",
    "a\r\nb.jpg": "a__b.jpg",
    "a\x1b[31m.jpg": "a_[31m.jpg",
    'a<b>c:d"e|f?g*h.jpg': "a_b_c_d_e_f_g_h.jpg",
    "a\u202egpj.exe": "agpj.exe",
    "\ufeffa\u200b.jpg": "a.jpg",
    "👩\u200d👧.jpg": "👩\u200d👧.jpg",
    "\ud800.jpg": "_.jpg",
    "a. . .": "a",
    "  a.jpg  ": "a.jpg",
    "": "file",
    ".": "file",
    "..": "file",
    " . ": "file",
    "con": "con_",
    "CON.jpg": "CON_.jpg",
    "nul .tar.gz": "nul_.tar.gz",
    "com1.txt": "com1_.txt",
    "COM².txt": "COM²_.txt",
    "lpt0": "lpt0_",
    "CONIN$": "CONIN$_",
    "console.jpg": "console.jpg",
    "com10.jpg": "com10.jpg",
    ".photoprism-0123.part": "_.photoprism-0123.part",
    ".PhotoPrism-0123.json": "_.PhotoPrism-0123.json",
}


@pytest.mark.parametrize(("text", "name"), TABLE.items(), ids=map(ascii, TABLE))
def test_f5_s2_names_by_table(text: str, name: str) -> None:
    """Separators, reserved names, characters that are forbidden somewhere or invisible: one rule on every system."""
    assert safe_name(text) == name


@pytest.mark.parametrize("letter", ["a", "é", "富", "👩"])
@pytest.mark.parametrize("extension", [".jpg", ".xmp", ""])
def test_f6_long_names_keep_extension_and_hash(letter: str, extension: str) -> None:
    """A name over 255 bytes is cut between characters, and ends in eight digits of its stem's hash and its extension.

    The stem is cut to one length for every extension, so that the longest fits.
    """
    text = letter * 300 + extension
    name = safe_name(text)
    assert MAX_NAME_BYTES - 32 - 4 < len(name.encode()) - len(extension) <= MAX_NAME_BYTES - 32
    assert name.endswith(f" ({short_hash(letter * 300)}){extension}")
    assert name.removesuffix(extension) == safe_name(letter * 300)
    assert name.startswith(letter * 50)


@pytest.mark.parametrize("letter", ["a", "é", "富", "👩"])
@pytest.mark.parametrize("most_bytes", [64, 143, 254])
def test_names_are_as_short_as_a_disk_wants_them(letter: str, most_bytes: int) -> None:
    """Fewer bytes are kept to in the same way, also by a suffix; what fits stays as it is."""
    name = safe_name(letter * 300 + ".jpg", most_bytes=most_bytes)
    assert most_bytes - 32 - 4 < len(name.removesuffix(".jpg").encode()) <= most_bytes - 32
    assert name.endswith(f" ({short_hash(letter * 300)}).jpg")
    assert safe_name(name, most_bytes=most_bytes) == name
    assert len(with_suffix(name, "12345678", most_bytes=most_bytes).encode()) <= most_bytes
    assert safe_name("a" * (most_bytes - 4) + ".jpg", most_bytes=most_bytes) == "a" * (most_bytes - 4) + ".jpg"


@given(
    st.text("a. é富-", min_size=1, max_size=300),
    st.lists(
        st.sampled_from([".JPG", ".DNG", ".heic", ".JPG.json", ".xmp", f".{'x' * 31}", ".ｊ" * 8, ""]), min_size=1
    ),
    st.integers(64, MAX_NAME_BYTES),
)
def test_files_of_one_stem_keep_one_on_every_disk(stem: str, tails: list[str], most_bytes: int) -> None:
    """Either all of them are cut, and in the same way, or none is; a suffix changes nothing about that."""
    longest = max(len(tail.encode()) for tail in tails)
    names = [safe_name(f"x{stem}x{tail}", tail=tail, extension_bytes=longest, most_bytes=most_bytes) for tail in tails]
    suffixed = [
        with_suffix(name, "1234abcd", tail=tail, most_bytes=most_bytes) for name, tail in zip(names, tails, strict=True)
    ]
    for made in (names, suffixed):
        assert all(name.endswith(tail) for name, tail in zip(made, tails, strict=True))
        assert len({name.removesuffix(tail) for name, tail in zip(made, tails, strict=True)}) == 1
        assert max(len(name.encode()) for name in made) <= most_bytes


@pytest.mark.parametrize("tail", [".\ud800", "." + "\u0958" * 8, "." + "b" * 32, None])
def test_an_odd_extension_makes_no_name_too_long(tail: str | None) -> None:
    """An extension that is not text, grows under NFC, or is too long does not prevent cutting the name."""
    name = safe_name("a" * 300 + (tail or ".\ud800"), tail=tail, most_bytes=64)
    assert 0 < len(name.encode()) <= 64
    assert safe_name(name, most_bytes=64) == name


def test_f6_an_endless_extension_is_none() -> None:
    """What follows a dot is an extension only up to 32 bytes, with the dot."""
    assert split_extension("a." + "b" * 32) == ("a." + "b" * 32, "")
    assert split_extension("a." + "b" * 31) == ("a", "." + "b" * 31)
    assert split_extension("a.tar.gz") == ("a.tar", ".gz")
    assert split_extension(".hidden") == (".hidden", "")
    assert split_extension("name") == ("name", "")


def test_f6_a_cut_does_not_part_a_letter_from_its_accent() -> None:
    """What combines with a letter goes with it."""
    name = safe_name("x" + "q\u0323" * 200)
    assert not name.rpartition(" (")[0].endswith("q")


def test_f3_a_suffix_stands_before_the_extension() -> None:
    """Two files of one name are told apart so."""
    assert with_suffix("a.jpg", "1234abcd") == "a (1234abcd).jpg"
    assert len(with_suffix("é" * 127, "1234abcd").encode()) <= MAX_NAME_BYTES


HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("/\\:. \0\u202eéCONnulcom1.photrism-")), max_size=400
)


@given(HOSTILE)
@example("con" + " " * 300)
@example("." * 300 + "jpg")
@example("a" * 250 + ". . . .jpg")
def test_f5_f6_every_text_becomes_one_name(text: str) -> None:
    """The result is one component, in NFC, of 255 bytes at most, without anything forbidden, and stays so."""
    name = safe_name(text)
    assert 0 < len(name.encode()) <= MAX_NAME_BYTES
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*\0\r\n\u202e')
    assert name[0] != " "
    assert name[-1] not in " ."
    assert name.partition(".")[0].rstrip(" ").lower() not in {"con", "nul", "aux", "prn", "com1", "lpt1"}
    assert not name.lower().startswith(".photoprism-")
    assert safe_name(name) == name


@given(st.text(alphabet="aé富", min_size=256, max_size=400), st.text(alphabet="aé富", min_size=256, max_size=400))
def test_f6_long_names_stay_different(one: str, other: str) -> None:
    """Two long names that begin alike do not become one."""
    assert (safe_name(one) == safe_name(other)) == (one == other)


@given(HOSTILE, st.sampled_from(["1234abcd", "00000000"]))
def test_f3_a_suffixed_name_is_safe(text: str, suffix: str) -> None:
    """A suffix keeps a safe name safe."""
    name = with_suffix(safe_name(text), suffix)
    assert safe_name(name) == name


PLAIN_BUT = st.text("aZ09_() -.", max_size=12).flatmap(
    lambda text: st.sampled_from(
        [
            text,
            f"{text}.jpg",
            f"con{text}",
            f"LPT1{text}",
            f"com0.{text}",
            f"aux {text}.x",
            f"a{text}é.jpg",
            f"{text}ſ.K",
        ]
    )
)


@given(st.one_of(HOSTILE, PLAIN_BUT, st.from_regex(names._PLAIN, fullmatch=True)))
@example("con.jpg")
@example("CON .jpg")
@example("nul .tar.gz")
@example("a" * 151 + ".jpg")
@example("a" * 152 + ".jpg")
@example("a .jpg")
@example("a.jpg\n")
@example("com1.a")
@example("com¹.a")
def test_f5_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    """Most names are found to be safe by one look; none of them would be changed by the whole rule."""
    assert safe_name(text) == names._made_safe(text, "file", None, 0, MAX_NAME_BYTES)
