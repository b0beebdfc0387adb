"""Bytes to disk: faults on real sockets, and what is on disk after each."""
