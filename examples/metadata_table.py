"""Write what the server knows of each photo into a Parquet file, which pandas, PyArrow, DuckDB and Spark read.

Run: python metadata_table.py FILE, with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment, and PyArrow
installed. It keeps 5000 photos in memory at a time. FILE gets its name when all are in it.
"""

import os
import sys
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import photoprism_client
from photoprism_client.models import SearchPhoto

AT_ONCE = 5000
COLUMNS: dict[str, pa.DataType] = {
    **dict.fromkeys(["uid", "hash", "file_name", "type", "title", "caption", "camera_model", "country"], pa.string()),
    **dict.fromkeys(["taken_at", "created_at"], pa.timestamp("ms", "UTC")),
    "taken_at_local": pa.timestamp("ms"),
    **dict.fromkeys(["width", "height", "iso"], pa.int32()),
    **dict.fromkeys(["lat", "lng", "f_number"], pa.float64()),
    **dict.fromkeys(["favorite", "private"], pa.bool_()),
    "size": pa.int64(),
    **dict.fromkeys(["originals", "people"], pa.list_(pa.string())),
}
UNKNOWN = {"title": "", "caption": "", "camera_model": "", "country": "zz", "iso": 0, "f_number": 0}


def row_of(photo: SearchPhoto) -> dict[str, Any]:
    """Return the values of a row; what is unknown is None."""
    row = {name: getattr(photo, name, None) for name in COLUMNS}
    row |= {name: None for name, value in UNKNOWN.items() if row[name] == value}
    row |= {} if photo.lat or photo.lng else {"lat": None, "lng": None}
    row["size"] = sum(file.size or 0 for file in photo.originals)
    row["originals"] = [file.name for file in photo.originals]
    row["people"] = sorted({marker.name for file in photo.files for marker in file.markers if marker.name})
    return row


def write_table(api_client: photoprism_client.ApiClient, path: str, **filters: Any) -> int:
    """Write the photos that match, and return how many there are."""
    photos, count = photoprism_client.PhotosApi(api_client).iterate(**filters), 0
    with pq.ParquetWriter(f"{path}.part", pa.schema(COLUMNS)) as table:
        while rows := [row_of(photo) for photo in islice(photos, AT_ONCE)]:
            table.write_table(pa.Table.from_pylist(rows, table.schema))
            count += len(rows)
    os.replace(f"{path}.part", path)
    return count


if __name__ == "__main__":
    with photoprism_client.ApiClient(photoprism_client.Configuration.from_environment()) as client:
        sys.stdout.write(f"{write_table(client, sys.argv[1])} photos\n")
