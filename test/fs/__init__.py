"""The file system of ``photoprism://``, against the embedded server."""
