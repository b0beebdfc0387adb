"""Output in any encoding: characters that a terminal or a pipe lacks are escaped, in the way of JSON."""

import codecs
import io
import json
import sys

_ESCAPE, _PASS_BYTES, _ASCII = "photoprism-escape", "photoprism-escape-but-bytes", "photoprism-ascii"


def escape_what_output_lacks() -> None:
    r"""Let stdout write ``\u5bcc`` for a character that its encoding lacks, so that JSON stays JSON.

    Where Python hands on the bytes of names that it could not read, as in the C locale, it goes on doing so.
    """
    codecs.register(_ascii_by_another_name)
    codecs.register_error(_ESCAPE, _escaped)
    codecs.register_error(_PASS_BYTES, _bytes_or_escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Click takes ASCII for a mistake and would write UTF-8 instead.
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            errors = _PASS_BYTES if stream.errors == "surrogateescape" else _ESCAPE
            stream.reconfigure(encoding=_ASCII if is_ascii else None, errors=errors)


def _ascii_by_another_name(name: str) -> codecs.CodecInfo | None:
    if name.replace("_", "-") != _ASCII:
        return None
    ascii_ = codecs.lookup("ascii")
    return codecs.CodecInfo(
        ascii_.encode,
        ascii_.decode,
        incrementalencoder=ascii_.incrementalencoder,
        incrementaldecoder=ascii_.incrementaldecoder,
        name=_ASCII,
    )


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


def _bytes_or_escaped(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    char = error.object[error.start]
    is_byte = "\udc80" <= char <= "\udcff"
    return (bytes([ord(char) - 0xDC00]) if is_byte else json.dumps(char)[1:-1]), error.start + 1
