"""What users can name is documented, and what the tables claim is so."""

import ast
import dataclasses
import inspect
import json
import re
from pathlib import Path
from typing import Any, cast, get_args

import click
import pytest

import photoprism_client
from photoprism_client import Configuration, OpenApiException, PhotoFilters, gallery, models, testing
from photoprism_client._call.endpoint import Endpoint
from photoprism_client._call.request import CallOptions
from photoprism_client._session.client_session import SessionStatus
from photoprism_client._settings.address import normalise_host
from photoprism_client._settings.environment import SECRET_VARIABLES, VARIABLES
from photoprism_client.api._operations import Operation
from photoprism_client.api.filters import PHOTO_ORDERS
from photoprism_client.api.images_api import ImagesApi
from photoprism_client.cli import errors
from photoprism_client.export import ExportOptions, ExportReport, Selection, VerifyReport, report
from photoprism_client.export import __all__ as exported
from photoprism_client.export.template import FIELDS, Subject
from photoprism_client.models import SearchPhoto
from photoprism_client.testing import FaultProxy, Library, PhotoPrismServer
from photoprism_client.testing.proxy import faults
from photoprism_client.testing.proxy.scripts import ProxiedRequest
from test.support import cli_page
from test.support.doc_blocks import MODEL_PAGES, PAGES, ROOT

pytestmark = pytest.mark.once

NAMES = cast(list[str], photoprism_client.__all__)

_DOCS = ROOT / "docs"
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CLICK_EXIT_CODES = {0, click.UsageError.exit_code}


def _text(name: str) -> str:
    return (_DOCS / name).read_text(encoding="utf-8")


def _endpoints(name: str) -> list[Endpoint]:
    """Return what the methods of an API ask, as the module of its generated base class has it."""
    base = getattr(photoprism_client, name).__bases__[0]
    found = [row.endpoint for row in vars(inspect.getmodule(base)).values() if isinstance(row, Operation)]
    assert found
    return found


def _rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the first table below a heading of any level, without its head."""
    section = page.partition(f"# {heading}\n")[2]
    table = re.search(r"(?:^\|.*\|\n)+", section, re.MULTILINE)
    assert table is not None
    return [[cell.strip() for cell in line.strip("|\n").split(" | ")] for line in table[0].splitlines()[2:]]


@pytest.mark.parametrize("name", NAMES)
def test_public_name_is_documented(name: str) -> None:
    """Whatever can be imported from the package stands as code somewhere in the documentation."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in [*PAGES, *MODEL_PAGES])
    code = "\n".join(re.findall(r"^```\w+\n.*?^```$", text, re.MULTILINE | re.DOTALL) + re.findall(r"`[^`\n]+`", text))
    assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", code)


@pytest.mark.parametrize("name", exported)
def test_public_name_of_exports_is_documented(name: str) -> None:
    """The page about exports shows every public name of the package as code."""
    assert re.search(rf"`{name}[`(]|^(?:.*\W)?{name}\(", _text("export.md"), re.MULTILINE)


@pytest.mark.parametrize("kind", [Selection, ExportOptions, ExportReport, VerifyReport])
def test_field_of_exports_is_documented(kind: type[Selection | ExportOptions | ExportReport | VerifyReport]) -> None:
    """What can be chosen and what is reported stands as code on the page of exports."""
    names = [field.name for field in dataclasses.fields(kind)]
    names += [name for name, value in vars(kind).items() if isinstance(value, property) and name.startswith("is_")]
    assert [name for name in names if not re.search(rf"`{name}[`=]", _text("export.md"))] == []


@pytest.mark.parametrize("name", gallery.__all__)
def test_public_name_of_galleries_is_documented(name: str) -> None:
    """The page about galleries shows every public name of the package as code."""
    assert f"`{name}`" in _text("gallery.md")


def test_field_of_galleries_is_documented() -> None:
    """The table of the report has every field of it, and whether it is complete."""
    names = [field.name for field in dataclasses.fields(gallery.GalleryReport)]
    page = _text("gallery.md").partition("| `GalleryReport` |")[2]
    rows = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?) \|", page.partition("\n\n")[0], re.MULTILINE)))
    assert rows == [*names, "is_complete"]


def test_actions_of_exports_are_documented() -> None:
    """The table of what becomes of a file has each action, and no other."""
    rows = _rows(_text("export.md"), "What becomes of a file")
    assert sorted(row[0].strip("`") for row in rows) == sorted(get_args(report.FileAction))


