"""Reference pages: their parts, what is written by hand between them, and examples that type checkers accept."""

import re
import subprocess
import sys
import textwrap

import pytest

from codegen.registry import APIS, MODELS, operations_of
from codegen.write import ROOT
from codegen.write_model_pages import pages
from codegen.write_pages import example, page, written_by_hand

pytestmark = pytest.mark.once

#: What examples leave for a reader, or a test, to fill in.
PLACEHOLDERS = {
    *("<access token>", "<album uid>", "<app password>", "<client id>", "<client secret>", "<code>"),
    *("<download token>", "<face id>", "<file uid>", "<folder uid>", "<label uid>", "<link uid>", "<marker uid>"),
    *("<password>", "<photo uid>", "<preview token>", "<sha1>", "<subject uid>", "<user uid>", "<zip name>"),
}
_EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PARTS = [
    *("Example", "Parameters", "Return type", "Authorization", "HTTP request headers", "HTTP response details"),
]


def _examples(name: str) -> list[str]:
    """Return the examples that the generator writes; those written by hand are run with the other snippets."""
    by_hand = written_by_hand(APIS[name])
    return [found for found in _EXAMPLE.findall(page(APIS[name])) if found not in by_hand]


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Let mypy read the examples of all pages, also of those that are not committed yet, and return what it says."""
    folder = tmp_path_factory.mktemp("examples")
    for name in APIS:
        code = "".join(
            f"def example_{number}() -> None:\n{textwrap.indent(example, '    ')}\n"
            for number, example in enumerate(_examples(name))
        )
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    faulty = _examples("LinksApi")[0].replace("FormLink(", "FormLink(expire_in=1, ")
    (folder / "faulty.py").write_text(faulty, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--follow-imports", "silent", "--cache-dir", str(folder / "cache")]
    done = subprocess.run(
        [*command, *map(str, sorted(folder.glob("*.py")))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert "source files" in done.stdout, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", APIS)
def test_examples_are_accepted_by_a_type_checker(name: str, complaints: str) -> None:
    """A reader can paste them: methods, parameters and forms are those that the code has."""
    by_hand = re.findall(r"^<!-- example (\w+) -->$", written_by_hand(APIS[name]), re.MULTILINE)
    assert len(_examples(name)) == len({operation.name for operation in operations_of(APIS[name])} - {*by_hand})
    assert [line for line in complaints.splitlines() if f"/{name}.py:" in line] == []


@pytest.mark.parametrize("name", APIS)
def test_examples_have_known_placeholders_only(name: str) -> None:
    """What a reader must fill in is one of a few words in angle brackets, so that a test can do it, too."""
    assert {found for example in _examples(name) for found in re.findall(r"<[a-z0-9 ]+>", example)} <= PLACEHOLDERS


@pytest.mark.parametrize("name", APIS)
def test_each_operation_has_its_section_with_all_parts(name: str) -> None:
    """A page has a row and a section for each operation, and each section the parts of a generated page."""
    text = page(APIS[name], "")
    names = [operation.name for operation in operations_of(APIS[name])]
    assert (
        re.findall(r"^\| \[(\w+)\]\(#\w+\) \| \*\*(?:GET|POST|PUT|DELETE)\*\* `/api/v1/", text, re.MULTILINE) == names
    )
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[2:]
    assert [section.partition("\n")[0] for section in sections] == names
    assert all(re.findall(r"^### (.*)$", section, re.MULTILINE) == _PARTS for section in sections)


def test_examples_log_in_where_the_server_refuses_app_passwords() -> None:
    """A page says which operations need a session, and their examples don't fail for want of one."""
    links, by_name = APIS["LinksApi"], {operation.name: operation for operation in operations_of(APIS["LinksApi"])}
    assert 'password="<password>"' in example(links, by_name["create_album_link"])
    assert 'access_token="<app password>"' in example(links, by_name["get_album_links"])
    refused = page(links, "").split("### Authorization")[1:]
    assert ["An app password is refused." in section for section in refused] == [
        operation.needs_login for operation in by_name.values()
    ]


def test_what_is_written_by_hand_has_its_places() -> None:
    """Rows go to the table of methods, and sections before or after those of the operations."""
    by_hand = (
        "<!-- methods -->\n| [iterate](#iterate) | **GET** `/api/v1/videos` | All. |\n"
        "<!-- before -->\n## About\n\nText.\n"
        "<!-- example get_video -->\n```python\nprint()\n```\n\n```text\n\n```\n"
        "<!-- after -->\n## iterate\n\nReturns all.\n"
    )
    text = page(APIS["VideosApi"], by_hand)
    assert "makes; default `avc`. | Optional. |" in text
    assert (
        "browsers play. |\n| [iterate](#iterate) | **GET** `/api/v1/videos` | All. |\n\nAll methods but `iterate` take"
        in text
    )
    assert "### Example\n\n```python\nprint()\n```\n\n```text\n\n```\n\n### Parameters" in text
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Methods", "About", "get_video", "iterate"]
    assert text.endswith("Returns all.\n\n" + text.splitlines()[-1] + "\n")
    assert "iterate" not in page(APIS["VideosApi"], "")


def test_pages_of_models_describe_each_field() -> None:
    """The table of a model has each field with its meaning and the server's name."""
    for name, model in MODELS.items():
        rows = re.findall(r"^\| \*\*(\w+)\*\* \| .+ \| .+\. \| `(\w+)`", pages()[f"{name}.md"], re.MULTILINE)
        assert rows == [(field.name, field.wire_name) for field in model.fields]


def test_every_page_of_a_model_is_linked() -> None:
    """The list of models leads to each."""
    texts = pages()
    assert {f"{link}.md" for link in re.findall(r"\]\((\w+)\.md\)", texts["README.md"])} == set(texts) - {"README.md"}


def test_an_example_with_a_fault_is_noticed(complaints: str) -> None:
    """The check of the examples reads them: a slip of the pen in one is an error."""
    assert re.search(r'/faulty\.py:.*Unexpected keyword argument "expire_in"', complaints)
