"""People, the faces that belong to them, and the markers on pictures: three APIs that belong together."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import COUNT, FACE, MARKER, OFFSET, SUBJECT, optional

SUBJECTS = Api("SubjectsApi", "the people that a server knows", "Find people, and rename, merge and hide them.")
FACES = Api("FacesApi", "the faces that a server found", "Clusters of faces that look alike.")
MARKERS = Api(
    "MarkersApi", "the markers on pictures", "Faces and other parts of pictures: name them, or clear their names."
)

_NO_SUBJECT = {404: "No person has this UID."}
_NO_FACE = {404: "No face has this ID."}
_NO_MARKER = {404: "No marker has this UID."}
_BUSY = {429: "The server is busy with another change to people: try again soon."}
_HIDDEN = optional("hidden", "`yes` or `no`: whether hidden ones are found, too")

OF_SUBJECTS = (
    Operation(
        "search_subjects",
        "GET /api/v1/subjects",
        "Return one page of people and other subjects; `iterate` returns all.",
        (
            COUNT,
            OFFSET,
            optional("order", "`name`, `count`, `added` or `relevance`; default the server's"),
            _HIDDEN,
            optional("files", "the least number of files", "int"),
            optional("q", "words of the name"),
        ),
        "list[SearchSubject]",
        "the subjects",
        checks="SUBJECT_CHECKS",
    ),
    Operation(
        "get_subject",
        "GET /api/v1/subjects/{uid}",
        "Return a person or other subject.",
        (SUBJECT,),
        "EntitySubject",
        "the subject",
        _NO_SUBJECT,
    ),
    Operation(
        "update_subject",
        "PUT /api/v1/subjects/{uid}",
        "Rename a person, or make it a favourite, hidden, private or excluded.",
        (
            SUBJECT,
            Parameter(
                "subject",
                "`name`, `favorite`, `hidden`, `private` or `excluded`",
                "FormSubject",
                "body",
                example='photoprism_client.FormSubject(name="Jane Doe")',
            ),
        ),
        "EntitySubject",
        "the person as it is now; after a merge, the one that was deleted",
        {**_NO_SUBJECT, **_BUSY},
        repeatable=True,
        note="The name of another person, in upper or lower case, merges this person into that one. `alias`, `about`,"
        " `bio` and `notes` are ignored, and so is an empty name.",
    ),
    Operation(
        "like_subject",
        "POST /api/v1/subjects/{uid}/like",
        "Add a person to the favourites.",
        (SUBJECT,),
        statuses=_NO_SUBJECT,
        repeatable=True,
    ),
    Operation(
        "dislike_subject",
        "DELETE /api/v1/subjects/{uid}/like",
        "Remove a person from the favourites.",
        (SUBJECT,),
        statuses=_NO_SUBJECT,
        repeatable=True,
    ),
)

OF_FACES = (
    Operation(
        "search_faces",
        "GET /api/v1/faces",
        "Return one page of faces.",
        (
            COUNT,
            OFFSET,
            optional("order", "`subject`, `added` or `samples`; default the server's"),
            _HIDDEN,
            optional("unknown", "`yes` for those without a name only"),
            optional("markers", "True for the marker that shows each face, and its `thumb`", "bool", by_name=True),
        ),
        "list[SearchFace]",
        "the faces",
        checks="FACE_CHECKS",
    ),
    Operation(
        "get_face",
        "GET /api/v1/faces/{id}",
        "Return a face.",
        (FACE,),
        "EntityFace",
        "the face",
        _NO_FACE,
    ),
    Operation(
        "update_face",
        "PUT /api/v1/faces/{id}",
        "Hide a face, or give it to a person.",
        (
            FACE,
            Parameter(
                "face",
                "`hidden`, or `subj_uid` of the person",
                "FormFace",
                "body",
                example="photoprism_client.FormFace(hidden=True)",
            ),
        ),
        "EntityFace",
        "the face as it is now",
        {**_NO_FACE, **_BUSY},
        repeatable=True,
    ),
)

OF_MARKERS = (
    Operation(
        "update_marker",
        "PUT /api/v1/markers/{uid}",
        "Name a marker, or change it.",
        (
            MARKER,
            Parameter(
                "marker",
                "`name` with `subj_src`, `invalid`, `marker_review` or the area",
                "FormMarker",
                "body",
                example='photoprism_client.FormMarker(name="Jane Doe", subj_src="manual")',
            ),
        ),
        "EntityMarker",
        "the marker as it is now",
        {400: "The area is not within the picture, or a value is too long.", **_NO_MARKER, **_BUSY},
        also=("SubjectsApi",),
        repeatable=True,
        note="A new name on a face that has a person renames that person on all pictures: clear the subject first. A"
        " name without `subj_src` is ignored, and so is an empty one. Markers are never deleted: make them `invalid`.",
    ),
    Operation(
        "clear_marker_subject",
        "DELETE /api/v1/markers/{uid}/subject",
        "Take the name off a marker.",
        (MARKER,),
        "EntityMarker",
        "the marker as it is now",
        {**_NO_MARKER, **_BUSY},
        also=("SubjectsApi",),
        repeatable=True,
        note="A person who has no face left is deleted.",
    ),
)
