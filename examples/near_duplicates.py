"""Find pictures that look alike by the processes of a Dask cluster, as duplicates.py does by one; nothing is changed.

Run: python near_duplicates.py [SCHEDULER], with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment of this
process and of the workers, which have Pillow installed. Without the address of a scheduler, the workers are processes
of this machine. It prints a paragraph for each group.
"""

import sys
from collections.abc import Iterable

import dask.bag
import duplicates
import fsspec
from dask.distributed import Client

THUMBS = "thumbs/tile_224/originals"
AT_ONCE = 256  # pictures of a task


def fingerprints(paths: Iterable[str]) -> list[tuple[str, int]]:
    """Read pictures together, on a worker, and return the fingerprint of each."""
    pictures = fsspec.filesystem("photoprism").cat(list(paths))
    return [(path, duplicates.fingerprint(picture)) for path, picture in pictures.items()]


def main(*scheduler: str) -> None:
    """Print the groups."""
    paths = fsspec.filesystem("photoprism").find(THUMBS)
    with Client(*scheduler) as client:
        client.upload_file(duplicates.__file__)
        found = dask.bag.from_sequence(paths, partition_size=AT_ONCE).map_partitions(fingerprints).compute()
    for group in duplicates.groups_of(found):
        sys.stdout.write("\n".join(sorted(path.removeprefix(f"{THUMBS}/") for path in group)) + "\n\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
