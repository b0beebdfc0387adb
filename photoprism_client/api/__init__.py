"""The APIs: one class for each group of endpoints, a module each."""

from photoprism_client.api.images_api import ImagesApi

__all__ = ["ImagesApi"]
