"""Snippets that change things safely; type checkers read them, nobody runs them."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import assert_type

from photoprism_client import AlbumsApi, ApiClient, LabelsApi, MarkersApi, NotAppliedError, PhotosApi, SubjectsApi
from photoprism_client.models import (
    EntityAlbum,
    EntityMarker,
    EntityPhoto,
    EntitySubject,
    SearchAlbum,
    SearchLabel,
    SearchPhoto,
    SearchSubject,
)


def items(photos: PhotosApi, found: Iterator[SearchPhoto], whole: EntityPhoto) -> None:
    """One or many, UIDs or models, mixed."""
    assert_type(photos.archive(found), dict[str, list[str]])
    assert_type(photos.approve("ptp2yj8lozifbehc"), list[str])
    assert_type(photos.approve(whole), list[str])
    assert_type(photos.set_private([whole, "ptp2yj8lozifbehc"], True), list[str])
    assert_type(photos.delete_archived((photo.uid or "" for photo in found), confirm=3), list[str])


def edits(photos: PhotosApi, photo: SearchPhoto) -> None:
    """All fields by keyword."""
    edited = photos.edit(photo, title="A", keywords=["a", "b"], taken_at_local=datetime(2020, 1, 1), lat=1, lng=2.5)
    assert_type(edited, EntityPhoto)
    photos.edit(photo, keywords="a, b", favorite=False, altitude=3)


def archives(photos: PhotosApi, found: list[SearchPhoto], path: Path) -> None:
    """Keep what `archive` returns as JSON, and pass it to `restore`."""
    path.write_text(json.dumps(photos.archive(found)))
    assert_type(photos.restore(found, albums=json.loads(path.read_text())), list[str])
    assert_type(photos.restore(found, albums=photos.archive(found)), list[str])


def albums(api: AlbumsApi, found: SearchAlbum, photo: SearchPhoto) -> None:
    """Albums by model or UID, photos likewise."""
    assert_type(api.ensure("Summer"), EntityAlbum)
    assert_type(api.add(api.ensure("Summer"), photo), list[str])
    assert_type(api.remove(found, [photo]), list[str])
    assert_type(api.set_order("atp2yj8lozifbehc", "newest"), EntityAlbum)


def people(client: ApiClient, marker: EntityMarker, person: SearchSubject, label: SearchLabel) -> None:
    """Names, or models that have one."""
    assert_type(MarkersApi(client).name(marker, "Jane"), EntityMarker)
    assert_type(MarkersApi(client).name(marker, person), EntityMarker)
    assert_type(MarkersApi(client).clear(marker), EntityMarker)
    assert_type(SubjectsApi(client).rename(person, "Jane"), EntitySubject)
    assert_type(SubjectsApi(client).merge(person, into="jtp2yj8lozifbehc"), EntitySubject)
    assert_type(LabelsApi(client).add("ptp2yj8lozifbehc", label, uncertainty=10), list[str])
    assert_type(LabelsApi(client).remove("ptp2yj8lozifbehc", "Cat"), list[str])


def errors(error: NotAppliedError) -> None:
    """Read what was not done."""
    assert_type(error.items, tuple[str, ...])
    assert_type(error.message, str | None)
