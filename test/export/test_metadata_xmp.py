"""Facts become XMP: what programs for pictures read, exiftool among them."""

import json
import shutil
import subprocess
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from photoprism_client.api.known_dates import KnownDate
from photoprism_client.export.metadata_formats import as_xmp
from photoprism_client.export.photo_metadata import PhotoMetadata, metadata_of
from photoprism_client.export.regions import Frame
from test.support.recorded_photos import (
    ANY_FACTS,
    FULL,
    KNOWN,
    LOCAL,
    NAMESPACES,
    TIMES,
    description_of,
    recorded_photo,
    recorded_row,
    time_of,
    values_of,
)


def test_recorded_photo_as_xmp() -> None:
    """A zone that the server does not know leaves times without an offset; labels come before other keywords."""
    assert values_of(as_xmp(metadata_of(recorded_photo(), ["Rec"]))) == {
        "dc:title": ("Alt", "Harbor / 2019"),
        "dc:subject": ("Bag", "Harbor", "grey", "huge"),
        "lr:hierarchicalSubject": ("Bag", "Albums|Rec"),
        **dict.fromkeys(TIMES, "2019-05-05T05:05:05"),
    }


@pytest.mark.parametrize(
    ("title", "time"),
    {
        "iPhone / 2018": "2018-09-10T21:16:13+09:00",
        "Harbor / 2019": "2019-05-05T05:05:05",
        "Canon EOS 6d / 2019": "2019-06-06T09:29:51+02:00",
        "Blue Gopher": "2020-05-11T16:16:48+02:00",
        "Ü / 2022": "2022-08-01T12:00:01+02:00",
        "iPhone Pro / 2023": "2023-10-31T11:44:43+01:00",
        "Pythagoras": None,
    }.items(),
)
def test_times_of_recorded_rows(title: str, time: str | None) -> None:
    """Summer, winter, other ends of the world, no zone; no date where the server has the file's, and says year -1."""
    assert time_of(metadata_of(recorded_row(title), [])) == time


@pytest.mark.parametrize(
    ("zone", "hours", "offset"),
    [
        ("Asia/Tokyo", 9, "+09:00"),
        ("Asia/Kathmandu", 5.75, "+05:45"),
        ("America/St_Johns", -2.5, "-02:30"),
        ("America/Argentina/Buenos_Aires", -3, "-03:00"),
        ("Europe/London", 0, "+00:00"),
        ("Etc/GMT-14", 14, "+14:00"),
        ("UTC", 0, "+00:00"),
        ("UTC+2", 2, "+02:00"),
        ("UTC+2", 0, "+02:00"),
        ("UTC-11", -11, "-11:00"),
        ("GMT+05:30", 5.5, "+05:30"),
        ("UTC+0530", 5.5, "+05:30"),
        ("UTC+99", 0, ""),
        ("UTC+2:75", 2, ""),
        ("UTC+٣", 3, ""),
        ("", 0, ""),
        ("", 2, ""),
        ("Local", 0, ""),
        ("zz", 1, ""),
        ("Middle-earth/Shire", 0, ""),
        ("Europe/../../etc/passwd", 400, ""),
        ("Europe/Berlin", 0.89, ""),
    ],
)
def test_offset_of_a_zone(zone: str, hours: float, offset: str) -> None:
    """It is what lies between the two times, in whole minutes, where the zone has a name; else there is none."""
    utc = (LOCAL - timedelta(hours=hours)).replace(tzinfo=UTC)
    assert time_of(PhotoMetadata(taken=KNOWN, taken_utc=utc, time_zone=zone)) == f"2020-05-11T16:16:48{offset}"


def test_offset_without_a_time_in_utc() -> None:
    """A zone that tells it by its name needs none."""
    assert time_of(PhotoMetadata(taken=KNOWN, time_zone="UTC+2")) == "2020-05-11T16:16:48+02:00"
    assert time_of(PhotoMetadata(taken=KNOWN, time_zone="Asia/Tokyo")) == "2020-05-11T16:16:48"
    assert time_of(PhotoMetadata(time_zone="UTC+2")) is None


