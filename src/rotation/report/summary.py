"""The terminal's summary of a plan: every figure from the recount, every limit with its margin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rotation.audit import Audit
from rotation.domain.district import District
from rotation.i18n.reports import KIND, METHOD, STATUS, SUMMARY, rule_label, tier_label
from rotation.plan.posting import Posting
from rotation.policy import Policy
from rotation.report.certificate import Certificate
from rotation.report.effects import show_indicators, show_lessons, show_moves
from rotation.report.screen import BAD, GOOD, Screen
from rotation.report.text import argument, bound_cells, section_names, value_cell

__all__ = ["summarise"]

MOST_BROKEN: Final = 20
HEADLINE_RULES: Final = ("exchange_ratio", "backbone_share", "senior_share")


def summarise(
    screen: Screen,
    district: District,
    policy: Policy,
    postings: Iterable[Posting],
    audit: Audit,
    certificate: Certificate,
    folder: Path,
) -> None:
    """Print the summary of a plan."""
    postings = tuple(postings)
    _headline(screen, policy, audit, certificate)
    _people(screen, policy, audit)
    _tiers(screen, certificate)
    _targets(screen, policy, audit)
    show_indicators(screen, audit)
    names = section_names(district, screen.lang)
    show_lessons(screen, names, audit)
    show_moves(screen, district, policy, names, postings)
    lang = screen.lang
    screen.heading(SUMMARY["folder"].to(lang))
    screen.path(SUMMARY["files"].to(lang, folder=folder))
    screen.line(SUMMARY["files_what"].to(lang))
    screen.path(SUMMARY["next"].to(lang, folder=argument(folder)))


def _headline(screen: Screen, policy: Policy, audit: Audit, certificate: Certificate) -> None:
    lang = screen.lang
    screen.heading(
        SUMMARY["title"].to(
            lang,
            district=certificate.district,
            year=certificate.year,
            plan=certificate.plan,
            status=KIND["draft"].to(lang),
        )
    )
    title = policy.title_zh if lang == "zh" else policy.title_en
    screen.line(SUMMARY["policy"].to(lang, title=title, name=policy.name))
    screen.line(SUMMARY["result"].to(lang, status=STATUS[certificate.status].to(lang)))
    required = {code for code, rule in policy.rules.items() if rule.mode == "required"}
    broken = [finding for finding in audit.broken if finding.rule in required]
    if not broken:
        checked = sum(finding.rule in required for finding in audit.findings)
        screen.line(SUMMARY["required_hold"].to(lang, rules=len(required), checked=checked), GOOD)
        return
    wrong = len({finding.rule for finding in broken})
    screen.line(SUMMARY["required_broken"].to(lang, rules=len(required), broken=wrong), BAD)
    for finding in broken[:MOST_BROKEN]:
        screen.line(f"{rule_label(finding.rule, lang)} ({finding.rule}): {finding.text.to(lang)}", BAD, 4)
    if len(broken) > MOST_BROKEN:
        screen.line(SUMMARY["more"].to(lang, count=len(broken) - MOST_BROKEN), BAD, 4)


def _people(screen: Screen, policy: Policy, audit: Audit) -> None:
    lang, head = screen.lang, audit.headline
    screen.heading(SUMMARY["people"].to(lang))
    for code in HEADLINE_RULES:
        if policy.active(code):
            for finding in audit.of(code):
                mark = SUMMARY["holds" if finding.holds else "broken"].to(lang)
                screen.line(finding.text.to(lang), GOOD if finding.holds else BAD, mark=mark)
    screen.line(
        SUMMARY["counts"].to(
            lang,
            moves=head.moves,
            volunteers=head.volunteers,
            homerooms=head.homerooms_broken,
            upward=head.upward,
            returns=head.returns,
            due=head.returns_due,
        )
    )


def _tiers(screen: Screen, certificate: Certificate) -> None:
    lang = screen.lang
    screen.heading(SUMMARY["tiers"].to(lang))
    screen.table(
        ("tier", "method", "value", "bound", "gap"),
        [
            (
                tier_label(tier.name, lang),
                METHOD[tier.method].to(lang) if tier.method in METHOD else tier.method,
                value_cell(tier.value),
                *bound_cells(tier.value, tier.bound, tier.gap, tier.method),
            )
            for tier in certificate.tiers
        ],
        left=2,
    )


def _targets(screen: Screen, policy: Policy, audit: Audit) -> None:
    """Print rules that are targets: those with limits as counts, those that are only made small in words."""
    lang = screen.lang
    screen.heading(SUMMARY["targets"].to(lang))
    targets = [code for code, rule in policy.rules.items() if rule.mode == "target"]
    for code in sorted(targets, key=lambda code: (policy.tiers.index(policy.rules[code].tier), code)):
        found = audit.of(code)
        if code in HEADLINE_RULES or not found:
            continue
        label = rule_label(code, lang)
        if len(found) == 1:
            finding = found[0]
            mark = "" if finding.limit is None else SUMMARY["met" if finding.holds else "not_met"].to(lang)
            text = f"{label}: {finding.text.to(lang)}" if lang == "en" else f"{label}：{finding.text.zh}"
            screen.line(text if not mark else f"{text} [{mark}]")
            continue
        met = sum(finding.holds for finding in found)
        items = SUMMARY["items"].to(lang, checked=len(found), met=met, missed=len(found) - met)
        screen.line(f"{label}: {items}." if lang == "en" else f"{label}：{items}。")
