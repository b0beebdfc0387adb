"""Where the thumbnails of the rows about many of them come from: a server, and what to ask it for."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

#: The size that is asked for.
SIZE = "tile_224"


@dataclass(frozen=True)
class Source:
    """A server and what is asked of it.

    ``certificate`` is the file with that of the server's authority; ``hashes`` those of its pictures, none for a server
    that has one for every hash; ``size_bytes`` what each picture has, 0 if they differ.
    """

    base_url: str
    certificate: str = ""
    token: str = "public"
    hashes: tuple[str, ...] = ()
    size_bytes: int = 0
    connections: int = 8

    def wanted(self, count: int) -> Iterator[str]:
        """Return the hashes to ask for.

        :param count: how many.
        :return: that many; all different, unless the server has fewer.
        """
        return islice(cycle(self.hashes), count) if self.hashes else (f"{number:040x}" for number in range(count))

    def path(self, file_hash: str) -> str:
        """Return the path of a thumbnail.

        :param file_hash: its hash.
        :return: the path, without the sub-path of the server.
        """
        return f"/api/v1/t/{file_hash}/{self.token}/{SIZE}"

    def check(self, sizes: Iterator[int], count: int) -> None:
        """Make sure that all came.

        :param sizes: bytes of each picture.
        :param count: how many there should be.
        :raises ValueError: there are fewer, or one has another size.
        """
        if sum(size == self.size_bytes if self.size_bytes else size > 0 for size in sizes) != count:
            raise ValueError("not all thumbnails came")

    def write(self, path: Path) -> Path:
        """Write this to a file, since it may hold a token, which is not for a command line.

        :param path: the file.
        :return: the path.
        """
        path.touch(mode=0o600)
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")
        return path


def read_source(path: str) -> Source:
    """Read what :meth:`Source.write` wrote.

    :param path: the file.
    :return: the source.
    """
    fields: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return Source(**{**fields, "hashes": tuple(fields["hashes"])})


def source_of_server(url: str) -> Source:
    """Ask a real server for its pictures.

    :param url: its address. Credentials come from the environment, as for ``Configuration.from_environment()``.
    :return: the source, with a thumbnail of each picture made already.
    :raises ValueError: it has no pictures.
    """
    from photoprism_client import ApiClient, Configuration, ImagesApi, PhotosApi

    configuration = Configuration.from_environment(host=url)
    with ApiClient(configuration) as client:
        answer = PhotosApi(client).search_photos_with_http_info(count=1000, primary=True)
        token = (answer.headers or {}).get("X-Preview-Token", "public")
        hashes = tuple(dict.fromkeys(photo.hash for photo in answer.data if photo.hash))
        with ImagesApi(client).get_thumbs(hashes, size=SIZE, errors="return") as thumbs:
            good = [found for found, thumb in zip(hashes, thumbs, strict=True) if _is_picture(thumb)]
    if not good:
        raise ValueError(f"{url} has no pictures")
    return Source(configuration.host, configuration.ssl_ca_cert or "", token, tuple(good))


def _is_picture(thumb: object) -> bool:
    return not isinstance(thumb, Exception) and not getattr(thumb, "is_placeholder", True)
