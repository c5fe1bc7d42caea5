"""Shared by all tests: puts this folder on the path, so that ``districts`` can be imported."""