@pytest.mark.parametrize(
    ("degrees", "latitude"),
    [
        (52.4596056, "52,27.576336N"),
        (-33.8999972, "33,53.999832S"),
        (0.9999999999, "1,0.000000N"),
        (90.0, "90,0.000000N"),
        (-0.0000001, "0,0.000006S"),
    ],
)
def test_coordinates_are_degrees_and_minutes(degrees: float, latitude: str) -> None:
    """Minutes never reach 60, and the direction is a letter."""
    values = values_of(as_xmp(PhotoMetadata(lat=degrees, lng=degrees)))
    assert values["exif:GPSLatitude"] == latitude
    assert values["exif:GPSLongitude"] == latitude.replace("N", "E").replace("S", "W")


def test_all_facts_as_xmp() -> None:
    """Each fact that other programs look for is where they do."""
    xmp = as_xmp(FULL)
    assert values_of(xmp) == {
        "dc:title": ("Alt", FULL.title),
        "dc:description": ("Alt", FULL.caption),
        "dc:creator": ("Seq", "Jane Doe"),
        "dc:rights": ("Alt", "© Jane Doe"),
        "xmpRights:UsageTerms": ("Alt", "CC BY 4.0"),
        "dc:subject": ("Bag", "Animal", "Gopher", "blue"),
        "lr:hierarchicalSubject": ("Bag", "Albums|Holiday / Spaß", "Albums|Zoo"),
        "Iptc4xmpExt:PersonInImage": ("Bag", "Ada Lovelace", "Zoë"),
        **dict.fromkeys(TIMES, "2020-05-11T16:16:48+02:00"),
        "photoshop:City": "Berlin",
        "photoshop:State": "Land Berlin",
        "Iptc4xmpCore:CountryCode": "DE",
        "exif:GPSLatitude": "52,27.576336N",
        "exif:GPSLongitude": "13,15.000000W",
        "exif:GPSAltitude": "28/1",
        "exif:GPSAltitudeRef": "1",
    }
    assert description_of(xmp).get(f"{{{NAMESPACES['fstop']}}}favorite") == "1"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<&>\"'", "<&>\"'"),
        ("]]> <!-- <?x?> &amp;", "]]> <!-- <?x?> &amp;"),
        ("👩\u200d👧 富士山 e\u0301", "👩\u200d👧 富士山 e\u0301"),
        ("a\0b\x1b[31m\x0bc\ufffe\uffff", "ab[31mc"),
        ("\ud83da\udc00", "a"),
        ("one\r\ntwo\rthree\n\tfour", "one\ntwo\nthree\n\tfour"),
        (" \u2028 kept as it is ", " \u2028 kept as it is "),
        ("\0\x01\ud800", None),
        (" \r\n ", None),
    ],
    ids=ascii,
)
def test_exotic_texts_in_xmp(text: str, kept: str | None) -> None:
    """What XML can hold is held, line ends are newlines, the rest is dropped, and nothing stays of nothing."""
    facts = PhotoMetadata(title=text, people=(text,), place_city=text, albums=(text,))
    expected = {} if kept is None else {
        "dc:title": ("Alt", kept),
        "Iptc4xmpExt:PersonInImage": ("Bag", kept),
        "photoshop:City": kept,
        "lr:hierarchicalSubject": ("Bag", f"Albums|{kept}"),
    }  # fmt: skip
    assert values_of(as_xmp(facts)) == expected


@given(ANY_FACTS)
def test_xmp_is_always_well_formed(facts: PhotoMetadata) -> None:
    """Whatever the facts, a parser reads the packet, and it can be written in UTF-8."""
    values = values_of(as_xmp(facts))
    assert all(value and (isinstance(value, str) or all(value)) for value in values.values())


def _by_exiftool(tmp_path: Path, xmp: str) -> dict[str, Any]:
    """Return what exiftool reads from a sidecar file, by group and tag, angles as numbers."""
    exiftool = shutil.which("exiftool")
    if exiftool is None:
        pytest.skip("exiftool is not installed here: nobody else read these packets")
    sidecar = tmp_path / "a.xmp"
    sidecar.write_bytes(xmp.encode())
    command = [exiftool, "-config", "", "-j", "-G1", "-struct", "-n", str(sidecar)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=600)
    found: dict[str, Any] = json.loads(done.stdout)[0]
    assert "ExifTool:Warning" not in found
    assert "ExifTool:Error" not in found
    return found


