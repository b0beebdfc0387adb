"""The page for users of another client lists exactly what differs, and each of its calls can be made."""

import re
from pathlib import Path

import pytest

import photoprism_client as package
from codegen.registry import APIS, operations_of
from photoprism_client import ApiClient
from photoprism_client.testing import PhotoPrismServer
from photoprism_client.testing.library.sample import write_picture
from test.codegen.test_surface import DEFAULTS, RESULTS, SURFACE, TIMES, TYPES
from test.support.doc_blocks import ROOT

PAGE = (ROOT / "docs" / "upgrade.md").read_text(encoding="utf-8")
_OURS = {
    "photos": package.PhotosApi, "albums": package.AlbumsApi, "labels": package.LabelsApi, "images": package.ImagesApi,
    "files": package.FilesApi, "faces": package.FacesApi, "errors": package.ErrorsApi, "config": package.ConfigApi,
    "downloads": package.DownloadApi,
}  # fmt: skip
_BARE = {
    operation.name: ", ".join(f"`{parameter.name}`" for parameter in operation.parameters)
    for api in APIS.values()
    for operation in operations_of(api)
    if operation.name.startswith(("api_v1_", "users_"))
}


def _table(heading: str) -> dict[str, str]:
    """Return the rows of the table that has a heading: the second cell by the name in the first."""
    found = re.search(rf"^\| {heading} \|.*\n\|[- |]+\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert found is not None, heading
    rows = [row.replace("\\|", "¦").strip("| \n").split(" | ") for row in found[1].splitlines()]
    return {first.strip("`"): rest[0].replace("¦", "|") if rest else "" for first, *rest in rows}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Field", dict.fromkeys(TIMES, "")),
        ("Published", {published: f"`{ours}`" for published, ours in TYPES.items()}),
        ("Method \\| Returns", {name: f"`{result}`" for name, result in RESULTS.items()}),
        ("Parameter", {name: f"`{default}`" for name, default in DEFAULTS.items()}),
        ("Method \\| Takes", _BARE),
    ],
)
def test_table_lists_what_differs(heading: str, expected: dict[str, str]) -> None:
    """A difference that appears or goes changes the page."""
    assert _table(heading) == expected


def test_numbers_are_those_of_the_published_package() -> None:
    """The page counts classes, methods and models as the facts have them."""
    methods = sum(len(methods) for methods in SURFACE["apis"].values())
    assert f"{len(SURFACE['apis'])} API classes with {methods} methods, {len(SURFACE['models'])} models" in PAGE
    assert f"no parameters for {len(_BARE)} operations" in PAGE


def _calls() -> list[str]:
    """Return what stands in the right columns of the tables of other clients."""
    section = PAGE.partition("\n## Other Python clients\n")[2]
    return sorted(set(re.findall(r"^\| .* \| `(.*)` \|$", section, re.MULTILINE)))


@pytest.mark.once
@pytest.mark.photoprism(mode="password", photos=6, per="module")
@pytest.mark.parametrize("call", _calls())
def test_call_runs(
    call: str, photoprism_client: ApiClient, photoprism_server: PhotoPrismServer, tmp_path: Path
) -> None:
    """A reader can write what the tables of other clients have on the right, and the server does not refuse it."""
    library = photoprism_server.library
    photo = library.find("2021/07/IMG_1.JPG")
    album = next(album for album in library.albums if album.title == "Favourites")
    write_picture(tmp_path / "new.jpg", 999)
    names: dict[str, object] = {
        **{name: api(photoprism_client) for name, api in _OURS.items()},
        "photoprism_client": package, "api_client": photoprism_client, "configuration": photoprism_client.configuration,
        "uid": photo.uid, "uids": [photo.uid], "file_uid": photo.original.uid, "sha1": photo.hash,
        "album": album.uid, "title": album.title, "label": library.labels[0].uid, "slug": "favourites",
        "query": "label:Sunset", "folder": tmp_path, "path": tmp_path / "new.jpg",
    }  # fmt: skip
    eval(call, names)
    assert len(photoprism_server.requests) > 0 or call == "photoprism_client.ApiClient(configuration)"
