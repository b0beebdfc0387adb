"""The fixtures that pytest finds by the entry point of the package."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from photoprism_client import AlbumsApi, ApiClient, ImagesApi, PhotosApi
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer, faults
from test.docs.conftest import clean_environment

_SHARED: set[str] = set()
RunPytest = Callable[..., str]


def _titles(client: ApiClient) -> set[str | None]:
    return {album.title for album in AlbumsApi(client).iterate(type="album")}


@pytest.fixture
def run_pytest(tmp_path: Path) -> RunPytest:
    """Run files with tests in a separate process, and return what it prints."""

    def run(*options: str, **files: str) -> str:
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-rA", "-W", "error", "--strict-markers", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, *options], capture_output=True, text=True, cwd=tmp_path, env=clean_environment(), check=False
        )
        return done.stdout + done.stderr

    return run


def test_client_reads_from_the_server(
    photoprism_client: ApiClient, photoprism_server: PhotoPrismServer, photoprism_library: Library
) -> None:
    """Without a mark the server is a public one with 24 pictures, of which one is archived."""
    assert photoprism_server.library is photoprism_library
    assert photoprism_server.username is None
    assert len(photoprism_library.photos) == 24
    assert len(list(PhotosApi(photoprism_client).iterate())) == 23
    assert photoprism_server.requests[-1].path == "/api/v1/photos"


@pytest.mark.photoprism(mode="password", users={"anna": "canary"}, tokens="signed", photos=3)
class TestMarked:
    """A mark on a class counts for its tests."""

    def test_client_has_the_credentials_of_the_first_user(
        self, photoprism_client: ApiClient, photoprism_server: PhotoPrismServer
    ) -> None:
        """The client logs in where the server asks for it."""
        photo = photoprism_server.library.photos[0]
        assert not ImagesApi(photoprism_client).get_thumb(photo.hash, size="tile_100").is_placeholder
        assert photoprism_client.session.status().user == "anna"
        assert len(photoprism_server.preview_token) > 20  # of the memory era it has 8 characters

    @pytest.mark.photoprism(tokens="memory", mode="public")
    def test_mark_of_the_function_wins(self, photoprism_server: PhotoPrismServer) -> None:
        """What it says replaces what the class says, and the rest stays."""
        assert photoprism_server.username is None
        assert len(photoprism_server.library.photos) == 3


@pytest.mark.photoprism(photos=3)
def test_client_goes_through_the_proxy_and_does_not_wait(
    photoprism_client: ApiClient, photoprism_faults: FaultProxy, photoprism_server: PhotoPrismServer
) -> None:
    """A test that uses the proxy needs no other client; a pause that the server asks for takes no time."""
    photoprism_faults.script(faults.Status(503, {"Retry-After": "20"}), faults.Refuse())
    assert photoprism_client.configuration.host == photoprism_faults.url
    photo = photoprism_server.library.photos[0]
    assert PhotosApi(photoprism_client).get_photo(photo.uid).uid == photo.uid
    assert [[type(fault) for fault in seen.faults] for seen in photoprism_faults.requests] == [
        [faults.Status],
        [faults.Refuse],
        [],
    ]


@pytest.mark.photoprism(photos=3)
def test_client_can_be_pickled(photoprism_client: ApiClient, photoprism_server: PhotoPrismServer) -> None:
    """As every client can, so that an app which uses processes can be tested."""
    with pickle.loads(pickle.dumps(photoprism_client)) as copy:
        photo = photoprism_server.library.photos[0]
        assert PhotosApi(copy).get_photo(photo.uid).uid == photo.uid


@pytest.mark.photoprism(photos=3, per="module")
@pytest.mark.parametrize("number", [1, 2, 3])
def test_shared_server_is_as_new_for_each_test(
    photoprism_client: ApiClient, photoprism_server: PhotoPrismServer, photoprism_library: Library, number: int
) -> None:
    """Tests of a module take turns on one server, in any order, and none sees what another did."""
    _SHARED.add(photoprism_server.url)
    assert len(_SHARED) == 1
    assert len(photoprism_server.requests) == 0
    assert _titles(photoprism_client) == {"Favourites", "Everything", "Empty"}
    AlbumsApi(photoprism_client).ensure("Mine")
    photoprism_library.photos[0].original.disk.unlink()
    photoprism_server.switch_off("download")


@pytest.mark.photoprism(photos=2, per="module")
def test_other_marks_share_another_server(photoprism_library: Library) -> None:
    """A library is never one that other marks ask for; it comes without a client, too."""
    assert len(photoprism_library.photos) == 2


@pytest.mark.once
def test_wrong_marks_are_explained(run_pytest: RunPytest) -> None:
    """Each is an error of its test, in one line."""
    marks = {
        "'password'": "its arguments have names, as in mode='password'",
        "mode='privat'": "mode must be 'public' or 'password', not 'privat'",
        "tokens='new'": "tokens must be 'memory' or 'signed', not 'new'",
        "photos=0": "photos must be a whole number from 1 on, not 0",
        "photos=True": "photos must be a whole number from 1 on, not True",
        "per='session'": "per must be 'test' or 'module', not 'session'",
        "users={}": "users must be passwords by name, of at least one user, not {}",
        "users=['anna']": "users must be passwords by name, of at least one user, not ['anna']",
        "host='192.0.2.1'": "the server cannot start: ",
        "mod='public'": "there is no mod; it takes photos, per, mode, tokens, ",
        "owns_library=False": "there is no owns_library; it takes ",
    }
    tests = "".join(
        f"@pytest.mark.photoprism({mark})\ndef test_{number}(photoprism_server): pass\n\n"
        for number, mark in enumerate(marks)
    )
    own = (
        "from photoprism_client.testing import Library\n\n@pytest.fixture\ndef photoprism_library():\n"
        "    with Library.sample(photos=1) as library:\n        yield library\n\n"
        "@pytest.mark.photoprism(per='module')\ndef test_own(photoprism_server): pass\n\n"
        "def test_good(photoprism_server): assert len(photoprism_server.library.photos) == 1\n"
    )
    printed = run_pytest(test_marks=f"import pytest\n\n{tests}", test_own=f"import pytest\n{own}")
    for message in (*marks.values(), "per='module' comes with its own library, so photoprism_library must not be"):
        assert f"\nthe mark photoprism: {message}" in printed, printed
    assert f"1 passed, {len(marks) + 1} errors" in printed
    assert "Traceback" not in printed
    assert "During handling" not in printed


@pytest.mark.once
def test_plugin_imports_nothing_before_a_fixture_is_used(run_pytest: RunPytest) -> None:
    """Pytest loads it in every run: those of projects that only installed the client must not pay for it."""
    tests = "import sys\n\ndef test_nothing():\n    print(*sys.modules)\n"
    printed = run_pytest("-p", "no:xdist", test_nothing=tests)
    assert "1 passed" in printed
    loaded = {name.partition(".")[0] for name in printed.split()}
    assert "pytest_photoprism" in loaded
    assert loaded & {"photoprism_client", "pydantic", "urllib3", "dateutil", "starlette", "uvicorn", "PIL"} == set()
    assert "@pytest.mark.photoprism(photos=24, per='test', **options)" in run_pytest("--markers")


@pytest.mark.once
def test_missing_extra_is_named(run_pytest: RunPytest) -> None:
    """Where the server's packages are not installed, its fixtures say what to install."""
    conftest = "import sys\n\nsys.modules['starlette'] = None\n"
    printed = run_pytest(conftest=conftest, test_one="def test_one(photoprism_client): pass\n")
    assert "there is no module starlette: pip install 'photoprism-images[testing]'" in printed
    assert "1 error" in printed
