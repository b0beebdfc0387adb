"""The folders of the originals."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import optional

API = Api("FoldersApi", "the folders of a server", "The folders of the originals, and the files in them.")

OPERATIONS = (
    Operation(
        "search_folders_originals",
        "GET /api/v1/folders/originals/{path}",
        "Return the folders in a folder of originals, and a page of its files.",
        (
            Parameter(
                "path",
                "the folder, below the originals; default the originals themselves",
                place="rest",
                default='""',
                check="readable_folder",
            ),
            optional("files", "True for the files of this folder, too; they need *count*", "bool"),
            optional("recursive", "True for the folders within folders, too, not for their files", "bool"),
            optional("count", "the most files, 1 to 100 000", "int"),
            optional("offset", "files to leave out, 0 or more; default 0", "int"),
            optional(
                "uncached",
                "True for an answer that is not from the server's cache, which may be some minutes old",
                "bool",
            ),
        ),
        "FolderListing",
        "folders and files",
        details="This is the only listing that has the user's own sidecar files, such as .xmp; searches leave them"
        " out.",
        note="An unknown folder is answered with an empty listing. Some folders cannot be asked for, although they are"
        ' listed: the server drops `| " ? * % < > { }` and characters without a glyph from a path, blanks, dots and `~`'
        " from its ends, and takes a backslash for a slash and a path with `..` in it for the originals. Such a path is"
        " refused before anything is sent.",
        checks="FOLDER_CHECKS",
        source="internal/api/folders_search.go",
        example='listing = {api}.search_folders_originals("2021", files=True, count=100)\n'
        "print([folder.path for folder in listing.folders], len(listing.files))",
    ),
)
