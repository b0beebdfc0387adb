"""Find pictures that look alike, such as copies that a messenger made smaller; nothing is changed.

Run: python duplicates.py, with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment, and Pillow installed. It
prints a paragraph for each group, with the largest picture first.
"""

import io
import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from PIL import Image

import photoprism_client

T = TypeVar("T")
ALIKE = 3  # bits that may differ; then one of four parts is the same, so that few pictures need to be compared


def fingerprint(picture: bytes | bytearray) -> int:
    """Return 64 bits: whether each of 8 × 8 places is brighter than the place on its right."""
    grey = Image.open(io.BytesIO(picture)).convert("L").resize((9, 8)).tobytes()
    return sum((grey[9 * y + x] > grey[9 * y + x + 1]) << (8 * y + x) for y in range(8) for x in range(8))


def groups_of(fingerprints: Iterable[tuple[T, int]]) -> list[list[T]]:
    """Return the photos that look like another one; a path or anything else may stand for each."""
    groups: dict[int, list[T]] = {}  # by the identity of each member
    known: dict[tuple[int, int], list[tuple[int, T]]] = defaultdict(list)
    for photo, bits in fingerprints:
        group = groups[id(photo)] = [photo]
        for part in [(number, bits >> 16 * number & 0xFFFF) for number in range(4)]:
            for other, near in known[part]:
                if (other ^ bits).bit_count() <= ALIKE and groups[id(near)] is not group:
                    group += groups[id(near)]
                    groups.update((id(member), group) for member in group)
            known[part].append((bits, photo))
    return [group for group in {id(group): group for group in groups.values()}.values() if len(group) > 1]


def main() -> int:
    """Print the groups."""
    try:
        with photoprism_client.ApiClient(photoprism_client.Configuration.from_environment()) as api_client:
            photos = photoprism_client.PhotosApi(api_client).iterate(photo=True)
            pairs = photoprism_client.ImagesApi(api_client).get_thumbs(photos, size="tile_50", ordered=False)
            groups = groups_of((photo, fingerprint(thumb)) for photo, thumb in pairs if not thumb.is_placeholder)
    except photoprism_client.OpenApiException as error:
        sys.stderr.write(f"ended early: {error}\n")
        return 1
    for group in groups:
        group.sort(key=lambda photo: -(photo.width or 0) * (photo.height or 0))
        sys.stdout.write("".join(f"{photo.width} × {photo.height}  {photo.file_name}\n" for photo in group) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
