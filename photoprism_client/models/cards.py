"""Cards of photos, albums, folders, labels, people and faces in a notebook: which models have one, what it says."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, Protocol

from photoprism_client._notebook.html import Card, Picture, card, sheet
from photoprism_client.redaction import redact_text

#: How many pictures a contact sheet has at most.
MOST_PICTURES = 60

_TILE, _COVER, _WHOLE = "tile_224", "tile_500", "fit_720"
_UNKNOWN = frozenset({"", "Unknown", "zz"})


class Pictures(NamedTuple):
    """Pictures of models, in their order, None for one that has none; and a sentence about those that are missing."""

    found: Sequence[Picture | None]
    remark: str = ""


class PictureFetcher(Protocol):
    """Fetches the pictures of models, by the client that found these; never raises."""

    def __call__(self, models: Sequence[Any], size: str, *, is_cover: bool) -> Pictures:
        """Fetch pictures, in a size by its name: covers, or those of photos."""


def card_of(model: Any) -> str | None:
    """Return the card of a model.

    :param model: the model.
    :return: HTML, or None for a kind of model that has no card.
    """
    kind = _kind_of([model])
    if kind is None:
        return None
    pictures = _pictures([model], _COVER if kind.is_cover else _WHOLE, kind)
    return card(kind.tell(model), pictures.found[0], pictures.remark)


def sheet_of(models: Sequence[Any]) -> str | None:
    """Return a contact sheet of models of one kind.

    :param models: the models.
    :return: HTML, or None where there are none, or some have no card.
    """
    kind = _kind_of(models)
    if kind is None:
        return None
    shown = [*models[:MOST_PICTURES]]
    pictures = _pictures(shown, _TILE, kind)
    more = f"These are the first {len(shown)} of {len(models)}." if len(models) > len(shown) else ""
    return sheet(zip(map(kind.tell, shown), pictures.found, strict=True), [pictures.remark, more])


def photo_count_of(album: Any) -> int | None:
    """Return how many photos an album has.

    :param album: its model.
    :return: the number; None where it is unknown: servers of 2024 say 0 for an album that is a filter.
    """
    count: int | None = album.photo_count
    return count or (None if album.filter else count)


class _Kind(NamedTuple):
    """What a card of a kind of models says, and whether its picture is a cover."""

    tell: Callable[[Any], Card]
    is_cover: bool = True


def _kind_of(models: Sequence[Any]) -> _Kind | None:
    kinds = {_KINDS.get(type(model).__name__) for model in models}
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is _FACE and not any(model.thumb and hasattr(model, "_fetcher") for model in models):
        return None  # their text tells more than cards without pictures
    return kind


def _pictures(models: Sequence[Any], size: str, kind: _Kind) -> Pictures:
    """Fetch pictures, those of each client together."""
    found: list[Picture | None] = [None] * len(models)
    remarks: dict[str, None] = {}
    fetchers = [getattr(model, "_fetcher", None) for model in models]
    for fetcher in dict.fromkeys(fetcher for fetcher in fetchers if fetcher is not None):
        places = [place for place, known in enumerate(fetchers) if known is fetcher]
        pictures = fetcher([models[place] for place in places], size, is_cover=kind.is_cover)
        remarks[pictures.remark] = None
        for place, picture in zip(places, pictures.found, strict=True):
            found[place] = picture
    return Pictures(found, " ".join(filter(None, remarks)))


def _photo(photo: Any) -> Card:
    taken, kind = photo.taken_at_local, photo.type
    facts = [
        f"{taken:%Y-%m-%d %H:%M}" if taken else "",
        kind if kind not in {None, "image"} else "",
        _camera(photo),
        _place(photo),
        ", ".join(_people(photo)),
    ]
    return _card(photo.title or getattr(photo, "file_name", None) or photo.uid, facts)


def _camera(photo: Any) -> str:
    camera = getattr(photo, "camera", None)
    make = getattr(photo, "camera_make", None) or getattr(camera, "make", None) or ""
    model = getattr(photo, "camera_model", None) or getattr(camera, "model", None) or ""
    return model if not make or model.startswith(make) else f"{make} {model}"


def _place(photo: Any) -> str:
    return getattr(photo, "place_label", None) or getattr(getattr(photo, "place", None), "label", None) or ""


def _people(photo: Any) -> Iterable[str]:
    markers = [marker for file in getattr(photo, "files", ()) for marker in file.markers]
    return dict.fromkeys(marker.name for marker in markers if marker.name and not marker.invalid)


def _album(album: Any) -> Card:
    kind = f"{album.type}{f' {album.path}' if album.path else ''}" if album.type not in {None, "album"} else ""
    count = _count(photo_count_of(album), "photo")
    return _card(album.title or album.uid, [count, kind, album.location or ""])


def _folder(folder: Any) -> Card:
    title = folder.title or folder.path or folder.uid
    return _card(title, [folder.path if folder.path != title else ""])


def _named(item: Any) -> Card:
    return _card(item.name or item.uid, [_count(item.photo_count, "photo")])


def _face(face: Any) -> Card:
    samples = _count(getattr(face, "samples", None), "sample")
    return _card(face.name or "no name", [samples, "rejected" if face.invalid else ""])


def _count(number: int | None, noun: str) -> str:
    return "" if number is None else f"{number} {noun}{'' if number == 1 else 's'}"


def _card(title: str | None, facts: Iterable[str]) -> Card:
    # Masked as where models are printed: an address in a title may hold a token.
    return Card(redact_text(title or "untitled"), [redact_text(fact) for fact in facts if fact not in _UNKNOWN])


_FACE = _Kind(_face, is_cover=False)

_KINDS = {
    "EntityAlbum": _Kind(_album),
    "EntityFace": _FACE,
    "EntityFolder": _Kind(_folder),
    "EntityLabel": _Kind(_named),
    "EntityMarker": _FACE,
    "EntityPhoto": _Kind(_photo, is_cover=False),
    "EntitySubject": _Kind(_named),
    "SearchAlbum": _Kind(_album),
    "SearchFace": _FACE,
    "SearchGeoResult": _Kind(_photo, is_cover=False),
    "SearchLabel": _Kind(_named),
    "SearchPhoto": _Kind(_photo, is_cover=False),
    "SearchSubject": _Kind(_named),
}
