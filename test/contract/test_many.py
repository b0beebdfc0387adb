"""Many photos, thumbnails and covers at once: what single calls return, from the embedded server or a real one."""

from photoprism_client import (
    AlbumsApi,
    FoldersApi,
    ImagesApi,
    LabelsApi,
    NotFoundException,
    PhotosApi,
    SubjectsApi,
)
from test.support.contract_site import Site


def test_many_photos_are_those_of_single_calls(site: Site) -> None:
    """Details come in order, each as `get_photo` returns it; a photo that the server does not have is a 404."""
    photos = PhotosApi(site.client)
    uids = [str(row["UID"]) for row in site.photos[:60]]
    unknown = "ps00000000000000"
    *found, missing = photos.get_photos([*uids, unknown], errors="return")
    assert found == [photos.get_photo(uid) for uid in uids]
    assert isinstance(missing, NotFoundException)
    pairs = dict(photos.get_photos(uids, ordered=False, connections=16))
    assert [pairs[uid] for uid in uids] == found


def test_many_thumbnails_are_those_of_single_calls(site: Site) -> None:
    """Bytes, media type, date and flag are the same."""
    images = ImagesApi(site.client)
    hashes = [*(str(row["Hash"]) for row in site.photos[:60]), "0" * 40]
    for thumb, found in zip(hashes, images.get_thumbs(hashes, size="tile_224"), strict=True):
        single = images.get_thumb(thumb, size="tile_224")
        assert found == single
        for fact in ("content_type", "filename", "last_modified", "is_placeholder"):
            assert getattr(found, fact) == getattr(single, fact)


def test_many_covers_are_those_of_single_calls(site: Site) -> None:
    """For albums, labels, people and folders, whatever the server has of them."""
    images = ImagesApi(site.client)
    apis = (AlbumsApi(site.client), LabelsApi(site.client), SubjectsApi(site.client), FoldersApi(site.client))
    items = [item for api in apis for item in api.iterate()]
    assert {(item.uid or "")[0] for item in items} >= {"a", "d", "l"}
    covers = list(images.get_covers(items))
    singles = [images.cover_of(item, size="tile_224") for item in items]
    assert covers == singles
    assert [cover.is_placeholder for cover in covers] == [single.is_placeholder for single in singles]
