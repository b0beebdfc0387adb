"""A wrong object passed as a configuration, client, selection or source is refused at once, and named."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoprism_client import ApiClient, ApiTypeError, Configuration, ImagesApi, PhotosApi, SearchAlbum
from photoprism_client.export import ExportOptions, Selection, export
from photoprism_client.gallery import export_with_gallery
from photoprism_client.thumbs import save_thumbs
from photoprism_client.transfer import fetch

_NOBODY = Configuration(host="http://127.0.0.1:9", retries=0)
# Typed as Any: a type checker finds these mistakes, too.
_ADDRESS: Any = "https://photos.example.com"
_TITLE: Any = "Favourites"
_CONFIGURATION: Any = _NOBODY
_MODEL: Any = SearchAlbum(uid="as6sg6bxpogaaba7")
_NOTHING: Any = None
_SETTINGS: Any = {}
_OTHERS: Any = ExportOptions()

Act = Callable[[ApiClient, Path], object]
_MISTAKES: dict[str, Act] = {
    "configuration must be Configuration, not str": lambda client, folder: ApiClient(_ADDRESS),
    "api_client must be an ApiClient, not Configuration": lambda client, folder: ImagesApi(_CONFIGURATION),
    "api_client must be an ApiClient, not str": lambda client, folder: PhotosApi(_ADDRESS),
    "album must be a str, not SearchAlbum": lambda client, folder: PhotosApi(client).iterate(album=_MODEL),
    "selection must be Selection, not str": lambda client, folder: export(client, _TITLE, folder),
    "selection must be Selection, not NoneType": lambda client, folder: save_thumbs(client, _NOTHING, folder),
    "options must be ExportOptions, not dict": lambda client, folder: export_with_gallery(
        client, Selection(), folder, _SETTINGS
    ),
    "options must be ThumbsOptions, not ExportOptions": lambda client, folder: save_thumbs(
        client, Selection(), folder, _OTHERS
    ),
    "source must be Source, not str": lambda client, folder: fetch(_TITLE, folder / "a.jpg"),
}


@pytest.mark.parametrize("message", _MISTAKES)
def test_mistake_is_named_before_anything_is_done(message: str, tmp_path: Path) -> None:
    """The error says which argument it is and what belongs there; nothing is sent or written."""
    folder = tmp_path / "made"
    with ApiClient(_NOBODY) as client, pytest.raises(ApiTypeError, match=re.escape(message)):
        _MISTAKES[message](client, folder)
    assert not folder.exists()
