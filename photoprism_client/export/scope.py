"""What the last complete run was about: only where it is the same does a missing file mean that it is gone."""

import json
from typing import NamedTuple

from photoprism_client.export.selection import Selection
from photoprism_client.export.state import State

_FACT = "scope"


class Scope(NamedTuple):
    """Which photos of whose library were exported, and where to."""

    server: str
    #: Name of the user; None where there is none.
    user: str | None
    selection: Selection
    template: str


def note(state: State, scope: Scope) -> None:
    """Note what a complete run was about.

    :param state: keeps it.
    :param scope: what it was about.
    """
    facts = {**scope._asdict(), "selection": scope.selection.describe()}
    state.note_fact(_FACT, json.dumps(facts, sort_keys=True, ensure_ascii=False))


def noted(state: State) -> Scope | None:
    """Return what the last complete run was about.

    :param state: has it.
    :return: the scope; None where there is none, or it is of another version.
    """
    try:
        facts = json.loads(state.fact(_FACT) or "")
        return Scope(**{**facts, "selection": Selection.read(facts["selection"])})
    except (ValueError, TypeError, KeyError):
        return None
