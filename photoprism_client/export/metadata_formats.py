"""Writes the metadata of a photo as JSON, and as XMP for other programs.

Equal metadata gives equal texts, byte for byte.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import timedelta
from xml.etree import ElementTree as ET

from pydantic.alias_generators import to_pascal

from photoprism_client.export.photo_metadata import PhotoMetadata
from photoprism_client.export.regions import Frame, Region, region_of

_BEST = "5"  # stars
_MINUTE = timedelta(minutes=1)
_FARTHEST = timedelta(hours=14)  # from UTC
_FIXED_ZONE = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_AREAS = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific"
_NAMED_ZONE = re.compile(rf"UTC|GMT|Zulu|(?:{_AREAS})/.+")

_LINE_END = re.compile(r"\r\n?")
_NOT_UTF_8 = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# JSON has all other fields as they are, under names such as ``PlaceCity``.
_PLAIN_FIELDS = [field.name for field in fields(PhotoMetadata) if field.name not in {"taken", "taken_utc", "faces"}]

_EMPTY: tuple[object, ...] = ("", (), [])

_STRUCTURE = {"rdf:parseType": "Resource"}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMESPACES = {
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
_PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{}\n<?xpacket end="w"?>\n'


def as_json(metadata: PhotoMetadata) -> str:
    """Write metadata as JSON: an object with sorted names, indented by two, with a newline at the end.

    Names are those of the PhotoPrism API, if it has one: ``Title``, ``Caption``, ``TakenAt`` (UTC, with ``Z``),
    ``TakenAtLocal`` (without a zone, other than the API's; ``1978-05`` or ``1978`` where no more is known),
    ``TimeZone``, ``PlaceLabel``, ``PlaceCity``, ``PlaceState``, ``Country``, ``Lat``, ``Lng``, ``Altitude``,
    ``Favorite``, ``Private``, ``Type``, ``Artist``, ``Copyright``, ``License``, ``Notes``, ``Subject``,
    ``OriginalName``, and as lists of names ``Keywords``, ``Labels`` and ``Albums``. Ours are ``Archived`` and
    ``Hidden``; ``People``, a list of names; ``Faces``, a list of objects with ``Name`` and the marker's ``X``, ``Y``,
    ``W`` and ``H``; and ``Camera`` and ``Lens``, each a name.
    Empty and false values are left out; lone surrogates, which UTF-8 cannot encode, are dropped.

    :param metadata: of the photo.
    :return: the text.
    """
    values: dict[str, object] = {to_pascal(name): getattr(metadata, name) for name in _PLAIN_FIELDS}
    values["TakenAt"] = metadata.taken_utc and metadata.taken_utc.isoformat().replace("+00:00", "Z")
    values["TakenAtLocal"] = metadata.taken.isoformat()
    values["Faces"] = [{to_pascal(name): part for name, part in face._asdict().items()} for face in metadata.faces]
    # By identity: 0 equals False, and is a latitude.
    kept = {name: value for name, value in values.items() if not (value is None or value is False or value in _EMPTY)}
    return _NOT_UTF_8.sub("", json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False)) + "\n"


def as_xmp(metadata: PhotoMetadata, frame: Frame | None = None, *, rate_favorites: bool = False) -> str:
    """Write metadata as an XMP packet for a sidecar file.

    Title, caption, artist, copyright, licence, people, place, position and time go where other programs look for them.
    ``dc:subject`` has the labels and the keywords that are not spelled like one of them; albums become
    ``Albums|Title`` in ``lr:hierarchicalSubject``, where a ``|`` of the title is written as ``/``. Times are local,
    followed by how far they are from UTC where the server knows the zone; of a date that is known in part, only that
    part is written. Faces become ``mwg-rs:Regions``. A favourite is marked as PhotoPrism itself reads it, with
    ``fstop:favorite``; it is a rating only where that is asked for. Everything else is in :func:`as_json` only.

    Characters that XML 1.0 does not allow are dropped, line ends become newlines, what is empty is left out.

    Source: ISO 16684-1; Adobe's XMP specification, part 2; the IPTC Photo Metadata Standard; Guidelines for Handling
    Image Metadata 2.0 of the Metadata Working Group.

    :param metadata: of the photo.
    :param frame: the picture that the text describes; None if faces are not on it: no regions are written.
    :param rate_favorites: give a favourite five stars.
    :return: the text, to be written in UTF-8.
    """
    # Prefixes are spelled out: registering them with ElementTree would change it for the whole process.
    root = ET.Element("x:xmpmeta", {"xmlns:x": "adobe:ns:meta/"})
    rdf = ET.SubElement(root, "rdf:RDF", {"xmlns:rdf": _RDF})
    description = ET.SubElement(rdf, "rdf:Description", {"rdf:about": ""})
    description.attrib |= {f"xmlns:{prefix}": uri for prefix, uri in _NAMESPACES.items()}
    if metadata.favorite:
        description.set("fstop:favorite", "1")  # PhotoPrism reads the attribute, not an element
    if metadata.favorite and rate_favorites:
        _add(description, "xmp:Rating", "", [_BEST])
    for name, container, texts in _properties(metadata):
        _add(description, name, container, texts)
    if frame is not None:
        _add_regions(description, metadata, frame)
    ET.indent(root, " ")
    return _PACKET.format(ET.tostring(root, encoding="unicode"))


def _properties(metadata: PhotoMetadata) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield names of XMP properties, what holds their values (empty: nothing), and the values."""
    yield "dc:title", "Alt", [metadata.title]
    yield "dc:description", "Alt", [metadata.caption]
    yield "dc:creator", "Seq", [metadata.artist]
    yield "dc:rights", "Alt", [metadata.copyright]
    yield "xmpRights:UsageTerms", "Alt", [metadata.license]
    labels = {label.casefold() for label in metadata.labels}
    keywords = (word for word in metadata.keywords if word.casefold() not in labels)
    yield "dc:subject", "Bag", [*metadata.labels, *keywords]
    albums = [_cleaned(title).replace("|", "/") for title in metadata.albums]
    yield "lr:hierarchicalSubject", "Bag", [f"Albums|{title}" for title in albums if title.strip()]
    yield "Iptc4xmpExt:PersonInImage", "Bag", metadata.people
    for name in ("photoshop:DateCreated", "xmp:CreateDate", "exif:DateTimeOriginal"):
        yield name, "", [metadata.taken.isoformat() + _offset(metadata)]
    yield "photoshop:City", "", [metadata.place_city]
    yield "photoshop:State", "", [metadata.place_state]
    yield "Iptc4xmpCore:CountryCode", "", [metadata.country.upper()]
    if metadata.lat is not None and metadata.lng is not None:
        yield "exif:GPSLatitude", "", [_coordinate(metadata.lat, "NS")]
        yield "exif:GPSLongitude", "", [_coordinate(metadata.lng, "EW")]
    if metadata.altitude is not None:
        yield "exif:GPSAltitude", "", [f"{abs(metadata.altitude)}/1"]
        yield "exif:GPSAltitudeRef", "", ["1" if metadata.altitude < 0 else "0"]  # 1: below the sea


def _add(description: ET.Element, name: str, container: str, texts: Iterable[str]) -> None:
    kept = list(dict.fromkeys(text for text in map(_cleaned, texts) if text.strip()))
    if not kept:
        return
    element = ET.SubElement(description, name)
    if not container:
        element.text = kept[0]
        return
    items = ET.SubElement(element, f"rdf:{container}")
    for text in kept:
        ET.SubElement(items, "rdf:li", {"xml:lang": "x-default"} if container == "Alt" else {}).text = text


def _add_regions(description: ET.Element, metadata: PhotoMetadata, frame: Frame) -> None:
    regions = [region for face in metadata.faces if (region := region_of(face, frame.orientation))]
    named = [(name, region) for region in regions if (name := _cleaned(region.name)).strip()]
    if not named:
        return
    width, height = frame.stored_size
    element = ET.SubElement(description, "mwg-rs:Regions", _STRUCTURE)
    size = {"stDim:w": str(width), "stDim:h": str(height), "stDim:unit": "pixel"}
    ET.SubElement(element, "mwg-rs:AppliedToDimensions", size)
    bag = ET.SubElement(ET.SubElement(element, "mwg-rs:RegionList"), "rdf:Bag")
    for name, region in named:
        item = ET.SubElement(bag, "rdf:li", _STRUCTURE)
        ET.SubElement(item, "mwg-rs:Area", _area(region))
        ET.SubElement(item, "mwg-rs:Name").text = name
        ET.SubElement(item, "mwg-rs:Type").text = "Face"


def _area(region: Region) -> dict[str, str]:
    parts = {"x": region.x, "y": region.y, "w": region.w, "h": region.h}
    return {**{f"stArea:{name}": f"{part:.6f}" for name, part in parts.items()}, "stArea:unit": "normalized"}


def _cleaned(text: str) -> str:
    return _NOT_XML.sub("", _LINE_END.sub("\n", text))


def _offset(metadata: PhotoMetadata) -> str:
    """Return how far local time was from UTC, such as ``+02:00``, empty where that is not known.

    It is what lies between the server's two times: a database of zones is not on every machine, and changes.
    """
    if metadata.taken.moment is None:
        return ""
    if fixed := _FIXED_ZONE.fullmatch(metadata.time_zone):
        offset = timedelta(hours=int(fixed[2]), minutes=int(fixed[3] or 0)) * (-1 if fixed[1] == "-" else 1)
    elif _NAMED_ZONE.fullmatch(metadata.time_zone) and metadata.taken_utc:
        offset = metadata.taken.moment - metadata.taken_utc.replace(tzinfo=None)
    else:
        return ""
    minutes, rest = divmod(abs(offset), _MINUTE)
    if rest or abs(offset) > _FARTHEST:
        return ""
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}:{minutes % 60:02}"


def _coordinate(degrees: float, directions: str) -> str:
    """Return an angle as XMP has it, such as ``52,27.576333N``: whole degrees and minutes, those to 2 mm."""
    whole, rest = divmod(round(abs(degrees) * 60_000_000), 60_000_000)
    return f"{whole},{rest // 1_000_000}.{rest % 1_000_000:06}{directions[degrees < 0]}"
