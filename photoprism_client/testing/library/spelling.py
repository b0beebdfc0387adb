"""How the server spells names that people give: each word with a capital, but for small ones."""

import re

# The most common of the server's small words; its names for abbreviations are left out.
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an as at by in of on or up to and but for nor the from with de des en le la au van zu ab um bei aus das der "
        "dem auf ist und von für ein eine einer auch nach über ohne unter neben",
    )
)
_WORD_START = re.compile(r"(?<![\w'])\w")


def titled(name: str) -> str:
    """Return a name in title case, with blanks around each slash; empty when there is nothing but blanks and dashes."""
    blocks = (block.split() for block in name.replace("_", " ").strip("/ -").split("/"))
    return " / ".join(" ".join(map(_capitalised, range(len(words)), words)) for words in blocks if words)


def _capitalised(position: int, word: str) -> str:
    if position and word.strip(":.,;!?").lower() in _SMALL_WORDS:
        return word.lower()
    return _WORD_START.sub(lambda start: start[0].upper(), word)
