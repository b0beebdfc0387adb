"""Exports of the embedded server in every mode, or of a real one with ``--server URL``; the server is not changed."""

import json
from pathlib import Path

import pytest

from photoprism_client import PhotosApi
from photoprism_client._content.signatures import is_whole
from photoprism_client.export import ExportOptions, ExportReport, Selection, export, verify
from photoprism_client.export.run import MetadataFormat
from test.support.contract_site import Site
from test.support.export_runs import pictures, record

# What a server may be unable to give: its disk is not as its index says.
_EXCUSES = {"missing on the server's disk", "changed on the server since it was indexed"}


def _listed(site: Site) -> set[str]:
    photos = PhotosApi(site.client).iterate()
    return {file.hash or "" for photo in photos for file in photo.originals if not file.sidecar}


def _excused(report: ExportReport) -> set[str]:
    assert {problem.reason for problem in report.problems} <= _EXCUSES
    return {problem.sha1 or "" for problem in report.problems}


def test_every_listed_original_arrives_and_stays(site: Site, tmp_path: Path) -> None:
    """Each SHA-1 of the index is in the folder and in the record; another run finds nothing to do."""
    first = export(site.client, Selection(), tmp_path)
    excused = _excused(first)
    assert set(pictures(tmp_path).values()) == _listed(site) - excused
    assert record(tmp_path) == pictures(tmp_path)
    again = export(site.client, Selection(), tmp_path)
    assert again.counts.get("unchanged", 0) == len(pictures(tmp_path)) == first.in_place
    assert again.size == 0
    found = verify(tmp_path, site.client)
    assert (found.changed, found.missing, found.extra) == ((), (), ())
    assert found.is_good is not bool(found.absent)


@pytest.mark.parametrize("form", ["json", "xmp"])
def test_an_album_with_what_is_known_of_it(site: Site, tmp_path: Path, form: MetadataFormat) -> None:
    """Its photos are in a folder of its title, with metadata beside them; albums.json has its members."""
    album = site.album_with_pictures()
    options = ExportOptions(template="{album}/{name}", metadata=form)
    report = export(site.client, Selection(albums=(album["UID"],)), tmp_path, options)
    _excused(report)
    assert report.in_place > 0
    assert report.metadata == report.in_place + 1
    albums = {row["Title"]: row for row in json.loads((tmp_path / "albums.json").read_text(encoding="utf-8"))}
    assert len({file["Source"] for file in albums[album["Title"]]["Files"]}) > 0
    again = export(site.client, Selection(albums=(album["UID"],)), tmp_path, options)
    assert again.metadata == 0


def test_thumbnails_of_an_album(site: Site, tmp_path: Path) -> None:
    """Each is a whole picture; another run asks for none."""
    album = site.album_with_pictures()
    selection = Selection(albums=(album["UID"],), size="tile_224")
    report = export(site.client, selection, tmp_path)
    members = list(PhotosApi(site.client).iterate(s=album["UID"]))
    assert report.in_place == len(members)
    assert report.counts["new"] == len({photo.hash for photo in members})
    assert all(is_whole(path.read_bytes()) for path in tmp_path.rglob("*.jpg"))
    assert export(site.client, selection, tmp_path).counts == {"unchanged": report.in_place}
