"""The error tree: one root, a class for each status, nothing secret in what is stored or printed, picklable."""

import copy
import pickle
from collections.abc import Mapping

import pytest

from photoprism_client import exceptions
from photoprism_client._error_facts import header_of, mask
from photoprism_client.exceptions import (
    ApiAttributeError,
    ApiException,
    ApiKeyError,
    ApiTypeError,
    ApiValueError,
    BadRequestException,
    ChangedOnServerError,
    ConflictException,
    ForbiddenException,
    IncompleteArchiveError,
    IntegrityError,
    LookupFailedError,
    MissingOriginalError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
    RateLimitException,
    ServiceException,
    TransportError,
    UnauthorizedException,
    UnprocessableEntityException,
    exception_class,
    render_path,
)

SECRET = "canary7x2k9"


class Answer:
    """What an error reads of an answer."""

    def __init__(self, status: int, reason: str | None = "Reason", body: bytes = b"{}") -> None:
        self.status = status
        self.reason = reason
        self.headers: Mapping[str, str] = {"Content-Type": "application/json", "X-Auth-Token": SECRET}
        self.data = body


@pytest.mark.parametrize(
    ("error", "parents"),
    [
        (ApiTypeError, (OpenApiException, TypeError)),
        (ApiValueError, (OpenApiException, ValueError)),
        (ApiAttributeError, (OpenApiException, AttributeError)),
        (ApiKeyError, (OpenApiException, KeyError)),
        (LookupFailedError, (OpenApiException, LookupError)),
        (ApiException, (OpenApiException,)),
        (BadRequestException, (ApiException,)),
        (UnauthorizedException, (ApiException,)),
        (ForbiddenException, (ApiException,)),
        (NotFoundException, (ApiException,)),
        (ConflictException, (ApiException,)),
        (UnprocessableEntityException, (ApiException,)),
        (RateLimitException, (ApiException,)),
        (ServiceException, (ApiException,)),
        (TransportError, (ApiException,)),
        (PlaceholderException, (ApiException,)),
        (IntegrityError, (ApiException,)),
        (ChangedOnServerError, (IntegrityError,)),
        (IncompleteArchiveError, (IntegrityError,)),
    ],
)
def test_the_tree_is_as_drawn(error: type[Exception], parents: tuple[type[Exception], ...]) -> None:
    """Each error has the parents that the drawing gives it, and its name stands in the drawing."""
    for parent in parents:
        assert issubclass(error, parent)
    assert error.__name__ in (exceptions.__doc__ or "")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, BadRequestException),
        (401, UnauthorizedException),
        (403, ForbiddenException),
        (404, NotFoundException),
        (405, ApiException),
        (409, ConflictException),
        (422, UnprocessableEntityException),
        (429, RateLimitException),
        (499, ApiException),
        (500, ServiceException),
        (599, ServiceException),
        (302, ApiException),
        (600, ApiException),
    ],
)
def test_from_response_raises_the_class_of_the_status(status: int, expected: type[ApiException]) -> None:
    """``from_response`` always raises, as the generated one does, with what the answer holds."""
    assert exception_class(status) is expected
    with pytest.raises(ApiException) as caught:
        ApiException.from_response(http_resp=Answer(status), body="the body", data={"error": "x"})
    assert type(caught.value) is expected
    assert caught.value.status == status
    assert caught.value.reason == "Reason"
    assert caught.value.body == "the body"
    assert caught.value.data == {"error": "x"}


def test_an_answer_fills_in_what_is_left_out() -> None:
    """Status, reason, headers and body come from the answer, unless they are given."""
    error = ApiException(http_resp=Answer(418, body=b"caf\xc3\xa9 \xff"))
    assert (error.status, error.reason, error.body) == (418, "Reason", "café \N{REPLACEMENT CHARACTER}")
    given = ApiException(500, "mine", Answer(418), body="text", headers={"A": "b"})
    assert (given.status, given.reason, given.body, given.headers) == (500, "mine", "text", {"A": "b"})


def test_nothing_secret_is_stored_or_printed() -> None:
    """No attribute, argument, text, ``repr`` or pickle of an error holds a secret that it was made of."""
    url = f"https://h/api/v1/dl/abc?t={SECRET}"
    error = ApiException(
        403,
        f"no {url}",
        body=f'{{"access_token": "{SECRET}"}}',
        data=f"password={SECRET}",
        headers={"Set-Cookie": SECRET, "Location": url},
        message=f"tried {url}",
        method="GET",
        url=url,
    )
    for shown in (str(error), repr(error), repr(error.args), repr(error.__dict__)):
        assert SECRET not in shown
    assert SECRET.encode() not in pickle.dumps(error)
    assert error.args == (403, "no https://h/api/v1/dl/abc?t=***")
    assert error.url == "https://h/api/v1/dl/abc?t=***"


