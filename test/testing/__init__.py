"""Tests of the embedded server itself: its library, pictures, tokens, limits and life."""
