"""The command compare: plans side by side."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rotation.cli.progress import Reporter
from rotation.i18n import Language
from rotation.i18n.scenarios import COMPARE
from rotation.report.certificate import json_text
from rotation.report.screen import Screen
from rotation.report.target import may_begin
from rotation.scenarios.advice import advise
from rotation.scenarios.compare import compare as compared
from rotation.scenarios.compare import load_entries
from rotation.scenarios.compare_files import comparison_record, write_comparison
from rotation.scenarios.compare_screen import show_comparison

__all__ = ["compare"]


def compare(lang: Language, folders: Sequence[Path], to: Path | None, *, as_json: bool) -> int:
    """Recount the plans, print what differs, write it where asked."""
    if to is not None:
        may_begin(to, lang)
    reporter = Reporter(sys.stderr, lang)
    comparison = compared(load_entries(folders, lang, reporter.say))
    advice = advise(comparison, lang, reporter.say)
    written = [] if to is None else write_comparison(to, comparison, advice, lang)
    if as_json:
        sys.stdout.write(json_text(comparison_record(comparison, advice, lang)))
        return 0
    screen = Screen(sys.stdout, lang)
    show_comparison(screen, comparison, advice, filed=bool(written))
    for path in written:
        screen.path(COMPARE["to_written"].to(lang, path=path), 0)
    return 0
