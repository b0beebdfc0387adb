"""What MkDocs calls while it builds the site: pages from elsewhere, links, and patterns in the navigation."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from docs_tools.links import TOP_PAGES, of_site, slug
from docs_tools.modules import MODULES, page_of
from docs_tools.navigation import boost_of, shorten, spread

_ROOT = Path(__file__).resolve().parents[1]
_ROLE = re.compile(r":(?:attr|class|data|exc|func|meth|mod):<code>(?:~[\w.]+\.)?")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Give headings the anchors that they have in the repository, and fill patterns in the navigation."""
    config.mdx_configs["toc"]["slugify"] = slug
    pages = [path.relative_to(config.docs_dir).as_posix() for path in sorted(Path(config.docs_dir).rglob("*.md"))]
    config.nav = spread(config.nav or [], [*pages, *(module.page for module in MODULES)])
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add pages that are not in ``docs``: those at the top of the repository, and the reference of the modules."""
    for name in TOP_PAGES:
        files.append(File.generated(config, name, abs_src_path=str(_ROOT / name)))
    for module in MODULES:
        files.append(File.generated(config, module.page, content=page_of(module, _ROOT)))
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make links to files of the repository links of the site; let the search find pages that explain first."""
    page.meta["search"] = {"boost": boost_of(page.file.src_uri)}
    if page.file.src_uri.startswith("reference/"):
        return markdown
    pages = {_in_repository(file) for file in files}
    repository = f"{config.extra['repository']}/blob/main/"
    return of_site(markdown, source=_in_repository(page.file), pages=pages, repository=repository)


def on_page_content(html: str, *, page: Page, **_: object) -> str:
    """Shorten the contents of the page; leave out roles such as ``:class:`` in docstrings, which Markdown lacks."""
    shorten(page.toc)
    return _ROLE.sub("<code>", html)


def _in_repository(file: File) -> str:
    return file.src_uri if file.src_uri in TOP_PAGES else f"docs/{file.src_uri}"
