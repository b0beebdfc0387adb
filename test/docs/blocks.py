"""The documentation pages and the fenced blocks in them."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
#: Pages of models, and pages of APIs that the generator writes; their examples are checked by types.
MODEL_PAGES = sorted((ROOT / "docs" / "models").glob("*.md"))
GENERATED = [page for page in PAGES if "<!-- Written by codegen" in page.read_text(encoding="utf-8")]

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$(?:\n+^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
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


def shows(expected: str, printed: str) -> bool:
    """Tell whether a page shows what was printed; ``…`` stands for anything, and byte counts and blanks may differ.

    :param expected: text of the output block.
    :param printed: what the snippet printed.
    :return: whether they agree.
    """
    pattern = _BLANKS.sub(" +", _COUNT.sub(r"[\\d.]+", re.escape(expected.strip()))).replace("…", ".*")
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None
