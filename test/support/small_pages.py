"""A fault that makes the pages of a listing short, and changes the library between them."""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from photoprism_client.testing.proxy import faults


@dataclass(frozen=True)
class SmallPages(faults.Fault):
    """Have the server send short pages, and change its library before it sends the n-th.

    :param rows: of a page, at the most
    :param changes: what to do before which page of photos, counted from 1
    """

    rows: int
    changes: dict[int, Callable[[], object]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def on_request(self, request: faults.Request) -> None:
        """Ask for fewer rows than the client does."""
        asked = re.search(r"count=(\d+)", request.target)
        assert asked is not None
        request.target = request.target.replace(asked[0], f"count={min(int(asked[1]), self.rows)}")
        with self.lock:  # two pages may be asked for at once
            self.seen.append(request.target)
            self.changes.get(len(self.seen), int)()
