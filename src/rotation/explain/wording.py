"""A ruling in words, as sentences about it name it."""

from __future__ import annotations

from rotation.domain.district import District
from rotation.domain.rulings import Ruling
from rotation.i18n import Text, findings
from rotation.i18n.decisions import DECISIONS
from rotation.i18n.words import RULING

__all__ = ["said"]


def said(district: District, ruling: Ruling) -> Text:
    """Return a ruling's row, kind and school to go to."""
    to = Text("", "")
    if ruling.to is not None and ruling.to in district.school_by_id:
        to = DECISIONS["to"].fill(school=findings.named(district.school_by_id[ruling.to]))
    return DECISIONS["ruling"].fill(row=ruling.row, kind=RULING[ruling.kind], to=to)
