"""`TimeDuration`: written by codegen, do not edit."""

from enum import IntEnum


class TimeDuration(IntEnum):
    """Lengths of time in nanoseconds, as Go names them. Fields hold plain numbers.

    Source: package time of Go
    """

    MIN_DURATION = -(2**63)
    MAX_DURATION = 2**63 - 1
    NANOSECOND = 1
    MICROSECOND = 1_000
    MILLISECOND = 1_000_000
    SECOND = 1_000_000_000
    MINUTE = 60_000_000_000
    HOUR = 3_600_000_000_000
