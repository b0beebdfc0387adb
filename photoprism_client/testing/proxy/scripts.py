"""The scripts of a proxy, which choose the faults of each request, and the log of requests."""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from photoprism_client.testing.proxy.fault import Fault
from photoprism_client.testing.proxy.messages import Fields
from photoprism_client.testing.proxy.request_reader import RequestHead
from photoprism_client.testing.proxy.waiting import Gate

Faults = tuple[Fault, ...]
#: What happens to one request: a fault, several at once, or nothing.
Step = Fault | Faults | None


@dataclass
class ProxiedRequest:
    """A request that the proxy received, and its outcome.

    ``path`` and ``query`` are as sent, ``status`` is 0 until an answer is begun, ``sent`` counts the bytes of the body
    without the frames of chunks, and ``error`` says what ended the exchange, unless a fault did.
    """

    method: str
    path: str
    query: str
    headers: Fields
    connection: int
    faults: Faults
    status: int = 0
    sent: int = 0
    error: str = ""
    _ended: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def range(self) -> str | None:
        """The ``Range`` that was asked for."""
        return self.headers.get("Range")

    def wait_for_end(self, timeout_s: float = 10.0) -> None:
        """Wait until the answer is sent, and the connection closed if it ends with it.

        :param timeout_s: seconds to wait at most
        :raises TimeoutError: it goes on
        """
        if not self._ended.wait(timeout_s):
            raise TimeoutError(f"{self.method} {self.path} was not over within {timeout_s:g} s")

    def end(self) -> None:
        """Record that it has ended."""
        self._ended.set()


class _Script(NamedTuple):
    match: str
    steps: deque[Faults]


class Scripts:
    """Choose the faults of each request, keep the log, and end all waiting; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._scripts: list[_Script] = []
        self._always: list[tuple[str, Faults]] = []
        self._requests: list[ProxiedRequest] = []
        self._gates: set[Gate] = set()
        self._is_over = False
        #: Errors that fail the test.
        self.failures: list[Exception] = []

    @property
    def requests(self) -> list[ProxiedRequest]:
        """The requests so far."""
        with self._lock:
            return list(self._requests)

    @property
    def pending(self) -> int:
        """How many steps are left."""
        with self._lock:
            return sum(len(script.steps) for script in self._scripts)

    def script(self, match: str, steps: tuple[Step, ...]) -> None:
        """Add a script."""
        with self._lock:
            self._scripts.append(_Script(match, deque(_faults_of(step) for step in steps)))

    def always(self, match: str, faults: Faults) -> None:
        """Add faults for requests for which no step is left."""
        with self._lock:
            self._always.append((match, faults))

    def clear(self) -> None:
        """Forget scripts and requests."""
        with self._lock:
            self._scripts.clear()
            self._always.clear()
            self._requests.clear()

    def begin(self, head: RequestHead, connection: int) -> ProxiedRequest:
        """Record a request and choose its faults.

        :return: the record, which the caller keeps up to date
        """
        path, _, query = head.target.partition("?")
        with self._lock:
            faults = self._next_faults(f"{head.method} {head.target}")
            seen = ProxiedRequest(head.method, path, query, head.fields.copy(), connection, faults)
            self._requests.append(seen)
        return seen

    def pause(self, gate: Gate) -> bool:
        """Wait at a gate.

        :return: False if the proxy stops instead
        """
        with self._lock:
            self._gates.add(gate)
        return gate.pass_through(lambda: self._is_over)

    def stop(self) -> None:
        """End all waiting permanently."""
        with self._lock:
            self._is_over = True
            gates = list(self._gates)
        for gate in gates:
            gate.wake()

    def _next_faults(self, text: str) -> Faults:
        for script in self._scripts:
            if script.steps and script.match in text:
                return script.steps.popleft()
        return next((faults for match, faults in self._always if match in text), ())


def _faults_of(step: Step) -> Faults:
    if step is None:
        return ()
    return step if isinstance(step, tuple) else (step,)
