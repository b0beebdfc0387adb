"""`LabelsOperations`: written by codegen, do not edit."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallOptions, RequestTimeout
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import nothing, one, several
from photoprism_client.api._operations import Operation, Operations, Sent
from photoprism_client.api.filters import LABEL_CHECKS
from photoprism_client.api_response import ApiResponse
from photoprism_client.media import MediaBytes
from photoprism_client.sizes import ThumbSize

if TYPE_CHECKING:
    from photoprism_client.api.filters import Texts
    from photoprism_client.models.entity_label import EntityLabel
    from photoprism_client.models.entity_photo import EntityPhoto
    from photoprism_client.models.form_label import FormLabel
    from photoprism_client.models.form_selection import FormSelection
    from photoprism_client.models.i18n_response import I18nResponse
    from photoprism_client.models.search_label import SearchLabel
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
BATCH_LABELS_DELETE: "Operation[I18nResponse]" = Operation(
    Endpoint(
        "batch_labels_delete",
        "/api/v1/batch/labels/delete",
        "application/json",
        Body.JSON,
        None,
        "POST",
        repeatable=True,
    ),
    one("i18n_response", "I18nResponse"),
    body=Sent("labels", "form_selection", "FormSelection"),
)
DISLIKE_LABEL: Operation[None] = Operation(
    Endpoint(
        "dislike_label",
        "/api/v1/labels/{uid}/like",
        "application/json",
        Body.JSON,
        None,
        "DELETE",
        repeatable=True,
    ),
    nothing,
)
LABEL_COVER: Operation[MediaBytes] = Operation(
    Endpoint(
        "label_cover",
        "/api/v1/labels/{uid}/t/{token}/{size}",
        "image/jpeg, image/svg+xml",
        Body.PICTURE,
        "preview",
    ),
    nothing,
    file="picture",
)
LIKE_LABEL: Operation[None] = Operation(
    Endpoint("like_label", "/api/v1/labels/{uid}/like", "application/json", Body.JSON, None, "POST", repeatable=True),
    nothing,
)
REMOVE_PHOTO_LABEL: "Operation[EntityPhoto]" = Operation(
    Endpoint("remove_photo_label", "/api/v1/photos/{uid}/label/{id}", "application/json", Body.JSON, None, "DELETE"),
    one("entity_photo", "EntityPhoto"),
    numbers=("id",),
)
SEARCH_LABELS: "Operation[list[SearchLabel]]" = Operation(
    Endpoint("search_labels", "/api/v1/labels", "application/json", Body.JSON, None),
    several("search_label", "SearchLabel"),
    query=LABEL_CHECKS,
    required=("count",),
)
UPDATE_LABEL: "Operation[EntityLabel]" = Operation(
    Endpoint("update_label", "/api/v1/labels/{uid}", "application/json", Body.JSON, None, "PUT", repeatable=True),
    one("entity_label", "EntityLabel"),
    body=Sent("label", "form_label", "FormLabel"),
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


class LabelsOperations(Operations):
    """The operations of `LabelsApi`."""

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

    def batch_labels_delete(
        self,
        labels: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "I18nResponse":
        """Delete labels.

        :param labels: which labels, in ``labels``.
        :return: a message.
        :raises BadRequestException: no label is named.

        Source: POST /api/v1/batch/labels/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_LABELS_DELETE, {"labels": labels}, _options).data

    def batch_labels_delete_with_http_info(
        self,
        labels: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[I18nResponse]":
        """Do what :meth:`batch_labels_delete` does; return status and headers as well.

        :return: status, headers and a message.

        Source: POST /api/v1/batch/labels/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(BATCH_LABELS_DELETE, {"labels": labels}, _options)

    def batch_labels_delete_without_preload_content(
        self,
        labels: "FormSelection | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`batch_labels_delete` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/batch/labels/delete
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(BATCH_LABELS_DELETE, {"labels": labels}, _options)

    def dislike_label(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Remove a label from the favourites.

        :param uid: UID of the label.
        :raises NotFoundException: no label has this UID or ID.

        Source: DELETE /api/v1/labels/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(DISLIKE_LABEL, {"uid": uid}, _options)

    def dislike_label_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`dislike_label` does; return status and headers as well.

        :return: status, headers and None.

        Source: DELETE /api/v1/labels/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(DISLIKE_LABEL, {"uid": uid}, _options)

    def dislike_label_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`dislike_label` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: DELETE /api/v1/labels/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(DISLIKE_LABEL, {"uid": uid}, _options)

    def label_cover(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> MediaBytes:
        """Return the cover picture of a label.

        A label that is unknown or has no pictures gets a placeholder.

        :param uid: UID of the label.
        :param token: preview token; default the session's, or the word ``public``.
        :param size: name of a size, see ``ThumbSize``; default ``fit_720``.
        :return: the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(LABEL_COVER, {"uid": uid, "token": token, "size": size}, _options).data

    def label_cover_with_http_info(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[MediaBytes]:
        """Do what :meth:`label_cover` does; return status and headers as well.

        :return: status, headers and the picture; ``is_placeholder`` tells an icon from one.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._fetch(LABEL_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def label_cover_without_preload_content(
        self,
        uid: str,
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`label_cover` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(LABEL_COVER, {"uid": uid, "token": token, "size": size}, _options)

    def label_cover_to_file(
        self,
        uid: str,
        path: str | os.PathLike[str],
        token: str | None = None,
        size: str = ThumbSize.FIT_720,
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
        """Write what :meth:`label_cover` returns to a file.

        It appears only when it is a whole JPEG or PNG.

        :param path: the file to write, in an existing folder; or an existing folder, where the file is called after
            what is asked for.
        :param overwrite: replace a file of that name; otherwise one is an error.
        :param progress: called with a ``FileProgress`` whenever bytes have come.
        :param fsync: wait for the disk before the file gets its name, and after.
        :return: path, size, SHA-1 and media type of what was written.
        :raises TargetExistsError: a file has that name, and *overwrite* is false.
        :raises PlaceholderException: the server has no picture for this; nothing is written.
        :raises IntegrityError: what came is not a whole JPEG or PNG.
        :raises OSError: the file system refused.

        Source: GET /api/v1/labels/{uid}/t/{token}/{size}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values = {"uid": uid, "token": token, "size": size}
        return self._write(
            LABEL_COVER,
            _values,
            _options,
            path,
            overwrite=overwrite,
            progress=progress,
            fsync=fsync,
        )

    def like_label(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> None:
        """Add a label to the favourites.

        :param uid: UID of the label.
        :raises NotFoundException: no label has this UID or ID.

        Source: POST /api/v1/labels/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        self._ask(LIKE_LABEL, {"uid": uid}, _options)

    def like_label_with_http_info(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> ApiResponse[None]:
        """Do what :meth:`like_label` does; return status and headers as well.

        :return: status, headers and None.

        Source: POST /api/v1/labels/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(LIKE_LABEL, {"uid": uid}, _options)

    def like_label_without_preload_content(
        self,
        uid: str,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`like_label` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: POST /api/v1/labels/{uid}/like
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(LIKE_LABEL, {"uid": uid}, _options)

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

    def search_labels(
        self,
        count: int,
        offset: int | None = None,
        all: bool | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: "Texts | None" = None,
    ) -> "list[SearchLabel]":
        """Return one page of labels; ``iterate`` returns all.

        :param count: rows, 1 to 100 000.
        :param offset: rows to leave out, 0 or more; default 0.
        :param all: True for all labels; default those of some importance.
        :param q: words of the name.
        :param uid: UIDs, joined by ``|`` or in a list.
        :return: the labels.

        Source: GET /api/v1/labels
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        _values: dict[str, object] = {"count": count, "offset": offset, "all": all, "q": q, "uid": uid}
        return self._ask(SEARCH_LABELS, _values, _options).data

    def search_labels_with_http_info(
        self,
        count: int,
        offset: int | None = None,
        all: bool | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: "Texts | None" = None,
    ) -> "ApiResponse[list[SearchLabel]]":
        """Do what :meth:`search_labels` does; return status and headers as well.

        :return: status, headers and the labels.

        Source: GET /api/v1/labels
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(SEARCH_LABELS, {"count": count, "offset": offset, "all": all, "q": q, "uid": uid}, _options)

    def search_labels_without_preload_content(
        self,
        count: int,
        offset: int | None = None,
        all: bool | None = None,
        q: str | None = None,
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
        *,
        uid: "Texts | None" = None,
    ) -> RESTResponse:
        """Send what :meth:`search_labels` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: GET /api/v1/labels
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(SEARCH_LABELS, {"count": count, "offset": offset, "all": all, "q": q, "uid": uid}, _options)

    def update_label(
        self,
        uid: str,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "EntityLabel":
        """Rename a label.

        :param uid: UID of the label.
        :param label: only ``name`` counts.
        :return: the label as it is now.
        :raises NotFoundException: no label has this UID or ID.

        Source: PUT /api/v1/labels/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_LABEL, {"uid": uid, "label": label}, _options).data

    def update_label_with_http_info(
        self,
        uid: str,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> "ApiResponse[EntityLabel]":
        """Do what :meth:`update_label` does; return status and headers as well.

        :return: status, headers and the label as it is now.

        Source: PUT /api/v1/labels/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._ask(UPDATE_LABEL, {"uid": uid, "label": label}, _options)

    def update_label_without_preload_content(
        self,
        uid: str,
        label: "FormLabel | Mapping[str, object]",
        _request_timeout: RequestTimeout = None,
        _request_auth: Mapping[str, object] | None = None,
        _content_type: str | None = None,
        _headers: Mapping[str, str | float] | None = None,
        _host_index: int = 0,
    ) -> RESTResponse:
        """Send what :meth:`update_label` sends; return the answer unread.

        :return: the open answer; close it, or use it in a ``with`` block.

        Source: PUT /api/v1/labels/{uid}
        """
        _options = CallOptions(_request_timeout, _request_auth, _content_type, _headers, _host_index)
        return self._open(UPDATE_LABEL, {"uid": uid, "label": label}, _options)

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
