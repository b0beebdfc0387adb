"""Links of a page in the repository, as its page of the site has them.

Pages are written for the repository, where ``../README.md`` and ``../examples/faces.py`` are files. On the site, the
first is the start page, and the second is on the host of the repository.
"""

import posixpath
import re
from collections.abc import Collection

#: Pages of the site that are files at the top of the repository.
TOP_PAGES = ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
_START, _README = "docs/index.md", "README.md"

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)(?=[)#])")
_TO_README = re.compile(r"(?:^| · )\[(?:Back to the )?README\]\((?:\.\./)+README\.md\)$", re.MULTILINE)


def of_site(text: str, *, source: str, pages: Collection[str], repository: str) -> str:
    """Return the text of a page with its links as the site needs them.

    The way back to the README, at the end of pages and sections, is left out: the site has its navigation.

    :param text: Markdown.
    :param source: path of the page in the repository.
    :param pages: paths of all pages of the site in the repository.
    :param repository: URL of the repository's files, with ``/`` at its end.
    :return: Markdown.
    """
    folder = posixpath.dirname(_on_site(source))

    def moved(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), match[1]))
        if target == _README:
            target = _START
        # A page that does not exist stays, for MkDocs to complain about.
        is_of_site = target in pages or target.startswith("docs/")
        return posixpath.relpath(_on_site(target), folder or ".") if is_of_site else f"{repository}{target}"

    parts, end = [], 0
    for fenced in _FENCED.finditer(text):
        parts += [_TARGET.sub(moved, _TO_README.sub("", text[end : fenced.start()])), fenced[0]]
        end = fenced.end()
    return "".join([*parts, _TARGET.sub(moved, _TO_README.sub("", text[end:]))])


def slug(heading: str, separator: str = "-") -> str:
    """Return the anchor that hosts of repositories give to a heading, so that one link is right in both places.

    :param heading: its text.
    :param separator: what stands for a space; default ``-``.
    :return: the anchor.
    """
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", separator)


def _on_site(path: str) -> str:
    """Return the path of a page below the folder of pages."""
    return path.removeprefix("docs/")
