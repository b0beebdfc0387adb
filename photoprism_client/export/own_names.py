"""The names at the top of an export's folder that belong to the export: files of the library get others."""

import re

#: The folder with the pictures and data of the gallery, and its page beside it.
GALLERY_FOLDER, GALLERY_PAGE = ".gallery", "gallery.html"

#: Keys of all of them.
RESERVED_KEYS = frozenset({"sha1sums", "albums.json", GALLERY_FOLDER, GALLERY_PAGE})

_OF_GALLERY = re.compile(r"\.gallery/.+|gallery(?: \([0-9a-f]{8}\))?\.html")


def is_of_gallery(name: str) -> bool:
    """Tell by its name whether a file that an export wrote belongs to the gallery.

    :param name: relative to the folder of the export.
    :return: whether it does.
    """
    return _OF_GALLERY.fullmatch(name) is not None
