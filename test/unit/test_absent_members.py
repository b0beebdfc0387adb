"""Which files of an album a zip lacks."""

from photoprism_client.transfer import Member
from photoprism_client.transfer.verification import absent_members


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
