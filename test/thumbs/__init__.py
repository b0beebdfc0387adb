"""Tests of thumbnails that are saved by hash: as files, and in tar files."""
