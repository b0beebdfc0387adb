"""A URL and credentials are all that anyone needs: the embedded server in every mode, or a real one with ``--server``.

Each test logs in once and out again, so that no session stays behind on a real server.
"""

import hashlib
from collections.abc import Iterator

import pytest

from photoprism_client import ApiClient, Configuration, ForbiddenException, ImagesApi
from test.support.contract_site import Site

_COVERS = ("album_cover", "folder_cover", "label_cover")


@pytest.fixture
def client(site: Site) -> Iterator[ApiClient]:
    """Make a client that has a URL and credentials, and nothing else."""
    host = site.client.configuration.host
    with ApiClient(Configuration(host=host, **site.credentials)) as made:
        yield made


def _rows(site: Site) -> dict[str, str]:
    return {
        "album_cover": site.album_with_pictures()["UID"],
        "folder_cover": site.folder_with_pictures()["UID"],
        "label_cover": site.label_with_pictures()["UID"],
    }


def test_all_seven_endpoints(site: Site, client: ApiClient) -> None:
    """Pictures, covers, files and zips arrive without a token that anybody had to look for."""
    images = ImagesApi(client)
    thumb = images.get_thumb(site.photos[0]["Hash"], size="tile_224")
    assert thumb.content_type == "image/jpeg"
    assert not thumb.is_placeholder
    for name, uid in _rows(site).items():
        # Servers of 2026 answer an icon where a picture is assigned: the token was good all the same.
        cover = getattr(images, name)(uid)
        assert cover.is_placeholder or cover.content_type == "image/jpeg", name
    original = site.originals[0]
    data = images.get_download(original["Hash"])
    assert hashlib.sha1(data, usedforsecurity=False).hexdigest() == original["Hash"]
    assert images.get_photo_download(site.photos[0]["UID"])
    assert images.download_album(site.album_with_pictures()["UID"]).content_type == "application/zip"


def test_downloads_come_first(site: Site, client: ApiClient) -> None:
    """It does not matter which kind of token is needed first."""
    data = ImagesApi(client).get_download(site.originals[0]["Hash"])
    assert len(data) == site.originals[0]["Size"]


def test_requests_of_its_own(site: Site, client: ApiClient) -> None:
    """`call_api` is let in, and what it brings is used by the next picture."""
    answer = client.call_api("GET", "/api/v1/photos?count=1&merged=true")
    assert answer.status == 200
    assert len(answer.json()) == 1
    assert not ImagesApi(client).get_thumb(site.photos[0]["Hash"]).is_placeholder


def test_status(site: Site, client: ApiClient) -> None:
    """Who asks, how, until when, and at which server."""
    status = client.session.status()
    assert (status.host, status.is_public) == (client.configuration.host, site.is_public)
    assert status.credential == ("password" if site.credentials else "none")
    assert status.server_version
    if site.credentials and not site.is_public:
        assert status.user == site.credentials["username"]


def test_logout_ends_the_session(site: Site) -> None:
    """After the ``with`` block, the access token that the login gave is good for nothing."""
    if site.is_public:
        pytest.skip("a server in public mode has no sessions to end")
    with ApiClient(Configuration(host=site.client.configuration.host, **site.credentials)) as client:
        headers = {"X-Auth-Token": client._caller.session.access_token() or ""}
        if headers["X-Auth-Token"] == site.credentials.get("password"):
            pytest.skip("an app password is not ended by a logout")
        assert site.client.call_api("GET", "/api/v1/session", headers).status == 200
    answer = site.client.call_api("GET", "/api/v1/session", headers)
    assert answer.status == 401
    assert site.client.call_api("GET", "/api/v1/session").status == 200


def test_wrong_tokens_are_replaced(site: Site) -> None:
    """Tokens from long ago do no harm where there are credentials."""
    held = Configuration(
        host=site.client.configuration.host, preview_token="0ldt0ken", download_token="0ldt0ken", **site.credentials
    )
    with ApiClient(held) as client:
        images = ImagesApi(client)
        assert not images.get_thumb(site.photos[0]["Hash"]).is_placeholder
        assert len(images.get_download(site.originals[0]["Hash"])) == site.originals[0]["Size"]


def test_without_credentials(site: Site) -> None:
    """What a server refuses shows whether it is private; its open configuration does not."""
    with ApiClient(Configuration(host=site.client.configuration.host)) as client:
        images = ImagesApi(client)
        status = client.session.status()
        assert (status.credential, status.is_public, status.user) == ("none", site.is_public, None)
        if site.is_public:
            assert images.get_download(site.originals[0]["Hash"])
        else:
            with pytest.raises(ForbiddenException):
                images.get_download(site.originals[0]["Hash"])
