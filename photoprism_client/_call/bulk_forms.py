"""`BulkForms`: requests for many thumbnails, which differ in the thumbnail only."""

from collections.abc import Callable
from typing import NamedTuple

from photoprism_client._call.caller import Caller, Settings
from photoprism_client._call.endpoint import Endpoint
from photoprism_client._call.request import Call, CallInput, prepare
from photoprism_client._transport.lender import Lender
from photoprism_client._transport.request import Request

# Stands for the thumbnail.
_MARK = "~thumb~"


class BulkForm(NamedTuple):
    """The request for thumbnails of one size, around the thumbnail."""

    before: bytes
    after: bytes
    call: Call
    #: The request for a mark.
    request: Request
    #: Of which generation its tokens are.
    generation: int

    @classmethod
    def of(cls, call: Call, request: Request, generation: int) -> "BulkForm":
        """Make the form of a request.

        :param call: what is asked, with a mark for the thumbnail.
        :param request: the request for it.
        :param generation: of which its tokens are.
        :return: the form.
        """
        before, _, after = request.target.partition(_MARK)
        headers = {"Host": request.origin.netloc, **request.headers}
        lines = [f"{after} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        return cls(f"GET {before}".encode("latin-1"), "\r\n".join(lines).encode("latin-1"), call, request, generation)

    def request_for(self, segment: str) -> Request:
        """Return the request for a thumbnail.

        :param segment: the thumbnail, quoted.
        """
        return self.request._replace(target=self.request.target.replace(_MARK, segment, 1))


class BulkForms:
    """Makes the forms of a run, anew when the tokens change.

    :param client: its configuration and transport.
    :param caller: makes requests.
    :param endpoint: what is asked, with the parameters ``thumb``, ``token`` and ``size``.
    :param token: the preview token, or None for the session's.
    :param use: gets what lends connections to where the requests go, or None if a proxy is between.
    """

    def __init__(
        self,
        client: Settings,
        caller: Caller,
        endpoint: Endpoint,
        token: str | None,
        use: Callable[[Lender | None], object],
    ) -> None:
        self._client, self._caller, self._endpoint, self._token, self._use = client, caller, endpoint, token, use
        self._by_size: dict[str, BulkForm] = {}
        self._generation = -1
        #: Whether no proxy is between; None if it is not known where requests go.
        self.is_direct: bool | None = None

    def arguments(self, thumb: str, size: str) -> dict[str, str | None]:
        """Return the arguments of an ordinary call.

        :param thumb: the thumbnail.
        :param size: its size.
        :return: values by parameter.
        """
        return {"thumb": thumb, "token": self._token, "size": size}

    def of(self, size: str) -> BulkForm:
        """Return the form for a size.

        :param size: its name.
        :return: the form, with the tokens of now.
        :raises ApiException: the client has no token, and cannot get one.
        :raises ApiValueError: there are credentials, and the host was never configured.
        """
        if self._caller.session.tokens.generation != self._generation:
            self._by_size.clear()
        form = self._by_size.get(size)
        if form is None:
            form = self._by_size[size] = self._make(size)
        return form

    def forget(self) -> None:
        """Ask anew where requests go, after a redirect."""
        self._by_size.clear()
        self.is_direct = None

    def _make(self, size: str) -> BulkForm:
        arguments = self.arguments(_MARK, size)
        call = prepare(CallInput(self._endpoint, arguments), self._client.configuration)
        request, generation = self._caller.request(call)
        request, lender = self._client.rest_client.lend(request)
        if self.is_direct is None:
            self.is_direct = lender is not None
            self._use(lender)
        self._generation = generation
        return BulkForm.of(call, request, generation)
