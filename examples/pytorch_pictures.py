"""Read pictures of a library in the workers and ranks of PyTorch: each picture once in an epoch.

Run: python pytorch_pictures.py WORKERS, with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment, and PyTorch
installed. It reads all thumbnails and prints how many there are; a training job decodes what it gets.
"""

import random
import sys
from collections.abc import Iterator, Sequence

import fsspec
from torch.utils.data import DataLoader, IterableDataset, get_worker_info


def share_of(paths: Sequence[str], share: int, shares: int, seed: int) -> list[str]:
    """Return what one of several readers reads; all of them see the same order, and each takes every n-th path."""
    shuffled = list(paths)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    return shuffled[share::shares]


class Pictures(IterableDataset[tuple[str, bytes]]):
    """Pictures with their paths; every rank needs the same *paths*, listed once, in the same order."""

    def __init__(self, fs: fsspec.AbstractFileSystem, paths: Sequence[str], rank: int = 0, ranks: int = 1) -> None:
        self.fs, self.paths, self.rank, self.ranks, self.epoch = fs, paths, rank, ranks, 0

    def set_epoch(self, epoch: int) -> None:
        """Shuffle anew: call it before each epoch, in all ranks."""
        self.epoch = epoch

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Read the share of this worker of this rank."""
        info = get_worker_info()
        worker, workers = (info.id, info.num_workers) if info else (0, 1)
        own = share_of(self.paths, self.rank * workers + worker, self.ranks * workers, self.epoch)
        yield from self.fs.iter_cat(own)  # many at once, in their order


if __name__ == "__main__":
    photoprism = fsspec.filesystem("photoprism")
    pictures = Pictures(photoprism, photoprism.find("thumbs/tile_224/originals"))
    loader = DataLoader(pictures, batch_size=None, num_workers=int(sys.argv[1]))
    sys.stdout.write(f"{len(dict(iter(loader)))} pictures\n")
