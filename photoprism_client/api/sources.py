"""What `transfer` is given to read from: an endpoint with its arguments becomes a `Source`."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from photoprism_client.api.files_api import FilesApi
from photoprism_client.api.photos_api import PhotosApi
from photoprism_client.api_client import ApiClient
from photoprism_client.endpoint import Endpoint
from photoprism_client.exceptions import ApiException, ApiValueError
from photoprism_client.request import CallOptions, caller_headers
from photoprism_client.rest import RESTResponse
from photoprism_client.transfer.source import FileFacts, Member, Source

if TYPE_CHECKING:
    from photoprism_client.models.files import EntityFile

# What a transfer asks for itself; a caller's would make it take a part for the whole.
_OURS = frozenset({"range", "if-range", "if-modified-since", "if-none-match"})
_PLAIN = CallOptions()


def picture(
    client: ApiClient, endpoint: Endpoint, arguments: Mapping[str, str | None], options: CallOptions = _PLAIN
) -> Source:
    """Make the source of a thumbnail or cover.

    :param client: whom to ask through.
    :param endpoint: the row of the table.
    :param arguments: ``uid`` or ``thumb``, ``token`` and ``size``.
    :param options: the caller's.
    :return: the source.
    """
    subject, size = arguments.get("uid") or arguments.get("thumb") or "", arguments["size"] or ""
    extension = "png" if size == "colors" else "jpg"
    return _source(client, endpoint, arguments, options, name=f"{subject}_{size}.{extension}")


def original(
    client: ApiClient,
    endpoint: Endpoint,
    arguments: Mapping[str, str | None],
    options: CallOptions = _PLAIN,
    *,
    size: int | None = None,
    name: str | None = None,
) -> Source:
    """Make the source of a file that is asked for by its hash.

    :param client: whom to ask through.
    :param endpoint: the row of the table.
    :param arguments: ``hash`` and ``token``.
    :param options: the caller's.
    :param size: bytes, where known.
    :param name: file name in the index, where known.
    :return: the source.
    """
    sha1 = arguments["hash"] or ""
    return _source(
        client,
        endpoint,
        arguments,
        options,
        sha1=sha1,
        size=size,
        name=name,
        current=lambda: facts_of_file(client, sha1),
    )


def primary_file(
    client: ApiClient, endpoint: Endpoint, arguments: Mapping[str, str | None], options: CallOptions = _PLAIN
) -> Source:
    """Make the source of a photo's primary file; its hash is asked of the server now.

    :param client: whom to ask through.
    :param endpoint: the row of the table.
    :param arguments: ``uid`` and ``token``.
    :param options: the caller's.
    :return: the source.
    :raises ApiException: the server does not tell the photo's files, or the photo has none.
    """
    uid = arguments["uid"] or ""
    photo = PhotosApi(client).get_photo(uid, _request_timeout=options.request_timeout)
    file = next((file for file in photo.files if file.primary and file.hash), None)
    if file is None or file.hash is None:
        url = f"/api/v1/photos/{uid}"
        raise ApiException(200, "the server does not tell the hash of this photo's file", method="GET", url=url)
    sha1, facts = file.hash, _facts(file)
    return _source(
        client,
        endpoint,
        arguments,
        options,
        sha1=sha1,
        size=facts.size,
        name=facts.name,
        current=lambda: facts_of_file(client, sha1),
    )


def archive(
    client: ApiClient,
    endpoint: Endpoint,
    arguments: Mapping[str, str | None],
    options: CallOptions = _PLAIN,
    *,
    members: Sequence[Member] | None = None,
) -> Source:
    """Make the source of an album's zip.

    :param client: whom to ask through.
    :param endpoint: the row of the table.
    :param arguments: ``uid`` and ``token``.
    :param options: the caller's.
    :param members: files that should be in it, where known.
    :return: the source.
    """
    return _source(client, endpoint, arguments, options, members=None if members is None else tuple(members))


def file(
    client: ApiClient,
    endpoint: Endpoint,
    arguments: Mapping[str, str | None],
    options: CallOptions = _PLAIN,
    *,
    name: str | None = None,
) -> Source:
    """Make the source of a file that nothing is known of beforehand: a video as browsers play it, or a photo's YAML.

    :param client: whom to ask through.
    :param endpoint: the row of the table.
    :param arguments: of its path.
    :param options: the caller's.
    :param name: of the file in a folder, where the server sends none.
    :return: the source.
    """
    return _source(client, endpoint, arguments, options, name=name)


def facts_of_file(client: ApiClient, sha1: str) -> FileFacts | None:
    """Ask what the index says about a file.

    :param client: whom to ask through.
    :param sha1: its hash in the index.
    :return: the facts, or None where the server does not tell them: to this user, or at all.

    Source: GET /api/v1/files/{hash}
    """
    try:
        return _facts(FilesApi(client).get_file(sha1))
    except (ApiException, ApiValueError):
        # Whatever is no description of a file leaves the question open; it never means that there is none.
        return None


def _source(
    client: ApiClient, endpoint: Endpoint, arguments: Mapping[str, str | None], options: CallOptions, **known: Any
) -> Source:
    what = {name: value or "" for name, value in arguments.items() if name != "token"}
    path = endpoint.path({**what, "token": "public"})  # refuses bad arguments before anything is asked
    given = {name: value for name, value in caller_headers(options).items() if str(name).lower() not in _OURS}

    def open_at(offset: int, validator: str | None) -> RESTResponse:
        headers = dict(given)
        if offset:
            headers["Range"] = f"bytes={offset}-"
            if validator is not None:
                headers["If-Range"] = validator
        return client.open(endpoint, arguments, options._replace(headers=headers or None), retries=0)

    host = client.configuration.host
    facts = " ".join([host, endpoint.name, *(what[name] for name in sorted(what))])
    return Source(key=facts, title=host + path, body=endpoint.body, open=open_at, **known)


def _facts(file: "EntityFile") -> FileFacts:
    modified = file.mod_time if file.mod_time and file.mod_time > 0 else None
    return FileFacts(file.size, modified, (file.name or "").rpartition("/")[2] or None)
