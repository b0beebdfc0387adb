"""Make the `Source` of an endpoint that returns bytes, for `ImageSources` and for the forms that write files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._call.request import CallInput, CallOptions, caller_headers
from photoprism_client._transport.head import media_type_in
from photoprism_client._transport.response import RESTResponse
from photoprism_client.api._answers import one
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import ApiException, ApiValueError, MissingOriginalError, NotFoundException
from photoprism_client.transfer.source import Bulk, FileFacts, Member, Source

if TYPE_CHECKING:
    from photoprism_client.models.entity_file import EntityFile
    from photoprism_client.models.entity_photo import EntityPhoto

# What the index says about a file, and about the files of a photo.
_FILE = Endpoint("get_file", "/api/v1/files/{hash}", "application/json", Body.JSON, None)
_PHOTO = Endpoint("get_photo", "/api/v1/photos/{uid}", "application/json", Body.JSON, None)
_READ_FILE, _READ_PHOTO = one("entity_file", "EntityFile"), one("entity_photo", "EntityPhoto")
# A transfer sets these itself; the caller's would make it take a part for the whole.
_SET_BY_TRANSFER = frozenset({"range", "if-range", "if-modified-since", "if-none-match"})


class Asked(NamedTuple):
    """What a source asks."""

    client: ApiClient
    endpoint: Endpoint
    #: Values by parameter; without a ``token``, the session's is used.
    arguments: Mapping[str, Any]
    options: CallOptions = CallOptions()


def picture(asked: Asked, bulk: Bulk | None = None) -> Source:
    """Make the source of a thumbnail or cover, named after UID or hash and size.

    :param asked: an endpoint with ``uid`` or ``thumb``, and ``size``.
    :param bulk: how to ask for many at once, or None.
    :return: the source.
    """
    arguments = asked.arguments
    subject, size = arguments.get("uid") or arguments.get("thumb") or "", arguments["size"] or ""
    name = f"{subject}_{size}.{'png' if size == 'colors' else 'jpg'}"
    return _source(asked, name=name, bulk=bulk, subject=subject)


def original(asked: Asked, *, size: int | None = None, name: str | None = None) -> Source:
    """Make the source of a file that has a known SHA-1.

    :param asked: an endpoint with ``hash``.
    :param size: bytes, where known.
    :param name: file name in the index, where known; it spares a request if the path is a folder.
    :return: the source.
    """
    return _file(asked, asked.arguments["hash"] or "", FileFacts(size, name=name))


def primary_file(asked: Asked) -> Source:
    """Make the source of a photo's primary file; this asks the server for its hash.

    :param asked: an endpoint with ``uid``.
    :return: the source.
    :raises ApiException: the server does not tell the photo's files, or the photo has none.

    Source: GET /api/v1/photos/{uid}
    """
    arguments, options = {"uid": asked.arguments["uid"]}, CallOptions(asked.options.request_timeout)
    photo: EntityPhoto = asked.client._caller.ask(CallInput(_PHOTO, arguments, options), _READ_PHOTO).data
    file = next((file for file in photo.files if file.primary and file.hash), None)
    if file is None or file.hash is None:
        url = _PHOTO.path(arguments)
        raise ApiException(200, "the server does not tell the hash of this photo's file", method="GET", url=url)
    return _file(asked, file.hash, _facts(file))


def archive(asked: Asked, *, members: Sequence[Member] | None = None) -> Source:
    """Make the source of a zip.

    :param asked: the endpoint.
    :param members: files that must be in it; None to take what the server sends.
    :return: the source.
    """
    return _source(asked, members=None if members is None else tuple(members))


def file(asked: Asked, *, name: str | None = None) -> Source:
    """Make the source of a file that nothing is known of, such as a photo's YAML.

    :param asked: the endpoint.
    :param name: of the file in a folder, where the server sends none.
    :return: the source.
    """
    return _source(asked, name=name)


def video(asked: Asked, *, name: str | None = None) -> Source:
    """Make the source of a video.

    For a file that is missing on its disk, the server sends another video, which says so; but it notes that in its
    index, which is looked at when the answer begins.

    :param asked: an endpoint with ``hash``.
    :param name: of the file in a folder, where the server sends none.
    :return: the source.

    Source: GET /api/v1/files/{hash}, GET /api/v1/photos/{uid}
    """
    source = _source(asked, name=name)

    def open_at(offset: int, last_modified: str | None) -> RESTResponse:
        response = source.open(offset, last_modified)
        is_video = media_type_in(response.headers).startswith("video/")
        if response.status == HTTPStatus.OK and is_video and _is_missing(asked):
            response.close()
            message = "The server cannot find this file on its disk, and sent another video instead."
            raise MissingOriginalError(404, "no such video", message=message, method="GET", url=source.title)
        return response

    return replace(source, open=open_at)


def _is_missing(asked: Asked) -> bool:
    """Tell whether the index says that a video is missing, or the one that belongs to a picture."""
    ask, options = asked.client._caller.ask, CallOptions(asked.options.request_timeout)
    try:
        file: EntityFile = ask(CallInput(_FILE, {"hash": asked.arguments["hash"]}, options), _READ_FILE).data
        if file.media_type == "video" or not file.photo_uid:
            return file.missing or False
        photo: EntityPhoto = ask(CallInput(_PHOTO, {"uid": file.photo_uid}, options), _READ_PHOTO).data
    except ApiException:
        return False  # this user may play videos, and not look into the index
    return any(other.media_type == "video" and other.missing for other in photo.files)


def ask_facts_of_file(client: ApiClient, sha1: str) -> FileFacts:
    """Ask what the index says about a file.

    :param client: the client to ask through.
    :param sha1: its hash in the index.
    :return: the facts.
    :raises ApiException: the server does not tell them.

    Source: GET /api/v1/files/{hash}
    """
    return _facts(client._caller.ask(CallInput(_FILE, {"hash": sha1}), _READ_FILE).data)


def facts_of_file(client: ApiClient, sha1: str) -> FileFacts | None:
    """Ask what the index says about a file.

    :param client: the client to ask through.
    :param sha1: its hash in the index.
    :return: the facts, or None where the server does not tell them: to this user, or at all.

    Source: GET /api/v1/files/{hash}
    """
    try:
        return ask_facts_of_file(client, sha1)
    except (ApiException, ApiValueError):
        # An answer that does not describe a file leaves the question open; it never means that there is none.
        return None


def has_original(client: ApiClient, sha1: str) -> bool | None:
    """Ask the index whether it has an original, and takes it to be on the server's disk.

    :param client: the client to ask through.
    :param sha1: the hash of the original.
    :return: whether it has; None if it cannot be asked. The server forgets a file with its photo.

    Source: GET /api/v1/files/{hash}
    """
    try:
        file: EntityFile = client._caller.ask(CallInput(_FILE, {"hash": sha1}), _READ_FILE).data
    except NotFoundException:
        return False
    except (ApiException, ApiValueError):
        return None
    return not file.missing


def _facts(file: "EntityFile") -> FileFacts:
    modified = file.mod_time if file.mod_time and file.mod_time > 0 else None
    return FileFacts(file.size, modified, (file.name or "").rpartition("/")[2] or None)


def _file(asked: Asked, sha1: str, known: FileFacts) -> Source:
    return _source(
        asked, sha1=sha1, size=known.size, name=known.name, current=lambda: facts_of_file(asked.client, sha1)
    )


def _source(asked: Asked, **known: Any) -> Source:
    client, endpoint, arguments, options = asked
    what = {name: value for name, value in arguments.items() if name != "token"}
    path = endpoint.path({**what, "token": "public"})  # refuses bad arguments before anything is asked
    given = caller_headers(options)
    headers = {name: value for name, value in given.items() if str(name).lower() not in _SET_BY_TRANSFER}

    def open_at(offset: int, last_modified: str | None) -> RESTResponse:
        sent = dict(headers)
        if offset:
            sent["Range"] = f"bytes={offset}-"
            if last_modified is not None:
                sent["If-Range"] = last_modified
        call = CallInput(endpoint, arguments, options._replace(headers=sent or None))
        return client._caller.open(call, retries=0)

    host = client.configuration.host
    key = " ".join([host, endpoint.name, *(what[name] for name in sorted(what))])
    return Source(key=key, title=host + path, body=endpoint.body, open=open_at, **known)
