"""Cameras, lenses, places and countries."""

from codegen.entries import Field, Model

_DEVICE = (
    Field("id", "int", "number in the database"),
    Field("slug", "str", "the name as URLs have it"),
    Field("name", "str", "maker and model"),
    Field("make", "str", "maker"),
    Field("model", "str", "model"),
    Field("type", "str", "kind"),
    Field("description", "str", "description"),
    Field("notes", "str", "notes"),
)

MODELS = (
    Model("EntityCamera", "A camera.", _DEVICE, source="internal/entity/camera.go"),
    Model("EntityLens", "A lens.", _DEVICE, source="internal/entity/lens.go"),
    Model(
        "EntityPlace",
        "A place on the map.",
        (
            Field("place_id", "str", "ID, `zz` for unknown"),
            Field("label", "str", "the place in words"),
            Field("district", "str", "district"),
            Field("city", "str", "city"),
            Field("state", "str", "state or province"),
            Field("country", "str", "two letters, `zz` for unknown"),
            Field("keywords", "str", "words, joined by `, `"),
            Field("favorite", "bool", "whether it is a favourite"),
            Field("photo_count", "int", "number of photos"),
            Field("created_at", "Time", "when it was made"),
            Field("updated_at", "Time", "when it was changed"),
        ),
        source="internal/entity/place.go",
    ),
    Model(
        "EntityCell",
        "A cell of the map's grid.",
        (
            Field("id", "str", "ID, `zz` for unknown"),
            Field("name", "str", "name"),
            Field("street", "str", "street"),
            Field("postcode", "str", "postcode"),
            Field("category", "str", "what is there"),
            Field("place", "EntityPlace", "place"),
            Field("created_at", "Time", "when it was made"),
            Field("updated_at", "Time", "when it was changed"),
        ),
        source="internal/entity/cell.go",
    ),
    Model(
        "EntityCountry",
        "A country.",
        (
            Field("id", "str", "two letters, `zz` for unknown"),
            Field("slug", "str", "the name as URLs have it"),
            Field("name", "str", "name"),
            Field("description", "str", "description"),
            Field("notes", "str", "notes"),
        ),
        source="internal/entity/country.go",
    ),
)
