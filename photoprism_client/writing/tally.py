"""`Tally`: what of a change was done, for the error that says what was not."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from photoprism_client.exceptions import ApiException, NotAppliedError

_MOST_SHOWN = 10


class Tally:
    """Counts off what was done, in a ``with`` block around a change to several things.

    The block ends with NotAppliedError if something is left, or if a call failed after something may have been changed.

    :param verb: what is done to them, such as ``archived``.
    :param items: what there is to do: UIDs.
    :param done: what the error holds as done; it may be filled in or replaced meanwhile.
    :param why: why something may be left, for the message.
    """

    def __init__(self, verb: str, items: Iterable[str], done: object, why: str = "") -> None:
        self._verb, self._why = verb, why
        self._left = dict.fromkeys(items)
        self._count = len(self._left)
        self._has_changed = False
        self.done = done

    def confirm(self, items: Iterable[str]) -> None:
        """Note that these are as wanted.

        :param items: some of the items.
        """
        for item in items:
            self._left.pop(item, None)

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Note that something is changed, unless the server refuses it.

        :return: a context for the call.
        """
        try:
            yield
        except ApiException as error:
            was_refused = error.status is not None and 400 <= error.status <= 499
            self._has_changed = self._has_changed or not was_refused
            raise
        self._has_changed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if error is None and self._left:
            raise self._error(f"not {self._verb}" + (f" ({self._why})" if self._why else ""), None)
        if isinstance(error, ApiException) and self._has_changed and not isinstance(error, NotAppliedError):
            raise self._error(f"not known to be {self._verb}, since a call failed", error) from error

    def _error(self, what: str, cause: ApiException | None) -> NotAppliedError:
        left = list(self._left)
        more = f" and {len(left) - _MOST_SHOWN} more" if len(left) > _MOST_SHOWN else ""
        message = f"{len(left)} of {self._count} {what}: {', '.join(left[:_MOST_SHOWN])}{more}"
        return NotAppliedError(message, items=left, done=self.done, cause=cause)
