"""`BulkItems`: what to fetch in bulk, in the order given, and which results can be handed out."""

import copy
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Optional

from photoprism_client._call.bulk_forms import BulkForm, BulkKind
from photoprism_client._call.endpoint import Body, quote_segment
from photoprism_client._transport.request import Request
from photoprism_client.exceptions import NotFoundException, OpenApiException, PlaceholderException
from photoprism_client.media import MediaBytes

#: Bytes fetched and not yet handed out, above which nothing more is asked.
MOST_HELD = 64 * 1024 * 1024


#: What to ask: a kind of request, the value that differs, and what to ask if the answer is a placeholder, or None.
#: A plain tuple, since a named one takes ten times as long to make.
Wanted = tuple[BulkKind, str, Optional["Wanted"]]

#: Says what to ask for what the user passed, or returns the result if nothing is to be asked. It raises an
#: OpenApiException for what cannot be asked.
Resolve = Callable[[Any], Wanted | MediaBytes]

#: A picture or a model; or the error in its place.
Result = Any


class BulkItem:
    """One thing to fetch.

    :param given: what the user passed.
    """

    #: What its last request is made of; there is none before the first.
    form: BulkForm
    #: What tells it from others.
    wanted: Wanted
    #: What kind of request it takes, the value in it, plain and quoted, and what to ask if the answer is a placeholder.
    kind: BulkKind
    value: str
    segment: str
    instead: Wanted | None

    __slots__ = (
        *("failed", "followers", "form", "given", "instead", "is_renewed"),
        *("kind", "result", "segment", "value", "wanted"),
    )

    def __init__(self, given: object) -> None:
        self.given = given
        self.result: Result = None
        #: How many tries failed.
        self.failed = 0
        #: Whether tokens were renewed for it.
        self.is_renewed = False
        #: Others that want the same, and get copies.
        self.followers: tuple[BulkItem, ...] = ()

    @property
    def is_turned(self) -> bool:
        """Whether something else is asked for than at first."""
        return self.kind is not self.wanted[0]

    @property
    def request(self) -> Request:
        """Its last request."""
        return self.form.request_for(self.segment)

    def want(self, wanted: Wanted, safe: str) -> None:
        """Ask for something from now on.

        :param wanted: what.
        :param safe: characters to leave unquoted.
        :raises ApiTypeError: the value is not a ``str``.
        :raises ApiValueError: the value is not one safe path segment.
        """
        self.kind, self.value, self.instead = wanted
        self.segment = quote_segment(self.kind.parameter, self.value, safe)


class BulkItems:
    """Takes what to fetch from an iterable, a bounded number ahead of what is handed out.

    :param given: what the user passed.
    :param resolve: makes of it what to ask.
    :param safe: characters of a value to leave unquoted.
    :param window: the most that are taken and not handed out.
    :param is_ordered: whether results are handed out in the order given.
    """

    def __init__(self, given: Iterator[object], resolve: Resolve, safe: str, window: int, *, is_ordered: bool) -> None:
        self._given, self._resolve, self._safe, self._window = given, resolve, safe, window
        self._is_ordered = is_ordered
        self._order: deque[BulkItem] = deque()
        self._by_wanted: dict[Wanted, BulkItem] = {}
        self._count = self._held = 0
        #: Whether all were taken.
        self.is_exhausted = False
        #: What the iterable raised.
        self.failure: Exception | None = None
        #: Those whose result can be handed out now.
        self.ready: deque[BulkItem] = deque()

    @property
    def is_open(self) -> bool:
        """Whether results are still to come."""
        return self._count > 0

    def take(self) -> BulkItem | None:
        """Take the next item to ask for.

        :return: the item, or None if all were taken or enough are on the way.
        """
        while self._count < self._window and self._held < MOST_HELD and not self.is_exhausted:
            try:
                given = next(self._given)
            except StopIteration:
                self.is_exhausted = True
            except Exception as error:  # noqa: BLE001  # the user's own: raised after what was asked for before it
                self.is_exhausted, self.failure = True, error
            else:
                if (item := self._add(given)) is not None:
                    return item
        return None

    def turn(self, item: BulkItem, wanted: Wanted) -> None:
        """Let an item ask for something else from now on, since its answer is a placeholder.

        :param item: what was taken.
        :param wanted: what to ask for.
        :raises OpenApiException: that cannot be asked.
        """
        item.want(wanted, self._safe)

    def settle(self, item: BulkItem, result: Result) -> None:
        """Note the result of an item, and of all that want the same.

        :param item: what was taken.
        :param result: the picture or the model, or the error.
        """
        item.result = result
        del self._by_wanted[item.wanted]
        if item.followers:
            for follower in item.followers:
                follower.result = copy_of(result)
                self._release(follower)
        self._release(item)

    def _release(self, item: BulkItem) -> None:
        """Note that an item has its result."""
        if type(item.result) is MediaBytes:
            self._held += len(item.result)
        if not self._is_ordered:
            self.ready.append(item)
            return
        order = self._order
        while order and order[0].result is not None:
            self.ready.append(order.popleft())

    def hand_out(self) -> tuple[object, Result]:
        """Hand out the next of those that are ready.

        :return: what the user passed, and its result.
        """
        item = self.ready.popleft()
        self._count -= 1
        result = item.result
        if type(result) is MediaBytes:
            self._held -= len(result)
        return item.given, result

    def _add(self, given: object) -> BulkItem | None:
        """Note an item; return it if it must be asked for."""
        item = BulkItem(given)
        self._count += 1
        if self._is_ordered:
            self._order.append(item)
        try:
            wanted = self._resolve(given)
            if type(wanted) is tuple:
                item.want(wanted, self._safe)
                item.wanted = wanted
                first = self._by_wanted.setdefault(wanted, item)
                if first is item:
                    return item
                first.followers += (item,)
                return None
            item.result = wanted
        except OpenApiException as error:
            item.result = error
        self._release(item)
        return None


def is_placeholder(result: Result) -> bool:
    """Tell whether a result is the server's icon for "no picture".

    :param result: a picture, a model or an error.
    :return: whether it is, or is the error that is raised in its place.
    """
    return isinstance(result, PlaceholderException) or (isinstance(result, MediaBytes) and result.is_placeholder)


def is_missing_file(item: BulkItem, result: Result) -> bool:
    """Tell whether a result says that the server has no such file, or cannot find it on its disk.

    :param item: what was asked for.
    :param result: a picture, a model or an error.
    :return: whether it is a 404 for a file.
    """
    return isinstance(result, NotFoundException) and item.kind.endpoint.body is Body.FILE


def copy_of(result: Result) -> Result:
    """Copy a result, so that each caller gets a separate object.

    :param result: a picture, a model or an error.
    :return: the copy.
    """
    if isinstance(result, OpenApiException):
        made = copy.copy(result)
        made.__cause__ = result.__cause__
        return made
    if not isinstance(result, MediaBytes):
        return copy.deepcopy(result)
    return MediaBytes(
        result,
        content_type=result.content_type,
        filename=result.filename,
        last_modified=result._last_modified,
        is_placeholder=result.is_placeholder,
    )
