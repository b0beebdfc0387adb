"""The files of photos."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import FILE_OF_PHOTO, HASH, PHOTO, by_name

API = Api("FilesApi", "the files of a server", "What is known of a file, its bytes, and what can be changed about it.")

_CHANGES = {403: "This login may not do that, or the server is read-only.", 404: "No photo or file has this UID."}

OPERATIONS = (
    Operation(
        "get_file",
        "GET /api/v1/files/{hash}",
        "Return what is known of a file.",
        (HASH,),
        "EntityFile",
        "the file",
        {404: "No file has this hash."},
    ),
    Operation(
        "delete_file",
        "DELETE /api/v1/photos/{uid}/files/{fileuid}",
        "Delete a file of a photo for good.",
        (PHOTO, FILE_OF_PHOTO),
        "EntityPhoto",
        "the photo as it is now",
        {**_CHANGES, 500: "The file is the primary one."},
        note="The file is gone from the disk at once. A HEIC goes although the JPEG that was made of it stays. The"
        " server does not look at the photo in the path.",
    ),
    Operation(
        "change_file_orientation",
        "PUT /api/v1/photos/{uid}/files/{fileuid}/orientation",
        "Turn a picture.",
        (
            PHOTO,
            FILE_OF_PHOTO,
            Parameter(
                "file",
                "`orientation`, 1 to 8 as in Exif",
                "FormFile",
                "body",
                example="photoprism_client.FormFile(orientation=6)",
            ),
        ),
        "EntityPhoto",
        "the photo as it is now",
        {**_CHANGES, 500: "The file cannot be changed."},
        repeatable=True,
        note="The server rewrites the original: it has another SHA-1 afterwards, and the old one is unknown.",
    ),
    Operation(
        "api_v1_markers_post",
        "POST /api/v1/markers",
        "Create a marker on a picture.",
        (
            by_name(
                "marker",
                "`file_uid`, `type` and `src`, the area `x`, `y`, `w`, `h` (0 to 1), and a `name` with its `subj_src`",
                "FormMarker",
                "body",
                'photoprism_client.FormMarker(file_uid="<file uid>", type="face", x=0.1, y=0.1, w=0.2, h=0.2)',
            ),
        ),
        statuses={400: "The area is not within the picture, or a value is too long.", 404: "No file has this UID."},
        note="Sent again, it makes a second marker at the same place. A name without `subj_src` is ignored.",
    ),
)
