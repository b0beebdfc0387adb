"""`BulkIterator`: what users see of a run that fetches many small answers."""

import math
import threading
import weakref
from collections.abc import Callable, Iterable
from selectors import BaseSelector, DefaultSelector
from types import TracebackType
from typing import Any, Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel

from photoprism_client._call.bulk_forms import BulkKind
from photoprism_client._call.bulk_items import BulkItems, Resolve
from photoprism_client._call.bulk_run import BulkRun
from photoprism_client._call.caller import Caller, Settings
from photoprism_client._call.endpoint import warn_of_unknown_size
from photoprism_client._call.missing_originals import HasOriginal
from photoprism_client._clock import Clock
from photoprism_client._settings.validation import flag, whole_number, word
from photoprism_client._transport.bulk import Process
from photoprism_client._transport.lender import MOST_CONNECTIONS
from photoprism_client.exceptions import ApiTypeError, ApiValueError, OpenApiException

T_co = TypeVar("T_co", covariant=True)

# How many are taken from the iterable and not handed out, for each connection.
_AHEAD = 4
# Requests go on while a slow consumer has results left: so often at most, in seconds.
_POLLED_EVERY_S = 0.001


class BulkOptions(NamedTuple):
    """The options of a method that fetches many."""

    connections: int = 4
    ordered: bool = True
    errors: str = "raise"

    def check(self) -> None:
        """Refuse what is wrong.

        :raises ApiTypeError: an option has the wrong type.
        :raises ApiValueError: an option has a value that is not allowed.
        """
        whole_number(1, MOST_CONNECTIONS)("connections", self.connections)
        flag("ordered", self.ordered)
        word("raise", "return")("errors", self.errors)


class BulkInput(NamedTuple):
    """What a method that fetches many was asked for."""

    #: Its first parameter, and what that must be an iterable of.
    name: str
    things: str
    given: Iterable[object]
    #: The kind of request that most take.
    kind: BulkKind
    #: Makes of each what to ask.
    resolve: Resolve
    #: Asks the index for an original; None if answers without a picture are harmless.
    has_original: HasOriginal | None = None

    def check(self, caller: Caller, client: Settings) -> None:
        """Refuse what is wrong; warn of an unknown size.

        :param caller: knows what a single call refuses.
        :param client: its configuration says whether to warn.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        """
        # A text, bytes and a model are iterables of something else.
        if isinstance(self.given, str | bytes | bytearray | BaseModel) or not isinstance(self.given, Iterable):
            raise ApiTypeError(f"{self.name} must be an iterable of {self.things}, not {type(self.given).__name__}")
        caller.check(self.kind.asked("value"))
        size = self.kind.arguments.get("size")
        if size is not None and client.configuration.client_side_validation:
            warn_of_unknown_size(size)


class BulkIterator(Generic[T_co]):
    """Results of many requests, in order or as they come; a context manager, too.

    Requests go on only while a next result is asked for, and a bounded number ahead. Several threads may ask. All
    requests end, and every connection goes back to its pool, with a ``with`` block, :meth:`close`, an error, or garbage
    collection. After the client is closed, the next result is an :class:`ApiValueError`. After a fork, the iterator
    belongs to the parent.

    It is made by :meth:`ImagesApi.get_thumbs`, :meth:`ImagesApi.get_covers` and :meth:`PhotosApi.get_photos`.
    """

    def __init__(
        self,
        client: Settings,
        caller: Caller,
        asked: BulkInput,
        options: BulkOptions,
        clock: Clock,
        make_selector: Callable[[], BaseSelector] = DefaultSelector,
    ) -> None:
        options.check()
        asked.check(caller, client)
        safe = client.configuration.safe_chars_for_path_param
        window = options.connections * _AHEAD
        self._items = BulkItems(iter(asked.given), asked.resolve, safe, window, is_ordered=options.ordered)
        self._run = BulkRun(client, caller, self._items, options.connections, clock, asked.has_original, make_selector)
        self._caller, self._clock, self._name = caller, clock, asked.name
        self._is_ordered, self._returns_errors = options.ordered, options.errors == "return"
        self._lock = threading.RLock()
        self._monotonic = clock.monotonic
        self._is_running = self._is_closed = False
        self._poll_at = -math.inf
        self._process = Process.now
        # Not by __del__: what a circle of references holds is finalized in any order, sockets first.
        weakref.finalize(self, self._run.close)
        caller.iterators.add(self)

    def __repr__(self) -> str:
        return f"<results for {self._name}, fetched as they are taken; list() fetches them all>"

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T_co:
        if self._process is not Process.now:
            raise ApiValueError("this iterator belongs to the parent process: make a new one in this process")
        result: T_co
        try:
            with self._lock:
                is_circular = self._is_running
                if not is_circular and self._items.ready and self._monotonic() < self._poll_at:
                    result = self._next_result()
                    return result
            if not is_circular:
                result = self._wait_for_next()
                return result
        except BaseException:
            self.close()  # also if Ctrl-C lost a result that was taken
            raise
        raise ApiValueError("the iterable must not ask the iterator that takes from it")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all requests, and give every connection back; closing twice is fine."""
        self._is_closed = True
        self._poll_at = -math.inf
        if self._process is not Process.now:
            self._run.close()  # without the lock, which a thread of the parent may have held
            return
        with self._lock:
            if not self._is_running:  # else the end of _advance does it
                self._run.close()

    def _wait_for_next(self) -> Any:
        while True:
            with self._lock:
                wait_s = self._advance()
                if self._items.ready and not self._is_closed:
                    return self._next_result()
                self._raise_if_ended()
            if wait_s:
                # Without the lock, so that another thread can close this iterator meanwhile.
                began = self._monotonic()
                self._clock.sleep(wait_s)
                self._run.pauses.note_sleep(wait_s, began)

    def _advance(self) -> float:
        """Let requests go on; return for how long there is nothing to do."""
        if self._is_closed:
            return 0.0
        self._is_running = True
        try:
            return self._run.advance(has_ready=bool(self._items.ready))
        finally:
            self._is_running = False
            self._poll_at = self._monotonic() + _POLLED_EVERY_S
            if self._is_closed:
                self._poll_at = -math.inf
                self._run.close()

    def _next_result(self) -> Any:
        given, result = self._items.hand_out()
        if isinstance(result, OpenApiException) and not self._returns_errors:
            self.close()  # here, since the quick way in __next__ does not
            raise result
        return result if self._is_ordered else (given, result)

    def _raise_if_ended(self) -> None:
        if self._caller.is_closed:
            raise ApiValueError("the ApiClient of this iterator is closed: take all results inside its with block")
        if self._is_closed:
            raise StopIteration
        if self._items.is_exhausted and not self._items.is_open:
            failure, self._items.failure = self._items.failure, None
            raise failure or StopIteration
