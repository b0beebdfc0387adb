"""The pictures of models for a notebook, many at once."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from photoprism_client._content.signatures import media_type_of
from photoprism_client._notebook.html import Picture
from photoprism_client.api.images_api import ImagesApi
from photoprism_client.api_client import ApiClient
from photoprism_client.exceptions import (
    ApiValueError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
    TransportError,
)
from photoprism_client.media import MediaBytes
from photoprism_client.models.cards import Pictures

_CLOSED = "There are no pictures, since the client that found this is closed."
_FAILED = "Pictures are missing: the server did not send them."  # nothing of the error, which names the server
_HAS_NONE = (ApiValueError, NotFoundException, PlaceholderException)
_WITH_COVER = frozenset("adjl")


def pictures_of(client: ApiClient | None, models: Sequence[Any], size: str, *, is_cover: bool) -> Pictures:
    """Fetch the pictures of models.

    It ends with the first failure of a connection: a cell that waits for each of 60 pictures seems to hang.

    :param client: asks the server; None if it is gone.
    :param models: photos, files and faces, or what has covers.
    :param size: a name.
    :param is_cover: whether they are covers.
    :return: the pictures; those that cannot be had are None.
    """
    found: list[Picture | None] = [None] * len(models)
    if client is None or client._caller.is_closed:
        return Pictures(found, _CLOSED)
    places = [place for place, model in enumerate(models) if _has_picture(model, is_cover=is_cover)]
    images = ImagesApi(client)
    fetch = images.get_covers if is_cover else images.get_thumbs
    try:
        remark = _fill(found, models, places, partial(fetch, size=size, errors="return"))
    except OpenApiException:
        remark = _FAILED
    return Pictures(found, remark)


def _fill(
    found: list[Picture | None], models: Sequence[Any], places: list[int], fetch: Callable[[list[Any]], Any]
) -> str:
    remark = ""
    with fetch([models[place] for place in places]) as results:
        for place, result in zip(places, results, strict=False):
            if isinstance(result, MediaBytes):
                found[place] = None if result.is_placeholder else Picture.of(media_type_of(result), result)
            elif not isinstance(result, _HAS_NONE):
                remark = _FAILED
            if isinstance(result, TransportError):
                break
    return remark


def _has_picture(model: Any, *, is_cover: bool) -> bool:
    if is_cover:
        return (model.uid or "")[:1] in _WITH_COVER
    return bool(getattr(model, "thumb", None) or getattr(model, "hash", None))
