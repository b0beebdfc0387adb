"""What users name photos and other things by: UIDs, or models that have one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol, TypeAlias, TypeVar, cast

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
    if isinstance(items, str) or hasattr(items, "uid"):  # models can be iterated over, too
        return [uid_of(name, cast("Item", items), kind)]
    if not isinstance(items, Iterable) or isinstance(items, bytes | bytearray | Mapping):
        raise ApiTypeError(f"{name} must be UIDs or models, one or many, not {type(items).__name__}")
    return list(dict.fromkeys(uid_of(f"{name}[{number}]", item, kind) for number, item in enumerate(items)))


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
