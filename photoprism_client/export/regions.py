"""Converts faces to regions of the Metadata Working Group: from the picture as it is shown to the picture as stored.

PhotoPrism finds faces on the picture as it is shown, after the orientation in its file is applied. Programs that read
regions apply that orientation to the regions themselves, as they do to the picture.

Source: Guidelines for Handling Image Metadata 2.0, section 5.9.
"""

import math
from typing import NamedTuple

_SIDEWAYS = frozenset({5, 6, 7, 8})  # orientations that swap width and height
_ALIKE = 0.02  # by how much the shapes of one picture may differ from file to file: RAW files have some more pixels


class Face(NamedTuple):
    """A face on a picture as it is shown: its upper left corner and its size, as parts of width and height, 0 to 1."""

    name: str
    x: float
    y: float
    w: float
    h: float

    @property
    def is_placed(self) -> bool:
        """Whether it has a position and a size."""
        return all(map(math.isfinite, self[1:])) and self.w > 0 and self.h > 0


class Frame(NamedTuple):
    """A picture: width and height in pixels as it is shown, and the orientation in its file, as in Exif."""

    width: int
    height: int
    orientation: int = 1

    @property
    def stored_size(self) -> tuple[int, int]:
        """Width and height as they are stored."""
        return (self.height, self.width) if self.orientation in _SIDEWAYS else (self.width, self.height)

    def is_like(self, other: "Frame") -> bool:
        """Tell whether two files can show the same picture: then positions on one are valid on the other.

        :param other: another file of the photo.
        :return: whether their shapes, as shown, are about the same.
        """
        return math.isclose(self.width * other.height, self.height * other.width, rel_tol=_ALIKE)


class Region(NamedTuple):
    """A face on a picture as it is stored: its *centre* and its size, as parts of width and height, 0 to 1."""

    name: str
    x: float
    y: float
    w: float
    h: float


def region_of(face: Face, orientation: int) -> Region | None:
    """Return the region of a face on the picture as it is stored.

    :param face: the face, on the picture as it is shown; it is clipped to the picture.
    :param orientation: of the file, 1 to 8 as in Exif.
    :return: the region; None where the face is not on the picture.
    """
    left, right = _inside(face.x), _inside(face.x + face.w)
    top, bottom = _inside(face.y), _inside(face.y + face.h)
    if not (left < right and top < bottom):  # nor where any of them is not a number
        return None
    x, y = _stored((left + right) / 2, (top + bottom) / 2, orientation)
    w, h = right - left, bottom - top
    return Region(face.name, x, y, *((h, w) if orientation in _SIDEWAYS else (w, h)))


def _stored(x: float, y: float, orientation: int) -> tuple[float, float]:
    """Return the stored position of a point of the shown picture: the inverse of the orientation."""
    places = {
        2: (1 - x, y),
        3: (1 - x, 1 - y),
        4: (x, 1 - y),
        5: (y, x),
        6: (y, 1 - x),
        7: (1 - y, 1 - x),
        8: (1 - y, x),
    }
    return places.get(orientation, (x, y))


def _inside(part: float) -> float:
    return min(max(part, 0.0), 1.0)
