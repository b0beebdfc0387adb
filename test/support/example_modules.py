"""Import an example script as a module, so that tests can call its functions."""

import importlib.util
from types import ModuleType

from test.support.doc_blocks import ROOT

#: What is imported instead of libraries that are too large for the tests.
STAND_INS = ROOT / "test" / "support" / "stand_ins"


def imported(name: str) -> ModuleType:
    """Import an example.

    :param name: of its file, without ``.py``.
    :return: the module, which is in no table of modules.
    """
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
