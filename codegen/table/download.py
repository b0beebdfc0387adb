"""Zips of what was selected."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import DOWNLOAD_TOKEN, selection

API = Api("DownloadApi", "zips of selected photos", "Let the server zip what was selected, and fetch the zip.")

OPERATIONS = (
    Operation(
        "zip_create",
        "POST /api/v1/zip",
        "Create a zip of photos, albums, labels, people or files.",
        (selection("photos", "what to zip: `photos`, `albums`, `labels`, `subjects` or `files`", "photos"),),
        "I18nResponse",
        "a message, with the `filename` for `zip_download`",
        {400: "Nothing is selected.", 404: "None of it has a file that can be zipped."},
        also=("FilesApi",),
        note="The server silently leaves out what does not exist or is missing on its disk, and, by its default"
        " settings, RAW files and the JPEGs that it made. Archived photos are included.",
    ),
    Operation(
        "zip_download",
        "GET /api/v1/zip/{filename}",
        "Return a zip that `zip_create` made.",
        (Parameter("filename", "name of the zip, as `zip_create` returned it", example='"<zip name>"'), DOWNLOAD_TOKEN),
        "MediaBytes",
        "the zip",
        {206: "Only after `Range`: a part of it.", 404: "No zip has this name, or it was fetched before."},
        "The zip is checked to be whole.",
        also=("FilesApi",),
        token="download",
        content="ARCHIVE",
        accept="application/zip",
        repeatable=False,
        note="The server deletes the zip a second after the first request for it, one for a part included: make it anew"
        " where the connection broke off.",
        example_token="access",
        example='zip_file = {api}.zip_create(photoprism_client.FormSelection(photos=["<photo uid>"]))\n'
        '{api}.zip_download(zip_file.filename or "").save("photos.zip")',
    ),
)
