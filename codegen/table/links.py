"""Links that share albums with people who have no login."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import ALBUM, LINK, by_name

API = Api(
    "LinksApi",
    "links that share albums",
    "Share albums with people who have no login. The page of a link is `/s/{token}/{slug}` below the server's address.",
)

_NO_LINK = {500: "No link has this UID."}
_ALBUM_IS_IGNORED = "The server does not look at the album in the path."
_LINK_BODY = Parameter(
    "link",
    "slug, `expires` in seconds (0 for never) and `max_views` (0 for any)",
    "FormLink",
    "body",
    example="photoprism_client.FormLink(expires=86400)",
)

OPERATIONS = (
    Operation(
        "get_album_links",
        "GET /api/v1/albums/{uid}/links",
        "Return the links to an album.",
        (ALBUM,),
        "list[EntityLink]",
        "the links",
        {404: "No album has this UID, or it was deleted."},
        also=("AlbumsApi",),
    ),
    Operation(
        "create_album_link",
        "POST /api/v1/albums/{uid}/links",
        "Create a link to an album.",
        (ALBUM, _LINK_BODY),
        "EntityLink",
        "the link; `token` is a secret that opens the album to anyone",
        {404: "No album has this UID."},
        also=("AlbumsApi",),
        note="The server makes the token. It keeps a password, and does not ask visitors for it.",
        needs_login=True,
    ),
    Operation(
        "update_album_link",
        "PUT /api/v1/albums/{uid}/links/{linkuid}",
        "Change a link to an album.",
        (ALBUM, LINK, _LINK_BODY),
        "EntityLink",
        "the link as it is now",
        {409: "Another link has this token.", **_NO_LINK},
        also=("AlbumsApi",),
        repeatable=True,
        note="Slug, `expires` and `max_views` are replaced as a whole: a link that is changed without `expires` never"
        f" expires. Tokens become lower case. {_ALBUM_IS_IGNORED}",
        needs_login=True,
    ),
    Operation(
        "delete_album_link",
        "DELETE /api/v1/albums/{uid}/links/{linkuid}",
        "Delete a link to an album.",
        (ALBUM, LINK),
        "EntityLink",
        "the link that was deleted",
        _NO_LINK,
        also=("AlbumsApi",),
        note=_ALBUM_IS_IGNORED,
        needs_login=True,
    ),
    Operation(
        "api_v1_entity_uid_links_post",
        "POST /api/v1/{entity}/{uid}/links",
        "Create a link to an album, or to what else a server can share.",
        (
            by_name("entity", "`albums`", "str | None", "path", '"albums"'),
            by_name("uid", "UID of the album", "str | None", "path", '"<album uid>"'),
            by_name(
                "link",
                "slug, `expires` and `max_views`",
                "FormLink",
                "body",
                "photoprism_client.FormLink(expires=86400)",
            ),
        ),
        statuses={404: "Links to this are not supported, or it does not exist."},
        note="Servers of 2024 share albums only, and answer 404 for photos and labels.",
        needs_login=True,
    ),
)
