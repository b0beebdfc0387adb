"""Labels, and the labels of a photo."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import COUNT, LABEL, OFFSET, PHOTO, PHOTO_LABEL, optional, selection

API = Api("LabelsApi", "the labels of a server", "Find, rename and delete labels, and put them on photos.")

_NO_LABEL = {404: "No label has this UID or ID."}
_NO_PHOTO = {404: "No photo has this UID."}
_NO_PHOTO_LABEL = {404: "No photo has this UID, or it does not have the label."}

OPERATIONS = (
    Operation(
        "search_labels",
        "GET /api/v1/labels",
        "Return one page of labels; `iterate` returns all.",
        (
            COUNT,
            OFFSET,
            optional("all", "True for all labels; default those of some importance", "bool"),
            optional("q", "words of the name"),
            optional("uid", "UIDs, joined by `|` or in a list", "Texts", by_name=True),
        ),
        "list[SearchLabel]",
        "the labels",
        checks="LABEL_CHECKS",
    ),
    Operation(
        "update_label",
        "PUT /api/v1/labels/{uid}",
        "Rename a label.",
        (
            LABEL,
            Parameter(
                "label",
                "only `name` counts",
                "FormLabel",
                "body",
                example='photoprism_client.FormLabel(name="Harbour")',
            ),
        ),
        "EntityLabel",
        "the label as it is now",
        _NO_LABEL,
        repeatable=True,
        note="An empty name is ignored. Two labels may share a name.",
    ),
    Operation(
        "batch_labels_delete",
        "POST /api/v1/batch/labels/delete",
        "Delete labels.",
        (selection("labels", "which labels, in `labels`", "labels"),),
        "I18nResponse",
        "a message",
        {400: "No label is named."},
        repeatable=True,
        note="UIDs that do not exist are passed over. A label of the same name that is added later gets the old UID"
        " back.",
    ),
    Operation(
        "like_label",
        "POST /api/v1/labels/{uid}/like",
        "Add a label to the favourites.",
        (LABEL,),
        statuses=_NO_LABEL,
        repeatable=True,
    ),
    Operation(
        "dislike_label",
        "DELETE /api/v1/labels/{uid}/like",
        "Remove a label from the favourites.",
        (LABEL,),
        statuses=_NO_LABEL,
        repeatable=True,
    ),
    Operation(
        "add_photo_label",
        "POST /api/v1/photos/{uid}/label",
        "Put a label on a photo.",
        (
            PHOTO,
            Parameter(
                "label",
                "`name`, `priority` and `uncertainty` in percent (0 for certain)",
                "FormLabel",
                "body",
                example='photoprism_client.FormLabel(name="Harbour", priority=10)',
            ),
        ),
        "EntityPhoto",
        "the photo as it is now",
        _NO_PHOTO,
        also=("PhotosApi",),
        repeatable=True,
        note="Names are put in title case. Without a name, the photo gets the label `Unknown`.",
    ),
    Operation(
        "update_photo_label",
        "PUT /api/v1/photos/{uid}/label/{id}",
        "Change a label of a photo.",
        (
            PHOTO,
            PHOTO_LABEL,
            Parameter(
                "label",
                "`uncertainty` in percent; 100 hides the label",
                "FormLabel",
                "body",
                example="photoprism_client.FormLabel(uncertainty=0)",
            ),
        ),
        "EntityPhoto",
        "the photo as it is now",
        _NO_PHOTO_LABEL,
        also=("PhotosApi",),
        repeatable=True,
        note="The server writes any field that is sent, also those of the label itself: `Label.Name` in a dict renames"
        " it.",
    ),
    Operation(
        "remove_photo_label",
        "DELETE /api/v1/photos/{uid}/label/{id}",
        "Take a label off a photo.",
        (PHOTO, PHOTO_LABEL),
        "EntityPhoto",
        "the photo as it is now",
        _NO_PHOTO_LABEL,
        also=("PhotosApi",),
        note="A label that the server itself found stays, with an `uncertainty` of 100.",
    ),
)
