"""The fields of the plan as the section files it: no person is named in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rotation.audit import INDICATORS, CvRow, State
from rotation.domain.district import SectionKey
from rotation.domain.words import STAGES
from rotation.i18n import COMMA, words
from rotation.i18n.documents import METHOD_WORDS, PLAN_DOC, TIER_WORDS
from rotation.i18n.findings import cv_margin, exact
from rotation.i18n.reports import INDICATOR_SHORT, STATUS, SUMMARY, rule_label, tier_label
from rotation.i18n.rulebook import PART
from rotation.policy.load import OPTIONAL, SECTIONS
from rotation.report.papers.dossier import Dossier, close, legible
from rotation.report.papers.sources import document_text
from rotation.report.roster import day_text
from rotation.report.text import beginning, bound_cells, value_cell

__all__ = ["common_fields", "notice_period", "plan_fields", "policy_sources"]

HEADLINE_RULES: Final = ("exchange_ratio", "backbone_share", "senior_share")
MOVED: Final = ("high_degree", "backbone", "specialists", "senior_title")
_DOCUMENT: Final = re.compile(r"(?:[^，；：。、（）《》\s]*〔\d{4}〕第?\d+号)?(?:《[^《》]{2,60}》)?")
_REFERENCE: Final = re.compile(r"^[^《]*(?:参见|见|根据|依据|按照)(?=[^《]*〔)")


def common_fields(dossier: Dossier) -> dict[str, Any]:
    """Return the fields that every template may use."""
    digests = dossier.certificate.digests
    return {
        "lang": dossier.lang,
        "district": legible(dossier.district.name, 40),
        "year": dossier.district.year,
        "plan": dossier.certificate.plan,
        "number": legible(dossier.journal.number or "", 60),
        "status": dossier.status,
        "policy": legible(dossier.policy_title, 80),
        "digest": beginning(digests.assignments),
        "policy_digest": beginning(digests.policy),
    }


def plan_fields(dossier: Dossier) -> dict[str, Any]:
    """Return the fields of ``plan.docx``."""
    head, before, after = dossier.audit.headline, dossier.audit.state_before, dossier.audit.state_after
    return {
        **common_fields(dossier),
        "schools": len(dossier.district.schools),
        "teachers": len(dossier.district.teachers),
        "eligible": head.eligible,
        "moves": head.moves,
        "returns": head.returns,
        "basis": [
            {"no": number, "document": document, "rules": rules}
            for number, (document, rules) in enumerate(_basis(dossier), 1)
        ],
        "headline": list(_headline(dossier)),
        **_required(dossier),
        "cvs": list(_cvs(dossier)),
        "passing_before": before.totals.sections_passing,
        "passing_after": after.totals.sections_passing,
        "inside": after.totals.sections_in_indicators,
        "targets": list(_targets(dossier)),
        "by_school": list(_by_school(dossier)),
        "demanded": after.totals.lessons_demanded,
        "unfilled_before": before.totals.lessons_unfilled,
        "unfilled_after": after.totals.lessons_unfilled,
        "other_before": before.totals.lessons_other,
        "other_after": after.totals.lessons_other,
        "posts": sum(row.posts_to_apply for row in after.subjects),
        "by_subject": list(_by_subject(before, after, dossier)),
        "by_place": list(_by_place(before, after, dossier)),
        "tiers": list(_tiers(dossier)),
        "unbounded": any(tier.method == "none" for tier in dossier.certificate.tiers),
        "proof": dossier.plan.proof is not None,
        "searched": any(tier.method == "search" for tier in dossier.certificate.tiers),
        "repaired": dossier.plan.repaired_from or "",
        "result": dossier.say(STATUS[dossier.certificate.status]),
        "digests": list(_digests(dossier)),
        **_journal(dossier),
    }


def policy_sources(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Yield (name of a rule or part, its source, certainty) of everything that is in force."""
    for code, rule in dossier.policy.rules.items():
        if rule.mode != "off":
            yield rule_label(code, dossier.lang), rule.source, rule.certainty
    for part in (*SECTIONS, *OPTIONAL):
        source = getattr(getattr(dossier.policy, part), "source", "")
        yield dossier.say(PART[part]) if part in PART else part, source, "P"


