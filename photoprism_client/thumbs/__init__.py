"""Saves the thumbnails of a library by hash: as files in a folder, or in tar files for training."""

from photoprism_client.thumbs.saving import DEFAULT_SIZE, ThumbsOptions, save_thumbs

__all__ = ["DEFAULT_SIZE", "ThumbsOptions", "save_thumbs"]
