"""Photos and other things are named by UIDs or models, one or many."""

from typing import Any

import pytest

from photoprism_client import ApiTypeError, ApiValueError
from photoprism_client.models import EntityAlbum, EntityPhoto, SearchPhoto
from photoprism_client.writing.items import PHOTO, uids_of

ONE, TWO = "ptp2yj8lozifbehc", "ptp2yjbmy1wj68g5"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (ONE, [ONE]),
        (SearchPhoto(uid=ONE), [ONE]),
        ([ONE, EntityPhoto(uid=TWO), ONE], [ONE, TWO]),
        ((photo for photo in (SearchPhoto(uid=TWO), ONE)), [TWO, ONE]),
        ({ONE: None}.keys(), [ONE]),
        ([], []),
    ],
)
def test_uids_and_models_one_or_many(items: Any, expected: list[str]) -> None:
    """Each UID comes once, in the order in which it was named first."""
    assert uids_of("photos", items, PHOTO) == expected


@pytest.mark.parametrize(
    ("items", "kind", "message"),
    [
        ("Harbour", ApiValueError, r"photos must be the UID of a photo \(p and 15 letters or digits\), or a model"),
        ([ONE, "../x"], ApiValueError, r"photos\[1\] must be the UID of a photo .* not '../x'"),
        (EntityAlbum(uid="atp2yj8lozifbehc"), ApiValueError, "must be the UID of a photo .* not 'atp2yj8lozifbehc'"),
        (SearchPhoto(), ApiTypeError, "photos must be the UID of a photo .* not SearchPhoto"),
        ([5], ApiTypeError, r"photos\[0\] must be the UID of a photo .* not int"),
        (5, ApiTypeError, "photos must be UIDs or models, one or many, not int"),
        (None, ApiTypeError, "photos must be UIDs or models, one or many, not NoneType"),
        (b"ptp2yj8lozifbehc", ApiTypeError, "photos must be UIDs or models, one or many, not bytes"),
        ({ONE: TWO}, ApiTypeError, "photos must be UIDs or models, one or many, not dict"),
    ],
)
def test_anything_else_is_refused(items: Any, kind: type[Exception], message: str) -> None:
    """The error says which item it is."""
    with pytest.raises(kind, match=message):
        uids_of("photos", items, PHOTO)
