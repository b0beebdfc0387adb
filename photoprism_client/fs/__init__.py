"""The library as a read-only file system: ``photoprism://`` for fsspec, Dask, pandas and PyTorch."""
