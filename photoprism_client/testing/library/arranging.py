"""Albums, labels, people and flags of the generated libraries."""

from collections.abc import Mapping
from datetime import timedelta

from photoprism_client.testing.library.catalogue import Catalogue
from photoprism_client.testing.library.faces import add_person
from photoprism_client.testing.library.items import NEVER, Photo

CAPTION = "Tom & Jerry <b>\"at home\"</b> > 'away' 👩‍👩‍👧‍👦"
PERSON = "Jane Doe"


def arrange_sample(library: Catalogue, photos: list[Photo]) -> None:
    """Group the pictures of the sample.

    :param photos: its pictures in the order of their dates
    """
    library.add_album("Favourites", photos[:4])
    library.add_album("Everything", photos)
    library.add_album("Empty")
    library.add_label("Mountain", photos[::2])
    library.add_label("Sunset", photos[1::3])
    library.update(photos[0], favorite=True)
    if len(photos) >= 4:
        library.update(photos[-1], private=True)
        library.archive(photos[-2])


def arrange_edge_cases(library: Catalogue, roles: Mapping[str, str]) -> None:
    """Add the edge cases that are not files.

    :param roles: paths by their roles, as ``write_edge_cases`` returned them
    """
    trap = {role: library.find(path) for role, path in roles.items() if role not in {"duplicate", "user sidecar"}}
    for title in ("One", "Two", "Two: the <other>/third?"):
        library.add_album(title, [trap["in three albums"]])
    library.add_label("Trap", [trap["in three albums"], trap["private"]])
    add_person(library, PERSON, [trap["person"]])
    library.update(trap["caption"], caption=CAPTION, notes="Line 1\nLine 2 €", keywords="trap, über, <tag>")
    library.update(trap["caption"], artist="Jane & Co", copyright="© 2021 Jane", license="CC BY 4.0", subject="Traps")
    library.update(
        trap["place"], lat=48.137, lng=11.575, altitude=519, country="de",
        place_label="München, Bayern, Germany", place_city="München", place_state="Bayern",
    )  # fmt: skip
    library.update(trap["year one"], taken_at=NEVER, taken_at_local=NEVER, year=-1, month=-1, day=-1)
    abroad = trap["zone name"]
    library.update(abroad, time_zone="Asia/Tokyo", taken_at=abroad.taken_at_local - timedelta(hours=9))
    library.update(trap["private"], private=True)
    library.archive(trap["archived"])
