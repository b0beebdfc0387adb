"""Large pictures made small, where Pillow is installed."""

import io
import warnings

#: Pixels of the longer side, at most.
LONGEST_SIDE = 1280

_QUALITY = 82


def scaled(data: bytes | bytearray) -> bytes | None:
    """Return a picture as a JPEG of at most 1280 pixels on its longer side, upright and in its colours.

    :param data: the bytes of a picture of any type.
    :return: the JPEG, or None where Pillow is missing or cannot read the picture.
    """
    try:
        from PIL import Image, ImageOps
    except ImportError:
        return None
    try:
        with warnings.catch_warnings():
            # A picture of 100 megapixels is large, and no attack: a JPEG of that size is decoded at an eighth.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(image)
                written = io.BytesIO()
                profile = image.info.get("icc_profile") if image.mode == "RGB" else None
                upright.convert("RGB").save(written, "JPEG", quality=_QUALITY, icc_profile=profile)
                return written.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # Pillow says so where it does not know a type, or where the bytes are broken
