"""The loaders that people train with read the shards of ``photoprism-images thumbs --shards``."""

import itertools
from pathlib import Path
from typing import NamedTuple

import pytest

from photoprism_client import ApiClient, Configuration, PhotosApi
from photoprism_client.export import Selection
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.thumbs import ThumbsOptions, save_thumbs
from test.support.optional_libraries import needed

pytestmark = pytest.mark.once

#: webdataset leaves the closing of shards to the garbage collector.
_unclosed = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
_CAPTION = "The photo that was added first"


class Saved(NamedTuple):
    """Shards, and what is in them: the caption by the hash."""

    folder: Path
    captions: dict[str, str]

    @property
    def paths(self) -> list[str]:
        """All shards, in their order."""
        return [str(path) for path in sorted(self.folder.glob("*.tar"))]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """Save the thumbnails of a library in four shards; the only caption is that of the last."""
    folder = tmp_path_factory.mktemp("shards")
    with Library.sample(photos=24) as library:
        last = library.find("2021/07/IMG_1.JPG")
        library.update(last, caption=_CAPTION)
        with PhotoPrismServer(library, owns_library=False) as server, ApiClient(Configuration(server.url)) as client:
            save_thumbs(client, Selection(), folder, ThumbsOptions(shards=6, fsync=False))
            hashes = {str(photo.hash) for photo in PhotosApi(client).iterate()}
    return Saved(folder, {sha1: _CAPTION if sha1 == last.hash else "" for sha1 in hashes})


@pytest.mark.parametrize("streaming", [True, False])
def test_hugging_face_datasets_read_all(saved: Saved, streaming: bool, tmp_path: Path) -> None:
    """Each picture is decoded, and no field of a record is lost, also one that is empty in the first records."""
    datasets = needed("datasets")
    rows = datasets.load_dataset(
        "webdataset", data_files={"train": saved.paths}, split="train", streaming=streaming, cache_dir=str(tmp_path)
    )
    read = [(row["__key__"], row["json"], row["jpg"].size) for row in rows]
    assert {key: record["caption"] for key, record, _ in read} == saved.captions
    assert len(read) == len(saved.captions)
    assert {key for key, record, size in read if size == (224, 224) and record["hash"] == key} == set(saved.captions)


@_unclosed
def test_webdataset_reads_all(saved: Saved) -> None:
    """Each sample has its picture and its record."""
    wds = needed("webdataset")
    samples = wds.WebDataset(saved.paths, shardshuffle=False).decode("pil").to_tuple("__key__", "jpg", "json")
    read = {key: record["caption"] for key, picture, record in samples if picture.size == (224, 224)}
    assert read == saved.captions


@_unclosed
def test_ranks_and_workers_of_webdataset_read_each_picture_once(saved: Saved, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rank reads some of the shards, and each of its workers some of those."""
    wds = needed("webdataset")
    read: list[list[str]] = []
    for rank, worker in itertools.product("01", "01"):
        for name, value in (("RANK", rank), ("WORLD_SIZE", "2"), ("WORKER", worker), ("NUM_WORKERS", "2")):
            monkeypatch.setenv(name, value)
        samples = wds.WebDataset(saved.paths, shardshuffle=False, nodesplitter=wds.split_by_node)
        read.append([sample["__key__"] for sample in samples])
    assert all(read)
    assert sorted(itertools.chain.from_iterable(read)) == sorted(saved.captions)
