"""The example that writes metadata as a Parquet file, and what pandas and PyArrow read in it."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from photoprism_client import ApiException, PhotosApi
from photoprism_client.testing import FaultProxy, PhotoPrismServer, faults
from test.docs.conftest import clean_environment
from test.support.clients import Connect
from test.support.doc_blocks import ROOT
from test.support.example_modules import imported
from test.support.optional_libraries import needed

pytestmark = [pytest.mark.once, pytest.mark.photoprism(photos=24)]


@pytest.fixture
def example() -> ModuleType:
    """Import the example."""
    needed("pyarrow")
    return imported("metadata_table")


def test_table_has_every_photo_once(photoprism_server: PhotoPrismServer, tmp_path: Path) -> None:
    """The script writes what was listed: texts, times with and without a zone, people; what is unknown is missing."""
    pd = needed("pandas")
    library = photoprism_server.library
    photo = library.find("2021/07/IMG_1.JPG")
    library.update(photo, caption="Über “dem” Meer 🌊")
    library.add_person("Jane", [photo])
    library.add_person("Ada", [photo])
    done = subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "examples" / "metadata_table.py"), "photos.parquet"],
        cwd=tmp_path,
        env=clean_environment(PHOTOPRISM_URL=photoprism_server.url),
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "23 photos\n"), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["photos.parquet"]
    table = pd.read_parquet(tmp_path / "photos.parquet").set_index("uid")
    assert len(table) == 23
    row = table.loc[photo.uid]
    assert (row.caption, row.file_name, [*row.people]) == ("Über “dem” Meer 🌊", "2021/07/IMG_1.JPG", ["Ada", "Jane"])
    assert sorted(row.originals) == ["2021/07/IMG_1.DNG", "2021/07/IMG_1.JPG"]
    assert (row.taken_at.isoformat(), row.taken_at_local.isoformat()) == (
        "2021-07-01T10:00:00+00:00",
        "2021-07-01T10:00:00",
    )
    assert table.caption.isna().sum() == 22


def test_row_groups_are_as_large_as_a_batch(
    example: ModuleType,
    photoprism_server: PhotoPrismServer,
    connect: Connect,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many photos there are, the example holds one batch of them; all batches are in the file, in order."""
    pq = needed("pyarrow.parquet")
    monkeypatch.setattr(example, "AT_ONCE", 10)
    client = connect(photoprism_server.url).api_client
    assert example.write_table(client, f"{tmp_path}/photos.parquet") == 23
    file = pq.ParquetFile(tmp_path / "photos.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [10, 10, 3]
    uids = pq.read_table(tmp_path / "photos.parquet", columns=["uid"])["uid"].to_pylist()
    assert uids == [photo.uid for photo in PhotosApi(client).iterate()]


def test_table_of_before_stays_while_the_server_is_away(
    example: ModuleType,
    photoprism_server: PhotoPrismServer,
    connect: Connect,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If the listing fails in the middle, no file has half of the photos, and the old one is as it was."""
    path = tmp_path / "photos.parquet"
    path.write_bytes(b"of yesterday")
    with FaultProxy(photoprism_server.url) as proxy:
        client = connect(proxy.url).api_client
        proxy.always(faults.Status(500), match="offset=1")
        monkeypatch.setattr(example, "AT_ONCE", 5)
        with pytest.raises(ApiException):
            example.write_table(client, str(path), page_size=5)
    assert path.read_bytes() == b"of yesterday"
