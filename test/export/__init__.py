"""Tests of what an export writes and where."""
