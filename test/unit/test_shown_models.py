"""Models that a person can read: fields that are set, one a line, files on one line each, and no secrets anywhere."""

import json
import pprint
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.pretty import pretty_repr

from photoprism_client import (
    ApiResponse,
    ConfigClientConfig,
    EntityAlbum,
    EntityFile,
    EntityPhoto,
    FolderListing,
    OAuthTokenResponse,
    SearchAlbum,
    SearchPhoto,
    SessionResponse,
    models,
)
from photoprism_client.models.base import Model

SAMPLES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "contract" / "recorded" / "samples.json").read_text(encoding="utf-8")
)
WAYS: dict[str, Callable[[object], str]] = {
    "repr": repr,
    "str": str,
    "pformat": pprint.pformat,
    "pformat of a list": lambda model: pprint.pformat([model]),
    "pformat of an answer": lambda model: pprint.pformat(ApiResponse(200, {}, model)),
    "to_str": lambda model: model.to_str() if isinstance(model, Model) else "",
    "rich": pretty_repr,
    "a message": lambda model: f"{[model]!r} {model}",
}

NOVELTY: dict[str, Any] = {"Novelty": {"Deep": [1, "x"]}}
PHOTO = SearchPhoto(
    uid="ptoyic263bqedaza",
    type="image",
    taken_at=datetime(2018, 9, 10, 12, 16, 13, tzinfo=UTC),
    taken_at_local=datetime(2018, 9, 10, 21, 16, 13),
    title="",
    favorite=False,
    iso=0,
    files=[
        EntityFile(
            uid="f1", name="examples/iphone_7.heic.jpg", root="sidecar", size=1230205, primary=True, hash="c389d6"
        ),
        EntityFile(uid="f2", name="examples/iphone_7.heic", root="/", size=785743, primary=False, hash="7f96df"),
    ],
)
assert PHOTO.model_extra is not None
PHOTO.model_extra.update(NOVELTY)
SHOWN = """\
SearchPhoto(
    uid='ptoyic263bqedaza',
    type='image',
    taken_at=2018-09-10 12:16:13+00:00,
    taken_at_local=2018-09-10 21:16:13,
    favorite=False,
    iso=0,
    files=[
        EntityFile(name='examples/iphone_7.heic.jpg', root='sidecar', hash='c389d6', size=1230205, primary=True),
        EntityFile(name='examples/iphone_7.heic', root='/', hash='7f96df', size=785743, primary=False),
    ],
    Novelty={'Deep': [1, 'x']},
)"""


def test_a_photo_has_a_field_a_line() -> None:
    """What is None or empty is left out, no and 0 are not; a time is a time, a file is a line."""
    assert repr(PHOTO) == pprint.pformat(PHOTO) == PHOTO.to_str() == SHOWN


def test_text_is_one_line() -> None:
    """``str``, and with it a log, has all of it on one line."""
    files = [EntityFile(name="a.jpg", size=5), EntityFile(name="a.dng", size=7)]
    photo = SearchPhoto(uid="p1", taken_at=datetime(2018, 9, 10, tzinfo=UTC), favorite=False, files=files)
    assert str(photo) == (
        "SearchPhoto(uid='p1', taken_at=2018-09-10 00:00:00+00:00, favorite=False,"
        " files=[EntityFile(name='a.jpg', size=5), EntityFile(name='a.dng', size=7)])"
    )
    assert f"{EntityAlbum(uid='a', title='Sea')}" == "EntityAlbum(uid='a', title='Sea')"


def test_a_list_stays_readable() -> None:
    """``pprint`` of what a search returns begins each model on a line of its own, with its fields below it."""
    albums = [SearchAlbum(uid="a1", title="Sea", photo_count=3), SearchAlbum(uid="a2", title="Snow", photo_count=0)]
    assert pprint.pformat(albums) == (
        "[SearchAlbum(\n    uid='a1',\n    title='Sea',\n    photo_count=3,\n),\n"
        " SearchAlbum(\n    uid='a2',\n    title='Snow',\n    photo_count=0,\n)]"
    )


def test_models_within_a_model_are_brief() -> None:
    """All that is known of a photo fits a screen: places, cameras, labels and albums are a line each."""
    photo = EntityPhoto.from_dict(SAMPLES["photo"])
    lines = repr(photo).split("\n")
    assert "    camera=EntityCamera(make='Canon', model='EOS 6D')," in lines
    assert "        EntityPhotoLabel(uncertainty=0, label=EntityLabel(uid='ltoyigdnqiueldke', name='Harbor'))," in lines
    listing = repr(FolderListing.from_dict(SAMPLES["folders"])).split("\n")
    assert "        EntityFolder(path='2021', uid='dtoyib9m1t0a0kz9', title='2021')," in listing
    assert max(map(len, [*lines, *listing])) < 200


@pytest.mark.parametrize("name", [name for name in models.__all__ if issubclass(getattr(models, name), Model)])
def test_what_is_empty_is_shown_so(name: str) -> None:
    """Without a field there is only the name."""
    empty = getattr(models, name)()
    assert f"{empty!r} {empty}" == f"{name}() {name}()"


_SECRETIVE: list[Model | None] = [
    SessionResponse.from_dict(
        {
            "access_token": "S3cret-1",
            "id": "S3cret-2",
            "session_id": "S3cret-3",
            "data": {"tokens": ["S3cret-4"]},
            "config": {"previewToken": "S3cret-5", "downloadToken": "S3cret-6", "mapKey": "S3cret-7"},
            "refresh_token": "S3cret-8",
            "user": {"Name": "admin", "WebDAVPassword": "S3cret-9"},
        }
    ),
    OAuthTokenResponse.from_dict({"access_token": "S3cret-1", "session_id": "S3cret-2", "refreshToken": ["S3cret-3"]}),
    ConfigClientConfig.from_dict(
        {
            "previewToken": "S3cret-1",
            "settings": {"share": {"password": "S3cret-2"}, "list": [{"apiKey": "S3cret-3"}]},
            "sitePreview": "https://photos.example.com/api/v1/t/0123456789/S3cret-4/fit_720",
            "links": ["https://photos.example.com/api/v1/dl/0123456789?t=S3cret-5"],
        }
    ),
]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("model", _SECRETIVE, ids=lambda model: type(model).__name__)
def test_secrets_are_masked_in_every_way(model: Model, way: Callable[[object], str]) -> None:
    """Fields that are marked, unknown ones by their names, and tokens within addresses; attributes still have them."""
    shown = way(model)
    assert "S3cret" not in shown
    assert "***" in shown
    assert "S3cret-1" in model.to_json()


def test_a_secret_is_shown_to_be_there() -> None:
    """A token that is set is masked, not left out; one of a server in public mode is none."""
    assert repr(SessionResponse(access_token="S3cret")) == "SessionResponse(\n    access_token='***',\n)"
    assert "preview_token='public'" in str(ConfigClientConfig(preview_token="public"))


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_names_and_values_cannot_steer_a_terminal(way: Callable[[object], str]) -> None:
    """Escape codes, line ends and marks of direction are written out, in names that a server makes up, too."""
    shown = way(SearchAlbum.from_dict({"Title": "\x1b[31m\u202e", "\x1b[2J\n": "x"}))
    assert not {"\x1b", "\u202e"} & {*shown}
    assert "\\x1b[31m" in shown
    assert "\\x1b[2J\\n" in shown
