"""The titles that the server makes up for pictures with faces.

Source: internal/entity/photo_title.go and pkg/txt/names.go of the server
"""

from photoprism_client.testing.library.catalogue import Catalogue
from photoprism_client.testing.library.items import Photo

_MOST_NAMES = 3
_LONGEST_WITH_YEAR = 35


def retitle(catalogue: Catalogue, photo: Photo) -> None:
    """Give a picture the title that follows from the names on it, unless a user gave it one."""
    if photo.title_src:
        return
    names = join_names(_names_on(catalogue, photo))
    if not names:
        photo.title = str(photo.as_indexed.get("title", photo.title))
    elif photo.taken_src and len(names) <= _LONGEST_WITH_YEAR:
        photo.title = f"{names} / {photo.taken_at.year}"
    else:
        photo.title = names


def _names_on(catalogue: Catalogue, photo: Photo) -> list[str]:
    found = [
        person.name
        for file in photo.files
        for marker in file.markers
        if not marker.invalid and (person := catalogue.person(marker.person_uid))
    ]
    names = list(dict.fromkeys(found))
    return names if len(names) <= _MOST_NAMES else []


def join_names(names: list[str]) -> str:
    """Return first names joined for a title, with the family name at the end if it is the same for all."""
    if len(names) < 2:
        return "".join(names)
    family = names[0][names[0].rfind(" ") :] if " " in names[0] else ""
    if len(family) < 3 or not all(name.endswith(family) for name in names):
        family = ""
    firsts = [name.split(" ", 1)[0] for name in names]
    shown = [first if firsts.count(first) == 1 else name for first, name in zip(firsts, names, strict=True)]
    return f"{', '.join(shown[:-1])} & {shown[-1]}{family}"
