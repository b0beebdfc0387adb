"""Hugging Face's datasets read pictures of a library by their URLs, without shards."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.support.optional_libraries import needed

pytestmark = pytest.mark.once

_ALL = "photoprism:///thumbs/tile_50/originals/**/*.JPG"
_FEW = "photoprism:///thumbs/tile_50/originals/2021/08/*"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PhotoPrismServer]:
    """Serve a library to everybody, as the environment names it."""
    with Library.sample(photos=24) as library, PhotoPrismServer(library, owns_library=False) as served:
        monkeypatch.setenv("PHOTOPRISM_URL", served.url)
        yield served


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("streaming", [True, False])
@pytest.mark.parametrize(("pattern", "count"), [(_ALL, 20), (_FEW, 4)])
def test_hugging_face_datasets_read_folders(
    pattern: str, count: int, streaming: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern is a data set of its pictures, however many these are: from 16 on they are asked for otherwise."""
    datasets = needed("datasets")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", False)  # offline, it copies nothing, whichever server has it
    rows = datasets.load_dataset(
        "imagefolder", data_files={"train": pattern}, split="train", streaming=streaming, cache_dir=str(tmp_path)
    )
    assert [row["image"].size for row in rows] == [(50, 50)] * count