def test_fields_of_templates_are_documented() -> None:
    """The table of fields has each that there is, with what it gives for a photo of the sample."""
    photo = SearchPhoto.model_validate_json(
        '{"Title": "Unknown / 2021", "TakenAtLocal": "2021-07-01T10:00:00Z", "CameraMake": "Canon",'
        ' "CameraModel": "EOS 6D", "Type": "raw", "Country": "zz", "UID": "…"}'
    )
    subject = Subject(photo, "2021/07/IMG_1.JPG", "…", "Favourites", tail=".JPG")
    shown = {row[0].strip("`{}"): row[2].strip("`") for row in _rows(_text("export.md"), "Where files go")}
    assert shown == {name: format(make(subject), "") for name, make in FIELDS.items()}


def test_exit_codes_of_exports_are_documented() -> None:
    """Each exit code has its row on the page of exports, too."""
    ours = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    assert {int(row[0]) for row in _rows(_text("export.md"), "Exit codes")} == ours | _CLICK_EXIT_CODES


@pytest.mark.parametrize("parameter", list(inspect.signature(Configuration).parameters.values()), ids=lambda p: p.name)
def test_configuration_parameter_is_in_the_table_with_its_default(parameter: inspect.Parameter) -> None:
    """The table of settings has every parameter and the default that the code has."""
    defaults = {row[0]: row[1] for row in _rows(_text("Configuration.md"), "Parameters")}
    assert defaults[f"`{parameter.name}`"] == f"`{parameter.default!r}`"


def test_table_of_settings_has_the_order_of_the_signature() -> None:
    """Positional arguments can be counted in the table, which has no row for anything that does not exist."""
    names = [row[0].strip("`") for row in _rows(_text("Configuration.md"), "Parameters")]
    names.remove("*Additions*")
    assert names == list(inspect.signature(Configuration).parameters)


@pytest.mark.parametrize("row", _rows(_text("Configuration.md"), "Host"), ids=lambda row: row[0])
def test_host_becomes_what_the_table_says(row: list[str]) -> None:
    """Each example of an address is used as the page tells."""
    given, used = (cell.strip("`") for cell in row)
    assert normalise_host(given) == used


@pytest.mark.parametrize("option", CallOptions._fields)
def test_option_of_a_call_is_documented_with_its_default(option: str) -> None:
    """Every option that all methods take has its row and its section."""
    rows = {row[0]: row for row in _rows(_text("options.md"), "Options of a call")}
    default = CallOptions._field_defaults[option]
    assert rows[f"`_{option}`"][2] == f"`{default!r}`"
    assert f"\n## `_{option}`\n" in _text("options.md")


@pytest.mark.parametrize("endpoint", _endpoints("ImagesApi"), ids=lambda endpoint: endpoint.name)
def test_method_is_documented_as_it_is(endpoint: Endpoint) -> None:
    """Every method has its section with signature, path and the ``Accept`` header that is sent."""
    page = _text("ImagesApi.md")
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    (found,) = (part for part in section if part.startswith(f"{endpoint.name}\n"))
    parameters = inspect.signature(getattr(ImagesApi, endpoint.name)).parameters
    own = [name for name in parameters if name != "self" and not name.startswith("_")]
    shown = re.search(rf"`MediaBytes {endpoint.name}\((.*)\)`", found)
    assert shown is not None
    assert re.findall(r"(?:^|, )(\w+)", shown[1]) == own
    assert re.findall(r"^\| \*\*(\w+)\*\* \| `str`", found, re.MULTILINE) == own
    assert f"| [{endpoint.name}](#{endpoint.name}) | **{endpoint.method}** `{endpoint.template}` |" in page
    assert f"**Accept**: {endpoint.accept}\n" in found


APIS = sorted(name for name in NAMES if name.endswith("Api") and name != "ImagesApi")


@pytest.mark.parametrize("name", APIS)
def test_page_of_an_api_has_its_methods(name: str) -> None:
    """Every method that is not a form of another has its row and its section, and there is no other."""
    methods = {
        method
        for method, _ in inspect.getmembers(getattr(photoprism_client, name), inspect.isfunction)
        if method[0] != "_" and not method.endswith(("_with_http_info", "_without_preload_content", "_to_file"))
    }
    page = _text(f"{name}.md")
    assert re.findall(r"^\| \[\w+\]\(#(\w+)\)", page, re.MULTILINE) == re.findall(
        r"^## ([a-z]\w+)$", page, re.MULTILINE
    )
    assert set(re.findall(r"^## ([a-z]\w+)$", page, re.MULTILINE)) == methods


