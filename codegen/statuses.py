"""What the statuses of an operation mean: its own entries, and those of all operations of its kind."""

from codegen.entries import Operation

_ERRORS = {
    400: "BadRequestException",
    401: "UnauthorizedException",
    403: "ForbiddenException",
    404: "NotFoundException",
    409: "ConflictException",
    429: "RateLimitException",
    500: "ServiceException",
}
_ACCESS = {
    401: "The server wants a login, or does not accept this one.",
    403: "This login may not do that, or the feature is switched off.",
    429: "Too many requests with bad tokens came from this address.",
}
_TOKEN = {403: "The token is not accepted."}
_BYTES = {
    206: "Only after `Range`: a part of it.",
    304: "Only after `If-Modified-Since`: it did not change.",
    416: "Only after `Range`: the range begins after the end.",
}
_BAD_BODY = {400: "The body is empty, or a value has the wrong type; nothing is saved."}
_BAD_QUERY = {400: "The server cannot use a parameter."}


def statuses_of(operation: Operation) -> dict[int, str]:
    """Return what each status of an operation means.

    :param operation: the entry.
    :return: sentences by status, in order.
    """
    found: dict[int, str] = {200: "OK." if operation.result == "None" else f"OK: {operation.returns}."}
    if operation.token == "access":
        found |= _ACCESS
    elif operation.token in {"preview", "download"}:
        found |= _TOKEN
    if operation.is_bytes and operation.content != "ARCHIVE" and operation.token != "access":
        found |= _BYTES
    if operation.of_place("body"):
        found |= _BAD_BODY
    if operation.of_place("query") and not operation.is_bytes:
        found |= _BAD_QUERY
    return dict(sorted((found | dict(operation.statuses)).items()))


def error_of(status: int) -> str:
    """Return the class of the error that a status raises.

    :param status: of an answer.
    :return: its name, or an empty text for a good answer.
    """
    return _ERRORS.get(status, "ApiException" if status >= 400 else "")


def errors_of(operation: Operation) -> list[tuple[str, str]]:
    """Return the errors that this operation alone explains, for its docstring.

    :param operation: the entry.
    :return: classes of errors and sentences.
    """
    own = sorted(operation.statuses.items())
    return [(error_of(status), text[0].lower() + text[1:]) for status, text in own if error_of(status)]
