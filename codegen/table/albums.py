"""Albums: also folders, moments, months and states, which the server keeps as albums of other types."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import ALBUM, COUNT, OFFSET, optional, selection

API = Api(
    "AlbumsApi",
    "the albums of a server",
    "Find, make, change and delete albums, and put photos into them. Folders, moments, months and states are albums,"
    " too, of another `type`.",
)

_CHANGES = Parameter(
    "album",
    "what to change; what is None stays as it is",
    "FormAlbum",
    "body",
    example='photoprism_client.FormAlbum(description="By the sea")',
)
_NO_ALBUM = {404: "No album has this UID."}
_DELETION = (
    "The photos stay. Links to the album are gone for good. An album of another type than `album` is removed for"
)
_MADE_AGAIN = f"{_DELETION} good, and the next indexing makes it again."

OPERATIONS = (
    Operation(
        "search_albums",
        "GET /api/v1/albums",
        "Return one page of albums; `iterate` returns all.",
        (
            COUNT,
            OFFSET,
            optional(
                "order",
                "`favorites`, `name`, `title`, `slug`, `newest`, `oldest`, `added`, `edited`, `moment` or `place`;"
                " default the server's, favourites first",
            ),
            optional("q", "a part of the title, or `key:value`"),
            optional(
                "type",
                "`album`, `folder`, `moment`, `month` or `state`, or several; default all",
                "Texts",
                by_name=True,
            ),
            optional("uid", "UIDs, joined by `|` or in a list", "Texts", by_name=True),
            optional("favorite", "True for favourites only", "bool", by_name=True),
        ),
        "list[SearchAlbum]",
        "the albums",
        explains=True,
        checks="ALBUM_CHECKS",
        note="On a server of 2024 `photo_count` is 0 for albums that are a filter, such as months.",
    ),
    Operation(
        "get_album",
        "GET /api/v1/albums/{uid}",
        "Return an album, without its photos.",
        (ALBUM,),
        "EntityAlbum",
        "the album",
        _NO_ALBUM,
        "`PhotosApi.iterate(s=uid)` finds its photos.",
    ),
    Operation(
        "create_album",
        "POST /api/v1/albums",
        "Create an album, or return one that the server takes for the same.",
        (
            Parameter(
                "album",
                "the new album; only `title` and `favorite` count",
                "FormAlbum",
                "body",
                example='photoprism_client.FormAlbum(title="Summer")',
            ),
        ),
        "EntityAlbum",
        "the album; compare its title",
        note="The server answers with an existing album, and status 200, where the title is the same in upper or lower"
        " case, where both titles lead to the same slug (`Summer Winter` and `Summer/Winter`; all titles of emoji or"
        " dots only), or where the new title, read as an SQL pattern, matches the old one. A deleted album comes back"
        " with its photos. Titles lose `_&|{}<>:`, and blanks and backslashes at both ends; titles of 160 bytes and"
        " more are cut; an empty title becomes the month.",
    ),
    Operation(
        "update_album",
        "PUT /api/v1/albums/{uid}",
        "Change an album.",
        (ALBUM, _CHANGES),
        "EntityAlbum",
        "the album as it is now",
        _NO_ALBUM,
        repeatable=True,
        note="The server checks nothing: an empty `title` empties it, an unknown `order` stays, `type` moves the album"
        " to another list, and two albums may get one title. Covers ignore `thumb`.",
    ),
    Operation(
        "delete_album",
        "DELETE /api/v1/albums/{uid}",
        "Delete an album.",
        (ALBUM,),
        statuses=_NO_ALBUM,
        note=f"{_MADE_AGAIN} `create_album` with the same title brings a deleted album back with its photos.",
    ),
    Operation(
        "batch_albums_delete",
        "POST /api/v1/batch/albums/delete",
        "Delete several albums.",
        (selection("albums", "which albums, in `albums`", "albums"),),
        "I18nResponse",
        "a message",
        {400: "No album is named.", 404: "None of the albums exists."},
        note=f"UIDs that do not exist are passed over. {_MADE_AGAIN}",
    ),
    Operation(
        "like_album",
        "POST /api/v1/albums/{uid}/like",
        "Add an album to the favourites.",
        (ALBUM,),
        statuses=_NO_ALBUM,
        repeatable=True,
    ),
    Operation(
        "dislike_album",
        "DELETE /api/v1/albums/{uid}/like",
        "Remove an album from the favourites.",
        (ALBUM,),
        statuses=_NO_ALBUM,
        repeatable=True,
    ),
    Operation(
        "clone_albums",
        "POST /api/v1/albums/{uid}/clone",
        "Add the photos of other albums to an album.",
        (ALBUM, selection("albums", "which albums to take photos from, in `albums`", "albums")),
        "dict[str, object]",
        "`album`, and the entries that were `added`",
        _NO_ALBUM,
        repeatable=True,
        note="This makes no album: the path names the album that the photos are added to.",
    ),
    Operation(
        "add_photos_to_album",
        "POST /api/v1/albums/{uid}/photos",
        "Add photos to an album.",
        (ALBUM, selection("photos", "which photos, in `photos`, or whole `albums` or `labels`", "photos")),
        "dict[str, object]",
        "`album`, the UIDs of the `photos`, and the entries that were `added`",
        {400: "No photo is named, or more than the server takes at once.", **_NO_ALBUM},
        repeatable=True,
        note="`added` names photos that were in the album already. UIDs that do not exist are passed over. A photo that"
        " is in review is approved. More than about 32 700 UIDs are refused: send a thousand at a time.",
    ),
    Operation(
        "remove_photos_from_album",
        "DELETE /api/v1/albums/{uid}/photos",
        "Take photos out of an album.",
        (ALBUM, selection("photos", "which photos, in `photos`", "photos")),
        "dict[str, object]",
        "`album`, the UIDs of the `photos`, and the entries that were `removed`",
        {400: "No photo is named.", **_NO_ALBUM},
        repeatable=True,
        note="`removed` echoes whatever was sent. Read the album again.",
    ),
    Operation(
        "get_moments_time",
        "GET /api/v1/moments/time",
        "Return how many photos there are of each month.",
        result="list[EntityAlbum]",
        returns="one for each month, the latest first, with `year`, `month` and `photo_count`",
    ),
)
