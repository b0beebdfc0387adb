"""The navigation of the site: what patterns such as ``models/*.md`` stand for, and the contents of a page."""

import fnmatch
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

#: As mkdocs.yml has it: pages, and mappings of one title to a page or to a section.
Entry: TypeAlias = "str | dict[str, str | list[Entry]]"

_FOR_LOOKING_UP = ("models/", "reference/", "CHANGELOG.md", "CONTRIBUTING.md", "architecture.md")
# The headings that each method of an API has on its page.
_PARTS = {
    *("Example", "Parameters", "Return type", "Authorization", "HTTP request headers", "HTTP response details"),
    "Errors",
}


def named(nav: Sequence[Entry]) -> Iterator[str]:
    """Yield the pages and patterns of a navigation in their order.

    :param nav: its entries.
    :return: paths below the folder of pages.
    """
    for entry in nav:
        for content in [entry] if isinstance(entry, str) else entry.values():
            if isinstance(content, str):
                yield content
            else:
                yield from named(content)


def spread(nav: Sequence[Entry], pages: Sequence[str]) -> list[Entry]:
    """Replace patterns by pages: all that match and that no other entry names.

    :param nav: entries.
    :param pages: paths of all pages.
    :return: entries without patterns.
    """
    own = set(named(nav))
    return _spread(nav, [page for page in pages if page not in own])


def _spread(nav: Sequence[Entry], others: Sequence[str]) -> list[Entry]:
    found: list[Entry] = []
    for entry in nav:
        if isinstance(entry, str):
            found += _matching(entry, others)
            continue
        ((title, content),) = entry.items()
        if isinstance(content, str):
            found.append({title: [*_matching(content, others)] if "*" in content else content})
        else:
            found.append({title: _spread(content, others)})
    return found


def _matching(entry: str, others: Sequence[str]) -> list[str]:
    """Return the pages that an entry stands for; ``*`` stays within a folder."""
    if "*" not in entry:
        return [entry]
    return [page for page in others if fnmatch.fnmatchcase(page, entry) and page.count("/") == entry.count("/")]


def shorten(contents: Iterable[Any]) -> None:
    """Leave the same parts of each method out of the contents of a page, so that its methods can be found there.

    :param contents: headings, with ``title`` and ``children``.
    """
    for heading in contents:
        heading.children = [child for child in heading.children if child.title not in _PARTS]
        shorten(heading.children)


def boost_of(page: str) -> float:
    """Return the weight of a page in the search: what says how to do something comes before lists of fields.

    :param page: path of the page, as in the navigation.
    :return: 1, or less for a page to look things up in.
    """
    return 0.2 if page.startswith(_FOR_LOOKING_UP) else 1.0
