"""Zips of chosen photos: what must be in them, and a source that lets the server make one for each attempt.

The server deletes a zip a second after the first request for it, one for a part included, so none can be resumed. What
it cannot find it silently leaves out.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from typing import Any

from photoprism_client._call.request import CallInput, patient_options
from photoprism_client._files import atomic
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._generated.download import ZIP_CREATE, ZIP_DOWNLOAD
from photoprism_client.api.album_members import members_of_photo
from photoprism_client.api.config_api import ConfigApi
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiValueError, IntegrityError
from photoprism_client.models.i18n_response import I18nResponse
from photoprism_client.transfer.source import Member, Options, Source
from photoprism_client.transfer.target import existing_file, target_of
from photoprism_client.writing.items import ALBUM, PHOTO, Items, uids_of

_MOST = 32_000  # photos; the server refuses more than about 32 700


def selected(photos: Items, albums: Items) -> tuple[list[str], list[str]]:
    """Check what is to be zipped.

    :param photos: UIDs or models, one or many.
    :param albums: likewise.
    :return: the UIDs of both.
    :raises ApiTypeError: one is neither a ``str`` nor a model with a UID.
    :raises ApiValueError: one is not such a UID, or there is none at all.
    """
    uids = uids_of("photos", photos, PHOTO), uids_of("albums", albums, ALBUM)
    if not any(uids):
        raise ApiValueError("photos or albums must name at least one")
    return uids


def refuse_target(path: str | os.PathLike[str], options: Options) -> None:
    """Refuse a path that cannot be written, before the server is asked for anything.

    :param path: the file to write, or an existing folder.
    :param options: how to write it.
    :raises ApiTypeError: it is not a path.
    :raises ApiValueError: the folder does not exist, or what should be a file is a folder.
    :raises TargetExistsError: a file has that name, and is not to be replaced.
    :raises OSError: the file system refused.
    """
    target = target_of(path, None).path
    if target is not None and existing_file(target) is not None and not options.overwrite:
        raise atomic.exists_error(target)


def zip_source(client: ApiClient, photos: list[str], albums: list[str]) -> Source:
    """Make the source of a zip; this asks for the files of each photo.

    :param client: the client to ask through.
    :param photos: UIDs.
    :param albums: UIDs; of folders, months and the like, too.
    :return: the source.
    :raises NotFoundException: a photo does not exist.
    :raises ApiValueError: there are no photos, or too many.
    """
    files: dict[str, list[Member]] = {}
    for uid, members_of_it in _files(client, photos, albums):
        files.setdefault(uid, list(members_of_it))
    if not 0 < len(files) <= _MOST:
        raise ApiValueError(f"a zip must have 1 to {_MOST} photos, and these are {len(files)}")
    uids = list(files)
    members = {member.sha1: member for members in files.values() for member in members}
    host = client.configuration.host
    digest = hashlib.sha1("\n".join(sorted(uids)).encode(), usedforsecurity=False).hexdigest()
    return Source(
        key=f"{host} zip {digest}",
        title=f"{host}/api/v1/zip",
        body=ZIP_DOWNLOAD.endpoint.body,
        open=lambda offset, last_modified: _open(client, uids),
        members=tuple(members.values()),
    )


def _files(client: ApiClient, photos: Iterable[str], albums: Iterable[str]) -> Iterator[tuple[str, Iterator[Member]]]:
    """Return photos with those of their files that must be in the zip."""
    api, settings = PhotosApi(client), _settings(client)
    for uid in photos:
        yield uid, members_of_photo(api.get_photo(uid), settings)
    for album in albums:
        for photo in api.iterate(s=album):
            if photo.uid:
                yield photo.uid, members_of_photo(photo, settings)


def _settings(client: ApiClient) -> dict[str, Any]:
    settings = ConfigApi(client).get_client_config().settings
    download = None if settings is None else settings.download
    return {} if download is None else {"mediaRaw": download.media_raw, "mediaSidecar": download.media_sidecar}


def _open(client: ApiClient, uids: list[str]) -> RESTResponse:
    """Let the server make a zip, which takes its time, and ask for it."""
    asked = ZIP_CREATE.call({"photos": {"photos": uids}}, patient_options(client.configuration))
    made: I18nResponse = client._caller.ask(asked, ZIP_CREATE.read).data
    if not made.filename:
        raise IntegrityError(200, "the server made a zip and does not tell its name", method="POST")
    zipped = CallInput(ZIP_DOWNLOAD.endpoint, {"filename": made.filename, "token": None})
    return client._caller.open(zipped, retries=0)
