"""How commands end: 0 done, 2 wrong usage (click's own), and these."""

EXIT_FAILED = 1
EXIT_PARTLY = 3
EXIT_IN_USE = 4
EXIT_INTERRUPTED = 130
