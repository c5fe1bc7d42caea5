"""A TOML file of settings as tables, or one reason why it is none: size, encoding, syntax, depth, numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rotation.i18n import Text
from rotation.i18n.problems import TOML

__all__ = ["TomlError", "exists", "is_file", "read_toml", "toml_tables"]

MOST_BYTES: Final = 1_000_000
DEEPEST: Final = 10
MOST_DIGITS: Final = 18
_CLIPPED: Final = 60


class TomlError(Exception):
    """Why a file cannot be read as settings; ``reason`` is a sentence that the file's name goes before."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def is_file(path: Path) -> bool:
    """Say whether a path names a file; a name that no file can have, such as one too long, names none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Say whether a path names anything; as ``is_file``."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_toml(path: Path) -> tuple[bytes, dict[str, Any]]:
    """Return a file's bytes and its tables; a byte order mark is no part of them.

    Raises
    ------
    TomlError
        The file cannot be read, or is not what a file of settings can be.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TomlError(TOML["too_large"])
        content = path.read_bytes()
    except OSError as error:
        raise TomlError(TOML["unreadable"].fill(reason=error.strerror or type(error).__name__)) from None
    try:
        return content, toml_tables(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise TomlError(TOML["not_utf8"]) from None


def toml_tables(text: str) -> dict[str, Any]:
    """Return the tables of a text; raises ``TomlError``."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(TOML["syntax"].fill(reason=error)) from None
    except RecursionError:
        raise TomlError(TOML["deep"].fill(most=DEEPEST)) from None
    except ValueError:  # Python reads no number of thousands of digits
        raise TomlError(TOML["digits"].fill(most=MOST_DIGITS)) from None
    _sane(tables)
    return tables


def _sane(tables: Mapping[str, Any]) -> None:
    """Refuse what no setting needs and what would end a later step: deep nesting and numbers without end."""
    todo: list[tuple[str, Any, int]] = [("", tables, 0)]
    while todo:
        name, value, depth = todo.pop()
        if depth > DEEPEST:
            raise TomlError(TOML["deep"].fill(most=DEEPEST))
        if isinstance(value, Mapping):
            todo += [(f"{name}.{key}".strip("."), each, depth + 1) for key, each in value.items()]
        elif isinstance(value, list):
            todo += [(name, each, depth + 1) for each in value]
        elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
            raise TomlError(TOML["digits_of"].fill(name=name[:_CLIPPED], most=MOST_DIGITS))
