"""`BulkRun`: decides what is sent, sent again and given up while a `BulkLoop` fetches many small answers.

::

    a good one       is handed out; the next request went out before. A placeholder may lead to another request instead
    401, 403         nothing more is sent until the tokens are renewed, once; what was refused is sent again. If it is
                     refused for good, nothing more is asked, and all that is left gets the error
    503 and alike    is sent again after a wait. `Retry-After` and 429 pause all. If a proxy reports the server as
                     unavailable for several in a row, by its answer or by closing the connection, that counts for the
                     run once one of them has no tries left
    cut, late        counts for its item, and is sent again after a wait; a kept connection that was closed before
                     the first byte does not count
    no connection    counts for the run: use fewer, or pause all. Before the first answer, as often as one call tries;
                     later, until the outage has lasted 15 seconds
    not plain        is read on in a thread, in the ordinary way; where a proxy is between, threads make ordinary calls
    an icon          is handed out; requests go one at a time until a picture comes. From the fifth in a row on, the
                     index is asked whether it lost the original; if so, nothing more is asked, as for a refusal
"""

import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from selectors import BaseSelector, DefaultSelector
from typing import Any

from photoprism_client._call.bulk_forms import BulkForm, BulkForms, BulkKind
from photoprism_client._call.bulk_items import BulkItem, BulkItems, Result, copy_of, is_missing_file, is_placeholder
from photoprism_client._call.bulk_pauses import Pauses, says_away
from photoprism_client._call.caller import Caller, Settings
from photoprism_client._call.missing_originals import (
    MOST_MISSING,
    HasOriginal,
    MissingOriginals,
    OriginalsMissingError,
)
from photoprism_client._clock import Clock
from photoprism_client._error_facts import mask
from photoprism_client._transport.bulk import TICK_S, BulkLoop, Done, Lost, NoConnection
from photoprism_client._transport.bulk_connection import BodyCutError, Reply, answer_of
from photoprism_client._transport.bulk_head import Unusual
from photoprism_client._transport.client import REDIRECTS
from photoprism_client._transport.failures import FAILURES, transport_error
from photoprism_client._transport.raw_answers import RawAnswer
from photoprism_client._transport.request import Request
from photoprism_client._transport.response import RESTResponse, cut_body
from photoprism_client.exceptions import (
    ApiException,
    GatewayLoginError,
    OpenApiException,
    TransportError,
)
from photoprism_client.media import MediaBytes
from photoprism_client.redaction import redact_text

_logger = logging.getLogger("photoprism_client")
_MISSING = (
    f"{MOST_MISSING} pictures in a row are missing, and the server's index does not have the original of the last one:"
    " are the originals mounted? Nothing more was asked for, since a request for a missing original takes it out of the"
    " index."
)


