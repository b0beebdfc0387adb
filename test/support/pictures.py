"""Small real pictures to upload, each with a content of its own."""

import io

from PIL import Image


def picture(number: int, *, taken: str = "2005:06:07 08:09:10", kind: str = "JPEG") -> bytes:
    """Make a picture.

    :param number: 0 to 255; another number makes another picture.
    :param taken: the date in its Exif data; with this one the server shows it, and without any it waits for approval.
    :param kind: what Pillow calls the format.
    """
    image = Image.new("RGB", (64, 48), (number, 80, 160))
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    file = io.BytesIO()
    image.save(file, kind, exif=exif)
    return file.getvalue()
