"""Tests of the gallery: what is written beside an export, and the page as a browser shows it."""
