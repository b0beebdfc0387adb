"""One thread at a time writes to each thing, and nothing is remembered of those that nobody writes to."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from photoprism_client._write_locks import WriteLocks

_MOMENT_S = 0.05  # a thread that has to wait is still waiting then


def _is_free(context: AbstractContextManager[None], *, patience_s: float = 60.0) -> bool:
    """Tell whether another thread gets in."""
    entered = threading.Event()

    def enter() -> None:
        with context:
            entered.set()

    thread = threading.Thread(target=enter, daemon=True)
    thread.start()
    return entered.wait(patience_s)


@pytest.mark.parametrize(
    ("other", "is_free"),
    [
        (lambda locks: locks.hold(["a"]), False),
        (lambda locks: locks.hold(["b", "a"]), False),
        (lambda locks: locks.hold(["b"]), True),
        (lambda locks: locks.hold([]), True),
        (lambda locks: locks.hold_all(), False),
    ],
)
def test_who_waits_while_one_is_held(
    other: Callable[[WriteLocks], AbstractContextManager[None]], is_free: bool
) -> None:
    """Only writers to the same thing wait, and those to everything."""
    locks = WriteLocks()
    with locks.hold(["a"]):
        assert _is_free(other(locks), patience_s=60.0 if is_free else _MOMENT_S) is is_free


def test_everybody_waits_while_all_is_held() -> None:
    """A change that reaches other records keeps all others out, and lets them in at its end."""
    locks = WriteLocks()
    with locks.hold_all():
        assert not _is_free(locks.hold(["b"]), patience_s=_MOMENT_S)
        assert not _is_free(locks.hold_all(), patience_s=_MOMENT_S)
    assert _is_free(locks.hold(["a"]))
    assert _is_free(locks.hold_all())


def test_nothing_is_remembered() -> None:
    """A client that edits a million photos keeps none of their UIDs, also if edits fail."""
    locks = WriteLocks()
    for number in range(100):
        with pytest.raises(ZeroDivisionError), locks.hold([str(number)]):
            raise ZeroDivisionError
    assert locks._held == set()


def test_threads_that_want_the_same_things_in_other_orders_all_get_them() -> None:
    """Things are taken all at once, so that two threads cannot wait for each other."""
    locks, turns = WriteLocks(), []

    def work(uids: list[str]) -> None:
        for _ in range(200):
            with locks.hold(uids):
                turns.append(1)

    threads = [threading.Thread(target=work, args=(uids,)) for uids in (["a", "b"], ["b", "a"], ["b", "c"], ["c", "a"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(turns) == 800


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_holds_nothing() -> None:
    """What a thread of the parent held at the fork would be held for good in the child."""
    locks = WriteLocks()
    with locks.hold(["a"]):
        child = os.fork()
        if child == 0:
            signal.alarm(60)  # ends a child that waits
            with locks.hold(["a"]), locks.hold(["b"]):
                os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