def _basis(dossier: Dossier) -> list[tuple[str, str]]:
    """Return the documents that the policy names, numbers first, and what rests on each."""
    rests: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for name, source, certainty in policy_sources(dossier):
        if certainty == "D":
            continue
        for found in _DOCUMENT.findall(source):
            if found:
                number, _, title = _REFERENCE.sub("", found).partition("《")
                key = number or f"《{title}"
                titles[key] = max(titles.get(key, ""), f"《{title}" if title and number else "", key=len)
                rests.setdefault(key, [])
                if name not in rests[key]:
                    rests[key].append(name)
    joint = dossier.say(COMMA)
    ordered = sorted(rests, key=lambda key: -len(rests[key]))
    return [(document_text(key + titles[key], key, dossier.lang), joint.join(rests[key])) for key in ordered]


def _headline(dossier: Dossier) -> Iterator[str]:
    for code in HEADLINE_RULES:
        if dossier.policy.active(code):
            for finding in dossier.audit.of(code):
                yield close(dossier.say(finding.text), dossier.lang)
    head = dossier.audit.headline
    counts = dossier.say(
        SUMMARY["counts"], moves=head.moves, volunteers=head.volunteers, homerooms=head.homerooms_broken,
        upward=head.upward, returns=head.returns, due=head.returns_due,
    )  # fmt: skip
    yield close(counts, dossier.lang)


def _required(dossier: Dossier) -> Mapping[str, Any]:
    required = [code for code, rule in dossier.policy.rules.items() if rule.mode == "required"]
    rows: list[dict[str, Any]] = []
    for code in required:
        found = dossier.audit.of(code)
        held = sum(finding.holds for finding in found)
        rows.append({"rule": rule_label(code, dossier.lang), "checked": len(found), "holds": held})
    return {"required": len(required), "checked": sum(row["checked"] for row in rows), "required_rules": rows}


def _targets(dossier: Dossier) -> Iterator[str]:
    """Yield one line for each target: in words where it is counted once, else how often it is met."""
    colon, stop = ("：", "。") if dossier.lang == "zh" else (": ", ".")
    tiers = dossier.policy.tiers
    for code, rule in sorted(dossier.policy.rules.items(), key=lambda item: (tiers.index(item[1].tier), item[0])):
        found = dossier.audit.of(code)
        if rule.mode != "target" or code in HEADLINE_RULES or not found:
            continue
        name = rule_label(code, dossier.lang)
        label = name[:1].upper() + name[1:]
        if len(found) == 1 and not found[0].people:
            yield close(f"{label}{colon}{dossier.say(found[0].text)}", dossier.lang)
        elif any(finding.limit is not None for finding in found):
            met = sum(finding.holds for finding in found)
            items = dossier.say(SUMMARY["items"], checked=len(found), met=met, missed=len(found) - met)
            yield close(f"{label}{colon}{items}{stop}", dossier.lang)


def _cvs(dossier: Dossier) -> Iterator[dict[str, Any]]:
    before, after = dossier.audit.state_before, dossier.audit.state_after
    for old, new in zip(before.cvs, after.cvs, strict=True):
        if new.indicator in MOVED:
            yield {
                "stage": words.STAGE[new.stage].to(dossier.lang),
                "indicator": INDICATOR_SHORT[new.indicator].to(dossier.lang),
                "missing_before": _missing(before, old) if new.indicator in INDICATORS else "-",
                "missing_after": _missing(after, new) if new.indicator in INDICATORS else "-",
                "cv_before": _cv(old),
                "cv_after": _cv(new),
                "cap": exact(new.limit),
                "holds": dossier.say(SUMMARY["no_data" if new.holds is None else "met" if new.holds else "not_met"]),
            }


def _missing(state: State, row: CvRow) -> int:
    values = [s.value(row.indicator) for s in state.sections if s.section.stage == row.stage]
    return sum(
        max(0, value.needed - int(value.amount))
        for value in values
        if value is not None and value.needed is not None and value.amount is not None
    )


def _cv(row: CvRow) -> str:
    return "-" if row.square is None else cv_margin(row.square, row.limit)[0]


