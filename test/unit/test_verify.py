"""What bytes may pass as a picture or as a file without a hash, and which members an album misses."""

import pytest

from photoprism_client.transfer import Member
from photoprism_client.transfer.verify import Facts, absent_members, file_fault, is_placeholder, picture_fault
from test.bodies import JPEG, LOGIN_PAGE, PNG, SVG, TIFF, ZIP

ATTACHED = Facts("image/jpeg", is_attachment=True, is_framed=True)
PLAIN = Facts("image/jpeg", is_attachment=False, is_framed=True)
UNFRAMED = Facts("image/jpeg", is_attachment=True, is_framed=False)


@pytest.mark.parametrize(
    ("body", "facts", "is_good"),
    [
        (JPEG, PLAIN, True),
        (TIFF, PLAIN, True),
        (SVG, ATTACHED, True),
        (SVG, PLAIN, False),
        (LOGIN_PAGE, PLAIN, False),
        (LOGIN_PAGE, ATTACHED, True),
        (b"", ATTACHED, False),
        (b"{}", PLAIN._replace(media_type="application/json"), False),
        (JPEG, UNFRAMED, True),
        (JPEG[:-1], UNFRAMED, False),
        (TIFF, UNFRAMED, False),
        (ZIP, UNFRAMED, True),
    ],
)
def test_a_file_without_a_hash_must_look_like_one(body: bytes, facts: Facts, is_good: bool) -> None:
    """An attachment may be anything, a page or an icon is no file, and the end must be seen."""
    assert (file_fault(body, facts) is None) == is_good


@pytest.mark.parametrize(
    ("body", "is_framed", "is_good"),
    [
        (JPEG, False, True),
        (PNG, False, True),
        (JPEG + b"more", True, True),
        (PNG + b"more", True, True),
        (JPEG + b"more", False, False),
        (JPEG[:-2], True, False),
        (TIFF, True, False),
        (b"", True, False),
    ],
)
def test_a_picture_is_a_whole_jpeg_or_png(body: bytes, is_framed: bool, is_good: bool) -> None:
    """Signature and end; data after the end only where the answer's own end was seen."""
    assert (picture_fault(body, is_framed=is_framed) is None) == is_good


def test_a_placeholder_is_an_svg() -> None:
    """By signature, or by type where there is none; a JPEG that is called SVG is a picture."""
    svg = PLAIN._replace(media_type="image/svg+xml")
    assert is_placeholder(SVG, PLAIN)
    assert is_placeholder(b"what is this", svg)
    assert not is_placeholder(JPEG, svg)


def test_p7_members_are_compared_by_sha1() -> None:
    """Names do not count, nor does the case of digits; what is left out on purpose is not missed, and may be there."""
    members = (
        Member("AA" * 20, "a"),
        Member("bb" * 20, "b"),
        Member("cc" * 20, "c", is_private=True),
        Member("dd" * 20, "d", is_held_back=True),
    )
    assert absent_members(members, frozenset({"aa" * 20})) == (("b",), ("c", "d"))
    assert absent_members(members, frozenset({"cc" * 20})) == (("a", "b"), ("d",))
    assert absent_members(members, frozenset({"aa" * 20, "bb" * 20, "dd" * 20})) == ((), ("c",))
