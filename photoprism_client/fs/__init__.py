"""The library as a read-only file system: ``photoprism://`` for fsspec, Dask, pandas and PyTorch."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from photoprism_client.fs.file_system import PhotoPrismFileSystem as PhotoPrismFileSystem

__all__ = ["PhotoPrismFileSystem"]


def __getattr__(name: str) -> object:
    # fsspec is imported with the class only: modules of this package need not have it.
    if name == "PhotoPrismFileSystem":
        try:
            from photoprism_client.fs.file_system import PhotoPrismFileSystem
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] != "fsspec":
                raise
            missing = "the file system needs fsspec: pip install 'photoprism-images[fs]'"
            raise ModuleNotFoundError(missing, name="fsspec") from error
        return PhotoPrismFileSystem
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
