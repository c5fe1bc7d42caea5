"""Puts this folder on the path, so that ``class_grades`` can be imported."""
