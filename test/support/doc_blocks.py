"""The documentation pages and the fenced blocks in them."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
#: Pages of models, and pages of APIs that the generator writes around what is written by hand.
MODEL_PAGES = sorted((ROOT / "docs" / "models").glob("*.md"))
GENERATED = [page for page in PAGES if "<!-- Written by codegen" in page.read_text(encoding="utf-8")]
_BY_HAND = ROOT / "codegen" / "pages"

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$(?:\n+^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\w+\.py)\n")
# Byte counts depend on the library that draws the sample pictures, and the width of a column on them.
_COUNT = re.compile(r"\d+(?:\\\.\d+)?(?=\\ (?:bytes|kB))")
_BLANKS = re.compile(r"(?:\\ )+")


class Block(NamedTuple):
    """A fenced block: where it is, its language, its text, and the output that the page shows right below it."""

    page: str
    line: int
    language: str
    text: str
    output: str | None

    @property
    def name(self) -> str:
        """Page and line, as an editor takes them."""
        return f"{self.page}:{self.line}"


def blocks_of(page: Path, *languages: str) -> list[Block]:
    """Return the blocks of a page in their order.

    :param page: a Markdown file.
    :param languages: those to return.
    :return: the blocks, without the output blocks that belong to one.
    """
    text = page.read_text(encoding="utf-8")
    return [
        Block(page.name, text.count("\n", 0, match.start()) + 1, match[1], match[2], match[3])
        for match in _FENCE.finditer(text)
        if match[1] in languages
    ]


def named_files(page: str) -> dict[str, str]:
    """Return the Python blocks that begin with a comment which names a file, such as ``# app.py``.

    :param page: name of a page.
    :return: texts by the name of the file.
    """
    (path,) = (path for path in PAGES if path.name == page)
    named = ((_FILE.match(block.text), block.text) for block in blocks_of(path, "python"))
    return {match[1]: text for match, text in named if match}


def is_run(page: Path, block: Block) -> bool:
    """Tell whether an example is run by the tests.

    Those that the generator writes need a server that keeps what is written; type checkers read them instead.

    :param page: where the example stands.
    :param block: the example.
    :return: whether it is written by hand.
    """
    return page not in GENERATED or block.text in _text_by_hand(page.name)


@cache
def _text_by_hand(name: str) -> str:
    path = _BY_HAND / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def shows(expected: str, printed: str) -> bool:
    """Compare an output block with what was printed: ``…`` matches anything, byte counts and spaces may differ.

    :param expected: text of the output block.
    :param printed: what the snippet printed.
    :return: whether they agree.
    """
    pattern = _BLANKS.sub(" +", _COUNT.sub(r"[\\d.]+", re.escape(expected.strip()))).replace("…", ".*")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None
