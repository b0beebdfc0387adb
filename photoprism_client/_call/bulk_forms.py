"""`BulkKind` and `BulkForms`: many requests that differ in one value of the path only."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from photoprism_client._call.caller import Caller, Settings
from photoprism_client._call.endpoint import Endpoint
from photoprism_client._call.request import Call, CallInput, prepare
from photoprism_client._content.checks import usual_picture
from photoprism_client._transport.lender import Lender
from photoprism_client._transport.request import Request
from photoprism_client._transport.response import RESTResponse
from photoprism_client.media import MediaBytes

# Stands for the value that differs.
_MARK = "~value~"


class BulkKind:
    """What many requests have in common: all but one value of the path, and how to read their answers.

    :param endpoint: what is asked, by GET.
    :param parameter: name of the value that differs.
    :param arguments: the other values; without a ``token``, the session's is used.
    :param read: makes a model of a JSON body, as for :meth:`Caller.ask`; None for an endpoint that answers with media.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        parameter: str,
        arguments: Mapping[str, str | None],
        read: Callable[[bytes], Any] | None = None,
    ) -> None:
        self.endpoint, self.parameter, self.arguments, self._read = endpoint, parameter, arguments, read
        #: Reads a body whose head was like those of good answers before; None if it takes :meth:`read` to tell.
        self.read_usual: Callable[[MediaBytes], Any] = usual_picture if read is None else partial(_usual_model, read)

    def asked(self, value: str) -> CallInput:
        """Return what an ordinary call would ask.

        :param value: the one that differs.
        :return: what to ask.
        """
        return CallInput(self.endpoint, {**self.arguments, self.parameter: value})

    def call(self, caller: Caller, value: str) -> Any:
        """Ask by an ordinary call.

        :param caller: makes it.
        :param value: the one that differs.
        :return: the picture or the model.
        :raises ApiException: the call failed.
        """
        asked = self.asked(value)
        return (caller.fetch(asked) if self._read is None else caller.ask(asked, self._read)).data

    def read(self, caller: Caller, request: Request, response: RESTResponse) -> Any:
        """Read the answer to a request that others sent.

        :param caller: reads it as that to an ordinary call.
        :param request: what was sent.
        :param response: the open answer; it is read to its end or closed.
        :return: the picture or the model.
        :raises ApiException: what an ordinary call would raise.
        """
        return caller.read(self.endpoint, self._read, request, response)


def _usual_model(read: Callable[[bytes], Any], body: MediaBytes) -> Any:
    try:
        return read(body)  # type: ignore[arg-type]  # parsers of JSON take a bytearray, too
    except (ValueError, RecursionError):
        return None


class BulkForm(NamedTuple):
    """The request of a kind, around the value that differs."""

    before: bytes
    after: bytes
    call: Call
    #: The request for a mark.
    request: Request
    #: Of which generation its tokens are.
    generation: int

    def __repr__(self) -> str:
        return f"<BulkForm for {self.request!r}>"

    @classmethod
    def of(cls, call: Call, request: Request, generation: int) -> "BulkForm":
        """Make the form of a request.

        :param call: what is asked, with a mark for the value that differs.
        :param request: the request for it.
        :param generation: of which its tokens are.
        :return: the form.
        """
        before, _, after = request.target.partition(_MARK)
        # As it is, JSON too: the loop leaves compressed answers to threads, which takes longer than it saves.
        headers = {"Host": request.origin.netloc, **request.headers, "Accept-Encoding": "identity"}
        lines = [f"{after} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return cls(f"GET {before}".encode("latin-1"), "\r\n".join(lines).encode("latin-1"), call, request, generation)

    def request_for(self, segment: str) -> Request:
        """Return the request for a value.

        :param segment: the value, quoted.
        """
        return self.request._replace(target=self.request.target.replace(_MARK, segment, 1))


class BulkForms:
    """Makes the forms of a run, anew when the tokens change.

    :param client: its configuration and transport.
    :param caller: makes requests.
    :param use: gets what lends connections to where the requests go, or None if a proxy is between.
    """

    def __init__(self, client: Settings, caller: Caller, use: Callable[[Lender | None], object]) -> None:
        self._client, self._caller, self._use = client, caller, use
        self._by_kind: dict[BulkKind, BulkForm] = {}
        self._generation = -1
        #: Whether no proxy is between; None if it is not known where requests go.
        self.is_direct: bool | None = None

    def of(self, kind: BulkKind) -> BulkForm:
        """Return the form of a kind.

        :param kind: what is asked.
        :return: the form, with the tokens of now.
        :raises ApiException: the client has no token, and cannot get one.
        :raises ApiValueError: there are credentials, and the host was never configured.
        """
        if self._caller.session.tokens.generation != self._generation:
            self._by_kind.clear()
        form = self._by_kind.get(kind)
        if form is None:
            form = self._by_kind[kind] = self._make(kind)
        return form

    def forget(self) -> None:
        """Ask anew where requests go, after a redirect."""
        self._by_kind.clear()
        self.is_direct = None

    def _make(self, kind: BulkKind) -> BulkForm:
        call = prepare(kind.asked(_MARK), self._client.configuration)
        request, generation = self._caller.request(call)
        request, lender = self._client.rest_client.lend(request)
        if self.is_direct is None:
            self.is_direct = lender is not None
            self._use(lender)
        self._generation = generation
        return BulkForm.of(call, request, generation)
