"""`EntityPhotoLabel`: written by codegen, do not edit."""

from photoprism_client.models.entity_photo import EntityPhotoLabel

__all__ = ["EntityPhotoLabel"]
