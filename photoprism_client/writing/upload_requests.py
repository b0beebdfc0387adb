"""What an upload asks the server: who uploads, which files it has; and how files are sent and imported."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from photoprism_client._call.decoding import read_object
from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.multipart import FilePart, FilesBody
from photoprism_client._call.payload import Payload, json_payload
from photoprism_client._call.request import CallInput, patient_options
from photoprism_client._identifiers import is_uid
from photoprism_client._wording import Advice
from photoprism_client.exceptions import ApiException, ApiValueError, ServiceException, TransportError
from photoprism_client.writing.items import if_known
from photoprism_client.writing.local_files import LocalFile
from photoprism_client.writing.upload_results import OnUpload, UploadProgress

if TYPE_CHECKING:
    from photoprism_client.api._generated.config import ConfigOperations
    from photoprism_client.api._generated.files import FilesOperations
    from photoprism_client.api._generated.photos import PhotosOperations
    from photoprism_client.api.albums_api import AlbumsApi
    from photoprism_client.api_client import ApiClient
    from photoprism_client.models.entity_photo import EntityPhoto

_PATH = "/api/v1/users/{uid}/upload/{token}"
# Sent again under the same token, a file replaces itself.
_SEND = Endpoint("upload", _PATH, "application/json", Body.JSON, None, "POST", repeatable=True)
_IMPORT = Endpoint("upload", _PATH, "application/json", Body.JSON, None, "PUT")
_WHO = Endpoint("upload", "/api/v1/session", "application/json", Body.JSON, None)
_NOBODY = Advice(
    "the server knows no user of this client, so it cannot upload: set {username= and password=}, or pass an app"
    " password as {access_token}"
)
_MEGABYTE = 1024 * 1024
_KEPT_SECRET = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


class Apis(NamedTuple):
    """The operations that an upload uses."""

    client: "ApiClient"
    albums: "AlbumsApi"
    config: "ConfigOperations"
    files: "FilesOperations"
    photos: "PhotosOperations"


class UploadRequests:
    """Sends the requests of one upload.

    :param apis: of one client.
    """

    def __init__(self, apis: Apis) -> None:
        self._apis = apis
        self._user = ""
        self._limit: int | None = None
        self._is_limit_known = False

    @property
    def session(self) -> int:
        """A number that changes when the session is renewed."""
        return self._apis.client._caller.session.tokens.generation

    def photos_of(self, files: Iterable[LocalFile]) -> "dict[Path, EntityPhoto]":
        """Look up files that belong together, by their content.

        A sidecar file is there if one of the photos has it: many photos can have the same.

        :param files: the files, read.
        :return: those that the server has, by their paths.
        """
        files = list(files)
        found = {file.path: photo for file in files if file.is_main and (photo := self._photo_of(file.sha1))}
        for file in files:
            if not file.is_main:
                owner = next((photo for photo in found.values() if _has(photo, file.sha1)), None)
                found |= {} if owner is None else {file.path: owner}
        return found

    def send(self, files: Iterable[LocalFile], token: str, progress: OnUpload | None) -> None:
        """Send files under a token.

        :param files: the files, read.
        :param token: letters and digits.
        :param progress: called whenever bytes were sent.
        :raises OSError: one cannot be read, or is not what was read before; it has its ``filename``.
        """
        parts = [FilePart(file.path.name, file.path, file.size, file.sha1) for file in files]
        body = FilesBody(parts, None if progress is None else _telling(progress))
        self._ask(_SEND, token, Payload(body.media_type, body))

    def import_sent(self, token: str, albums: Iterable[str]) -> bool:
        """Let the server import what was sent under a token; it answers when that is done.

        :param token: the token.
        :param albums: UIDs of albums to put the photos into.
        :return: whether it answered; if not, it may still be importing them.
        """
        try:
            self._ask(_IMPORT, token, json_payload({"albums": list(albums)}))
        except (ServiceException, TransportError) as error:
            if isinstance(error, TransportError) and error.is_unsent:
                raise
            return False
        return True

    def limit(self) -> int | None:
        """Ask how large a file may be.

        :return: bytes; None if the server has no limit, or tells it to admins only.
        """
        if not self._is_limit_known:
            self._limit, self._is_limit_known = self._ask_limit(), True
        return self._limit

    def _photo_of(self, sha1: str) -> "EntityPhoto | None":
        file = if_known(self._apis.files.get_file, sha1)
        if file is None or file.missing or not file.photo_uid:
            return None
        return if_known(self._apis.photos.get_photo, file.photo_uid)

    def _ask(self, endpoint: Endpoint, token: str, payload: Payload) -> None:
        options = patient_options(self._apis.client.configuration)
        arguments = {"uid": self._user_uid(), "token": token}
        self._apis.client._caller.ask(CallInput(endpoint, arguments, options, payload=payload), read_object)

    def _user_uid(self) -> str:
        if not self._user:
            answer = self._apis.client._caller.ask(CallInput(_WHO), read_object).data
            user = answer.get("user")
            uid = user.get("UID") if isinstance(user, Mapping) else None
            if not (isinstance(uid, str) and is_uid(uid, "u")):
                raise ApiValueError(_NOBODY)
            self._user = uid
        return self._user

    def _ask_limit(self) -> int | None:
        try:
            megabytes = self._apis.config.get_config_options().originals_limit
        except ApiException as error:
            if error.status not in _KEPT_SECRET:
                raise
            return None
        return megabytes * _MEGABYTE if megabytes and megabytes > 0 else None


def new_token() -> str:
    """Return a token for files that belong together.

    :return: letters and digits.
    """
    return secrets.token_hex(8)


def _has(photo: "EntityPhoto", sha1: str) -> bool:
    return any(file.hash == sha1 for file in photo.files)


def _telling(progress: OnUpload) -> Callable[[FilePart, int], None]:
    def tell(part: FilePart, sent: int) -> None:
        progress(UploadProgress(Path(str(part.source)), sent, part.size))

    return tell
