"""The verdict on a plan: findings of every active rule, tier values, and the state before and after."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rotation.audit.recount import Counted, recount
from rotation.audit.results import Audit, Headline, Judgement
from rotation.audit.state import state
from rotation.audit.targets import targets
from rotation.domain.district import District
from rotation.domain.words import LEVELS, RECOGNISED_BACKBONE, SENIOR_TITLES, ZONES
from rotation.plan.posting import Posting
from rotation.policy.policy import Policy
from rotation.rules import rule
from rotation.rules.base import Finding

__all__ = ["findings_of", "judge", "verify"]


def verify(district: District, policy: Policy, postings: Iterable[Posting], seed: int = 0) -> Audit:
    """Recount a plan and judge it by every rule that is not off.

    Parameters
    ----------
    postings
        Everyone whose section changes.
    seed
        The published seed of the lot.

    Raises
    ------
    PlanError
        The postings do not fit the data (see ``recount``).
    """
    counted = recount(district, policy, postings, seed)
    judged = _judged(counted)
    return Audit(
        findings=judged.findings,
        tiers=judged.tiers,
        required_hold=judged.required_hold,
        state_before=state(counted, "before"),
        state_after=state(counted, "after"),
        headline=_headline(counted),
    )


def judge(district: District, policy: Policy, postings: Iterable[Posting], seed: int = 0) -> Judgement:
    """Recount a plan and judge it by every rule, as ``verify`` does, without the district before and after.

    That takes half the time, for whoever compares many plans by their tiers.
    """
    return _judged(recount(district, policy, postings, seed))


def _judged(counted: Counted) -> Judgement:
    policy, findings = counted.policy, findings_of(counted)
    tiers = dict.fromkeys(policy.tiers, Fraction(0))
    for finding in findings:
        tiers[policy.rules[finding.rule].tier] += finding.cost
    hold = all(finding.holds for finding in findings if policy.rules[finding.rule].mode == "required")
    return Judgement(findings=findings, tiers=tiers, required_hold=hold)


def findings_of(counted: Counted) -> tuple[Finding, ...]:
    """Return the findings of every active rule, by rule code, then subject."""
    found: list[Finding] = []
    for code, settings in sorted(counted.policy.rules.items()):
        if settings.mode != "off":
            found += sorted(rule(code).check(counted, settings), key=lambda finding: finding.subject)
    return tuple(found)


def _headline(counted: Counted) -> Headline:
    person, schools = counted.district.teacher_by_id, counted.district.school_by_id
    place = {s.id: (ZONES.index(s.zone), LEVELS.index(s.level), s.teaching_point) for s in schools.values()}
    wanted = targets(counted, movers=len(counted.counted))
    return Headline(
        eligible=len(counted.eligible),
        eligible_backbone=wanted.eligible_backbone,
        minimum=wanted.minimum,
        ceiling=wanted.ceiling,
        moves=len(counted.movers),
        counted=len(counted.counted),
        backbone_counted=sum(person[t].backbone in RECOGNISED_BACKBONE for t in counted.counted),
        backbone_minimum=wanted.backbone_minimum,
        senior_counted=sum(person[t].title in SENIOR_TITLES for t in counted.counted),
        volunteers=sum(person[t].volunteer for t in counted.movers),
        volunteers_not_eligible=sum(
            person[t].volunteer and t in counted.may_move and t not in counted.eligible
            for t in counted.movers
        ),
        returns=sum(counted.after[t] == counted.standing[t] for t in counted.due_returns),
        returns_due=len(counted.due_returns),
        upward=sum(
            place[counted.after[t].school] < place[counted.standing[t].school] for t in counted.movers
        ),
        homerooms_broken=sum(person[t].homeroom_grade is not None for t in counted.movers),
    )
