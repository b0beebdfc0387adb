"""Exports a library into a folder, and keeps the folder up to date with each run."""

from photoprism_client.export.mirror import export
from photoprism_client.export.report import ExportProgress, ExportReport, FileReport
from photoprism_client.export.run import ExportOptions
from photoprism_client.export.selection import Selection
from photoprism_client.export.verifying import VerifyReport, verify

__all__ = [
    "ExportOptions",
    "ExportProgress",
    "ExportReport",
    "FileReport",
    "Selection",
    "VerifyReport",
    "export",
    "verify",
]
