"""The command ``rotation``: parse, call the library, print.

Nothing heavy is imported before a command runs.
"""

from rotation.cli.main import main

__all__ = ["main"]
