"""H1, H2, H3, H5, P1, P5: ranges that a caller asks for himself, and bytes that are not those of the file."""

import pytest

from photoprism_client import ApiException, IntegrityError
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.testing.proxy import faults
from test.support.bodies import JPEG
from test.support.through import Through, sha1


def _part(through: Through, asked: str = "bytes=10-19") -> ApiResponse[MediaBytes]:
    return through.images.get_download_with_http_info(through.file["Hash"], _headers={"Range": asked})


def test_h1_ignored_range_is_seen_by_its_status(through: Through) -> None:
    """A caller's range that is ignored comes back as 200 with the whole file, not as a part."""
    through.proxy.script(faults.IgnoreRange(), None)
    whole, part = _part(through), _part(through)
    assert (whole.status_code, part.status_code) == (200, 206)
    assert through.is_good("file", whole.data)
    assert part.data == whole.data[10:20]
    assert [seen.range for seen in through.proxy.requests] == ["bytes=10-19"] * 2


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        (faults.ShiftRange(start=-10, end=-10), "bytes 0-9/{size}"),
        (faults.ShiftRange(total=1), "bytes 10-19/{longer}"),
        (faults.DropHeader("Content-Range"), None),
        (faults.Multipart(), None),
    ],
    ids=["start", "total", "none", "multipart"],
)
def test_h2_wrong_label_of_a_part_is_shown_to_the_caller(
    through: Through, fault: faults.Fault, shown: str | None
) -> None:
    """In memory a part is the caller's to judge: he gets the 206 with its fields as they came."""
    through.proxy.script(fault)
    part = _part(through)
    assert part.status_code == 206
    assert part.headers is not None
    size = through.file["Size"]
    wanted = None if shown is None else shown.format(size=size, longer=size + 1)
    assert part.headers.get("Content-Range") == wanted
    is_multipart = isinstance(fault, faults.Multipart)
    assert (part.data.content_type == "multipart/byteranges") is is_multipart
    assert is_multipart or len(part.data) == 10


@pytest.mark.parametrize("total", [None, "*", 0, 10**12])
def test_h3_range_that_cannot_be_had_is_an_error(through: Through, total: int | str | None) -> None:
    """416 is an error that is not tried again, whatever size it tells; its page is never the file."""
    through.proxy.script(faults.Unsatisfiable(total))
    with pytest.raises(ApiException) as caught:
        _part(through)
    assert caught.value.status == 416
    assert len(through.proxy.requests) == 1


def test_h5_file_swapped_between_tries_is_never_mixed(through: Through) -> None:
    """After a cut the next try starts over: all bytes are those of one file."""
    through.proxy.script(faults.Cut(1000), faults.Swap(JPEG))
    assert through.fetch("file") == JPEG


def test_p1_flipped_byte_does_not_have_the_hash(through: Through) -> None:
    """A flipped byte keeps every length: in memory it is the hash that tells."""
    through.proxy.script(faults.Flip(2000))
    data = through.fetch("file")
    assert len(data) == through.file["Size"]
    assert sha1(data) != through.file["Hash"]


@pytest.mark.parametrize("appended", [b'{"error":"zip failed"}', b"\n", b"PK\x05\x06"])
def test_p5_zip_with_something_behind_it_is_refused(through: Through, appended: bytes) -> None:
    """A message of the server after the end record shows that packing went wrong."""
    through.proxy.script(faults.Append(appended))
    with pytest.raises(IntegrityError, match="expected a whole zip"):
        through.fetch("zip")
