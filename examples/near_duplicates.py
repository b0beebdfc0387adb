"""Find pictures that look alike by the processes of a Dask cluster, as duplicates.py does by one; nothing is changed.

Run: python near_duplicates.py [SCHEDULER], with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment of this
process and of the workers, which have Pillow installed. Without the address of a scheduler, the workers are processes
of this machine. It prints a paragraph for each group, and ends with 1 if it could not look at all pictures.
"""

import sys
from collections.abc import Iterable

import dask.bag
import duplicates
import fsspec
from dask.distributed import Client

THUMBS = "thumbs/tile_224/originals"
AT_ONCE = 256  # pictures of a task


def fingerprints(paths: Iterable[str]) -> list[tuple[str, int | OSError]]:
    """Read pictures together, on a worker, and return the fingerprint of each, or why there is none."""
    read = fsspec.filesystem("photoprism").cat(list(paths), on_error="return").items()
    return [(path, found if isinstance(found, OSError) else duplicates.fingerprint(found)) for path, found in read]


def main(*scheduler: str) -> int:
    """Print the groups, and which pictures could not be read."""
    paths = fsspec.filesystem("photoprism").find(THUMBS)
    with Client(*scheduler) as client:
        client.upload_file(duplicates.__file__)
        found = dask.bag.from_sequence(paths, partition_size=AT_ONCE).map_partitions(fingerprints).compute()
    for group in duplicates.groups_of(pair for pair in found if isinstance(pair[1], int)):
        sys.stdout.write("\n".join(sorted(path.removeprefix(f"{THUMBS}/") for path in group)) + "\n\n")
    failed = [error for _, error in found if isinstance(error, OSError)]
    sys.stderr.writelines(f"{error}\n" for error in failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
