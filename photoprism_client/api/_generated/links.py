"""`LinksOperations`: written by codegen, do not edit."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing, one, several
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api_response import ApiResponse

if TYPE_CHECKING:
    from photoprism_client.models.entity_link import EntityLink
    from photoprism_client.models.form_link import FormLink

API_V1_ENTITY_UID_LINKS_POST: Operation[None] = Operation(
    Endpoint(
        "api_v1_entity_uid_links_post",
        "/api/v1/{entity}/{uid}/links",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    nothing,
    body=Sent("link", "form_link", "FormLink"),
)
CREATE_ALBUM_LINK: "Operation[EntityLink]" = Operation(
    Endpoint("create_album_link", "/api/v1/albums/{uid}/links", "application/json", Body.JSON, None, "POST"),
    one("entity_link", "EntityLink"),
    body=Sent("link", "form_link", "FormLink"),
)
DELETE_ALBUM_LINK: "Operation[EntityLink]" = Operation(
    Endpoint(
        "delete_album_link",
        "/api/v1/albums/{uid}/links/{linkuid}",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
    ),
    one("entity_link", "EntityLink"),
)
GET_ALBUM_LINKS: "Operation[list[EntityLink]]" = Operation(
    Endpoint("get_album_links", "/api/v1/albums/{uid}/links", "application/json", Body.JSON, None),
    several("entity_link", "EntityLink"),
)
UPDATE_ALBUM_LINK: "Operation[EntityLink]" = Operation(
    Endpoint(
        "update_album_link",
        "/api/v1/albums/{uid}/links/{linkuid}",
        "application/json",
        Body.JSON,
        None,
        "PUT",
        repeatable=True,
    ),
    one("entity_link", "EntityLink"),
    body=Sent("link", "form_link", "FormLink"),
)


class LinksOperations(Operations):
    """The operations of `LinksApi`."""

    def api_v1_entity_uid_links_post(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        entity: str | None = None,
        uid: str | None = None,
        link: "FormLink | Mapping[str, object] | None" = None,
    ) -> None:
        """Create a link to an album, or to what else a server can share.

        :param entity: ``albums``.
        :param uid: UID of the album.
        :param link: slug, ``expires`` and ``max_views``.
        :raises NotFoundException: links to this are not supported, or it does not exist.

        Source: POST /api/v1/{entity}/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(API_V1_ENTITY_UID_LINKS_POST, {"entity": entity, "uid": uid, "link": link}, _options)

    def api_v1_entity_uid_links_post_with_http_info(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        entity: str | None = None,
        uid: str | None = None,
        link: "FormLink | Mapping[str, object] | None" = None,
    ) -> ApiResponse[None]:
        """Do what :meth:`api_v1_entity_uid_links_post` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/{entity}/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(API_V1_ENTITY_UID_LINKS_POST, {"entity": entity, "uid": uid, "link": link}, _options)

    def api_v1_entity_uid_links_post_without_preload_content(
        self,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        entity: str | None = None,
        uid: str | None = None,
        link: "FormLink | Mapping[str, object] | None" = None,
    ) -> RESTResponse:
        """Send what :meth:`api_v1_entity_uid_links_post` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/{entity}/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(API_V1_ENTITY_UID_LINKS_POST, {"entity": entity, "uid": uid, "link": link}, _options)

    def create_album_link(
        self,
        uid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityLink":
        """Create a link to an album.

        :param uid: UID of the album.
        :param link: slug, ``expires`` in seconds (0 for never) and ``max_views`` (0 for any).
        :return: the link; ``token`` is a secret that opens the album to anyone.
        :raises NotFoundException: no album has this UID.

        Source: POST /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_ALBUM_LINK, {"uid": uid, "link": link}, _options).data

    def create_album_link_with_http_info(
        self,
        uid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityLink]":
        """Do what :meth:`create_album_link` does; return status and headers as well.

        :return: status, headers and the link; ``token`` is a secret that opens the album to anyone.

        Source: POST /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(CREATE_ALBUM_LINK, {"uid": uid, "link": link}, _options)

    def create_album_link_without_preload_content(
        self,
        uid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`create_album_link` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(CREATE_ALBUM_LINK, {"uid": uid, "link": link}, _options)

    def delete_album_link(
        self,
        uid: str,
        linkuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityLink":
        """Delete a link to an album.

        :param uid: UID of the album.
        :param linkuid: UID of the link.
        :return: the link that was deleted.
        :raises ServiceException: no link has this UID.

        Source: DELETE /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid}, _options).data

    def delete_album_link_with_http_info(
        self,
        uid: str,
        linkuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityLink]":
        """Do what :meth:`delete_album_link` does; return status and headers as well.

        :return: status, headers and the link that was deleted.

        Source: DELETE /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DELETE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid}, _options)

    def delete_album_link_without_preload_content(
        self,
        uid: str,
        linkuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`delete_album_link` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DELETE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid}, _options)

    def get_album_links(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "list[EntityLink]":
        """Return the links to an album.

        :param uid: UID of the album.
        :return: the links.
        :raises NotFoundException: no album has this UID, or it was deleted.

        Source: GET /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ALBUM_LINKS, {"uid": uid}, _options).data

    def get_album_links_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[EntityLink]]":
        """Do what :meth:`get_album_links` does; return status and headers as well.

        :return: status, headers and the links.

        Source: GET /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_ALBUM_LINKS, {"uid": uid}, _options)

    def get_album_links_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_album_links` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/albums/{uid}/links
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_ALBUM_LINKS, {"uid": uid}, _options)

    def update_album_link(
        self,
        uid: str,
        linkuid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityLink":
        """Change a link to an album.

        :param uid: UID of the album.
        :param linkuid: UID of the link.
        :param link: slug, ``expires`` in seconds (0 for never) and ``max_views`` (0 for any).
        :return: the link as it is now.
        :raises ConflictException: another link has this token.
        :raises ServiceException: no link has this UID.

        Source: PUT /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid, "link": link}, _options).data

    def update_album_link_with_http_info(
        self,
        uid: str,
        linkuid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityLink]":
        """Do what :meth:`update_album_link` does; return status and headers as well.

        :return: status, headers and the link as it is now.

        Source: PUT /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid, "link": link}, _options)

    def update_album_link_without_preload_content(
        self,
        uid: str,
        linkuid: str,
        link: "FormLink | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_album_link` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/albums/{uid}/links/{linkuid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_ALBUM_LINK, {"uid": uid, "linkuid": linkuid, "link": link}, _options)
