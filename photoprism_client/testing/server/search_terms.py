"""Parse a search: typed parameters, and ``key:value`` terms in ``q``, with the server's rules for bad ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

_FLAG_NAMES = """
primary stack unstacked stackable animated audio document image raw live vector video photo panorama portrait landscape
square error hidden archived public private unsorted mono review merged
"""
_TEXT_NAMES = """
q s filter id uid type path folder name filename original title hash scan mp favorite near s2 olc alt latlng camera lens
iso mm f color geo keywords label category country state city year month day face faces subject person subjects people
album albums order
"""
_FLAGS = set(_FLAG_NAMES.split())
_TEXTS = set(_TEXT_NAMES.split())
_NUMBERS = {"count", "offset", "quality", "chroma", "diff", "lat", "lng", "dist"}
_DATES = {"added", "updated", "edited", "taken", "before", "after"}
_NOT_IN_Q = {"q", "s", "filter", "count", "offset", "order", "merged"}
KNOWN = _FLAGS | _NUMBERS | _DATES | _TEXTS
_TRUE = {"1", "t", "T", "true", "TRUE", "True"}
_FALSE = {"0", "f", "F", "false", "FALSE", "False", ""}
_YES = {"1", "yes", "y", "true", "on", "include", "positive", "please"}
_TERM = re.compile(r'(?P<key>\w+):(?:"(?P<quoted>[^"]*)"|(?P<plain>\S*))|(?P<word>[^\s]+)')


class BadSearchError(Exception):
    """A search that the server refuses; ``form`` when a parameter could not even be read.

    :param reason: what is wrong, for people
    """

    def __init__(self, reason: str, *, form: bool = False) -> None:
        super().__init__(reason)
        self.form = form


@dataclass
class Terms:
    """The terms of a search: texts, flags that are set, numbers and dates by name, and free words."""

    texts: dict[str, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    numbers: dict[str, float] = field(default_factory=dict)
    dates: dict[str, datetime] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def number(self, name: str) -> int:
        """Return a number, 0 when it is not given."""
        return int(self.numbers.get(name, 0))

    def text(self, name: str) -> str:
        """Return a text, empty when it is not given."""
        return self.texts.get(name, "")


def read_terms(params: Mapping[str, str]) -> Terms:
    """Read the parameters of a photo search; unknown ones are ignored, as there.

    :raises BadSearchError: ``count`` is missing or 0, a value is of the wrong kind, or ``q`` has an unknown key
    """
    terms = Terms()
    for name, value in params.items():
        if name in KNOWN:
            _set(terms, name, value, form=True)
    if not terms.number("count"):
        raise BadSearchError("count is required", form=True)
    add_query(terms, terms.texts.pop("q", ""))
    return terms


def add_query(terms: Terms, query: str) -> None:
    """Add the ``key:value`` terms and the words of *query* to *terms*.

    :raises BadSearchError: an unknown key, or a date or number that is none
    """
    for match in _TERM.finditer(query):
        if match["word"] is not None:
            terms.words.append(match["word"].strip('"').lower())
            continue
        name = match["key"].lower()
        if name not in KNOWN - _NOT_IN_Q:
            raise BadSearchError(f"unknown filter: {name}")
        _set(terms, name, match["quoted"] if match["quoted"] is not None else match["plain"], form=False)


def _set(terms: Terms, name: str, value: str, *, form: bool) -> None:
    if name in _FLAGS:
        if _flag(name, value, form=form):
            terms.flags.add(name)
        else:
            terms.flags.discard(name)
    elif not value:
        return
    elif name in _NUMBERS:
        terms.numbers[name] = _number(name, value, form=form)
    elif name in _DATES:
        terms.dates[name] = _date(name, value, form=form)
    else:
        terms.texts["path" if name == "folder" else name] = value


def _flag(name: str, value: str, *, form: bool) -> bool:
    if not form:
        return value.lower() in _YES
    if value not in _TRUE | _FALSE:
        raise BadSearchError(f"{name} is not a truth value: {value}", form=True)
    return value in _TRUE


def _number(name: str, value: str, *, form: bool) -> float:
    try:
        return float(value) if name in {"lat", "lng", "dist"} else int(value)
    except ValueError:
        raise BadSearchError(f"{name} is not a number: {value}", form=form) from None


def _date(name: str, value: str, *, form: bool) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise BadSearchError(f"{name} is not a date: {value}", form=form) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
