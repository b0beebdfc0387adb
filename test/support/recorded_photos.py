"""Recorded photos, strategies for their metadata, and readers of the XMP that is written from them."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from photoprism_client.api.known_dates import NO_DATE, KnownDate
from photoprism_client.export.metadata_formats import as_xmp
from photoprism_client.export.photo_metadata import PhotoMetadata
from photoprism_client.export.regions import Face
from photoprism_client.models.entity_photo import EntityPhoto

SAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "contract" / "recorded" / "samples.json").read_text(encoding="utf-8")
)
NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "fstop": "http://www.fstopapp.com/xmp/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "stDim": "http://ns.adobe.com/xap/1.0/sType/Dimensions#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
TIMES = ("photoshop:DateCreated", "xmp:CreateDate", "exif:DateTimeOriginal")
REGIONS = f"{{{NAMESPACES['mwg-rs']}}}Regions"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

LOCAL = datetime(2020, 5, 11, 16, 16, 48)
KNOWN = KnownDate(2020, 5, LOCAL)
FULL = PhotoMetadata(
    title="Blue Gopher",
    caption='Tom & Jerry <3 "cheese"\nsecond line 🧀',
    taken=KNOWN,
    taken_utc=datetime(2020, 5, 11, 14, 16, 48, tzinfo=UTC),
    time_zone="Europe/Berlin",
    people=("Ada Lovelace", "Zoë"),
    faces=(Face("Ada Lovelace", 0.25, 0.125, 0.5, 0.25),),
    keywords=("blue", "gopher"),
    labels=("Animal", "Gopher"),
    albums=("Holiday | Spaß", "Zoo"),
    place_label="Berlin, Germany",
    place_city="Berlin",
    place_state="Land Berlin",
    country="de",
    lat=52.4596056,
    lng=-13.25,
    altitude=-28,
    favorite=True,
    private=True,
    archived=True,
    hidden=True,
    type="image",
    camera="Canon EOS 6D",
    lens="EF24-105mm f/4L IS USM",
    artist="Jane Doe",
    copyright="© Jane Doe",
    license="CC BY 4.0",
    notes="a note",
    subject="a subject",
    original_name="IMG_1234",
)

ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text('<&>"]!-\r\n\0\ud800|é👧 ')
ZONES = ("UTC", "Local", "Asia/Tokyo", "Europe/Berlin", "America/Argentina/Buenos_Aires")
ANY_NAMES = st.lists(ANY_TEXT, max_size=4).map(tuple)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
ANY_DATE = st.datetimes().map(lambda moment: KnownDate(moment.year, moment.month, moment)) | st.builds(
    lambda year, month: KnownDate(year, month) if year else NO_DATE,
    st.none() | st.integers(1, 9999),
    st.none() | st.integers(1, 12),
)
BY_DEFAULT: dict[object, st.SearchStrategy[Any]] = {
    "": ANY_TEXT,
    (): ANY_NAMES,
    False: st.booleans(),
    NO_DATE: ANY_DATE,
}
ANY_FACTS = st.builds(
    PhotoMetadata,
    **{
        **{field.name: BY_DEFAULT[field.default] for field in fields(PhotoMetadata) if field.default is not None},
        "faces": st.lists(st.builds(Face, ANY_TEXT, *[FINITE] * 4), max_size=3).map(tuple),
        "taken_utc": st.none() | st.datetimes(timezones=st.just(UTC)),
        "time_zone": ANY_TEXT | st.sampled_from(ZONES) | st.from_regex(r"UTC[+-]\d{1,2}(:?\d\d)?", fullmatch=True),
        "lat": st.none() | st.floats(-90, 90),
        "lng": st.none() | st.floats(-180, 180),
        "altitude": st.none() | st.integers(),
    },
)


def recorded_photo(**changes: Any) -> EntityPhoto:
    """Return the recorded photo with some of its fields, by the server's names, changed."""
    return EntityPhoto.model_validate_json(json.dumps({**SAMPLES["photo"], **changes}))


def recorded_row(title: str) -> EntityPhoto:
    """Return a recorded row of a search as a photo; its ID, made of two numbers, is of no interest here."""
    [row] = [row for row in SAMPLES["photos_merged"] if row["Title"] == title]
    return EntityPhoto.model_validate_json(json.dumps({**row, "ID": None}))


def description_of(xmp: str) -> ET.Element:
    """Return the one description of a packet, after a look at what is around it."""
    assert xmp.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta ')
    assert xmp.endswith('</x:xmpmeta>\n<?xpacket end="w"?>\n')
    root = ET.fromstring(xmp.encode())
    assert root.tag == "{adobe:ns:meta/}xmpmeta"
    [rdf] = root
    assert rdf.tag == f"{{{NAMESPACES['rdf']}}}RDF"
    [description] = rdf
    assert description.get(f"{{{NAMESPACES['rdf']}}}about") == ""
    return description


def values_of(xmp: str) -> dict[str, Any]:
    """Return the properties of a packet by prefixed name: a text, or what holds texts and these; not its regions."""
    found: dict[str, Any] = {}
    for element in description_of(xmp):
        value: Any = element.text
        if element.tag == REGIONS:
            continue
        if len(element):
            [container] = element
            value = (container.tag.partition("}")[2], *(item.text for item in container))
            languages = {item.get(LANGUAGE) for item in container}
            assert languages == ({"x-default"} if value[0] == "Alt" else {None})
        key = prefixed(element.tag)
        assert key not in found
        found[key] = value
    return found


def prefixed(tag: str) -> str:
    """Return a name with the prefix of its namespace."""
    uri, _, name = tag[1:].partition("}")
    return f"{next(prefix for prefix, known in NAMESPACES.items() if known == uri)}:{name}"


def regions_of(xmp: str) -> tuple[tuple[int, int], dict[str, tuple[float, ...]]] | None:
    """Return width and height that regions apply to, and centre and size of each by its name; None without regions."""
    found = description_of(xmp).findall("mwg-rs:Regions", NAMESPACES)
    if not found:
        return None
    [regions] = found
    [size] = regions.findall("mwg-rs:AppliedToDimensions", NAMESPACES)
    told = {prefixed(name): value for name, value in size.attrib.items()}
    assert told.pop("stDim:unit") == "pixel"
    faces = {}
    for item in regions.findall("mwg-rs:RegionList/rdf:Bag/rdf:li", NAMESPACES):
        assert item.findtext("mwg-rs:Type", "", NAMESPACES) == "Face"
        [area] = item.findall("mwg-rs:Area", NAMESPACES)
        parts = {prefixed(name): value for name, value in area.attrib.items()}
        assert parts.pop("stArea:unit") == "normalized"
        faces[item.findtext("mwg-rs:Name", "", NAMESPACES)] = tuple(float(parts[f"stArea:{part}"]) for part in "xywh")
    return (int(told["stDim:w"]), int(told["stDim:h"])), faces


def time_of(facts: PhotoMetadata) -> str | None:
    """Return the time that the XMP of these facts has, the same under each of its names."""
    values = values_of(as_xmp(facts))
    assert len({values.get(name) for name in TIMES}) == 1
    time: str | None = values.get(TIMES[0])
    return time
