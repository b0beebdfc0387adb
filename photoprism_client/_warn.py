"""Warnings that point at the line of the caller's code, however deep in this package they arise."""

import sys
import warnings

_PACKAGE = __name__.partition(".")[0]


def warn_caller(message: str, category: type[Warning]) -> None:
    """Issue a warning for the innermost line that is not of this package.

    ``warnings.warn`` counts frames, and each form of a method has another number of them; its
    ``skip_file_prefixes`` exists from Python 3.12 on.

    :param message: what to say.
    :param category: the class of the warning.
    """
    frame = sys._getframe(1)
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == _PACKAGE:
        frame = frame.f_back
    place = frame.f_globals
    warnings.warn_explicit(
        message,
        category,
        frame.f_code.co_filename,
        frame.f_lineno,
        module=str(place.get("__name__") or "<unknown>"),
        registry=place.setdefault("__warningregistry__", {}),
    )
