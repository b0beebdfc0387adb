"""Messages that name settings: a reader of Python sees parameters, a reader of a command sees its options."""

import re
from collections.abc import Callable, Mapping
from typing import Self

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")


class Setting(str):
    """The name of a parameter, used as a fact of an :class:`Advice`; it is translated for other readers."""

    __slots__ = ()


class Advice(str):
    """A message with marked settings.

    It is a ``str`` in Python's words; :meth:`worded` writes it for another reader. In the template, ``{name}`` is the
    fact of that name, and without one a phrase for a reader of Python, such as ``{host}`` or ``{allow_missing=True}``.

    :param template: the message.
    :param facts: texts to fill in, by name.
    """

    template: str
    facts: Mapping[str, str]

    def __new__(cls, template: str, **facts: str) -> Self:
        """Fill in facts and phrases; a ``str`` takes its text here."""
        self = super().__new__(cls, _filled(template, facts, {}))
        self.template, self.facts = template, facts
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        return (self.template,), dict(self.facts)

    def worded(self, words: Mapping[str, str]) -> str:
        """Write the message for another reader.

        :param words: what that reader knows, by phrase; a phrase without an entry stays as it is.
        :return: the text.
        """
        return _filled(self.template, self.facts, words)

    def mapped(self, change: Callable[[str], str]) -> "Advice":
        """Return the message with other facts, such as masked ones.

        :param change: makes the new text of a fact.
        :return: a new message.
        """
        return Advice(
            self.template,
            **{name: fact if isinstance(fact, Setting) else change(fact) for name, fact in self.facts.items()},
        )


def worded(text: str, words: Mapping[str, str]) -> str:
    """Write any text for a reader.

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
