"""What the package exports is what it promises, and importing it is cheap."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

import photoprism_client
from photoprism_client import api, export, models, rest

ROOT = Path(photoprism_client.__file__).parents[1]


@pytest.mark.parametrize("module", [photoprism_client, export, models, rest])
def test_all_is_sorted_and_exists(module: object) -> None:
    """``__all__`` is in order, without doubles, and each name is there."""
    names: list[str] = module.__all__  # type: ignore[attr-defined]  # each of these modules has one
    assert names == sorted(set(names))
    for name in names:
        assert hasattr(module, name)


def test_all_is_all() -> None:
    """Every public name of the package that is ours is listed, and nothing else is."""
    found = {
        name
        for name, value in vars(photoprism_client).items()
        if not name.startswith("_") and str(getattr(value, "__module__", "")).startswith("photoprism_client")
    }
    apis = {
        name
        for module in pkgutil.iter_modules(api.__path__, f"{api.__name__}.")
        for name in vars(importlib.import_module(module.name))
        if name.endswith("Api")
    }
    lazy = {*models.__all__, "ListingChangedWarning", "PhotoFilters", "PhotoQuery", "UnreadableFolderWarning"}
    lazy |= {
        "BulkIterator",
        "ImageSources",
        "Listing",
        "ModelList",
        "UploadProgress",
        "UploadReason",
        "UploadState",
        "UploadedFile",
        "members_of_album",
    }
    assert set(cast(list[str], photoprism_client.__all__)) == found | apis | lazy | {"__version__"}


@pytest.mark.parametrize("name", ["", ".api", ".export", ".models", ".testing", ".transfer"])
def test_dir_shows_all_that_is_exported(name: str) -> None:
    """Editors and notebooks complete every public name, also one that is imported when it is first used."""
    code = (
        f"import photoprism_client{name} as module\n"
        "shown = dir(module)\n"
        "print({'__name__', *module.__all__} - {*shown}, shown == sorted(shown))\n"
    )
    assert _run(code) == "set() True\n"


@pytest.mark.parametrize("module", [photoprism_client, models])
def test_an_unknown_name_is_an_attribute_error(module: object) -> None:
    """A name that is not there is reported as for any module."""
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        module.Nonsense  # type: ignore[attr-defined]  # noqa: B018  # that is the test


def _run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=600
    )
    return result.stdout


def test_importing_is_cheap() -> None:
    """Nothing that a script for one picture does not need is imported, and models come when they are used."""
    heavy = {"pydantic", "dateutil", "starlette", "uvicorn", "click", "rich", "PIL", "keyring", "fsspec", "asyncio"}
    heavy |= {"sqlite3", "difflib", "unicodedata", "photoprism_client._notebook", "html"}
    code = (
        "import sys, photoprism_client\n"
        "client = photoprism_client.ImagesApi(photoprism_client.ApiClient(photoprism_client.Configuration()))\n"
        f"print(sorted({heavy!r} & set(sys.modules)))\n"
        "print(photoprism_client.I18nResponse.__name__, 'pydantic' in sys.modules)\n"
    )
    assert _run(code).split("\n")[:2] == ["[]", "I18nResponse True"]


def test_the_generated_way_to_import_works() -> None:
    """The lines of a generated client's documentation run."""
    code = (
        "import photoprism_client\n"
        "from photoprism_client.models.i18n_response import I18nResponse\n"
        "from photoprism_client._transport.client import ApiException\n"
        "from photoprism_client import *\n"
        "print(photoprism_client.I18nResponse is I18nResponse, ImagesApi.__name__)\n"
    )
    assert _run(code) == "True ImagesApi\n"
