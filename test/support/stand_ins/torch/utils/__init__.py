"""Holds the loading of data."""
