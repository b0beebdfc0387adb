"""The APIs: one class for each group of endpoints."""

from photoprism_client.api.images_api import ImagesApi

__all__ = ["ImagesApi"]
