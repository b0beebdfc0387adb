"""The library of edge cases: each is there under its role."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.edge_cases import write_edge_cases
from test.support.plain_requests import get_json


def test_edge_cases_are_deterministic(tmp_path: Path) -> None:
    """The same paths and bytes each time, few and small."""
    roles = [write_edge_cases(tmp_path / name) for name in ("one", "two")]
    found = [
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "one", tmp_path / "two")
    ]
    assert roles[0] == roles[1]
    assert found[0] == found[1]
    assert len(found[0]) < 40
    assert set(roles[0].values()) <= set(found[0])


def test_what_a_disk_cannot_hold_is_left_out(tmp_path: Path) -> None:
    """Names that are taken, as on a disk that ignores case, have no role."""
    taken = {"own name": "SHA1SUMS.jpg", "reserved name, upper case": "windows/aux.PNG"}
    (tmp_path / "windows").mkdir()
    for path in taken.values():
        (tmp_path / path).write_bytes(b"")
    assert not set(taken) & set(write_edge_cases(tmp_path))
    assert [(tmp_path / path).read_bytes() for path in taken.values()] == [b"", b""]


@pytest.fixture
def edge_cases() -> Library:
    """Draw the library of edge_cases."""
    return Library.edge_cases()


def test_kinds_of_files(edge_cases: Library) -> None:
    """Stacks, RAW, live pictures, previews that the server made, PNG, GIF, video, a picture that cannot be read."""
    with edge_cases:
        found = {role: edge_cases.find(path) for role, path in edge_cases.roles.items() if role != "duplicate"}
    kinds = ("raw and jpeg", "live", "preview by the server", "png", "gif", "video")
    assert [found[role].type for role in kinds] == ["raw", "live", "image", "image", "animated", "video"]
    assert [found[role].files[0].root for role in kinds] == ["/", "sidecar", "sidecar", "/", "sidecar", "sidecar"]
    assert found["user sidecar"] is found["raw and jpeg"]
    assert {file.file_type for file in found["raw and jpeg"].files} == {"jpg", "dng", "xmp", "json"}
    assert len(found["stack of three"].files) == 3
    assert found["hidden"].quality == -1
    assert found["hidden"].files[0].error


def test_names(edge_cases: Library) -> None:
    """Names that differ by case or form only, that some system refuses, or that are as long as can be."""
    with edge_cases:
        roles, names = edge_cases.roles, {file.name for file in edge_cases.files}
    assert set(roles.values()) - {roles["duplicate"]} <= names
    twins = [roles[f"case twin {number}"] for number in (1, 2, 3)]
    assert len({name.casefold() for name in twins}) == 1
    composed, decomposed = (roles[form].rpartition("/")[2] for form in ("nfc", "nfd"))
    assert composed != decomposed
    assert unicodedata.normalize("NFC", decomposed) == composed
    assert len(Path(roles["name of 250 bytes"]).name.encode()) == 250
    assert edge_cases.duplicates == {roles["duplicate"]: roles["plain"]}


def test_records(edge_cases: Library) -> None:
    """Dates that are unknown, odd zones, albums, flags, a person, signs in captions; and all of it is valid JSON."""
    with PhotoPrismServer(edge_cases) as server:
        found = {role: edge_cases.find(path) for role, path in edge_cases.roles.items() if role != "duplicate"}
        rows = {row["UID"]: row for row in get_json(server, "/photos?count=99&merged=true")}
        told = {role: get_json(server, f"/photos/{photo.uid}") for role, photo in found.items()}
    assert [told[role]["Year"] for role in ("unknown date", "year one")] == [-1, -1]
    assert told["year one"]["TakenAt"] == "0001-01-01T00:00:00Z"
    assert [told[role]["TimeZone"] for role in ("no zone", "zone utc+2", "zone name")] == ["", "UTC+2", "Asia/Tokyo"]
    assert told["zone name"]["TakenAt"] < told["zone name"]["TakenAtLocal"]
    assert len(told["in three albums"]["Albums"]) == 3
    assert (told["private"]["Private"], bool(told["archived"]["DeletedAt"])) == (True, True)
    assert told["person"]["Files"][0]["Markers"][0]["Name"] == "Jane Doe"
    assert set("<&>\"'") <= set(told["caption"]["Description"])
    assert told["place"]["Country"] == "de"
    assert found["archived"].uid not in rows
    assert json.dumps(rows, ensure_ascii=False).encode()


def test_edge_cases_survive_an_indexing(edge_cases: Library) -> None:
    """Nothing moves, however alike the names are."""
    with edge_cases:
        before = {file.name: (file.uid, file.photo_uid) for file in edge_cases.files}
        edge_cases.reindex()
        assert {file.name: (file.uid, file.photo_uid) for file in edge_cases.files} == before


def test_the_longest_name_can_be_taken_away(edge_cases: Library) -> None:
    """There is space for a second copy of it."""
    with PhotoPrismServer(edge_cases) as server:
        path = edge_cases.roles["name of 250 bytes"]
        server.remove_original(path)
        assert not (edge_cases.root / path).exists()
        server.restore_original(path)
        assert (edge_cases.root / path).exists()
