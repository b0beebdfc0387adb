"""Files of any name and content in the index of an embedded library, which by itself takes pictures only."""

from photoprism_client.testing import Library
from photoprism_client.testing.library.items import File
from test.support.bodies import sha1


def add_file(library: Library, path: str, content: bytes) -> None:
    """Write a file into the originals and index it as a picture.

    :param library: the library of the embedded server.
    :param path: in the library.
    :param content: the bytes.
    """
    disk = library.root / path
    disk.parent.mkdir(parents=True, exist_ok=True)
    disk.write_bytes(content)
    folder, _, name = path.rpartition("/")
    uid, modified = f"f{sha1(path.encode())[:15]}", disk.stat().st_mtime
    file = File(uid, "", path, "/", sha1(content), len(content), modified, disk, "jpg", "image", "image/jpeg")
    photo = library.admit(folder, name, [file], decode=False)
    library.update(file, error="", primary=True)
    library.update(photo, quality=3)
