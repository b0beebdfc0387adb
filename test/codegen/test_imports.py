"""Importing stays cheap, and published paths work: each name is imported when it is first used."""

import importlib
import subprocess
import sys

import pytest

from codegen.write import ROOT

_LOADED = (
    "print(*sorted(name for name in sys.modules if name.partition('.')[0] in {'photoprism_client', 'pydantic'}))\n"
)
# What exports, commands, tests and models need, and a picture does not.
_OTHERS = {
    *("asyncio", "click", "concurrent", "dateutil", "fsspec", "multiprocessing", "platformdirs", "pydantic"),
    *(
        "ast",
        "dataclasses",
        "inspect",
        "pydantic_core",
        "rich",
        "sqlite3",
        "starlette",
        "subprocess",
        "uvicorn",
        "uuid",
        "xml",
        "PIL",
    ),
}


def _run(code: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import sys\n{code}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    return done.stdout.split()


def test_a_script_for_a_picture_loads_no_model_and_no_other_api() -> None:
    """``import photoprism_client; ImagesApi()`` needs none of 59 models and 20 other classes."""
    loaded = _run(f"import photoprism_client\nphotoprism_client.ImagesApi()\n{_LOADED}")
    assert [name for name in loaded if name.startswith(("photoprism_client.models", "pydantic"))] == []
    assert [name for name in loaded if name.endswith("_api")] == ["photoprism_client.api.images_api"]


def test_a_script_for_a_picture_loads_nothing_that_other_jobs_need() -> None:
    """No package of ours for exports, commands or tests is loaded, and no large module that only these use."""
    code = "import photoprism_client\nphotoprism_client.ImagesApi()\nprint(*sys.modules)\n"
    loaded = set(_run(code)) - set(
        _run("import urllib3\nprint(*sys.modules)\n")
    )  # which modules it loads is its own affair
    assert "photoprism_client.api.images_api" in loaded
    assert {name for name in loaded if name.partition(".")[0] in _OTHERS} == set()
    packages = {name.split(".")[1] for name in loaded if name.startswith("photoprism_client.")}
    assert packages & {"cli", "export", "models", "pytest_plugin", "rest", "testing", "transfer", "writing"} == set()


def test_the_generated_class_of_pictures_loads_no_more() -> None:
    """The base class brings neither models nor the checks of searches."""
    loaded = _run(
        f"from photoprism_client.api._generated.images import ImagesOperations\nImagesOperations()\n{_LOADED}"
    )
    assert [name for name in loaded if name.startswith(("photoprism_client.models", "pydantic"))] == []
    assert "photoprism_client.api.filters" not in loaded
    assert [name for name in loaded if "_generated." in name] == ["photoprism_client.api._generated.images"]


def test_an_api_loads_models_when_they_are_read() -> None:
    """A class of operations brings no model; an answer brings the one that it holds."""
    read = "from photoprism_client.api._generated.links import GET_ALBUM_LINKS\n"
    assert not [name for name in _run(f"{read}{_LOADED}") if ".models" in name]
    models = [
        name
        for name in _run(f"{read}GET_ALBUM_LINKS.read(b'[]')\n{_LOADED}")
        if name.startswith("photoprism_client.models.") and "entity" in name
    ]
    assert models == ["photoprism_client.models.entity_link"]


@pytest.mark.parametrize(
    "path",
    [
        "models.entity_album.EntityAlbum",
        "models.FormSelection",
        "models.time_duration.TimeDuration",
        "api.links_api.LinksApi",
        "api.VideosApi",
        "rest.RESTResponse",
        "LinksApi",
        "FormAlbum",
    ],
)
def test_a_published_path_works_after_importing_the_package_alone(path: str) -> None:
    """Submodules and classes are found as in a package that imports all of them."""
    assert _run(f"import photoprism_client\nprint(photoprism_client.{path}.__name__)\n") == [path.rpartition(".")[2]]


@pytest.mark.parametrize("module", ["photoprism_client", "photoprism_client.api", "photoprism_client.models"])
def test_an_unknown_name_is_an_attribute_error(module: str) -> None:
    """A name that is not there is reported as for any module, and ``dir`` does not name it."""
    found = importlib.import_module(module)
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        found.Nonsense  # noqa: B018  # that is the test
    assert "Nonsense" not in dir(found)
    assert set(found.__all__) <= set(dir(found))
