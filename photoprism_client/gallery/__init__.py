"""Makes a page beside an export that shows its photos in a browser, without a network."""

from photoprism_client.gallery.building import GalleryReport
from photoprism_client.gallery.making import export_with_gallery, make_gallery

__all__ = ["GalleryReport", "export_with_gallery", "make_gallery"]
