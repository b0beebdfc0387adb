"""Entry point for tools that call setup.py; the settings are in pyproject.toml."""

from setuptools import setup

setup()
