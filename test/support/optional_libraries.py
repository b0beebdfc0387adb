"""Libraries that one tox environment has, and others need not have.

Elsewhere, a test that needs one is skipped by name. In the environment itself it runs, and fails without the library.
"""

import os
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest


def needed(name: str, environment: str = "clusters") -> Any:
    """Import a library, or skip the test.

    :param name: of the module.
    :param environment: which has it.
    :return: the module.
    """
    if _is_in(environment):
        return import_module(name)
    return pytest.importorskip(name, reason=f"tox run -e {environment}")


def skipped_without(environment: str, names: Sequence[str]) -> pytest.MarkDecorator:
    """Make the mark of a test that needs libraries.

    :param environment: which has them.
    :param names: of their modules.
    :return: the mark.
    """
    missing = ", ".join(name for name in names if find_spec(name) is None)
    is_skipped = bool(missing) and not _is_in(environment)
    return pytest.mark.skipif(is_skipped, reason=f"{missing} missing: tox run -e {environment}")


def _is_in(environment: str) -> bool:
    return os.environ.get("TOX_ENV_NAME") == environment
