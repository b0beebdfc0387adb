"""Tests of the documentation: what it shows runs, what it claims is so."""
