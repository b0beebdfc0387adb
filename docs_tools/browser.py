"""Search the built site in a headless Chromium, opened from the disk.

``python -m docs_tools.browser build/site`` ends with 1 if the search finds nothing, or if a page asks for something
elsewhere. Without a browser it says so, and ends with 0.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from test.support.chromium import CHROMIUM, Page, chromium

_WORD, _PAGE = "placeholder", "ImagesApi.html"
_SEARCH = "document.querySelector('[data-md-component=search-query]')"
_IS_READY = "!document.querySelector('.md-search-result__meta').textContent.includes('Initializing')"
_LINKS = "[...document.querySelectorAll('.md-search-result__link')]"


def problems(site: Path, page: Page) -> list[str]:
    """Look for a word, and return what went wrong.

    :param site: the folder that MkDocs wrote.
    :param page: a tab.
    :return: a sentence for each problem; none if all is well.
    """
    page.call("Page.navigate", url=(site.resolve() / "index.html").as_uri())
    page.wait_for(f"document.readyState === 'complete' && {_SEARCH}")
    page.run(f"{_SEARCH}.focus()")
    page.wait_for(_IS_READY)
    for letter in _WORD:
        page.press(letter)
    return [
        *([] if _is_found(page) else [f"{_WORD} is not found on {_PAGE}"]),
        *(f"a page asks for {url}" for url in page.requests if not url.startswith(("file:", "data:", "blob:"))),
        *page.troubles,
    ]


def _is_found(page: Page) -> bool:
    """Wait for the page among the results; what is shown first may be those of the first letters."""
    try:
        page.wait_for(f"{_LINKS}.some(link => link.pathname.endsWith('/{_PAGE}'))")
    except AssertionError:
        return False
    return True


def main() -> int:
    """Print the problems of the site that the command line names."""
    if CHROMIUM is None:
        sys.stderr.write("the search was not tried: there is no chromium in PATH\n")
        return 0
    with TemporaryDirectory() as profile, chromium(Path(profile)) as browser:
        found = problems(Path(sys.argv[1]), browser.new_page())
    sys.stderr.writelines(f"{problem}\n" for problem in found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
