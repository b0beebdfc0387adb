"""What a person is shown of a model: the fields that are set, one a line, and no secrets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel

from photoprism_client.redaction import MASK, is_secret_name, redact_text

_INDENT = "    "
_MOST_LINES = 60  # of a list: as many as a notebook shows pictures
_PUBLIC = "public"  # which servers in public mode have in the place of a token

# What is shown of a model within another one or a list; of those that are not here, all that is set.
_BRIEF = {
    "ConfigClientConfig": ("version", "public", "site_url", "preview_token", "download_token"),
    "EntityAlbum": ("uid", "type", "title"),
    "EntityCamera": ("make", "model"),
    "EntityCell": ("id", "name"),
    "EntityFile": ("name", "root", "mime", "size", "width", "height", "primary", "hash"),
    "EntityFolder": ("uid", "path", "title"),
    "EntityLabel": ("uid", "name"),
    "EntityLens": ("make", "model"),
    "EntityMarker": ("uid", "type", "name", "subj_uid", "invalid", "thumb"),
    "EntityPhoto": ("uid", "type", "taken_at_local", "title"),
    "EntityPhotoLabel": ("label", "uncertainty"),
    "EntityPlace": ("label", "country"),
    "EntitySubject": ("uid", "name", "photo_count"),
    "SearchAlbum": ("uid", "type", "title", "path", "photo_count"),
    "SearchGeoResult": ("uid", "type", "taken_at_local", "title", "lat", "lng"),
    "SearchLabel": ("uid", "name", "photo_count"),
    "SearchPhoto": ("uid", "type", "taken_at_local", "title", "file_name"),
    "SearchSubject": ("uid", "name", "photo_count"),
    "SessionUser": ("uid", "name", "role"),
}


def fields_of(model: BaseModel) -> Iterator[tuple[str, object]]:
    """Tell the fields that are set, secrets masked; those without an attribute are named as the server names them.

    :param model: the model.
    :return: names and values.
    """
    fields = type(model).model_fields
    for name, value in model:
        if value is None or value in ("", [], {}):
            continue
        is_secret = not fields[name].repr if name in fields else is_secret_name(name)
        # A server may name a field as it likes, with codes that steer a terminal in the name.
        yield name if name.isprintable() else ascii(name), _masked(value, is_secret=is_secret)


def on_lines(model: BaseModel) -> str:
    """Write a model with a field a line, and models in it on one line each.

    :param model: the model.
    :return: the text.
    """
    lines = [f"{name}={_on_lines(value)}," for name, value in fields_of(model)]
    return "\n".join([f"{type(model).__name__}(", *_indented(lines), ")"]) if lines else f"{type(model).__name__}()"


def on_one_line(model: BaseModel, *, is_brief: bool = False) -> str:
    """Write a model on one line.

    :param model: the model.
    :param is_brief: leave out what is of little interest within another model.
    :return: the text.
    """
    brief = _BRIEF.get(type(model).__name__) if is_brief else None
    shown = [f"{name}={_on_one_line(value)}" for name, value in fields_of(model) if brief is None or name in brief]
    return f"{type(model).__name__}({', '.join(shown)})"


def briefly(models: Sequence[object]) -> str:
    """Write models on a line each, at most 60 of them.

    :param models: the models.
    :return: the text.
    """
    lines = [f"{_on_one_line(model)}," for model in models[:_MOST_LINES]]
    more = [f"… {len(models) - _MOST_LINES} more"] if len(models) > _MOST_LINES else []
    return "\n".join(["[", *_indented([*lines, *more]), "]"]) if lines else "[]"


def _masked(value: object, *, is_secret: bool = False) -> object:
    if is_secret and value != _PUBLIC:
        return MASK
    if isinstance(value, str):
        return redact_text(value)  # an address may hold a token
    if isinstance(value, Mapping):
        # Nothing but their names tells which entries of an object, and which unknown fields, are secret.
        return {name: _masked(item, is_secret=is_secret_name(name)) for name, item in value.items()}
    return [_masked(item) for item in value] if isinstance(value, list) else value


def _on_lines(value: object) -> str:
    if not isinstance(value, list) or not any(isinstance(item, BaseModel) for item in value):
        return _on_one_line(value)
    return "\n".join(["[", *_indented([f"{_on_one_line(item)}," for item in value]), "]"])


def _on_one_line(value: object) -> str:
    if isinstance(value, BaseModel):
        return on_one_line(value, is_brief=True)
    if isinstance(value, list):
        return f"[{', '.join(map(_on_one_line, value))}]"
    return str(value) if isinstance(value, datetime) else repr(value)


def _indented(lines: list[str]) -> list[str]:
    return [_INDENT + line for text in lines for line in text.split("\n")]
