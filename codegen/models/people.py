"""People, faces and labels."""

from codegen.entries import Field, Model

_SUBJECT = (
    Field("uid", "str", "UID"),
    Field("type", "str", "`person`"),
    Field("slug", "str", "the name as URLs have it"),
    Field("name", "str", "name"),
    Field("alias", "str", "another name"),
    Field("thumb", "str", "hash and area of a face"),
    Field("thumb_src", "str", "who chose that face"),
    Field("favorite", "bool", "whether it is a favourite"),
    Field("hidden", "bool", "whether it is hidden"),
    Field("private", "bool", "whether it is private"),
    Field("excluded", "bool", "whether it is excluded from recognition"),
    Field("file_count", "int", "number of files"),
    Field("photo_count", "int", "number of photos"),
    Field("marker_uid", "str", "UID of the marker of that face"),
    Field("marker_src", "str", "who made that marker"),
)
_FACE = (
    Field("id", "str", "ID"),
    Field("src", "str", "who made it"),
    Field("kind", "int", "kind"),
    Field("hidden", "bool", "whether it is hidden"),
    Field("subj_uid", "str", "UID of the person"),
    Field("samples", "int", "number of markers that it was made of"),
    Field("sample_radius", "float", "distance of the furthest of them"),
    Field("collisions", "int", "number of collisions with other faces"),
    Field("collision_radius", "float", "distance of the nearest collision"),
    Field("matched_at", "Time", "when it was compared with markers"),
    Field("created_at", "Time", "when it was made"),
    Field("updated_at", "Time", "when it was changed"),
)
_SHOWN = (
    Field("name", "str", "name of the person"),
    Field("subj_src", "str", "who named it"),
    Field("marker_uid", "str", "UID of the marker that shows it best"),
    Field("file_uid", "str", "UID of the file of that marker"),
    Field("face_dist", "float", "distance of that marker"),
    Field("size", "int", "size of that marker in pixels"),
    Field("score", "int", "certainty of that marker"),
    Field("review", "bool", "whether the score of that marker is low"),
    Field("invalid", "bool", "whether somebody rejected that marker"),
    Field("thumb", "str", "hash and area of that marker"),
)
_LABEL = (
    Field("id", "int", "number in the database, which a photo's label is changed by"),
    Field("uid", "str", "UID"),
    Field("thumb", "str", "SHA-1 of the file on its cover, or empty"),
    Field("thumb_src", "str", "who chose that file"),
    Field("slug", "str", "the first name as URLs have it"),
    Field("custom_slug", "str", "the name as URLs have it"),
    Field("name", "str", "name"),
    Field("priority", "int", "priority"),
    Field("favorite", "bool", "whether it is a favourite"),
    Field("description", "str", "description"),
    Field("notes", "str", "notes"),
    Field("photo_count", "int", "number of photos"),
    Field("created_at", "Time", "when it was made"),
    Field("updated_at", "Time", "when it was changed"),
    Field("deleted_at", "Time", "when it was deleted"),
)

MODELS = (
    Model(
        "SearchSubject", "A row of a search for people.", _SUBJECT, source="internal/entity/search/subjects_results.go"
    ),
    Model(
        "EntitySubject",
        "A person, or another subject.",
        (
            *_SUBJECT,
            Field("src", "str", "who made it"),
            Field("about", "str", "about the person"),
            Field("bio", "str", "biography"),
            Field("notes", "str", "notes"),
            Field("created_at", "Time", "when it was made"),
            Field("updated_at", "Time", "when it was changed"),
            Field("deleted_at", "Time", "when it was deleted"),
        ),
        source="internal/entity/subject.go",
    ),
    Model(
        "EntityPerson",
        "A person, as the configuration lists it.",
        (
            Field("uid", "str", "UID"),
            Field("name", "str", "name"),
            Field("alias", "str", "another name"),
            Field("favorite", "bool", "whether it is a favourite"),
            Field("hidden", "bool", "whether it is hidden"),
            Field("keywords", "list[str]", "words that a search finds it by"),
        ),
        source="internal/entity/subject_person.go",
    ),
    Model("EntityFace", "A cluster of faces that look alike.", (*_FACE, *_SHOWN), source="internal/entity/face.go"),
    Model(
        "SearchFace",
        "A row of a search for faces, with the marker that shows it best where it was asked for.",
        (*_FACE, *_SHOWN),
        source="internal/entity/search/faces_results.go",
    ),
    Model("SearchLabel", "A row of a label search.", _LABEL, source="internal/entity/search/labels_results.go"),
    Model(
        "EntityLabel",
        "A label.",
        (*_LABEL, Field("published_at", "Time", "when it was published")),
        source="internal/entity/label.go",
    ),
)
