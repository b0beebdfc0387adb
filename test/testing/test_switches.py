"""Switches of the embedded server."""

from __future__ import annotations

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from test.support.plain_requests import get_json, write, written


def test_features_are_switched_off_and_on(server: PhotoPrismServer) -> None:
    """A client sees it in the configuration, and requests for it are 403 meanwhile."""
    server.switch_off("download", "people")
    features = get_json(server, "/config")["settings"]["features"]
    assert [features[name] for name in ("download", "people", "upload")] == [False, False, True]
    body = {"photos": [server.library.photos[0].uid]}
    assert write(server, "POST", "/zip", body).status == 403
    server.switch_on("download")
    assert write(server, "POST", "/zip", body).status == 200


def test_an_unknown_feature_is_an_error(server: PhotoPrismServer) -> None:
    """The message says which there are."""
    with pytest.raises(ValueError, match=r"no feature 'bogus': there are account, albums"):
        server.switch_off("bogus")


def test_settings_come_back_with_a_snapshot(server: PhotoPrismServer) -> None:
    """So do the log, and a disk with space."""
    server.snapshot()
    server.switch_off("upload")
    server.fill_disk()
    written(server, "POST", "/settings", {"ui": {"theme": "nordic"}})
    assert write(server, "PUT", "/markers/m00000000000000z", {}).status == 404
    server.reset()
    settings = get_json(server, "/settings")
    assert (settings["ui"]["theme"], settings["features"]["upload"]) == ("default", True)


def test_a_read_only_server_says_so(library: Library) -> None:
    """In its configuration."""
    with PhotoPrismServer(library, mode="password", read_only=True, owns_library=False) as server:
        assert get_json(server, "/config")["readonly"] is True