def test_exiftool_reads_all_facts(tmp_path: Path) -> None:
    """A program that everybody trusts finds each fact under its usual tag, and nothing to complain about."""
    found = _by_exiftool(tmp_path, as_xmp(FULL))
    assert {name: value for name, value in found.items() if name.startswith("XMP-")} == {
        "XMP-dc:Title": FULL.title,
        "XMP-dc:Description": FULL.caption,
        "XMP-dc:Creator": ["Jane Doe"],
        "XMP-dc:Rights": "© Jane Doe",
        "XMP-dc:Subject": ["Animal", "Gopher", "blue"],
        "XMP-xmpRights:UsageTerms": "CC BY 4.0",
        "XMP-lr:HierarchicalSubject": ["Albums|Holiday / Spaß", "Albums|Zoo"],
        "XMP-iptcExt:PersonInImage": ["Ada Lovelace", "Zoë"],
        "XMP-photoshop:DateCreated": "2020:05:11 16:16:48+02:00",
        "XMP-xmp:CreateDate": "2020:05:11 16:16:48+02:00",
        "XMP-exif:DateTimeOriginal": "2020:05:11 16:16:48+02:00",
        "XMP-photoshop:City": "Berlin",
        "XMP-photoshop:State": "Land Berlin",
        "XMP-iptcCore:CountryCode": "DE",
        "XMP-exif:GPSLatitude": pytest.approx(52.4596056, abs=1e-8),
        "XMP-exif:GPSLongitude": pytest.approx(-13.25, abs=1e-8),
        "XMP-exif:GPSAltitude": 28,
        "XMP-exif:GPSAltitudeRef": 1,
        "XMP-fstop:Favorite": 1,
    }


def test_exiftool_reads_exotic_facts(tmp_path: Path) -> None:
    """Markup, lines, emoji, what XML forbids, and a time without a zone."""
    exotic = '<&>" ]]> 👩\u200d👧 富\u0000\ud800\r\nend'
    found = _by_exiftool(tmp_path, as_xmp(PhotoMetadata(title=exotic, taken=KNOWN, time_zone="Local")))
    assert found["XMP-dc:Title"] == '<&>" ]]> 👩\u200d👧 富\nend'
    assert found["XMP-exif:DateTimeOriginal"] == "2020:05:11 16:16:48"


def test_exiftool_reads_no_facts(tmp_path: Path) -> None:
    """A packet without properties is one."""
    assert not any(name.startswith("XMP-") for name in _by_exiftool(tmp_path, as_xmp(PhotoMetadata())))


def test_exiftool_reads_faces_and_a_rating(tmp_path: Path) -> None:
    """Regions, as a structure, of a picture that is stored on its side."""
    found = _by_exiftool(tmp_path, as_xmp(FULL, Frame(600, 800, 6), rate_favorites=True))
    area = {"X": 0.25, "Y": 0.5, "W": 0.25, "H": 0.5, "Unit": "normalized"}
    assert found["XMP-mwg-rs:RegionInfo"] == {
        "AppliedToDimensions": {"W": 800, "H": 600, "Unit": "pixel"},
        "RegionList": [{"Area": area, "Name": "Ada Lovelace", "Type": "Face"}],
    }
    assert found["XMP-xmp:Rating"] == 5


@pytest.mark.parametrize(("known", "time"), [(KnownDate(1978), "1978"), (KnownDate(1978, 5), "1978:05")])
def test_exiftool_reads_a_date_that_is_known_in_part(tmp_path: Path, known: KnownDate, time: str) -> None:
    """As what it is."""
    found = _by_exiftool(tmp_path, as_xmp(PhotoMetadata(taken=known)))
    assert str(found["XMP-exif:DateTimeOriginal"]) == str(found["XMP-xmp:CreateDate"]) == time