def _by_school(dossier: Dossier) -> Iterator[dict[str, Any]]:
    flows: dict[str, Counter[SectionKey]] = {
        name: Counter() for name in ("leave", "arrive", "home", "away")
    }
    for posting in dossier.postings:
        out, into = ("away", "home") if posting.kind == "return" else ("leave", "arrive")
        flows[out][posting.origin] += 1
        flows[into][posting.destination] += 1
    posts = zip(dossier.audit.state_before.posts, dossier.audit.state_after.posts, strict=True)
    for old, new in posts:
        counts = {name: found[new.section] for name, found in flows.items()}
        if any(counts.values()):
            yield {
                "school": legible(dossier.sections[new.section], 100), "before": old.teachers, **counts,
                "after": new.teachers, "quota": new.staff_quota,
            }  # fmt: skip


def _by_subject(before: State, after: State, dossier: Dossier) -> Iterator[dict[str, Any]]:
    totals: dict[str, Counter[tuple[str, str]]] = {n: Counter() for n in ("demanded", "before", "after", "posts")}
    for row in before.subjects:
        totals["before"][row.section.stage, row.subject] += row.unfilled
    for row in after.subjects:
        key = (row.section.stage, row.subject)
        totals["demanded"][key] += row.demanded
        totals["after"][key] += row.unfilled
        totals["posts"][key] += row.posts_to_apply
    keys = [key for key in totals["demanded"] if totals["before"][key] or totals["after"][key]]
    for key in sorted(keys, key=lambda key: (STAGES.index(key[0]), -totals["after"][key], key[1])):
        stage, subject = words.STAGE[key[0]].to(dossier.lang), words.SUBJECT[key[1]].to(dossier.lang)
        yield {"stage": stage, "subject": subject, **{name: found[key] for name, found in totals.items()}}


def _by_place(before: State, after: State, dossier: Dossier) -> Iterator[dict[str, Any]]:
    posts: Counter[SectionKey] = Counter()
    for row in after.subjects:
        posts[row.section] += row.posts_to_apply
    pairs = zip(before.posts, after.posts, strict=True)
    for old, new in sorted(pairs, key=lambda pair: (-pair[1].lessons_unfilled, pair[1].section)):
        if new.lessons_unfilled or old.lessons_unfilled:
            name = legible(dossier.sections[new.section], 100)
            counts = {"before": old.lessons_unfilled, "after": new.lessons_unfilled, "posts": posts[new.section]}
            yield {"school": name, **counts}


def _tiers(dossier: Dossier) -> Iterator[dict[str, str]]:
    for tier in dossier.certificate.tiers:
        counted = dossier.audit.tiers[tier.name]
        bound, gap = bound_cells(tier.value, tier.bound, tier.gap, tier.method)
        what = TIER_WORDS.get(tier.name, METHOD_WORDS["unknown"])
        yield {
            "tier": tier_label(tier.name, dossier.lang), "what": dossier.say(what), "value": value_cell(counted),
            "bound": f"{bound}*" if dossier.plan.proof and tier.method == "search" else bound,
            "gap": close(gap, dossier.lang),
        }  # fmt: skip


def _digests(dossier: Dossier) -> Iterator[dict[str, str]]:
    certificate = dossier.certificate
    for part in ("input", "policy", "assignments"):
        yield {"item": dossier.say(PLAN_DOC[f"item_{part}"]), "value": getattr(certificate.digests, part)}
    versions = "  ".join(f"{name} {version}" for name, version in sorted(certificate.versions.items()))
    yield {"item": dossier.say(PLAN_DOC["item_seed"]), "value": str(certificate.seed)}
    yield {"item": dossier.say(PLAN_DOC["item_versions"]), "value": legible(versions, 300)}


def notice_period(dossier: Dossier) -> tuple[str, str] | None:
    """Return the first and last day of the notice in words, None before it."""
    step = dossier.journal.notice
    if step is None or step.start is None or step.until is None:
        return None
    return day_text(step.start, dossier.lang), day_text(step.until, dossier.lang)


def _journal(dossier: Dossier) -> dict[str, Any]:
    period = notice_period(dossier)
    return {
        "notice": None if period is None else {"start": period[0], "until": period[1]},
        "objections": [
            {
                "no": objection.number, "day": str(objection.day), "person": legible(objection.person, 40),
                "text": legible(objection.text, 1000), "answer": legible(objection.answer or "", 1000),
            }
            for objection in dossier.journal.objections
        ],
    }  # fmt: skip
