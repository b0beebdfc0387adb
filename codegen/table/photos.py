"""Photos: find, change, archive and delete them."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import COUNT, FILE_OF_PHOTO, OFFSET, PHOTO, optional, selection

API = Api("PhotosApi", "the photos of a server", "Find photos, and change, approve, archive and delete them.")

STACKS = Api("StacksApi", "the stacks of files that photos are", "Photos that are made of several files.")

_NO_PHOTO = {404: "No photo has this UID."}
_PHOTO_NOW = "the photo as it is now"
_NO_SELECTION = {400: "No photo is named, or more than the server takes at once."}
_WHOLE_ALBUMS = "`albums` adds everything in them."
_PASSED_OVER = "UIDs that do not exist are passed over. Send a thousand at a time at most."
_PHOTOS = selection("photos", "which photos, in `photos`", "photos")
_QUALITY = optional("quality", "the least quality, 0 to 7; default 0", "int", limits=(0, 7), example="3")
_SEARCH = (
    optional("public", "True leaves private photos out", "bool"),
    optional("q", "what the search of the web interface takes: words, and `key:value`"),
    optional("s", "UID of an album"),
    optional("path", "folders below the originals; `2021/*` for the folders in 2021, `2021/` for exactly this one"),
    optional("video", "True for videos only", "bool"),
)
_PUBLIC, *_OTHER_SEARCH = _SEARCH

OPERATIONS = (
    Operation(
        "search_photos",
        "GET /api/v1/photos",
        "Return one page of photos; `iterate` returns all.",
        (
            COUNT,
            _QUALITY,
            OFFSET,
            optional(
                "order",
                "`newest`, `oldest`, `added`, `edited`, `updated`, `name`, `title`, `size`, `duration`, `relevance`,"
                " `similar`, `random`, `imported` or `archived`; default the server's, `added`",
            ),
            optional(
                "merged", "True puts the files of a photo into one row, in `files`; default a row for each file", "bool"
            ),
            _PUBLIC,
            *_OTHER_SEARCH,
        ),
        "list[SearchPhoto]",
        "the photos, or files, of the page",
        {400: "The server refuses a filter, or all searches of an OAuth client without a user."},
        "The server counts files, and cuts a stack of them where the page ends. Photos in the archive and hidden ones"
        " are left out, unless a filter asks for them.",
        explains=True,
        checks="PHOTO_CHECKS",
        filters="PhotoFilters",
    ),
    Operation(
        "search_geo",
        "GET /api/v1/geo",
        "Return the photos that have a position.",
        (COUNT, _QUALITY, OFFSET, _PUBLIC, *_OTHER_SEARCH),
        "list[SearchGeoResult]",
        "the photos, with `lat` and `lng`",
        {400: "The server refuses a filter."},
        explains=True,
        checks="PHOTO_CHECKS",
        note="The server answers with a GeoJSON FeatureCollection; `raw_data` of the form with HTTP info has it. Only"
        " `uid`, `hash`, `title`, `taken_at`, `lat` and `lng` come, `type` where it is not an image, and `favorite`"
        " where it is True.",
    ),
    Operation(
        "get_photo",
        "GET /api/v1/photos/{uid}",
        "Return all that is known of a photo: files with markers, albums, labels, details.",
        (PHOTO,),
        "EntityPhoto",
        "the photo",
        _NO_PHOTO,
    ),
    Operation(
        "get_photo_yaml",
        "GET /api/v1/photos/{uid}/yaml",
        "Return what the server writes about a photo into its YAML backup.",
        (PHOTO,),
        "MediaBytes",
        "the YAML",
        _NO_PHOTO,
        content="FILE",
        filename="{uid}.yml",
        accept="text/x-yaml",
    ),
    Operation(
        "update_photo",
        "PUT /api/v1/photos/{uid}",
        "Change a photo.",
        (
            PHOTO,
            Parameter(
                "photo",
                "what to change; what is None stays as it is",
                "FormPhoto",
                "body",
                example='photoprism_client.FormPhoto(title="Harbour", title_src="manual")',
            ),
        ),
        "EntityPhoto",
        _PHOTO_NOW,
        _NO_PHOTO,
        repeatable=True,
        note="Some changes need their source to be sent with them, `manual`: without `title_src` the server makes its"
        " own title again, without `description_src` a rescan takes the file's text, without `taken_src` the date goes"
        " back. `taken_at_local`, `time_zone`, `year`, `month` and `day` belong together; `taken_at` is worked out from"
        " them. `details` needs its `photo_id`, and is replaced as a whole: what is not sent in it is emptied."
        " Latitudes, cameras and types are not checked. Two writers at once on one photo lose changes.",
    ),
    Operation(
        "like_photo",
        "POST /api/v1/photos/{uid}/like",
        "Add a photo to the favourites.",
        (PHOTO,),
        "dict[str, object]",
        "`photo` as it is now",
        _NO_PHOTO,
        repeatable=True,
        note="`UpdatedAt` does not move.",
    ),
    Operation(
        "dislike_photo",
        "DELETE /api/v1/photos/{uid}/like",
        "Remove a photo from the favourites.",
        (PHOTO,),
        "dict[str, object]",
        "`photo` as it is now",
        _NO_PHOTO,
        repeatable=True,
        note="`UpdatedAt` does not move.",
    ),
    Operation(
        "approve_photo",
        "POST /api/v1/photos/{uid}/approve",
        "Approve a photo that is in review.",
        (PHOTO,),
        "dict[str, object]",
        "`photo` as it is now",
        _NO_PHOTO,
        repeatable=True,
    ),
    Operation(
        "batch_photos_approve",
        "POST /api/v1/batch/photos/approve",
        "Approve photos that are in review.",
        (_PHOTOS,),
        "I18nResponse",
        "a message",
        _NO_SELECTION,
        repeatable=True,
        note=f"An archived photo in review is restored as well. {_PASSED_OVER}",
    ),
    Operation(
        "batch_photos_archive",
        "POST /api/v1/batch/photos/archive",
        "Put photos into the archive.",
        (_PHOTOS,),
        "I18nResponse",
        "a message",
        {**_NO_SELECTION, 404: "The server takes fewer UIDs at once."},
        repeatable=True,
        note="Archived photos leave their albums, and restoring does not put them back. On a server with YAML sidecars"
        f" {_WHOLE_ALBUMS} {_PASSED_OVER}",
    ),
    Operation(
        "batch_photos_restore",
        "POST /api/v1/batch/photos/restore",
        "Take photos out of the archive.",
        (_PHOTOS,),
        "I18nResponse",
        "a message",
        _NO_SELECTION,
        repeatable=True,
        note=f"Albums that the photos left when they were archived do not get them back. {_PASSED_OVER}",
    ),
    Operation(
        "batch_photos_private",
        "POST /api/v1/batch/photos/private",
        "Make public photos private, and private ones public.",
        (_PHOTOS,),
        "I18nResponse",
        "a message",
        _NO_SELECTION,
        note=f"This is a switch: sent twice, it changes nothing in the end. {_PASSED_OVER}",
    ),
    Operation(
        "batch_photos_delete",
        "POST /api/v1/batch/photos/delete",
        "Delete photos for good, their original files included.",
        (_PHOTOS,),
        "I18nResponse",
        "a message",
        {400: "No photo is named.", 403: "The server is read-only, or deleting is switched off."},
        note="The originals are gone from the disk at once; the photos need not be in the archive. `all` deletes the"
        f" whole archive. {_WHOLE_ALBUMS} UIDs that do not exist are passed over.",
    ),
    Operation(
        "photo_primary",
        "POST /api/v1/photos/{uid}/files/{fileuid}/primary",
        "Make a file the one that stands for its photo.",
        (PHOTO, FILE_OF_PHOTO),
        "EntityPhoto",
        _PHOTO_NOW,
        {404: "No photo has this UID."},
        also=("StacksApi",),
        repeatable=True,
        note="Nothing is checked: an unknown file leaves the photo without a primary file, and a RAW file gives"
        " placeholders for thumbnails. The server does not look at the photo in the path.",
    ),
    Operation(
        "photo_unstack",
        "POST /api/v1/photos/{uid}/files/{fileuid}/unstack",
        "Make a file of a stack a photo of its own.",
        (PHOTO, FILE_OF_PHOTO),
        "EntityPhoto",
        _PHOTO_NOW,
        {400: "The file is the primary one, is a sidecar file, or is alone.", 404: "No photo or file has this UID."},
        also=("StacksApi",),
        note="The server renames the file where needed. It does not look at the photo in the path.",
    ),
)
