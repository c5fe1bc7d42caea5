"""The folder of one grade's lists: the same files whether one grade is dealt or a county's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rotation.classes.deal import Deal
from rotation.domain.pupils import Roster
from rotation.i18n import Language
from rotation.io.pupil_tables import canonical_roster
from rotation.policy.dealing import DealRules, canonical_rules
from rotation.report.class_lists import balance_csv, internal_csv, public_csv, public_workbook
from rotation.report.class_report import Comparison, report_page
from rotation.report.whole import put_files

__all__ = ["FILES", "write_deal"]

FILES: Final = (
    "balance.csv", "lists.csv", "public_lists.csv", "public_lists.xlsx", "pupils.csv", "report.html", "rules.json",
)
"""What a deal writes; a folder may hold other files beside them."""


def write_deal(
    out: Path, roster: Roster, rules: DealRules, found: Deal, compared: Comparison, names: Sequence[str], seed: str,
    lang: Language,
) -> None:  # fmt: skip
    """Write lists, balance and report of one grade, all or none; what else the folder holds stays."""
    named = list(names)
    files = {
        "lists.csv": internal_csv(roster, found.place, named),
        "public_lists.csv": "\ufeff" + public_csv(roster, found.place, named, lang),
        "balance.csv": balance_csv(compared.ours),
        "report.html": report_page(roster, rules, found, compared, named, seed, lang),
        "pupils.csv": canonical_roster(roster),
        "rules.json": canonical_rules(rules),
    }
    book = public_workbook(roster, found.place, named, rules.title(lang), lang)
    texts = {name: text.encode() for name, text in files.items()}
    put_files(out, {**texts, "public_lists.xlsx": book}, keep=True)
