"""The client configuration in ``/config`` and session answers: much for the web interface, and the two tokens."""

from collections.abc import Mapping

from photoprism_client.testing.library.library import Library
from photoprism_client.testing.server.server_state import Settings
from photoprism_client.testing.server.thumbnails import SIZES

_USAGE = {
    "fit_720": "SD TV, Mobile", "fit_1280": "HD TV, SXGA", "fit_1920": "Full HD", "fit_2560": "Quad HD, Notebooks",
    "fit_4096": "DCI 4K, Retina 4K", "fit_7680": "8K Ultra HD 2",
}  # fmt: skip
_EMPTY_TEXTS = """
cssUri jsUri wallpaperUri siteAuthor siteDescription legalInfo legalUrl registerUri passwordResetUri customer mapKey
"""
_NO = "restart debug trace test demo sponsor uploadNSFW experimental"
_LISTS = "albums cameras lenses countries people years colors categories"
_DOWNLOADS = {"disabled": False, "originals": True, "mediaRaw": False, "mediaSidecar": False}
_SHOWN_SETTINGS = ("ui", "features", "download")


def client_config(
    library: Library,
    *,
    mode: str,
    public: bool,
    base_path: str,
    url: str,
    preview: str,
    download: str,
    album_downloads: Mapping[str, bool] | None,
    settings: Settings,
    read_only: bool,
) -> dict[str, object]:
    """Return the configuration.

    :param mode: ``user`` with a session, ``public`` without one (on servers with passwords, too)
    :param public: whether the server lets everyone in
    :param base_path: sub-path of the server, empty for none
    :param url: address of the server
    :param preview: preview token to hand out
    :param download: download token to hand out
    :param settings: those of the server
    :param read_only: whether it refuses to change files
    :param album_downloads: settings for zips of albums, None for a server that has none
    """
    return {
        "mode": mode,
        **_about(base_path, url),
        **dict.fromkeys(_EMPTY_TEXTS.split(), ""),
        **dict.fromkeys(_NO.split(), False),
        **{name: [] for name in _LISTS.split()},
        "public": public,
        "readonly": read_only,
        "authMode": "public" if public else "password",
        "loginUri": f"{base_path}/library/login",
        "thumbs": [
            {"size": name, "usage": usage, "w": SIZES[name].width, "h": SIZES[name].height}
            for name, usage in _USAGE.items()
        ],
        "downloadToken": download,
        "previewToken": preview,
        "count": library_counts(library),
        "settings": {
            **{group: settings[group] for group in _SHOWN_SETTINGS},
            **({} if album_downloads is None else {"albums": _albums(album_downloads)}),
        },
    }


def _albums(downloads: Mapping[str, bool]) -> dict[str, object]:
    return {"order": {"album": "oldest"}, "download": {"name": "share", **_DOWNLOADS, **downloads}}


def _about(base_path: str, url: str) -> dict[str, object]:
    return {
        "name": "PhotoPrism",
        "about": "PhotoPrism-compatible test server",
        "edition": "ce",
        "version": "testing",
        "copyright": "",
        "flags": "settings",
        "baseUri": base_path,
        "staticUri": f"{base_path}/static",
        "manifestUri": f"{base_path}/manifest.json",
        "apiUri": f"{base_path}/api/v1",
        "contentUri": f"{base_path}/api/v1",
        "videoUri": f"{base_path}/api/v1",
        "siteUrl": f"{url}/",
        "siteDomain": "127.0.0.1",
        "siteTitle": "PhotoPrism",
        "siteCaption": "AI-Powered Photos App",
        "sitePreview": "",
        "appName": "PhotoPrism",
        "appMode": "standalone",
        "appIcon": "logo",
        "appColor": "#000000",
        "usersPath": "users",
        "passwordLength": 8,
        "albumCategories": None,
        "tier": 0,
        "membership": "ce",
        "disable": {"backups": False, "faces": True, "places": True, "settings": False, "webdav": False},
        "pos": {"uid": "", "cid": "", "utc": "0001-01-01T00:00:00Z", "lat": 0, "lng": 0},
        "clip": 160,
        "server": {"cores": 2, "routines": 1, "memory": {"total": 0, "free": 0}},
        "acl": {"photos": {"access_all": True, "search": True, "view": True, "download": True}},
        "ext": {},
    }


def library_counts(library: Library) -> dict[str, int]:
    """Return how many pictures, albums and other things there are."""
    shown = [photo for photo in library.photos if photo.archived_at is None and photo.quality > -1]
    return {
        "all": len(shown),
        "photos": sum(photo.type != "video" for photo in shown),
        "videos": sum(photo.type == "video" for photo in shown),
        "hidden": sum(photo.quality == -1 for photo in library.photos),
        "archived": sum(photo.archived_at is not None for photo in library.photos),
        "favorites": sum(photo.favorite for photo in shown),
        "review": sum(photo.quality < 3 for photo in shown),
        "private": sum(photo.private for photo in shown),
        "albums": sum(album.type == "album" for album in library.albums),
        "folders": sum(album.type == "folder" for album in library.albums),
        "files": len(library.files),
        "labels": len(library.labels),
        "people": 0,
        "places": 0,
    }
