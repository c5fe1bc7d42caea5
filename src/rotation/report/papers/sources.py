"""What the policies' sources and documents are called in English, from ``models/sources.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from rotation.i18n import Language
from rotation.report.papers.dossier import legible
from rotation.resources import shipped

__all__ = ["document_text", "source_text"]

MOST_CHARACTERS = 300
"""Of a source, in each language."""


def source_text(source: str, lang: Language) -> str:
    """Return a source as papers tell it: in English with the Chinese behind it, which alone counts."""
    return _both(source, _english("sources").get(source), lang)


def document_text(document: str, key: str, lang: Language) -> str:
    """Return a document with its title; ``key`` is its number, or the title where it has none."""
    return _both(document, _english("documents").get(key), lang)


def _both(original: str, english: str | None, lang: Language) -> str:
    shown = legible(original, MOST_CHARACTERS)
    return shown if lang == "zh" or english is None else f"{legible(english, MOST_CHARACTERS)} ({shown})"


@cache
def _english(table: str) -> Mapping[str, str]:
    text = (shipped("models") / "sources.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(text)[table]
    return found
