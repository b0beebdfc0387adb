"""Run a command while the kernel refuses system calls, as the file systems of some disks do.

SQLite makes system calls itself, so that patching Python would not affect it. ``main`` needs a process of its own,
since a filter cannot be undone; its arguments are ``locks:37,sync:22 COMMAND…``.
"""

import ctypes
import platform
import struct
import sys
from collections.abc import Iterator

from photoprism_client.cli import main as run_command

# Numbers of calls, x86-64 and ARM; a pair where only some of its commands, the second argument, are refused.
_OF_LOCKS = (5, 6, 7, 36, 37, 38)  # F_GETLK, F_SETLK, F_SETLKW, and those for open files
_CALLS: dict[str, dict[str, tuple[int | tuple[int, tuple[int, ...]], ...]]] = {
    "x86_64": {
        "locks": (73, (72, _OF_LOCKS)),
        "record-locks": ((72, _OF_LOCKS),),
        "sync": (74, 75),
        "links": (86, 265),
        "times": (280,),
        "space": (137, 138),
    },
    "aarch64": {
        "locks": (32, (25, _OF_LOCKS)),
        "record-locks": ((25, _OF_LOCKS),),
        "sync": (82, 83),
        "links": (37,),
        "times": (88,),
        "space": (43, 44),
    },
}
#: Whether this machine can refuse calls.
IS_POSSIBLE = sys.platform == "linux" and platform.machine() in _CALLS

_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER, _SECOND_ARGUMENT = 0, 24  # offsets in what a filter sees
_NO_NEW_PRIVILEGES, _SET_FILTER, _FILTER_MODE = 38, 22, 2

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("size", ctypes.c_ushort), ("code", ctypes.c_char_p))


def refuse(rules: str) -> None:
    """Refuse calls from now on.

    :param rules: names and numbers of errors, such as ``locks:37,sync:22``.
    """
    chosen = dict(rule.split(":") for rule in rules.split(","))
    code = [line for name, error in chosen.items() for line in _refusal(_CALLS[platform.machine()][name], int(error))]
    packed = b"".join(struct.pack("=HBBI", *line) for line in [*code, (_RETURN, 0, 0, _ALLOW)])
    program = _Program(len(packed) // 8, packed)
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SET_FILTER, _FILTER_MODE, ctypes.byref(program), 0, 0)):
        if libc.prctl(*arguments):
            raise OSError(ctypes.get_errno(), "the kernel takes no filter")


def _refusal(calls: tuple[int | tuple[int, tuple[int, ...]], ...], error: int) -> Iterator[Instruction]:
    for call in calls:
        number, commands = call if isinstance(call, tuple) else (call, ())
        yield _LOAD, 0, 0, _NUMBER
        if not commands:
            yield _JUMP_IF_EQUAL, 0, 1, number
            yield _RETURN, 0, 0, _ERRNO | error
        else:
            yield _JUMP_IF_EQUAL, 0, 1 + 2 * len(commands), number
            yield _LOAD, 0, 0, _SECOND_ARGUMENT
            for command in commands:
                yield _JUMP_IF_EQUAL, 0, 1, command
                yield _RETURN, 0, 0, _ERRNO | error


def main() -> None:
    """Run the command that the arguments name after the rules."""
    refuse(sys.argv.pop(1))
    run_command()