@pytest.mark.parametrize("name", [*APIS, "ImagesApi"])
def test_page_of_an_api_links_the_shared_errors_once(name: str) -> None:
    """Errors that every call may raise are described on one page, not under each method."""
    page = _text(f"{name}.md")
    assert page.count("(options.md#errors-that-every-call-may-raise)") == 1
    assert "the call failed" not in page


@pytest.mark.parametrize(
    ("name", "method"),
    [(name, method) for name in APIS for method in re.findall(r"^## ([a-z]\w+)$", _text(f"{name}.md"), re.MULTILINE)],
)
def test_section_of_a_method_shows_its_parameters(name: str, method: str) -> None:
    """The signature shown has the parameters and defaults that the code has, and the table describes each."""
    api = getattr(photoprism_client, name)
    section = next(
        part for part in re.split(r"^## ", _text(f"{name}.md"), flags=re.MULTILINE) if part.startswith(f"{method}\n")
    )
    parameters = [p for p in inspect.signature(getattr(api, method)).parameters.values() if p.name[0] != "_"][1:]
    shown = re.search(rf"^> `[\w\[\], ]+ {method}\((.*)\)`$", section, re.MULTILINE)
    assert shown is not None
    # json writes texts as the page does, in double quotes.
    expected = [
        f"**{p.name}"
        if p.kind is p.VAR_KEYWORD
        else p.name
        if p.default is p.empty
        else f"{p.name}={json.dumps(p.default) if isinstance(p.default, str) else p.default}"
        for p in parameters
    ]
    assert [item for item in shown[1].split(", ") if item and item != "*"] == expected
    assert re.findall(r"^\| \*\*([a-z]\w*)\*\* \|", section, re.MULTILINE) == [p.name for p in parameters]


@pytest.mark.parametrize(
    ("name", "endpoint"),
    [(name, endpoint) for name in APIS for endpoint in _endpoints(name)],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_endpoint_is_documented_with_its_path(name: str, endpoint: Endpoint) -> None:
    """The table of methods shows what is asked; the rest of a path, such as a folder, is no part of the template."""
    row = f"| [{endpoint.name}](#{endpoint.name}) | **{endpoint.method}** `{endpoint.template.rstrip('/')}"
    assert re.search(rf"^{re.escape(row)}(?:/{{path}})?` \|", _text(f"{name}.md"), re.MULTILINE)


def test_filters_are_documented() -> None:
    """The table of filters has each that there is, and no other; its examples are accepted."""
    rows = _rows(_text("search.md"), "Filters")
    listed = [name for row in rows for name in re.findall(r"`(\w+)`", row[0])]
    assert sorted(listed) == sorted(photoprism_client.PhotoQuery.__annotations__ | PhotoFilters.__annotations__)
    photos: Any = photoprism_client.PhotosApi(photoprism_client.ApiClient())  # asks for nothing before it is read
    for row in rows:
        name, value = row[2].strip("`").split("=", 1)
        assert photos.iterate(**{name: ast.literal_eval(value)})


def test_orders_are_documented() -> None:
    """The table of orders has each that there is."""
    rows = _rows(_text("search.md"), "Orders")
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row[0])) == list(PHOTO_ORDERS)


def test_models_are_documented() -> None:
    """The list of models has each that there is; the table of those that are of use names attributes that they have."""
    assert sorted(re.findall(r"^\| \[`(\w+)`\]", _text("models/README.md"), re.MULTILINE)) == models.__all__
    rows = {row[0].strip("`"): row[2] for row in _rows(_text("models.md"), "Which there are")}
    assert set(rows) <= set(models.__all__)
    for name, attributes in rows.items():
        known = set(dir(getattr(models, name))) | set(getattr(models, name).model_fields)
        assert set(re.findall(r"`(\w+)`", attributes)) <= known, name


@pytest.mark.parametrize("size", list(photoprism_client.ThumbSize))
def test_size_is_documented(size: str) -> None:
    """Every thumbnail size is in the table of sizes."""
    assert f"`{size}`" in "".join(row[0] for row in _rows(_text("ImagesApi.md"), "Sizes"))


