"""`PhotosOperations`: written by codegen, do not edit."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import an_object, features, nothing, one, several
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filters import PHOTO_CHECKS
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes

if TYPE_CHECKING:
    from typing import Unpack

    from photoprism_client.api.filters import PhotoFilters
    from photoprism_client.models.entity_photo import EntityPhoto
    from photoprism_client.models.form_label import FormLabel
    from photoprism_client.models.form_photo import FormPhoto
    from photoprism_client.models.form_selection import FormSelection
    from photoprism_client.models.i18n_response import I18nResponse
    from photoprism_client.models.search_geo_result import SearchGeoResult
    from photoprism_client.models.search_photo import SearchPhoto
    from photoprism_client.transfer import DownloadResult, Progress

ADD_PHOTO_LABEL: "Operation[EntityPhoto]" = Operation(
    Endpoint(
        "add_photo_label",
        "/api/v1/photos/{uid}/label",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("entity_photo", "EntityPhoto"),
    body=Sent("label", "form_label", "FormLabel"),
)
APPROVE_PHOTO: Operation[dict[str, object]] = Operation(
    Endpoint(
        "approve_photo",
        "/api/v1/photos/{uid}/approve",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    an_object,
)
BATCH_PHOTOS_APPROVE: "Operation[I18nResponse]" = Operation(
    Endpoint(
        "batch_photos_approve",
        "/api/v1/batch/photos/approve",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("i18n_response", "I18nResponse"),
    body=Sent("photos", "form_selection", "FormSelection"),
)
BATCH_PHOTOS_ARCHIVE: "Operation[I18nResponse]" = Operation(
    Endpoint(
        "batch_photos_archive",
        "/api/v1/batch/photos/archive",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("i18n_response", "I18nResponse"),
    body=Sent("photos", "form_selection", "FormSelection"),
)
BATCH_PHOTOS_DELETE: "Operation[I18nResponse]" = Operation(
    Endpoint("batch_photos_delete", "/api/v1/batch/photos/delete", "application/json", Body.JSON, None, "POST"),
    one("i18n_response", "I18nResponse"),
    body=Sent("photos", "form_selection", "FormSelection"),
)
BATCH_PHOTOS_PRIVATE: "Operation[I18nResponse]" = Operation(
    Endpoint("batch_photos_private", "/api/v1/batch/photos/private", "application/json", Body.JSON, None, "POST"),
    one("i18n_response", "I18nResponse"),
    body=Sent("photos", "form_selection", "FormSelection"),
)
BATCH_PHOTOS_RESTORE: "Operation[I18nResponse]" = Operation(
    Endpoint(
        "batch_photos_restore",
        "/api/v1/batch/photos/restore",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("i18n_response", "I18nResponse"),
    body=Sent("photos", "form_selection", "FormSelection"),
)
DISLIKE_PHOTO: Operation[dict[str, object]] = Operation(
    Endpoint(
        "dislike_photo",
        "/api/v1/photos/{uid}/like",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
        repeatable=True,
    ),
    an_object,
)
GET_PHOTO: "Operation[EntityPhoto]" = Operation(
    Endpoint("get_photo", "/api/v1/photos/{uid}", "application/json", Body.JSON, None),
    one("entity_photo", "EntityPhoto"),
)
GET_PHOTO_YAML: Operation[MediaBytes] = Operation(
    Endpoint("get_photo_yaml", "/api/v1/photos/{uid}/yaml", "text/x-yaml", Body.FILE, None),
    nothing,
    filename="{uid}.yml",
)
LIKE_PHOTO: Operation[dict[str, object]] = Operation(
    Endpoint("like_photo", "/api/v1/photos/{uid}/like", "application/json", Body.JSON, None, "POST", repeatable=True),
    an_object,
)
PHOTO_PRIMARY: "Operation[EntityPhoto]" = Operation(
    Endpoint(
        "photo_primary",
        "/api/v1/photos/{uid}/files/{fileuid}/primary",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("entity_photo", "EntityPhoto"),
)
PHOTO_UNSTACK: "Operation[EntityPhoto]" = Operation(
    Endpoint(
        "photo_unstack",
        "/api/v1/photos/{uid}/files/{fileuid}/unstack",
        "application/json",
        Body.JSON,
        None,
        "POST",
    ),
    one("entity_photo", "EntityPhoto"),
)
REMOVE_PHOTO_LABEL: "Operation[EntityPhoto]" = Operation(
    Endpoint("remove_photo_label", "/api/v1/photos/{uid}/label/{id}", "application/json", Body.JSON, None, "DELETE"),
    one("entity_photo", "EntityPhoto"),
    numbers=("id",),
)
SEARCH_GEO: "Operation[list[SearchGeoResult]]" = Operation(
    Endpoint("search_geo", "/api/v1/geo", "application/json", Body.JSON, None),
    features,
    query=PHOTO_CHECKS,
    required=("count",),
    has_filters=True,
)
SEARCH_PHOTOS: "Operation[list[SearchPhoto]]" = Operation(
    Endpoint("search_photos", "/api/v1/photos", "application/json", Body.JSON, None),
    several("search_photo", "SearchPhoto"),
    query=PHOTO_CHECKS,
    required=("count",),
    has_filters=True,
)
UPDATE_PHOTO: "Operation[EntityPhoto]" = Operation(
    Endpoint("update_photo", "/api/v1/photos/{uid}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_photo", "EntityPhoto"),
    body=Sent("photo", "form_photo", "FormPhoto"),
)
UPDATE_PHOTO_LABEL: "Operation[EntityPhoto]" = Operation(
    Endpoint(
        "update_photo_label",
        "/api/v1/photos/{uid}/label/{id}",
        "application/json",
        Body.JSON,
        None,
        "PUT",
        repeatable=True,
    ),
    one("entity_photo", "EntityPhoto"),
    numbers=("id",),
    body=Sent("label", "form_label", "FormLabel"),
)


class PhotosOperations(Operations):
    """The operations of `PhotosApi`."""

    def add_photo_label(
        self,
        uid: str,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Put a label on a photo.

        :param uid: UID of the photo.
        :param label: ``name``, ``priority`` and ``uncertainty`` in percent (0 for certain).
        :return: the photo as it is now.
        :raises NotFoundException: no photo has this UID.

        Source: POST /api/v1/photos/{uid}/label
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ADD_PHOTO_LABEL, {"uid": uid, "label": label}, _options).data

    def add_photo_label_with_http_info(
        self,
        uid: str,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`add_photo_label` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: POST /api/v1/photos/{uid}/label
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(ADD_PHOTO_LABEL, {"uid": uid, "label": label}, _options)

    def add_photo_label_without_preload_content(
        self,
        uid: str,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`add_photo_label` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/photos/{uid}/label
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(ADD_PHOTO_LABEL, {"uid": uid, "label": label}, _options)

    def approve_photo(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> dict[str, object]:
        """Approve a photo that is in review.

        :param uid: UID of the photo.
        :return: ``photo`` as it is now.
        :raises NotFoundException: no photo has this UID.

        Source: POST /api/v1/photos/{uid}/approve
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(APPROVE_PHOTO, {"uid": uid}, _options).data

    def approve_photo_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[dict[str, object]]:
        """Do what :meth:`approve_photo` does; return status and headers as well.

        :return: status, headers and ``photo`` as it is now.

        Source: POST /api/v1/photos/{uid}/approve
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(APPROVE_PHOTO, {"uid": uid}, _options)

    def approve_photo_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`approve_photo` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/photos/{uid}/approve
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(APPROVE_PHOTO, {"uid": uid}, _options)

    def batch_photos_approve(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Approve photos that are in review.

        :param photos: which photos, in ``photos``.
        :return: a message.
        :raises BadRequestException: no photo is named, or more than the server takes at once.

        Source: POST /api/v1/batch/photos/approve
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_APPROVE, {"photos": photos}, _options).data

    def batch_photos_approve_with_http_info(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`batch_photos_approve` does; return status and headers as well.

        :return: status, headers and a message.

        Source: POST /api/v1/batch/photos/approve
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_APPROVE, {"photos": photos}, _options)

    def batch_photos_approve_without_preload_content(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`batch_photos_approve` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/batch/photos/approve
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(BATCH_PHOTOS_APPROVE, {"photos": photos}, _options)

    def batch_photos_archive(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Put photos into the archive.

        :param photos: which photos, in ``photos``.
        :return: a message.
        :raises BadRequestException: no photo is named, or more than the server takes at once.
        :raises NotFoundException: the server takes fewer UIDs at once.

        Source: POST /api/v1/batch/photos/archive
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_ARCHIVE, {"photos": photos}, _options).data

    def batch_photos_archive_with_http_info(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`batch_photos_archive` does; return status and headers as well.

        :return: status, headers and a message.

        Source: POST /api/v1/batch/photos/archive
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_ARCHIVE, {"photos": photos}, _options)

    def batch_photos_archive_without_preload_content(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`batch_photos_archive` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/batch/photos/archive
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(BATCH_PHOTOS_ARCHIVE, {"photos": photos}, _options)

    def batch_photos_delete(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Delete photos for good, their original files included.

        :param photos: which photos, in ``photos``.
        :return: a message.
        :raises BadRequestException: no photo is named.
        :raises ForbiddenException: the server is read-only, or deleting is switched off.

        Source: POST /api/v1/batch/photos/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_DELETE, {"photos": photos}, _options).data

    def batch_photos_delete_with_http_info(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`batch_photos_delete` does; return status and headers as well.

        :return: status, headers and a message.

        Source: POST /api/v1/batch/photos/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_DELETE, {"photos": photos}, _options)

    def batch_photos_delete_without_preload_content(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`batch_photos_delete` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/batch/photos/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(BATCH_PHOTOS_DELETE, {"photos": photos}, _options)

    def batch_photos_private(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Make public photos private, and private ones public.

        :param photos: which photos, in ``photos``.
        :return: a message.
        :raises BadRequestException: no photo is named, or more than the server takes at once.

        Source: POST /api/v1/batch/photos/private
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_PRIVATE, {"photos": photos}, _options).data

    def batch_photos_private_with_http_info(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`batch_photos_private` does; return status and headers as well.

        :return: status, headers and a message.

        Source: POST /api/v1/batch/photos/private
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_PRIVATE, {"photos": photos}, _options)

    def batch_photos_private_without_preload_content(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`batch_photos_private` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/batch/photos/private
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(BATCH_PHOTOS_PRIVATE, {"photos": photos}, _options)

    def batch_photos_restore(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Take photos out of the archive.

        :param photos: which photos, in ``photos``.
        :return: a message.
        :raises BadRequestException: no photo is named, or more than the server takes at once.

        Source: POST /api/v1/batch/photos/restore
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_RESTORE, {"photos": photos}, _options).data

    def batch_photos_restore_with_http_info(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`batch_photos_restore` does; return status and headers as well.

        :return: status, headers and a message.

        Source: POST /api/v1/batch/photos/restore
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_PHOTOS_RESTORE, {"photos": photos}, _options)

    def batch_photos_restore_without_preload_content(
        self,
        photos: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`batch_photos_restore` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/batch/photos/restore
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(BATCH_PHOTOS_RESTORE, {"photos": photos}, _options)

    def dislike_photo(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> dict[str, object]:
        """Remove a photo from the favourites.

        :param uid: UID of the photo.
        :return: ``photo`` as it is now.
        :raises NotFoundException: no photo has this UID.

        Source: DELETE /api/v1/photos/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DISLIKE_PHOTO, {"uid": uid}, _options).data

    def dislike_photo_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[dict[str, object]]:
        """Do what :meth:`dislike_photo` does; return status and headers as well.

        :return: status, headers and ``photo`` as it is now.

        Source: DELETE /api/v1/photos/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DISLIKE_PHOTO, {"uid": uid}, _options)

    def dislike_photo_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`dislike_photo` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/photos/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DISLIKE_PHOTO, {"uid": uid}, _options)

    def get_photo(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Return all that is known of a photo: files with markers, albums, labels, details.

        :param uid: UID of the photo.
        :return: the photo.
        :raises NotFoundException: no photo has this UID.

        Source: GET /api/v1/photos/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_PHOTO, {"uid": uid}, _options).data

    def get_photo_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`get_photo` does; return status and headers as well.

        :return: status, headers and the photo.

        Source: GET /api/v1/photos/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(GET_PHOTO, {"uid": uid}, _options)

    def get_photo_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_photo` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/photos/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_PHOTO, {"uid": uid}, _options)

    def get_photo_yaml(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return what the server writes about a photo into its YAML backup.

        :param uid: UID of the photo.
        :return: the YAML.
        :raises NotFoundException: no photo has this UID.

        Source: GET /api/v1/photos/{uid}/yaml
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_PHOTO_YAML, {"uid": uid}, _options).data

    def get_photo_yaml_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`get_photo_yaml` does; return status and headers as well.

        :return: status, headers and the YAML.

        Source: GET /api/v1/photos/{uid}/yaml
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(GET_PHOTO_YAML, {"uid": uid}, _options)

    def get_photo_yaml_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`get_photo_yaml` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/photos/{uid}/yaml
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(GET_PHOTO_YAML, {"uid": uid}, _options)

    def get_photo_yaml_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        overwrite: bool = False,
        progress: "Progress | None" = None,
        fsync: bool = True,
    ) -> "DownloadResult":
        """Write what :meth:`get_photo_yaml` returns to a file.

        It appears only when all of it has come.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is named as the
            server names it, made safe.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises IntegrityError: what came is not a file of this kind.
        :raises OSError: the file system refused.

        Source: GET /api/v1/photos/{uid}/yaml
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"uid": uid}
        return self._write(
            GET_PHOTO_YAML,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
        )

    def like_photo(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> dict[str, object]:
        """Add a photo to the favourites.

        :param uid: UID of the photo.
        :return: ``photo`` as it is now.
        :raises NotFoundException: no photo has this UID.

        Source: POST /api/v1/photos/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(LIKE_PHOTO, {"uid": uid}, _options).data

    def like_photo_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[dict[str, object]]:
        """Do what :meth:`like_photo` does; return status and headers as well.

        :return: status, headers and ``photo`` as it is now.

        Source: POST /api/v1/photos/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(LIKE_PHOTO, {"uid": uid}, _options)

    def like_photo_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`like_photo` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/photos/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(LIKE_PHOTO, {"uid": uid}, _options)

    def photo_primary(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Make a file the one that stands for its photo.

        :param uid: UID of the photo.
        :param fileuid: UID of the file.
        :return: the photo as it is now.
        :raises NotFoundException: no photo has this UID.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/primary
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_PRIMARY, {"uid": uid, "fileuid": fileuid}, _options).data

    def photo_primary_with_http_info(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`photo_primary` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/primary
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_PRIMARY, {"uid": uid, "fileuid": fileuid}, _options)

    def photo_primary_without_preload_content(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`photo_primary` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/primary
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(PHOTO_PRIMARY, {"uid": uid, "fileuid": fileuid}, _options)

    def photo_unstack(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Make a file of a stack a photo of its own.

        :param uid: UID of the photo.
        :param fileuid: UID of the file.
        :return: the photo as it is now.
        :raises BadRequestException: the file is the primary one, is a sidecar file, or is alone.
        :raises NotFoundException: no photo or file has this UID.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/unstack
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_UNSTACK, {"uid": uid, "fileuid": fileuid}, _options).data

    def photo_unstack_with_http_info(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`photo_unstack` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/unstack
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(PHOTO_UNSTACK, {"uid": uid, "fileuid": fileuid}, _options)

    def photo_unstack_without_preload_content(
        self,
        uid: str,
        fileuid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`photo_unstack` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/photos/{uid}/files/{fileuid}/unstack
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(PHOTO_UNSTACK, {"uid": uid, "fileuid": fileuid}, _options)

    def remove_photo_label(
        self,
        uid: str,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Take a label off a photo.

        :param uid: UID of the photo.
        :param id: number of the label, ``label_id``: not its UID.
        :return: the photo as it is now.
        :raises NotFoundException: no photo has this UID, or it does not have the label.

        Source: DELETE /api/v1/photos/{uid}/label/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(REMOVE_PHOTO_LABEL, {"uid": uid, "id": id}, _options).data

    def remove_photo_label_with_http_info(
        self,
        uid: str,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`remove_photo_label` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: DELETE /api/v1/photos/{uid}/label/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(REMOVE_PHOTO_LABEL, {"uid": uid, "id": id}, _options)

    def remove_photo_label_without_preload_content(
        self,
        uid: str,
        id: str | int,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`remove_photo_label` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/photos/{uid}/label/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(REMOVE_PHOTO_LABEL, {"uid": uid, "id": id}, _options)

    def search_geo(
        self,
        count: int,
        quality: int | None = None,
        offset: int | None = None,
        public: bool | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "list[SearchGeoResult]":
        """Return the photos that have a position.

        :param count: rows, 1 to 100 000.
        :param quality: the least quality, 0 to 7; default 0.
        :param offset: rows to leave out, 0 or more; default 0.
        :param public: True leaves private photos out.
        :param q: what the search of the web interface takes: words, and ``key:value``.
        :param s: UID of an album.
        :param path: folders below the originals; ``2021/*`` for the folders in 2021, ``2021/`` for exactly this one.
        :param video: True for videos only.
        :return: the photos, with ``lat`` and ``lng``.
        :raises BadRequestException: the server refuses a filter.

        Source: GET /api/v1/geo
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "quality": quality,
            "offset": offset,
            "public": public,
            "q": q,
            "s": s,
            "path": path,
            "video": video,
        }
        return self._ask(SEARCH_GEO, _values, _options).data

    def search_geo_with_http_info(
        self,
        count: int,
        quality: int | None = None,
        offset: int | None = None,
        public: bool | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[list[SearchGeoResult]]":
        """Do what :meth:`search_geo` does; return status and headers as well.

        :return: status, headers and the photos, with ``lat`` and ``lng``.

        Source: GET /api/v1/geo
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "quality": quality,
            "offset": offset,
            "public": public,
            "q": q,
            "s": s,
            "path": path,
            "video": video,
        }
        return self._ask(SEARCH_GEO, _values, _options)

    def search_geo_without_preload_content(
        self,
        count: int,
        quality: int | None = None,
        offset: int | None = None,
        public: bool | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`search_geo` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/geo
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "quality": quality,
            "offset": offset,
            "public": public,
            "q": q,
            "s": s,
            "path": path,
            "video": video,
        }
        return self._open(SEARCH_GEO, _values, _options)

    def search_photos(
        self,
        count: int,
        quality: int | None = None,
        offset: int | None = None,
        order: str | None = None,
        merged: bool | None = None,
        public: bool | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        **filters: "Unpack[PhotoFilters]",
    ) -> "list[SearchPhoto]":
        """Return one page of photos; ``iterate`` returns all.

        The server counts files, and cuts a stack of them where the page ends. Photos in the archive and hidden ones are
        left out, unless a filter asks for them.

        :param count: rows, 1 to 100 000.
        :param quality: the least quality, 0 to 7; default 0.
        :param offset: rows to leave out, 0 or more; default 0.
        :param order: ``newest``, ``oldest``, ``added``, ``edited``, ``updated``, ``name``, ``title``, ``size``,
            ``duration``, ``relevance``, ``similar``, ``random``, ``imported`` or ``archived``; default the server's,
            ``added``.
        :param merged: True puts the files of a photo into one row, in ``files``; default a row for each file.
        :param public: True leaves private photos out.
        :param q: what the search of the web interface takes: words, and ``key:value``.
        :param s: UID of an album.
        :param path: folders below the originals; ``2021/*`` for the folders in 2021, ``2021/`` for exactly this one.
        :param video: True for videos only.
        :param filters: see :class:`PhotoFilters`.
        :return: the photos, or files, of the page.
        :raises BadRequestException: the server refuses a filter, or all searches of an OAuth client without a user.

        Source: GET /api/v1/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "quality": quality,
            "offset": offset,
            "order": order,
            "merged": merged,
            "public": public,
            "q": q,
            "s": s,
            "path": path,
            "video": video,
            **filters,
        }
        return self._ask(SEARCH_PHOTOS, _values, _options).data

    def search_photos_with_http_info(
        self,
        count: int,
        quality: int | None = None,
        offset: int | None = None,
        order: str | None = None,
        merged: bool | None = None,
        public: bool | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        **filters: "Unpack[PhotoFilters]",
    ) -> "ApiResponse[list[SearchPhoto]]":
        """Do what :meth:`search_photos` does; return status and headers as well.

        :return: status, headers and the photos, or files, of the page.

        Source: GET /api/v1/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "quality": quality,
            "offset": offset,
            "order": order,
            "merged": merged,
            "public": public,
            "q": q,
            "s": s,
            "path": path,
            "video": video,
            **filters,
        }
        return self._ask(SEARCH_PHOTOS, _values, _options)

    def search_photos_without_preload_content(
        self,
        count: int,
        quality: int | None = None,
        offset: int | None = None,
        order: str | None = None,
        merged: bool | None = None,
        public: bool | None = None,
        q: str | None = None,
        s: str | None = None,
        path: str | None = None,
        video: bool | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        **filters: "Unpack[PhotoFilters]",
    ) -> RESTResponse:
        """Send what :meth:`search_photos` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/photos
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {
            "count": count,
            "quality": quality,
            "offset": offset,
            "order": order,
            "merged": merged,
            "public": public,
            "q": q,
            "s": s,
            "path": path,
            "video": video,
            **filters,
        }
        return self._open(SEARCH_PHOTOS, _values, _options)

    def update_photo(
        self,
        uid: str,
        photo: "FormPhoto | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Change a photo.

        :param uid: UID of the photo.
        :param photo: what to change; what is None stays as it is.
        :return: the photo as it is now.
        :raises NotFoundException: no photo has this UID.

        Source: PUT /api/v1/photos/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_PHOTO, {"uid": uid, "photo": photo}, _options).data

    def update_photo_with_http_info(
        self,
        uid: str,
        photo: "FormPhoto | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`update_photo` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: PUT /api/v1/photos/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_PHOTO, {"uid": uid, "photo": photo}, _options)

    def update_photo_without_preload_content(
        self,
        uid: str,
        photo: "FormPhoto | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_photo` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/photos/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_PHOTO, {"uid": uid, "photo": photo}, _options)

    def update_photo_label(
        self,
        uid: str,
        id: str | int,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityPhoto":
        """Change a label of a photo.

        :param uid: UID of the photo.
        :param id: number of the label, ``label_id``: not its UID.
        :param label: ``uncertainty`` in percent; 100 hides the label.
        :return: the photo as it is now.
        :raises NotFoundException: no photo has this UID, or it does not have the label.

        Source: PUT /api/v1/photos/{uid}/label/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_PHOTO_LABEL, {"uid": uid, "id": id, "label": label}, _options).data

    def update_photo_label_with_http_info(
        self,
        uid: str,
        id: str | int,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityPhoto]":
        """Do what :meth:`update_photo_label` does; return status and headers as well.

        :return: status, headers and the photo as it is now.

        Source: PUT /api/v1/photos/{uid}/label/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_PHOTO_LABEL, {"uid": uid, "id": id, "label": label}, _options)

    def update_photo_label_without_preload_content(
        self,
        uid: str,
        id: str | int,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_photo_label` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/photos/{uid}/label/{id}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_PHOTO_LABEL, {"uid": uid, "id": id, "label": label}, _options)
