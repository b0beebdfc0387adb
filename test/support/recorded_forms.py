"""Compare answers with recorded ones, of which some values belong to the recorded server: UIDs, digests, times.

Such a value is bound to ours when an answer first shows it; from then on both servers must mean the same by it.
"""

from __future__ import annotations

import re
from typing import Any

# A placeholder, a digest (with the area of a crop), the ID of a cluster of faces, a time of the recording.
_VALUE = re.compile(
    r"(<[a-z]+(?:-[a-z0-9]+)+>|\b[0-9a-f]{40}(?:-[0-9a-f]{12})?\b|\b[A-Z2-7]{32}\b"
    r"|2026-11-2[56]T[0-9:.]+Z|\bu000000000000002\b|(?<=\d_)[0-9A-F]{8}\b|2026112[56]_\d{6}(?=_)|(?<=_\d\.)[0-9a-f]{8}\b)"
)
_CHECKSUM_LENGTH = 8
_FORMS = {"<": r"[^/\s\"]+", "u": r"u[0-9a-z]{15}", "A": r"[A-Z2-7]{32}"}
_HASH, _AREA, _TIME = r"[0-9a-f]{40}", r"-[0-9a-f]{12}", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z"
_STAMP = r"\d{8}_\d{6}"
_UNKNOWN_HASH = "0" * 40
# What another picture, or another moment, makes different.
_BY_FORM = {"Size", "ModTime", "FaceDist", "Q", "Score", "CollisionRadius", "SampleRadius", "Collisions"}
# The recording holds the first elements of long lists.
_LONGEST_PART = 6
# Each answer has a new one.
_FRESH = {"<zip-name>", "<session-id>"}


class Bindings:
    """What the values of the recorded server are on ours.

    :param known: those known from the start
    """

    def __init__(self, known: dict[str, str]) -> None:
        self.values = dict(known)

    def fill(self, text: str) -> str:
        """Put our values into a part of a request.

        :raises KeyError: no answer has shown one of them yet
        """
        return _VALUE.sub(lambda found: self._known(found[0]), text)

    def _known(self, name: str) -> str:
        if name == _UNKNOWN_HASH or name.startswith("2026-"):
            return name
        if name.startswith("<") or name in self.values:
            return self.values[name]
        return name

    def differences(self, recorded: Any, ours: Any, *, partly: bool, where: str = "") -> list[str]:
        """Say in words how a JSON value differs from the recorded one, and bind what it shows.

        :param partly: fields that were not recorded are not looked at
        """
        if isinstance(recorded, dict) and isinstance(ours, dict):
            return self._of_objects(recorded, ours, partly=partly, where=where)
        if isinstance(recorded, list) and isinstance(ours, list):
            return self._of_lists(recorded, ours, partly=partly, where=where)
        if isinstance(recorded, str) and isinstance(ours, str):
            return [] if self.same_text(recorded, ours) else [f"{where}: {ours!r}, recorded {self._shown(recorded)!r}"]
        if where.rpartition(".")[2] in _BY_FORM and isinstance(recorded, int | float) and isinstance(ours, int | float):
            return []
        same = type(recorded) is type(ours) or {type(recorded), type(ours)} == {int, float}
        return [] if same and recorded == ours else [f"{where}: {ours!r}, recorded {recorded!r}"]

    def _of_objects(self, recorded: Any, ours: Any, *, partly: bool, where: str) -> list[str]:
        found = [f"{where}: no {name}" for name in recorded if name not in ours]
        if not partly:
            found += [f"{where}: {name} was not recorded" for name in ours if name not in recorded]
        for name in recorded:
            if name in ours:
                found += self.differences(recorded[name], ours[name], partly=partly, where=f"{where}.{name}")
        return found

    def _of_lists(self, recorded: Any, ours: Any, *, partly: bool, where: str) -> list[str]:
        if len(recorded) != len(ours) and not (len(recorded) == _LONGEST_PART < len(ours)):
            return [f"{where}: {len(ours)} elements, recorded {len(recorded)}"]
        return [
            text
            for number, (theirs, mine) in enumerate(zip(recorded, ours, strict=False))
            for text in self.differences(theirs, mine, partly=partly, where=f"{where}[{number}]")
        ]

    def same_text(self, recorded: str, ours: str) -> bool:
        """Tell whether a text is the recorded one, and bind the values in it."""
        parts = _VALUE.split(recorded)
        found = re.fullmatch("".join(self._pattern(part, number % 2 == 1) for number, part in enumerate(parts)), ours)
        if found is None:
            return False
        for part, value in zip(parts[1::2], found.groups(), strict=True):
            if not part.startswith("2026"):
                self.values[part] = value
                self.values.setdefault(part[:40], value[:40])
        return True

    def _pattern(self, part: str, is_value: bool) -> str:
        if not is_value or part == _UNKNOWN_HASH:
            return f"({re.escape(part)})" if is_value else re.escape(part)
        if part.startswith("2026"):
            return f"({_TIME if '-' in part else _STAMP})"
        if part in self.values and part not in _FRESH:
            return f"({re.escape(self.values[part])})"
        if len(part) >= len(_UNKNOWN_HASH) and "<" not in part:
            digest = re.escape(self.values[part[:40]]) if part[:40] in self.values else _HASH
            return f"({digest}{_AREA if '-' in part else ''})"
        if len(part) == _CHECKSUM_LENGTH and "<" not in part:
            return "([0-9a-fA-F]{8})"
        return f"({_FORMS.get(part[0], _FORMS['A'])})"

    def _shown(self, recorded: str) -> str:
        return _VALUE.sub(lambda found: self.values.get(found[0], found[0]), recorded)