def test_environment_variables_are_documented() -> None:
    """The table of variables has each that is read, with its parameter and its file, and no other."""
    listed = {row[0].strip("`"): row for row in _rows(_text("access.md"), "Environment variables")}
    assert set(listed) == set(VARIABLES)
    assert [name for name, parameter in VARIABLES.items() if not listed[name][1].startswith(f"`{parameter}`")] == []
    assert {name for name, row in listed.items() if row[2] == f"`{name}_FILE`"} == set(SECRET_VARIABLES)


def test_status_is_documented() -> None:
    """The table of what is known of a session has each field, in order."""
    rows = [row[0].strip("`") for row in _rows(_text("access.md"), "Status of the session")]
    assert rows == list(SessionStatus._fields)


def test_tree_of_errors_is_complete() -> None:
    """The drawing of the errors has all of them, and nothing else."""
    drawing = _text("errors.md").partition("```text\n")[2].partition("```")[0]
    errors = {
        name
        for name in NAMES
        if inspect.isclass(found := getattr(photoprism_client, name)) and issubclass(found, OpenApiException)
    }
    assert set(re.findall(r"\b[A-Z]\w+(?:Exception|Error)\b", drawing)) == errors


def test_exit_codes_are_documented() -> None:
    """The page of the command lists the exit codes that exist, and no other."""
    ours = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    text = _text("cli.md")
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert listed == ours | _CLICK_EXIT_CODES


@pytest.mark.parametrize("name", cli_page.commands())
def test_options_of_the_command_are_documented(name: str) -> None:
    """Every option of a command stands on the page of the command."""
    options = {option for param in cli_page.commands()[name].params for option in param.opts if option[0] == "-"}
    text = _text("cli.md")
    assert [option for option in options if f"{option} " not in text] == []


def test_options_of_exports_are_explained() -> None:
    """Every option of ``export`` that is its own stands as code on the page of exports."""
    general = {"--demo", "--originals", "--json"}
    general |= {option for param in cli_page.commands()["photoprism-images login"].params for option in param.opts}
    params = cli_page.commands()["photoprism-images export"].params
    options = {option for param in params for option in param.opts if option[0] == "-"} - general
    assert [option for option in sorted(options) if not re.search(rf"`{option}[` ]", _text("export.md"))] == []


def test_embedded_server_is_documented() -> None:
    """Every parameter and public member of the server for tests stands on its page."""
    text = _text("testing.md")
    parameters = set(inspect.signature(PhotoPrismServer).parameters) - {"library"}
    members = {name for name in dir(PhotoPrismServer) if name[0] != "_"} | {"url", "requests"}
    assert [name for name in sorted(parameters | members) if not re.search(rf"`{name}[`(]", text)] == []
    assert [name for name in testing.__all__ if name not in text] == []


def test_fault_proxy_is_documented() -> None:
    """Every parameter and public member of the proxy, every fault, and all that a request in its log has."""
    text = _text("testing.md")
    parameters = set(inspect.signature(FaultProxy).parameters)
    members = {name for name in dir(FaultProxy) if name[0] != "_"} | {"url"}
    logged = {field.name for field in dataclasses.fields(ProxiedRequest) if field.name[0] != "_"} | {"range"}
    names = parameters | members | logged | set(faults.__all__)
    assert [name for name in sorted(names) if not re.search(rf"`(?:faults\.)?{name}[`(]", text)] == []


def test_library_for_tests_is_documented() -> None:
    """Every public member of the library for tests stands on its page, but for those that only the server calls."""
    text = _text("testing.md")
    for_the_server = {
        "labels_of",
        "albums_of",
        "photos_in",
        "mark_missing",
        "admit",
        "count_of",
        "import_folders",
        "touch",
    }
    members = {name for name in dir(Library) if name[0] != "_"} - for_the_server
    assert [name for name in sorted(members) if not re.search(rf"[`.]{name}[`(]", text)] == []


@pytest.mark.parametrize(
    "page",
    [*PAGES, *MODEL_PAGES, *(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"))],
    ids=lambda page: page.name,
)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link within the documentation leads to a file that exists, and to a heading that it has."""
    broken = []
    for target in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        name, _, anchor = target.partition("#")
        if "://" in name:
            continue
        goal = page.parent / name if name else page
        if not goal.is_file() or (anchor and anchor not in _anchors(goal)):
            broken.append(target)
    assert broken == []


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", _CODE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
