"""What the table is made of: an entry for each operation, parameter, model and field.

Texts are Markdown with code in single backticks. Meanings of parameters and fields begin with a lower-case letter and
have no full stop at their end: docstrings and pages add what they need.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: Where a value goes: a segment of the path, the rest of the path (with slashes), the query, the whole body, one value
#: of a JSON body or of a form, files of a multipart body, or the header ``X-Auth-Token`` in the session's place.
Place = Literal["path", "rest", "query", "body", "json", "form", "files", "header"]

#: What a request carries: the session's access token; a preview token in the path; a download token in the query;
#: nothing of the session, where the request is itself about a login, or needs none.
Token = Literal["access", "preview", "download", "none"]

#: What a good answer holds: JSON, or bytes that are checked in this way.
Content = Literal["JSON", "PICTURE", "FILE", "ARCHIVE"]


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation.

    :param name: in Python.
    :param meaning: what it is, with its range and default.
    :param type: in Python.
    :param place: where the value goes.
    :param default: as Python text; None where the parameter is required.
    :param example: as Python text, for the page.
    :param wire: the server's name; default *name*.
    :param limits: smallest and largest number of a query.
    :param choices: words of a query.
    :param check: Python text for the check of a value of the query, where type, limits and choices don't tell it, or
        of the rest of the path.
    :param by_name: whether it is keyword-only: an addition to the published signature.
    """

    name: str
    meaning: str
    type: str = "str"
    place: Place = "path"
    default: str | None = None
    example: str = ""
    wire: str = ""
    limits: tuple[int, int] | None = None
    choices: tuple[str, ...] = ()
    check: str = ""
    by_name: bool = False

    @property
    def wire_name(self) -> str:
        """The server's name."""
        return self.wire or self.name


@dataclass(frozen=True)
class Operation:
    """An operation: one method and path of the API, and what is known of it.

    :param name: of the method.
    :param route: HTTP method and path.
    :param summary: one sentence that begins with a verb.
    :param parameters: in the published order; additions come last.
    :param result: type of the result.
    :param returns: the result in words, without a full stop.
    :param statuses: what a status means; those that every operation of this kind has are added.
    :param details: what else a reader of the docstring needs.
    :param note: what the server does that one would not expect; for the page.
    :param also: other API classes that have the operation.
    :param token: what the request carries.
    :param needs_login: whether the server refuses an app password, so that only a session will do.
    :param content: what a good answer holds.
    :param accept: the ``Accept`` header, where it is not JSON.
    :param repeatable: whether sending it twice does what sending it once does; default for GET.
    :param checks: name of a hand-written table of checks for the query, in place of those of the parameters.
    :param filters: name of a hand-written ``TypedDict`` of filters, which are keyword-only.
    :param explains: whether a refusal of the server, 400, is to be explained: it says only that it cannot do that.
    :param header: the parameter that stands for the session's access token, besides its place in the body.
    :param file: what the form that writes files checks, where *content* does not tell it: see `sources`.
    :param filename: name of such a file in a folder, where the server sends none, with arguments in braces.
    :param optional_body: whether the body may be left out.
    :param secret_body: whether texts in the body are secrets.
    :param fixed: values of a form that are always sent.
    :param example: code for the page, where the call alone says too little; ``{api}`` stands for the API.
    :param example_token: what the requests of the example carry, where that is more than *token*.
    :param source: file of the server that has it, where the API description does not.
    """

    name: str
    route: str
    summary: str
    parameters: tuple[Parameter, ...] = ()
    result: str = "None"
    returns: str = ""
    statuses: Mapping[int, str] = field(default_factory=dict, hash=False)
    details: str = ""
    note: str = ""
    also: tuple[str, ...] = ()
    token: Token = "access"
    needs_login: bool = False
    content: Content = "JSON"
    accept: str = "application/json"
    repeatable: bool | None = None
    checks: str = ""
    filters: str = ""
    explains: bool = False
    header: str = ""
    file: str = ""
    filename: str = ""
    optional_body: bool = False
    secret_body: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict, hash=False)
    example: str = ""
    example_token: Token | None = None
    source: str = ""

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.route.partition(" ")[0]

    @property
    def path(self) -> str:
        """The path."""
        return self.route.partition(" ")[2]

    @property
    def constant(self) -> str:
        """The name of the operation's description in the generated module."""
        return self.name.upper()

    @property
    def is_repeatable(self) -> bool:
        """Whether sending it twice does what sending it once does."""
        return self.method == "GET" if self.repeatable is None else self.repeatable

    @property
    def is_bytes(self) -> bool:
        """Whether the result is bytes."""
        return self.content != "JSON"

    def of_place(self, *places: Place) -> tuple[Parameter, ...]:
        """Return the parameters whose values go to one of *places*.

        :param places: the places.
        :return: the parameters, in order.
        """
        return tuple(parameter for parameter in self.parameters if parameter.place in places)


@dataclass(frozen=True)
class Api:
    """A class of operations.

    :param name: of the class.
    :param summary: what the class is for, as a noun phrase.
    :param intro: first lines of its page.
    """

    name: str
    summary: str
    intro: str = ""

    @property
    def module(self) -> str:
        """The name of its module, without package and ending."""
        return self.name.removesuffix("Api").lower()


@dataclass(frozen=True)
class Field:
    """A field of a model.

    :param name: in Python.
    :param type: in Python, without ``| None``: every field may be missing.
    :param meaning: what it is, with its unit.
    :param wire: the name that the server writes; default *name* in capitalised words.
    :param also: another name that is read: that of the API description, or of other versions of the server.
    :param secret: whether its value is masked when the model is shown.
    """

    name: str
    type: str
    meaning: str
    wire: str = ""
    also: str = ""
    secret: bool = False

    @property
    def wire_name(self) -> str:
        """The name that the server writes."""
        return self.wire or "".join(_capitalised(word) for word in self.name.split("_"))


@dataclass(frozen=True)
class Model:
    """A model.

    :param name: of the class.
    :param summary: one sentence, a noun phrase.
    :param fields: in the order of the server.
    :param details: what else a reader needs.
    :param is_form: whether it is something to send.
    :param mixins: hand-written classes that add members.
    :param module: of the class; default its name in snake case.
    :param source: what its fields were read from.
    """

    name: str
    summary: str
    fields: tuple[Field, ...]
    details: str = ""
    is_form: bool = False
    mixins: tuple[str, ...] = ()
    module: str = ""
    source: str = ""


@dataclass(frozen=True)
class Choice:
    """An enumeration: the values that the server is known to write. Fields take others as well.

    :param name: of the class.
    :param summary: one sentence, a noun phrase.
    :param base: ``StrEnum`` or ``IntEnum``.
    :param members: names to values, as Python text.
    :param source: where the values are from.
    """

    name: str
    summary: str
    base: Literal["StrEnum", "IntEnum"]
    members: Mapping[str, str]
    source: str


# Words of a field's name that the server writes in capitals.
_CAPITALS = frozenset({"cc", "fps", "hdr", "id", "ip", "uid", "url", "utc"})


def _capitalised(word: str) -> str:
    return word.upper() if word in _CAPITALS else word.capitalize()
