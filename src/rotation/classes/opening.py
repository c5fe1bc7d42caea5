"""How many classes each grade opens: district and policy in, class plan with its proof out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rotation.audit.opening import recount_classes
from rotation.audit.opening_results import ClassAudit
from rotation.classes.entrants import Cohort, Route, cohorts, routes
from rotation.classes.opening_bounds import usable
from rotation.classes.opening_conflict import ClassConflictError, conflicts
from rotation.classes.opening_limits import limits_of
from rotation.classes.opening_search import Solved, groups, search
from rotation.domain.district import District, Grade
from rotation.errors import SolverError
from rotation.plan.opening import ClassPlan, DirectedEntrants, OpenedGrade, even_sizes
from rotation.policy import Policy
from rotation.solving.solution import TierResult

__all__ = ["Opening", "open_classes", "with_classes"]


@dataclass(frozen=True, slots=True)
class Opening:
    """A class plan and what the verifier counted on it.

    ``status`` is proven where every tier's value is its bound, else feasible. ``routes`` is the number of ways along
    which entrants could be directed.
    """

    plan: ClassPlan
    audit: ClassAudit
    tiers: tuple[TierResult, ...]
    status: str
    routes: int


def open_classes(
    district: District, policy: Policy, *, should_stop: Callable[[], bool] = lambda: False
) -> Opening:
    """Plan the classes of a district's year.

    Parameters
    ----------
    should_stop
        Asked between searches; True ends them with ``StoppedError``: half a plan of classes is none.

    Raises
    ------
    ClassConflictError
        The required limits contradict each other; says which, with numbers, and what would have to give.
    PolicyError
        The policy names schools that the data does not have.
    SolverError
        The verifier rejects the plan: our bug.
    """
    of = cohorts(district)
    ways = routes(district, policy, of)
    limits = limits_of(district, policy, of)
    solved: list[Solved] = []
    useful = usable(of, ways, limits)
    for group in groups(of, useful, limits):
        found = search(group, limits, should_stop)
        if found is None:
            texts = [text for whole in groups(of, ways, limits) for text in conflicts(district, whole, limits)]
            if not texts:
                raise SolverError("the search for classes reached its limit of work without a plan")
            raise ClassConflictError(district.year, texts)
        solved.append(found)
    plan = _plan(district, of, useful, solved)
    tiers = tuple(_tier(tier, solved) for tier in limits.terms.tiers)
    proven = all(tier.value <= tier.bound for tier in tiers)
    audit = recount_classes(district, policy, plan)
    if not audit.required_hold or any(audit.tiers[tier.name] != tier.value for tier in tiers):
        broken = [finding.text.en for finding in audit.findings if finding.required and not finding.holds]
        raise SolverError(f"the verifier rejects the class plan: {'; '.join(broken[:5]) or 'a tier differs'}")
    return Opening(plan, audit, tiers, "proven" if proven else "feasible", len(ways))


def with_classes(district: District, plan: ClassPlan) -> District:
    """Return the district with the plan's pupils and classes in its grades.

    A grade without pupils keeps the classes of the data where somebody is its homeroom teacher.
    """
    homerooms = {(teacher.school, teacher.homeroom_grade) for teacher in district.teachers}
    rows = {(row.school, row.grade): row for row in district.grades}
    grades = []
    for opened in plan.grades:
        key = opened.school, opened.grade
        old = rows.get(key) or Grade(school=opened.school, grade=opened.grade, pupils=0, classes=0)
        kept = old.classes if not opened.pupils and key in homerooms else opened.classes
        grades.append(replace(old, pupils=opened.pupils, classes=kept))
    # The entrants have their places: left in, they would stand for children not yet directed.
    later = tuple(row for row in district.entrants if row.year not in (None, district.year))
    return replace(district, grades=tuple(grades), entrants=later)


def _plan(
    district: District, of: tuple[Cohort, ...], ways: tuple[Route, ...], solved: list[Solved]
) -> ClassPlan:
    classes = {key: round(one.point[column]) for one in solved for key, column in one.model.classes.items()}
    singles = {way: round(one.point[column]) for one in solved for way, column in one.model.singles.items()}
    pairs = {way: round(one.point[column]) for one in solved for way, column in one.model.pairs.items()}
    directed = tuple(
        DirectedEntrants(way.school, way.neighbour, way.grade, singles[way], pairs[way])
        for way in ways
        if singles[way] or pairs[way]
    )
    pupils = {(cohort.school, cohort.grade): cohort.pupils for cohort in of}
    for one in directed:
        pupils[one.school, one.grade] -= one.pupils
        pupils[one.neighbour, one.grade] += one.pupils
    grades = tuple(
        OpenedGrade(school, grade, there, even_sizes(there, classes[school, grade]))
        for (school, grade), there in sorted(pupils.items())
    )
    return ClassPlan(district.year, grades, directed)


def _tier(tier: str, solved: list[Solved]) -> TierResult:
    value = float(sum(one.values[tier] for one in solved))
    bound = float(sum(one.bounds[tier] for one in solved))
    return TierResult(tier, value, bound, (value - bound) / max(value, 1.0), "search")