def test_the_text_of_an_error_shows_what_is_known() -> None:
    """Status, reason, request, advice, headers and the body's beginning, in this order; what is missing is left out."""
    error = NotFoundException(
        404, "Not Found", body="x" * 502, headers={"A": "b"}, message="Check host.", method="GET", url="http://h/x"
    )
    assert str(error) == (
        "(404)\nReason: Not Found\nRequest: GET http://h/x\nCheck host.\n"
        f"HTTP response headers: {{'A': 'b'}}\nHTTP response body: {'x' * 500}… (2 more)\n"
    )
    assert str(ApiException(500, "Oops", body="short")) == "(500)\nReason: Oops\nHTTP response body: short\n"
    assert str(ApiException()) == "(None)\nReason: None\n"
    assert repr(error) == "NotFoundException(status=404, reason='Not Found', url='http://h/x')"


def test_a_transport_error_has_status_0() -> None:
    """No answer is status 0; another try may help unless the error says otherwise."""
    error = TransportError("connection refused", message="Check host.", method="GET", url="http://h/")
    assert (error.status, error.reason, error.is_passing) == (0, "connection refused", True)
    assert not TransportError("certificate", is_passing=False).is_passing


@pytest.mark.parametrize(
    "error",
    [
        ForbiddenException(403, "Forbidden", body="b", headers={"A": "b"}, message="m", method="GET", url="u"),
        TransportError("cut", message="Try again.", method="GET", url="http://h/", is_passing=False),
        PlaceholderException(200, "placeholder", message="none"),
        ApiTypeError("wrong", ["files", 0], (int, str), True),
        ApiValueError("wrong", ["a"]),
        ApiAttributeError("wrong"),
        ApiKeyError("wrong", ["a", 1]),
        LookupFailedError("album", "Berlyn", ("Berlin",)),
        LookupFailedError("album", "Berlin", uids=("as6sg6bxpogaaba7", "as6sg6bxpogaaba8")),
        OpenApiException("root"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_cross_process_borders(error: Exception) -> None:
    """A pickled, copied or deeply copied error is of the same class and has the same text and attributes."""
    for copied in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(copied) is type(error)
        assert str(copied) == str(error)
        assert copied.args == error.args
        assert copied.__dict__ == error.__dict__


def test_an_error_can_be_narrowed() -> None:
    """The narrower error has the facts of the other and a message of its own, masked; the other stays as it is."""
    error = NotFoundException(http_resp=Answer(404), message="before", method="GET", url="http://server/x")
    narrowed = error.narrowed(MissingOriginalError, f"see http://server/api/v1/dl/x?t={SECRET}")
    assert type(narrowed) is MissingOriginalError
    assert narrowed.message == "see http://server/api/v1/dl/x?t=***"
    assert (narrowed.status, narrowed.reason, narrowed.body, narrowed.method, narrowed.url) == (
        *(404, "Reason", "{}", "GET"),
        "http://server/x",
    )
    assert header_of(narrowed, "content-type") == "application/json"
    assert str(pickle.loads(pickle.dumps(narrowed))) == str(narrowed)
    assert (type(error), error.message) == (NotFoundException, "before")


@pytest.mark.parametrize("kind", [ApiTypeError, ApiValueError, ApiAttributeError, ApiKeyError])
def test_a_located_error_names_the_place(kind: type[ApiTypeError]) -> None:
    """The message ends with the way to the faulty item, where there is one; a KeyError shows no quotes either."""
    assert str(kind("wrong")) == "wrong"
    assert kind("wrong").path_to_item is None
    located = kind("wrong", ["files", 0, "Hash"])
    assert str(located) == "wrong at ['files'][0]['Hash']"
    assert located.path_to_item == ["files", 0, "Hash"]


def test_a_type_error_keeps_what_is_allowed() -> None:
    """The classes allowed, and whether a key is meant, are attributes."""
    error = ApiTypeError("wrong", ["a"], (int,), False)
    assert (error.valid_classes, error.key_type) == ((int,), False)


def test_render_path_writes_subscripts() -> None:
    """Keys are quoted, indices are not."""
    assert render_path(["a", 0, "b c"]) == "['a'][0]['b c']"
    assert render_path([]) == ""


def test_known_secrets_are_masked_in_a_finished_error() -> None:
    """A token that a server repeats at any place is masked afterwards; what was left out stays left out."""
    error = ApiException(
        403, f"no {SECRET}", body=f"<b>{SECRET}", headers={"X-Note": SECRET}, message=SECRET, url=SECRET
    )
    mask(error, iter([SECRET]))
    assert SECRET not in f"{error}{error!r}{error.args}{error.__dict__}"
    empty = ApiException()
    mask(empty, [SECRET])
    assert (empty.reason, empty.body, empty.message, empty.url, empty.headers) == (None,) * 5
