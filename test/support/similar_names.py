"""A library of similar names: paths that a pattern confuses, and albums whose titles begin alike."""

from pathlib import Path

from photoprism_client.testing import Library
from photoprism_client.testing.library.sample import write_picture

#: Paths of the pictures, without their ending.
NAMES = ("my_album/x_1", "myXalbum/xZ1", "MY_ALBUM/y", "100%/a", "100x/a", "pi|pe/a", "pi/a", "top", "ümläut/z")


def make_library(originals: Path) -> Library:
    """Draw the pictures, index them and put some into albums.

    :param originals: an empty folder.
    :return: the library; the caller closes it.
    """
    for number, name in enumerate(NAMES):
        path = originals / f"{name}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_picture(path, number)
    library = Library.from_folder(originals)
    library.add_album("Berlin", [library.find("pi/a.jpg")])
    library.add_album("Berlin Private", [library.find("100x/a.jpg")])
    library.delete_album(library.add_album("Berlin Deleted", [library.find("100%/a.jpg")]))
    library.add_album("Trip to Rome", [library.find("top.jpg"), library.find("pi/a.jpg")])
    return library
