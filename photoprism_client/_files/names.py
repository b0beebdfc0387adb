r"""Safe file names by one portable rule, and the comparison of names.

A safe name can be written on Linux, macOS and Windows, on ext4, APFS, NTFS and exFAT, and is listed as the same text.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

from photoprism_client._files.disk import MAX_NAME_BYTES

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]')
# Directional marks and other characters without a glyph, which make one name look like another. Not U+200C and U+200D,
# which some scripts and emoji need.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
# Names that are safe as they are: most of a library's many.
_PLAIN = re.compile(
    r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])[. ])[a-z0-9_][a-z0-9_() -]{0,150}\.[a-z0-9]{1,8}",
    re.IGNORECASE | re.ASCII,
)
_OURS = ".photoprism-"
_LONGEST_EXTENSION = 32  # bytes; anything longer does not count as one. A name that is cut leaves room for any.


def safe_name(
    name: str,
    fallback: str = "file",
    *,
    tail: str | None = None,
    extension_bytes: int = 0,
    most_bytes: int = MAX_NAME_BYTES,
) -> str:
    """Turn any text into one file name.

    Forbidden characters become ``_``, invisible ones are removed, and so are blanks and dots at the end and blanks at
    the beginning. Names that Windows reserves for devices, and ours for partial files, get a ``_``. The result is in
    NFC, has at most *most_bytes* and keeps its extension. A name that is cut ends in eight digits of the hash of its
    stem, so that files of one stem still share it. A safe name stays the same.

    :param name: any text.
    :param fallback: what to return if nothing is left; a safe name.
    :param tail: the end of *name* that is its extension, such as ``.JPG.json``; None for the part from the last dot on.
    :param extension_bytes: length of the longest extension of the files of this stem: unless it fits, all are cut.
    :param most_bytes: most bytes of the result in UTF-8, 64 to 255: what the disk allows.
    :return: one path component, never ``.`` or ``..``.
    """
    if len(name) + extension_bytes <= most_bytes and _PLAIN.fullmatch(name):
        return name
    return _made_safe(name, fallback, tail, extension_bytes, most_bytes)


@lru_cache(maxsize=4096)
def _made_safe(name: str, fallback: str, tail: str | None, extension_bytes: int, most_bytes: int) -> str:
    text = _allowed(name).strip(" ").rstrip(". ") or fallback
    stem, dot, rest = text.partition(".")
    if _RESERVED.fullmatch(stem.rstrip(" ")):
        text = f"{stem.rstrip(' ')}_{dot}{rest}"
    if text[: len(_OURS)].lower() == _OURS:
        text = f"_{text}"
    if len(text) + extension_bytes <= most_bytes // 4:
        return text
    extension = extension_of(text, tail)
    if len(text.encode()) + max(0, extension_bytes - len(extension.encode())) <= most_bytes:
        return text
    return _shortened(text, short_hash(name.removesuffix(extension_of(name, tail))), extension, most_bytes)


def _allowed(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _FORBIDDEN.sub("_", text)))


def with_suffix(name: str, suffix: str, *, tail: str | None = None, most_bytes: int = MAX_NAME_BYTES) -> str:
    """Put a suffix that tells a name from others before the extension: ``name (suffix).ext``.

    :param name: a safe name.
    :param suffix: letters and digits, such as :func:`short_hash` returns.
    :param tail: the end of *name* that is its extension; None for the part from the last dot on.
    :param most_bytes: most bytes of the result in UTF-8, 64 to 255.
    :return: a safe name; files of one stem still share one.
    """
    return _shortened(name, suffix, extension_of(name, tail), most_bytes)


def short_hash(text: str) -> str:
    """Return the first eight hex digits of a text's SHA-1.

    :param text: any text.
    :return: the digits.
    """
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:8]


def key_of(path: str) -> str:
    """Return the key of a path: paths that some disk takes for the same file have the same key.

    Capitals don't count, nor how accents are encoded. Names that people type are compared by it, too.

    :param path: a path or a name.
    :return: the key.
    """
    if path.isascii():
        return path.lower()
    folded = unicodedata.normalize("NFC", path).casefold()
    return unicodedata.normalize("NFC", folded)


def split_extension(name: str) -> tuple[str, str]:
    """Split a name before its extension.

    :param name: a file name.
    :return: the stem, and the extension with its dot, 32 bytes at most; empty if there is no such extension.
    """
    stem, dot, extension = name.rpartition(".")
    if not stem.strip(". ") or not is_extension(dot + extension):
        return name, ""
    return stem, dot + extension


def is_extension(text: str) -> bool:
    """Tell whether a text is short enough to be an extension.

    :param text: the end of a name, with its dot.
    :return: whether it has at most 32 bytes.
    """
    return len(text) <= _LONGEST_EXTENSION // 4 or len(text.encode("utf-8", "surrogatepass")) <= _LONGEST_EXTENSION


def extension_of(name: str, tail: str | None) -> str:
    """Return the extension of a name.

    :param name: a name, before or after it was made safe.
    :param tail: the end of the name before that is its extension; None for the part from the last dot on.
    :return: the extension; empty if there is none.
    """
    if tail is None:
        return split_extension(name)[1]
    ends = (tail, _allowed(tail).rstrip(". "))
    return next((end for end in ends if name.endswith(end) and is_extension(end)), "")


def _shortened(name: str, suffix: str, extension: str, most_bytes: int) -> str:
    """Add a suffix to as much of the stem as leaves room for any extension, so that files of one stem share it."""
    end = f" ({suffix})"
    kept = _cut(name.removesuffix(extension), most_bytes - len(end.encode()) - _LONGEST_EXTENSION).rstrip(". ")
    return (kept or "file") + end + extension


def _cut(text: str, size: int) -> str:
    """Cut a text to some bytes, but never inside a character or before a mark that combines with it."""
    kept = text.encode()[:size].decode("utf-8", "ignore")
    while len(kept) < len(text) and kept and unicodedata.combining(text[len(kept)]):
        kept = kept[:-1]
    return kept