class BulkRun:
    """Fetches many small answers; one thread at a time may use it.

    :param client: its configuration and transport.
    :param caller: makes requests and reads answers.
    :param items: what to fetch.
    :param connections: at most, 1 to 16.
    :param clock: for waits and deadlines.
    :param has_original: asks the index for an original; None if icons are harmless.
    :param make_selector: tests pass their own.
    """

    def __init__(
        self,
        client: Settings,
        caller: Caller,
        items: BulkItems,
        connections: int,
        clock: Clock,
        has_original: HasOriginal | None = None,
        make_selector: Callable[[], BaseSelector] = DefaultSelector,
    ) -> None:
        self._client, self._caller, self._items = client, caller, items
        loop = self._loop = BulkLoop(connections, clock.monotonic, make_selector)
        self._forms = BulkForms(client, caller, loop.switch)
        self._again: deque[BulkItem] = deque()  # taken, and to be asked for before others
        #: Ends all requests, and gives every connection back; it does not keep this object alive.
        self.close = loop.close
        self.pauses = Pauses(client.configuration.retries, clock)
        self._refused: list[tuple[BulkItem, ApiException]] = []
        self._is_unproven = False  # tokens were renewed, and no good answer came since
        # Generation of tokens that an item was refused with once more: a second one shows that it is the tokens.
        self._refused_again_with: int | None = None
        self._doubtful: set[BulkItem] = set()  # nothing is sent until it is known what became of these
        self._redirected: set[BulkItem] = set()
        self._was_redirected = False
        self._missing = MissingOriginals(has_original)
        self._final: ApiException | None = None  # what all that is left gets
        self._is_logging = _logger.isEnabledFor(logging.DEBUG)

    def advance(self, *, has_ready: bool) -> float:
        """Do what is to be done now, and wait a moment for news.

        :param has_ready: whether a result is ready: then nothing is waited for.
        :return: seconds to sleep before the next call, if there is nothing else to do; else 0.
        """
        self._again += self.pauses.due()
        if self._missing.is_wary and not self._loop.is_busy:
            self._look_at_index()
        if self._refused and not self.pauses.until and self._final is None:
            self._renew()
        self._send()
        if self._items.ready and not has_ready:
            return 0.0
        due_s = self.pauses.until_due()
        if not self._loop.is_busy and not has_ready:
            return TICK_S if due_s is None else due_s
        outcomes: Any = self._loop.turn(self._take, 0.0 if has_ready else TICK_S if due_s is None else due_s)
        for item, outcome in outcomes:
            if self._is_logging:
                _log(item, outcome)
            if type(outcome) is MediaBytes and (result := item.kind.read_usual(outcome)) is not None:
                self._accept(item, result)
            else:
                self._judge(item, outcome)
        return 0.0

    def _look_at_index(self) -> None:
        """Give up if the latest icon is that of an original that left the index; else look at the next one."""
        if self._missing.is_stopped:
            self._give_up(OriginalsMissingError(_MISSING))
        elif self._has_more(1):
            self._missing.watch(self._again[0].given)

    # What to send.

    def _send(self) -> None:
        if self._final is not None:
            self._give_up(self._final)  # also what came back meanwhile
            while not self._items.ready and (item := self._items.take()) is not None:
                self._items.settle(item, copy_of(self._final))
        if self._forms.is_direct is None and self._has_more(1):
            self._first_form()
        self._loop.fill(self._take, self._has_more)
        while self._forms.is_direct is False and self._loop.has_thread and self._has_more(1):
            self._call(self._again.popleft())
        if self._loop.is_short or (self._items.is_exhausted and not self._again):
            self._loop.rest()

    @property
    def _is_held_back(self) -> bool:
        """Whether nothing may be sent now."""
        if self.pauses.until or self._refused or self._doubtful or self._final:
            return True
        return self._missing.is_wary and self._loop.is_busy

    def _has_more(self, count: int) -> bool:
        """Tell whether there are at least so many items to ask for now."""
        if self._is_held_back:
            return False
        while len(self._again) < count:
            if (item := self._items.take()) is None:
                return False
            self._again.append(item)
        return True

    def _take(self) -> tuple[BulkItem, bytes] | None:
        if self._is_held_back:
            return None
        item = self._again.popleft() if self._again else self._items.take()
        if item is None:
            return None
        form = self._form(item)
        if form is None:
            return None
        return item, form.before + item.segment.encode() + form.after

    def _form(self, item: BulkItem) -> BulkForm | None:
        """Return the form of the next request for an item; None if nothing can be asked for lack of a token."""
        try:
            form = item.form = self._forms.of(item.kind)
        except ApiException as error:
            self._again.appendleft(item)
            self._wait_for_server(error)
            return None
        return form

    def _first_form(self) -> bool:
        """Make the form of the first item that waits; return whether it can be asked for."""
        item = self._again.popleft()
        if self._form(item) is None:
            return False
        self._again.appendleft(item)
        return True

    def _call(self, item: BulkItem) -> None:
        """Ask for an item by an ordinary call, in a thread."""

        def work() -> object:
            try:
                return item.kind.call(self._caller, item.value)
            except ApiException as error:
                return error  # the call had its tries and its renewal

        self._loop.run(item, work)

    # What came of it.

    def _judge(self, item: BulkItem, outcome: object) -> None:
        if isinstance(outcome, MediaBytes):
            self._read(item, answer_of(outcome))
        elif isinstance(outcome, Reply):
            self._read(item, outcome.answer)
        elif isinstance(outcome, Unusual):
            self._read_on(item, outcome.status)
        elif isinstance(outcome, NoConnection):
            self._miss(outcome.error)
        elif isinstance(outcome, Done):
            self._doubtful.discard(item)
            self._finish(item, outcome)
        elif isinstance(outcome, Lost) and outcome.is_stale:
            self._again.appendleft(item)
        elif isinstance(outcome, Lost):
            self._fail(item, self._transport_error(item, outcome.error), is_silent=outcome.is_silent)

    def _accept(self, item: BulkItem, result: Result) -> None:
        if not self.pauses.is_answered:
            self.pauses.note_answer()
        if self._is_unproven:
            self._is_unproven = False
            self._caller.session.note_accepted()
        self._settle(item, result)

    def _settle(self, item: BulkItem, result: Result) -> None:
        """Note a result, unless it is a placeholder and there is something to ask instead."""
        is_icon = is_placeholder(result) or is_missing_file(item, result)
        if is_icon:
            self._missing.missed(item.given)
        elif self._missing.is_wary and not item.is_turned and not isinstance(result, OpenApiException):
            self._missing.came()
        if is_icon and item.instead is not None:
            try:
                self._items.turn(item, item.instead)
            except OpenApiException as error:
                result = error
            else:
                self._again.appendleft(item)
                return
        self._items.settle(item, result)

    def _read(self, item: BulkItem, answer: RawAnswer) -> None:
        """Read an answer that was received to its end."""
        request = item.request
        response = RESTResponse(answer, method="GET", url=request.url)
        if answer.status in REDIRECTS:
            self._follow(item)
            self._loop.run(item, partial(self._read_following, item.kind, request, response))
            return
        try:
            result = item.kind.read(self._caller, request, response)
        except ApiException as error:
            self._fail(item, error)
        else:
            self._accept(item, result)

    def _read_on(self, item: BulkItem, status: int) -> None:
        """Read the rest of an answer in a thread; if it may be an error, nothing is sent until it is known which."""
        kind, request = item.kind, item.request
        if status in REDIRECTS:
            self._follow(item)
        elif status >= 300:
            self._doubtful.add(item)

        def read(answer: RawAnswer) -> Result:
            return self._read_following(kind, request, RESTResponse(answer, method="GET", url=request.url))

        self._loop.read_on(item, read)

    def _read_following(self, kind: BulkKind, request: Request, response: RESTResponse) -> Result:
        """Read an answer as that to one call, in a thread."""
        return kind.read(self._caller, request, self._client.rest_client.send(request, response))

    def _follow(self, item: BulkItem) -> None:
        """Note a redirect. Others wait for the first, since it may lead all to https."""
        if not self._was_redirected:
            self._was_redirected = True
            self._doubtful.add(item)
        self._redirected.add(item)

    def _finish(self, item: BulkItem, done: Done) -> None:
        """Take over what a thread found."""
        result = done.result
        if item in self._redirected:
            self._redirected.discard(item)
            self._forms.forget()
        if not isinstance(result, BaseException):
            self._accept(item, result)
        elif isinstance(result, TransportError) and result.is_unsent:
            self._again.appendleft(item)  # an ordinary call that got no connection: that is about the server
            self._wait_for_server(result)
        elif isinstance(result, ApiException) and (done.is_raised or says_away(result)):
            self._fail(item, result)
        elif isinstance(result, ApiException) and _is_refusal(result):
            self._give_up(result, item)
        elif isinstance(result, OpenApiException):
            self._settle(item, result)
        elif isinstance(result, FAILURES):
            self._fail(item, self._transport_error(item, result))
        else:
            raise result

    # Errors.

    def _transport_error(self, item: BulkItem, error: BaseException) -> TransportError:
        url = item.request.url
        if isinstance(error, BodyCutError):
            failure = cut_body(error.expected, error.received, "GET", url)
        else:
            failure = transport_error(error, "GET", url)
        mask(failure, self._caller.secrets(item.form.request))
        return failure

    def _fail(self, item: BulkItem, error: ApiException, *, is_silent: bool = False) -> None:
        """Ask for an item again, later, or settle it with its error."""
        self.pauses.note_error(item, error, is_silent=is_silent)
        if _is_refusal(error):
            self._refuse(item, error)
        elif not self.pauses.try_later(item, error):
            if self.pauses.is_outage(item):
                self._again.appendleft(item)
                self._wait_for_server(error)
            else:
                self._settle(item, error)

    def _refuse(self, item: BulkItem, error: ApiException) -> None:
        """Have the tokens renewed for an item, unless that cannot help or did not."""
        if not self._caller.may_renew(item.form.call, error):
            self._give_up(error, item)
        elif not item.is_renewed:
            item.is_renewed = True
            self._refused.append((item, error))
        elif self._is_unproven and self._refused_again_with == item.form.generation:
            self._give_up(error, item)
        else:
            self._refused_again_with = item.form.generation
            self._items.settle(item, error)

    def _renew(self) -> None:
        item, error = self._refused[0]
        try:
            may_help = self._caller.session.renew(item.form.generation)
        except ApiException as failure:
            self._wait_for_server(failure)
            return
        if not may_help:
            self._give_up(error)
            return
        self._is_unproven = True
        self._again.extendleft(refused for refused, _ in reversed(self._refused))
        self._refused.clear()

    def _miss(self, error: BaseException) -> None:
        """Do without a connection that could not be opened."""
        if not self._again or not self._first_form():
            return  # others have asked for what it was meant for
        failure = self._transport_error(self._again[0], error)
        if self._loop.is_connected and failure.is_passing:
            self._loop.use_fewer()
        else:
            self._wait_for_server(failure)

    def _wait_for_server(self, error: ApiException) -> None:
        """Pause all, or give up, after what concerns all."""
        if not self.pauses.wait_for_server(error):
            self._give_up(error)

    def _give_up(self, error: ApiException, *items: BulkItem) -> None:
        """Ask for nothing more; settle all that is left with an error."""
        self._final = error
        left = [*items, *(item for item, _ in self._refused), *self._again, *self.pauses.clear()]
        self._refused.clear()
        self._again.clear()
        for item in left:
            self._items.settle(item, copy_of(error))


def _is_refusal(error: ApiException) -> bool:
    """Tell whether an error is about who asks, not about a picture."""
    return error.status in {401, 403} or isinstance(error, GatewayLoginError)


def _log(item: object, outcome: object) -> None:
    if isinstance(item, BulkItem):
        answer = outcome.answer if isinstance(outcome, Reply) else outcome
        said = "200" if isinstance(answer, MediaBytes) else str(getattr(answer, "status", type(answer).__name__))
        _logger.debug("GET %s -> %s", redact_text(item.request.url), said)
