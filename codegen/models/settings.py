"""The settings of the web interface."""

from codegen.entries import Choice, Field, Model


def _camel(name: str, type: str, meaning: str) -> Field:
    """Describe a field that the server writes in camel case."""
    first, *others = name.split("_")
    return Field(name, type, meaning, wire=first + "".join(word.capitalize() for word in others))


# `import` is a word of Python.
_IMPORT = "var_import"

MODELS = (
    Model(
        "CustomizeSettings",
        "The settings of a user, and some of the whole server.",
        (
            _camel("ui", "CustomizeUISettings", "looks"),
            _camel("search", "CustomizeSearchSettings", "search"),
            _camel("maps", "CustomizeMapsSettings", "maps"),
            _camel("features", "CustomizeFeatureSettings", "what is switched on"),
            Field(_IMPORT, "CustomizeImportSettings", "import", wire="import"),
            _camel("index", "CustomizeIndexSettings", "indexing"),
            _camel("stack", "CustomizeStackSettings", "stacks of files"),
            _camel("share", "CustomizeShareSettings", "sharing"),
            _camel("download", "CustomizeDownloadSettings", "downloads"),
            _camel("templates", "CustomizeTemplateSettings", "templates"),
        ),
        source="internal/config/customize/settings.go",
    ),
    Model(
        "CustomizeUISettings",
        "Looks of the web interface.",
        (
            _camel("scrollbar", "bool", "whether there is a scroll bar"),
            _camel("zoom", "bool", "whether the page can be zoomed"),
            _camel("theme", "str", "theme; not checked"),
            _camel("language", "str", "language; not checked"),
            _camel("time_zone", "str", "zone; empty for the browser's"),
        ),
        module="customize_ui_settings",
        source="internal/config/customize/ui.go",
    ),
    Model(
        "CustomizeSearchSettings",
        "Search in the web interface.",
        (
            _camel("batch_size", "int", "rows that are asked for at once; 0 for the default"),
            _camel("list_view", "bool", "whether results can be shown as a list"),
        ),
        source="internal/config/customize/search.go",
    ),
    Model(
        "CustomizeMapsSettings",
        "Maps in the web interface.",
        (
            _camel("animate", "int", "length of animations in milliseconds"),
            _camel("style", "str", "style"),
        ),
        source="internal/config/customize/maps.go",
    ),
    Model(
        "CustomizeFeatureSettings",
        "What is switched on.",
        tuple(
            Field(_IMPORT if name == "import" else name, "bool", f"whether {what} on", wire=name)
            for name, what in {
                "account": "changing the own account is",
                "albums": "albums are",
                "archive": "the archive is",
                "delete": "deleting is",
                "download": "downloads are",
                "edit": "editing photos is",
                "estimates": "estimating places is",
                "favorites": "favourites are",
                "files": "the list of files is",
                "folders": "folders are",
                "import": "import is",
                "labels": "labels are",
                "library": "the library is",
                "logs": "logs are",
                "moments": "moments are",
                "people": "people are",
                "places": "places are",
                "private": "private photos are",
                "ratings": "ratings are",
                "reactions": "reactions are",
                "review": "review is",
                "search": "search is",
                "services": "services are",
                "settings": "settings are",
                "share": "sharing is",
                "upload": "uploads are",
                "videos": "videos are",
            }.items()
        ),
        source="internal/config/customize/feature.go",
    ),
    Model(
        "CustomizeImportSettings",
        "Import from the import folder.",
        (
            _camel("path", "str", "folder below the import folder"),
            _camel("move", "bool", "whether imported files are removed there"),
        ),
        source="internal/config/customize/import.go",
    ),
    Model(
        "CustomizeIndexSettings",
        "Indexing of originals.",
        (
            _camel("path", "str", "folder below the originals"),
            _camel("convert", "bool", "whether JPEGs are made of other files"),
            _camel("rescan", "bool", "whether files that did not change are indexed again"),
            _camel("skip_archived", "bool", "whether archived photos are left out"),
        ),
        source="internal/config/customize/index.go",
    ),
    Model(
        "CustomizeStackSettings",
        "Which files become one photo.",
        (
            _camel("uuid", "bool", "those with the same ID"),
            _camel("meta", "bool", "those taken at the same time and place"),
            _camel("name", "bool", "those with names that go on, such as `IMG_1 (2)`"),
        ),
        source="internal/config/customize/stack.go",
    ),
    Model(
        "CustomizeShareSettings",
        "Sharing by links.",
        (_camel("title", "str", "title of shared pages"),),
        source="internal/config/customize/share.go",
    ),
    Model(
        "CustomizeDownloadSettings",
        "Downloads and zips.",
        (
            _camel("name", "CustomizeDownloadName", "how files are named"),
            _camel("disabled", "bool", "whether downloads are off"),
            _camel("originals", "bool", "whether zips have originals only, and not what the server made of them"),
            _camel("media_raw", "bool", "whether zips have RAW files"),
            _camel("media_sidecar", "bool", "whether zips have sidecar files"),
        ),
        source="internal/config/customize/download.go",
    ),
    Model(
        "CustomizeTemplateSettings",
        "Templates of the web interface.",
        (_camel("default", "str", "name of the template"),),
        source="internal/config/customize/template.go",
    ),
)

CHOICES = (
    Choice(
        "CustomizeDownloadName",
        "How downloaded files are named.",
        "StrEnum",
        {"FILE": '"file"', "ORIGINAL": '"original"', "SHARE": '"share"'},
        "internal/config/customize/download.go",
    ),
)
