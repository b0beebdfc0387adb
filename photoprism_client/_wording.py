"""Messages that name settings as the reader knows them: parameters in Python, options on the command line."""

import re
from collections.abc import Callable, Mapping
from typing import Self

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class Setting(str):
    """The name of a parameter as a fact of an :class:`Advice`; other readers get their own name for it."""

    __slots__ = ()


class Advice(str):
    """A message with placeholders for settings.

    As a ``str`` it names parameters; :meth:`worded` writes it for another reader. In the template, ``{name}`` stands
    for the fact of that name. If there is none, it is itself a phrase in Python, such as ``{host}`` or
    ``{allow_missing=True}``.

    :param template: the message.
    :param facts: texts to fill in, by name.
    """

    template: str
    facts: Mapping[str, str]

    def __new__(cls, template: str, **facts: str) -> Self:
        """Fill in the template: a ``str`` gets its text here, not in ``__init__``."""
        self = super().__new__(cls, _filled(template, facts, {}))
        self.template, self.facts = template, facts
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (self.template,), dict(self.facts)

    def worded(self, words: Mapping[str, str]) -> str:
        """Write the message for another reader.

        :param words: that reader's words, by phrase; a phrase without an entry stays the same.
        :return: the text.
        """
        return _filled(self.template, self.facts, words)

    def mapped(self, change: Callable[[str], str]) -> "Advice":
        """Return the message with changed facts, such as masked ones.

        :param change: returns the new text of a fact.
        :return: a new message.
        """
        return Advice(
            self.template,
            **{name: fact if isinstance(fact, Setting) else change(fact) for name, fact in self.facts.items()},
        )


def worded(text: str, words: Mapping[str, str]) -> str:
    """Write a text for a reader.

    :param text: plain text, or an :class:`Advice`.
    :param words: as for :meth:`Advice.worded`.
    :return: the text.
    """
    return text.worded(words) if isinstance(text, Advice) else text


def _filled(template: str, facts: Mapping[str, str], words: Mapping[str, str]) -> str:
    def fill(match: re.Match[str]) -> str:
        found = facts.get(match[1])
        if found is None:
            return words.get(match[1], match[1])
        return words.get(found, found) if isinstance(found, Setting) else found

    return _PLACEHOLDER.sub(fill, template)
