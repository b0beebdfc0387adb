"""Tests of engines that read a library from many processes: `tox run -e clusters` has what they need."""
