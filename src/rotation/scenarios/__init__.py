"""Alternatives: scenarios in files, plans side by side, and sweeps over settings.

Names are imported when they are first used.
"""
