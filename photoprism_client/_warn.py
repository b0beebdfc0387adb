"""Warnings that point at the caller's line of code, however deep in this package they are issued."""

import sys
import warnings

_PACKAGE = __name__.partition(".")[0]


def warn_caller(message: str, category: type[Warning]) -> None:
    """Issue a warning for the innermost line of code outside of this package.

    ``warnings.warn`` wants a number of frames, which differs between the forms of a method; ``skip_file_prefixes``
    needs Python 3.12.

    :param message: the message.
    :param category: class of the warning.
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
