"""All entries of the table, by API class and by name."""

from collections.abc import Iterator

from codegen.entries import Api, Choice, Model, Operation
from codegen.models import albums as album_models
from codegen.models import cameras, config, forms, options, sessions, settings
from codegen.models import files as file_models
from codegen.models import people as people_models
from codegen.models import photos as photo_models
from codegen.table import (
    albums,
    authentication,
    download,
    files,
    folders,
    images,
    labels,
    links,
    people,
    photos,
    server,
    services,
    users,
    videos,
)

_OPERATIONS: dict[Api, tuple[Operation, ...]] = {
    albums.API: albums.OPERATIONS,
    authentication.API: authentication.OPERATIONS,
    server.CONFIG: server.OF_CONFIG,
    download.API: download.OPERATIONS,
    server.ERRORS: server.OF_ERRORS,
    people.FACES: people.OF_FACES,
    files.API: files.OPERATIONS,
    folders.API: folders.OPERATIONS,
    images.API: images.OPERATIONS,
    labels.API: labels.OPERATIONS,
    server.LIBRARY: server.OF_LIBRARY,
    links.API: links.OPERATIONS,
    people.MARKERS: people.OF_MARKERS,
    photos.API: photos.OPERATIONS,
    server.STATUS: server.OF_STATUS,
    services.API: services.OPERATIONS,
    server.SETTINGS: server.OF_SETTINGS,
    photos.STACKS: (),
    people.SUBJECTS: people.OF_SUBJECTS,
    users.API: users.OPERATIONS,
    videos.API: videos.OPERATIONS,
}

#: The API classes, by name.
APIS = {api.name: api for api in _OPERATIONS}

#: The operations, by name.
OPERATIONS = {operation.name: operation for operations in _OPERATIONS.values() for operation in operations}

#: The models, by name.
MODELS: dict[str, Model] = {
    model.name: model
    for module in (
        album_models, cameras, config, file_models, forms, options, people_models, photo_models, sessions, settings
    )
    for model in module.MODELS
}  # fmt: skip

#: The enumerations, by name.
CHOICES: dict[str, Choice] = {choice.name: choice for choice in (*settings.CHOICES, *sessions.CHOICES)}


def operations_of(api: Api) -> tuple[Operation, ...]:
    """Return the operations of an API class: its own, and those that it shares with others.

    :param api: the class.
    :return: the operations, by name.
    """
    return tuple(sorted({*_OPERATIONS[api], *_shared(api)}, key=lambda operation: operation.name))


def _shared(api: Api) -> Iterator[Operation]:
    return (operation for operation in OPERATIONS.values() if api.name in operation.also)
