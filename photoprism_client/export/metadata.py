"""What a server knows about a photo, as text to lay beside the picture: JSON, and XMP for other programs.

Only what stays as it is until somebody edits it: no UID, since a rebuilt database has others, no time of indexing, no
token, and nothing that the server guessed and may guess anew. So equal texts mean that nothing was edited.
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

from photoprism_client.models.photos import EntityDetails, EntityPhoto, EntityPlace

_MANUAL, _ESTIMATE = "manual", "estimate"  # what the server writes into TakenSrc and PlaceSrc
_NO_COUNTRY = "zz"
_NAMELESS = "Unknown"  # the server's name of cameras, lenses and places that it does not know
_NEVER_SURE = 100  # percent; labels that a user took away keep this uncertainty

_MINUTE = timedelta(minutes=1)
_FARTHEST = timedelta(hours=14)  # from UTC
_FIXED_ZONE = re.compile(r"(?:UTC|GMT)([+-])(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_AREAS = "Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific"
_NAMED_ZONE = re.compile(rf"UTC|GMT|Zulu|(?:{_AREAS})/.+")

_LINE_END = re.compile(r"\r\n?")
_NOT_UTF_8 = re.compile("[\ud800-\udfff]")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "fstop": "http://www.fstopapp.com/xmp/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{}\n<?xpacket end="w"?>\n'


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoFacts:
    """What is known of a photo and stays until it is edited; None or empty where nothing is known.

    ``taken_local`` has no zone, ``taken_utc`` is in UTC, ``time_zone`` is the server's name of the zone between them.
    ``lat`` and ``lng`` are in degrees, finite and in range, and set together; ``altitude`` is in metres.
    ``country`` is a code of two letters, such as ``de``. The tuples are sorted and hold nothing twice.
    """

    title: str = ""
    caption: str = ""
    taken_local: datetime | None = None
    taken_utc: datetime | None = None
    time_zone: str = ""
    people: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    albums: tuple[str, ...] = ()
    place: str = ""
    city: str = ""
    state: str = ""
    country: str = ""
    lat: float | None = None
    lng: float | None = None
    altitude: int | None = None
    favorite: bool = False
    private: bool = False
    type: str = ""
    camera: str = ""
    lens: str = ""
    artist: str = ""
    copyright: str = ""
    license: str = ""
    notes: str = ""
    subject: str = ""
    original_name: str = ""


def facts_of(photo: EntityPhoto, albums: Sequence[str]) -> PhotoFacts:
    """Return what is to be kept of a photo.

    Left out is what the server made up and may change by itself: the date of a photo whose year it does not know, which
    is that of the file or of its indexing, and the place, or the zone by it, that it took from neighbouring photos.
    So are faces that wait for a review and labels that were taken away.

    :param photo: the photo, with its files, labels and details.
    :param albums: titles of the albums that it is in, in any order.
    :return: its facts.
    """
    details = photo.details or EntityDetails()
    is_dated = photo.year is None or photo.year > 0
    is_guess = photo.place_src == _ESTIMATE
    has_zone = is_dated and not (is_guess and photo.taken_src != _MANUAL)
    place = (not is_guess and photo.place) or EntityPlace()
    country = _country(None if is_guess else photo.country or place.country)
    lat, lng = (None, None) if is_guess else _position(photo.lat, photo.lng)
    return PhotoFacts(
        title=photo.title or "",
        caption=photo.caption or "",
        taken_local=photo.taken_at_local if is_dated else None,
        taken_utc=_in_utc(photo.taken_at) if has_zone else None,
        time_zone=(has_zone and photo.time_zone) or "",
        people=_sorted(_people(photo)),
        keywords=_sorted((details.keywords or "").split(",")),
        labels=_sorted(_labels(photo)),
        albums=_sorted(albums),
        place=_known(place.label),
        city=_known(place.city),
        state=_known(place.state),
        country=country,
        lat=lat,
        lng=lng,
        altitude=(not is_guess and photo.altitude) or None,  # the server writes 0 where it is not known
        favorite=photo.favorite or False,
        private=photo.private or False,
        type=photo.type or "",
        camera=_known(photo.camera.name) if photo.camera else "",
        lens=_known(photo.lens.name) if photo.lens else "",
        artist=details.artist or "",
        copyright=details.copyright or "",
        license=details.license or "",
        notes=details.notes or "",
        subject=details.subject or "",
        original_name=photo.original_name or "",
    )


def as_json(facts: PhotoFacts) -> str:
    """Write facts as JSON: an object with names in order, indented by two, ended by a newline.

    Names are those of the PhotoPrism API where it has one: ``Title``, ``Caption``, ``TakenAt`` (UTC, with ``Z``),
    ``TakenAtLocal`` (without a zone, other than the API's), ``TimeZone``, ``PlaceLabel``, ``PlaceCity``,
    ``PlaceState``, ``Country``, ``Lat``, ``Lng``, ``Altitude``, ``Favorite``, ``Private``, ``Type``, ``Artist``,
    ``Copyright``, ``License``, ``Notes``, ``Subject``, ``OriginalName``, and as lists of names ``Keywords``, ``Labels``
    and ``Albums``. Ours are ``People``, a list of names, and ``Camera`` and ``Lens``, each a name.
    What is empty or false is left out; lone surrogates, which UTF-8 cannot write, are dropped.

    :param facts: the facts.
    :return: the text, the same for the same facts.
    """
    values: dict[str, object] = {
        "Title": facts.title,
        "Caption": facts.caption,
        "TakenAt": facts.taken_utc and facts.taken_utc.isoformat().replace("+00:00", "Z"),
        "TakenAtLocal": facts.taken_local and facts.taken_local.isoformat(),
        "TimeZone": facts.time_zone,
        "People": facts.people,
        "Keywords": facts.keywords,
        "Labels": facts.labels,
        "Albums": facts.albums,
        "PlaceLabel": facts.place,
        "PlaceCity": facts.city,
        "PlaceState": facts.state,
        "Country": facts.country,
        "Lat": facts.lat,
        "Lng": facts.lng,
        "Altitude": facts.altitude,
        "Favorite": facts.favorite or None,
        "Private": facts.private or None,
        "Type": facts.type,
        "Camera": facts.camera,
        "Lens": facts.lens,
        "Artist": facts.artist,
        "Copyright": facts.copyright,
        "License": facts.license,
        "Notes": facts.notes,
        "Subject": facts.subject,
        "OriginalName": facts.original_name,
    }
    kept = {name: value for name, value in values.items() if value is not None and value not in ("", ())}
    return _NOT_UTF_8.sub("", json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False)) + "\n"


def as_xmp(facts: PhotoFacts) -> str:
    """Write facts as an XMP packet, as it stands in a sidecar file.

    Title, caption, artist, copyright, licence, people, place, position and time go where other programs look for them.
    ``dc:subject`` has the labels and the keywords that are not spelled like one of them; albums become
    ``Albums|Title`` in ``lr:hierarchicalSubject``, where a ``|`` of the title is written as ``/``. Times are local,
    followed by how far they are from UTC where the server knows the zone. A favourite is marked as PhotoPrism itself
    reads it, with ``fstop:favorite``; it is no rating. Everything else is in :func:`as_json` only.

    Characters that XML 1.0 does not allow are dropped, line ends become newlines, what is empty is left out.

    Source: ISO 16684-1; Adobe's XMP specification, part 2; the IPTC Photo Metadata Standard.

    :param facts: the facts.
    :return: the text, to be written in UTF-8, the same for the same facts.
    """
    # Prefixes are spelled out: registering them with ElementTree would change it for the whole process.
    root = ET.Element("x:xmpmeta", {"xmlns:x": "adobe:ns:meta/"})
    rdf = ET.SubElement(root, "rdf:RDF", {"xmlns:rdf": _RDF})
    description = ET.SubElement(rdf, "rdf:Description", {"rdf:about": ""})
    description.attrib |= {f"xmlns:{prefix}": uri for prefix, uri in _NAMESPACES.items()}
    if facts.favorite:
        description.set("fstop:favorite", "1")  # PhotoPrism reads the attribute, not an element
    for name, container, texts in _properties(facts):
        _add(description, name, container, texts)
    ET.indent(root, " ")
    return _PACKET.format(ET.tostring(root, encoding="unicode"))


def _properties(facts: PhotoFacts) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield names of XMP properties, what holds their values (empty: nothing), and the values."""
    yield "dc:title", "Alt", [facts.title]
    yield "dc:description", "Alt", [facts.caption]
    yield "dc:creator", "Seq", [facts.artist]
    yield "dc:rights", "Alt", [facts.copyright]
    yield "xmpRights:UsageTerms", "Alt", [facts.license]
    labels = {label.casefold() for label in facts.labels}
    yield "dc:subject", "Bag", [*facts.labels, *(word for word in facts.keywords if word.casefold() not in labels)]
    albums = [_cleaned(title).replace("|", "/") for title in facts.albums]
    yield "lr:hierarchicalSubject", "Bag", [f"Albums|{title}" for title in albums if title.strip()]
    yield "Iptc4xmpExt:PersonInImage", "Bag", facts.people
    if facts.taken_local:
        taken = facts.taken_local.isoformat() + _offset(facts)
        for name in ("photoshop:DateCreated", "xmp:CreateDate", "exif:DateTimeOriginal"):
            yield name, "", [taken]
    yield "photoshop:City", "", [facts.city]
    yield "photoshop:State", "", [facts.state]
    yield "Iptc4xmpCore:CountryCode", "", [facts.country.upper()]
    if facts.lat is not None and facts.lng is not None:
        yield "exif:GPSLatitude", "", [_coordinate(facts.lat, "NS")]
        yield "exif:GPSLongitude", "", [_coordinate(facts.lng, "EW")]
    if facts.altitude is not None:
        yield "exif:GPSAltitude", "", [f"{abs(facts.altitude)}/1"]
        yield "exif:GPSAltitudeRef", "", ["1" if facts.altitude < 0 else "0"]  # 1: below the sea


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


def _cleaned(text: str) -> str:
    return _NOT_XML.sub("", _LINE_END.sub("\n", text))


def _offset(facts: PhotoFacts) -> str:
    """Return how far local time was from UTC, such as ``+02:00``, empty where that is not known.

    It is what lies between the server's two times: a database of zones is not on every machine, and changes.
    """
    if fixed := _FIXED_ZONE.fullmatch(facts.time_zone):
        offset = timedelta(hours=int(fixed[2]), minutes=int(fixed[3] or 0)) * (-1 if fixed[1] == "-" else 1)
    elif _NAMED_ZONE.fullmatch(facts.time_zone) and facts.taken_local and facts.taken_utc:
        offset = facts.taken_local - facts.taken_utc.replace(tzinfo=None)
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


def _people(photo: EntityPhoto) -> Iterator[str]:
    for file in photo.files:
        for marker in file.markers:
            if marker.name and marker.type != "label" and not marker.invalid and not marker.review:
                yield marker.name


def _labels(photo: EntityPhoto) -> Iterator[str]:
    for given in photo.labels:
        if given.label and given.label.name and (given.uncertainty or 0) < _NEVER_SURE:
            yield given.label.name


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.strip() for name in names} - {""}))


def _known(name: str | None) -> str:
    return name if name and name != _NAMELESS else ""


def _country(code: str | None) -> str:
    return code if code and code != _NO_COUNTRY else ""


def _position(lat: float | None, lng: float | None) -> tuple[float, float] | tuple[None, None]:
    """Return a position in degrees, to a centimetre; none for 0, 0, which the server writes where it has none."""
    if not lat and not lng:
        return None, None
    lat, lng = lat or 0.0, lng or 0.0
    if not (math.isfinite(lat) and math.isfinite(lng) and abs(lat) <= 90 and abs(lng) <= 180):
        return None, None
    return round(lat, 7) or 0.0, round(lng, 7) or 0.0  # no -0.0: it would be another text for the same place


def _in_utc(moment: datetime | None) -> datetime | None:
    try:
        return moment and moment.astimezone(UTC)
    except OverflowError:  # the end of the year 9999, west of UTC
        return None
