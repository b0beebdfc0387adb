"""The site of the documentation: its navigation, its links, and what looks at the site once it is built."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

import photoprism_client
from docs_tools.check import problems
from docs_tools.links import TOP_PAGES, of_site, slug
from docs_tools.modules import MODULES, names_of, page_of
from docs_tools.navigation import Entry, boost_of, named, shorten, spread
from photoprism_client import exceptions, models
from test.support.doc_blocks import MODEL_PAGES, PAGES, ROOT

pytestmark = pytest.mark.once

_SETTINGS: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
_DOCS = ROOT / "docs"
_OF_SITE = [
    *(path.relative_to(_DOCS).as_posix() for path in [*PAGES[1:], *MODEL_PAGES]),
    *TOP_PAGES,
    *(module.page for module in MODULES),
]
_REPOSITORY = "https://example.com/blob/main/"
_HOME = '<html><a class="md-nav__link" href="sub/a.html#x">A</a></html>'


def test_navigation_has_every_page_once() -> None:
    """A page that is added needs its place in mkdocs.yml, and a page that is removed leaves it."""
    assert sorted(named(spread(_SETTINGS["nav"], _OF_SITE))) == sorted(_OF_SITE)


def test_every_page_of_the_documentation_is_on_the_site() -> None:
    """No folder below ``docs`` is forgotten here."""
    assert {path.relative_to(_DOCS).as_posix() for path in _DOCS.rglob("*.md")} <= set(_OF_SITE)


def test_pattern_stands_for_pages_of_its_folder_that_have_no_entry() -> None:
    """A pattern keeps the order of the pages, and takes none from another entry or a deeper folder."""
    nav: list[Entry] = ["b.md", {"Others": "*.md"}, {"Deep": [{"One": "d/x.md"}, "d/*.md"]}]
    pages = ["a.md", "b.md", "c.md", "d/x.md", "d/y.md"]
    assert spread(nav, pages) == ["b.md", {"Others": ["a.md", "c.md"]}, {"Deep": [{"One": "d/x.md"}, "d/y.md"]}]


def test_search_finds_how_to_do_it_before_lists_of_fields() -> None:
    """Of two pages that have a word, the one that explains comes first."""
    low = [page for page in _OF_SITE if boost_of(page) < 1]
    assert {"models/SearchPhoto.md", MODULES[0].page, "CHANGELOG.md"} <= set(low)
    assert {"access.md", "search.md", "PhotosApi.md", "upload.md"} <= set(_OF_SITE) - set(low)


def test_contents_of_a_page_leave_out_what_each_method_has() -> None:
    """The methods of an API are found at a glance; other headings stay, with those below them."""

    def heading(title: str, *children: SimpleNamespace) -> SimpleNamespace:
        return SimpleNamespace(title=title, children=list(children))

    method = heading("get_thumb", heading("Example"), heading("Sizes"), heading("Return type"))
    page = heading("ImagesApi", heading("Methods"), method)
    shorten([page])
    assert page == heading("ImagesApi", heading("Methods"), heading("get_thumb", heading("Sizes")))


@pytest.mark.parametrize(
    ("source", "link", "expected"),
    [
        ("docs/a.md", "b.md#x", "b.md#x"),
        ("docs/a.md", "../CHANGELOG.md", "CHANGELOG.md"),
        ("docs/a.md", "../README.md", "index.md"),
        ("docs/a.md", "../examples/faces.py", f"{_REPOSITORY}examples/faces.py"),
        ("docs/models/M.md", "../a.md#y", "../a.md#y"),
        ("docs/models/M.md", "../../README.md", "../index.md"),
        ("CHANGELOG.md", "docs/a.md#x", "a.md#x"),
        ("CHANGELOG.md", "README.md", "index.md"),
        ("docs/a.md", "assets/a.png", "assets/a.png"),
        ("docs/models/M.md", "lost.md", "lost.md"),
        ("docs/a.md", "#here", "#here"),
        ("docs/a.md", "https://www.photoprism.app/", "https://www.photoprism.app/"),
    ],
)
def test_link_of_the_repository_becomes_one_of_the_site(source: str, link: str, expected: str) -> None:
    """Pages lead to pages, and to the host of the repository for what is not a page."""
    pages = {"docs/a.md", "docs/b.md", "docs/index.md", "docs/models/M.md", "CHANGELOG.md"}
    text = of_site(f"See [it]({link}), or not.", source=source, pages=pages, repository=_REPOSITORY)
    assert text == f"See [it]({expected}), or not."


@pytest.mark.parametrize(
    ("end", "left"),
    [
        ("[Back to the README](../README.md)", ""),
        ("[Top](#a) · [README](../../README.md)", "[Top](#a)"),
        ("the [README](../README.md) has more", "the [README](index.md) has more"),
    ],
)
def test_way_back_to_the_readme_is_not_on_the_site(end: str, left: str) -> None:
    """The navigation is there instead; a sentence keeps its link."""
    text = of_site(f"A.\n\n{end}\n", source="docs/a.md", pages={"docs/index.md"}, repository=_REPOSITORY)
    assert text == f"A.\n\n{left}\n"


def test_code_keeps_what_looks_like_a_link() -> None:
    """A snippet is shown as it runs."""
    text = "```python\nrows[0](x)\n```\n[a](../setup.py)\n"
    changed = of_site(text, source="docs/a.md", pages=(), repository=_REPOSITORY)
    assert changed == text.replace("../", _REPOSITORY)


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("One file: `fetch` and `copy`", "one-file-fetch-and-copy"),
        ("A – B", "a--b"),
        ("_request_timeout", "_request_timeout"),
    ],
)
def test_anchor_is_that_of_the_repository(heading: str, anchor: str) -> None:
    """One link is right on the site and in the repository."""
    assert slug(heading) == anchor


def test_every_public_name_has_a_place_in_the_reference() -> None:
    """A class, function or warning of the package is on a page of an API, a model, the errors, or the modules."""
    shown = set(names_of("photoprism_client", ROOT))
    on_pages = {path.stem for path in [*PAGES, *MODEL_PAGES]} | {*models.__all__, *exceptions.__all__}
    elsewhere = {"PhotoFilters", "PhotoQuery", "__version__"}
    public: Any = photoprism_client.__all__
    assert set(public) - on_pages - elsewhere == shown


def test_start_page_installs_as_the_readme_does() -> None:
    """CI runs the command of the README, so it shows that the one on the start page works."""
    (command,) = re.findall(
        r"^`([^`]*pip install[^`]*)`", (_DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert f"\n{command} && " in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_names_of_a_module_are_read_as_python_reads_them(module: Any) -> None:
    """What the source says is what an import finds, and each name has its directive."""
    names = names_of(module.name, ROOT)
    found = __import__(module.name, fromlist=["*"])
    assert names
    assert [name for name in names if not hasattr(found, name)] == []
    assert re.findall(r"^::: (\S+)$", page_of(module, ROOT), re.MULTILINE) == [
        f"{module.name}.{name}" for name in names
    ]


def _site(folder: Path, **files: str) -> Path:
    """Write a site of two pages, with other files in place of them or beside them."""
    (folder / "sub").mkdir()
    for name, text in {"index.html": _HOME, "sub/a.html": "<p>A</p>", "404.html": "", **files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_site_without_problems(tmp_path: Path) -> None:
    """Links to elsewhere are not requests, and a script may name what it loads for marks that no page has."""
    page = '<a href="https://example.com">there</a><link rel="canonical" href="https://example.com/a"><img src="b.png">'
    script = "fetch(`https://api.github.com/repos/${name}`)  // https://example.com"
    style = "@import 'other.css'; a { background: url(data:image/png;base64,AA) }"
    assert problems(_site(tmp_path, **{"sub/a.html": page, "a.js": script, "a.css": style})) == []


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("lost.html", "", "lost.html is not reached by the navigation"),
        ("sub/a.html", "As :func:<code>x</code>", "sub/a.html shows the role of a name: :func:<code>"),
        ("sub/a.html", "As <code>~a.x</code>", "sub/a.html shows the role of a name: <code>~a"),
        ("sub/a.html", '<script src="https://cdn.example/a.js">', "sub/a.html loads https://cdn.example/a.js"),
        ("sub/a.html", '<img src="//cdn.example/a.png">', "sub/a.html loads //cdn.example/a.png"),
        ("sub/a.html", '<link rel="preconnect" href="https://f.example">', "sub/a.html loads https://f.example"),
        ("a.css", "a { background: url('https://f.example/a') }", "a.css loads https://f.example/a"),
        ("a.css", '@import "//f.example/a";', "a.css loads //f.example/a"),
        ("a.js", 'importScripts("https://cdn.example/b.js")', "a.js loads https://cdn.example/b.js"),
    ],
)
def test_problem_of_a_site_is_found(name: str, text: str, problem: str, tmp_path: Path) -> None:
    """A page that nobody finds, markup that is shown, and whatever a browser would load from another origin."""
    assert problems(_site(tmp_path, **{name: text})) == [problem]


def test_request_of_a_script_counts_if_its_mark_is_on_a_page(tmp_path: Path) -> None:
    """The theme asks the repository's host for numbers of stars as soon as a page shows the repository."""
    site = _site(tmp_path, **{"sub/a.html": '<a data-md-component="source">', "a.js": "x(`https://api.github.com/u`)"})
    assert problems(site) == ["a.js loads https://api.github.com/u"]
