"""Stands in for PyTorch, which is too large for the tests: what our example and its page import, and nothing else."""
