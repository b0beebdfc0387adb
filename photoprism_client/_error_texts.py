"""What errors keep of an answer: texts and headers, masked but for values that decisions depend on."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from photoprism_client._wording import Advice
from photoprism_client.redaction import redact_text

# Values that decisions depend on are kept unmasked, since a password may be "3600". Only harmless values match these.
_DECISIVE = {
    "content-range": re.compile(r"bytes [0-9*]{1,19}(?:-[0-9]{1,19})?/[0-9*]{1,19}"),
    "content-type": re.compile(
        r"(?i)(?:application/json|image/svg\+xml|text/html|text/plain)(?:; ?charset=[a-z0-9-]+)?"
    ),
    "retry-after": re.compile(
        r" ?[0-9]{1,9} ?|[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
    ),
}


def decisive_in(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that decisions depend on, with harmless values.

    :param headers: names to values.
    :return: lower-case names to values, not masked.
    """
    lowered = ((name.lower(), value) for name, value in headers.items())
    return {name: value for name, value in lowered if name in _DECISIVE and _DECISIVE[name].fullmatch(str(value))}


def followed_by(text: str | None, sentence: str) -> str:
    """Add a sentence to a message; an :class:`Advice` remains one.

    :param text: the message, or None.
    :param sentence: what follows.
    :return: both.
    """
    if isinstance(text, Advice):
        return Advice(f"{text.template} {sentence}", **text.facts)
    return f"{text} {sentence}" if text else sentence


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """Mask secrets; an :class:`Advice` remains one.

    :param text: a message.
    :param secrets: as for :func:`~photoprism_client.redaction.redact_text`.
    :return: the message without them.
    """
    if isinstance(text, Advice):
        return text.mapped(lambda fact: redact_text(fact, secrets))
    return redact_text(text, secrets)


class HttpResponse(Protocol):
    """The part of an answer that an error reads."""

    status: int
    reason: str | None

    @property
    def headers(self) -> Mapping[str, str]:
        """Header names to values."""

    @property
    def data(self) -> bytes | bytearray:
        """The body."""
