"""The examples that the generator writes run as printed, in one process, against one server.

Examples that are written by hand run with the other snippets, see ``test_snippets``. Those of operations that the
embedded server does not have are read by a type checker only, see ``test/codegen/test_pages.py``.
"""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from photoprism_client import (
    ApiClient,
    ApiException,
    AuthenticationApi,
    Configuration,
    FormLink,
    FormMarker,
    LinksApi,
    MarkersApi,
    PhotosApi,
)
from photoprism_client.testing import Library, PhotoPrismServer
from test.docs.conftest import APP_PASSWORD, CLIENT_ID, CLIENT_SECRET, HOST, PASSWORD, placeholders, replaced
from test.support.bodies import JPEG
from test.support.doc_blocks import GENERATED, MODEL_PAGES, Block, blocks_of, is_run

#: Operations that the server refuses for the primary file of a photo.
_NOT_PRIMARY = {"delete_file", "photo_unstack"}
_OTHER_FILE = "<uid of another file>"
_PHOTO = "2021/07/IMG_1.JPG"  # that of the placeholders

#: Operations that the embedded server does not have: services, options, runs of the index, the administration of users.
NOT_SERVED = frozenset(
    {
        *("add_service", "delete_service", "get_service", "get_service_folders", "search_services", "update_service"),
        *("save_config_options", "api_v1_index_post", "api_v1_import_path_post"),
        *("api_v1_oauth_token_post", "api_v1_users_uid_put", "api_v1_users_uid_password_put"),
        *("api_v1_sessions_post",),
        *("api_v1_users_uid_avatar_post", "api_v1_users_uid_sessions_get"),
        *("api_v1_users_uid_passcode_post", "api_v1_users_uid_passcode_confirm_post"),
        *("api_v1_users_uid_passcode_activate_post", "api_v1_users_uid_passcode_deactivate_post"),
    }
)


class Example(NamedTuple):
    """An example, and the operation whose section it stands in."""

    operation: str
    block: Block


def _examples(page: Path) -> Iterator[Example]:
    """Return the examples of a page that the generator wrote."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for block in blocks_of(page, "python"):
        if not is_run(page, block):
            heading = next(line for line in reversed(lines[: block.line]) if line.startswith("## "))
            yield Example(heading.removeprefix("## "), block)


EXAMPLES = [
    pytest.param(example, id=f"{page.stem}.{example.operation}") for page in GENERATED for example in _examples(page)
]
_RUN = [row for row in EXAMPLES if row.values[0].operation not in NOT_SERVED]  # type: ignore[union-attr]  # an example
_NOT_RUN = [row for row in EXAMPLES if row not in _RUN]


@pytest.fixture(scope="module")
def server() -> Iterator[PhotoPrismServer]:
    """Start the server that all examples ask."""
    library = Library.sample(photos=12)
    photo = library.find(_PHOTO)
    library.add_person("Jane Doe", [photo])
    library.add_label("Harbour", [photo])
    with PhotoPrismServer(
        library,
        mode="password",
        users={"admin": PASSWORD, "anna": PASSWORD},
        app_passwords={APP_PASSWORD: "admin"},
        clients={CLIENT_ID: CLIENT_SECRET},
    ) as started:
        yield started


@pytest.fixture(scope="module")
def values(server: PhotoPrismServer) -> dict[str, str]:
    """Return what a reader would fill in, as the server has it; the server returns to this state by ``reset``."""
    configuration = Configuration(host=server.url, username="admin", password=PASSWORD)
    with ApiClient(configuration) as api_client:
        known = placeholders(server)
        photo = PhotosApi(api_client).get_photo(known["<photo uid>"])
        file = next(file for file in photo.files if file.markers)
        # Naming a face anew makes the cluster that faces have on a server.
        markers = MarkersApi(api_client)
        markers.clear_marker_subject(file.markers[0].uid or "")
        marker = markers.update_marker(file.markers[0].uid or "", FormMarker(name="Jane Doe", subj_src="manual"))
        link = LinksApi(api_client).create_album_link(known["<album uid>"], FormLink())
        user = AuthenticationApi(api_client).get_session().user
        server.snapshot()
    assert user is not None
    found = {
        "<face id>": marker.face_id,
        "<file uid>": file.uid,
        _OTHER_FILE: next(other.uid for other in photo.files if other.media_type == "raw"),
        "<link uid>": link.uid,
        "<marker uid>": marker.uid,
        "<subject uid>": marker.subj_uid,
        "<user uid>": user.uid,
    }
    return {f"https://{HOST}": server.url, **known, **{name: value or "" for name, value in found.items()}}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of the example's own, with the files that examples name."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.jpg", "a.xmp", "anna.jpg"):
        (tmp_path / name).write_bytes(JPEG if name.endswith("jpg") else b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    return tmp_path


def _run(example: Example, values: dict[str, str]) -> str:
    """Run an example, and return what it printed."""
    text = example.block.text
    code = replaced(text.replace("<file uid>", _OTHER_FILE) if example.operation in _NOT_PRIMARY else text, values)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, example.block.name, "exec"), {"__name__": "__main__"})
    return printed.getvalue()


@pytest.mark.parametrize("example", _RUN)
@pytest.mark.usefixtures("folder")
def test_example_runs(example: Example, server: PhotoPrismServer, values: dict[str, str]) -> None:
    """A reader can paste the example; it prints what the operation returns, if that is something."""
    server.reset()
    printed = _run(example, values)
    assert bool(printed) is ("print(" in example.block.text)


@pytest.mark.parametrize("example", _NOT_RUN)
@pytest.mark.usefixtures("folder")
def test_example_that_is_not_run_has_no_server(example: Example, values: dict[str, str]) -> None:
    """An operation leaves the list once the embedded server has it; of logins, it has all but new app passwords."""
    with pytest.raises(ApiException, match=r'not a PhotoPrism API|invalid credentials|{"error":"Not found"}'):
        _run(example, values)


def test_every_name_in_the_list_is_an_operation() -> None:
    """A name with a slip of the pen would hide nothing, and say nothing."""
    assert {row.values[0].operation for row in EXAMPLES} >= NOT_SERVED  # type: ignore[union-attr]  # an example


@pytest.mark.parametrize("page", [page for page in MODEL_PAGES if page.stem != "README"], ids=lambda page: page.stem)
def test_model_is_imported_as_its_page_says(page: Path) -> None:
    """The path on the page of a model leads to it."""
    (block,) = blocks_of(page, "python")
    names: dict[str, object] = {}
    exec(compile(block.text, block.name, "exec"), names)
    assert getattr(names[page.stem], "__name__", None) == page.stem
