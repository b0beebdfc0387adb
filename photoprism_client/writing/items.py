"""What users name photos and other things by: UIDs, or models that have one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar, cast

from photoprism_client._identifiers import is_uid
from photoprism_client.exceptions import ApiTypeError, ApiValueError, NotFoundException

T = TypeVar("T")


class HasUid(Protocol):
    """A model with a UID, such as `SearchPhoto` or `EntityAlbum`."""

    @property
    def uid(self) -> str | None:
        """The UID."""


#: A UID, or a model that has it.
Item: TypeAlias = str | HasUid
#: One or many of them.
Items: TypeAlias = Item | Iterable[Item]


class Kind(NamedTuple):
    """A kind of thing."""

    letter: str
    word: str


ALBUM = Kind("a", "an album")
MARKER = Kind("m", "a marker")
PERSON = Kind("j", "a person")
PHOTO = Kind("p", "a photo")

#: Quality of a photo; below it, photos are in review, and below 0 hidden.
LOWEST_APPROVED = 3

_THOUSAND = 1000


def uid_of(name: str, item: Item, kind: Kind) -> str:
    """Return the UID of a thing.

    :param name: of the argument, for messages.
    :param item: the UID, or a model that has it.
    :param kind: the kind of thing that is allowed.
    :return: the UID.
    :raises ApiTypeError: it is neither a ``str`` nor such a model.
    :raises ApiValueError: it is not the UID of such a thing.
    """
    allowed = f"the UID of {kind.word} ({kind.letter} and 15 letters or digits), or a model that has it"
    uid = item if isinstance(item, str) else getattr(item, "uid", item)
    if not isinstance(uid, str):
        raise ApiTypeError(f"{name} must be {allowed}, not {type(item).__name__}")
    if not is_uid(uid, kind.letter):
        raise ApiValueError(f"{name} must be {allowed}, not {uid!r}")
    return uid


def uids_of(name: str, items: Items, kind: Kind) -> list[str]:
    """Return the UIDs of one or many things.

    :param name: of the argument, for messages.
    :param items: UIDs or models, or one of them.
    :param kind: the kind of thing that is allowed.
    :return: each UID once, in order.
    :raises ApiTypeError: one is neither a ``str`` nor a model with a UID.
    :raises ApiValueError: one is not the UID of such a thing.
    """
    if is_one(items):
        return [uid_of(name, cast("Item", items), kind)]
    many = one_or_many(name, items, "UIDs or models")
    return list(dict.fromkeys(uid_of(f"{name}[{number}]", item, kind) for number, item in enumerate(many)))


def is_one(given: object) -> bool:
    """Tell one thing from many: models can be iterated over, too.

    :param given: what the user passed.
    :return: whether it is a text or a model.
    """
    return isinstance(given, str) or hasattr(given, "uid")


def one_or_many(name: str, given: object, what: str) -> Iterable[Any]:
    """Return one thing, or many, as many.

    :param name: of the argument, for messages.
    :param given: what the user passed.
    :param what: what the things may be.
    :return: the things.
    :raises ApiTypeError: it is neither.
    """
    if is_one(given):
        return [given]
    if not isinstance(given, Iterable) or isinstance(given, bytes | bytearray | Mapping):
        raise ApiTypeError(f"{name} must be {what}, one or many, not {type(given).__name__}")
    return given


def thousands(uids: list[str]) -> Iterator[list[str]]:
    """Split UIDs into parts that the server takes: it refuses more than about 32 700 at once.

    :param uids: any number.
    :return: lists of a thousand at most.
    """
    for start in range(0, len(uids), _THOUSAND):
        yield uids[start : start + _THOUSAND]


def if_known(ask: Callable[[str], T], uid: str) -> T | None:
    """Ask for a thing that may not exist.

    :param ask: the call.
    :param uid: what to ask for.
    :return: the thing, or None if the server says that it does not have it.
    :raises ApiException: the call failed, also by the 404 of something that is not a PhotoPrism API.
    """
    try:
        return ask(uid)
    except NotFoundException as error:
        if not isinstance(error.data, Mapping):
            raise
        return None
