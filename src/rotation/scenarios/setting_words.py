"""What a setting is called: its rule and its own name in words, then the dotted name that files and commands know."""

from __future__ import annotations

from rotation.i18n import Language, bracketed, named, words
from rotation.i18n.reports import RULE
from rotation.i18n.rulebook import PART, SETTING

__all__ = ["setting_words"]


def setting_words(name: str, lang: Language, *, dotted: bool = True) -> str:
    """Return a setting's name in words, ``dotted`` with the dotted name after it; that alone where a part has no words.

    Example
    -------
    >>> setting_words("exchange_ratio.min_ratio", "en")
    'exchange ratio: least ratio (exchange_ratio.min_ratio)'
    """
    head, _, rest = name.partition(".")
    whole = RULE.get(head) or PART.get(head)
    parts = [SETTING.get(part) or words.SUBJECT.get(part) for part in rest.split(".")]
    if whole is None or None in parts:
        return name
    told = named(whole.to(lang), " ".join(part.to(lang) for part in parts if part is not None), lang)
    return bracketed(told, name, lang) if dotted else told
