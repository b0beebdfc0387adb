"""A server of photos and their thumbnails: rows of a listing, as far as saving thumbnails reads them."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from test.support.many import hashes, number_of, picture, thumb_in
from test.support.raw_server import Peer, answer
from test.support.sessions import json_answer

#: The icon that the server sends instead of a picture.
ICON = answer(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")


class PhotoServer:
    """The script of a server.

    :param count: of the photos; the server may have more later.
    :param reply: makes another answer to the request for a thumbnail of a number.
    """

    def __init__(self, count: int, reply: Callable[[int], bytes | None] = lambda number: None) -> None:
        self.count, self.reply = count, reply
        #: Changes rows, by number.
        self.changes: dict[int, dict[str, Any]] = {}
        #: The numbers of the thumbnails that were asked for.
        self.asked: list[int] = []
        #: Whether the index keeps photos whose icon was sent, since their originals are there.
        self.keeps = False
        #: What every listing after the first page is answered with, or None.
        self.listing_fails: bytes | None = None

    def __call__(self, peer: Peer) -> None:
        """Serve a connection."""
        while (seen := peer.request()) is not None:
            if "/api/v1/files/" in seen.target:
                peer.send(self._file(int(urlsplit(seen.target).path.rpartition("/")[2], 16)))
                continue
            if "/api/v1/t/" not in seen.target:
                peer.send(self._page(seen.target))
                continue
            number = number_of(seen)
            self.asked.append(number)
            peer.send(self.reply(number) or answer(picture(thumb_in(seen))))

    def row(self, number: int) -> dict[str, Any]:
        """Return the row of a photo."""
        (sha1,) = hashes(1, number)
        name = f"2026/{number}.jpg"
        file = {"UID": f"f{number:015}", "Hash": sha1, "Name": name, "Root": "/", "Primary": True, "Size": 1000}
        facts: dict[str, Any] = {
            "UID": f"p{number:015}",
            "ID": f"{number}",
            "Type": "image",
            "Title": f"Photo {number}",
            "Hash": sha1,
        }
        facts |= {"FileName": name, "Width": 640, "Height": 480, "TakenAt": "2026-11-26T09:00:00Z", "Files": [file]}
        return facts | self.changes.get(number, {})

    def _file(self, number: int) -> bytes:
        if number in self.asked and self.reply(number) == ICON and not self.keeps:
            return answer(b'{"error":"Not found"}', "application/json", status="404 Not Found")
        return json_answer({"Missing": False})

    def _page(self, target: str) -> bytes:
        query = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        first, most = int(query.get("offset", "0")), int(query["count"])
        if first and self.listing_fails is not None:
            return self.listing_fails
        rows = [self.row(number) for number in range(self.count)][first : first + most]
        fields = (f"X-Count: {len(rows)}", f"X-Limit: {most}", f"X-Offset: {first}")
        return answer(json.dumps(rows).encode(), "application/json", *fields)
