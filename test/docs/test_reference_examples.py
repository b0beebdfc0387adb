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

from photoprism_client import ApiException
from photoprism_client.testing import Library, PhotoPrismServer
from test.docs.conftest import (
    APP_PASSWORD,
    CLIENT_ID,
    CLIENT_SECRET,
    HOST,
    PASSWORD,
    placeholders,
    replaced,
)
from test.support.bodies import JPEG
from test.support.doc_blocks import GENERATED, MODEL_PAGES, Block, blocks_of, is_run

#: Operations that the embedded server does not have.
NOT_SERVED = frozenset(
    {
        "add_photo_label",
        "add_photos_to_album",
        "add_service",
        "api_v1_entity_uid_links_post",
        "api_v1_import_path_post",
        "api_v1_index_post",
        "api_v1_markers_post",
        "api_v1_oauth_token_post",
        "api_v1_sessions_post",
        "api_v1_users_uid_avatar_post",
        "api_v1_users_uid_passcode_activate_post",
        "api_v1_users_uid_passcode_confirm_post",
        "api_v1_users_uid_passcode_deactivate_post",
        "api_v1_users_uid_passcode_post",
        "api_v1_users_uid_password_put",
        "api_v1_users_uid_put",
        "api_v1_users_uid_sessions_get",
        "approve_photo",
        "batch_albums_delete",
        "batch_labels_delete",
        "batch_photos_approve",
        "batch_photos_archive",
        "batch_photos_delete",
        "batch_photos_private",
        "batch_photos_restore",
        "change_file_orientation",
        "clear_marker_subject",
        "clone_albums",
        "create_album",
        "create_album_link",
        "delete_album",
        "delete_album_link",
        "delete_errors",
        "delete_file",
        "delete_service",
        "dislike_album",
        "dislike_label",
        "dislike_photo",
        "dislike_subject",
        "get_album_links",
        "get_config_options",
        "get_errors",
        "get_moments_time",
        "get_photo_yaml",
        "get_service",
        "get_service_folders",
        "get_settings",
        "get_video",
        "like_album",
        "like_label",
        "like_photo",
        "like_subject",
        "photo_primary",
        "photo_unstack",
        "remove_photo_label",
        "remove_photos_from_album",
        "save_config_options",
        "save_settings",
        "search_geo",
        "search_services",
        "update_album",
        "update_album_link",
        "update_face",
        "update_label",
        "update_marker",
        "update_photo",
        "update_photo_label",
        "update_service",
        "update_subject",
        "users_uid_upload_token_post",
        "zip_create",
        "zip_download",
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
    with PhotoPrismServer(
        Library.sample(photos=12),
        mode="password",
        users={"admin": PASSWORD, "anna": PASSWORD},
        app_passwords={APP_PASSWORD: "admin"},
        clients={CLIENT_ID: CLIENT_SECRET},
    ) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of the example's own, with the files that examples name."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.jpg", "a.xmp", "anna.jpg"):
        (tmp_path / name).write_bytes(JPEG if name.endswith("jpg") else b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    return tmp_path


def _run(example: Example, server: PhotoPrismServer) -> str:
    """Run an example, and return what it printed."""
    values = {f"https://{HOST}": server.url, **placeholders(server)}
    code = replaced(example.block.text, values)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, example.block.name, "exec"), {"__name__": "__main__"})
    return printed.getvalue()


@pytest.mark.parametrize("example", _RUN)
@pytest.mark.usefixtures("folder")
def test_example_runs(example: Example, server: PhotoPrismServer) -> None:
    """A reader can paste the example; it prints what the operation returns, if that is something."""
    printed = _run(example, server)
    assert bool(printed) is ("print(" in example.block.text)


@pytest.mark.parametrize("example", _NOT_RUN)
@pytest.mark.usefixtures("folder")
def test_example_that_is_not_run_has_no_server(example: Example, server: PhotoPrismServer) -> None:
    """An operation leaves the list once the embedded server has it; of logins, it has all but new app passwords."""
    with pytest.raises(ApiException, match=r"not a PhotoPrism API|invalid credentials"):
        _run(example, server)


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
