"""Tests of many thumbnails over a few connections: `ImagesApi.get_thumbs` and what it stands on."""
