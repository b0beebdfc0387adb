"""Look at the built site: every page is in the navigation, none shows markup, and nothing is loaded from elsewhere.

``python -m docs_tools.check build/site`` prints what is wrong, and ends with 1 if something is.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

#: What scripts of the theme load from elsewhere, and the mark on a page that makes them do so.
CONDITIONAL = {
    "https://api.github.com/": 'data-md-component="source"',
    "https://unpkg.com/mermaid": 'class="mermaid"',
    "https://unpkg.com/resize-observer-polyfill": None,  # on no page, but in browsers of before 2020
}
_START, _NOT_FOUND = "index.html", "404.html"
_NAVIGATION = {"md-nav__link", "md-tabs__link"}
_LOADED = {"src", "srcset", "data", "poster", "action"}
_LINKS_ONLY = {"canonical", "alternate", "author", "help", "license", "next", "prev"}
_ROLE = re.compile(r":[a-z]+:<code>|<code>~\w")
_STYLE = re.compile(r"url\(\s*[\"']?((?:https?:)?//[^\"')]+)|@import\s+[\"']((?:https?:)?//[^\"']+)")
_FETCHED = re.compile(r"(?<![\w/*])[\"'`](https?://[^\"'`$]+)")


class _Page(HTMLParser):
    """What a page loads, and where its navigation leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.navigation: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.loaded += [values[name] for name in _LOADED & set(values)]
        if tag == "link" and not _LINKS_ONLY & set(values.get("rel", "").split()):
            self.loaded.append(values.get("href", ""))
        if tag == "a" and _NAVIGATION & set(values.get("class", "").split()):
            self.navigation.append(values.get("href", ""))


def problems(site: Path) -> list[str]:
    """Return what is wrong with a site.

    :param site: the folder that MkDocs wrote.
    :return: a sentence for each problem; none if all is well.
    """
    texts = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    pages = {name: _Page(text) for name, text in texts.items()}
    lost = set(pages) - _reached(pages) - {_NOT_FOUND}
    return [
        *(f"{name} is not reached by the navigation" for name in sorted(lost)),
        *(f"{name} shows the role of a name: {found[0]}" for name, found in _with_roles(texts)),
        *(f"{name} loads {url}" for name, url in _loaded_from_elsewhere(pages)),
        *(f"{name} loads {url}" for name, url in _requested_by_files(site, "".join(texts.values()))),
    ]


def _reached(pages: dict[str, _Page]) -> set[str]:
    reached: set[str] = set()
    new = {_START}
    while new:
        reached |= new
        links = {urlsplit(urljoin(name, link)).path for name in new for link in pages[name].navigation}
        new = (links & set(pages)) - reached
    return reached


def _with_roles(texts: dict[str, str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield pages that show the markup of a docstring as text."""
    yield from ((name, found) for name, text in sorted(texts.items()) if (found := _ROLE.search(text)))


def _loaded_from_elsewhere(pages: dict[str, _Page]) -> Iterator[tuple[str, str]]:
    for name, page in sorted(pages.items()):
        yield from ((name, url) for url in page.loaded if urlsplit(url).netloc)


def _requested_by_files(site: Path, html: str) -> Iterator[tuple[str, str]]:
    """Yield URLs in styles and scripts, but for those that a script loads only for what is on no page."""
    for path in sorted(site.rglob("*.css")):
        found = _STYLE.findall(path.read_text(encoding="utf-8"))
        yield from ((path.name, first or second) for first, second in found)
    for path in sorted(site.rglob("*.js")):
        if path.name != "search_index.js":  # which has the text of the pages
            urls = _FETCHED.findall(path.read_text(encoding="utf-8"))
            yield from ((path.name, url) for url in urls if _may_be_requested(url, html))


def _may_be_requested(url: str, html: str) -> bool:
    """Tell whether a script would load a URL: always, unless it is known what on a page makes it do so."""
    for start, mark in CONDITIONAL.items():
        if url.startswith(start):
            return mark is not None and mark in html
    return True


def main() -> int:
    """Print the problems of the site that the command line names."""
    found = problems(Path(sys.argv[1]))
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
