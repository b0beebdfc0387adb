"""An export makes up no part of a date: not in paths, days that are asked for, metadata, or times of files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from photoprism_client.export import Selection
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.export_runs import Run, facts, pictures
from test.support.recorded_photos import TIMES, values_of

INDEXED = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[PhotoPrismServer]:
    """Yield a server with four photos: of no date, of a year, of a month, and of a day."""
    library = Library.sample(photos=4)
    known = {"none": (-1, -1, -1), "year": (1978, -1, -1), "month": (1978, 5, -1), "day": (1978, 5, 17)}
    for photo, (title, (year, month, day)) in zip(library.photos, known.items(), strict=True):
        taken = INDEXED if year < 0 else INDEXED.replace(year=1978, month=5, day=17)
        library.edit(
            photo,
            title=title,
            year=year,
            month=month,
            day=day,
            taken_src="manual",
            private=False,
            taken_at=taken,
            taken_at_local=taken,
            archived_at=None,
        )
        photo.files = [file for file in photo.files if file.primary]
    library.update(library.photos[0])
    with PhotoPrismServer(library, mode="password") as server:
        yield server


def test_paths_have_known_parts(server: PhotoPrismServer, tmp_path: Path) -> None:
    """The word stands for all that follows."""
    Run(server, tmp_path, template="{taken:%Y/%m}/{title}")
    assert [name.partition(".")[0] for name in pictures(tmp_path)] == [
        "1978/05/day",
        "1978/05/month",
        "1978/unknown/year",
        "unknown/none",
    ]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (date(1978, 1, 1), date(1978, 12, 31), ["day", "month", "year"]),
        (date(1978, 5, 1), date(1978, 5, 31), ["day", "month"]),
        (date(1978, 5, 17), date(1978, 5, 17), ["day"]),
        (date(2026, 11, 25), None, []),
    ],
)
def test_days_are_known(
    server: PhotoPrismServer, tmp_path: Path, since: date, until: date | None, expected: list[str]
) -> None:
    """The day on which a file was indexed is not the day on which it was taken."""
    Run(server, tmp_path, Selection(since=since, until=until), template="{title}")
    assert [name.partition(".")[0] for name in pictures(tmp_path)] == expected


def test_metadata_have_known_parts(server: PhotoPrismServer, tmp_path: Path) -> None:
    """In JSON and in XMP."""
    expected = {"none": None, "year": "1978", "month": "1978-05", "day": "1978-05-17T12:00:00"}
    for form in ("json", "xmp"):
        Run(server, tmp_path / form, metadata=form, template="{title}.jpg")
    for title, taken in expected.items():
        assert facts(tmp_path / "json", f"{title}.jpg").get("TakenAtLocal") == taken
        assert ("TakenAt" in facts(tmp_path / "json", f"{title}.jpg")) == (title == "day")
        values = values_of((tmp_path / "xmp" / f"{title}.jpg.xmp").read_text(encoding="utf-8"))
        assert {values.get(name) for name in TIMES} == {taken}


def test_times_of_files_are_known(server: PhotoPrismServer, tmp_path: Path) -> None:
    """With ``mtime="taken"``, a file whose day is not known has the time that it has on the server."""
    Run(server, tmp_path, mtime="taken", template="{title}.jpg")
    for photo in server.library.photos:
        expected = photo.taken_at.timestamp() if photo.title == "day" else photo.files[0].modified
        assert (tmp_path / f"{photo.title}.jpg").stat().st_mtime == pytest.approx(int(expected), abs=1)
