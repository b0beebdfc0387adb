"""Measurements against other clients, made in one run and in turn: ``python -m benchmarks --help``.

Machines are noisy, so a result is never a number alone but the ratio to what another client needed at the same time.
A family of rows has a file of its own; ``__main__.py`` has the list of families.
"""
