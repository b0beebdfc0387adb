"""Where a warning points to: the first frame outside of this package, however deep the call is."""

import sys
from pathlib import Path

_PACKAGE = str(Path(__file__).parent)


def stacklevel() -> int:
    """Return the ``stacklevel`` with which a warning of the calling function points at the user's code.

    ``skip_file_prefixes`` of :func:`warnings.warn` does the same, from Python 3.12 on.

    :return: 1 or more.
    """
    level, frame = 1, sys._getframe(1)
    while frame.f_code.co_filename.startswith(_PACKAGE) and frame.f_back is not None:
        level, frame = level + 1, frame.f_back
    return level
