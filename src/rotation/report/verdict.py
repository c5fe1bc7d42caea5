"""The terminal's report of an independent check."""

from __future__ import annotations

from rotation.i18n.reports import VERDICT, tier_label
from rotation.report.checking import Verdict
from rotation.report.release import release
from rotation.report.screen import BAD, FAINT, GOOD, Screen
from rotation.report.stored import StoredPlan
from rotation.report.text import number

__all__ = ["show_verdict"]


def show_verdict(screen: Screen, plan: StoredPlan, verdict: Verdict, *, bounds: bool = False) -> None:
    """Print what agrees, or everything that is wrong; ``bounds``: they are checked as well, and said apart."""
    lang = screen.lang
    screen.heading(VERDICT["title"].to(lang, plan=plan.certificate.plan, folder=plan.folder))
    if not verdict.holds:
        screen.line(VERDICT["fails"].to(lang, count=len(verdict.problems)), BAD)
        for position, problem in enumerate(verdict.problems, 1):
            screen.line(problem.to(lang), mark=f"{position}.")
        _tell_of_sentences(screen, verdict)
        return
    audit = verdict.audit
    assert audit is not None
    required = sum(rule.mode == "required" for rule in plan.policy.rules.values())
    screen.line(VERDICT["holds"].to(lang, required=required, findings=len(audit.findings)), GOOD)
    for tier in plan.certificate.tiers:
        counted = number(audit.tiers[tier.name])
        name = tier_label(tier.name, lang)
        screen.line(VERDICT["tier"].to(lang, tier=name, claimed=tier.value, counted=counted))
    _tell_of_sentences(screen, verdict)
    if not bounds:
        screen.line(VERDICT["bounds"].to(lang), FAINT)


def _tell_of_sentences(screen: Screen, verdict: Verdict) -> None:
    if verdict.worded_by is not None:
        told = VERDICT["sentences"].to(screen.lang, version=verdict.worded_by, here=release())
        screen.line(told, FAINT)
